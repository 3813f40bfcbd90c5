"""What is drawn once a process is what it would be drawn as, and nothing that somebody typed."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test.html import parse_html
from django.utils import translation

from assessments.answers.document import Answers
from assessments.clinical.sections.imaging import IMAGING
from assessments.forms import drawn_once
from assessments.forms.drawn_once import TEMPLATE, html_of, question_of
from assessments.forms.listing import FilterForm
from assessments.forms.path import EmergencyForm
from assessments.forms.section import SectionForm
from assessments.forms.selects import Select
from tests.people import World

LESION = "1"


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> dict[Any, str]:
    """Nothing was drawn before."""
    kept: dict[Any, str] = {}
    monkeypatch.setattr(drawn_once, "_KEPT", kept)
    return kept


def form(**imaging: Any) -> SectionForm:
    return SectionForm(IMAGING, Answers({}, {LESION: {"imaging": imaging}}), LESION, today=date(2026, 11, 25))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "imaging",
    [{}, {"bone": "femur"}, {"bone": "spine", "level": "T8"}, {"bone": "femur", "axial_extent_mm": 4711}],
)
def test_a_question_is_drawn_the_second_time_as_the_first(
    imaging: dict[str, Any], language: str, empty: dict[Any, str]
) -> None:
    with translation.override(language):
        for _twice in range(2):
            for state in ({}, {"bone": "humerus"}, imaging):  # what is kept of another state is not taken
                one = form(**state)
                for question in IMAGING:
                    drawn = one.drawn(question)
                    anew = render_to_string(TEMPLATE, {"drawn": drawn})
                    assert (html_of(drawn), question_of(one, question)) == (anew, anew)
    assert empty
    assert not any("4711" in html for html in empty.values())


def test_what_is_told_of_it_is_never_kept(empty: dict[Any, str]) -> None:
    plain = form(bone="femur").drawn(next(iter(IMAGING)))
    for told in (
        {"errors": ["This is a mistake"]},
        {"asks_sure": True},
        {"names": [("femur", "Femur")]},
        {"raw": plain.raw._replace(written="thigh")},
    ):
        html_of(dataclasses.replace(plain, **told))
    assert not empty


def test_the_short_form_draws_the_same_question_in_its_own_way() -> None:
    given, today = Answers({}, {LESION: {"imaging": {"bone": "spine", "level": "T8"}}}), date(2026, 11, 25)
    for _twice in range(2):
        for one in (form(bone="spine", level="T8"), EmergencyForm(given, today=today)):
            for question in one.section:
                anew = render_to_string(TEMPLATE, {"drawn": one.drawn(question)})
                assert question_of(one, question) == anew


@pytest.mark.parametrize("text", ["", "nonsense", "femur"])
def test_what_is_typed_and_not_saved_is_found_under_nothing_that_is_kept(
    text: str, empty: dict[Any, str]
) -> None:
    for _twice in range(2):
        for typed in ({"bone": text}, {"axial_extent_mm": "4712"}, {"bone": "rib", "bone_unknown": "on"}):
            given = Answers({}, {LESION: {}})
            one = SectionForm(IMAGING, given, LESION, today=date(2026, 11, 25), data=typed)
            for question in IMAGING:
                anew = render_to_string(TEMPLATE, {"drawn": one.drawn(question)})
                assert question_of(one, question) == anew
    assert not any("4712" in html for html in empty.values())


def test_no_more_is_kept_than_there_is_room_for(
    empty: dict[Any, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn_once, "MOST", 2)
    for question in IMAGING:
        assert html_of(form().drawn(question))
    assert len(empty) == 2


@pytest.mark.django_db
def test_a_select_says_what_django_would(world: World) -> None:
    world.alice.first_name = '<i>"A&'
    world.alice.save()
    given = {"bone": "femur", "author": str(world.alice.pk), "status": "nonsense"}
    told = FilterForm(given, ((str(world.alice.pk), world.alice.first_name),))
    for name in ("bone", "author", "status", "sort"):
        field, ours = told[name], told.fields[name].widget
        assert isinstance(ours, Select)
        django = forms.Select(attrs=ours.attrs, choices=ours.choices)
        assert parse_html(str(field)) == parse_html(field.as_widget(django))
