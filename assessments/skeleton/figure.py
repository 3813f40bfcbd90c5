"""The figure put together: what is drawn in each view, in order from behind to before."""

from __future__ import annotations

from dataclasses import dataclass

from . import bones, ribs
from .bones import BACK, FRONT, PAIRED, Bone, Piece
from .spine import OCCIPUT, VERTEBRAE

FIGURE = "2026.1"  # kept with an answer that was pointed out; a new drawing gets a new one

# In the whole figure the column is short: top, height and width of the bodies of each part.
COLUMN: tuple[tuple[str, int, float, float, float, float], ...] = (
    ("C", 7, 70, 4.2, 9.5, 11.5),
    ("T", 12, 99.4, 7.6, 11.5, 14.5),
    ("L", 5, 190.6, 9.8, 15, 18),
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A path drawn once and used on both sides and in both views; `cut` where it is made of pieces."""

    key: str
    path: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A vertebra in the whole figure."""

    level: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return (120.0, round(self.y + self.height / 2, 1))


@dataclass(frozen=True, slots=True)
class Shown:
    """A bone of the half figure as a view shows it."""

    key: str
    bone: str
    lines: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """One side of the figure: which side of the patient, and how it is mirrored."""

    side: str
    transform: str


@dataclass(frozen=True, slots=True)
class View:
    """The figure from the front or from behind."""

    key: str
    halves: tuple[Half, Half]
    shoulder_blade: Shown
    limbs: tuple[Shown, ...]
    column: tuple[Body, ...]


def _key(bone: Bone) -> str:
    return bone.bone if len(bone.views) > 1 else f"{bone.bone}-{bone.views[0]}"


def _shown(bone: Bone) -> Shown:
    return Shown(_key(bone), bone.bone, bone.lines, bone.pieces)


def _column() -> tuple[Body, ...]:
    found = []
    for letter, count, top, height, first, last in COLUMN:
        for number in range(count):
            width = first + (last - first) * number / (count - 1)
            y = top + number * height
            found.append(
                Body(f"{letter}{number + 1}", round(120 - width / 2, 2), round(y + 0.5, 1), width, height - 1)
            )
    return tuple(found)


def _view(key: str) -> View:
    mirrored = f"matrix(-1 0 0 1 {bones.WIDTH} 0)"
    here, there = ("right", "left") if key == FRONT else ("left", "right")
    blade = bones.SCAPULA_FRONT if key == FRONT else bones.SCAPULA_BACK
    return View(
        key=key,
        halves=(Half(here, ""), Half(there, mirrored)),
        shoulder_blade=_shown(blade),
        limbs=tuple(_shown(bone) for bone in PAIRED if key in bone.views),
        column=_column(),
    )


_DRAWN = (*PAIRED, bones.SCAPULA_FRONT, bones.SCAPULA_BACK)
_IN_FRONT = range(len(ribs.LOW))
OUTLINES = (
    *(Outline(_key(bone), bone.outline, bool(bone.pieces)) for bone in _DRAWN),
    *(Outline(f"{_key(bone)}-lines", bone.lines) for bone in _DRAWN if bone.lines),
    Outline("patella", bones.PATELLA),
    Outline("behind", "".join(map(ribs.posterior, range(len(ribs.REACH))))),
    Outline("before", "".join(map(ribs.anterior, _IN_FRONT))),
    Outline("cartilage", "".join(map(ribs.cartilage, _IN_FRONT))),
)
FRONT_VIEW, BACK_VIEW = _view(FRONT), _view(BACK)
SIDE_VIEW = (OCCIPUT, *VERTEBRAE)
