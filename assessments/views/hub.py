"""The overview of an assessment: its sections, how far each is, and what can be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assessments.answers.steps import state_of, step_name, steps
from assessments.answers.wording import lesion_name
from assessments.forms.last_time import last_assessment
from assessments.models import Lesion
from assessments.record.withdrawn import withdrawals_of
from assessments.skeleton import places_of

from .access import may_write_for, member_page, user_of, visible_assessment
from .clashes import clashes, of_record
from .panel import panel_of
from .place import address_of_step
from .showing import render
from .ways import goes_by_question

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID


@require_safe
@member_page
def hub(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the task list."""
    assessment = visible_assessment(request, uuid)
    revision = assessment.latest()
    given = revision.given
    states = [state_of(given, step) for step in steps(given)]
    drafts = {
        (draft.section, draft.lesion.key if draft.lesion else None)
        for draft in assessment.drafts.filter(user=user_of(request)).select_related("lesion")
    }

    def rows(lesion: str | None) -> list[dict[str, Any]]:
        return [
            {
                "state": state,
                "address": address_of_step(assessment, state.step),
                "typed": (state.step.section.key, lesion) in drafts,
            }
            for state in states
            if state.step.lesion == lesion
        ]

    lesions = [
        {"uuid": lesion, "number": number, "name": lesion_name(given.facts(lesion)), "rows": rows(lesion)}
        for number, lesion in enumerate(given.lesions, start=1)
    ]
    next_open = next((state for state in states if not state.is_done), None)
    others = Lesion.objects.filter(patient=assessment.patient).exclude(uuid__in=revision.lesions)
    may_write = assessment.writable_by(user_of(request))
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "panel": panel_of(assessment, given, links=may_write),
        "places": places_of(given),
        "case": rows(None),
        "lesions": lesions,
        "others": others,
        "done": sum(state.is_done for state in states),
        "total": len(states),
        "may_write": may_write,
        "next_address": address_of_step(assessment, next_open.step) if next_open else "",
        "next_step": step_name(next_open.step.section) if next_open else "",
        "by_question": goes_by_question(request),
        "last": last_assessment(assessment, None) if may_write and not assessment.amends else None,
        "clashes": clashes(assessment, revision),
        "withdrawals": withdrawals_of(assessment),
        "may_put_back": assessment.is_withdrawn and may_write_for(request, assessment.patient),
        "of_record": of_record(assessment, revision),
        "may_mend": assessment.writable_by(user_of(request)),
    }
    return render(request, "assessments/hub.html", context)
