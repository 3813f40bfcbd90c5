"""Writes of patients, assessments, sections and drafts: atomic, keyword-only, each says who did it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import CharField, Exists
from django.utils import timezone

from assessments.answers.columns import columns_of
from assessments.answers.document import Answers
from assessments.clinical.advice import URGENCY_HOURS
from assessments.clinical.sections.imaging import (
    HISTOLOGY,
    IMAGED_ON,
    IMAGING,
    RADIOTHERAPY_HERE,
    RADIOTHERAPY_KIND,
    TREATED_BEFORE,
    WEEKS_SINCE_RADIOTHERAPY,
)
from assessments.clinical.sections.neuro import EXAMINED_ON
from assessments.clinical.sections.patient import ASSESSED_ON, PATIENT
from assessments.clinical.versions import KNOWLEDGE
from assessments.models import (
    AssessedLesion,
    Assessment,
    Draft,
    Lesion,
    Patient,
    Revision,
    normalised,
)
from assessments.models.assessments import typed_key
from assessments.models.chains import RECORDS, Chain, chain_name
from assessments.models.written_once import Asked, Written, along, read_along, write
from assessments.record.of_record import from_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from assessments.answers.columns import LesionColumns
    from assessments.answers.document import Given, Sections
    from assessments.clinical.language.questions import Section
    from assessments.models import Unit
    from bonemet.accounts.models import User


# What one lesion of a patient may be begun with as another has it: histology, treatment, dates.
SHARED = frozenset(
    question.key
    for question in (
        HISTOLOGY,
        TREATED_BEFORE,
        RADIOTHERAPY_HERE,
        RADIOTHERAPY_KIND,
        WEEKS_SINCE_RADIOTHERAPY,
        IMAGED_ON,
        EXAMINED_ON,
    )
)


# What a revision changes of its assessment.
WRITTEN = (
    *(
        "revision_number",
        "updated",
        "assessed_on",
        "primary",
        "bone",
        "decision",
        "urgency",
        "aim",
        "is_open",
        "due",
    ),
    *("is_planned", "advice_told_at"),
)


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
    """Enter a patient into a unit.

    Raises IdentifierTakenError where the unit has a patient with this identifier.
    """
    patient = Patient(unit=unit, identifier=normalised(identifier), name=name, birth_date=birth_date, sex=sex)
    save_patient(patient)
    return patient


def save_patient(patient: Patient) -> None:
    """Save who a patient is, in the transaction of whoever calls it.

    Raises IdentifierTakenError where another patient of the unit has the identifier.
    """
    patient.clean_fields()
    try:
        with transaction.atomic():
            patient.save()
    except IntegrityError as error:
        known = Patient.objects.get(unit=patient.unit_id, identifier=patient.identifier)
        raise IdentifierTakenError(known) from error


@transaction.atomic
def start_assessment(
    *,
    patient: Patient,
    lesions: Sequence[Lesion] = (),
    imaging: Given | None = None,
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
    case = {PATIENT.key: {ASSESSED_ON.key: today.isoformat(), **from_record(patient, today)}}
    answers = Answers(case, {lesion.key: {} for lesion in chosen})
    if imaging:
        answers = answers.with_section(IMAGING.key, chosen[0].key, imaging)
    all_typed = {typed_key(IMAGING.key, chosen[0].key): typed} if typed else {}
    append_revision(assessment, answers, all_typed, "start", by)
    return assessment


def _new_lesion(patient: Patient) -> Lesion:
    Patient.objects.select_for_update().get(pk=patient.pk)  # two at once would take the same number
    last = patient.lesions.order_by("-number").first()
    return Lesion.objects.create(patient=patient, number=last.number + 1 if last else 1)


@transaction.atomic
def save_section(**told: Any) -> Revision:
    """Append a revision with the answers of one section replaced: `write_section`, in its own transaction.

    Raises StaleRevisionError, NotEditableError and LesionRemovedError as that does.
    """
    return write_section(**told)


def write_section(
    *,
    assessment: Assessment,
    section: Section,
    lesion: Lesion | None,
    answers: Given,
    typed: dict[str, Any],
    base_revision: int,
    by: User,
    check: Callable[[Patient], None] | None = None,
) -> Revision:
    """Append a revision with the answers of one section replaced, in the transaction of whoever calls it.

    Where somebody else changed the same section since `base_revision`, raise StaleRevisionError
    instead; changes to other sections are kept and do not get in the way.
    Raises NotEditableError where the assessment is signed or withdrawn, LesionRemovedError where the lesion
    is no longer part of it, and what `check` raises when it is shown the patient as the record has them now.
    """
    current = locked(assessment, check)
    of = None if lesion is None else lesion.key
    if of is not None and of not in current.lesions:
        raise LesionRemovedError
    stored = current.given.section(section.key, of)
    base = base_of(assessment, base_revision, current)
    if base.number != current.number and stored != answers and stored != base.given.section(section.key, of):
        raise StaleRevisionError(base, current)
    place = typed_key(section.key, of)
    all_typed = {key: value for key, value in current.typed.items() if key != place} | (
        {place: typed} if typed else {}
    )
    if stored == answers and current.typed == all_typed and section.key in current.given.part(of):
        return current
    changed = current.given.with_section(section.key, of, answers)
    return append_revision(assessment, changed, all_typed, section.key, by)


def base_of(assessment: Assessment, number: int, current: Revision) -> Revision:
    """Give the revision that a page showed; the first where there is none, so that all since counts."""
    if number == current.number:
        return current
    return assessment.revisions.filter(number__in=(1, number)).latest("number")


def locked(assessment: Assessment, check: Callable[[Patient], None] | None = None) -> Revision:
    """Take the assessment for this transaction, refuse a signed one, and give its newest revision.

    With `check` its patient is taken too, and shown to it: whoever corrects the identity waits.

    Raises NotEditableError where the assessment is signed or withdrawn, and what `check` raises.
    """
    assessment.end_read, assessment.has_drafts = None, True
    fresh = _taken(assessment) if check else _ALONE.one(Assessment, pk=assessment.pk)
    # What another request has written meanwhile is not written over with what this one has read before.
    assessment.status, assessment.revision_number = fresh.status, fresh.revision_number
    assessment.author_id, assessment.patient_id = fresh.author_id, fresh.patient_id
    assessment.is_planned, assessment.advice_told_at = fresh.is_planned, fresh.advice_told_at
    if check:
        assessment.patient, fresh.patient.unit = fresh.patient, assessment.unit  # of one unit, always
        check(fresh.patient)
    if fresh.is_withdrawn:
        raise WithdrawnError
    if not fresh.is_draft:
        raise NotEditableError
    return assessment.latest()


def _taken(assessment: Assessment) -> Assessment:
    """Take an assessment and its patient, in this order, in one statement, and read what a save goes on from.

    That is how its lesions stand, the end of the chain and whether there are drafts: not taken, so perhaps as
    they were before this waited. The lesions are used while there is no newer revision than was read before
    this, the end while the chain still stands there; a draft that is not seen stays, as one that comes later.

    Where it was moved to another patient while this waited, the database finds no row that still fits; then
    one after the other.
    """
    rows = _WITH_PATIENT(AssessedLesion, pk=assessment.pk, chain=chain_name(assessment.unit_id, RECORDS))
    if rows:
        assessment.remember_assessed(rows)
        assessment.end_read = read_along(rows[0], "last", Chain)
        assessment.has_drafts = rows[0].has_drafts  # type: ignore[attr-defined]
        return rows[0].assessment
    fresh = _ALONE.one(Assessment, pk=assessment.pk)
    fresh.patient = Patient.objects.select_for_update().get(pk=fresh.patient_id)
    return fresh


_ALONE = Written(lambda: Assessment.objects.select_for_update().filter(pk=Asked("pk")))
_WITH_PATIENT: Written[AssessedLesion] = Written(
    lambda: along(
        AssessedLesion.objects.select_for_update(of=("assessment", "assessment__patient"))
        .select_related("lesion", "assessment__patient")
        .annotate(has_drafts=Exists(Draft.objects.filter(assessment=Asked("pk"))))
        .filter(assessment=Asked("pk")),
        *("last", Chain, "assessment__unit__chains"),
        name=Asked("chain", CharField()),
    )
)


def append_revision(
    assessment: Assessment,
    answers: Answers,
    typed: dict[str, Any],
    section: str,
    by: User,
) -> Revision:
    now = timezone.now()
    before = assessment.latest().lesions if assessment.revision_number else []
    rows = assessment.lesions_assessed() if before else []
    revision = Revision(
        assessment=assessment,
        number=assessment.revision_number + 1,
        answers=answers.as_document(),
        lesions=list(answers.lesions),
        typed=typed,
        section=section,
        by=by,
        at=now,
        knowledge=KNOWLEDGE,
    )
    revision.end_read, assessment.end_read = assessment.end_read, None
    revision.save()
    columns = columns_of(answers)
    leading, assessment.assessed_on = columns.leading, columns.assessed_on
    assessment.revision_number, assessment.updated, assessment.primary = revision.number, now, columns.primary
    assessment.bone, assessment.decision = leading.bone, leading.decision
    assessment.urgency, assessment.aim, assessment.is_open = leading.urgency, leading.aim, leading.is_open
    hours = URGENCY_HOURS.get(leading.urgency)
    assessment.due = assessment.begun + timedelta(hours=hours) if hours else None
    if revision.lesions != before:  # plans are of lesions: for the same ones nothing has changed
        was_planned, assessment.is_planned = assessment.is_planned, is_planned(assessment, revision.lesions)
        if assessment.is_planned and not was_planned:
            assessment.advice_told_at = now
    write(assessment, WRITTEN)
    assessment.remember(revision, _write_assessed(assessment, rows, revision, columns.lesions))
    return revision


def is_planned(assessment: Assessment, lesions: list[str]) -> bool:
    planned = assessment.plans.standing().filter(lesion__uuid__in=lesions).count()
    return planned == len(lesions)


def _write_assessed(
    assessment: Assessment, rows: list[AssessedLesion], revision: Revision, columns: Sequence[LesionColumns]
) -> list[AssessedLesion]:
    """Write how each lesion stands, as far as that differs from what is there."""
    known = {row.lesion.key: row for row in rows}
    if gone := [row.pk for key, row in known.items() if key not in revision.lesions]:
        AssessedLesion.objects.filter(pk__in=gone).delete()
    for lesion in revision.lesion_rows() if not known.keys() >= set(revision.lesions) else ():
        known.setdefault(lesion.key, AssessedLesion(assessment=assessment, lesion=lesion))
    for position, (key, found) in enumerate(zip(revision.lesions, columns, strict=True)):
        row, told = known[key], {"position": position, **asdict(found)}
        if row.pk is None or any(getattr(row, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(row, name, value)
            row.save(update_fields=None if row.pk is None else told.keys())
    return [known[key] for key in revision.lesions]


@transaction.atomic
def add_lesion(*, assessment: Assessment, lesion: Lesion | None = None, like: str = "", by: User) -> Lesion:
    """Add a lesion to an assessment: one that the patient is known to have, or a new one.

    With `like`, the key of another lesion of the assessment, it begins with that one's answers on histology,
    treatment and dates.

    Raises NotEditableError where the assessment is signed or withdrawn.
    """
    current = locked(assessment)
    added = lesion or _new_lesion(assessment.patient)
    if added.key not in current.lesions:
        shared = _shared(current.given.lesions[like]) if like in current.lesions else {}
        answers = current.given.with_lesion(added.key, shared)
        append_revision(assessment, answers, current.typed, "add_lesion", by)
    return added


def _shared(sections: Sections) -> Sections:
    """Keep of a lesion's answers those that the lesions of a patient mostly share."""
    kept = {
        section: {key: answer for key, answer in answers.items() if key in SHARED}
        for section, answers in sections.items()
    }
    return {section: answers for section, answers in kept.items() if answers}


@transaction.atomic
def remove_lesion(*, assessment: Assessment, lesion: Lesion, by: User) -> Revision:
    """Take a lesion out of an assessment. Earlier revisions keep its answers.

    Raises NotEditableError where the assessment is signed or withdrawn, OnlyLesionError where it
    is the last one.
    """
    current = locked(assessment)
    if lesion.key not in current.lesions:
        return current
    if len(current.lesions) == 1:
        raise OnlyLesionError
    typed = {key: value for key, value in current.typed.items() if not key.startswith(f"{lesion.key}.")}
    return append_revision(assessment, current.given.without_lesion(lesion.key), typed, "remove_lesion", by)
