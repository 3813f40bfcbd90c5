"""The emergency path: from the list to urgency and a first advice on one page, and on as any assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import assessments as actions
from assessments.actions import drafts
from assessments.actions.drafts import Sheet
from assessments.actions.emergency import (
    begin_emergency,
    emergency_typed,
    save_emergency,
    with_emergency,
)
from assessments.answers.document import Answers
from assessments.answers.wording import in_words, lesion_name, question_name
from assessments.clinical.evaluation.emergency_path import EMERGENCY_PATH
from assessments.forms.path import EmergencyForm
from assessments.forms.patient import PatientForm
from assessments.models import EmergencyDraft, Patient, normalised, writable_units
from assessments.models.unit_settings import UnitSettings

from .access import editable_assessment, member_page, today, user_of, wants
from .keeping import answer_to, raw_of, resumed, typed_again
from .once import once
from .panel import panel_before, panel_of
from .patients import chosen_unit, may_not_start
from .place import asked_onward, base_revision
from .saving import keep_draft, settle_drafts
from .showing import render
from .shown import FilledInForAnotherError, held, says_another

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.models import Assessment, Draft, Revision, Unit


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def begin(request: HttpRequest) -> HttpResponse:
    """Ask who it is and the few questions that decide; the first save makes an assessment of it."""
    units = list(writable_units(user_of(request)))
    if not units:
        raise may_not_start()
    if wants(request, action="discard"):
        drafts.discard_emergency(page=request.POST.get("draft"), by=user_of(request))
        return redirect("assessments:begin_emergency")
    kept = None if request.method == "POST" else EmergencyDraft.objects.of(user_of(request))
    goes_on = kept is not None and "kept" in request.GET
    data = request.POST if request.method == "POST" else typed_again(kept.raw) if kept and goes_on else None
    who = PatientForm(data, today=today())
    form = EmergencyForm(Answers.begun_on(today()), today=today(), data=data)
    unit = chosen_unit(units, "" if data is None else data.get("unit", ""))
    context: dict[str, Any] = {"who": who, "units": units, "unit": unit, "draft": kept, "goes_on": goes_on}
    context["resumes"] = [kept.page] if kept and goes_on else resumed(request.POST)
    if goes_on:
        form.forget_errors()
        who.errors.clear()
    if request.method == "POST":
        if wants(request, action="update"):
            form.forget_errors()
            who.errors.clear()
        elif who.is_valid() & form.is_valid():
            if unit is None:
                who.add_error(None, _("Choose the unit that the patient belongs to."))
            else:
                known = _known(request, unit, who)
                if known is None or wants(request, known=str(known.uuid)):
                    try:
                        return _made(request, unit, who, form, known)
                    except actions.IdentifierTakenError as taken:  # entered while this was being sent
                        known = taken.patient.merged_into or taken.patient
                context["known"] = known
                who.add_error("identifier", _("The unit has a patient with this identifier already."))
    context |= {
        "panel": panel_before(with_emergency(form.given, form.sound_answers), form),
        "panel_address": reverse("assessments:begin_emergency_panel"),
        "action": reverse("assessments:begin_emergency"),
        "draft_address": reverse("assessments:begin_emergency_draft"),
    }
    return _show(request, form, context)


def _keep_begun(request: HttpRequest) -> None:
    if not writable_units(user_of(request)).exists():
        raise may_not_start()
    drafts.keep_emergency(raw=raw_of(request.POST), by=user_of(request))


@require_POST
@member_page
def begin_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed, unjudged, before there is an assessment."""
    return answer_to(request, lambda: _keep_begun(request))


def _known(request: HttpRequest, unit: Unit, who: PatientForm) -> Patient | None:
    found = Patient.objects.visible_to(user_of(request)).filter(unit=unit)
    patient = found.filter(identifier=normalised(who.cleaned_data["identifier"])).first()
    return patient and (patient.merged_into or patient)


