"""What was decided on a lesion by the surgeon who signed and by the tumour board, beside what was advised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from assessments.answers.punctuation import clauses, explained
from assessments.answers.wording import date_in_words, lesion_name
from assessments.models import (
    Assessment,
    Course,
    HowSoon,
    Intent,
    OverrideReason,
    Response,
    Sealed,
    SealedKind,
    SkipReason,
)
from assessments.report.tree import Decision

from .chain import DamagedRecordError, content_of, is_as_sealed
from .follow_up_words import option_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.answers.document import Answers
    from assessments.models import Plan
    from assessments.report.tree import LesionReport

Place = tuple[int, str]  # an assessment's key and a lesion's uuid


@dataclass(frozen=True, slots=True)
class Word:
    """A decision on one lesion. `agrees` and `reason` are the surgeon's; the last four are the board's."""

    intent: str
    how_soon: str
    agrees: bool = True
    reason: str = ""
    text: str = ""
    is_damaged: bool = False
    procedure: str = ""
    on: date | None = None  # the day of the board
    course: str = ""  # what the intent is a kind of
    who: str = ""  # does it
    why: str = ""  # it is otherwise than advised or planned

    def __str__(self) -> str:
        if self.is_damaged:
            return _("A record that does not match its signature")
        intent = str((Course(self.course) if self.course else Intent(self.intent)).label)
        if self.procedure:
            intent = explained(intent, option_name(self.procedure))
        if self.how_soon == HowSoon.NONE and self.intent != Intent.OPERATE:
            return intent
        return clauses((intent, str(HowSoon(self.how_soon).label).lower()))


# Stands in a list for a record that was changed since: nothing that it says is told, nor is it left out.
DAMAGED = Word("", "", is_damaged=True)


@dataclass(frozen=True, slots=True)
class Decided:
    """What surgeon and board decided on a lesion; None where nothing is recorded."""

    surgeon: Word | None = None
    board: Word | None = None

    @property
    def differ(self) -> bool:
        """Tell whether surgeon and board decided otherwise: whether to operate, or how soon."""
        if self.surgeon is None or self.board is None:
            return False
        if self.surgeon.intent != self.board.intent:
            return True
        return self.surgeon.intent == Intent.OPERATE and self.surgeon.how_soon != self.board.how_soon


def board_seals(assessments: Iterable[Assessment]) -> dict[int, list[Sealed]]:
    """Give what boards decided by assessment, the newest first: on it or on one that it amends."""
    lines = _lines(assessments)
    found: dict[int, list[Sealed]] = {pk: [] for pk in lines}
    wanted = {pk for line in lines.values() for pk in line}
    seals = Sealed.objects.filter(kind=SealedKind.BOARD, assessment__in=wanted).order_by("-sequence")
    for sealed in seals.select_related("chain__unit"):
        for pk, line in lines.items():
            if sealed.assessment_id in line:
                found[pk].append(sealed)
    return found


def _lines(assessments: Iterable[Assessment]) -> dict[int, set[int]]:
    """Give by assessment the keys of itself and of all that it amends, one after the other."""
    assessments = list(assessments)
    amending = Assessment.objects.filter(amends__isnull=False)
    if any(one.amends_id for one in assessments):
        patients = {one.patient_id for one in assessments}
        before = dict(amending.filter(patient__in=patients).values_list("pk", "amends_id"))
    else:
        before = {}
    lines = {}
    for one in assessments:
        line, pk = {one.pk}, before.get(one.pk)
        while pk is not None:
            line.add(pk)
            pk = before.get(pk)
        lines[one.pk] = line
    return lines


def with_responses() -> Prefetch[str, Any, str]:
    """Say how the responses that `decided_on` reads are fetched for many assessments at once, as lists."""
    return Prefetch("responses", Response.objects.select_related("lesion", "chain"), to_attr="answered")


def with_what_is_listed() -> tuple[Prefetch[str, Any, str], ...]:
    """Say how all is fetched that a row of the list shows of an assessment, beside its patient and author."""
    return Prefetch("assessed", to_attr="lesions_listed"), with_responses()


def decided_on(assessments: Iterable[Assessment]) -> dict[Place, Decided]:
    """Give what was decided on every lesion of these assessments, for lists: a damaged record stops none.

    The responses of the assessments are there as `with_responses` fetches them.
    """
    assessments = list(assessments)
    surgeons = {
        (one.assessment_id, one.lesion.key): word_of(one) if is_as_sealed(one) else DAMAGED
        for assessment in assessments
        for one in assessment.answered  # type: ignore[attr-defined]
    }
    boards: dict[Place, Word] = {}
    for pk, seals in board_seals(assessments).items():
        try:
            told = _last_words(seals)
        except DamagedRecordError:  # of which lesions it spoke cannot be known
            told = {uuid: DAMAGED for key, uuid in surgeons if key == pk}
        boards |= {(pk, uuid): word for uuid, word in told.items()}
    return {
        place: Decided(surgeons.get(place), boards.get(place)) for place in surgeons.keys() | boards.keys()
    }


def board_words(assessments: Iterable[Assessment]) -> dict[Place, Word]:
    """Give the board's last word on every lesion of these assessments on which it spoke."""
    return {
        (pk, lesion): word
        for pk, seals in board_seals(assessments).items()
        for lesion, word in _last_words(seals).items()
    }


