"""Writes around signing: the plan before the advice, the signature, amendments and notes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from assessments.clinical.versions import KNOWLEDGE
from assessments.models import (
    Assessment,
    Intent,
    Lesion,
    Patient,
    Plan,
    Response,
    Sealed,
    SealedKind,
    SkipReason,
    Status,
)
from assessments.record.chain import IDENTITY_OF_REPORT, listed, with_markers
from assessments.record.key_images import sealed_images
from assessments.report.of_assessment import article
from bonemet.canonical import canonical

from .assessments import append_revision, is_planned, locked
from .follow_up import note_due
from .outbox import put
from .predictions import note_predictions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assessments.models import Revision
    from assessments.report.build import Report
    from bonemet.accounts.models import User


class ChangedMeanwhileError(Exception):
    """The answers, or the patient, are no longer those that the signer was shown."""


class NotSignedError(Exception):
    """Only a signed assessment can be amended or noted on."""


class AmendedAlreadyError(Exception):
    """The assessment has an amendment; `amendment` is it."""

    def __init__(self, amendment: Assessment) -> None:
        super().__init__(f"replaced by {amendment}")
        self.amendment = amendment


@dataclass(frozen=True, slots=True)
class Said:
    """What the signer says to the advice on one lesion."""

    lesion: Lesion
    agrees: bool
    intent: str
    how_soon: str
    reason: str = ""
    text: str = ""
    procedure: str = ""


@transaction.atomic
def record_plans(*, assessment: Assessment, plans: dict[Lesion, tuple[str, str]], by: User) -> list[Plan]:
    """Record what the surgeon means to do, by lesion: (intent, how soon). The first word stands.

    Raises NotEditableError where the assessment is signed or withdrawn.
    """
    current = locked(assessment)
    planned = set(assessment.plans.standing().values_list("lesion_id", flat=True))
    said = {
        lesion: {"intent": Intent(intent), "how_soon": how_soon}
        for lesion, (intent, how_soon) in plans.items()
        if lesion.pk not in planned
    }
    return _write_plans(assessment, current, said, by)


@transaction.atomic
def skip_plans(*, assessment: Assessment, reason: str, by: User) -> list[Plan]:
    """Record that the advice was looked at without a plan, and why.

    Raises NotEditableError where the assessment is signed or withdrawn.
    """
    current = locked(assessment)
    planned = assessment.plans.standing().values_list("lesion_id", flat=True)
    open_lesions = Lesion.objects.filter(uuid__in=current.lesions).exclude(pk__in=planned)
    said = {lesion: {"skipped": SkipReason(reason)} for lesion in open_lesions}
    return _write_plans(assessment, current, said, by)


def _write_plans(
    assessment: Assessment, current: Revision, said: Mapping[Lesion, Mapping[str, str]], by: User
) -> list[Plan]:
    at = timezone.now()
    made = [
        Plan.objects.create(
            assessment=assessment, lesion=lesion, revision_number=current.number, **told, by=by, at=at
        )
        for lesion, told in said.items()
    ]
    assessment.is_planned = is_planned(assessment, current.lesions)
    if assessment.is_planned:
        assessment.advice_told_at = at
    Assessment.objects.filter(pk=assessment.pk).update(
        is_planned=assessment.is_planned, advice_told_at=assessment.advice_told_at
    )
    return made


@transaction.atomic
def sign(
    *,
    assessment: Assessment,
    said: list[Said],
    shown: Report,
    at: datetime,
    base_revision: int,
    by: User,
) -> Sealed:
    """Freeze an assessment: the report as shown, the answers, and what the signer says to the advice.

    Raises ChangedMeanwhileError where the answers or the patient are no longer those of `shown`.
    Raises NotEditableError where the assessment is signed or withdrawn.
    """
    current = locked(assessment)
    if current.number != base_revision:
        raise ChangedMeanwhileError
    patient = Patient.objects.select_for_update().get(pk=assessment.patient_id)
    if (shown.identity.identifier, shown.identity.name) != (patient.identifier, patient.name):
        raise ChangedMeanwhileError
    responses = [
        Response.objects.create(
            assessment=assessment,
            lesion=one.lesion,
            agrees=one.agrees,
            intent=one.intent,
            how_soon=one.how_soon,
            procedure=one.procedure,
            reason=one.reason,
            text=one.text,
            by=by,
            at=at,
        )
        for one in said
    ]
    assessment.status, assessment.signed_at = Status.SIGNED, at
    assessment.save()
    if assessment.amends is not None:
        Assessment.objects.filter(pk=assessment.amends.pk).update(status=Status.AMENDED)
    note_predictions(assessment, current, shown)
    told = asdict(shown)
    pictures = sealed_images(assessment, current.lesions)
    named = {key: told["identity"].pop(key) for key in IDENTITY_OF_REPORT}
    content = {
        "amends": str(assessment.amends.uuid) if assessment.amends else None,
        "patient": {"uuid": str(patient.uuid), "sex": patient.sex},
        "lesions": current.lesions,
        "answers": current.answers,
        "typed": current.typed,
        "revision": current.number,
        "knowledge": KNOWLEDGE,
        "language": get_language() or "en",
        "plans": [_plan(plan) for plan in assessment.plans.standing().select_related("lesion", "by")],
        "responses": [_response(response) for response in responses],
        "report": told,
        "html": article(with_markers(shown)),  # it names the patient by marks alone
        "listed": listed(assessment),
        **({"pictures": pictures} if pictures else {}),
    }
    identity = {
        "amendment_reason": assessment.amendment_reason,
        "patient": {
            "identifier": patient.identifier,
            "name": patient.name,
            "birth_date": patient.birth_date.isoformat() if patient.birth_date else "",
        },
        "responses": [{"text": response.text} for response in responses],
        "report": {"identity": named},
    }
    sealed = seal(assessment, SealedKind.REPORT, content, identity, by, at)
    note_due(patient)
    put(assessment, at)
    return sealed


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "lesion": plan.lesion.key,
        "revision": plan.revision_number,
        "intent": plan.intent,
        "how_soon": plan.how_soon,
        "skipped": plan.skipped,
        "by": plan.by.get_username(),
        "at": plan.at.isoformat(),
    }


def _response(response: Response) -> dict[str, Any]:
    return {
        "lesion": response.lesion.key,
        "agrees": response.agrees,
        "intent": response.intent,
        "how_soon": response.how_soon,
        "procedure": response.procedure,
        "reason": response.reason,
    }


def seal(
    assessment: Assessment,
    kind: str,
    content: dict[str, Any],
    identity: dict[str, Any],
    by: User,
    at: datetime | None = None,
) -> Sealed:
    """Seal a record: what stays, and, in the same shape, who it is of and what was written freely."""
    told = {
        **content,
        "format": 2,
        "unit_name": assessment.unit.name,
        "by_name": by.get_username(),
        "by_full_name": by.get_full_name(),
    }
    return Sealed.objects.create(
        unit=assessment.unit,
        kind=kind,
        assessment=assessment,
        by=by,
        at=at or timezone.now(),
        content=canonical(told),
        identity=canonical(identity),
    )


@transaction.atomic
def add_note(*, assessment: Assessment, text: str, by: User) -> Sealed:
    """Add a note to a signed assessment. It is sealed like the report, which stays as it is.

    Raises NotSignedError where the assessment is a draft.
    """
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not fresh.is_signed:
        raise NotSignedError
    return seal(assessment, SealedKind.NOTE, {}, {"text": text}, by)


@transaction.atomic
def amend(*, assessment: Assessment, reason: str, by: User) -> Assessment:
    """Begin an amendment: a new assessment with the same answers, which names the one it replaces.

    The signed one stays the valid one until the amendment is signed.

    Raises NotSignedError where the assessment is a draft, AmendedAlreadyError where it has an amendment.
    """
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not fresh.is_signed:
        raise NotSignedError
    existing = Assessment.objects.filter(amends=fresh).first()
    if existing is not None:
        raise AmendedAlreadyError(existing)
    signed = fresh.latest()
    amendment = Assessment.objects.create(
        patient=fresh.patient,
        unit=fresh.unit,
        author=by,
        amends=fresh,
        amendment_reason=reason,
        updated=timezone.now(),
    )
    append_revision(amendment, signed.given, signed.typed, "amend", by)
    return amendment
