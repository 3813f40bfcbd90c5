"""The ribs of the half figure: each from its vertebra around the side; in front to its cartilage."""

from __future__ import annotations

# How far each reaches to the side, and how far from the midline its bone ends in front.
REACH = (19, 28.5, 35.5, 40, 43, 45, 46, 46.2, 45.4, 43, 37, 27)
ENDS = (10.5, 12.5, 13.5, 14.5, 16.5, 19, 22.5, 27.5, 33, 37.5)
LOW = (110, 123, 134, 145, 156, 167, 177, 186, 194, 201)
TRUE_RIBS = 7
STERNAL = (107.5, 119.5, 127.5, 135.5, 143, 149.5, 154.5)


def _vertebra(number: int) -> float:
    return 99.5 + 7.7 * number


def posterior(number: int) -> str:
    """Draw what is seen of a rib from behind: from the spine to the side."""
    y, reach = _vertebra(number), REACH[number]
    drop = 9 + 2.2 * number if number < 10 else 18 - 3 * (number - 10)
    x = 120 - reach
    return (
        f"M114 {y:.1f}C{114 - reach * 0.42:.1f} {y - 3.5:.1f} {x + 1:.1f} {y + 1:.1f} {x:.1f} {y + drop:.1f}"
    )


def anterior(number: int) -> str:
    """Draw what is seen of a rib from the front: from the side to where its cartilage begins."""
    y, reach, low = _vertebra(number), REACH[number], LOW[number]
    x, end = 120 - reach, 120 - ENDS[number]
    down = y + 9 + 2.2 * number
    dip = low + (2 if number < 2 else 3.5)
    return (
        f"M{x:.1f} {down:.1f}C{x + 0.8:.1f} {down + (dip - down) * 0.62:.1f} "
        f"{x + (end - x) * 0.36:.1f} {dip:.1f} {end:.1f} {low:.1f}"
    )


def cartilage(number: int) -> str:
    """Draw the cartilage from a rib to the breastbone, or to the one above."""
    end, low = 120 - ENDS[number], LOW[number]
    if number < TRUE_RIBS:
        y = STERNAL[number]
        return f"M{end:.1f} {low:.1f}C{end + 4:.1f} {low - 2:.1f} {end + 5:.1f} {y + 2:.1f} 113 {y:.1f}"
    x, y = 120 - ENDS[number - 1] + 3, LOW[number - 1] - 3
    return f"M{end:.1f} {low:.1f}C{end + 3:.1f} {low - 2:.1f} {x - 1:.1f} {y + 5:.1f} {x:.1f} {y:.1f}"
