"""The skeleton: a figure of our own on which a lesion is pointed out and shown.

The list of bones stays the truth. The figure only presses its buttons, and never says what a lesion is.
"""

from . import bones
from .figure import BACK_VIEW, FIGURE, FRONT_VIEW, OUTLINES, SIDE_VIEW
from .places import Mark, Place, marks, places_of

__all__ = [
    "BACK_VIEW",
    "FIGURE",
    "FRONT_VIEW",
    "OUTLINES",
    "SIDE_VIEW",
    "Mark",
    "Place",
    "bones",
    "marks",
    "places_of",
]
