"""What the list of assessments is narrowed to: filters, and the patients that are searched for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments.models import AssessedLesion, Assessment, Patient, Status
from assessments.models.name_parts import called
from assessments.models.patients import begins_like, is_called

from .decided import with_what_is_listed
from .key_sets import IsAmong, IsKnown, row_by_row
from .orders import TELLS
from .waiting import those_waiting

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from assessments.models import Unit
    from bonemet.accounts.models import User

COLUMNS = ("status", "primary", "decision", "urgency", "author")
# What is looked for is found in one of three ways, by how many rows there are of it. Few lead to their
# assessments, which are sorted. Of many a set is made, once, and the list is gone through in its order, with
# a look into the set for each row until a page is full. Of most of all, a page is soon full without a set.
FEW, MANY = 500, 20_000
KNOWN = 5_000  # patients whose keys are asked for once and told to each query: one set for numbers and names


@dataclass(frozen=True, slots=True)
class Listing:
    """What a user wants to see: `chosen` are the filters, `searched` an identifier or a part of a name."""

    user: User
    today: date
    chosen: dict[str, Any] = field(default_factory=dict)
    searched: str = ""
    # By unit: what is looked up for it is looked up once, and not for each part of an order.
    _found: dict[int, QuerySet[Assessment]] = field(default_factory=dict, compare=False, repr=False)

    def of_unit(self, unit: Unit) -> QuerySet[Assessment]:
        """Give what is listed of one unit: each is asked by itself, so that its indexes give the order."""
        if unit.pk not in self._found:
            found: QuerySet[Assessment] = Assessment.objects.visible_to(self.user).filter(unit=unit)
            if self.searched:
                found = found.filter(_searched(unit, self.searched))
            self._found[unit.pk] = self._filtered(found)
        return self._found[unit.pk].all()

    def rows(self, keys: list[int]) -> list[Assessment]:
        """Give these of them in this order, with all that a row of the list shows."""
        found: QuerySet[Assessment] = Assessment.objects.visible_to(self.user).filter(pk__in=keys)
        shown = found.select_related("patient", "author").prefetch_related(*with_what_is_listed())
        by_key = {one.pk: one for one in shown}
        return [by_key[key] for key in keys if key in by_key]

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

    Those of all units together, by which an index begins.
    """
    there = AssessedLesion.objects.filter(bone=bone).order_by()
    keys = list(there.values_list("assessment", flat=True)[: FEW + 1])
    if len(keys) <= FEW:
        return Q(pk__in=keys)
    if _are_at_most(there, MANY):
        return Q(IsAmong("pk", there.values("assessment")[: MANY + 1]))
    return Exists(there.filter(assessment=OuterRef("pk")))


def _searched(unit: Unit, typed: str) -> Q:
    """Keep the assessments of who is searched for; those of a duplicate belong to the record that stays.

    Identifiers and names are each looked up in an index of their own, and once.
    """
    numbered = Patient.objects.filter(begins_like(typed), unit=unit)
    few, known = set(numbered.values_list("pk", flat=True)[: FEW + 1]), called(unit, typed, KNOWN)
    few.update(known[: FEW + 1])
    if len(few) <= FEW:
        pairs = Patient.objects.filter(pk__in=few).values_list("pk", "merged_into")
        return Q(patient__in={into or pk for pk, into in pairs})
    merged = Patient.objects.filter(merged_into__gt=0)  # a range of an index, which NOT NULL is not
    joined = merged.filter(row_by_row(begins_like(typed) | is_called(typed)))
    keys = {key for key in joined.values_list("merged_into", flat=True) if key}
    fits = []
    if len(known) <= KNOWN:
        keys.update(known)
    else:
        fits.append(is_called(typed, "patient__"))
    count = numbered[: max(KNOWN, MANY) + 1].count()
    if count <= KNOWN:
        keys.update(numbered.values_list("pk", flat=True))
    elif count <= MANY:
        fits.append(Q(IsAmong("patient_id", numbered.values("pk")[: MANY + 1])))
    else:
        fits.append(Q(row_by_row(begins_like(typed, "patient__"))))
    if keys or not fits:
        fits.append(Q(IsKnown("patient_id", keys)))
    return reduce(or_, fits)


def _are_at_most(lesions: QuerySet[AssessedLesion], most: int) -> bool:
    # No count: what is passed over costs a third. And a column that the index of bones holds, so that no row
    # is fetched for it.
    return not lesions.values_list("assessment")[most : most + 1]


def _midnight(day: date) -> datetime:
    """Give the beginning of a day where the user is: a range of times, for which there is an index."""
    return timezone.make_aware(datetime.combine(day, time.min))
