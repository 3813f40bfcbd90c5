"""The spine from the side, level by level, in a field of 150 x 520: computed along its curve, facing left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, sin

from assessments.clinical.sections.imaging import CERVICAL, LUMBAR, SACRAL, THORACIC

SPINE_HEIGHT = 520.0
# The middle of the bodies, from the skull to the end of the sacrum: lordosis, kyphosis, lordosis, sacrum.
CURVE = (
    (52, 24), (48, 48), (45, 76), (49, 104), (58, 132), (68, 164), (74, 200), (74, 238), (67, 276), (57, 312),
    (49, 348), (46, 382), (52, 414), (66, 442), (80, 468), (84, 492), (76, 512),
)  # fmt: skip
# Height and depth of the bodies: of the first and the last of each part.
SIZES: tuple[tuple[tuple[str, ...], tuple[float, float], tuple[float, float]], ...] = (
    (CERVICAL[1:], (11.6, 15), (13.2, 18)),
    (THORACIC, (14, 18.5), (18.6, 24)),
    (LUMBAR, (21.4, 26), (23.4, 30)),
    (SACRAL, (20, 27), (11, 11)),
)
# Direction and length of the spinous process behind the first and the last of each part.
SPINOUS = {"C": ((0.15, 10), (0.45, 19)), "T": ((0.75, 18), (0.6, 17)), "L": ((0.25, 19), (0.3, 17))}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Vertebra:
    """A level: its body, what stands behind it, and its middle."""

    level: str
    body: str
    process: str
    middle: Point
    top: float
    reach: float


def _smooth(points: tuple[Point, ...]) -> list[Point]:
    """Draw a smooth line through the points (Catmull-Rom), in small steps."""
    ends = (points[0], *points, points[-1])
    found: list[Point] = []
    for four in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        across, down = zip(*four, strict=True)
        found += [(_spline(across, step / 20), _spline(down, step / 20)) for step in range(20)]
    return [*found, points[-1]]


def _spline(values: tuple[float, ...], t: float) -> float:
    p, q, r, s = values
    bend = (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3
    return 0.5 * (2 * q + (r - p) * t + bend)


class _Line:
    """A line by length: the point, and the direction, so far along it."""

    def __init__(self, points: list[Point]) -> None:
        self.points = points
        self.lengths = [0.0]
        for (ax, ay), (bx, by) in pairwise(points):
            self.lengths.append(self.lengths[-1] + hypot(bx - ax, by - ay))

    def at(self, share: float) -> tuple[Point, float]:
        length = share * self.lengths[-1]
        place = next((n for n, known in enumerate(self.lengths) if known >= length), len(self.lengths) - 1)
        (ax, ay), (bx, by) = self.points[max(0, place - 1)], self.points[max(1, place)]
        return self.points[place], atan2(by - ay, bx - ax)


def _between(first: float, last: float, place: int, count: int) -> float:
    return first + (last - first) * (place / (count - 1))


def _turned(middle: Point, angle: float, points: list[Point]) -> list[Point]:
    """Place points given as (along the spine, towards the back) around a middle."""
    x, y = middle
    return [
        (x + along * cos(angle) + back * sin(angle), y + along * sin(angle) - back * cos(angle))
        for along, back in points
    ]


def _path(points: list[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _body(middle: Point, angle: float, height: float, depth: float) -> str:
    """Draw a body with edges slightly hollow, as they are."""
    h, d = height / 2, depth / 2
    (a, b, c, e) = _turned(middle, angle, [(-h, -d), (-h, d), (h, d), (h, -d)])
    (top, back, low, front) = _turned(
        middle, angle, [(-h + 0.9, 0), (0, d - 1.6), (h - 0.9, 0), (0, -d + 1.8)]
    )
    joined = zip((b, c, e, a), (top, back, low, front), strict=True)
    curves = "".join(f"Q{q[0]:.1f} {q[1]:.1f} {p[0]:.1f} {p[1]:.1f}" for p, q in joined)
    return f"M{a[0]:.1f} {a[1]:.1f}{curves}Z"


def _process(level: str, place: int, count: int, height: float, depth: float) -> list[Point]:
    """Draw pedicle, joints and spinous process as seen from the body; the sacrum has a crest."""
    h, d = height, depth / 2
    if level[0] == "S":
        return [(-h * 0.3, d), (-h * 0.1, d + 6 - place), (h * 0.3, d + 5 - place), (h * 0.4, d)]
    (dip, reach), (last_dip, last_reach) = SPINOUS[level[0]]
    slope, length = _between(dip, last_dip, place, count), _between(reach, last_reach, place, count)
    thick = 2.6 if level[0] == "C" else 3 if level[0] == "T" else 5.4
    canal = 6.5 if level[0] != "L" else 7.5
    root = d + canal
    return [
        (-height * 0.28, d - 1), (-height * 0.36, root - 1), (-thick * 0.6, root + 2),
        (length * slope - thick * 0.5, root + length), (length * slope + thick, root + length - 0.6),
        (thick * 1.3, root + 0.6), (height * 0.42, root - 2.6), (height * 0.2, root - 4),
        (height * 0.06, d - 1),
    ]  # fmt: skip


def _vertebrae() -> tuple[Vertebra, ...]:
    line = _Line(_smooth(CURVE))
    rows: list[tuple[str, int, int, float, float]] = []
    for levels, (height, depth), (last_height, last_depth) in SIZES:
        count = len(levels)
        rows += [
            (level, n, count, _between(height, last_height, n, count), _between(depth, last_depth, n, count))
            for n, level in enumerate(levels)
        ]
    gap = 2.6
    total = sum(height + gap for _level, _n, _count, height, _depth in rows)
    done, found = 0.0, []
    for level, place, count, height, depth in rows:
        middle, angle = line.at((done + (height + gap) / 2) / total)
        done += height + gap
        scale = line.lengths[-1] / total
        body = _body(middle, angle, height * scale, depth)
        process = _path(_turned(middle, angle, _process(level, place, count, height * scale, depth)))
        found.append((level, body, process, (round(middle[0], 1), round(middle[1], 1))))
    # What is touched for a level reaches halfway to its neighbours.
    heights = [16.0, *(middle[1] for _level, _body, _process, middle in found), SPINE_HEIGHT]
    edges = [(above + below) / 2 for above, below in pairwise(heights)]
    edges[0], edges[-1] = 17.0, SPINE_HEIGHT
    return tuple(
        Vertebra(*one, top=round(top, 1), reach=round(bottom - top, 1))
        for one, (top, bottom) in zip(found, pairwise(edges), strict=True)
    )


VERTEBRAE = _vertebrae()
OCCIPUT = Vertebra(
    "C0",
    "M26 3C36 0 66 1 84 6C88 9 86 13.6 80 14.8C73 16.4 66 15 61 16.8C57 18.4 50 18.4 46.4 16.8"
    "C40 14.6 32 12 27 10Z",
    "",
    (53, 11),
    top=0,
    reach=17,
)
