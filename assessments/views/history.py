"""How an assessment came to be: its revisions, what changed between any two, and since an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.actions.bringing_in import BROUGHT_IN
from assessments.answers.document import SECTION_BY_KEY
from assessments.answers.wording import lesion_name
from assessments.clinical.sections.patient import ASSESSED_ON
from assessments.clinical.versions import KNOWLEDGE
from assessments.models import Assessment, Status
from assessments.record.chain import check
from assessments.record.comparison import Why, judged
from assessments.record.decided import board_decisions
from assessments.record.differences import Difference, differences, last_changes
from assessments.record.key_images import images_for, measured_in
from assessments.record.steps import steps
from assessments.record.withdrawn import plans_withdrawn, withdrawals_of

from .access import RefusedPage, may_write_for, member_page, user_of, visible_assessment
from .showing import render

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from assessments.models import Revision

PAGE = 25
ALL = "all"


@require_safe
@member_page
def history(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the revisions, newest first and some a page, and the difference between any two."""
    assessment = visible_assessment(request, uuid)
    numbers = list(assessment.revisions.order_by("number").values_list("number", flat=True))
    chosen = _chosen(request, numbers)
    page = _page(request, numbers)
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "rows": _rows(assessment, page),
        "page": page,
        "numbers": numbers,
        "chosen": chosen,
        "choices": _choices(numbers, chosen),
        "compared": f"from={chosen[0]}&to={chosen[1]}&" if chosen else "",
        "differences": _between(assessment, *chosen) if chosen else [],
        "earlier": _earlier(request, assessment),
        "board": board_decisions(assessment),
        "measured": measured_in(assessment),
        "withdrawals": withdrawals_of(assessment),
        "plans_withdrawn": plans_withdrawn(assessment),
        "may_correct": may_write_for(request, assessment.patient),
    }
    return render(request, "assessments/history/history.html", context)


class Page(NamedTuple):
    """Which revisions a page shows, the oldest first, and how it was asked for."""

    shown: list[int]
    after: str = ""  # nothing on the first page
    older: int | None = None  # the newest that the next page shows
    is_all: bool = False


def _page(request: HttpRequest, numbers: list[int]) -> Page:
    """Read which page is asked for. What names no revision with others before it shows the first page."""
    if ALL in request.GET:
        return Page(numbers, is_all=True)
    asked = request.GET.get("after", "")
    places = {str(number): place for place, number in enumerate(numbers) if place}
    end = places.get(asked, len(numbers))
    first = max(end - PAGE, 0)
    older = numbers[first - 1] if first else None
    return Page(numbers[first:end], asked if asked in places else "", older)


def _chosen(request: HttpRequest, numbers: list[int]) -> tuple[int, int] | None:
    """Read which two revisions are to be compared, the older first."""
    asked = [request.GET.get(name) for name in ("from", "to")]
    if asked == [None, None]:
        return None
    known = {str(number): number for number in numbers}
    try:
        first, second = sorted(known[number or ""] for number in asked)
    except KeyError:
        raise RefusedPage(
            404,
            _("There is no such revision"),
            _("This assessment has the revisions 1 to %(last)d.") % {"last": numbers[-1]},
        ) from None
    return first, second


def _choices(numbers: list[int], chosen: tuple[int, int] | None) -> list[tuple[str, bool, bool]]:
    """Give each number, and whether it is the first or second of those compared: at the start both ends."""
    first, second = chosen or (numbers[0], numbers[-1]) if numbers else (0, 0)
    return [(str(number), number == first, number == second) for number in numbers]


def _between(assessment: Assessment, first: int, second: int) -> list[Difference]:
    rows = assessment.revisions.select_related("by", "chain").order_by("number")
    earlier, *between = rows.filter(number__range=(first, second))
    later = between[-1] if between else earlier
    check(earlier, later)
    return differences(earlier.given, later.given, last_changes(between, earlier))


def _rows(assessment: Assessment, page: Page) -> list[dict[str, Any]]:
    return [
        {"revision": revision, "step": _step(revision), "changed": changed}
        for revision, changed in steps(assessment, page.shown, page.older)
    ]


def _step(revision: Revision) -> dict[str, Any]:
    """Give what is told of a revision itself, in plain values."""
    return {
        "number": revision.number,
        "what": _what(revision.section),
        "by": revision.by.get_username(),
        "at": revision.at,
        "knowledge": revision.knowledge,
    }


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
