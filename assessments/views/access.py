"""Who may see and change what: every view asks here, and nothing else fetches a record for a request."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.db.models import F, UUIDField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.access_log import record_access
from assessments.actions.assessments import LesionRemovedError, NotEditableError, WithdrawnError
from assessments.models import (
    WRITING_ROLES,
    AccessKind,
    Assessment,
    Lesion,
    Patient,
    Revision,
    Status,
    writable_units,
)
from assessments.models.written_once import AnyMember, Asked, Written, along, read_along
from assessments.record.chain import DamagedRecordError
from bonemet.scripts import is_by_script, refusal

from .ended import RefusedPage as RefusedPage  # for the views beside
from .ended import only_logged_in, typed_into
from .unsaved import typed_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from bonemet.accounts.models import User

P = ParamSpec("P")


def member_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only those in who are logged in, and answer refusals with a page of their own."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except WithdrawnError:
            refused = withdrawn_refusal(None)
        except NotEditableError:
            refused = signed_refusal(None)
        except LesionRemovedError:
            refused = removed_refusal(None)
        except DamagedRecordError as damaged:
            refused = damaged_refusal(damaged)
        except RefusedPage as found:
            refused = found
        except Http404:
            if not is_by_script(request) and not typed_into(request):
                raise
            refused = gone()
        return refused_page(request, refused)

    return only_logged_in(page)


def refused_page(request: HttpRequest, refused: RefusedPage) -> HttpResponse:
    """Say why not; whoever has typed something finds it there again, to take it elsewhere."""
    if is_by_script(request):
        return refusal(refused.status, f"{refused.title}. {refused.message}")
    context = {"refused": refused, "typed": typed_words(typed_into(request))}
    return render(request, "assessments/refused.html", context, status=refused.status)


def gone() -> RefusedPage:
    """Say to a page that was open that its record is not there any more."""
    return RefusedPage(
        404,
        _("This record is no longer there for you"),
        _("It was moved, or your place in the unit has ended."),
    )


def user_of(request: HttpRequest) -> User:
    """Give the user, who is logged in wherever `member_page` stands."""
    return cast("User", request.user)


def today() -> date:
    """Give the day it is where the unit is; the knowledge itself never looks at the clock."""
    return timezone.localdate()


def visible_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Fetch an assessment that this user may see; for any other there is no such page."""
    found = Assessment.objects.visible_to(user_of(request)).select_related("patient__unit", "unit", "author")
    assessment = found.filter(uuid=uuid).first()
    if assessment is None:
        hidden = Assessment.objects.filter(uuid=uuid).select_related("patient__unit").first()
        if hidden is not None:
            record_access(user_of(request), AccessKind.REFUSED, assessment=hidden)
        raise Http404
    return assessment


def editable_revision(request: HttpRequest, uuid: UUID) -> Revision:
    """Fetch an assessment that this user may change, with its newest revision, in one."""
    for revision in _to_change(request, _TO_CHANGE, uuid=uuid):
        return revision
    return editable_assessment(request, uuid).latest()


def editable_lesion(request: HttpRequest, uuid: UUID, lesion: UUID) -> tuple[Revision, Lesion]:
    """Fetch an assessment that this user may change, its newest revision and one of its lesions, in one."""
    for revision in _to_change(request, _LESION_TO_CHANGE, uuid=uuid, lesion=lesion):
        found = read_along(revision, "its", Lesion)
        if found is not None and found.key in revision.lesions:
            found.patient = revision.assessment.patient
            return revision, found
    revision = editable_revision(request, uuid)
    return revision, lesion_of(revision.assessment, lesion, revision.lesions)


def _to_change(request: HttpRequest, written: Written[Revision], **asked: UUID) -> list[Revision]:
    user = user_of(request)
    found = written(Revision, user=user.pk if user.is_active else None, **asked)
    for revision in found:
        revision.assessment.patient.unit = revision.assessment.unit  # of one unit, always
        revision.assessment.remember(revision)
    return found


def _newest_of_drafts() -> QuerySet[Revision]:
    return (
        Revision.objects.visible_to(cast("User", AnyMember()), *WRITING_ROLES)
        .filter(
            assessment__uuid=Asked("uuid", UUIDField()),
            number=F("assessment__revision_number"),
            assessment__status=Status.DRAFT,
        )
        .select_related("assessment__patient", "assessment__unit")
    )


