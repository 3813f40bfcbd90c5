"""After the operation: early deaths and implants that failed; and what was decided against the advice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from assessments.models import Implant, OverrideReason, Response, Status

from .small_numbers import share

if TYPE_CHECKING:
    from datetime import date

    from assessments.models import Unit
    from assessments.record.outcomes import Outcome

    from .fates import Fates

EARLY = (timedelta(days=30), timedelta(weeks=6))


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of those of whom it is known; `unknown` are left out of the share."""

    count: int = 0
    of: int = 0
    unknown: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.count + other.count, self.of + other.of, self.unknown + other.unknown)

    def as_data(self) -> list[int]:
        """Give it in the form in which it is kept."""
        return [self.count, self.of, self.unknown]

    @property
    def told(self) -> str:
        """Write the count, and its share where there are enough."""
        return share(self.count, self.of)


def early_deaths(fates: Fates) -> list[Counted]:
    """Count deaths within 30 days and within six weeks of each patient's first operation."""
    firsts: dict[int, date] = {}
    for lesion, course in fates.courses.items():
        if course.operated_on is not None:
            patient = fates.patient_of[lesion]
            firsts[patient] = min(course.operated_on, firsts.get(patient, course.operated_on))
    counted = []
    for within in EARLY:
        verdicts = [_died_within(fates.outcome(patient), day, within) for patient, day in firsts.items()]
        known = [verdict for verdict in verdicts if verdict is not None]
        counted.append(Counted(sum(known), len(known), len(verdicts) - len(known)))
    return counted


def _died_within(outcome: Outcome, operated_on: date, within: timedelta) -> bool | None:
    last = operated_on + within
    if outcome.died_on is not None:
        if outcome.died_on < operated_on and not outcome.died_about:
            return None  # one of the two days is wrong
        return outcome.died_on <= last
    if outcome.seen_alive_on is not None and outcome.seen_alive_on >= last:
        return False
    return None


def implant_failures(fates: Fates) -> Counted:
    """Count implants that failed among those of which something is told."""
    operated = [course for course in fates.courses.values() if course.operated == "yes"]
    implants = [course.implant for course in operated if course.implant != Implant.NONE]
    failed = sum(implant in (Implant.FAILED, Implant.REVISED) for implant in implants)
    told = sum(bool(implant) for implant in implants)
    return Counted(failed, told, len(implants) - told)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What signers said to the advice, lesion by lesion, and why where they did something else."""

    of: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Overrides) -> Overrides:
        return Overrides(self.of + other.of, self.reasons + other.reasons)

    @property
    def counted(self) -> Counted:
        """Count the lesions on which something else was done than advised."""
        return Counted(self.reasons.total(), self.of, 0)

    @property
    def named(self) -> list[tuple[str, int]]:
        """Give the reasons in words, the most frequent first."""
        return [(str(OverrideReason(key).label), count) for key, count in self.reasons.most_common()]


def overrides(unit: Unit) -> Overrides:
    """Count agreement and the reasons against it, in assessments that are signed and valid."""
    said = Response.objects.filter(assessment__unit=unit, assessment__status=Status.SIGNED)
    counts = said.order_by().values_list("agrees", "reason").annotate(Count("pk"))
    reasons = Counter({reason: count for agrees, reason, count in counts if not agrees})
    return Overrides(sum(count for _agrees, _reason, count in counts), reasons)
