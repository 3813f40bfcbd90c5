"""Writing follow-ups. Entries are only ever added; the day on which the next is due follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import FollowUp, Lesion, Patient
from assessments.record.outcomes import due_of

if TYPE_CHECKING:
    from bonemet.accounts.models import User


class ReplacedAlreadyError(Exception):
    """The entry was corrected before; `entry` is what replaced it."""

    def __init__(self, entry: FollowUp) -> None:
        super().__init__(f"replaced by {entry}")
        self.entry = entry


@transaction.atomic
def record_follow_up(
    *, lesion: Lesion, told: dict[str, Any], replaces: FollowUp | None = None, by: User
) -> FollowUp:
    """Add an entry, or one that corrects another; `told` has the names of FollowUp's columns.

    Raises ReplacedAlreadyError where the entry was corrected before.
    """
    Patient.objects.select_for_update().get(pk=lesion.patient_id)
    try:
        with transaction.atomic():
            entry = FollowUp.objects.create(
                lesion=lesion, replaces=replaces, by=by, at=timezone.now(), **told
            )
    except IntegrityError as error:
        if replaces is None:
            raise
        raise ReplacedAlreadyError(FollowUp.objects.get(replaces=replaces)) from error
    note_due(lesion.patient)
    return entry


def note_due(patient: Patient) -> None:
    """Write down for lists when the next follow-up of each lesion is due."""
    for lesion in patient.lesions.all():
        due = due_of(lesion)
        if lesion.follow_up_due != due:
            Lesion.objects.filter(pk=lesion.pk).update(follow_up_due=due)
