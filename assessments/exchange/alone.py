"""One resource of a signed report by itself, as the interface gives it: it carries along whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.models import Status
from assessments.record.chain import content_of
from assessments.record.signed import sealed_report

from .patient import is_still
from .resources import first
from .signed import document

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.models import Assessment

    from .resources import Resource

PATIENT, AUTHOR = {"reference": "#patient"}, {"reference": "#author"}
SUBSETTED = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"


class NotGivenError(Exception):
    """A report is not given to programs, for a reason: `status` as HTTP has it, and words without a name."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status, self.said = status, said


def refuse_what_misleads(assessment: Assessment) -> None:
    """Raise NotGivenError for what a program would take for the advice on somebody, and is not any more.

    Raises DamagedRecordError where the record was changed since it was signed.
    """
    if assessment.status == Status.AMENDED:
        successor = assessment.amendment.uuid
        raise NotGivenError(410, f"This report was replaced by an amendment: DiagnosticReport/{successor}")
    if not is_still(content_of(sealed_report(assessment))["patient"], assessment.patient):
        raise NotGivenError(
            409, "Whose report this is was corrected since it was signed: it is to be amended."
        )


def report_alone(assessment: Assessment, changed: datetime, *, printed: bool = True) -> Resource:
    """Give the DiagnosticReport of a signed assessment; `printed`: with its PDF. Raises as above."""
    refuse_what_misleads(assessment)
    told = document(assessment, printed=printed)
    report = {key: value for key, value in first(told, "DiagnosticReport").items() if key != "result"}
    tag = {} if printed else {"tag": [{"system": SUBSETTED, "code": "SUBSETTED"}]}
    return _alone(told, report | {"performer": [AUTHOR]}, assessment, changed, tag)


def response_alone(assessment: Assessment, changed: datetime) -> Resource:
    """Give the QuestionnaireResponse of a signed assessment. Raises as above."""
    refuse_what_misleads(assessment)
    told = document(assessment, printed=False)
    return _alone(told, first(told, "QuestionnaireResponse") | {"author": AUTHOR}, assessment, changed, {})


def _alone(
    told: Resource, resource: Resource, assessment: Assessment, changed: datetime, tag: Resource
) -> Resource:
    patient, author = first(told, "Patient") | {"id": "patient"}, first(told, "Practitioner")
    return {
        "resourceType": resource["resourceType"],
        "id": str(assessment.uuid),
        "meta": {"lastUpdated": changed.isoformat(timespec="milliseconds"), **tag},
        "contained": [patient, author | {"id": "author"}],
        **resource,
        "subject": PATIENT,
    }
