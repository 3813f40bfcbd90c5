"""A program with somebody's session carries nothing off fast; people never notice."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments.models import AccessEntry, Patient
from tests.people import World, confirm, fill, send


@pytest.fixture(autouse=True)
def limited(settings: Any) -> None:
    settings.PACE = 1
    settings.PACES = dict.fromkeys(settings.PACES, (3, 300))


def test_an_installation_limits_what_is_dear_and_what_shows_patients() -> None:
    from bonemet import settings

    assert settings.PACE == 1
    assert settings.PACES == {
        "records": (600, 300),
        "reports as PDF": (60, 300),
        "searches": (120, 300),
        "exports": (20, 3600),
        "new patients": (120, 3600),
        "pictures": (40, 300),
        "questions of programs": (600, 300),
    }


def test_records_are_not_gone_through_faster_than_anybody_reads(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, page = Client(), f"/patients/{world.patient.uuid}/"
    client.force_login(world.alice)
    assert [client.get(page).status_code for _number in range(5)] == [200, 200, 200, 429, 429]
    answer = client.get(page)
    assert 0 < int(answer["Retry-After"]) <= 300
    assert "kept for people" in answer.content.decode()
    assert "N-001" not in answer.content.decode()
    assert AccessEntry.objects.filter(kind="too_many", user=world.alice).count() == 1, "once, not for each"
    other = Client()
    other.force_login(world.bob)
    assert other.get(page).status_code == 200
    assert client.get("/knowledge/").status_code == 200
    later = 1e9
    monkeypatch.setattr("time.monotonic", lambda: later)
    assert client.get(page).status_code == 200


@pytest.mark.usefixtures("exports_made_at_once")
def test_what_is_dear(world: World, settings: Any) -> None:
    settings.PACES["records"] = (100, 300)
    fill(world.assessment, world.leah)
    client = Client()
    client.post("/accounts/login/", {"login": "leah", "password": "correct horse battery"})
    confirm(client)
    asked = {
        "pdf": lambda: client.get(f"/assessments/{world.assessment.uuid}/report.pdf"),
        "search": lambda: client.post("/search/", {"patient": "N"}),
        "export": lambda: client.post("/export/", {"identity": "without", "form": "csv"}),
    }
    for what, ask in asked.items():
        answers = [ask() for _number in range(4)]
        for answer in answers:
            answer.close()
        assert [answer.status_code == 429 for answer in answers] == [False] * 3 + [True], what


def test_a_new_patient_who_was_typed_stays_in_the_form(world: World) -> None:
    client = Client()
    client.force_login(world.alice)
    for number in range(4):
        form = {"identifier": f"P-{number}", "bone": "femur", "sure": "1"}
        answer = send(client, "/assessments/new/", form)
    assert answer.status_code == 422
    assert "Too many at once" in answer.content.decode()
    assert 'value="P-3"' in answer.content.decode()
    assert Patient.objects.filter(identifier__startswith="P-").count() == 3


def test_without_a_limit_a_program_may(world: World, settings: Any) -> None:
    settings.PACE = 0
    client = Client()
    client.force_login(world.alice)
    assert {client.get(f"/patients/{world.patient.uuid}/").status_code for _number in range(8)} == {200}
