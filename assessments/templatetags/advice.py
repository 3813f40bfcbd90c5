"""Words and icons of the advice for templates: {{ x|decision_word }}, {% decision_icon x %}."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.clinical.advice import DECISIONS, URGENCIES
from assessments.report.words import words
from assessments.skeleton import Place
from assessments.skeleton.drawing import with_lesions
from bonemet.icons import written

register = template.Library()

DECISION_ICONS = {
    "operate": "slice",
    "consider": "scale",
    "non_operative": "shield-check",
    "diagnose_first": "microscope",
    "undecided": "circle-dashed",
}
URGENCY_ICONS = {
    "emergency": "siren",
    "urgent": "alarm-clock",
    "expedited": "calendar-clock",
    "planned": "calendar-days",
    "none": "minus",
}
VERDICT_ICONS = {
    "met": "circle-check",
    "not_met": "circle-x",
    "borderline": "contrast",
    "unknown": "circle-question-mark",
    "not_applicable": "minus",
}


def _icon(names: dict[str, str], key: Any, size: int) -> str:
    # The word beside it says the same, so a screen reader need not.
    return written(names[key], size=size, aria_hidden="true") if key in names else ""


@register.simple_tag
def decision_icon(decision: Any, size: int = 20) -> str:
    """Draw the sign of a decision."""
    return _icon(DECISION_ICONS, decision, size)


@register.simple_tag
def urgency_icon(urgency: Any, size: int = 18) -> str:
    """Draw the sign of an urgency."""
    return _icon(URGENCY_ICONS, urgency, size)


@register.simple_tag
def verdict_icon(verdict: Any, size: int = 20) -> str:
    """Draw the sign of a criterion's verdict."""
    return _icon(VERDICT_ICONS, verdict, size)


@register.filter
def decision_word(decision: Any) -> str:
    """Say a decision in words; an unknown key says nothing."""
    return _(DECISIONS[decision]) if decision in DECISIONS else ""


@register.filter
def urgency_word(urgency: Any) -> str:
    """Say an urgency in words, with the time it means."""
    return _(URGENCIES[urgency]) if urgency in URGENCIES else ""


@register.inclusion_tag("assessments/skeleton/small.html")
def lesions_on_skeleton(report: Any) -> dict[str, Any]:
    """Draw the skeleton with the lesions of a report; the only one is the one meant."""
    return with_lesions([Place(one.number, one.bone, one.side, one.part) for one in report.lesions])


# Where in a sealed article what was decided is put when it is shown: in full, and in a line.
DECIDED = {
    "in-full": "assessments/report/decided.html",
    "in-brief": "assessments/report/decided_in_brief.html",
}
MARK = re.compile(r"<!--decided (in-full|in-brief) (\d+)-->")


@register.simple_tag(takes_context=True)
def decided_here(context: Any, lesion: Any, how: str = "in-full") -> SafeString:
    """Show what was decided on a lesion; where that is not known yet, as at sealing, leave a mark for it."""
    if "decided" not in context:
        return mark_safe(f"<!--decided {how} {int(lesion.number)}-->")  # noqa: S308  # a number
    return _decided(how, lesion.number, context["decided"])


@register.filter
def with_decided(html: str, decided: Any) -> SafeString:
    """Put what was decided into the marks that a sealed article has for it. Nothing else of it is touched."""
    shown = MARK.sub(lambda mark: _decided(mark[1], int(mark[2]), decided), html)
    return mark_safe(shown)  # noqa: S308  # sealed as it was drawn


def _decided(how: str, number: int, decided: Any) -> SafeString:
    row = next((one for one in decided or () if one.lesion == number), None)
    return render_to_string(DECIDED[how], {"row": row})


@register.simple_tag
def report_words() -> dict[str, SafeString]:
    """Give the report's headings and labels: {% report_words as w %}, then {{ w.why }}."""
    return _words_in(get_language())


@lru_cache(maxsize=8)
def _words_in(_language: str | None) -> dict[str, SafeString]:
    return {name: mark_safe(text) for name, text in words().items()}  # noqa: S308  # our own, as in translate


@register.filter
def filled(sentence: str, value: Any) -> SafeString:
    """Put a value into the one place that is left for it: {{ w.act_by|filled:by }}."""
    return format_html(re.sub(r"{\w+}", "{}", sentence), value)
