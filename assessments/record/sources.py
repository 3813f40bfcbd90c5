"""From where answers of a revision were taken, in words: of which day, by which code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.wording import date_in_words, question_name
from assessments.clinical.sections import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SOURCE = "source"  # what a revision keeps, beside how it was typed, of where an answer was taken from


def newly_taken(typed: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """Tell what was taken between two revisions, each given by how its answers were typed."""
    told = []
    for place, answers in typed.items():
        for key, one in answers.items():
            known = before.get(place, {}).get(key, {}).get(SOURCE)
            if key in QUESTIONS and SOURCE in one and one[SOURCE] != known:
                told.append(f"{question_name(QUESTIONS[key])}: {_in_words(one[SOURCE])}")
    return told


def _in_words(source: Mapping[str, str]) -> str:
    words = {"code": source["code"], "day": date_in_words(source["on"]) if source["on"] else "–"}
    if source["from"] == "file":
        return _("taken from a file, %(code)s, %(day)s") % words
    return _("taken from the hospital's system, %(code)s, %(day)s") % words
