"""The knowledge for every member: all that is declared, searchable, each row with its sources and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.clinical.advice import STANDINGS
from assessments.clinical.scores.score import Score
from assessments.clinical.versions import VERSIONS
from assessments.knowledge import entries, sheets
from assessments.knowledge.catalogue import KINDS

from .access import member_page

if TYPE_CHECKING:
    from typing import Any

MOST = 40
LONGEST = 100  # characters of a search
OF_SCORES = {"scores", "classifications", "risks"}


@require_safe
@member_page
def knowledge(request: HttpRequest) -> HttpResponse:
    """Show what there is, or what was searched for."""
    words = request.GET.get("q", "")[:LONGEST].replace("\x00", "").strip()
    standing = request.GET.get("standing", "")
    standing = standing if standing in STANDINGS else ""
    found = entries.find(words, standing) if words or standing else []
    context = {
        **_context(),
        "words": words,
        "standing": standing,
        "found": found[:MOST],
        "total": len(found),
        "versions": VERSIONS,
    }
    return render(request, "assessments/knowledge/index.html", context)


@require_safe
@member_page
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Show every entry of a kind."""
    if kind not in KINDS:
        raise Http404
    context = {**_context(), "kind": kind, "title": _(KINDS[kind]), "rows": entries.of_kind(kind)}
    return render(request, "assessments/knowledge/kind.html", context)


@require_safe
@member_page
def score(request: HttpRequest, key: str) -> HttpResponse:
    """Show the audit sheet of a score or classification."""
    found = sheets.instrument(key)
    if found is None:
        raise Http404
    row = next(row for row in entries.rows() if row.entry.key == key and row.entry.kind in OF_SCORES)
    context = {
        **_context(),
        "kind": row.entry.kind,
        "row": row,
        "score": found,
        "parts": sheets.by_hand(key),
    }
    if isinstance(found, Score):
        context["items"] = sheets.items(found)
    else:
        context["finding"] = tuple(sheets.found_by(found.finding))
    return render(request, "assessments/knowledge/score.html", context)


def _context() -> dict[str, Any]:
    counts = entries.counts()
    return {
        "nav_current": "knowledge",
        "kinds": [(key, _(title), counts[key]) for key, title in KINDS.items()],
        "standings": [(key, _(words), entries.resting_on(key)) for key, words in STANDINGS.items()],
        "version": VERSIONS[0],
    }