def word_of(response: Response) -> Word:
    """Give what a signer decided."""
    return Word(
        response.intent,
        response.how_soon,
        response.agrees,
        response.reason,
        response.text,
        procedure=response.procedure,
    )


def _last_words(seals: Iterable[Sealed]) -> dict[str, Word]:
    """Give the board's last word on each lesion, by uuid; `seals` are the newest first."""
    found: dict[str, Word] = {}
    for sealed in seals:
        content = content_of(sealed)
        for one in content["decided"]:
            found.setdefault(one["lesion"], word_of_board(one, date.fromisoformat(content["on"])))
    return found


def word_of_board(one: dict[str, Any], on: date) -> Word:
    """Give a board's word on a lesion; those of earlier releases say less."""
    more = {name: one.get(name, "") for name in ("procedure", "course", "who", "why")}
    return Word(one["intent"], one["how_soon"], text=one["text"], on=on, **more)


def decisions(
    assessment: Assessment,
    uuids: list[str],
    lesions: Iterable[LesionReport],
    content: dict[str, Any] | None = None,
) -> tuple[Decision, ...]:
    """Put what was decided into words, lesion by lesion of a report, in the language in force.

    `content` is what was sealed at signing; without it the plan before the advice and the board are told of.
    Lesions on which nobody planned or decided are left out.
    """
    boards = _last_words(board_seals([assessment])[assessment.pk])
    answers = {one["lesion"]: one for one in content["responses"]} if content else {}
    plans = {one["lesion"]: one for one in content["plans"]} if content else _plans(assessment)
    who = (content["by_full_name"] or content["by_name"]) if content else ""
    return tuple(
        _decision(
            lesion,
            Decided(_surgeon(answers.get(uuid)), boards.get(uuid)),
            plan=plans.get(uuid),
            who=who,
        )
        for uuid, lesion in zip(uuids, lesions, strict=True)
        if uuid in answers or uuid in boards or uuid in plans
    )


def _plans(assessment: Assessment) -> dict[str, dict[str, str]]:
    return {
        str(plan.lesion.uuid): {"intent": plan.intent, "how_soon": plan.how_soon, "skipped": plan.skipped}
        for plan in assessment.plans.standing().select_related("lesion")
    }


def _surgeon(said: dict[str, Any] | None) -> Word | None:
    if said is None:
        return None
    return Word(
        said["intent"],
        said["how_soon"],
        said["agrees"],
        said["reason"],
        said["text"],
        procedure=said.get("procedure", ""),
    )


