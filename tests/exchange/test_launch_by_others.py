"""Somebody else's authorisation server launches bonemet from a chart, in Chromium: oidc-provider.

`make prove-exchange` installs it.
"""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from tests.patience import free_port
from tests.people import World
from tests.single_sign_on.test_providers import by_oidc_provider, page, running

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["page"]  # whose log-in page may ask for a font elsewhere: it is not ours

HERE = Path(__file__).parent.parent / "single_sign_on"

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(
        shutil.which("node") is None or not (HERE / "node_modules").exists(),
        reason="oidc-provider is not here: make prove-exchange installs it",
    ),
]


def test_from_the_chart_to_the_patient(
    world: World, page: Page, live_server: Any, settings: Any, tmp_path: Path
) -> None:
    port = free_port()
    record = f"http://127.0.0.1:{port}"
    settings.SMART_ISSUERS = [(record, "bonemet", "a-secret-of-one-test")]
    call_command("link_account", "alice", record, "surgeon-of-the-record", stdout=StringIO())
    described = f"{record}/.well-known/openid-configuration"
    started = ["node", HERE / "smart_record.mjs", port, live_server.url]
    launch = f"{live_server.url}/smart/launch?iss={record}&launch=xyz"
    with running(started, described, tmp_path / "record.log", cwd=HERE):
        page.goto(launch)
        by_oidc_provider(page, "surgeon-of-the-record")
        page.wait_for_url(f"{live_server.url}/patients/{world.patient.uuid}/")
        assert "N-001" in page.locator("main").inner_text()
        page.context.clear_cookies()
        page.goto(launch)
        by_oidc_provider(page, "nobody-who-is-linked")
        page.get_by_text("not linked with an account here").wait_for()
    page.context.clear_cookies()
    page.goto(launch)
    page.get_by_text("does not answer at the moment").wait_for()
