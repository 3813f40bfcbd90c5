"""Age and sex of a draft that are not those of the patient's record are named, and mended with one click."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.actions import corrections
from assessments.answers.document import Answers
from assessments.models import Patient
from assessments.record.of_record import differing_from_record, from_record
from tests.people import World, confirm, fill, save, send
from tests.views.test_section import address, stored

TITLE = "The answers do not fit the patient's record"


@pytest.fixture
def contradicting(world: World) -> World:
    """The answers say 60 and female; the record is corrected to a man born on 31 October 1960."""
    answers = {"age": 60, "sex": "female", "assessed_on": "2026-11-24"}
    save(world.assessment, "patient", answers, None, world.alice)
    corrections.correct_identity(
        patient=world.patient,
        identifier="N-001",
        name="",
        birth_date=date(1960, 10, 31),
        sex="male",
        reason="Typed wrongly.",
        by=world.bob,
    )
    return world


def test_both_are_named_wherever_one_goes_on(alices: Client, contradicting: World) -> None:
    uuid = contradicting.assessment.uuid
    for url in (
        reverse("assessments:hub", args=[uuid]),
        reverse("assessments:review", args=[uuid]),
        address(contradicting, "patient"),
    ):
        page = alices.get(url).content.decode()
        assert TITLE in page, url
        assert "Age: the answers say 60 years, the record says 66 years." in page
        assert "Sex: the answers say Female, the record says Male." in page


def test_they_are_taken_from_the_record_with_one_click(alices: Client, contradicting: World) -> None:
    hub = reverse("assessments:hub", args=[contradicting.assessment.uuid])
    url = address(contradicting, "patient")
    assert send(alices, url, {"action": "of_record"}, hub)["Location"] == hub
    assert stored(contradicting, "patient") == {"age": 66, "sex": "male", "assessed_on": "2026-11-24"}
    assert TITLE not in alices.get(hub).content.decode()


def test_a_moved_assessment_says_so_too(alices: Client, world: World) -> None:
    save(world.assessment, "patient", {"age": 60, "assessed_on": "2026-11-24"}, None, world.alice)
    other = actions.create_patient(
        unit=world.north, identifier="N-002", birth_date=date(1950, 1, 1), by=world.alice
    )
    corrections.move_assessment(assessment=world.assessment, to=other, reason="Mixed up.", by=world.alice)
    page = alices.get(reverse("assessments:hub", args=[world.assessment.uuid])).content.decode()
    assert "Age: the answers say 60 years, the record says 76 years." in page


def test_who_only_reads_is_told_and_offered_nothing(contradicting: World) -> None:
    client = Client()
    client.force_login(contradicting.rita)
    page = client.get(reverse("assessments:hub", args=[contradicting.assessment.uuid])).content.decode()
    assert TITLE in page
    assert "Take them from the record" not in page


@pytest.mark.parametrize(
    ("answers", "born", "sex"),
    [
        ({}, date(1960, 10, 31), "male"),
        ({"age": None, "sex": None}, date(1960, 10, 31), "male"),
        ({"age": 60, "sex": "female"}, None, ""),
        ({"age": 65, "sex": "male", "assessed_on": "2026-10-30"}, date(1960, 10, 31), "male"),
        ({"age": 66, "sex": "male", "assessed_on": "2026-10-31"}, date(1960, 10, 31), "male"),
        ({"age": 66, "sex": "male"}, date(1960, 10, 31), "male"),
    ],
)
def test_what_is_open_or_fits_contradicts_nothing(
    answers: dict[str, object], born: date | None, sex: str
) -> None:
    given = Answers({"patient": answers}, {"1": {}})
    assert differing_from_record(Patient(birth_date=born, sex=sex), given, date(2026, 11, 24)) == ()


def test_an_age_that_cannot_be_is_not_taken_over() -> None:
    assert from_record(Patient(birth_date=date(1800, 1, 1)), date(2026, 11, 24)) == {}


def test_signing_names_it(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    Patient.objects.update(sex="other")
    confirm(alices)
    page = alices.get(reverse("assessments:sign", args=[world.assessment.uuid])).content.decode()
    assert TITLE in page
    assert "Sex: the answers say Female, the record says Other." in page
