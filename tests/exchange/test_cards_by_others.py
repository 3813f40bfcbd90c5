"""Somebody else's client of CDS Hooks asks for cards over HTTP: healthchain's SandboxClient.

`make prove-exchange` installs it. It sends no token of its own: the one that a client has to sign is given to
it as a header, and nothing else is changed.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from assessments.actions import withdrawing
from assessments.actions.assessments import create_patient, start_assessment
from tests.people import TODAY, World
from tests.views.test_hooks import METASTASIS, PATIENT, SOUTHERN, clients, token, urgent

__all__ = ["clients", "urgent"]  # fixtures

HEALTHCHAIN = Path(__file__).parent.parent.parent / "var/card/bin/python"
BY_SANDBOX = """
import json, sys
import httpx
from healthchain.sandbox.sandboxclient import SandboxClient

url, token, path = sys.argv[1:]
made = httpx.Client.__init__
httpx.Client.__init__ = lambda self, **how: made(self, headers={"Authorization": f"Bearer {token}"}, **how)
client = SandboxClient(url=url, workflow="patient-view")
client.load_from_path(path)
client.requests[0].context.patientId = "p1"
print(json.dumps(client.send_requests()[0]))
"""

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(
        not HEALTHCHAIN.exists(), reason="healthchain is not here: make prove-exchange installs it"
    ),
]


def test_a_card_for_a_signed_urgent_case_and_none_else(
    world: World, urgent: Any, live_server: Any, tmp_path: Path
) -> None:
    address = f"{live_server.url}/cds-services/bonemet"
    problems = {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": METASTASIS}]}

    def shown(sent: str, **patient: Any) -> dict[str, Any]:
        file = tmp_path / "prefetch.json"
        file.write_text(json.dumps({"patient": PATIENT | patient, "conditions": problems}), encoding="utf-8")
        command = [str(HEALTHCHAIN), "-c", BY_SANDBOX, address, sent, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    (card,) = shown(token(address))["cards"]
    assert card["indicator"] == "critical"
    assert card["summary"].startswith("Urgent, within 72 hours: Left femur, subtrochanteric: Operate")
    assert card["links"][0]["url"].endswith(f"/assessments/{urgent.uuid}/report/")
    (theirs,) = shown(token(address, iss=SOUTHERN))["cards"]
    assert (theirs["indicator"], str(urgent.uuid) in json.dumps(theirs)) == ("info", False)
    assert shown("wrong") == {}, "it gives nothing for an error"
    other = create_patient(unit=world.north, identifier="n-002", name="", by=world.alice)
    withdrawn = start_assessment(patient=other, today=TODAY, by=world.alice)
    withdrawing.withdraw(assessment=withdrawn, reason="another patient", by=world.alice)
    assert shown(token(address), identifier=[{"value": "N-002"}])["cards"] == []
