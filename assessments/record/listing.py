"""What the list of assessments is narrowed to: filters, and the patients that are searched for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments.models import AssessedLesion, Assessment, Patient, Status
from assessments.models.patients import begins_like, is_called

from .decided import with_responses
from .orders import TELLS
from .waiting import those_waiting

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from assessments.models import Unit
    from bonemet.accounts.models import User

COLUMNS = ("status", "primary", "decision", "urgency", "author")
MOST_KEYS = 500  # of assessments; more are left to the database
MOST_PATIENTS = 10_000  # beyond, a page of the list is soon full of them


@dataclass(frozen=True, slots=True)
class Listing:
    """What a user wants to see: `chosen` are the filters, `searched` an identifier or a part of a name."""

    user: User
    today: date
    chosen: dict[str, Any] = field(default_factory=dict)
    searched: str = ""
    _found: dict[int, Q] = field(default_factory=dict, compare=False, repr=False)  # by unit: asked once

    def of_unit(self, unit: Unit) -> QuerySet[Assessment]:
        """Give what is listed of one unit: each is asked by itself, so that its indexes give the order."""
        found: QuerySet[Assessment] = Assessment.objects.visible_to(self.user).filter(unit=unit)
        if self.searched:
            found = found.filter(self._of_patients(unit))
        return self._filtered(found)

    def rows_of(self, unit: Unit) -> QuerySet[Assessment]:
        """Give the same with all that a row of the list shows."""
        related = ("assessed", with_responses())
        return self.of_unit(unit).select_related("patient", "author").prefetch_related(*related)

    def _of_patients(self, unit: Unit) -> Q:
        if unit.pk not in self._found:
            self._found[unit.pk] = _searched(unit, self.searched)
        return self._found[unit.pk]

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


def _searched(unit: Unit, typed: str) -> Q:
    """Keep the assessments of who is searched for; those of a duplicate belong to the record that stays.

    Few patients are looked up first, identifiers and names each in an index of their own, and lead to their
    assessments. Where there are many, the list is gone through in its order until a page is full.
    """
    everybody = Patient.objects.filter(unit=unit)
    keys: set[int] = set()
    for fits in (begins_like(typed), is_called(typed)):
        if len(keys) <= MOST_PATIENTS:
            keys.update(everybody.filter(fits).values_list("pk", flat=True)[: MOST_PATIENTS + 1])
    if len(keys) <= MOST_PATIENTS:
        pairs = Patient.objects.filter(pk__in=keys).values_list("pk", "merged_into")
        return Q(patient__in={into or pk for pk, into in pairs})
    joined = everybody.filter(merged_into__isnull=False).found_by(typed)
    fits = begins_like(typed, "patient__") | is_called(typed, "patient__")
    return fits | Q(patient__in=joined.values("merged_into"))


def _midnight(day: date) -> datetime:
    """Give the beginning of a day where the user is: a range of times, for which there is an index."""
    return timezone.make_aware(datetime.combine(day, time.min))
