"""A secret is replaced: the documents say what it takes for the service to use the new one."""

from __future__ import annotations

import re

from tests.faults.server import ROOT


def test_nobody_is_told_to_reload_for_a_setting() -> None:
    """A program keeps the environment that it was started with, and gives it to those that it starts anew."""
    told = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    secrets = told.partition("\n## Change the secrets\n")[2].partition("\n## ")[0]
    assert "systemctl restart bonemet" in secrets
    assert re.findall(r"[^ ]* *reload [^.]*", secrets) == ["files, reload the proxy"]
