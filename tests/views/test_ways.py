"""Two ways on through the form: step by step, or by the next question that could change the advice."""

from django.test import Client
from django.urls import reverse

from tests.people import CASE, FEMUR, World, answer, save, squeezed
from tests.views.test_section import address, posted


def test_the_five_steps_stand_in_their_order_with_how_far_each_is(alices: Client, world: World) -> None:
    save(world.assessment, "pain", {"worst_pain": 7, "mechanical": None}, world.lesion, world.alice)
    page = squeezed(alices.get(address(world, "imaging")).content.decode())
    row = page[page.index('class="stages"') : page.index("</ol>")]
    titles = ["History", "Imaging", "Pain", "Fracture", "Neuro status"]
    places = [row.index(f">{title}<") for title in titles]
    assert places == sorted(places)
    assert row.count('aria-current="step"') == 1
    assert row.index("aria-current") < row.index(">Imaging<") < row.index("stage-done")
    assert "1 not known" in row, "said apart from what is answered"


def test_the_next_question_says_in_which_step_it_is(alices: Client, world: World) -> None:
    where = {"bone": "femur", "side": "left"}
    save(world.assessment, "imaging", where, world.lesion, world.alice)
    for page in ("hub", "review"):
        shown = squeezed(
            alices.get(reverse(f"assessments:{page}", args=[world.assessment.uuid])).content.decode()
        )
        assert "Next question:" in shown, page
        assert "step 4, Fracture" in shown, page
    shown = squeezed(alices.get(address(world, "history")).content.decode())
    assert f'href="{address(world, "fracture")}#question_fracture"' in shown


def test_saved_towards_the_next_question_it_leads_there_and_the_way_is_kept(
    alices: Client, world: World
) -> None:
    where = {"bone": "femur", "side": "left"}
    response = alices.post(address(world, "imaging"), posted(where, action="next"))
    fracture = f"{address(world, 'fracture')}#question_fracture"
    assert response.headers["Location"] == fracture
    world.alice.refresh_from_db()
    assert world.alice.way == "questions"
    hub = squeezed(alices.get(reverse("assessments:hub", args=[world.assessment.uuid])).content.decode())
    assert f'<a class="btn btn-primary" href="{fracture}">' in hub
    passed = alices.post(address(world, "fracture"), posted({}, action="next", shown="fracture"))
    assert "/imaging/#question_histology" in passed.headers["Location"], "passed over, it comes later"
    alices.post(address(world, "pain"), posted({"worst_pain": 3}))
    world.alice.refresh_from_db()
    assert world.alice.way == "steps"


def test_what_a_link_of_the_panel_saves_does_not_choose_the_way(alices: Client, world: World) -> None:
    onward = f"{address(world, 'neuro')}#question_deficit"
    alices.post(address(world, "pain"), posted({"worst_pain": 3}, action="next", onward=onward))
    world.alice.refresh_from_db()
    assert world.alice.way == ""


def test_when_nothing_open_could_change_the_advice_it_leads_there(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    more = {
        "expected_benefit": True,
        "tumour_free_interval_expected": False,
        "whole_body_staging": "complete",
    }
    more |= {"primary_controlled": True, "ecog_before": 1, "other_bone_metastases": 3}
    save(world.assessment, "history", CASE["history"] | more, None, world.alice)
    save(world.assessment, "imaging", FEMUR["imaging"] | {"implant": "none"}, world.lesion, world.alice)
    page = squeezed(alices.get(address(world, "pain")).content.decode())
    assert "No open question can change the advice." in page
    typed = posted({"worst_pain": 7, "mechanical": True}, 9, action="next")
    response = alices.post(address(world, "pain"), typed)
    assert response.headers["Location"] == reverse("assessments:report", args=[world.assessment.uuid])
