"""A follow-up entry in words: what was told, row by row; what was left open has no row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.answers.punctuation import clauses
from assessments.clinical.options import OPTIONS
from assessments.models import Complication

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from assessments.models import FollowUp


def option_name(key: str) -> str:
    """Name a kind of operation or treatment; what was told under another name is told as it was."""
    if key == "other":
        return _("Another operation")
    return _(OPTIONS[key].title) if key in OPTIONS else key


def day_in_words(day: date | None) -> str:
    """Write a day with its month's name."""
    return date_format(day, "DATE_FORMAT") if day else ""


def told_rows(entry: FollowUp) -> list[tuple[str, str]]:
    """Give what an entry tells as (what, answer)."""
    operation = [option_name(entry.operation) if entry.operation else "", day_in_words(entry.operated_on)]
    died = (
        date_format(entry.died_on, "YEAR_MONTH_FORMAT")
        if entry.died_on and entry.died_about
        else day_in_words(entry.died_on)
    )
    rows = [
        (_("Operated on"), _joined([entry.get_operated_display(), *operation])),
        (_("Why not"), entry.get_not_operated_because_display()),
        (_("What else was done"), _joined(map(option_name, entry.treatments))),
        (_("Complications"), _joined(str(Complication(key).label) for key in entry.complications)),
        (_("Implant"), _joined([entry.get_implant_display(), day_in_words(entry.implant_on)])),
        (_("Walking"), entry.get_walking_display()),
        (_("Worst pain"), "" if entry.pain is None else str(entry.pain)),
        (_("Patient"), _joined([entry.get_life_display(), died])),
        (_("In words"), entry.text),
    ]
    return [(what, answer) for what, answer in rows if answer]


def _joined(words: Iterable[str]) -> str:
    return clauses(word for word in words if word)
