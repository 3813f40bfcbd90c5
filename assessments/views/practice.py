"""Cases to practise on: one decides, and then sees what the board decided and what the program advises.

Own decisions stand in the session and nowhere else: they end with it, or by one button. Nothing is counted,
logged or exported, and no patient's record is touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.clinical.advice import AIMS
from assessments.clinical.options import OPTIONS
from assessments.forms.practice import PracticeForm
from assessments.models import Course, HowSoon
from assessments.report.build import report
from assessments.report.tree import Identity
from assessments.teaching.cases import BY_KEY, CASES

from .access import member_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.report.tree import LesionReport, Report
    from assessments.teaching.cases import TeachingCase

KEPT = "practice"  # in the session: what was decided, by the key of the case
ROWS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("course", lambda key: str(Course(key).label)),
    ("how_soon", lambda key: str(HowSoon(key).label)),
    ("aim", lambda key: _(AIMS[key])),
    ("procedure", lambda key: _(OPTIONS[key].title)),
)


@require_safe
@member_page
def practice(request: HttpRequest) -> HttpResponse:
    """List the cases, and which of them one has decided."""
    decided = request.session.get(KEPT, {})
    cases = [(case, case.key in decided) for case in CASES]
    return render(request, "assessments/practice/practice.html", {"cases": cases, "decided": decided})


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def practice_case(request: HttpRequest, key: str) -> HttpResponse:
    """Show a case and ask for a decision; once there is one, show it beside the board's and the advice."""
    case = _case(key)
    decided = request.session.get(KEPT, {})
    own = decided.get(key)
    form = PracticeForm(case, request.POST if request.method == "POST" and not own else None)
    if form.is_valid():
        request.session[KEPT] = decided | {key: form.cleaned_data}
        return redirect("assessments:practice_case", key=key)
    told = _report(case)
    context = {"case": case, "told": told, "lesion": told.lesions[0], "form": form, "forms": [form]}
    if own:
        context |= {"rows": _compared(own, case, told.lesions[0]), "options": told.lesions[0].options[:2]}
    template = "assessments/practice/decided.html" if own else "assessments/practice/case.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


@require_safe
@member_page
def practice_report(request: HttpRequest, key: str) -> HttpResponse:
    """Show the program's whole report on a case that one has decided; before that, the case."""
    case = _case(key)
    if key not in request.session.get(KEPT, {}):
        return redirect("assessments:practice_case", key=key)
    return render(request, "assessments/practice/report.html", {"case": case, "report": _report(case)})


@require_POST
@member_page
def wipe_practice(request: HttpRequest) -> HttpResponse:
    """Forget all that one has decided on the cases."""
    request.session.pop(KEPT, None)
    return redirect("assessments:practice")


def _case(key: str) -> TeachingCase:
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]


def _report(case: TeachingCase) -> Report:
    return report(case.evaluated(), identity=Identity(identifier=_("Example patient")))


def _compared(own: dict[str, str], case: TeachingCase, lesion: LesionReport) -> list[dict[str, Any]]:
    """Set own decision, the board's and the advice beside each other, question by question."""
    operation = lesion.options[0].title if lesion.is_for_theatre and lesion.options else ""
    advised = (lesion.decision_text, lesion.urgency_text, lesion.aim_text, operation)
    return [
        {
            "name": name,
            "own": word(own[name]) if own[name] else "",
            "board": word(board) if (board := getattr(case.board, name)) else "",
            "advice": advice,
            "agree": own[name] == board,
        }
        for (name, word), advice in zip(ROWS, advised, strict=True)
    ]
