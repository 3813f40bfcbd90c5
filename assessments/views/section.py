"""One view for every section of the form: showing it, saving it, and the quiet draft in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments import skeleton
from assessments.actions import assessments as actions
from assessments.actions import drafts
from assessments.answers.document import CASE_KEYS, SECTION_BY_KEY, all_answers, section_answers, set_aside
from assessments.answers.sent import CARRIED
from assessments.answers.steps import Step, before, following
from assessments.answers.wording import in_words, lesion_name, question_name
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import QUESTIONS
from assessments.clinical.sections.imaging import BONE
from assessments.clinical.sections.patient import PATIENT
from assessments.forms.browser_rules import rules_of
from assessments.forms.filled_in_for import digest_of_shown
from assessments.forms.last_time import last_time, take_over
from assessments.record.of_record import differing_from_record

from .access import member_page, user_of, visible_assessment, wants
from .clashes import of_record
from .conflict import differing, merged, unchosen
from .keeping import answer_to, raw_of, resumed, typed_again, warn_of_draft
from .panel import beside
from .place import Place, address, asked_onward, place_of
from .showing import render
from .shown import FilledInForAnotherError, held, says_another
from .ways import asked_after, goes_by_question, keep_way, stages

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.clinical.language.questions import Question
    from assessments.forms.section import SectionForm
    from assessments.models import Draft, Revision


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def section_page(
    request: HttpRequest, uuid: UUID, section_key: str, lesion_uuid: UUID | None = None
) -> HttpResponse:
    """Show a section, or take what was typed into it."""
    if request.method == "POST" and wants(request, action="discard"):
        return _discard(request, uuid, section_key, lesion_uuid)
    place = place_of(request, uuid, section_key, lesion_uuid)
    if request.method != "POST":
        return _open(request, place)
    if wants(request, action="of_record"):
        return _take_from_record(request, place)
    data = request.POST.copy()
    if wants(request, action="merge"):
        if unchosen(place, data):
            return _conflict(request, place, data, base=None, status=422)
        data = merged(place, data)
    if "same" in data:
        return _confirm(request, place, data)
    form = place.form(data)
    if wants(request, action="update"):
        form.forget_errors()
        return _show(request, place, form, base=_base(data, place))
    if not form.is_valid():
        return _show(request, place, form, base=_base(data, place), status=422)
    try:
        return _save(request, place, form, data)
    except FilledInForAnotherError:
        _keep_draft(request, place, data)
        return _show(request, place, form, base=_base(data, place), status=409, not_as_shown=True)
    except actions.StaleRevisionError as stale:
        _keep_draft(request, place, data)
        return _conflict(request, place, data, base=stale.base, status=409)


def _discard(request: HttpRequest, uuid: UUID, section_key: str, lesion_uuid: UUID | None) -> HttpResponse:
    assessment, page = visible_assessment(request, uuid), request.POST.get("draft")
    drafts.discard_drafts(
        assessment=assessment, section=section_key, lesion=lesion_uuid, page=page, by=user_of(request)
    )
    after = reverse(f"assessments:{'report' if assessment.is_signed else 'hub'}", args=[uuid])
    return redirect(request.path if assessment.is_draft else after)


@transaction.atomic
def _take_from_record(request: HttpRequest, place: Place) -> HttpResponse:
    """Put age and sex as the patient's record has them in place of answers that say otherwise."""
    if says_another(request, held(request, place.assessment)):
        return _show(request, place, place.form(), base=place.revision.number, status=409, not_as_shown=True)
    begun = timezone.localtime(place.assessment.created).date()
    wrong = differing_from_record(place.assessment.patient, place.revision.answers, begun)
    right = {one.question.key: one.recorded for one in wrong}
    actions.save_section(
        assessment=place.assessment,
        section=place.section,
        lesion=place.lesion,
        answers=section_answers(place.revision.answers, place.section, place.index) | right,
        typed={key: typed for key, typed in place.typed.items() if key not in right},
        base_revision=place.revision.number,
        by=user_of(request),
    )
    messages.success(request, _("Age and sex are those of the patient's record now."))
    return redirect("assessments:hub", uuid=place.assessment.uuid)


