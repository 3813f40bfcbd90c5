"""Small drawings beside choices that are easier seen than read: what is drawn for each answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

LEGENDS = {
    "cord_compression": _("In the drawings, front above: tumour red, fluid blue, cord yellow."),
    "posterolateral": _("In the drawings, front above: tumour red."),
    "acetabular_class": _("In the drawings, midline on the right: walls that are lost are dotted."),
    "cortical_fraction": _("In the drawings the dashed lines are the thirds."),
    "frankel": _("In the drawings: above what is felt, below what moves."),
}

# Of the ESCC grades: how far the tumour bulges into the canal (y of its middle), and the shape of the cord.
SAC_SIDE = 37.0
ROUND_CORD = "M30 39.6A6 3.8 0 1 0 42 39.6A6 3.8 0 1 0 30 39.6Z"
PRESSED_CORD = "M28.6 40.8Q36 43.4 43.4 40.8Q44.4 44.4 36 44.6Q27.6 44.4 28.6 40.8Z"
FLAT_CORD = "M25.5 37Q36 46.2 46.5 37Q47 46.6 36 47.2Q25 46.6 25.5 37Z"
ESCC: dict[str, tuple[float | None, float, str]] = {
    # grade: (depth of the tumour, upper edge of the sac, cord)
    "0": (None, 30.4, ROUND_CORD),
    "1a": (30.4, 30.4, ROUND_CORD),
    "1b": (34.2, 34.2, ROUND_CORD),
    "1c": (35.7, 35.7, ROUND_CORD),
    "2": (39.6, 39.6, PRESSED_CORD),
    "3": (41.6, 41.6, FLAT_CORD),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: its template, and what the template needs for this answer."""

    template: str
    values: dict[str, Any]


def _bend(middle: float) -> float:
    """Give the control point of a curve across the sac that passes this height in the middle."""
    return round(2 * middle - SAC_SIDE, 1)


def _escc(value: str) -> dict[str, Any] | None:
    if value not in ESCC:
        return None
    depth, edge, cord = ESCC[value]
    return {"tumour": None if depth is None else _bend(depth), "sac": _bend(edge), "cord": cord}


# The share of the shaft's width that is destroyed, in units of the drawing; the shaft is 24 wide.
THIRDS = {"under_third": 6, "third_to_two_thirds": 12, "over_two_thirds": 19}
# Which walls of the acetabulum are lost, and whether the lesion is cut out whole.
HARRINGTON = {
    "I": {"medial": False, "dome": False, "lateral": False, "whole": False},
    "II": {"medial": True, "dome": False, "lateral": False, "whole": False},
    "III": {"medial": True, "dome": True, "lateral": True, "whole": False},
    "IV": {"medial": False, "dome": False, "lateral": False, "whole": True},
}
SIDES = {"none": (False, False), "unilateral": (True, False), "bilateral": (True, True)}
# Of four: what is left of sensation and of movement.
FRANKEL = {"A": (0, 0), "B": (2, 0), "C": (3, 1), "D": (4, 3), "E": (4, 4)}


def picture(key: str, value: str) -> Picture | None:
    """Draw an answer, where there is a drawing of it."""
    values: dict[str, Any] | None = None
    match key:
        case "cord_compression":
            values = _escc(value)
        case "cortical_fraction" if value in THIRDS:
            values = {"width": THIRDS[value]}
        case "acetabular_class" if value in HARRINGTON:
            values = {"lost": HARRINGTON[value]}
        case "posterolateral" if value in SIDES:
            values = {"left": SIDES[value][0], "right": SIDES[value][1]}
        case "frankel" if value in FRANKEL:
            values = {"bars": FRANKEL[value]}
    return None if values is None else Picture(f"assessments/pictures/{key}.html", values)
