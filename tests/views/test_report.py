"""The report at its own address."""

from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from tests.people import World, fill, save, skip


def url(world: World) -> str:
    return reverse("assessments:report", args=[world.assessment.uuid])


def test_it_gives_advice_for_every_lesion(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    second = actions.add_lesion(assessment=world.assessment, by=world.alice)
    save(world.assessment, "imaging", {"bone": "spine", "level": "T8"}, second, world.alice)
    skip(world.assessment, world.alice)
    page = alices.get(url(world)).content.decode()
    for words in ("Left femur, subtrochanteric", "Spine, T8", "N-001", "DRAFT"):
        assert words in page


def test_it_can_be_read_before_anything_is_answered(alices: Client, world: World) -> None:
    skip(world.assessment, world.alice)
    assert alices.get(url(world)).status_code == 200


def test_answers_that_contradict_each_other_are_named(alices: Client, world: World) -> None:
    counts = {"vertebral_metastases": 0, "other_bone_metastases": 0}
    save(world.assessment, "history", counts, None, world.alice)
    save(world.assessment, "patient", {"assessed_on": "2026-11-01"}, None, world.alice)
    save(world.assessment, "imaging", {"imaged_on": "2026-11-02"}, world.lesion, world.alice)
    page = alices.get(url(world)).content.decode()
    assert "The answers contradict each other" in page
    assert "Bone metastases outside the spine" in page
    assert "Date of the imaging assessed here" in page
    assert reverse("assessments:section", args=[world.assessment.uuid, "history"]) in page


def test_a_reviewer_may_read_it(world: World, client: Client) -> None:
    client.force_login(world.rita)
    assert client.get(url(world)).status_code == 200