def plan_word(plan: Plan) -> str:
    """Put a plan, or why there is none, into words; a damaged one is told as that."""
    if not is_as_sealed(plan):
        return str(DAMAGED)
    return _plan_in_words({name: getattr(plan, name) for name in ("skipped", "intent", "how_soon")})


def _plan_in_words(plan: dict[str, str] | None) -> str:
    if plan is None:
        return ""
    if plan["skipped"]:
        return _("No plan recorded (%(reason)s)") % {"reason": SkipReason(plan["skipped"]).label}
    return str(Word(plan["intent"], plan["how_soon"]))


def _differs(word: Word | None, lesion: LesionReport) -> bool:
    """Tell whether somebody says otherwise than the advice: whether to operate, or how soon.

    Advice to consider fits with an operation and without; what is undecided fits with everything.
    """
    if word is None or not word.intent or lesion.decision == "undecided":
        return False
    if lesion.decision == "consider":
        return word.intent not in (Intent.OPERATE, Intent.NON_OPERATIVE)
    if word.intent != lesion.decision:
        return True
    return word.intent == Intent.OPERATE and word.how_soon != lesion.urgency


def _decision(lesion: LesionReport, decided: Decided, *, plan: dict[str, str] | None, who: str) -> Decision:
    surgeon, board = decided.surgeon, decided.board
    planned = Word(plan["intent"], plan["how_soon"]) if plan and not plan["skipped"] else None
    answer = ""
    if surgeon is not None:
        answer = _("Agreed") if surgeon.agrees else _("Different plan")
    return Decision(
        lesion=lesion.number,
        name=lesion.name,
        advised=clauses((lesion.decision_text, lesion.urgency_text.lower())),
        plan=_plan_in_words(plan),
        by=who if surgeon else "",
        done=str(surgeon) if surgeon else "",
        answer=answer,
        agrees=surgeon is None or surgeon.agrees,
        reason=str(OverrideReason(surgeon.reason).label) if surgeon and surgeon.reason else "",
        text=surgeon.text if surgeon else "",
        board=str(board) if board else "",
        board_on=date_in_words(board.on.isoformat()) if board and board.on else "",
        board_text=board.text if board else "",
        board_who=board.who if board else "",
        board_why=board.why if board else "",
        differ=decided.differ,
        plan_differs=_differs(planned, lesion),
        board_differs=_differs(board, lesion),
    )


def board_decisions(assessment: Assessment) -> list[dict[str, Any]]:
    """Give all that boards decided, in words, the newest first: on an amendment also before it."""
    seals = board_seals([assessment])[assessment.pk]
    given = assessment.latest().given
    return [_board_in_words(sealed, content_of(sealed), given) for sealed in seals]


def decision_in_words(sealed: Sealed, content: dict[str, Any]) -> dict[str, Any]:
    """Put one sealed decision into words; of a damaged one, whose content is empty, only that is told."""
    if not content:
        return {"rows": [{"name": "", "decision": str(DAMAGED)}], "late": False}
    return _board_in_words(sealed, content, sealed.assessment.latest().given)


def _board_in_words(sealed: Sealed, content: dict[str, Any], given: Answers) -> dict[str, Any]:
    on = date.fromisoformat(content["on"])
    return {
        "on": date_in_words(content["on"]),
        "by": content["by_full_name"] or content["by_name"],
        "at": sealed.at,
        "rows": [
            {
                "name": lesion_name(given.facts(one["lesion"])) if one["lesion"] in given.lesions else "",
                "decision": str(word),
                "text": word.text,
                "who": word.who,
                "why": word.why,
            }
            for one in content["decided"]
            for word in [word_of_board(one, on)]
        ],
        "late": content.get("late", False),
        "sequence": sealed.sequence,
    }
