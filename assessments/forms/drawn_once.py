"""Questions that nothing personal was typed into look alike for everybody: each is drawn once a process.

Drawing them is half of the work of a section's page. What somebody has typed, was told or is asked about is
never kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.translation import get_language

from assessments.report.live_panel import FLAGGED

from .fields import has_buttons

if TYPE_CHECKING:
    from assessments.clinical.language.questions import Question

    from .controls import Drawn
    from .fields import Raw

TEMPLATE = "assessments/form/question.html"
MOST = 1500  # some kilobytes each; more states than these are drawn anew each time
_KEPT: dict[tuple[object, ...], str] = {}


def question_of(form: Any, question: Question) -> str:
    """Draw a question of a form. Where nothing was typed or said, what is kept is found without it."""
    look = None if settings.DEBUG else _look(form, question)
    found = _KEPT.get(look) if look else None
    if found is None:
        found = html_of(form.drawn(question))
        if look and len(_KEPT) < MOST:
            _KEPT[look] = found
    return found


def _look(form: Any, question: Question) -> tuple[object, ...] | None:
    """Give all that an open question, or one with a stored button pressed, is drawn from; None for others."""
    raw: Raw = form[question.key].value()
    typed = raw.text and (form.is_bound or not has_buttons(question))
    if typed or raw.unknown or raw.sure or raw.written or (form.is_bound and question.key in form.errors):
        return None
    flags = form.flags.get(question.key, []) if question.key in FLAGGED else None
    units = ("", question.unit, *(other.unit for other in question.other_units))
    if flags or form.last_time.get(question.key) or raw.unit not in units:
        return None
    offered = question.offered(form.facts) if question.choices else ()
    return (
        *(get_language(), get_script_prefix(), type(form), question, raw, flags is None),
        *(form.is_visible(question), question.key in form.follows),
        tuple(choice in offered for choice in question.choices),
    )


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
