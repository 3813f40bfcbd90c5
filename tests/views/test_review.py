"""The review: all answers, what is open, and the way to change them."""

from django.test import Client
from django.urls import reverse

from tests.people import World, fill, save


def test_it_shows_every_answer_with_a_way_to_change_it(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    page = alices.get(reverse("assessments:review", args=[world.assessment.uuid])).content.decode()
    for words in (
        "61 years",
        "20 November 2026",
        "Cancer known before this bone lesion",
        "Over two thirds",
        "45 mm",
        "Lesion 1: Left femur, subtrochanteric",
    ):
        assert words in page
    assert reverse("assessments:section", args=[world.assessment.uuid, "history"]) in page
    assert "core questions are open" in page


def test_not_known_is_shown_as_such(alices: Client, world: World) -> None:
    save(world.assessment, "pain", {"worst_pain": None}, world.lesion, world.alice)
    page = alices.get(reverse("assessments:review", args=[world.assessment.uuid])).content.decode()
    assert "<em>Not known</em>" in page


def test_a_reader_sees_the_answers_and_no_way_to_change_them(world: World, client: Client) -> None:
    fill(world.assessment, world.alice)
    client.force_login(world.rita)
    page = client.get(reverse("assessments:review", args=[world.assessment.uuid])).content.decode()
    assert "45 mm" in page
    assert "/case/history/" not in page
