"""What is measured on a picture, from marks in its pixels, and which answer that is.

Pixels are square. A length needs to know how large they are; shares do not. Whole millimetres and per cents
are rounded up, so that what is above a limit stays above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, ceil, cos, dist, isfinite, sin, tau
from typing import TYPE_CHECKING, Any

from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import (
    AXIAL_EXTENT_MM,
    CIRCUMFERENTIAL_PERCENT,
    CORTICAL_FRACTION,
    LARGEST_DIAMETER_MM,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.clinical.language.questions import Question

Point = tuple[float, float]
MOST_MM = 1000


class NotMeasurableError(ValueError):
    """The marks are not those of a measurement on this picture."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A way of measuring: its marks, in their order, and the questions that it answers."""

    key: str
    title: str
    marks: tuple[str, ...]
    unit: str
    questions: tuple[Question, ...]
    assumes: str = ""  # what is taken for granted of the bone


LENGTH = Tool(
    "length",
    _("Axial length"),
    (_("One end"), _("Other end")),
    "mm",
    (AXIAL_EXTENT_MM, LARGEST_DIAMETER_MM),
)
SHARE = Tool(
    "share",
    _("Share of the width"),
    (_("Bone, one edge"), _("Bone, other edge"), _("Lesion, one edge"), _("Lesion, other edge")),
    "%",
    (CORTICAL_FRACTION,),
)
ARC = Tool(
    "arc",
    _("Arc of the circumference"),
    (
        _("Bone, one side"),
        _("Bone, opposite side"),
        _("Lesion begins"),
        _("Lesion ends, clockwise"),
    ),
    "%",
    (CIRCUMFERENTIAL_PERCENT,),
    _("the section is taken as round, about the middle between the bone's two sides"),
)
TOOLS = {tool.key: tool for tool in (LENGTH, SHARE, ARC)}


def points(given: Any, *, count: int, width: float, height: float) -> tuple[Point, ...]:
    """Read so many different points of a picture.

    Raises NotMeasurableError for anything else.
    """
    if not isinstance(given, list) or len(given) != count:
        raise NotMeasurableError
    found = []
    for one in given:
        if (
            not isinstance(one, list)
            or len(one) != 2
            or not all(isinstance(part, int | float) for part in one)
        ):
            raise NotMeasurableError
        x, y = float(one[0]), float(one[1])
        if not (isfinite(x) and isfinite(y) and 0 <= x <= width and 0 <= y <= height):
            raise NotMeasurableError
        found.append((round(x, 2), round(y, 2)))
    if any(dist(*pair) == 0 for pair in list(pairwise(found))[::2]):
        raise NotMeasurableError
    return tuple(found)


def mm_per_pixel(marks: Sequence[Point], mm: float) -> float:
    """Give how large a pixel is where two marks are so many millimetres apart (0 to 1000).

    Raises NotMeasurableError for another length.
    """
    if not (isfinite(mm) and 0 < mm <= MOST_MM):
        raise NotMeasurableError
    return mm / dist(*marks)


def measured(tool: Tool, marks: Sequence[Point], spacing: float | None) -> float:
    """Give millimetres, or per cent from 0 to 100.

    Raises NotMeasurableError for a length on a picture of which nobody knows how large it is.
    """
    first = dist(marks[0], marks[1])
    if tool is LENGTH:
        if spacing is None:
            raise NotMeasurableError
        return first * spacing
    if tool is SHARE:
        return min(100.0, 100 * dist(marks[2], marks[3]) / first)
    begins, ends = _angles(marks)
    return 100 * ((ends - begins) % tau) / tau


def answer_of(question: Question, value: float) -> int | str:
    """Give the answer that a measured value is.

    Raises NotMeasurableError where the question takes no such value.
    """
    if question is CORTICAL_FRACTION:
        return (
            "under_third"
            if 3 * value < 100
            else "over_two_thirds"
            if 3 * value > 200
            else "third_to_two_thirds"
        )
    whole = ceil(round(value, 1))
    if not question.minimum <= whole <= question.maximum:
        raise NotMeasurableError
    return whole


def drawn(tool: str, marks: Sequence[Sequence[float]]) -> str:
    """Give the marks as the path of an SVG in the pixels of the picture."""
    found = [(float(x), float(y)) for x, y in marks]
    lines = [f"M{_at(a)}L{_at(b)}" for a, b in list(pairwise(found))[::2]]
    if tool != ARC.key:
        return "".join(lines)
    centre, radius = _circle(found)
    begins, ends = _angles(found)
    a, b = ((centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)) for angle in (begins, ends))
    large = int((ends - begins) % tau > tau / 2)
    return f"{lines[0]}M{_at(a)}A{radius:.2f} {radius:.2f} 0 {large} 1 {_at(b)}"


def _at(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


def _circle(marks: Sequence[Point]) -> tuple[Point, float]:
    (ax, ay), (bx, by) = marks[:2]
    return ((ax + bx) / 2, (ay + by) / 2), dist(marks[0], marks[1]) / 2


def _angles(marks: Sequence[Point]) -> tuple[float, float]:
    """Give where the arc begins and ends, seen from the middle of the bone; clockwise, as y points down."""
    (x, y), _radius = _circle(marks)
    begins, ends = (atan2(mark[1] - y, mark[0] - x) for mark in marks[2:4])
    return begins, ends
