"""The figure and the lists name the same places; marks stand where the lesions are."""

from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.answers.document import Answers
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections.imaging import BONE, LEVEL, SEGMENT
from assessments.models import Assessment
from assessments.skeleton import FIGURE, Mark, Place, marks, places_of
from tests.people import TODAY, World, save
from tests.views.test_section import address, posted

PICKER = Template("{% load skeleton %}{% skeleton_picker places '' %}")
SMALL = Template("{% load skeleton %}{% skeleton places index %}")


def picture(html: str) -> ElementTree.Element:
    html = html.split("<input")[0].replace("&nbsp;", " ")
    for flag in (" open", " data-fresh", " data-picker-said", " data-picker"):
        html = html.replace(f"{flag} ", " ").replace(f"{flag}>", ">")
    return ElementTree.fromstring(f"<div>{html}</div>")


@pytest.fixture(scope="module")
def picker() -> ElementTree.Element:
    return picture(PICKER.render(Context({"places": []})))


def test_every_bone_can_be_pointed_at(picker: ElementTree.Element) -> None:
    pointed = {element.get("data-bone") for element in picker.iter() if element.get("data-bone")}
    assert pointed == {choice.value for choice in BONE.choices} - {"pelvis"}


def test_both_sides_of_every_paired_bone_can_be_pointed_at(picker: ElementTree.Element) -> None:
    sides: dict[str, set[str | None]] = {}
    for element in picker.iter():
        if bone := element.get("data-bone"):
            sides.setdefault(bone, set()).add(element.get("data-side"))
    assert {bone for bone, found in sides.items() if found == {None}} == {"spine", "sternum", "skull"}
    assert all(found in ({None}, {"left", "right"}) for found in sides.values())


@pytest.mark.parametrize("bone", ["femur", "tibia", "fibula", "humerus", "radius", "ulna"])
def test_every_part_of_a_long_bone_can_be_pointed_at(picker: ElementTree.Element, bone: str) -> None:
    of_bone = [element for element in picker.iter() if element.get("data-bone") == bone]
    parts = {part.get("data-segment") for element in of_bone for part in element.iter()} - {None}
    offered = {choice.value for choice in SEGMENT.offered(Facts({"bone": bone})) if not choice.stands_for}
    assert parts == offered


def test_every_level_of_the_spine_can_be_pointed_at(picker: ElementTree.Element) -> None:
    levels = {element.get("data-level") for element in picker.iter()} - {None}
    assert levels == {c.value for c in LEVEL.choices if not c.stands_for} | {"sacral"}


def test_the_picture_is_hidden_from_screen_readers_which_have_the_list(picker: ElementTree.Element) -> None:
    assert picker[0].get("aria-hidden") == "true"
    assert picker[0].find("summary").get("tabindex") == "-1"  # type: ignore[union-attr]


def test_the_patients_right_is_on_the_viewers_left_in_front_and_on_the_right_behind() -> None:
    (mark,) = marks([Place(1, "femur", "right", "distal")])
    assert mark.x < 120
    (mark,) = marks([Place(1, "femur", "left", "distal")])
    assert mark.x > 120
    front, back = PICKER.render(Context({"places": []})).split("<figure")[1:3]
    assert front.index(">Right</text>") < front.index(">Left</text>")
    assert back.index(">Left</text>") < back.index(">Right</text>")
    assert 'data-bone="humerus" data-side="right"' in front.split("matrix")[0] + front
    unmirrored = back.split('transform="matrix')[0]
    assert 'data-side="right"' not in unmirrored


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(1, "spine", "", "T8"), Mark(1, 120.0, 156.4, False, True)),
        (Place(1, "sternum"), Mark(1, 120, 139, False, True)),
        (Place(1, "femur", "right", "diaphysis"), Mark(1, 82.5, 328.0, False, True)),
        (Place(1, "femur", "left", "diaphysis"), Mark(1, 157.5, 328.0, False, True)),
        (Place(1, "femur", "left", ""), Mark(1, 158, 316, False, True)),
    ],
)
def test_marks_stand_where_the_lesions_are(place: Place, expected: Mark) -> None:
    assert marks([place]) == (expected,)


