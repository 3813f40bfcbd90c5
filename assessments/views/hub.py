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
from .place import address
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
    document = revision.answers
    states = [state_of(document, step) for step in steps(document)]
    drafts = {
        (draft.section, str(draft.lesion.uuid) if draft.lesion else None)
        for draft in assessment.drafts.filter(user=user_of(request)).select_related("lesion")
    }

    def rows(index: int | None) -> list[dict[str, Any]]:
        lesion = None if index is None else revision.lesions[index]
        return [
            {
                "state": state,
                "address": address(assessment, revision, state.step),
                "typed": (state.step.section.key, lesion) in drafts,
            }
            for state in states
            if state.step.index == index
        ]

    lesions = [
        {"uuid": lesion, "number": index + 1, "name": lesion_name(document, index), "rows": rows(index)}
        for index, lesion in enumerate(revision.lesions)
    ]
    next_open = next((state for state in states if not state.is_done), None)
    others = Lesion.objects.filter(patient=assessment.patient).exclude(uuid__in=revision.lesions)
    may_write = assessment.writable_by(user_of(request))
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "panel": panel_of(assessment, revision, document, range(len(revision.lesions)), links=may_write),
        "places": places_of(document),
        "case": rows(None),
        "lesions": lesions,
        "others": others,
        "done": sum(state.is_done for state in states),
        "total": len(states),
        "may_write": may_write,
        "next_address": address(assessment, revision, next_open.step) if next_open else "",
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
