"""The panel beside the form: what is typed is evaluated, not saved; no advice before the surgeon's plan."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, Draft, Revision
from bonemet.accounts.sessions import WRITTEN_AT
from tests.people import CASE, FEMUR, World, answer, fill, save, skip, squeezed
from tests.views.test_section import address, posted

SPINE_HERE = {"bone": "spine", "level": "T5"}


def panel_url(world: World, key: str) -> str:
    if key in ("patient", "history"):
        return reverse("assessments:panel", args=[world.assessment.uuid, key])
    return reverse("assessments:lesion_panel", args=[world.assessment.uuid, world.lesion.uuid, key])


def ask(client: Client, world: World, key: str, answers: dict[str, Any], **more: Any) -> str:
    response = client.post(panel_url(world, key), posted(answers, **more))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", squeezed(response.content.decode()))


def test_it_saves_nothing(alices: Client, world: World) -> None:
    ask(alices, world, "pain", {"worst_pain": 8, "mechanical": True})
    assert Revision.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_red_flag_shows_at_once_and_at_its_question(alices: Client, world: World) -> None:
    save(world.assessment, "imaging", SPINE_HERE, world.lesion, world.alice)
    page = ask(alices, world, "neuro", {"sphincter": "disturbed"})
    assert "<strong>Suspected cord or cauda equina compression.</strong> Whole-spine MRI" in page
    assert "Emergency, within 24 hours." in page
    slot = page.split('<div id="flags_sphincter" hx-swap-oob="innerHTML">')[1].split("</div>")[0]
    assert "Suspected cord or cauda equina compression" in slot
    assert (
        "red-flag" not in page.split('<div id="flags_deficit" hx-swap-oob="innerHTML">')[1].split("</div>")[0]
    )
    assert 'id="panel-said"' in page
    assert '<p class="red-flag">' not in ask(alices, world, "neuro", {"sphincter": "normal"})


def test_a_red_flag_stands_at_the_question_that_raised_it_alone(alices: Client, world: World) -> None:
    save(world.assessment, "neuro", {"sphincter": "disturbed"}, world.lesion, world.alice)
    page = ask(alices, world, "imaging", SPINE_HERE)
    assert "Suspected cord or cauda equina compression" in page
    slot = page.split('<div id="flags_bone" hx-swap-oob="innerHTML">')[1].split("</div>")[0]
    assert "red-flag" not in slot
    graded = ask(alices, world, "imaging", SPINE_HERE | {"cord_compression": "3"})
    assert "Suspected cord or cauda equina compression.</strong> Dexamethasone" in graded
    assert "Whole-spine MRI unless" not in graded


def test_the_fork_and_what_is_possible_are_told_with_the_advice_only(alices: Client, world: World) -> None:
    save(world.assessment, "imaging", {"bone": "femur"}, world.lesion, world.alice)
    assert "If none:" not in ask(alices, world, "pain", {"worst_pain": 3})
    skip(Assessment.objects.get(pk=world.assessment.pk), world.alice)
    page = ask(alices, world, "imaging", {"bone": "femur"})
    assert "Histology unconfirmed: diagnosis before any operation." in page
    assert "Undecided; still possible:" in page
    assert "If displaced:" in page
    coarse = ask(alices, world, "imaging", {"bone": "pelvis"})
    assert "Which part of the pelvis" in coarse
    assert "If acetabulum" in coarse


def test_a_screen_reader_is_told_only_what_is_new(alices: Client, world: World) -> None:
    save(world.assessment, "imaging", SPINE_HERE, world.lesion, world.alice)
    page = ask(
        alices, world, "neuro", {"sphincter": "disturbed"}, told="Suspected cord or cauda equina compression"
    )
    assert 'id="panel-said"' not in page


def test_no_advice_before_the_plan_and_the_advice_after_it(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    page = ask(alices, world, "pain", {"worst_pain": 7, "mechanical": True})
    assert "The advice is shown once you have said what you would do yourself." in page
    assert "Operate" not in page
    assert "Mirels" in page
    skip(Assessment.objects.get(pk=world.assessment.pk), world.alice)
    page = ask(alices, world, "pain", {"worst_pain": 7, "mechanical": True})
    assert "Operate" in page
    assert "Expedited, within 2 weeks" in page
    page = ask(alices, world, "fracture", {"fracture": "displaced", "limb_function": "lost"})
    assert "Urgent, within 72 hours" in page


def test_scores_are_ranges_while_items_are_open(alices: Client, world: World) -> None:
    save(world.assessment, "imaging", SPINE_HERE, world.lesion, world.alice)
    page = ask(alices, world, "pain", {"worst_pain": 7, "mechanical": True})
    about = f'<a class="what-is" href="{reverse("assessments:knowledge_score", args=["sins"])}"'
    assert f"<span>SINS {about}" in page
    assert page.split(f"<span>SINS {about}")[1].split("</span>", 1)[1].startswith("<b>4–16</b>")
    assert "2 of 6 known" in page


def test_what_to_answer_next_links_to_its_place_and_says_why(alices: Client, world: World) -> None:
    page = ask(alices, world, "imaging", {"bone": "femur"})
    fracture = reverse(
        "assessments:lesion_section", args=[world.assessment.uuid, world.lesion.uuid, "fracture"]
    )
    assert f'<a href="{fracture}#question_fracture">Pathological fracture</a>' in page
    assert "Nothing can be said without it." in page
    page = ask(alices, world, "fracture", {"fracture": "displaced"})
    assert '<a href="#id_bone' not in page
    page = ask(alices, world, "imaging", {})
    assert "SINS" not in page, "before the bone is known nothing speaks of the spine alone"
    assert '<a href="#id_bone_0">Which bone</a>' in page


def test_settled_advice_says_that_the_rest_may_be_left(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    save(
        world.assessment,
        "fracture",
        {"fracture": "none", "limb_function": "limited"},
        world.lesion,
        world.alice,
    )
    save(world.assessment, "imaging", FEMUR["imaging"] | {"implant": "none"}, world.lesion, world.alice)
    history = CASE["history"] | {
        "expected_benefit": True,
        "tumour_free_interval_expected": False,
        "ecog_before": 1,
    }
    page = ask(alices, world, "history", history)
    final = "<strong>Final for the answers given.</strong> What is still open cannot change the advice"
    assert f"{final} and may be left." in page
    assert "Answer next" not in page


def test_wrong_answers_are_left_out_and_never_break_it(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    for data in ({"worst_pain": "99"}, {"worst_pain": "x" * 200}, {"mechanical": "perhaps"}):
        response = alices.post(panel_url(world, "pain"), data)
        assert response.status_code == 200
    data = {"ecog": "9", "albumin": "4000", "bloods_on": "2099-01-01", "platelets": "4"}
    page = ask(alices, world, "history", data)
    assert "Bleeding" in page
    both = ask(alices, world, "history", {"vertebral_metastases": "0", "other_bone_metastases": "0"})
    assert "Answer next" in both


def test_answers_that_cannot_stand_together_are_told(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    save(
        world.assessment, "neuro", {"deficit": "none", "examined_on": "2026-11-24"}, world.lesion, world.alice
    )
    page = ask(alices, world, "pain", {"worst_pain": 7})
    assert "Some answers cannot stand together." in page


@pytest.mark.parametrize("section", ["patient", "history"])
def test_beside_the_patients_sections_stands_every_lesion(alices: Client, world: World, section: str) -> None:
    from assessments.actions import assessments as actions

    save(world.assessment, "imaging", FEMUR["imaging"], world.lesion, world.alice)
    actions.add_lesion(assessment=Assessment.objects.get(pk=world.assessment.pk), by=world.alice)
    page = ask(alices, world, section, {})
    assert "1. Left femur, subtrochanteric" in page
    assert "2. Bone not entered yet" in page


def test_the_section_and_the_overview_carry_it_without_scripts(alices: Client, world: World) -> None:
    save(world.assessment, "imaging", SPINE_HERE, world.lesion, world.alice)
    save(world.assessment, "neuro", {"sphincter": "disturbed"}, world.lesion, world.alice)
    section = squeezed(alices.get(address(world, "neuro")).content.decode())
    assert section.count("Suspected cord or cauda equina compression") >= 2
    hub = squeezed(alices.get(reverse("assessments:hub", args=[world.assessment.uuid])).content.decode())
    assert "Suspected cord or cauda equina compression" in hub
    assert "Answer next" in hub


def test_a_reader_has_no_links_into_the_form(world: World) -> None:
    client = Client()
    client.force_login(world.rita)
    hub = squeezed(client.get(reverse("assessments:hub", args=[world.assessment.uuid])).content.decode())
    assert "Which bone" in hub
    assert "#question_bone" not in hub


@pytest.mark.parametrize(
    ("key", "answers", "words"),
    [
        ("imaging", {"imaged_on": "2026-10-01"}, "Imaging older than six weeks: repeat imaging."),
        (
            "history",
            {"calcium": 2.4, "bloods_on": "2026-09"},
            "Bloods older than six weeks: repeat.",
        ),
        ("neuro", {"deficit": "present", "examined_on": "2026-11-18"}, "examine again, now."),
    ],
)
def test_a_finding_that_has_aged_is_told_beside_its_date(
    alices: Client, world: World, key: str, answers: dict[str, Any], words: str
) -> None:
    save(world.assessment, "patient", CASE["patient"], None, world.alice)
    date = next(name for name in answers if name.endswith("_on"))
    slot = ask(alices, world, key, answers).split(f'<div id="flags_{date}" hx-swap-oob="innerHTML">')[1]
    assert words in slot.split("</div>")[0]
    fresh = ask(alices, world, key, answers | {date: "2026-11-20"})
    assert words not in fresh


def test_going_to_the_next_question_saves_what_is_typed(alices: Client, world: World) -> None:
    onward = f"{address(world, 'fracture')}#question_fracture"
    data = posted({"bone": "femur"}, onward=onward)
    response = alices.post(address(world, "imaging"), data)
    assert response.headers["Location"] == onward
    assert Assessment.objects.get(pk=world.assessment.pk).latest().answers["lesions"][0]["imaging"] == {
        "bone": "femur"
    }


@pytest.mark.parametrize(
    "onward",
    ["https://elsewhere.example/", "//elsewhere.example/", "/admin/", "javascript:alert(1)", "x" * 400],
)
def test_nobody_is_sent_elsewhere(alices: Client, world: World, onward: str) -> None:
    response = alices.post(address(world, "pain"), posted({"worst_pain": 3}, onward=onward))
    assert response.headers["Location"] == address(world, "fracture")


def test_the_heading_follows_the_bone_at_once(alices: Client, world: World) -> None:
    where = [world.assessment.uuid, world.lesion.uuid, "imaging"]
    said = {"bone": "humerus", "side": "right"}
    answer = squeezed(alices.post(reverse("assessments:lesion_panel", args=where), said).content.decode())
    assert '<small id="lesion-name" hx-swap-oob="innerHTML">Lesion 1: Right humerus</small>' in answer


def test_no_shield_stands_for_a_decision_that_is_not_one(alices: Client, world: World) -> None:
    """While a stop is live its line comes before any "operate"; what is open is listed, without a colour."""
    save(world.assessment, "imaging", {"bone": "femur"}, world.lesion, world.alice)
    skip(Assessment.objects.get(pk=world.assessment.pk), world.alice)
    page = ask(alices, world, "fracture", {"fracture": "displaced", "limb_function": "lost"})
    assert "decision-operate" not in page
    assert (
        "Decisions still possible: Diagnosis before treatment, No operation, Consider operating, Operate"
        in page
    )
    assert page.index("Histology unconfirmed: diagnosis before any operation.") < page.index("Operate")


def test_a_page_that_asks_by_itself_makes_no_session_last_longer(alices: Client, world: World) -> None:
    """Hours are counted on once a minute from a moment that is typed; nobody need be at work for that."""
    save(world.assessment, "imaging", SPINE_HERE, world.lesion, world.alice)
    url, typed = panel_url(world, "neuro"), {"deficit": "cord", "deficit_hours": "yesterday 10:00"}

    def written() -> float:
        session = alices.session
        return float(session.get(WRITTEN_AT, 0))

    session = alices.session
    session[WRITTEN_AT] = 1.0
    session.save()
    page = alices.post(url, posted(typed), headers={"X-Only-Asks": "1"}).content.decode()
    assert "data-counting" in page
    assert written() == 1.0
    assert "data-counting" not in ask(alices, world, "neuro", {"deficit": "cord", "deficit_hours": 30})
    assert written() > 1.0
