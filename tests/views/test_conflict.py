"""Two people save the same section: nobody's answers are lost."""

from django.test import Client
from django.utils.html import escape

from assessments.models import Draft, Revision
from tests.people import World, squeezed
from tests.views.test_section import address, posted, stored


def clash(alices: Client, bobs: Client, world: World) -> str:
    """Both open the section; Bob saves first."""
    theirs = posted({"worst_pain": 3, "mechanical": False})
    assert bobs.post(address(world, "pain"), theirs).status_code == 302
    response = alices.post(address(world, "pain"), posted({"worst_pain": 8, "mechanical": None}))
    assert response.status_code == 409
    return squeezed(response.content.decode())


def test_both_versions_are_shown_side_by_side(alices: Client, bobs: Client, world: World) -> None:
    page = clash(alices, bobs, world)
    assert "bob saved at" in page
    assert "Somebody else saved this section meanwhile" in page
    for words in ("Worst pain in the last 24 hours", "8", "3", "Is the pain mechanical", "Not known", "No"):
        assert escape(words) in page
    assert stored(world, "pain") == {"worst_pain": 3, "mechanical": False}
    assert Revision.objects.count() == 2


def test_what_was_typed_is_kept_even_if_the_browser_is_closed(
    alices: Client, bobs: Client, world: World
) -> None:
    clash(alices, bobs, world)
    assert Draft.objects.get().raw["worst_pain"] == ["8"]
    page = squeezed(alices.get(address(world, "pain")).content.decode())
    assert 'value="8" id="id_worst_pain_8" checked' in page
    assert 'name="base_revision" value="1"' in page


def test_either_answer_can_be_kept(alices: Client, bobs: Client, world: World) -> None:
    clash(alices, bobs, world)
    mine = posted({"worst_pain": 8, "mechanical": None}, base=2)
    choice = {"keep-worst_pain": "mine", "keep-mechanical": "theirs", "action": "merge"}
    assert alices.post(address(world, "pain"), mine | choice).status_code == 302
    assert stored(world, "pain") == {"worst_pain": 8, "mechanical": False}
    assert not Draft.objects.exists()


def test_every_difference_needs_a_choice(alices: Client, bobs: Client, world: World) -> None:
    clash(alices, bobs, world)
    mine = posted({"worst_pain": 8, "mechanical": None}, base=2)
    response = alices.post(address(world, "pain"), mine | {"keep-worst_pain": "mine", "action": "merge"})
    assert response.status_code == 422
    assert "Choose one of the two." in squeezed(response.content.decode())
    assert stored(world, "pain") == {"worst_pain": 3, "mechanical": False}


def test_where_only_one_changed_an_answer_that_one_is_marked(
    alices: Client, bobs: Client, world: World
) -> None:
    bobs.post(address(world, "pain"), posted({"mechanical": True}))
    page = squeezed(alices.post(address(world, "pain"), posted({"worst_pain": 8})).content.decode())
    assert 'value="mine" id="mine-worst_pain" checked' in page
    assert 'value="theirs" id="theirs-mechanical" checked' in page


def test_another_section_does_not_get_in_the_way(alices: Client, bobs: Client, world: World) -> None:
    bobs.post(address(world, "fracture"), posted({"limb_function": "normal"}))
    assert alices.post(address(world, "pain"), posted({"worst_pain": 8})).status_code == 302
    assert stored(world, "pain") == {"worst_pain": 8}
    assert stored(world, "fracture") == {"limb_function": "normal"}


def test_saying_the_same_is_no_conflict(alices: Client, bobs: Client, world: World) -> None:
    bobs.post(address(world, "pain"), posted({"worst_pain": 8}))
    assert alices.post(address(world, "pain"), posted({"worst_pain": 8})).status_code == 302


def test_a_number_and_its_unit_come_over_with_theirs(alices: Client, bobs: Client, world: World) -> None:
    bobs.post(address(world, "history"), posted({"albumin": "3.5"}, **{"albumin-unit": "g/dL"}))
    mine = posted({"albumin": "30"}, **{"albumin-unit": "g/L"})
    assert alices.post(address(world, "history"), mine).status_code == 409
    merged = mine | {"base_revision": "2", "keep-albumin": "theirs", "action": "merge"}
    assert alices.post(address(world, "history"), merged).status_code == 302
    assert stored(world, "history") == {"albumin": 35.0}
    assert Revision.objects.latest("number").typed["history"]["albumin"] == {"value": "3.5", "unit": "g/dL"}


def test_a_lesion_removed_meanwhile_is_gone(alices: Client, bobs: Client, world: World) -> None:
    from assessments.actions import assessments as actions

    actions.add_lesion(assessment=world.assessment, by=world.bob)
    actions.remove_lesion(assessment=world.assessment, lesion=world.lesion, by=world.bob)
    response = alices.post(address(world, "pain"), posted({"worst_pain": 8}))
    assert response.status_code == 410


def test_ones_own_other_page_is_not_somebody_else(alices: Client, world: World) -> None:
    page = clash(alices, alices, world)
    assert "Somebody else" not in page.split("<main", 1)[1].split("</main>")[0]
    for words in ("You saved this section meanwhile, in another tab", "Typed here", ">Saved<"):
        assert words in page
