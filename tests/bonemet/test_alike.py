"""Pieces that are drawn once: in each language and time zone for itself, and blind to whoever looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from bonemet.alike import _drawn, alike
from tests.people import World, fill

CELLS = "assessments/cases/cells.html"


def cells(**more: Any) -> str:
    told = {"lesions": ["T8"], "updated": datetime(2026, 11, 25, 22, 0, tzinfo=UTC), "author": "<i>alice"}
    return str(alike(CELLS, row=told | more))


def test_each_language_and_time_zone_has_its_own() -> None:
    _drawn.cache_clear()
    for _again in range(2):
        with translation.override("en"), timezone.override("UTC"):
            english = cells()
        with translation.override("zh-hans"), timezone.override("Asia/Shanghai"):
            chinese = cells()
        assert ("2026-11-25T22:00" in english, "Last change" in english) == (True, True)
        assert ("2026-11-26T06:00" in chinese, "Last change" in chinese) == (True, False)
    assert _drawn.cache_info().misses == 2


def test_what_is_told_makes_the_difference_and_is_escaped() -> None:
    assert cells() != cells(lesions=["T8", "T9"]) != cells(lesions=[])
    assert "&lt;i&gt;alice" in cells()


def test_what_is_safe_as_it_stands_opens_no_way_for_what_is_not() -> None:
    """Both are written the same; the second is somebody's words."""
    _drawn.cache_clear()
    told = {"step": {"number": 1}, "html": mark_safe("<b>x</b>")}
    assert "<b>x</b>" in alike("assessments/history/step.html", **told)
    assert "<b>x</b>" not in alike("assessments/history/step.html", **told | {"html": "<b>x</b>"})
    with pytest.raises(TypeError, match="row"):
        cells(author=mark_safe("<i>alice"))
    assert "&lt;i&gt;alice" in cells()


@dataclass
class Silent:
    """Two of it are written the same."""

    told: str = field(repr=False)


@pytest.mark.parametrize(
    "value", [object(), lazystr("x"), {"nested": [object()]}, {"nested": [mark_safe("x")]}, Silent("x")]
)
def test_only_plain_values_are_told(value: object) -> None:
    with pytest.raises(TypeError, match="row"):
        alike(CELLS, row=value)


def test_a_piece_sees_neither_user_nor_request(alices: Client, world: World) -> None:
    """Nothing that is kept has a token, a nonce, or the name of a patient."""
    fill(world.assessment, world.alice)
    world.patient.name = "Geheim"
    world.patient.save()
    _drawn.cache_clear()
    first = alices.get("/").content.decode()
    kept = _drawn.cache_info().currsize
    second = alices.get("/").content.decode()
    assert _drawn.cache_info().currsize == kept > 0
    assert ("Geheim" in first, "Geheim" in second) == (True, True)
    row = first[first.index('<td data-label="Lesions"') : first.index("</tbody>")]
    assert ("Geheim" in row, "N-001" in row) == (False, False)


def test_filters_name_only_ones_own_colleagues(alices: Client, world: World) -> None:
    world.alice.first_name, world.alice.last_name = "Adele", "Aalto"
    world.alice.save()
    assert "Adele Aalto" in alices.get("/?status=draft").content.decode()
    others = Client()
    others.force_login(world.charlie)
    assert "Adele Aalto" not in others.get("/?status=draft").content.decode()
