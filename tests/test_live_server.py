"""The live server of the browser tests meets the database as a server does: by connections of its own."""

from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.patience import PATIENCE
from tests.people import make_world


@pytest.mark.usefixtures("transactional_db")
def test_what_a_test_has_not_committed_the_server_does_not_see(live_server: Any) -> None:
    """On one connection for both, its requests ended the test's transactions, and each other's."""
    world, client = make_world(), Client()
    client.force_login(world.alice)
    client.get("/")  # the session is written now, and not again for a minute
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    def numbers() -> str:
        asked = Request(f"{live_server.url}/downtime/numbers.json", headers={"Cookie": cookie})
        with urlopen(asked, timeout=PATIENCE) as answer:
            return str(answer.read(), "utf-8")

    with transaction.atomic():
        world.north.settings = {"whom_to_call": "Spine on call: 4321"}
        world.north.save()
        assert "North" in (told := numbers())
        assert "Spine on call" not in told
    assert "Spine on call: 4321" in numbers()
