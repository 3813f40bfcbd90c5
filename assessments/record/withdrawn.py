"""Who withdrew a draft and why, and who put it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .chain import is_as_sealed

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.models import Assessment
    from bonemet.accounts.models import User


@dataclass(frozen=True, slots=True)
class Told:
    """A withdrawal as it is shown; of one that is not as it was sealed nothing is."""

    is_withdrawn: bool = False
    by: User | None = None
    at: datetime | None = None
    reason: str = ""
    is_damaged: bool = False


def withdrawals_of(assessment: Assessment) -> list[Told]:
    """List the withdrawals of a draft, the newest first."""
    rows = assessment.withdrawals.select_related("by", "chain").order_by("-pk")
    return [
        Told(row.is_withdrawn, row.by, row.at, row.reason) if is_as_sealed(row) else Told(is_damaged=True)
        for row in rows
    ]
