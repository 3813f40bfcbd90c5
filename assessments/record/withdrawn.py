"""Who withdrew a draft and why, and who put it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.answers.wording import lesion_name
from assessments.models import PlanWithdrawal, Withdrawal
from assessments.models.written_once import Asked, Written

from .chain import is_as_sealed
from .decided import plan_word

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    return [
        Told(row.is_withdrawn, row.by, row.at, row.reason) if is_as_sealed(row) else Told(is_damaged=True)
        for row in _OF_DRAFT(Withdrawal, assessment=assessment.pk)
    ]


_OF_DRAFT = Written(
    lambda: (
        Withdrawal.objects.filter(assessment=Asked("assessment"))
        .select_related("by", "chain")
        .order_by("-pk")
    )
)


def plans_withdrawn(assessment: Assessment) -> Iterator[tuple[str, str, Told]]:
    """Give the plans that were withdrawn: (of which lesion, the plan, who withdrew it and why)."""
    given = assessment.latest().given
    for row in _OF_PLANS(PlanWithdrawal, assessment=assessment.pk):
        key = row.plan.lesion.key
        name = lesion_name(given.facts(key)) if key in given.lesions else str(row.plan.lesion)
        told = Told(True, row.by, row.at, row.reason) if is_as_sealed(row) else Told(is_damaged=True)
        yield name, plan_word(row.plan), told


_OF_PLANS = Written(
    lambda: PlanWithdrawal.objects.filter(plan__assessment=Asked("assessment")).select_related(
        "by", "chain", "plan__lesion", "plan__chain"
    )
)
