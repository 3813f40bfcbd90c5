"""Withdrawing a draft and putting it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, Status, Withdrawal

from .assessments import locked

if TYPE_CHECKING:
    from bonemet.accounts.models import User


class NotWithdrawnError(Exception):
    """The draft is not withdrawn: there is nothing to put back."""


@transaction.atomic
def withdraw(*, assessment: Assessment, reason: str, by: User) -> Withdrawal:
    """Take a draft out of the lists, for a reason. What was answered is kept, and can be put back.

    Raises NotEditableError where the assessment is signed or withdrawn already.
    """
    locked(assessment)
    return _record(assessment, Status.WITHDRAWN, reason, by)


@transaction.atomic
def put_back(*, assessment: Assessment, by: User) -> Withdrawal:
    """Make a withdrawn draft a draft again.

    Raises NotWithdrawnError where the draft is not withdrawn.
    """
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if fresh.status != Status.WITHDRAWN:
        raise NotWithdrawnError
    return _record(assessment, Status.DRAFT, "", by)


def _record(assessment: Assessment, status: Status, reason: str, by: User) -> Withdrawal:
    assessment.status = status
    Assessment.objects.filter(pk=assessment.pk).update(status=status)
    is_withdrawn = status == Status.WITHDRAWN
    return Withdrawal.objects.create(
        assessment=assessment, is_withdrawn=is_withdrawn, reason=reason, by=by, at=timezone.now()
    )
