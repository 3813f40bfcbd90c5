"""Every paper and guideline once: what it is, where to find it, and how much of it was read."""

from __future__ import annotations

from dataclasses import dataclass

from .words import _


@dataclass(frozen=True, slots=True)
class Reference:
    """A source. `read` says how well its content was verified for this project."""

    key: str
    citation: str
    link: str = ""
    read: str = ""


def _by_key(*references: Reference) -> dict[str, Reference]:
    return {reference.key: reference for reference in references}


ABSTRACT = _("abstract read")
PARTLY = _("read in part")
SECONDARY = _("read through a secondary source; check the original")

REFERENCES = _by_key(
    Reference(
        "source",
        "When do bone metastases need surgery? The text with six principles and ten timings that this "
        "project rests on",
        read=_("read in full"),
    ),
)
