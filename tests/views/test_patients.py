"""New patients, known patients, and assessing again."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, Membership, Patient
from tests.people import World, fill

NEW = "/assessments/new/"


def test_a_new_patient_needs_only_an_identifier(alices: Client, world: World) -> None:
    response = alices.post(NEW, {"identifier": " ab 12 "})
    patient = Patient.objects.latest("pk")
    assert patient.identifier == "AB 12"
    uuid = patient.assessments.get().uuid
    assert response.headers["Location"] == reverse("assessments:section", args=[uuid, "patient"])
    assert patient.assessments.get().author == world.alice
    assert patient.unit == world.north


def test_name_date_of_birth_and_sex_are_kept(alices: Client) -> None:
    alices.post(NEW, {"identifier": "x", "name": "A B", "birth_date": "3.4.1950", "sex": "male"})
    patient = Patient.objects.latest("pk")
    assert (patient.name, patient.birth_date.isoformat(), patient.sex) == ("A B", "1950-04-03", "male")  # type: ignore[union-attr]


def test_a_known_identifier_is_warned_of(alices: Client, world: World) -> None:
    response = alices.post(NEW, {"identifier": "N-001", "name": "Typed"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "This identifier is that of a known patient" in page
    assert reverse("assessments:assess", args=[world.patient.uuid]) in page
    assert 'value="Typed"' in page
    assert Patient.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"identifier": ""}, "This field is required."),
        ({"identifier": "   "}, "This field is required."),
        ({"identifier": "x" * 65}, "at most 64 characters"),
        ({"identifier": "x\x00"}, "Null characters are not allowed."),
        ({"identifier": "x", "birth_date": "10.1950"}, "Enter a date, such as 31.10.2026."),
        ({"identifier": "x", "birth_date": "1.1.2090"}, "The date is in the future."),
        ({"identifier": "x", "sex": "forged"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_refused_with_everything_typed(
    alices: Client, data: dict[str, str], message: str
) -> None:
    response = alices.post(NEW, {"name": "Kept name"} | data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error:" in page
    assert message in page
    assert 'value="Kept name"' in page
    assert Patient.objects.count() == 1


def test_who_is_in_two_units_says_which(alices: Client, world: World) -> None:
    Membership.objects.create(unit=world.south, user=world.alice)
    assert alices.post(NEW, {"identifier": "x"}).status_code == 422
    assert alices.post(NEW, {"identifier": "x", "unit": "999"}).status_code == 422
    assert alices.post(NEW, {"identifier": "x", "unit": str(world.south.pk)}).status_code == 302
    assert Patient.objects.latest("pk").unit == world.south


def test_a_reviewer_starts_nothing(world: World, client: Client) -> None:
    client.force_login(world.rita)
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {"identifier": "x"}).status_code == 403
    assert client.get(reverse("assessments:assess", args=[world.patient.uuid])).status_code == 403


def test_a_known_patient_is_assessed_again_on_the_same_lesion(alices: Client, world: World) -> None:
    url = reverse("assessments:assess", args=[world.patient.uuid])
    fill(world.assessment, world.alice)
    assert "1. Left femur, subtrochanteric" in alices.get(url).content.decode()
    assert alices.post(url, {"lesion": str(world.lesion.uuid)}).status_code == 302
    again = Assessment.objects.latest("pk")
    assert again.latest().lesions == [str(world.lesion.uuid)]
    assert again.latest().answers["lesions"] == [{}], "nothing is copied silently"


def test_a_new_lesion_of_a_known_patient_gets_the_next_number(alices: Client, world: World) -> None:
    url = reverse("assessments:assess", args=[world.patient.uuid])
    alices.post(url, {"lesion": [str(world.lesion.uuid), "new"]})
    assert [lesion.number for lesion in world.patient.lesions.all()] == [1, 2]
    assert len(Assessment.objects.latest("pk").latest().lesions) == 2


def test_at_least_one_lesion_is_chosen(alices: Client, world: World) -> None:
    url = reverse("assessments:assess", args=[world.patient.uuid])
    for data in ({}, {"lesion": "forged"}):
        response = alices.post(url, data)
        assert response.status_code == 422
        assert "Choose at least one lesion." in response.content.decode()
    assert Assessment.objects.count() == 1


def test_the_patients_page_lists_lesions_and_assessments(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    page = alices.get(reverse("assessments:patient", args=[world.patient.uuid])).content.decode()
    for words in ("Patient N-001", "Left femur, subtrochanteric", "Operate", "Draft"):
        assert words in page


def test_the_bone_is_asked_beside_the_patient_and_stands_answered_under_imaging(alices: Client) -> None:
    typed = {"identifier": "x", "birth_date": "3.4.1950", "sex": "male"}
    response = alices.post(NEW, typed | {"bone": "spine", "level": "T8", "side": "left"})
    assessment = Assessment.objects.latest("pk")
    answers = assessment.latest().answers
    assert answers["lesions"] == [{"imaging": {"bone": "spine", "level": "T8", "side": "left"}}]
    assert (assessment.bone, assessment.latest().number) == ("spine", 1)
    history = reverse("assessments:section", args=[assessment.uuid, "history"])
    assert response.headers["Location"] == history, "age and sex are known: the first of the five steps"
    page = alices.get(history).content.decode()
    assert "1 of 9" in page or "2 of" in page


def test_without_scripts_side_and_level_come_once_the_bone_is_said(alices: Client) -> None:
    first = alices.get(NEW).content.decode()
    assert re.search(r'id="question_level"[^>]* hidden', first)
    page = alices.post(NEW, {"name": "Kept name", "bone": "spine", "action": "update"}).content.decode()
    assert not re.search(r'id="question_level"[^>]* hidden', page)
    assert 'value="Kept name"' in page
    assert "error-summary" not in page
    assert Patient.objects.count() == 1


def test_a_bone_that_is_none_is_refused_and_nothing_is_made(alices: Client) -> None:
    response = alices.post(NEW, {"identifier": "x", "bone": "nose"})
    assert response.status_code == 422
    assert "Which bone?: Choose one of the answers shown." in response.content.decode()
    assert Patient.objects.count() == 1
