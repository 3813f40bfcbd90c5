"""Withdrawing a draft and putting it back; withdrawing a plan that was recorded on the wrong lesion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, PlanWithdrawal, Status, Withdrawal

from .assessments import is_planned, locked

if TYPE_CHECKING:
    from assessments.models import Plan
    from bonemet.accounts.models import User


class AdviceToldError(Exception):
    """The advice was shown since the plan was recorded."""


class NotWithdrawnError(Exception):
    """The draft is not withdrawn: there is nothing to put back."""


@transaction.atomic
def withdraw(*, assessment: Assessment, reason: str, by: User) -> Withdrawal:
    """Take a draft out of the lists, for a reason. What was answered is kept, and can be put back.

    Raises NotEditableError where the assessment is signed or withdrawn already.
    """
    locked(assessment)
    return _record(assessment, Status.WITHDRAWN, reason, by)


def may_withdraw(plan: Plan, assessment: Assessment) -> bool:
    """Tell whether a plan may still be withdrawn: nobody has been told the advice since it was recorded."""
    return assessment.advice_told_at is None or plan.at > assessment.advice_told_at


@transaction.atomic
def withdraw_plan(*, plan: Plan, reason: str, by: User) -> PlanWithdrawal:
    """Withdraw a plan that was recorded on the wrong lesion; it stays on the record.

    Raises AdviceToldError once the advice was shown: what is said after that is no plan of one's own;
    NotEditableError where the assessment is signed or withdrawn.
    """
    assessment = plan.assessment
    locked(assessment)
    if not may_withdraw(plan, assessment):
        raise AdviceToldError
    if (before := PlanWithdrawal.objects.filter(plan=plan).first()) is not None:
        return before
    withdrawal = PlanWithdrawal.objects.create(plan=plan, reason=reason, by=by, at=timezone.now())
    assessment.is_planned = is_planned(assessment, assessment.latest().lesions)
    assessment.save(update_fields=["is_planned"])
    return withdrawal


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
