"""The comments on a case as they are shown: questions with their answers, and what was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.models import Comment

from .chain import is_as_sealed

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.models import Assessment
    from bonemet.accounts.models import User


@dataclass(frozen=True, slots=True)
class Told:
    """A comment. Of one that is not as it was sealed only that is told."""

    comment: Comment
    is_damaged: bool
    withdrawn_at: datetime | None = None
    answers: tuple[Told, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether it is a question that still has to be answered."""
        return self.comment.to_id is not None and not self.withdrawn_at and not self.is_answered

    @property
    def is_answered(self) -> bool:
        return any(not one.withdrawn_at for one in self.answers)


def comments_on(assessment: Assessment) -> list[Told]:
    """List the comments on a case in their order, the answers with their questions."""
    rows = list(assessment.comments.select_related("by", "to", "chain"))
    taken_back = {row.withdraws_id: row for row in rows if row.withdraws_id}
    shown = [row for row in rows if row.withdraws_id is None]

    def told(row: Comment) -> Told:
        answers = tuple(told(one) for one in shown if one.answers_id == row.pk)
        back = taken_back.get(row.pk)
        is_damaged = not is_as_sealed(row) or (back is not None and not is_as_sealed(back))
        return Told(row, is_damaged, back.at if back else None, answers)

    return [told(row) for row in shown if row.answers_id is None]


def count_of(assessment: Assessment) -> int:
    """Count the comments that nobody has taken back."""
    return Comment.objects.standing().filter(assessment=assessment).count()


def asked(user: User, most: int) -> list[int]:
    """Give the keys of the assessments on which this user has to answer a question, at most so many."""
    found = Comment.objects.open_for(user).order_by("assessment_id").values_list("assessment", flat=True)
    return list(found.distinct()[:most])
