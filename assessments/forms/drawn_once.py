"""Questions that nothing personal was typed into look alike for everybody: each is drawn once a process.

Drawing them is half of the work of a section's page. What somebody has typed, was told or is asked about is
never kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.translation import get_language

if TYPE_CHECKING:
    from .controls import Drawn

TEMPLATE = "assessments/form/question.html"
MOST = 3000  # some kilobytes each; more states than these are drawn anew each time
_KEPT: dict[tuple[object, ...], str] = {}


def html_of(drawn: Drawn) -> str:
    """Draw a question, or give it as it was drawn before in the same state and language."""
    state = _state(drawn)
    if state is None or settings.DEBUG:
        return render_to_string(TEMPLATE, {"drawn": drawn})
    found = _KEPT.get(state)
    if found is None:
        found = render_to_string(TEMPLATE, {"drawn": drawn})
        if len(_KEPT) < MOST:
            _KEPT[state] = found
    return found


def _state(drawn: Drawn) -> tuple[object, ...] | None:
    """Give everything by which one drawing of a question differs from another; None where it is not kept."""
    typed = not drawn.rows and (drawn.raw.text or drawn.raw.unknown)
    said = drawn.errors or drawn.last or drawn.flags or drawn.names or drawn.raw.written or drawn.raw.sure
    if typed or said or drawn.asks_sure or drawn.asks_unit:
        return None
    return (
        *(get_language(), get_script_prefix(), drawn.id, drawn.label, drawn.hint, drawn.legend, drawn.unit),
        *(drawn.layout, drawn.visible, drawn.follows, drawn.depends, drawn.flags is None),
        tuple(
            (
                row.title,
                tuple((one.id, one.label, one.checked, one.offered, one.place) for one in row.buttons),
            )
            for row in drawn.rows
        ),
        tuple((unit.name, unit.selected) for unit in drawn.units),
        tuple(one.label for one in drawn.explained),
    )
