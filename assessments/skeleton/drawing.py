"""The figure as templates want it: drawn to look at with marks on it, or to be pointed at."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from assessments.answers.punctuation import series, told
from assessments.answers.wording import place_name

from . import bones
from .figure import BACK_VIEW, FIGURE, FRONT_VIEW, OUTLINES, SIDE_VIEW
from .places import Place, marks
from .shorter import in_steps, shorter

if TYPE_CHECKING:
    from collections.abc import Iterable

BONE, LINE = "#fbf8f1", "#5b6b72"
COLOURS = {
    "sk-part sk-line": f'fill="{BONE}" stroke="{LINE}"',
    "sk-line sk-still": f'fill="{BONE}" stroke="{LINE}"',
    "sk-detail": f'stroke="{LINE}" stroke-width=".6"',
    "sk-socket": f'fill="{LINE}"',
    "sk-rib": f'stroke="{BONE}" stroke-width="2.7"',
    "sk-rib-edge": f'stroke="{LINE}" stroke-width="4.1"',
    "sk-gristle": 'stroke="#eef2f3" stroke-width="1.9"',
    "sk-gristle-edge": 'stroke="#b3bfc4" stroke-width="3"',
    "behind": 'opacity=".55"',
}
VIEWS = {"front": FRONT_VIEW, "back": BACK_VIEW}


@cache
def _body(view: str, prefix: str, *, pointed: bool) -> str:
    """Draw a view of the body; it is the same for everybody, so it is drawn once."""
    context = {"view": VIEWS[view], "prefix": prefix, "pointed": pointed, "bones": bones}
    body = shorter(str(render_to_string("assessments/skeleton/body.html", context)))
    if not pointed:  # on paper and in a PDF the drawing stands without a style sheet
        for names, colours in COLOURS.items():
            body = body.replace(f'class="{names}"', f'class="{names}" {colours}')
    return mark_safe(body)  # noqa: S308  # nothing in it comes from outside


@cache
def _side() -> str:
    side = render_to_string("assessments/skeleton/side.html", {"vertebrae": SIDE_VIEW})
    return mark_safe(shorter(str(side)))  # noqa: S308


@cache
def _outlines(prefix: str, *, pointed: bool) -> str:
    """Draw the outlines that the body and a picker are cut out of."""
    context = {"outlines": OUTLINES_IN_STEPS, "prefix": prefix, "pointed": pointed}
    return render_to_string("assessments/skeleton/defs.html", context)


OUTLINES_IN_STEPS = [{"key": one.key, "path": in_steps(one.path), "cut": one.cut} for one in OUTLINES]


def looked_at(places: Iterable[Place], index: int | None = None, prefix: str = "sk") -> dict[str, Any]:
    """Draw the figure from the front with the marks of these lesions; `index` is the number of the one meant.

    `prefix` keeps the names inside the drawing apart where a page shows several.
    """
    places = list(places)
    named = [
        told(str(place.number), place_name(place.bone, place.side, place.part))
        for place in places
        if place.bone
    ]
    return {
        "outlines": _outlines(prefix, pointed=False),
        "body": _body("front", prefix, pointed=False),
        "marks": marks(places, index),
        "label": _("Skeleton from the front with the lesions marked. %(lesions)s")
        % {"lesions": series(named)},
        "right": _("Right"),
        "left": _("Left"),
    }


def with_lesions(places: list[Place]) -> dict[str, Any]:
    """Draw the figure with these lesions; an only one is the one meant."""
    return looked_at(places, 1 if len(places) == 1 else None)


def pointed_at(others: Iterable[Place], pointed_with: str = "") -> dict[str, Any]:
    """Draw the figure to point at, with the marks of the patient's other lesions."""
    return {
        "outlines": _outlines("pick", pointed=True),
        "figure": FIGURE,
        "front": _body("front", "pick", pointed=True),
        "back": _body("back", "pick", pointed=True),
        "side": _side(),
        "front_marks": marks(others),
        "pointed_with": pointed_with,
    }