def _confirm(request: HttpRequest, place: Place, data: QueryDict) -> HttpResponse:
    """Take over one answer of last time, which somebody has confirmed; it is saved with the section."""
    key = data.pop("same")[-1]
    last = last_time(place.assessment, place.section, place.lesion)
    if key in last:
        take_over(data, key, last[key])
        _keep_draft(request, place, data)
    form = place.form(data)
    form.forget_errors()
    return _show(request, place, form, base=_base(data, place))


def _base(data: QueryDict, place: Place) -> int:
    """Read which revision the page showed; anything unreadable counts as the first."""
    number = data.get("base_revision", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 1


def _open(request: HttpRequest, place: Place) -> HttpResponse:
    draft = drafts.drafts_of(
        assessment=place.assessment, section=place.section, lesion=place.lesion, by=user_of(request)
    ).first()
    if draft is None:
        follows = [key for key in request.GET.get("follows", "").split(",") if key in QUESTIONS]
        return _show(request, place, place.form(follows=follows), base=place.revision.number)
    form = place.form(typed_again(draft.raw))
    form.forget_errors()
    return _show(request, place, form, base=draft.base_revision, draft=draft)


@transaction.atomic
def _saved(request: HttpRequest, place: Place, form: SectionForm, data: QueryDict) -> Revision:
    """Save it for the patient who was shown, and settle the drafts: what of them is not in it stays."""
    if says_another(request, held(request, place.assessment)):
        raise FilledInForAnotherError
    revision = actions.save_section(
        assessment=place.assessment,
        section=place.section,
        lesion=place.lesion,
        answers=form.answers,
        typed=form.typed,
        base_revision=_base(data, place),
        by=user_of(request),
    )
    left = drafts.settle_drafts(
        assessment=place.assessment,
        section=place.section,
        lesion=place.lesion,
        saved=raw_of(data),
        by=user_of(request),
    )
    for one in left:
        warn_of_draft(request, one, _(place.section.title))
    return revision


def _is_of_another(draft: Draft | None, place: Place) -> bool:
    """Tell whether a draft was typed for a patient other than the assessment is of now."""
    of = [] if draft is None else draft.raw.get("of", [])
    return bool(of) and of != [digest_of_shown(place.assessment.patient)]


def _save(request: HttpRequest, place: Place, form: SectionForm, data: QueryDict) -> HttpResponse:
    aside_before = set(set_aside(place.revision.answers, place.index))
    revision = _saved(request, place, form, data)
    keep_way(request)
    for question in set_aside(revision.answers, place.index):
        if question not in aside_before:
            earlier, now = (all_answers(one.answers, place.index) for one in (place.revision, revision))
            messages.info(request, _told_aside(question, earlier, now))
    if asked := asked_onward(request, place.assessment):
        return redirect(asked)
    if wants(request, action="next"):
        return redirect(asked_after(place, revision))
    follows = _following_questions(form, data)
    if follows:
        keys = ",".join(question.key for question in follows)
        return redirect(f"{place.address}?follows={keys}")
    if wants(request, action="overview"):
        return redirect("assessments:hub", uuid=place.assessment.uuid)
    onward = following(revision.answers, place.step)
    if onward is None:
        return redirect("assessments:review", uuid=place.assessment.uuid)
    return redirect(address(place.assessment, revision, onward))


def _told_aside(question: Question, earlier: dict[str, Any], answers: dict[str, Any]) -> str:
    """Tell that an answer is kept and not used, and which changed answer is why."""
    words = {"question": question_name(question), "answer": in_words(question, answers[question.key])}
    reads = question.asked.reads.union(*(choice.when.reads for choice in question.choices))
    for path in sorted(reads):
        key = path.split(".")[1]
        if key in answers and answers[key] != earlier.get(key):
            words["cause"] = question_name(QUESTIONS[key])
            words["now"] = in_words(QUESTIONS[key], answers[key], Facts(answers))
            return _("Set aside, because “%(cause)s” is now %(now)s: %(question)s (%(answer)s).") % words
    return _("Set aside, because the other answers no longer ask for it: %(question)s (%(answer)s).") % words


def _following_questions(form: SectionForm, data: QueryDict) -> list[Question]:
    """List the questions that these answers have brought up and that the page did not show."""
    if "shown" not in data:
        return []
    shown = set(str(data["shown"]).split(","))
    return [
        question
        for question in form.section
        if form.facts.asked[question] is True
        and question.key not in shown
        and question.key not in form.facts.answers
    ]


def _keep_draft(request: HttpRequest, place: Place, data: QueryDict) -> Draft:
    return drafts.save_draft(
        assessment=place.assessment,
        section=place.section,
        lesion=place.lesion,
        raw=raw_of(data),
        base_revision=_base(data, place),
        by=user_of(request),
    )


@require_POST
@member_page
def draft(
    request: HttpRequest, uuid: UUID, section_key: str, lesion_uuid: UUID | None = None
) -> HttpResponse:
    """Keep what is being typed, unjudged."""
    place = place_of(request, uuid, section_key, lesion_uuid)
    return answer_to(request, lambda: _keep_draft(request, place, request.POST))


def _conflict(
    request: HttpRequest, place: Place, data: QueryDict, *, base: Revision | None, status: int
) -> HttpResponse:
    """Show both versions side by side; what was typed travels along in the page."""
    form = place.form(data)
    form.full_clean()
    theirs = place.assessment.latest()
    fresh = Place(place.assessment, theirs, place.section, place.lesion, place.index)
    carried = [
        (name, value)
        for name, values in data.lists()
        if (name not in CARRIED or name == "shown") and not name.startswith("keep-")
        for value in values
    ]
    context = {
        "place": fresh,
        "assessment": place.assessment,
        "section": place.section,
        "differences": differing(fresh, form, base),
        "carried": carried,
        "resumes": resumed(data),
        "theirs": theirs,
        "own": theirs.by == request.user,
        "mine_at": timezone.now(),
        "missed": status == 422,
        "name": _lesion_name(fresh),
    }
    return render(request, "assessments/section/conflict.html", context, status=status)


def _lesion_name(place: Place) -> str:
    return "" if place.index is None else lesion_name(place.revision.answers, place.index)


def _show(
    request: HttpRequest,
    place: Place,
    form: SectionForm,
    *,
    base: int,
    draft: Draft | None = None,
    status: int = 200,
    not_as_shown: bool = False,
) -> HttpResponse:
    form.last_time = last_time(place.assessment, place.section, place.lesion)
    document = place.revision.answers
    back = before(document, place.step)
    onward = following(document, place.step)
    answers = all_answers(document, place.index)
    kind = "" if place.lesion is None else "lesion_"
    arguments = [place.assessment.uuid, *([place.lesion.uuid] if place.lesion else []), place.section.key]
    context = {
        "place": place,
        "assessment": place.assessment,
        "patient": place.assessment.patient,
        "section": place.section,
        "name": _lesion_name(place),
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
        "back_address": address(place.assessment, place.revision, back) if back else "",
        "onward": onward,
        "draft_address": reverse(f"assessments:{kind}draft", args=arguments),
        "rules": {
            "questions": rules_of(place.section),
            "answers": {key: a for key, a in answers.items() if QUESTIONS[key].section != place.section.key},
            "section": [question.key for question in place.section],
        },
    }
    if BONE.key in form.fields:
        context |= {"places": _other_places(place), "pointed_with": form.pointed_with}
    return render(request, "assessments/section/section.html", context | beside(place, form), status=status)


def _other_places(place: Place) -> list[skeleton.Place]:
    """Find where the patient's other lesions are, of this assessment and of earlier ones, for the figure."""
    places = skeleton.places_of(place.revision.answers)
    here = [one for index, one in enumerate(places) if index != place.index]
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
    first = min(keys)
    section = SECTION_BY_KEY[first.split(".")[0]]
    index = None if section.key in CASE_KEYS else place.index
    count = len(form.waiting)
    return {
        "count": count,
        "text": ngettext(
            "One more question may follow, once this is answered:",
            "%(count)d more questions may follow, once this is answered:",
            count,
        )
        % {"count": count},
        "question": question_name(QUESTIONS[first.split(".")[1]]),
        "address": address(place.assessment, place.revision, Step(section, index)),
    }
