"""Options, and the tables that choose among them, as entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.advice import AIMS
from assessments.clinical.language.in_words import in_words
from assessments.clinical.language.translatable import _
from assessments.clinical.options import BANDS, OPERATIONS, OPTIONS, REASONS, SMALL_MEANS, WITHOUT_SURGERY
from assessments.clinical.options.place import Only

from .entry import Entry, Statement, Statements, listed, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.options.place import Order, Place

    from .entry import Say

TABLES = (
    (OPERATIONS, _("operations")),
    (SMALL_MEANS, _("minor procedures, where no more is tolerated")),
    (WITHOUT_SURGERY, _("treatment without surgery")),
)


def options(say: Say) -> Iterator[Entry]:
    """Give every option as an entry, with all reasons for and against it."""
    for option in OPTIONS.values():
        reasons = [reason for reason in REASONS if reason.option == option.key]
        groups = []
        for favours, heading in ((True, _("For it")), (False, _("Against it"))):
            rows = tuple(
                Statement(say(r.says), when(r.when, say), r.evidence, r.references)
                for r in reasons
                if r.favours == favours
            )
            groups.append(Statements(say(heading), rows))
        kind = _("an operation") if option.operative else _("a treatment without surgery")
        small = ((say(_("Small")), say(_("tolerated where only a minor procedure is"))),)
        yield Entry(
            "options",
            option.key,
            say(option.title),
            facts=((say(_("Kind")), say(kind)), *(small if option.small else ())),
            more=tuple(group for group in groups if group.rows),
            standing=tuple(dict.fromkeys(word for reason in reasons for word in reason.evidence)),
        )


def places(say: Say) -> Iterator[Entry]:
    """Give as entries which options are chosen where, by state and expected survival."""
    for tables, name in TABLES:
        for place in tables:
            facts: tuple[tuple[str, str], ...] = ((say(_("Table of")), say(name)),)
            if place.aims is not None:
                facts = (*facts, (say(_("For these aims")), listed(place.aims, AIMS, say)))
            yield Entry(
                "places",
                place.key,
                say(place.key.replace("_", " ").capitalize()),
                (say(_("The first table that fits is taken, and in it the first row that fits.")),),
                when(place.when, say),
                facts,
                (Statements(say(_("In order of preference")), _orders(place, say)),),
                place.evidence,
                place.references,
            )


def _orders(place: Place, say: Say) -> tuple[Statement, ...]:
    return tuple(Statement(_row(order, say), when(order.when, say)) for order in place.orders)


def _row(order: Order, say: Say) -> str:
    names = say(_("; ")).join(_option(entry, say) for entry in order.options)
    if set(order.bands) == set(BANDS):
        return names
    return say(_("{question}: {answer}")).format(
        question=say(_(", ")).join(say(BANDS[band]) for band in order.bands), answer=names
    )


def _option(entry: str | Only, say: Say) -> str:
    if isinstance(entry, str):
        return say(OPTIONS[entry].title)
    return say(_("{option} (where {condition})")).format(
        option=say(OPTIONS[entry.key].title), condition=in_words(entry.when, say=say)
    )
