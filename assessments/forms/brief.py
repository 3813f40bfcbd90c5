"""Questions with many answers drawn on little room: the frequent ones at hand, the rest folded or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.sections.history import PRIMARY
from assessments.clinical.sections.imaging import BONE, CERVICAL, LEVEL, LUMBAR, SACRAL, THORACIC

from .controls import Row

if TYPE_CHECKING:
    from .controls import Button, Drawn

# What is met most often stands first.
BONES = ("spine", "femur", "humerus", "acetabulum")
PRIMARIES = ("breast", "prostate", "lung", "kidney", "myeloma", "thyroid")


def in_brief(drawn: Drawn) -> Drawn:
    """Draw a question with many answers so that it takes two or three lines."""
    if drawn.question is BONE:
        drawn.rows, drawn.layout = _folded(drawn, BONES, _("Another bone")), "folded"
    elif drawn.question is LEVEL:
        drawn.rows, drawn.layout = _by_region(drawn), "folded"
    elif drawn.question is PRIMARY:
        _written(drawn)
    else:
        drawn.explained = [button for button in _buttons(drawn) if button.hint and button.offered]
    return drawn


def _buttons(drawn: Drawn) -> list[Button]:
    return [button for row in drawn.rows for button in row.buttons]


def _first(drawn: Drawn, values: tuple[str, ...]) -> list[Button]:
    """Take the buttons of these answers in this order, and that of "not known"."""
    by_value = {button.value: button for button in _buttons(drawn)}
    return [*(by_value[value] for value in values), _buttons(drawn)[-1]]


def _folded(drawn: Drawn, values: tuple[str, ...], title: str) -> list[Row]:
    first = _first(drawn, values)
    return [Row(first), Row([button for button in _buttons(drawn) if button not in first], title)]


def _by_region(drawn: Drawn) -> list[Row]:
    """Fold the levels region by region; the last of each is that its number is not known."""
    by_value = {button.value: button for button in _buttons(drawn)}
    regions = (
        (CERVICAL, "cervical", _("Cervical")),
        (THORACIC, "thoracic", _("Thoracic")),
        (LUMBAR, "lumbar", _("Lumbar")),
        (SACRAL, "sacral", _("Sacral")),
    )
    rows = [
        Row([*(by_value[level] for level in levels), by_value[region]], name)
        for levels, region, name in regions
    ]
    return [*rows, Row([_buttons(drawn)[-1]])]


def _written(drawn: Drawn) -> None:
    """Leave the frequent ones as buttons; every other is written, with its name offered."""
    every = _buttons(drawn)
    first = _first(drawn, PRIMARIES)
    rest = [button for button in every if button not in first]
    drawn.names = [(button.value, button.label) for button in [*first[:-1], *rest]]
    drawn.written = drawn.raw.written or next((button.label for button in rest if button.checked), "")
    drawn.rows = [Row(first)]
