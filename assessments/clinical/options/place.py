"""The tables: for a place and its state, and for each band of survival, the options in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.questions import ALWAYS

from .option import bands

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Condition


@dataclass(frozen=True, eq=False, slots=True)
class Only:
    """An option that stands in its order only where its condition holds."""

    key: str
    when: Condition


@dataclass(frozen=True, eq=False, slots=True)
class Order:
    """Options in order of preference, for some bands of survival ("AB"), where `when` holds. See `prefer`."""

    bands: str
    options: tuple[str | Only, ...]
    when: Condition

    def keys(self, facts: Facts) -> tuple[str, ...]:
        """List the keys that stand in this order for this lesion."""
        return tuple(
            entry if isinstance(entry, str) else entry.key
            for entry in self.options
            if isinstance(entry, str) or entry.when.holds(facts)
        )


def prefer(*options: str | Only, over: str = "", until: str = "", when: Condition = ALWAYS) -> Order:
    """Prefer these options, the first most, for some bands of survival (see `option.bands`)."""
    return Order(bands(over=over, until=until), options, when)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Place:
    """One table: where it applies, for which aims (all where None), and its orders, the first that fits.

    `evidence` tells on what the order itself rests; each reason has its own.
    """

    key: str
    when: Condition
    orders: tuple[Order, ...]
    evidence: tuple[str, ...]
    references: tuple[str, ...]
    aims: AbstractSet[str] | None = None

    def fits(self, facts: Facts, aim: str | None, band: str = "") -> bool:
        """Tell whether the table is for this lesion and aim, and for the band where one is given."""
        if not (self.aims is None or aim in self.aims) or not self.when.holds(facts):
            return False
        return not band or self._order(facts, band) is not None

    def _order(self, facts: Facts, band: str) -> Order | None:
        return next((o for o in self.orders if band in o.bands and o.when.holds(facts)), None)

    def keys(self, facts: Facts, band: str) -> tuple[str, ...]:
        """List the options in order for a band, A to E, of a table that fits."""
        order = self._order(facts, band)
        return order.keys(facts) if order else ()

    def may_fit(self, facts: Facts, aim: str | None) -> bool:
        """Tell whether the table is for this lesion and aim, or may be once more is answered."""
        return (self.aims is None or aim in self.aims) and self.when.holds(facts) is not False

    def possible_keys(self, facts: Facts) -> frozenset[str]:
        """List the options that may stand in the table once more is answered, whatever the band."""
        orders = (order for order in self.orders if order.when.holds(facts) is not False)
        return frozenset(
            entry if isinstance(entry, str) else entry.key
            for order in orders
            for entry in order.options
            if isinstance(entry, str) or entry.when.holds(facts) is not False
        )

    def __contains__(self, key: str) -> bool:
        """Tell whether the option stands in any of the orders."""
        entries = (entry for order in self.orders for entry in order.options)
        return any(key == (entry if isinstance(entry, str) else entry.key) for entry in entries)


def find(places: Iterable[Place], facts: Facts, aim: str | None, band: str = "") -> Place:
    """Give the first table that fits; the last of `places` fits every lesion."""
    return next(place for place in places if place.fits(facts, aim, band))
