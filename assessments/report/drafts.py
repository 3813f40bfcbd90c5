"""The report of a draft, worked out and drawn once: between two saves it is opened again and again.

What is kept follows from its `Draft` alone, which holds neither patient nor unit, user or page: whoever has
the same answers before them, in the same language and time zone, is shown the same.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from assessments.clinical.evaluation.evaluate import evaluate

from .build import report

if TYPE_CHECKING:
    from assessments.answers.document import Answers

    from .tree import Report

MOST = 10  # in memory; drawn they are up to 200 kB each


class Draft(NamedTuple):
    """All that the report of a draft follows from, but whose it is."""

    document: str
    knowledge: str
    assessed_at: datetime | None
    zone: str  # the same time is another hour elsewhere
    language: str | None
    prefix: str

    @classmethod
    def of(cls, given: Answers, knowledge: str, assessed_at: datetime | None) -> Draft:
        """Give these answers as they are read here and now, by this version of the knowledge."""
        here = (get_current_timezone_name(), get_language(), get_script_prefix())
        return cls(json.dumps(given.counting()), knowledge, assessed_at, *here)


@lru_cache(maxsize=MOST)
def worded(draft: Draft) -> Report:
    """Put what is advised into words; nobody's yet."""
    return report(evaluate(json.loads(draft.document)), assessed_at=draft.assessed_at)


@lru_cache(maxsize=MOST)
def drawn(draft: Draft) -> SafeString:
    """Draw the report below its head, with marks where what was decided is put in."""
    html = render_to_string("assessments/report/body.html", {"report": worded(draft)})
    return mark_safe(html.removesuffix("\n"))  # noqa: S308  # where it is put in, that line ends
