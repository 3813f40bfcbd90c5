"""Small drawings beside choices: one for every grade that is defined, each unlike the others."""

from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.test import Client

from assessments.clinical.sections import QUESTIONS
from assessments.forms.pictures import LEGENDS, picture
from tests.people import World, save
from tests.views.test_section import address

DRAWN = ("cord_compression", "posterolateral", "acetabular_class", "cortical_fraction", "frankel")


def drawn(key: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for choice in QUESTIONS[key].choices:
        one = picture(key, choice.value)
        if one is not None:
            found[choice.value] = render_to_string(one.template, {"picture": one})
    return found


@pytest.mark.parametrize("key", DRAWN)
def test_every_finer_choice_is_drawn_and_none_like_another(key: str) -> None:
    pictures = drawn(key)
    assert set(pictures) == {choice.value for choice in QUESTIONS[key].choices if not choice.stands_for}
    assert len(set(pictures.values())) == len(pictures)
    for svg in pictures.values():
        root = ElementTree.fromstring(svg)
        assert root.get("aria-hidden") == "true"
        assert "style" not in svg


def test_nothing_else_is_drawn() -> None:
    others = [key for key in QUESTIONS if key not in DRAWN]
    assert not any(drawn(key) for key in others)
    assert set(LEGENDS) == set(DRAWN)


def test_the_tumour_reaches_further_with_each_grade() -> None:
    depths = [picture("cord_compression", grade).values["tumour"] for grade in ("1a", "1b", "1c", "2", "3")]  # type: ignore[union-attr]
    assert depths == sorted(depths)
    assert picture("cord_compression", "0").values["tumour"] is None  # type: ignore[union-attr]


def test_they_stand_beside_the_choices(alices: Client, world: World) -> None:
    save(world.assessment, "imaging", {"bone": "spine", "level": "T5"}, world.lesion, world.alice)
    page = alices.get(address(world, "imaging")).content.decode()
    question = page.split('id="question_cord_compression"')[1].split("</fieldset>")[0]
    assert question.count('<svg class="pic"') == 6
    assert "tumour red, fluid blue, cord yellow" in question
