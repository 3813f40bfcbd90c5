"""What the list of assessments is narrowed to: filters, and the patients that are searched for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments.models import AssessedLesion, Assessment, Patient, Status

from .decided import with_responses
from .orders import TELLS
from .waiting import those_waiting

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from assessments.models import Unit
    from bonemet.accounts.models import User

COLUMNS = ("status", "primary", "decision", "urgency", "author")
MOST_PATIENTS = MOST_KEYS = 500  # more are left to the database


@dataclass(frozen=True, slots=True)
class Listing:
    """What a user wants to see: `chosen` are the filters, `searched` an identifier or a part of a name."""

    user: User
    today: date
    chosen: dict[str, Any] = field(default_factory=dict)
    searched: str = ""

    def of_unit(self, unit: Unit) -> QuerySet[Assessment]:
        """Give what is listed of one unit: each is asked by itself, so that its indexes give the order."""
        found: QuerySet[Assessment] = Assessment.objects.visible_to(self.user).filter(unit=unit)
        if self.searched:
            found = found.filter(_of_patients(Patient.objects.filter(unit=unit).found_by(self.searched)))
        return self._filtered(found)

    def rows_of(self, unit: Unit) -> QuerySet[Assessment]:
        """Give the same with all that a row of the list shows."""
        related = ("assessed", with_responses())
        return self.of_unit(unit).select_related("patient", "author").prefetch_related(*related)

    def _filtered(self, found: QuerySet[Assessment]) -> QuerySet[Assessment]:
        chosen = self.chosen
        columns = {name: chosen[name] for name in COLUMNS if name in chosen}
        if "status" not in columns:
            found = found.exclude(status=Status.WITHDRAWN)
        found = found.filter(**columns)
        if columns.keys() & {"decision", "urgency"}:
            # Advice on a draft without a plan is told nowhere, so it cannot be searched for either.
            found = found.filter(TELLS)
        if "bone" in chosen:
            found = found.filter(_with_lesion(chosen["bone"]))
        if "since" in chosen:
            found = found.filter(updated__gte=_midnight(chosen["since"]))
        if "until" in chosen:
            found = found.filter(updated__lt=_midnight(chosen["until"] + timedelta(days=1)))
        if "assessed_since" in chosen:
            found = found.filter(assessed_on__gte=chosen["assessed_since"])
        if "assessed_until" in chosen:
            found = found.filter(assessed_on__lte=chosen["assessed_until"])
        return those_waiting(found, chosen.get("waiting", ""), self.user, self.today)


def _with_lesion(bone: str) -> Q | Exists:
    """Keep the assessments of a lesion of this bone.

    Where there are few in all units, their keys are looked up first: else a unit is gone through for a bone
    that hardly anybody has.
    """
    there = AssessedLesion.objects.filter(bone=bone).order_by()
    keys = list(there.values_list("assessment", flat=True)[: MOST_KEYS + 1])
    return Q(pk__in=keys) if len(keys) <= MOST_KEYS else Exists(there.filter(assessment=OuterRef("pk")))


def _of_patients(found: QuerySet[Patient]) -> Q:
    """Keep the assessments of these patients; those of a duplicate belong to the record that stays.

    Patients come first, so that few of them lead to their assessments and not the reverse.
    """
    keys = list(found.values_list("pk", "merged_into")[: MOST_PATIENTS + 1])
    if len(keys) <= MOST_PATIENTS:
        return Q(patient__in={into or pk for pk, into in keys})
    return Q(patient__in=found.values("pk")) | Q(patient__in=found.values("merged_into"))


def _midnight(day: date) -> datetime:
    """Give the beginning of a day where the user is: a range of times, for which there is an index."""
    return timezone.make_aware(datetime.combine(day, time.min))
