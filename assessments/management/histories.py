"""Three finished histories for the demonstration, written by the actions by which a user writes them.

Each says before every step how many days ago it was; `live` takes the steps of all of them in the order of
their days, so that the chain of the unit is as it would have grown.
"""

from __future__ import annotations

import heapq
import tomllib
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from assessments.actions import signing
from assessments.actions.access_log import record_access
from assessments.actions.comments import comment
from assessments.actions.follow_up import record_follow_up
from assessments.actions.tumour_board import Decided, record_board
from assessments.models import AccessKind
from assessments.report.of_assessment import final_report

from .entering import begin, enter_patient, save

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from assessments.models import Assessment, Unit
    from bonemet.accounts.models import User

    Steps = Iterator[float]  # how many days ago the next step was

CASES = Path(__file__).parents[1] / "demo"
AGREED = {"agrees": True, "reason": "", "text": ""}


def read(name: str) -> dict[str, Any]:
    """Read a case file of the demonstration by its name."""
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def live(histories: Iterable[Steps]) -> None:
    """Let histories happen, each step on its day."""
    now = timezone.now()
    waiting = [(-next(steps), place, steps) for place, steps in enumerate(histories)]
    heapq.heapify(waiting)
    while waiting:
        ago, place, steps = heapq.heappop(waiting)
        with _clock_at(now + timedelta(days=ago)):
            then = next(steps, None)
        if then is not None:
            heapq.heappush(waiting, (-then, place, steps))


@contextmanager
def _clock_at(moment: datetime) -> Iterator[None]:
    """Let the actions of this process take a moment for now; only a command on a development machine may."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def agreed(identifier: str, name: str, unit: Unit, by: User, *, asked_by: User) -> Steps:
    """Signed with agreement, no follow-up since; the lesion has grown and is assessed again."""
    document = _today(read("05-humerus-low"), age=58)
    yield 75
    patient = enter_patient(document, identifier, unit, by, name)
    assessment = begin(_today(document), patient, by)
    _plan(assessment, "non_operative", "none", by)
    yield 74.9
    _sign(assessment, by, intent="non_operative", how_soon="none", **AGREED)
    yield 2.5
    grown = deepcopy(document)
    grown["lesions"][0]["imaging"] |= {"cortical_fraction": "over_two_thirds", "lesion_type": "lytic"}
    grown["lesions"][0]["pain"] |= {"worst_pain": 7, "mechanical": True}
    again = begin(_today(grown), patient, by)
    _plan(again, "operate", "expedited", by)
    yield 1.5
    question = "Would you nail it now, or irradiate first and look again in four weeks?"
    comment(assessment=again, text=question, to=by, by=asked_by)


def signed_against(identifier: str, name: str, unit: Unit, by: User) -> Steps:
    """Signed against the advice at the patient's wish; amended and agreed to when the findings were worse."""
    document = _today(read("03-femur-impending"), age=66)
    yield 40
    patient = enter_patient(document, identifier, unit, by, name)
    assessment = begin(_today(document), patient, by)
    _plan(assessment, "operate", "planned", by)
    yield 39.9
    words = "Wishes radiotherapy first and crutches; new radiographs in two weeks."
    _sign(
        assessment,
        by,
        agrees=False,
        intent="non_operative",
        how_soon="none",
        reason="patient",
        text=words,
    )
    yield 26
    reason = "The radiographs were measured anew: the lesion is longer than was told."
    amendment = signing.amend(assessment=assessment, reason=reason, by=by)
    document["lesions"][0]["imaging"] |= {"axial_extent_mm": 58, "cortical_fraction": "over_two_thirds"}
    save(amendment, _today(document), by)
    _plan(amendment, "operate", "expedited", by)
    yield 25.9
    _sign(amendment, by, intent="operate", how_soon="expedited", procedure="long_nail", **AGREED)


def operated(identifier: str, name: str, unit: Unit, by: User) -> Steps:
    """Signed with agreement, decided by the tumour board, operated on, and followed up for six months."""
    document = _today(read("08-spine-renal-cord"), age=63)
    yield 200
    patient = enter_patient(document, identifier, unit, by, name)
    assessment = begin(_today(document), patient, by)
    _plan(assessment, "operate", "urgent", by)
    lesion = patient.lesions.get()
    board = [Decided(lesion, "operate", "urgent", "Decompression and fixation, then radiotherapy.")]
    record_board(assessment=assessment, on=timezone.localdate(), decided=board, by=by)
    yield 199.9
    procedure = "decompression_and_fixation"
    _sign(assessment, by, intent="operate", how_soon="urgent", procedure=procedure, **AGREED)
    yield 156
    theatre = {
        "operated": "yes",
        "operation": procedure,
        "operated_on": _ago(43),
        "treatments": ["radiotherapy_fractionated"],
        "complications": ["infection"],
        "implant": "in_place",
    }
    _follow_up(lesion, by, **theatre, walking="frame", pain=4)
    yield 108
    _follow_up(lesion, by, complications=["none"], implant="in_place", walking="stick", pain=2)
    yield 18
    _follow_up(lesion, by, complications=["none"], implant="in_place", walking="stick", pain=3)
    note = "Walks to the clinic. The wound has healed; imaging shows no progression at T8."
    signing.add_note(assessment=assessment, text=note, by=by)


def _today(document: dict[str, Any], **patient: Any) -> dict[str, Any]:
    """Give a copy of a case as it is found today, with these answers about the patient."""
    case = deepcopy(document)
    case["case"]["patient"] |= {"assessed_on": timezone.localdate()} | patient
    return case


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _plan(assessment: Assessment, intent: str, how_soon: str, by: User) -> None:
    lesions = assessment.patient.lesions.all()
    signing.record_plans(assessment=assessment, plans=dict.fromkeys(lesions, (intent, how_soon)), by=by)


def _sign(assessment: Assessment, by: User, **said: Any) -> None:
    revision, at = assessment.latest(), timezone.now()
    evaluation, problems = revision.given.evaluated
    if evaluation is None:
        raise ValueError(f"the case cannot be signed: {problems}")
    signing.sign(
        assessment=assessment,
        said=[signing.Said(lesion, **said) for lesion in assessment.patient.lesions.all()],
        shown=final_report(assessment, revision, evaluation, signer=by, at=at),
        at=at,
        base_revision=revision.number,
        by=by,
    )
    record_access(by, AccessKind.SIGNED, assessment=assessment)


def _follow_up(lesion: Any, by: User, **told: Any) -> None:
    record_follow_up(lesion=lesion, told={"on": timezone.localdate(), "life": "alive", **told}, by=by)
