"""How an assessment came to be: its revisions, what changed between any two, and since an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.actions.bringing_in import BROUGHT_IN
from assessments.answers.document import SECTION_BY_KEY, Answers
from assessments.answers.wording import lesion_name
from assessments.clinical.sections.patient import ASSESSED_ON
from assessments.clinical.versions import KNOWLEDGE
from assessments.models import Assessment, Status
from assessments.record.chain import check, is_as_sealed
from assessments.record.comparison import Why, judged
from assessments.record.decided import board_decisions
from assessments.record.differences import Difference, differences, last_changes
from assessments.record.key_images import images_for, measured_in
from assessments.record.sources import newly_taken
from assessments.record.withdrawn import plans_withdrawn, withdrawals_of

from .access import RefusedPage, may_write_for, member_page, user_of, visible_assessment
from .showing import render

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from assessments.models import Revision


@require_safe
@member_page
def history(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show every revision, newest first, and the difference between any two."""
    assessment = visible_assessment(request, uuid)
    revisions = list(assessment.revisions.select_related("by", "chain").order_by("number"))
    chosen = _chosen(request, revisions)
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "rows": _rows(revisions),
        "numbers": [revision.number for revision in revisions],
        "chosen": chosen,
        "differences": _between(revisions, *chosen) if chosen else [],
        "earlier": _earlier(request, assessment),
        "board": board_decisions(assessment),
        "measured": measured_in(assessment),
        "withdrawals": withdrawals_of(assessment),
        "plans_withdrawn": plans_withdrawn(assessment),
        "may_correct": may_write_for(request, assessment.patient),
    }
    return render(request, "assessments/history/history.html", context)


def _chosen(request: HttpRequest, revisions: list[Revision]) -> tuple[int, int] | None:
    """Read which two revisions are to be compared, the older first."""
    asked = [request.GET.get(name) for name in ("from", "to")]
    if asked == [None, None]:
        return None
    numbers = {str(revision.number): revision.number for revision in revisions}
    try:
        first, second = sorted(numbers[number or ""] for number in asked)
    except KeyError:
        raise RefusedPage(
            404,
            _("There is no such revision"),
            _("This assessment has the revisions 1 to %(last)d.") % {"last": revisions[-1].number},
        ) from None
    return first, second


def _between(revisions: list[Revision], first: int, second: int) -> list[Difference]:
    by_number = {revision.number: revision for revision in revisions}
    check(by_number[first], by_number[second])
    between = [revision for revision in revisions if first < revision.number <= second]
    changed = last_changes(between, by_number[first])
    return differences(by_number[first].given, by_number[second].given, changed)


def _rows(revisions: list[Revision]) -> list[dict[str, Any]]:
    """Tell of each revision what it changed, newest first; of a damaged one only that it is."""
    rows: list[dict[str, Any]] = []
    then = Answers()
    typed: dict[str, Any] = {}
    for revision in revisions:
        if not is_as_sealed(revision):
            rows.append({"revision": revision, "is_damaged": True})
            continue
        now = revision.given
        rows.append(
            {
                "revision": revision,
                "what": _what(revision.section),
                "differences": differences(then, now, only=now.lesions),
                "added": [
                    lesion_name(now.facts(key)) for key in now.lesions if rows and key not in then.lesions
                ],
                "taken": newly_taken(revision.typed, typed),
                "removed": [lesion_name(then.facts(key)) for key in then.lesions if key not in now.lesions],
            }
        )
        then, typed = now, revision.typed
    return rows[::-1]


def _what(section: str) -> str:
    acts = {
        "start": _("Begun"),
        "add_lesion": _("Lesion added"),
        "remove_lesion": _("Lesion removed"),
        "amend": _("Begun as an amendment"),
        BROUGHT_IN: _("Brought in from another system"),
    }
    found = SECTION_BY_KEY.get(section)
    return _(found.title) if found else acts.get(section, section)


def _earlier(request: HttpRequest, assessment: Assessment) -> list[Assessment]:
    """List the earlier assessments of a lesion that this one judges, newest first."""
    lesions = assessment.assessed.values("lesion")
    found = Assessment.objects.visible_to(user_of(request)).filter(assessed__lesion__in=lesions)
    return list(
        found.filter(patient=assessment.patient, created__lt=assessment.created)
        .exclude(status=Status.WITHDRAWN)
        .distinct()
        .order_by("-created")
    )


@require_safe
@member_page
def comparison(request: HttpRequest, uuid: UUID, earlier_uuid: UUID) -> HttpResponse:
    """Compare with an earlier assessment: changed findings, apart from changed rules."""
    later, earlier = visible_assessment(request, uuid), visible_assessment(request, earlier_uuid)
    then, now = earlier.latest(), later.latest()
    check(then, now)
    shared = [lesion for lesion in now.lesions if lesion in then.lesions]
    if earlier.patient != later.patient or not shared:
        raise Http404
    changed = last_changes(list(later.revisions.select_related("by").order_by("number")))
    # That it is another day is no finding.
    every = differences(then.given, now.given, changed, only=shared)
    found = [one for one in every if one.path.key != ASSESSED_ON.key]
    tells = later.tells_advice and earlier.tells_advice
    context = {
        "assessment": later,
        "patient": later.patient,
        "earlier": earlier,
        "then": then,
        "now": now,
        "today": KNOWLEDGE,
        "tells": tells,
        "lesions": [
            {
                "name": lesion_name(now.given.facts(lesion)),
                "why": Why(judged(earlier, lesion), judged(later, lesion)) if tells else None,
                "differences": [
                    one for one in found if one.path.lesion in (None, lesion) and not one.is_open_now
                ],
            }
            for lesion in shared
        ],
        "pictures": [{"of": one, "images": images_for(one)} for one in (earlier, later)],
        "open_now": [one for one in found if one.is_open_now],
    }
    return render(request, "assessments/history/comparison.html", context)
