"""Where a lesion lies on the figure, and the marks of a patient's lesions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.answers.columns import where

from .bones import PAIRED, SCAPULA_FRONT, WIDTH
from .figure import FRONT_VIEW, SIDE_VIEW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.answers.document import Answers

Point = tuple[float, float]

MIDDLE: dict[str, Point] = {"sternum": (120, 139), "skull": (120, 30), "spine": (120, 165)}
OF_HALF: dict[str, Point] = {
    **{bone.bone: bone.middle for bone in (*PAIRED, SCAPULA_FRONT)},
    "rib": (79, 158),
    "pelvis": (96, 254),
}
OF_SEGMENT: dict[tuple[str, str], Point] = {
    (bone.bone, piece.segment): piece.middle for bone in PAIRED for piece in bone.pieces
} | {("femur", "proximal"): (76, 270)}
OF_LEVEL: dict[str, Point] = {body.level: body.middle for body in FRONT_VIEW.column} | {
    "C0": (120, 67),
    **{f"S{number}": (120.0, 239.0 + 7 * number) for number in range(1, 6)},
    "cervical": (120, 85),
    "thoracic": (120, 145),
    "lumbar": (120, 215),
    "sacral": (120, 258),
}
FROM_THE_SIDE: dict[str, Point] = {vertebra.level: vertebra.middle for vertebra in SIDE_VIEW}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lesion is, as far as it is said."""

    number: int
    bone: str = ""
    side: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A lesion's mark on the figure; not `sure` where the side is open, and it is marked on both."""

    number: int
    x: float
    y: float
    is_index: bool
    sure: bool


def places_of(answers: Answers) -> tuple[Place, ...]:
    """Read where every lesion of an assessment is."""
    return tuple(
        Place(number, *where(answers.facts(lesion))) for number, lesion in enumerate(answers.lesions, start=1)
    )


def marks(places: Iterable[Place], index: int | None = None) -> tuple[Mark, ...]:
    """Mark lesions on the figure seen from the front; the one numbered `index` stands out."""
    found = [mark for place in places for mark in _marks(place, is_index=place.number == index)]
    return tuple(sorted(found, key=lambda mark: mark.is_index))


def _marks(place: Place, *, is_index: bool) -> list[Mark]:
    if place.bone in MIDDLE:
        x, y = OF_LEVEL.get(place.part, MIDDLE[place.bone]) if place.bone == "spine" else MIDDLE[place.bone]
        return [Mark(place.number, x, y, is_index, sure=True)]
    point = OF_SEGMENT.get((place.bone, place.part)) or OF_HALF.get(place.bone)
    if point is None:
        return []
    x, y = point
    sides = [place.side] if place.side else ["right", "left"]
    return [
        Mark(place.number, x if side == "right" else WIDTH - x, y, is_index, sure=bool(place.side))
        for side in sides
    ]
