"""Answers of the last assessment: shown, and taken over one by one only when somebody says so."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.models import Assessment, Draft, Lesion, Revision
from tests.people import TODAY, World, answer, save


@pytest.fixture
def again(world: World) -> Assessment:
    """A second assessment of the lesion, three months after the first one, nothing answered yet."""
    answer(world.assessment, world.alice)
    first = Assessment.objects.filter(pk=world.assessment.pk)
    first.update(created=first.get().created - timedelta(days=90))
    return actions.start_assessment(
        patient=world.patient, lesions=[world.lesion], today=TODAY, by=world.alice
    )


def url(assessment: Assessment, section: str, lesion: Lesion | None = None) -> str:
    if lesion is None:
        return reverse("assessments:section", args=[assessment.uuid, section])
    return reverse("assessments:lesion_section", args=[assessment.uuid, lesion.uuid, section])


def drawn(response: Any, key: str) -> Any:
    form = response.context["form"]
    return form.drawn(form.fields[key].question)


def test_it_is_shown_and_nothing_is_taken_over(alices: Client, world: World, again: Assessment) -> None:
    response = alices.get(url(again, "pain", world.lesion))
    page = response.content.decode()
    assert "Last time: 7, on 20 November 2026." in page
    assert "Last time: Yes, on 20 November 2026." in page
    assert page.count('name="same"') == 2
    assert drawn(response, "worst_pain").raw.text == ""
    assert again.latest().answers["lesions"] == [{}]


def test_one_is_confirmed_and_only_that_one(alices: Client, world: World, again: Assessment) -> None:
    address = url(again, "pain", world.lesion)
    response = alices.post(address, {"base_revision": "1", "same": "worst_pain"})
    assert response.status_code == 200
    assert drawn(response, "worst_pain").raw.text == "7"
    assert drawn(response, "mechanical").raw.text == ""
    assert Revision.objects.filter(assessment=again).count() == 1, "it is saved with the section"
    assert Draft.objects.get().raw["worst_pain"] == ["7"], "and kept until then"
    alices.post(address, {"base_revision": "1", "worst_pain": "7"})
    assert again.revisions.latest("number").answers["lesions"][0]["pain"] == {"worst_pain": 7}


def test_what_was_typed_beside_it_stays(alices: Client, world: World, again: Assessment) -> None:
    typed = {"base_revision": "1", "mechanical": "no", "worst_pain-unknown": "on", "same": "worst_pain"}
    response = alices.post(url(again, "pain", world.lesion), typed)
    assert drawn(response, "mechanical").raw.text == "no"
    assert drawn(response, "worst_pain").raw == ("7", "", False, False, "")


def test_an_answer_given_anew_can_still_be_set_beside_it(
    alices: Client, world: World, again: Assessment
) -> None:
    save(again, "pain", {"worst_pain": 3}, world.lesion, world.alice)
    response = alices.get(url(again, "pain", world.lesion))
    assert drawn(response, "worst_pain").raw.text == "3"
    assert "Last time: 7" in response.content.decode()


def test_a_number_comes_back_in_the_unit_in_which_it_was_typed(
    alices: Client, world: World, again: Assessment
) -> None:
    first = url(world.assessment, "history")
    alices.post(first, {"base_revision": "7", "albumin": "3,5", "albumin-unit": "g/dL", "primary": "breast"})
    response = alices.post(url(again, "history"), {"base_revision": "1", "same": "albumin"})
    assert drawn(response, "albumin").raw[:2] == ("3,5", "g/dL")


def test_the_day_and_the_age_are_never_the_same(alices: Client, again: Assessment) -> None:
    page = alices.get(url(again, "patient")).content.decode()
    assert "Last time: Female" in page
    assert page.count('name="same"') == 1


def test_what_was_not_known_or_set_aside_is_not_offered(
    alices: Client, world: World, again: Assessment
) -> None:
    save(world.assessment, "pain", {"worst_pain": None}, world.lesion, world.alice)
    save(world.assessment, "imaging", {"bone": "spine", "side": "left"}, world.lesion, world.alice)
    assert 'name="same"' not in alices.get(url(again, "pain", world.lesion)).content.decode()
    response = alices.get(url(again, "imaging", world.lesion))
    assert drawn(response, "bone").last.words == "Spine"
    assert drawn(response, "side").last is None


def test_the_first_assessment_has_no_last_time(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    assert "Last time" not in alices.get(url(world.assessment, "pain", world.lesion)).content.decode()


def test_the_overview_says_that_they_stand_there(alices: Client, world: World, again: Assessment) -> None:
    words = "stand beside the questions. Each counts once you say that it is still the same."
    for assessment, told in ((again, True), (world.assessment, False)):
        page = alices.get(reverse("assessments:hub", args=[assessment.uuid])).content.decode()
        assert (words in page) is told


def test_another_lesion_is_another_matter(alices: Client, world: World, again: Assessment) -> None:
    second = actions.add_lesion(assessment=again, by=world.alice)
    assert "Last time" not in alices.get(url(again, "pain", second)).content.decode()
    assert "Last time: Breast" in alices.get(url(again, "history")).content.decode()


@pytest.mark.parametrize("key", ["", "forged", "age", "\x00"])
def test_a_forged_confirmation_takes_nothing_over(
    alices: Client, world: World, again: Assessment, key: str
) -> None:
    response = alices.post(url(again, "patient"), {"base_revision": "1", "age": "61", "same": key})
    assert response.status_code == 200
    assert drawn(response, "age").raw.text == "61"
    assert not Draft.objects.exists()
