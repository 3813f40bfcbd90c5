"""Entering case files the way the form does: a patient, an assessment, and a save for each section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.actions import signing
from assessments.answers.document import SECTION_BY_KEY
from assessments.clinical.evaluation.case import read_case
from assessments.models import SkipReason

if TYPE_CHECKING:
    from assessments.models import Assessment, Patient, Unit
    from bonemet.accounts.models import User


def load_case(document: dict[str, Any], identifier: str, unit: Unit, by: User, name: str = "") -> None:
    """Enter a patient with one assessment, whose advice is shown without a plan."""
    patient = enter_patient(document, identifier, unit, by, name)
    assessment = begin(document, patient, by)
    signing.skip_plans(assessment=assessment, reason=SkipReason.TEACHING, by=by)


def enter_patient(document: dict[str, Any], identifier: str, unit: Unit, by: User, name: str) -> Patient:
    """Enter the patient of a case file."""
    read_case(document)
    sex = document["case"]["patient"].get("sex", "")
    return actions.create_patient(unit=unit, identifier=identifier, name=name, sex=sex, by=by)


def begin(document: dict[str, Any], patient: Patient, by: User) -> Assessment:
    """Begin an assessment of all lesions of a patient, and of new ones where there are not enough."""
    known = list(patient.lesions.all())
    assessment = actions.start_assessment(patient=patient, lesions=known, today=timezone.localdate(), by=by)
    for _missing in range(patient.lesions.count(), len(document["lesions"])):
        actions.add_lesion(assessment=assessment, by=by)
    save(assessment, document, by)
    return assessment


def save(assessment: Assessment, document: dict[str, Any], by: User) -> None:
    """Save every section of a case file into an assessment."""
    revision = assessment.latest()
    lesions = [assessment.patient.lesions.get(uuid=uuid) for uuid in revision.lesions]
    for lesion, sections in [(None, document["case"]), *zip(lesions, document["lesions"], strict=True)]:
        for key, answers in sections.items():
            revision = actions.save_section(
                assessment=assessment,
                section=SECTION_BY_KEY[key],
                lesion=lesion,
                answers={name: _stored(answer) for name, answer in answers.items()},
                typed={},
                base_revision=revision.number,
                by=by,
            )


def _stored(answer: Any) -> Any:
    return answer.isoformat() if hasattr(answer, "isoformat") else answer