_TO_CHANGE = Written(_newest_of_drafts)
_LESION_TO_CHANGE = Written(
    lambda: along(
        _newest_of_drafts(), "its", Lesion, "assessment__patient__lesions", uuid=Asked("lesion", UUIDField())
    )
)


def editable_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Fetch an assessment that this user may change."""
    assessment = visible_assessment(request, uuid)
    if assessment.is_withdrawn:
        raise withdrawn_refusal(assessment)
    if not assessment.is_draft:
        raise signed_refusal(assessment)
    if not assessment.writable_by(user_of(request)):
        raise RefusedPage(
            403,
            _("You may read this assessment, not change it"),
            _("Your role in this unit is to review. A surgeon of the unit can change the answers."),
            assessment,
        )
    return assessment


def refuse_readers(request: HttpRequest, assessment: Assessment) -> None:
    """Refuse whoever may read an assessment but write nothing about its patient."""
    if not may_write_for(request, assessment.patient):
        raise RefusedPage(
            403,
            _("You may read this assessment, not change it"),
            _("Your role in this unit is to review."),
            assessment,
        )


def signed_refusal(assessment: Assessment | None) -> RefusedPage:
    """Say that a signed assessment stays as it is."""
    return RefusedPage(
        403,
        _("This assessment is signed"),
        _("What is signed stays as it is. Its report can be read at any time."),
        assessment,
    )


def withdrawn_refusal(assessment: Assessment | None) -> RefusedPage:
    """Say that a withdrawn draft is put back before anything is done with it."""
    return RefusedPage(
        409,
        _("This draft is withdrawn"),
        _("It counts no more and gives no advice. The overview says why, and can put it back."),
        assessment,
    )


def removed_refusal(assessment: Assessment | None) -> RefusedPage:
    """Say that a lesion is no longer part of the assessment."""
    return RefusedPage(
        410,
        _("This lesion was removed from the assessment"),
        _("Its answers are kept in the history. It can be added again from the overview."),
        assessment,
    )


def damaged_refusal(damaged: DamagedRecordError) -> RefusedPage:
    """Say that what is sealed was changed, and is therefore not shown as sealed."""
    return RefusedPage(
        409,
        _("This record does not match its signature"),
        _(
            "%(record)s: it was changed in the database after it was signed, so nothing of it is shown "
            "or sent. Tell the administrator: manage.py verify_records names every record that was "
            "changed."
        )
        % {"record": damaged},
    )


def visible_patient(request: HttpRequest, uuid: UUID) -> Patient:
    """Fetch a patient whom this user may see."""
    patient = (
        Patient.objects.visible_to(user_of(request))
        .select_related("unit", "merged_into__unit")
        .filter(uuid=uuid)
        .first()
    )
    if patient is None:
        hidden = Patient.objects.filter(uuid=uuid).select_related("unit").first()
        if hidden is not None:
            record_access(user_of(request), AccessKind.REFUSED, patient=hidden)
        raise Http404
    # A patient who was entered twice: every address of the duplicate leads to the record that stays.
    return patient.merged_into or patient


def may_write_for(request: HttpRequest, patient: Patient) -> bool:
    """Tell whether this user may assess this patient."""
    return writable_units(user_of(request)).filter(pk=patient.unit_id).exists()


def lesion_of(assessment: Assessment, uuid: UUID, lesions: list[str]) -> Lesion:
    """Fetch a lesion of an assessment. One that was removed from it is gone, any other never was here."""
    for one in assessment.lesions_assessed():
        if one.lesion.uuid == uuid and one.lesion.key in lesions:
            return one.lesion
    lesion = Lesion.objects.filter(patient=assessment.patient, uuid=uuid).first()
    if lesion is None:
        raise Http404
    if str(uuid) in lesions:
        return lesion
    if any(str(uuid) in listed for listed in assessment.revisions.values_list("lesions", flat=True)):
        raise removed_refusal(assessment)
    raise Http404


def wants(request: HttpRequest, **wanted: Any) -> bool:
    """Tell whether a form was sent by the button with this name and value."""
    return all(request.POST.get(name) == value for name, value in wanted.items())
