"""The overview: the state of every section, and what can be done next."""

from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from tests.people import World, answer, fill, save


def test_it_counts_what_is_answered_of_the_core(alices: Client, world: World) -> None:
    url = reverse("assessments:hub", args=[world.assessment.uuid])
    page = alices.get(url).content.decode()
    assert "0 of 6 sections are done." in page
    assert "1 of 3 answered" in page, "the date of the assessment is there from the start"
    assert page.count("Not started") == 5
    save(
        world.assessment, "patient", {"age": 61, "sex": None, "assessed_on": "2026-11-20"}, None, world.alice
    )
    save(world.assessment, "pain", {"worst_pain": 7}, world.lesion, world.alice)
    page = alices.get(url).content.decode()
    assert "1 of 6 sections are done." in page
    assert "1 of 2 answered" in page
    save(world.assessment, "pain", {"worst_pain": 0}, world.lesion, world.alice)
    assert "2 of 6 sections are done." in alices.get(url).content.decode(), "no pain: nothing more is asked"


def test_it_names_the_lesions(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    page = alices.get(reverse("assessments:hub", args=[world.assessment.uuid])).content.decode()
    assert "Lesion 1: Left femur, subtrochanteric" in page


def test_a_reader_finds_nothing_to_change(world: World, client: Client) -> None:
    client.force_login(world.rita)
    page = client.get(reverse("assessments:hub", args=[world.assessment.uuid])).content.decode()
    assert "Add another lesion" not in page
    assert "/case/history/" not in page
    assert reverse("assessments:report", args=[world.assessment.uuid]) in page


def test_its_tab_tells_the_case_apart_and_not_whose_it_is(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    for name, title in (("hub", "Overview"), ("review", "Review the answers"), ("plan", "Your own plan")):
        page = alices.get(reverse(f"assessments:{name}", args=[world.assessment.uuid])).content.decode()
        assert f"<title>{title} · Left femur, subtrochanteric · 61 f · breast – bonemet</title>" in page
    pain = reverse("assessments:lesion_section", args=[world.assessment.uuid, world.lesion.uuid, "pain"])
    actions.add_lesion(assessment=world.assessment, by=world.alice)
    assert "<title>Pain · Left femur, subtrochanteric · 61 f" in alices.get(pain).content.decode()
    hub = alices.get(reverse("assessments:hub", args=[world.assessment.uuid])).content.decode()
    assert "<title>Overview · 2 lesions · 61 f · breast – bonemet</title>" in hub