@transaction.atomic
def _made(
    request: HttpRequest, unit: Unit, who: PatientForm, form: EmergencyForm, known: Patient | None
) -> HttpResponse:
    patient = known or actions.create_patient(unit=unit, by=user_of(request), **who.cleaned_data)
    assessment = begin_emergency(
        patient=patient, answers=form.answers, typed=form.typed, today=today(), by=user_of(request)
    )
    drafts.settle_emergency(saved=raw_of(request.POST), by=user_of(request))
    return redirect("assessments:emergency", uuid=assessment.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def go_on(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what stands so far above the same questions, and take what is added."""
    sheet = _sheet(request, uuid)
    assessment, revision = sheet.assessment, sheet.assessment.latest()
    if request.method != "POST":
        kept = next(iter(drafts.drafts_of(sheet, by=user_of(request))), None)
        if kept is None:
            return _stand(request, assessment, revision, _form_of(revision), revision.number)
        form = _form_of(revision, typed_again(kept.raw))
        form.forget_errors()
        return _stand(request, assessment, revision, form, kept.base_revision, draft=kept)
    if wants(request, action="discard"):
        drafts.discard_drafts(
            assessment=assessment,
            section=EMERGENCY_PATH.key,
            page=request.POST.get("draft"),
            by=user_of(request),
        )
        return redirect("assessments:emergency", uuid=uuid)
    form = _form_of(revision, request.POST)
    base = base_revision(request.POST)
    if wants(request, action="update"):
        form.forget_errors()
    if wants(request, action="update") or not form.is_valid():
        return _stand(request, assessment, revision, form, base)
    try:
        _saved(request, sheet, form)
    except FilledInForAnotherError:
        keep_draft(request, sheet, request.POST)
        return _stand(request, assessment, revision, form, base, not_as_shown=True)
    except actions.StaleRevisionError as stale:
        keep_draft(request, sheet, request.POST)
        changed = _changed(stale.current.given.to(EMERGENCY_PATH, stale.current.given.first), form)
        return _stand(request, assessment, stale.current, form, stale.current.number, changed)
    return redirect(asked_onward(request, assessment) or reverse("assessments:emergency", args=[uuid]))


def _sheet(request: HttpRequest, uuid: UUID) -> Sheet:
    return Sheet(editable_assessment(request, uuid), EMERGENCY_PATH)


@transaction.atomic
def _saved(request: HttpRequest, sheet: Sheet, form: EmergencyForm) -> None:
    """Save it for the patient who was shown, and settle the drafts."""
    if says_another(request, held(request, sheet.assessment)):
        raise FilledInForAnotherError
    save_emergency(
        assessment=sheet.assessment,
        answers=form.answers,
        typed=form.typed,
        base_revision=base_revision(request.POST),
        by=user_of(request),
    )
    settle_drafts(request, sheet, request.POST)


@require_POST
@member_page
def go_on_draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep what is being typed, unjudged."""
    return answer_to(request, lambda: keep_draft(request, _sheet(request, uuid), request.POST))


def _changed(theirs: dict[str, Any], form: EmergencyForm) -> list[str]:
    """Say which answers were saved otherwise meanwhile."""
    return [
        f"{question_name(question)}: {in_words(question, theirs[question.key])}"
        for question in form.section
        if question.key in theirs and theirs[question.key] != form.answers.get(question.key)
    ]


def _form_of(revision: Revision, data: Any = None) -> EmergencyForm:
    return EmergencyForm(revision.given, today=today(), typed=emergency_typed(revision), data=data)


def _stand(
    request: HttpRequest,
    assessment: Assessment,
    revision: Revision,
    form: EmergencyForm,
    base: int,
    theirs: list[str] | None = None,
    *,
    draft: Draft | None = None,
    not_as_shown: bool = False,
) -> HttpResponse:
    typed = with_emergency(revision.given, form.sound_answers)
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "name": lesion_name(typed.facts(typed.first)),
        "panel": panel_of(assessment, typed, [typed.first], form),
        "panel_address": reverse("assessments:emergency_panel", args=[assessment.uuid]),
        "action": reverse("assessments:emergency", args=[assessment.uuid]),
        "base_revision": base,
        "theirs": theirs,
        "own": revision.by == request.user,
        "draft": draft,
        "resumes": [draft.page] if draft else resumed(request.POST),
        "not_as_shown": not_as_shown,
        "goes_on": True,
        "whom_to_call": UnitSettings.of(assessment.unit).whom_to_call,
        "draft_address": reverse("assessments:emergency_draft", args=[assessment.uuid]),
    }
    return _show(request, form, context)


def _show(request: HttpRequest, form: EmergencyForm, context: dict[str, Any]) -> HttpResponse:
    who = context.get("who")
    wrong = bool(form.problems) or (who is not None and who.is_bound and bool(who.errors))
    context |= {
        "form": form,
        "section": form.section,
        "problems": form.problems,
        "wrong": wrong,
        "shown": ",".join(form.shown_keys),
        "rules": EmergencyForm.rules() | {"read": form.read},
    }
    another = context.get("not_as_shown") or context.get("theirs") is not None
    status = 409 if another else 422 if wrong else 200
    return render(request, "assessments/emergency/emergency.html", context, status=status)


@require_POST
@member_page
def begin_panel(request: HttpRequest) -> HttpResponse:
    """Say what follows from what is typed, before there is an assessment."""
    if not writable_units(user_of(request)).exists():
        raise may_not_start()
    form = EmergencyForm(Answers.begun_on(today()), today=today(), data=request.POST)
    form.full_clean()
    typed = with_emergency(form.given, form.sound_answers)
    context = {"form": form, "panel": panel_before(typed, form), "told": request.POST.get("told", "")}
    context["heading"] = lesion_name(typed.facts(typed.first))
    return render(request, "assessments/panel/answer.html", context)


@require_POST
@member_page
def go_on_panel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what follows from what is typed."""
    assessment = editable_assessment(request, uuid)
    form = _form_of(assessment.latest(), request.POST)
    form.full_clean()
    typed = with_emergency(form.given, form.sound_answers)
    context = {
        "assessment": assessment,
        "form": form,
        "panel": panel_of(assessment, typed, [typed.first], form),
        "heading": lesion_name(typed.facts(typed.first)),
        "told": request.POST.get("told", ""),
    }
    return render(request, "assessments/panel/answer.html", context)
