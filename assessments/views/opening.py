"""Showing a section: its form with all that stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from assessments import skeleton
from assessments.answers.document import AnswerPath
from assessments.answers.steps import before, following
from assessments.answers.wording import lesion_name, question_name
from assessments.clinical.sections import BY_PATH, QUESTIONS
from assessments.clinical.sections.imaging import BONE
from assessments.clinical.sections.patient import PATIENT
from assessments.forms.browser_rules import rules_of
from assessments.forms.filled_in_for import digest_of_shown

from .clashes import of_record
from .keeping import resumed
from .panel import beside
from .place import address, address_of_step
from .showing import render
from .ways import goes_by_question, stages

if TYPE_CHECKING:
    from assessments.forms.section import SectionForm
    from assessments.models import Draft

    from .place import Place


def show(
    request: HttpRequest,
    place: Place,
    form: SectionForm,
    *,
    base: int,
    draft: Draft | None = None,
    status: int = 200,
    not_as_shown: bool = False,
) -> HttpResponse:
    """Show the form of a section as it stands; `base` is the revision that its answers are typed over."""
    given = place.revision.given
    back = before(given, place.step)
    context = {
        "place": place,
        "assessment": place.assessment,
        "patient": place.assessment.patient,
        "section": place.section,
        "name": lesion_name(given.facts(place.key)) if place.key else "",
        "form": form,
        "problems": form.problems,
        "base_revision": base,
        "draft": draft,
        "resumes": [draft.page] if draft else resumed(request.POST),
        "of_record": of_record(place.assessment, place.revision) if place.section is PATIENT else [],
        "not_as_shown": not_as_shown or _is_of_another(draft, place),
        "shown": ",".join(form.shown_keys),
        "waiting": _waiting(place, form),
        "follows": [form.drawn(q) for q in place.section if q.key in form.follows],
        "stages": stages(place.assessment, place.revision, place.step),
        "by_question": goes_by_question(request),
        "back_address": address_of_step(place.assessment, back) if back else "",
        "onward": following(given, place.step),
        "draft_address": place.address_of("draft"),
        "rules": {
            "questions": rules_of(place.section),
            "answers": {
                key: answer
                for key, answer in given.stored(place.key).items()
                if QUESTIONS[key].section != place.section.key
            },
            "section": [question.key for question in place.section],
            "read": form.read,
        },
    }
    if BONE.key in form.fields:
        context |= {"places": _other_places(place), "pointed_with": form.pointed_with}
    return render(request, "assessments/section/section.html", context | beside(place, form), status=status)


def _is_of_another(draft: Draft | None, place: Place) -> bool:
    """Tell whether a draft was typed for a patient other than the assessment is of now."""
    of = [] if draft is None else draft.raw.get("of", [])
    return bool(of) and of != [digest_of_shown(place.assessment.patient)]


def _other_places(place: Place) -> list[skeleton.Place]:
    """Find where the patient's other lesions are, of this assessment and of earlier ones, for the figure."""
    here = [one for one in skeleton.places_of(place.revision.given) if one.number != place.number]
    earlier = (
        lesion.assessed.order_by("-assessment__created").select_related("lesion").first()
        for lesion in place.assessment.patient.lesions.exclude(uuid__in=place.revision.lesions)
    )
    return here + [
        skeleton.Place(one.lesion.number, one.bone, one.side, one.part) for one in earlier if one is not None
    ]


def _waiting(place: Place, form: SectionForm) -> dict[str, Any] | None:
    """Tell how many questions wait for answers of other sections, and where those are given."""
    keys = {
        path
        for question in form.waiting
        for path in question.asked.open_keys(form.facts)
        if not path.startswith(f"{place.section.key}.")
    }
    if not keys:
        return None
    first = BY_PATH[min(keys)]
    path = AnswerPath.to(first, place.key)
    count = len(form.waiting)
    return {
        "count": count,
        "text": ngettext(
            "One more question may follow, once this is answered:",
            "%(count)d more questions may follow, once this is answered:",
            count,
        )
        % {"count": count},
        "question": question_name(first),
        "address": address(place.assessment, path.section, path.lesion),
    }