def test_with_the_side_open_both_sides_are_marked_as_unsure() -> None:
    found = marks([Place(2, "rib")])
    assert [(mark.number, mark.sure) for mark in found] == [(2, False), (2, False)]
    assert found[0].x + found[1].x == 240
    assert marks([Place(1)]) == ()


@pytest.mark.parametrize("level", [choice.value for choice in LEVEL.choices])
def test_each_level_has_its_place_from_head_to_tail(level: str) -> None:
    (mark,) = marks([Place(1, "spine", "", level)])
    assert (mark.x, mark.sure) == (120, True)
    assert 60 < mark.y < 285


@pytest.mark.parametrize("bone", [choice.value for choice in BONE.choices])
def test_each_bone_has_its_place_inside_the_figure(bone: str) -> None:
    for mark in marks([Place(1, bone, "left", ""), Place(2, bone, "right", "proximal")]):
        assert 0 < mark.x < 240
        assert 0 < mark.y < 520


def test_the_lesion_meant_stands_out_and_is_drawn_last() -> None:
    found = marks([Place(1, "femur", "left"), Place(2, "rib", "left")], 1)
    assert [(mark.number, mark.is_index) for mark in found] == [(2, False), (1, True)]


def test_the_small_figure_carries_its_colours_and_says_what_it_shows() -> None:
    html = SMALL.render(
        Context({"places": [Place(1, "femur", "left", "distal"), Place(2, "rib")], "index": 1})
    )
    root = ElementTree.fromstring(html)
    label = "Skeleton from the front with the lesions marked. 1: Left femur, distal; 2: Rib"
    assert (root.get("role"), root.get("aria-label")) == ("img", label)
    assert 'class="sk-part sk-line" fill="#fbf8f1" stroke="#5b6b72"' in html
    assert "style=" not in html
    assert "data-segment" not in html


def test_the_form_shows_the_other_lesions_of_the_patient(alices: Client, world: World) -> None:
    save(world.assessment, "imaging", {"bone": "humerus", "side": "left"}, world.lesion, world.alice)
    other = actions.add_lesion(assessment=Assessment.objects.get(pk=world.assessment.pk), by=world.alice)
    page = alices.get(address(world, "imaging").replace(str(world.lesion.uuid), str(other.uuid)))
    assert page.content.decode().count('class="sk-mark') == 1
    assert alices.get(address(world, "imaging")).content.decode().count('class="sk-mark') == 0
    assert "data-picker" not in alices.get(address(world, "pain")).content.decode()


def test_a_lesion_of_an_earlier_assessment_is_marked_too(alices: Client, world: World) -> None:
    save(world.assessment, "imaging", {"bone": "humerus", "side": "left"}, world.lesion, world.alice)
    fresh = actions.start_assessment(patient=world.patient, today=TODAY, by=world.alice)
    url = reverse("assessments:lesion_section", args=[fresh.uuid, fresh.latest().lesions[0], "imaging"])
    marked = alices.get(url).content.decode().split('class="sk-mark"')
    assert len(marked) == 2
    assert ">1</text>" in marked[1]


def test_the_version_of_the_figure_is_kept_with_what_was_pointed_out(alices: Client, world: World) -> None:
    alices.post(address(world, "imaging"), posted({"bone": "femur"}, figure=FIGURE))
    revision = Assessment.objects.get(pk=world.assessment.pk).latest()
    assert revision.typed[f"{world.lesion.uuid}.imaging"] == {"bone": {"figure": FIGURE}}
    assert revision.answers["lesions"][0]["imaging"] == {"bone": "femur"}
    assert f'name="figure" value="{FIGURE}"' in alices.get(address(world, "imaging")).content.decode()
    alices.post(address(world, "imaging"), posted({"bone": "femur"}, base=2, figure="of another drawing"))
    assert Assessment.objects.get(pk=world.assessment.pk).latest().typed == {}


def test_a_place_is_read_from_the_answers() -> None:
    answers = Answers(
        lesions={"one": {}, "two": {"imaging": {"bone": "femur", "side": "left", "segment": "distal"}}}
    )
    assert places_of(answers) == (Place(1), Place(2, "femur", "left", "distal"))
