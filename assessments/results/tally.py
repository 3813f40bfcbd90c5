"""What the board of results is drawn from: counts of one unit, without a patient in them.

They are worked out by a command, outside the server's processes, and kept: the page of a unit with 700,000
assessments then reads some thousands of numbers. A small unit's are worked out when the page is opened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assessments.models import Assessment, Status

from .fates import fates_of
from .predicted import Watched, watched_of
from .surgery import Counted, Overrides, early_deaths, implant_failures, overrides
from .survival import Observation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.models import Unit

# A model and what it, or the clinician, said: ("katagiri", "4–6").
Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a unit, or of several together."""

    signed: int = 0
    followed: int = 0
    watched: dict[Said, Watched] = field(default_factory=dict)
    within_30_days: Counted = field(default_factory=Counted)
    within_6_weeks: Counted = field(default_factory=Counted)
    implants: Counted = field(default_factory=Counted)
    overrides: Overrides = field(default_factory=Overrides)

    def __add__(self, other: Tally) -> Tally:
        """Put two units together; a patient belongs to one."""
        watched: dict[Said, Watched] = defaultdict(Watched)
        for tally in (self, other):
            for said, one in tally.watched.items():
                watched[said] += one
        return Tally(
            signed=self.signed + other.signed,
            followed=self.followed + other.followed,
            watched=dict(watched),
            within_30_days=self.within_30_days + other.within_30_days,
            within_6_weeks=self.within_6_weeks + other.within_6_weeks,
            implants=self.implants + other.implants,
            overrides=self.overrides + other.overrides,
        )

    def as_data(self) -> dict[str, Any]:
        """Give it in the form in which it is kept."""
        return {
            "signed": self.signed,
            "followed": self.followed,
            "watched": [
                [
                    model,
                    said,
                    [[o.days, o.died, n] for o, n in one.observations.items()],
                    one.not_followed,
                    one.undated,
                ]
                for (model, said), one in self.watched.items()
            ],
            "within_30_days": self.within_30_days.as_data(),
            "within_6_weeks": self.within_6_weeks.as_data(),
            "implants": self.implants.as_data(),
            "overrides": [self.overrides.of, dict(self.overrides.reasons)],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Tally:
        """Read what `as_data` gave."""
        return cls(
            signed=data["signed"],
            followed=data["followed"],
            watched={
                (model, said): Watched(
                    Counter({Observation(d, died): n for d, died, n in counts}), missed, undated
                )
                for model, said, counts, missed, undated in data["watched"]
            },
            within_30_days=Counted(*data["within_30_days"]),
            within_6_weeks=Counted(*data["within_6_weeks"]),
            implants=Counted(*data["implants"]),
            overrides=Overrides(data["overrides"][0], Counter(data["overrides"][1])),
        )


def tally_of(unit: Unit) -> Tally:
    """Count a unit from its records; at 700,000 assessments this takes seconds."""
    fates = fates_of(unit)
    within_30_days, within_6_weeks = early_deaths(fates)
    return Tally(
        signed=signed_in([unit]),
        followed=len(fates.outcomes),
        watched=watched_of(unit, fates),
        within_30_days=within_30_days,
        within_6_weeks=within_6_weeks,
        implants=implant_failures(fates),
        overrides=overrides(unit),
    )


def signed_in(units: Iterable[Unit]) -> int:
    """Count the signed and valid assessments of some units."""
    return Assessment.objects.filter(unit__in=units, status=Status.SIGNED).count()
