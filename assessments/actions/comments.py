"""Writing comments on a case, questions to a colleague and answers; taking one back. Every member may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Assessment, Comment, units_of

if TYPE_CHECKING:
    from bonemet.accounts.models import User


class NotAMemberError(Exception):
    """Who is asked, or who writes, is no member of the unit."""


class NotYoursError(Exception):
    """Only whoever wrote a comment takes it back."""


@transaction.atomic
def comment(
    *, assessment: Assessment, text: str, to: User | None = None, answers: Comment | None = None, by: User
) -> Comment:
    """Add a comment; with `to` it is a question that this colleague has to answer.

    Raises NotAMemberError where who writes, or who is asked, is no member of the unit.
    """
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    for one in (by, to):
        if one is not None and not units_of(one).filter(pk=fresh.unit_id).exists():
            raise NotAMemberError
    return Comment.objects.create(
        assessment=fresh, text=text, to=to, answers=answers, by=by, at=timezone.now()
    )


@transaction.atomic
def withdraw_comment(*, comment: Comment, by: User) -> None:
    """Take one's own comment back: it stays to be read, and is told as withdrawn.

    Raises NotYoursError where somebody else wrote it.
    """
    fresh = Assessment.objects.select_for_update().get(pk=comment.assessment_id)
    if comment.by_id != by.pk or comment.withdraws_id is not None:
        raise NotYoursError
    try:
        with transaction.atomic():
            Comment.objects.create(assessment=fresh, withdraws=comment, by=by, at=timezone.now())
    except IntegrityError:
        return  # it was taken back meanwhile
