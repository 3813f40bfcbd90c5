"""The rows of an export, read in small pieces, so that its length does not matter."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils.timezone import localtime

from assessments.clinical.scores import SCORES
from assessments.models import (
    AssessedLesion,
    Assessment,
    Comment,
    FollowUp,
    Patient,
    Plan,
    Response,
    Revision,
    Sealed,
    SealedKind,
    StudyKey,
    led_units,
)
from assessments.record.chain import check, check_listed, content_of
from assessments.record.decided import Decided, Word, board_words, word_of
from assessments.record.outcomes import Course, Outcome, course_of, outcome_of
from assessments.record.signed import told_of
from assessments.report.scores import span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from assessments.clinical.language.facts import Facts
    from assessments.models import Unit
    from assessments.models.base import User

PIECE = 50


@dataclass(frozen=True, slots=True)
class Totals:
    """A score as it stands in the report: the lowest and highest total still possible, and the band."""

    low: int
    high: int
    band: str


@dataclass(frozen=True, slots=True)
class Row:
    """One assessed lesion with everything that is exported of it."""

    assessed: AssessedLesion
    revision: Revision
    answers: Mapping[str, Any]
    scores: dict[str, Totals]
    plan: Plan | None
    response: Response | None
    board: Word | None
    differ: bool | None  # surgeon and board; None where one of them did not decide
    course: Course
    outcome: Outcome
    texts: tuple[str, ...]
    comments: tuple[str, ...]
    study_key: str
    day_0: date
    first_day: date

    @property
    def assessment(self) -> Assessment:
        """Give the assessment in which the lesion was assessed."""
        return self.assessed.assessment

    @property
    def patient(self) -> Patient:
        """Give the patient."""
        return self.assessment.patient


def pieces(user: User, units: Sequence[Unit], only: Sequence[int] | None = None) -> Iterator[list[Row]]:
    """Go through the assessed lesions of units that this user leads, some rows at a time.

    `only` are the keys of the assessments that are wanted, where not all of them are.

    Raises DamagedRecordError at a row that was changed since it was sealed.

    Each piece is read and finished before it is sent on: no cursor stays open while a reader is slow.
    """
    led = led_units(user).filter(pk__in=[unit.pk for unit in units])
    visible = AssessedLesion.objects.visible_to(user).filter(assessment__unit__in=led)
    visible = visible.select_related(
        "assessment__patient", "assessment__unit", "assessment__author", "lesion"
    ).prefetch_related("assessment__assessed")
    # Their keys are read once, eight bytes each: asked for the next 50, a database reads and sorts all of a
    # unit for every piece.
    keys = only if only is not None else _keys(user, led)
    for first in range(0, len(keys), PIECE):
        found = visible.filter(assessment__in=list(keys[first : first + PIECE])).order_by("assessment", "pk")
        yield list(_rows(list(found)))


def _keys(user: User, units: QuerySet[Unit]) -> array[int]:
    every = Assessment.objects.visible_to(user).filter(unit__in=units).order_by("pk")
    return array("q", every.values_list("pk", flat=True).iterator(chunk_size=5000))


def _rows(found: list[AssessedLesion]) -> Iterator[Row]:
    assessments = {one.assessment_id: one.assessment for one in found}
    patients = {assessment.patient for assessment in assessments.values()}
    revisions = {
        revision.assessment_id: revision
        for revision in Revision.objects.filter(
            assessment__in=assessments, number=F("assessment__revision_number")
        ).select_related("chain")
    }
    plans = Plan.objects.standing().filter(assessment__in=assessments).select_related("chain")
    responses = Response.objects.filter(assessment__in=assessments).select_related("chain")
    planned = {(one.assessment_id, one.lesion_id): one for one in plans}
    answered = {(one.assessment_id, one.lesion_id): one for one in responses}
    boards = board_words(assessments.values())
    told: dict[int, list[FollowUp]] = defaultdict(list)
    for entry in (
        FollowUp.objects.current().filter(lesion__patient__in=patients).select_related("lesion", "chain")
    ):
        told[entry.lesion.patient_id].append(entry)
    said: dict[int, list[Comment]] = defaultdict(list)
    for comment in Comment.objects.filter(assessment__in=assessments).select_related(
        "by", "chain", "withdrawal"
    ):
        said[comment.assessment_id].append(comment)
    keys, firsts = study_keys(patients), _first_days(patients)
    sealed = Sealed.objects.filter(assessment__in=assessments, kind=SealedKind.REPORT).select_related("chain")
    contents = {one.assessment_id: content_of(one) for one in sealed}
    for one in found:
        if one.assessment_id in contents:
            check_listed(one.assessment, contents[one.assessment_id])
    check(*revisions.values(), *planned.values(), *answered.values(), *chain.from_iterable(told.values()))
    check(*chain.from_iterable(said.values()))
    for one in found:
        assessment, revision = one.assessment, revisions[one.assessment_id]
        if one.lesion.key not in revision.lesions:
            continue  # removed while this piece was being read
        facts = revision.given.facts(one.lesion.key)
        of_lesion = [entry for entry in told[assessment.patient_id] if entry.lesion_id == one.lesion_id]
        content = contents.get(assessment.pk)
        response = answered.get((assessment.pk, one.lesion_id))
        board = boards.get((assessment.pk, one.lesion.key))
        yield Row(
            assessed=one,
            revision=revision,
            answers=facts.answers,
            scores=_signed_scores(told_of(content)[one.lesion.key]) if content else _scores(facts),
            plan=planned.get((assessment.pk, one.lesion_id)),
            response=response,
            board=board,
            differ=Decided(word_of(response), board).differ if response and board else None,
            course=course_of(of_lesion),
            outcome=outcome_of(told[assessment.patient_id]),
            texts=tuple(entry.text for entry in of_lesion if entry.text),
            comments=tuple(_said(said[assessment.pk])),
            study_key=keys[assessment.patient_id],
            day_0=_day_0(assessment),
            first_day=firsts[assessment.patient_id],
        )


def _said(comments: Iterable[Comment]) -> Iterator[str]:
    """Give the comments that nobody took back, with who wrote them."""
    for one in comments:
        if one.withdraws_id is None and not hasattr(one, "withdrawal"):
            yield f"{one.by.get_username()}: {one.text}"


def study_keys(patients: Iterable[Patient]) -> dict[int, str]:
    """Give each patient's study key; who has none yet gets one."""
    patients = list(patients)
    rows = StudyKey.objects.filter(patient__in=patients).values_list("patient_id", "key")
    known = dict(rows)
    if new := [StudyKey(patient=patient) for patient in patients if patient.pk not in known]:
        StudyKey.objects.bulk_create(new, ignore_conflicts=True)  # two may export at once
        known = dict(rows.all())
    return known


def _day_0(assessment: Assessment) -> date:
    """Give the day from which days are counted: of the assessment, or on which it was begun."""
    return assessment.assessed_on or localtime(assessment.created).date()


def _first_days(patients: Iterable[Patient]) -> dict[int, date]:
    firsts: dict[int, date] = {}
    for assessment in Assessment.objects.filter(patient__in=patients):
        day = _day_0(assessment)
        firsts[assessment.patient_id] = min(day, firsts.get(assessment.patient_id, day))
    return firsts


def _scores(facts: Facts) -> dict[str, Totals]:
    readings = ((score.key, score.read(facts)) for score in SCORES)
    return {
        key: Totals(
            reading.low, reading.high, span(reading.band.low, reading.band.high) if reading.band else ""
        )
        for key, reading in readings
        if reading is not None
    }


def _signed_scores(told: dict[str, Any]) -> dict[str, Totals]:
    """Read the scores from what was signed, whatever the rules say today."""
    found = {}
    for score in told["scores"]:
        low, _dash, high = score["total"].partition("–")
        band = next((band["range"] for band in score["bands"] if band["holds"]), "")
        found[score["key"]] = Totals(int(low), int(high or low), band)
    return found
