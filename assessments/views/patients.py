"""A new assessment, of a new or a known patient; a patient with all their assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import assessments as actions
from assessments.actions.corrections import alike
from assessments.answers.document import Answers
from assessments.answers.wording import place_name
from assessments.exchange.matching import identity_in
from assessments.forms.path import FirstForm
from assessments.forms.patient import PatientForm
from assessments.models import Lesion, Patient, Status, Unit, led_units, writable_units
from assessments.record.of_patient import corrections_of
from assessments.record.timeline import timeline
from bonemet.pace import TooFast, keep_pace

from .access import RefusedPage, may_write_for, member_page, today, user_of, visible_patient, wants
from .once import once
from .showing import render
from .shown import held_patient, says_another
from .smart import chart_of, told_patient
from .ways import begun_at

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def new_patient(request: HttpRequest) -> HttpResponse:
    """Enter a patient and where the lesion is, and begin; warn where the identifier is known."""
    units = list(writable_units(user_of(request)))
    if not units:
        raise may_not_start()
    data = request.POST if request.method == "POST" else None
    form, first = (
        PatientForm(data, today=today(), initial=_of_the_chart(request)),
        FirstForm(Answers.begun_on(today()), today=today(), data=data),
    )
    unit = chosen_unit(units, request.POST.get("unit", ""))
    known, doubles = None, list[Patient]()
    if wants(request, action="update"):
        first.forget_errors()
        form.errors.clear()
    elif request.method == "POST" and form.is_valid() & first.is_valid():
        if unit is None:
            form.add_error(None, _("Choose the unit that the patient belongs to."))
        elif (doubles := _doubles(form, unit)) and "sure" not in request.POST:
            form.add_error(None, _("The unit has a patient with this name and date of birth already."))
        else:
            try:
                keep_pace("new patients", user_of(request))
                patient = actions.create_patient(unit=unit, by=user_of(request), **form.cleaned_data)
            except TooFast:  # told in the form, which keeps what was typed
                form.add_error(None, _("Too many at once: try again in a moment."))
            except actions.IdentifierTakenError as taken:
                known = taken.patient.merged_into or taken.patient
                form.add_error("identifier", _("The unit has a patient with this identifier already."))
            else:
                assessment = actions.start_assessment(
                    patient=patient,
                    imaging=first.answers,
                    typed=first.typed,
                    today=today(),
                    by=user_of(request),
                )
                return redirect(begun_at(assessment, assessment.latest(), request))
    status = 422 if form.is_bound and (form.errors or first.problems) else 200
    context = {
        "form": form,
        "first": first,
        "rules": first.rules(),
        "pointed_with": first.pointed_with,
        "places": [],
    }
    context |= {"units": units, "unit": unit, "known": known, "doubles": doubles}
    return render(request, "assessments/patients/new.html", context, status=status)


def _of_the_chart(request: HttpRequest) -> dict[str, str]:
    """Give what the chart says of the patient from which bonemet was opened; nothing where it was not."""
    told = told_patient(request) if request.method != "POST" and "launched" in request.GET else None
    return identity_in(told) if told else {}


def _doubles(form: PatientForm, unit: Unit) -> list[Patient]:
    """List the patients who may be this one; another identifier does not make another person."""
    said = form.cleaned_data
    if Patient.objects.filter(unit=unit, identifier=said["identifier"]).exists():
        return []  # that is told by itself
    return alike(None, unit_id=unit.pk, name=said["name"], birth_date=said["birth_date"])


def chosen_unit(units: list[Unit], posted: str) -> Unit | None:
    """Give the unit that was chosen; the only one needs no choice."""
    if len(units) == 1:
        return units[0]
    return next((unit for unit in units if str(unit.pk) == posted), None)


def may_not_start() -> RefusedPage:
    """Say who may start an assessment."""
    return RefusedPage(
        403,
        _("You may not start an assessment"),
        _("Only surgeons of a unit start assessments. The unit's administrator gives the role."),
    )


@require_safe
@member_page
def patient(request: HttpRequest, patient_uuid: UUID) -> HttpResponse:
    """Show a patient, their lesions, and what happened when."""
    found = visible_patient(request, patient_uuid)
    lesions = _lesions(found)
    may_write = may_write_for(request, found)
    drafts = found.assessments.filter(status=Status.DRAFT).order_by("-created")
    context = {
        "patient": found,
        "lesions": lesions,
        "timeline": timeline(found, {one["lesion"].number: one["name"] for one in lesions}),
        "corrections": corrections_of(found).select_related("by", "other"),
        "may_write": may_write,
        "from_chart": drafts.first() if may_write and chart_of(request) else None,
        "leads": led_units(user_of(request)).filter(pk=found.unit.pk).exists(),
    }
    return render(request, "assessments/patients/patient.html", context)


def _lesions(found: Patient) -> list[dict[str, Any]]:
    """List the lesions with the name that the newest assessment of each gives it."""
    named = []
    for lesion in found.lesions.all():
        newest = lesion.assessed.exclude(bone="").order_by("-assessment__created").first()
        name = place_name(newest.bone, newest.side, newest.part) if newest else place_name("", "", "")
        named.append({"lesion": lesion, "name": name})
    return named


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def assess(request: HttpRequest, patient_uuid: UUID) -> HttpResponse:
    """Begin another assessment of a known patient: of lesions assessed before, or of a new one."""
    found = visible_patient(request, patient_uuid)
    if not may_write_for(request, found):
        raise may_not_start()
    another = says_another(request, held_patient(request, found.pk))
    if another:
        context = {
            "patient": held_patient(request, found.pk),
            "lesions": _lesions(found),
            "not_as_shown": True,
        }
        return render(request, "assessments/patients/assess.html", context, status=409)
    if request.method == "POST":
        wanted = set(request.POST.getlist("lesion"))
        chosen: list[Lesion] = [lesion for lesion in found.lesions.all() if lesion.key in wanted]
        if chosen or "new" in wanted:
            assessment = actions.start_assessment(
                patient=found, lesions=chosen, today=today(), by=user_of(request)
            )
            if chosen and "new" in wanted:
                actions.add_lesion(assessment=assessment, by=user_of(request))
            return redirect("assessments:hub", uuid=assessment.uuid)
        return render(
            request,
            "assessments/patients/assess.html",
            {"patient": found, "lesions": _lesions(found), "error": _("Choose at least one lesion.")},
            status=422,
        )
    return render(request, "assessments/patients/assess.html", {"patient": found, "lesions": _lesions(found)})
