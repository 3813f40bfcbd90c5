"""Writes of patients, assessments, sections and drafts: atomic, keyword-only, each says who did it."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.answers.columns import columns_of
from assessments.answers.document import empty, section_answers, with_section
from assessments.clinical.advice import URGENCY_HOURS
from assessments.clinical.sections.imaging import IMAGING
from assessments.clinical.versions import KNOWLEDGE
from assessments.models import (
    AssessedLesion,
    Assessment,
    Lesion,
    Patient,
    Revision,
    normalised,
)
from assessments.record.of_record import from_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assessments.answers.document import Answers, Document
    from assessments.clinical.language.questions import Section
    from assessments.models import Unit
    from bonemet.accounts.models import User


class NotEditableError(Exception):
    """The assessment is signed, or withdrawn."""


class WithdrawnError(NotEditableError):
    """The draft was withdrawn."""


class StaleRevisionError(Exception):
    """Somebody else changed this section after the page was opened. `current` is how it stands now."""

    def __init__(self, base: Revision, current: Revision) -> None:
        super().__init__(f"revision {base.number} is not the newest: {current.number} is")
        self.base = base
        self.current = current


class IdentifierTakenError(Exception):
    """The unit has a patient with this identifier already."""

    def __init__(self, patient: Patient) -> None:
        super().__init__(f"the identifier is that of {patient}")
        self.patient = patient


class LesionRemovedError(Exception):
    """Somebody removed the lesion from the assessment meanwhile."""


class OnlyLesionError(Exception):
    """The last lesion of an assessment cannot be removed from it."""


@transaction.atomic
def create_patient(
    *, unit: Unit, identifier: str, name: str = "", birth_date: date | None = None, sex: str = "", by: User
) -> Patient:
    """Enter a patient into a unit."""
    patient = Patient(unit=unit, identifier=normalised(identifier), name=name, birth_date=birth_date, sex=sex)
    patient.clean_fields()
    try:
        with transaction.atomic():
            patient.save()
    except IntegrityError as error:
        known = Patient.objects.get(unit=unit, identifier=patient.identifier)
        raise IdentifierTakenError(known) from error
    return patient


@transaction.atomic
def start_assessment(
    *,
    patient: Patient,
    lesions: Sequence[Lesion] = (),
    imaging: Answers | None = None,
    typed: dict[str, Any] | None = None,
    today: date,
    by: User,
) -> Assessment:
    """Begin an assessment of known lesions of a patient, or of a new one where none is given.

    Age and sex are taken over from the patient's record, and the date is today's; all can be changed.
    `imaging` is what is said of the first lesion at once (where it is), `typed` how.
    """
    chosen = list(lesions) or [_new_lesion(patient)]
    now = timezone.now()
    assessment = Assessment.objects.create(patient=patient, unit=patient.unit, author=by, updated=now)
    document = empty(len(chosen))
    document["case"]["patient"] = {"assessed_on": today.isoformat(), **from_record(patient, today)}
    all_typed = {}
    if imaging:
        document["lesions"][0][IMAGING.key] = dict(imaging)
    if typed:
        all_typed[typed_path(IMAGING, chosen[0])] = typed
    append_revision(assessment, document, [str(one.uuid) for one in chosen], all_typed, "start", by)
    return assessment


def _new_lesion(patient: Patient) -> Lesion:
    Patient.objects.select_for_update().get(pk=patient.pk)  # two at once would take the same number
    last = patient.lesions.order_by("-number").first()
    return Lesion.objects.create(patient=patient, number=last.number + 1 if last else 1)


@transaction.atomic
def save_section(
    *,
    assessment: Assessment,
    section: Section,
    lesion: Lesion | None,
    answers: Answers,
    typed: dict[str, Any],
    base_revision: int,
    by: User,
) -> Revision:
    """Append a revision with the answers of one section replaced.

    Where somebody else changed the same section since `base_revision`, raise StaleRevisionError
    instead; changes to other sections are kept and do not get in the way.
    """
    current = locked(assessment)
    if lesion is not None and str(lesion.uuid) not in current.lesions:
        raise LesionRemovedError
    index = None if lesion is None else current.lesions.index(str(lesion.uuid))
    stored = section_answers(current.answers, section, index)
    base = _base(assessment, base_revision, current)
    if base.number != current.number and stored != answers and stored != _answers_then(base, section, lesion):
        raise StaleRevisionError(base, current)
    path = typed_path(section, lesion)
    all_typed = {key: value for key, value in current.typed.items() if key != path} | (
        {path: typed} if typed else {}
    )
    if stored == answers and current.typed == all_typed and section.key in _part(current.answers, index):
        return current
    document = with_section(current.answers, section, index, answers)
    return append_revision(assessment, document, current.lesions, all_typed, section.key, by)


def typed_path(section: Section, lesion: Lesion | None) -> str:
    """Say under what name a revision keeps the typed numbers of a section."""
    return section.key if lesion is None else f"{lesion.uuid}.{section.key}"


def _part(document: Document, index: int | None) -> dict[str, Any]:
    part: dict[str, Any] = document["case"] if index is None else document["lesions"][index]
    return part


def _base(assessment: Assessment, number: int, current: Revision) -> Revision:
    if number == current.number:
        return current
    return assessment.revisions.filter(number=number).first() or assessment.revisions.get(number=1)


def _answers_then(base: Revision, section: Section, lesion: Lesion | None) -> Answers:
    if lesion is None:
        return section_answers(base.answers, section, None)
    if str(lesion.uuid) not in base.lesions:
        return {}
    return section_answers(base.answers, section, base.lesions.index(str(lesion.uuid)))


def locked(assessment: Assessment) -> Revision:
    """Take the assessment for this transaction, refuse a signed one, and give its newest revision."""
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    # What another request has written meanwhile is not written over with what this one has read before.
    assessment.status, assessment.revision_number = fresh.status, fresh.revision_number
    assessment.author_id, assessment.patient_id = fresh.author_id, fresh.patient_id
    assessment.is_planned = fresh.is_planned
    if fresh.is_withdrawn:
        raise WithdrawnError
    if not fresh.is_draft:
        raise NotEditableError
    return assessment.latest()


def append_revision(
    assessment: Assessment,
    document: Document,
    lesions: list[str],
    typed: dict[str, Any],
    section: str,
    by: User,
) -> Revision:
    now = timezone.now()
    revision = Revision.objects.create(
        assessment=assessment,
        number=assessment.revision_number + 1,
        answers=document,
        lesions=lesions,
        typed=typed,
        section=section,
        by=by,
        at=now,
        knowledge=KNOWLEDGE,
    )
    columns = columns_of(document)
    leading, assessment.assessed_on = columns.leading, columns.assessed_on
    assessment.revision_number, assessment.updated, assessment.primary = revision.number, now, columns.primary
    assessment.bone, assessment.decision = leading.bone, leading.decision
    assessment.urgency, assessment.aim = leading.urgency, leading.aim
    hours = URGENCY_HOURS.get(leading.urgency)
    assessment.due = assessment.begun + timedelta(hours=hours) if hours else None
    assessment.is_planned = is_planned(assessment, lesions)
    assessment.save()
    _write_assessed(assessment, lesions, columns.lesions)
    return revision


def is_planned(assessment: Assessment, lesions: list[str]) -> bool:
    planned = assessment.plans.filter(lesion__uuid__in=lesions).count()
    return planned == len(lesions)


def _write_assessed(assessment: Assessment, lesions: list[str], columns: Sequence[Any]) -> None:
    rows = {lesion.uuid: lesion for lesion in Lesion.objects.filter(uuid__in=lesions)}
    by_uuid = {str(uuid): lesion for uuid, lesion in rows.items()}
    assessment.assessed.exclude(lesion__uuid__in=lesions).delete()
    for position, (uuid, found) in enumerate(zip(lesions, columns, strict=True)):
        values = {
            name: getattr(found, name) for name in ("bone", "side", "part", "decision", "urgency", "aim")
        }
        AssessedLesion.objects.update_or_create(
            assessment=assessment, lesion=by_uuid[uuid], defaults={"position": position, **values}
        )


@transaction.atomic
def add_lesion(*, assessment: Assessment, lesion: Lesion | None = None, by: User) -> Lesion:
    """Add a lesion to an assessment: one that the patient is known to have, or a new one."""
    current = locked(assessment)
    added = lesion or _new_lesion(assessment.patient)
    if str(added.uuid) in current.lesions:
        return added
    document = deepcopy(current.answers)
    document["lesions"].append({})
    append_revision(
        assessment, document, [*current.lesions, str(added.uuid)], current.typed, "add_lesion", by
    )
    return added


@transaction.atomic
def remove_lesion(*, assessment: Assessment, lesion: Lesion, by: User) -> Revision:
    """Take a lesion out of an assessment. Earlier revisions keep its answers."""
    current = locked(assessment)
    if str(lesion.uuid) not in current.lesions:
        return current
    if len(current.lesions) == 1:
        raise OnlyLesionError
    index = current.lesions.index(str(lesion.uuid))
    document = deepcopy(current.answers)
    del document["lesions"][index]
    typed = {key: value for key, value in current.typed.items() if not key.startswith(f"{lesion.uuid}.")}
    lesions = [uuid for uuid in current.lesions if uuid != str(lesion.uuid)]
    return append_revision(assessment, document, lesions, typed, "remove_lesion", by)
