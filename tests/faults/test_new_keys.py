"""The secret key is replaced as docs/deploy.md says: what lasts, and what ends when."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.server import ROOT, Browser, Server

OLD = "the key before, which stays known until the change is over, and no longer"
NEW = "the key after it, as random as the other, and used for all that comes now"


def fetched(server: Server, token: str) -> int:
    headers = {**Browser(server, {"session": "none"}).headers, "Authorization": f"Bearer {token}"}
    del headers["Cookie"]
    with closing(server.connection()) as connection:
        connection.request("GET", "/fhir/DiagnosticReport", headers=headers)
        return connection.getresponse().status


def opens(server: Server, number: int = 0) -> int:
    """Ask for the list, and take the cookie that comes back as a browser does."""
    surgeon = server.surgeons[number]
    with closing(server.connection()) as connection:
        connection.request("GET", "/", headers=Browser(server, surgeon).headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            if found := re.match("__Host-sessionid=([a-z0-9]+);", cookie):
                surgeon["session"] = found[1]
        return answer.status


@pytest.mark.prove
def test_a_new_key_ends_sessions_with_the_old_one_and_no_token(tmp_path: Path) -> None:
    server = Server(tmp_path, 2, settings={"BONEMET_SECRET_KEY": OLD})
    token = server.manage("service_account", "North", "registry").stdout.strip()
    with server:
        assert (opens(server), opens(server, 1), fetched(server, token)) == (200, 200, 200)

        server.environment |= {"BONEMET_SECRET_KEY": NEW, "BONEMET_SECRET_KEY_OLD": OLD}
        server.stop()
        server.start()
        assert opens(server) == 200, "who works meanwhile goes on: both keys are known"
        assert fetched(server, token) == 200
        renewed = server.manage("renew_second_factors")
        assert renewed.returncode == 0, renewed.stderr

        server.stop()
        del server.environment["BONEMET_SECRET_KEY_OLD"]
        server.start()
        assert opens(server) == 200, "whose session moved to the new key"
        assert opens(server, 1) == 302, "who did not come meanwhile logs in again"
        assert fetched(server, token) == 200
        assert server.manage("verify_records").returncode == 0


def test_nobody_is_told_to_reload_for_a_setting() -> None:
    """A program keeps the environment that it was started with, and gives it to those that it starts anew."""
    told = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    secrets = told.partition("\n## Change the secrets\n")[2].partition("\n## ")[0]
    assert "systemctl restart bonemet" in secrets
    assert re.findall(r"[^ ]* *reload [^.]*", secrets) == ["files, reload the proxy"]
