"""Findings of cord, cauda equina and nerves: what is compressed, what is lost, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from assessments.clinical.language.findings import Finding
from assessments.clinical.language.logic import (
    NO_KEYS,
    Meanwhile,
    Named,
    Quantity,
    Variable,
    known,
    maybe,
)
from assessments.clinical.sections.imaging import CAUDA_COMPRESSION, COMPRESSED, CORD_COMPRESSION, SPINE
from assessments.clinical.sections.neuro import (
    DEFICIT,
    DEFICIT_HOURS,
    FRANKEL,
    HOURS_SINCE_WALKING_LOST,
    ONSET,
    SPHINCTER,
    SPHINCTER_HOURS,
    WALKING,
    WEAKEST_POWER,
)

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Condition

CORD_HIGH_GRADE = CORD_COMPRESSION.is_("2", "3")
CAUDA_SEVERE = CAUDA_COMPRESSION.is_("severe")
HIGH_GRADE = Named("high-grade compression of cord or cauda", CORD_HIGH_GRADE | CAUDA_SEVERE)
# Absent: each compression question that is asked has an answer, and a low one.
COMPRESSION_ABSENT = (CORD_COMPRESSION.is_("0", "1a", "1b") | ~CORD_COMPRESSION.is_asked) & (
    CAUDA_COMPRESSION.is_("none") | ~CAUDA_COMPRESSION.is_asked
)
COMPRESSION_OPEN = Named(
    "compression neither known nor excluded", ~known(COMPRESSED) & ~known(COMPRESSION_ABSENT)
)

NEURO_MOTOR = Named("motor deficit", DEFICIT.is_("cord", "cauda_equina") | FRANKEL.is_("A", "B", "C", "D"))
# A deficit of a kind not known counts as motor until it is known; one not answered does not.
MOTOR_OR_NOT_TOLD = Meanwhile(NEURO_MOTOR, DEFICIT.said("present"))
MAY_BE_MOTOR = Named(
    "deficit may be motor",
    MOTOR_OR_NOT_TOLD | (DEFICIT.is_("radiculopathy") & WEAKEST_POWER.at_most(3)),
)
SPHINCTER_DISTURBED = SPHINCTER.is_("disturbed")
NERVES_FAILING = Named("nerves failing", SPINE & (SPHINCTER_DISTURBED | MAY_BE_MOTOR))
MOTOR_OR_SPHINCTER = Named("motor deficit or sphincters disturbed", NEURO_MOTOR | SPHINCTER_DISTURBED)

TWO_DAYS, SEVEN_DAYS = 48, 168  # hours
WITHIN_48_HOURS, TWO_TO_7_DAYS, OVER_7_DAYS = "within_48_hours", "2_to_7_days", "over_7_days"
LOSS_BANDS = (WITHIN_48_HOURS, TWO_TO_7_DAYS, OVER_7_DAYS)
NOTHING_LOST = "(nothing lost)"


_HOURS = (DEFICIT_HOURS, HOURS_SINCE_WALKING_LOST)
_BAND_OF_ONSET = {
    "within_48_hours": WITHIN_48_HOURS,
    "2_to_7_days": TWO_TO_7_DAYS,
    "8_to_14_days": OVER_7_DAYS,
    "over_14_days": OVER_7_DAYS,
}


def _band(hours: float) -> int:
    """Give the place in BANDS of a time in hours."""
    return (hours > TWO_DAYS) + (hours > SEVEN_DAYS)


@dataclass(frozen=True, eq=False, slots=True)
class _Loss(Finding, Variable):
    """How long ago power or walking was lost: the more recent of what is told of both."""

    # While the hours of the deficit are open they may still make it more recent. The presuming reading goes
    # by the hours since walking was lost, else by the time over which the deficit came: one that came over
    # more than a week began more than a week ago.

    applies: Condition
    name = "time since power or walking was lost"
    looks_at = (
        *(hours.at_most(cut) for hours in _HOURS for cut in (TWO_DAYS, SEVEN_DAYS)),
        ONSET,
    )

    def possible(self, facts: Facts) -> frozenset[object]:
        """List the bands that the loss can still lie in."""
        memo = facts.memo
        if self in memo:
            return cast("frozenset[object]", memo[self])
        applies = self.applies.holds(facts)
        bands = frozenset[object]({NOTHING_LOST}) if applies is False else self._bands(facts)
        found = memo[self] = bands if applies is not None else bands | {NOTHING_LOST}
        return found

    def _bands(self, facts: Facts) -> frozenset[object]:
        walking, began = facts.answer(HOURS_SINCE_WALKING_LOST), facts.answer(DEFICIT_HOURS)
        given = [cast("float", hours) for hours in (walking, began) if hours is not None]
        if began is None and facts.presuming:
            onset = facts.answer(ONSET)
            if walking is None and onset is not None:
                return frozenset({_BAND_OF_ONSET[cast("str", onset)]})
            return frozenset({LOSS_BANDS[_band(given[0])]}) if given else frozenset(LOSS_BANDS)
        if not given:
            return frozenset(LOSS_BANDS)
        latest = _band(min(given))
        return frozenset(LOSS_BANDS[: latest + 1]) if self._open(facts) else frozenset({LOSS_BANDS[latest]})

    def _open(self, facts: Facts) -> bool:
        """Tell whether an hour is asked for, or may be, and not given."""
        return any(facts.asked[q] is not False and facts.answer(q) is None for q in _HOURS)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        """Name the open questions that keep more than one band possible."""
        if len(self.possible(facts)) == 1:
            return NO_KEYS
        keys = DEFICIT_HOURS.open_keys(facts) | HOURS_SINCE_WALKING_LOST.open_keys(facts)
        if self.applies.holds(facts) is None:
            keys |= self.applies.open_keys(facts)
        if facts.answer(DEFICIT_HOURS) is None and facts.answer(HOURS_SINCE_WALKING_LOST) is None:
            keys |= ONSET.open_keys(facts)
        return keys


LOSS = _Loss(applies=~DEFICIT.is_("none") | NEURO_MOTOR)
LOST_WITHIN_48_HOURS = Named("lost within 48 hours, or not known when", maybe(LOSS.is_(WITHIN_48_HOURS)))
LOST_WITHIN_7_DAYS = Named(
    "lost within 7 days, or not known when", maybe(LOSS.is_(WITHIN_48_HOURS, TWO_TO_7_DAYS))
)
SPHINCTER_FAILED_LATELY = Named(
    "sphincters failed, not known to be over 7 days ago",
    SPHINCTER_DISTURBED & ~known(SPHINCTER_HOURS.above(SEVEN_DAYS)),
)


class _ParalysisHours(Finding, Quantity):
    """Hours since walking was lost, or since the deficit began where that is less; open: not less."""

    __slots__ = ()
    name = "hours of paralysis"
    looks_at = (HOURS_SINCE_WALKING_LOST, DEFICIT_HOURS)

    def span(self, facts: Facts) -> tuple[float, float] | None:
        """Give the lowest and highest number of hours still possible; None where walking is not lost."""
        walking, began = HOURS_SINCE_WALKING_LOST.span(facts), DEFICIT_HOURS.span(facts)
        if walking is None or began is None or (facts.presuming and facts.answer(DEFICIT_HOURS) is None):
            return walking
        return min(walking[0], began[0]), min(walking[1], began[1])

    def open_keys(self, facts: Facts) -> frozenset[str]:
        keys = HOURS_SINCE_WALKING_LOST.open_keys(facts)
        if facts.presuming and facts.answer(DEFICIT_HOURS) is None:
            return keys
        return keys | DEFICIT_HOURS.open_keys(facts)

    @property
    def cut_in(self) -> Quantity:
        return HOURS_SINCE_WALKING_LOST


PARALYSIS_HOURS = _ParalysisHours()
PARALYSED = Named("paralysed", FRANKEL.is_("A", "B") | (WEAKEST_POWER.at_most(0) & WALKING.is_("unable")))
PROLONGED_PARALYSIS = Named("paralysed for over 48 hours", PARALYSED & PARALYSIS_HOURS.above(TWO_DAYS))
PARALYSED_OVER_7_DAYS = Named("paralysed for over 7 days", PARALYSED & PARALYSIS_HOURS.above(SEVEN_DAYS))
COMPLETE_LOSS = FRANKEL.is_("A")
NOT_PARALYSED_FOR_LONG = Named("not known to be paralysed for over 48 hours", ~known(PROLONGED_PARALYSIS))
