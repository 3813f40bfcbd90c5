"""Somebody else's FHIR server is the hospital: its values come in, reports go out, and is killed meanwhile.

`make prove-exchange` installs it: sekmet-fhir, in an environment of its own.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

from assessments.actions import units
from assessments.exchange.asking import FhirServer
from assessments.exchange.fetching import NotReadError, record_on_server
from assessments.models import Assessment, Filing
from tests.patience import PATIENCE, free_port
from tests.people import World, fill, sign

from .test_filing import WANTED, deliver, due_again
from .test_reading import ICD_10, coded, diagnosis, lab, rating

if TYPE_CHECKING:
    from collections.abc import Iterator

SEKMET = Path(__file__).parent.parent.parent / "var/sekmet/bin/sekmet"
TODAY, SYSTEM, TOKEN = date(2026, 11, 26), "urn:oid:1.2.3", "let-me-in"
ACTIVE = {"clinicalStatus": coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "active")}
LISTED = {
    "category": [coded("http://terminology.hl7.org/CodeSystem/condition-category", "problem-list-item")]
}

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not SEKMET.exists(), reason="sekmet is not here: make prove-exchange installs it"),
]


class Hospital:
    """A server of its own, which can be killed and begins again with what it had."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.address, self.folder = f"http://127.0.0.1:{port}/fhir", folder
        self.process: subprocess.Popen[bytes] | None = None
        (folder / "settings.yaml").write_text(
            f"base_url: {self.address}\nhost: 127.0.0.1\nport: {port}\ndata_dir: {folder}/data\n"
            f"server_auth: {{types: [bearer], tokens: [{TOKEN}]}}\nsimulator: {{enabled: false}}\n",
            encoding="utf-8",
        )

    def begin(self) -> None:
        env = os.environ | {"SEKMET_CONFIG": str(self.folder / "settings.yaml")}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(SEKMET), "serve"], cwd=self.folder, env=env, stdout=log, stderr=log
            )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if requests.get(f"{self.address}/metadata", timeout=5).status_code:
                    return
            except requests.ConnectionError:
                time.sleep(0.1)
        raise TimeoutError((self.folder / "log").read_text(encoding="utf-8"))

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def keep(self, resource: dict[str, Any]) -> str:
        """Put a resource into its record, and give the number that it got."""
        answer = requests.post(
            f"{self.address}/{resource['resourceType']}",
            json=resource,
            headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/fhir+json"},
            timeout=30,
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def count(self, kind: str) -> int:
        return len(FhirServer(self.address, TOKEN).search(kind, {}).resources)


@pytest.fixture
def hospital(tmp_path: Path, settings: Any) -> Iterator[Hospital]:
    one = Hospital(tmp_path)
    settings.FHIR_SERVER, settings.FHIR_TOKEN = one.address, TOKEN
    settings.FHIR_PATIENT_SYSTEM = SYSTEM
    one.begin()
    yield one
    one.kill()


def patient(hospital: Hospital, number: str = "N-001", **more: Any) -> dict[str, Any]:
    told = {"resourceType": "Patient", "identifier": [{"system": SYSTEM, "value": number}], **more}
    return {"subject": {"reference": f"Patient/{hospital.keep(told)}"}}


def test_what_is_right_is_offered_and_the_rest_says_why(hospital: Hospital, world: World) -> None:
    ours = patient(hospital)
    other = patient(hospital, "N-002")
    for one in (
        lab("718-7", 11.2, "g/dL", on="2026-11-18"),
        lab("718-7", 9.1, "g/dL", on="2026-10-01"),
        lab("718-7", 8.0, "g/dL", on="2026-11-19", status="preliminary"),
        lab("2000-8", 10.4, "mg/dL"),
        lab("1751-7", 38, "g/L", status="entered-in-error"),
        lab("777-3", 210, "10*9/L"),
        rating("89247-1", valueInteger=1),
        lab("1742-6", 30, "U/L"),
        diagnosis(ICD_10, "C50.9", **LISTED, **ACTIVE),
    ):
        hospital.keep(one | ours)
    hospital.keep(lab("1988-5", 99, "mg/L") | other)
    reading = record_on_server(FhirServer(hospital.address, TOKEN), world.patient, TODAY).reading
    assert [(one.path, one.text, one.unit, one.on) for one in reading.offers] == [
        ("history.primary", "breast", "", ""),
        ("history.ecog", "1", "", "2026-11-20"),
        ("history.platelets", "210", "10^9/L", "2026-11-20"),
        ("history.haemoglobin", "11.2", "g/dL", "2026-11-18"),
    ]
    assert sorted((one.path, one.why) for one in reading.left) == [
        ("history.albumin", "status"),
        ("history.calcium", "unit"),
        ("history.haemoglobin", "status"),
    ]


def test_two_patients_with_one_number_none_and_a_wrong_token_are_refused(
    hospital: Hospital, world: World
) -> None:
    for token, why in ((TOKEN, "unknown"), ("another", "refused")):
        with pytest.raises(NotReadError) as told:
            record_on_server(FhirServer(hospital.address, token), world.patient, TODAY)
        assert told.value.why == why
    patient(hospital)
    patient(hospital, gender="male")
    with pytest.raises(NotReadError) as told:
        record_on_server(FhirServer(hospital.address, TOKEN), world.patient, TODAY)
    assert told.value.why == "several"
    hospital.kill()
    with pytest.raises(NotReadError) as told:
        record_on_server(FhirServer(hospital.address, TOKEN), world.patient, TODAY)
    assert told.value.why == "unreachable"


@pytest.fixture
def signed(world: World) -> Assessment:
    units.change_settings(unit=world.north, settings=WANTED, by=world.leah)
    fill(world.assessment, world.alice)
    sign(Assessment.objects.get(pk=world.assessment.pk), world.alice)
    return Assessment.objects.get(pk=world.assessment.pk)


def again() -> None:
    """Let it be delivered once more, as if nobody had noted that it was."""
    Filing.objects.update(filed_at=None)
    due_again()


def test_delivered_three_times_it_is_filed_once(hospital: Hospital, signed: Assessment) -> None:
    patient(hospital)
    for _time in range(3):
        assert deliver() == "1 reports filed, 0 not filed."
        again()
    assert (hospital.count("DocumentReference"), hospital.count("DiagnosticReport")) == (1, 1)


def test_killed_in_mid_delivery_it_has_the_report_once(
    hospital: Hospital, signed: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(hospital)
    whole = requests.post
    delays, killings = iter((0.0, 0.005, 0.02, 0.05, 0.1)), []

    def post(url: str, **more: Any) -> Any:
        """Send it on; where it is the report, the server is killed so many seconds later."""
        if url != hospital.address:
            return whole(url, **more)
        killings.append(threading.Timer(next(delays), hospital.kill))
        killings[-1].start()
        return whole(url, **more)

    def lost(url: str, **more: Any) -> Any:
        """Have it taken, and lose the answer."""
        answer = whole(url, **more)
        if url == hospital.address:
            hospital.kill()
            raise requests.ConnectionError("the answer was lost")
        return answer

    monkeypatch.setattr(requests, "post", post)
    for _time in range(5):
        told = deliver()
        killings[-1].join()
        assert told in ("1 reports filed, 0 not filed.", "0 reports filed, 1 not filed.")
        hospital.begin()
        both = hospital.count("DocumentReference"), hospital.count("DiagnosticReport")
        assert both in ((0, 0), (1, 1)), "whole or not at all"
        assert not told.startswith("1") or both == (1, 1), "what is noted as filed is there"
        again()
    assert len(killings) == 5
    monkeypatch.setattr(requests, "post", lost)
    assert deliver() == "0 reports filed, 1 not filed."
    hospital.begin()
    again()
    monkeypatch.setattr(requests, "post", whole)
    assert deliver() == "1 reports filed, 0 not filed."
    assert (hospital.count("DocumentReference"), hospital.count("DiagnosticReport")) == (1, 1)
