"""What a reference is, and how much of it was read for this project."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.clinical.language.translatable import _

FULLY = _("read in full")
PARTLY = _("read in part")
ABSTRACT = _("abstract read")
SECONDARY = _("read through a secondary source; check the original")
NOT_SEEN = _("not seen; cited by others")
BOARD = _("unvalidated")


@dataclass(frozen=True, slots=True)
class Reference:
    """A source. `link` names it (DOI, PMID, address); `read` says how far it was read for this project."""

    key: str
    citation: str
    link: str
    read: str
