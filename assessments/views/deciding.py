"""Recording a board's decision, from a case and in a meeting alike: what is asked, and who came between.

The form says what its page showed: which assessment, which revision, in what state, and after which decision
of a board. Where that is not so any more nothing is recorded: both are shown, and what was typed stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assessments.actions.tumour_board import record_board
from assessments.answers.wording import lesion_name
from assessments.forms.records import BoardDayForm, BoardForm
from assessments.models import Revision, Status
from assessments.record.decided import board_decisions, board_seals
from assessments.record.differences import differences

from .access import today, user_of
from .shown import held, is_another

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from assessments.models import Assessment, Meeting


def seen_of(assessment: Assessment) -> str:
    """Say what a page shows of a case: assessment, revision, state, and the last decision of a board."""
    seals = board_seals([assessment])[assessment.pk]
    last = seals[0].sequence if seals else 0
    return f"{assessment.uuid}.{assessment.revision_number}.{assessment.status}.{last}"


@dataclass(slots=True)
class Deciding:
    """The forms of one decision, and what stands in the way of recording it."""

    assessment: Assessment
    day: BoardDayForm
    forms: list[BoardForm]
    is_sent: bool = False
    another: bool = False  # the patient is not as shown
    nothing: bool = False  # was decided
    between: list[dict[str, Any]] = field(default_factory=list)  # decisions that others recorded meanwhile
    changed: dict[str, Any] = field(default_factory=dict)  # what the case was, and is

    @property
    def has_errors(self) -> bool:
        return self.nothing or (self.is_sent and any(form.errors for form in (self.day, *self.forms)))

    @property
    def is_held_up(self) -> bool:
        """Tell whether the case is no longer what the page showed."""
        return self.another or bool(self.between) or bool(self.changed)

    @property
    def status(self) -> int:
        return 422 if self.has_errors else 409 if self.is_held_up else 200

    @property
    def context(self) -> dict[str, Any]:
        """Give what the pages that ask for a decision show of it."""
        return {
            "assessment": self.assessment,
            "patient": self.assessment.patient,
            "deciding": self,
            "seen": seen_of(self.assessment),
            "all_forms": [self.day, *self.forms],
            "has_errors": self.has_errors,
            "not_as_shown": self.another,
        }


def decide(
    request: HttpRequest, assessment: Assessment, meeting: Meeting | None = None
) -> tuple[Deciding, bool]:
    """Ask what the board decided on each lesion, or record it; tell whether it was recorded."""
    another = is_another(request, held(request, assessment))
    data = request.POST if request.method == "POST" else None
    revision = assessment.latest()
    first: date = min(today(), meeting.on) if meeting else today()
    asked = Deciding(
        assessment,
        BoardDayForm(today=today(), data=data, on=first),
        [
            BoardForm(lesion, lesion_name(facts), str(facts.answers.get("bone") or ""), data)
            for lesion in revision.lesion_rows()
            for facts in [revision.given.facts(lesion.key)]
        ],
        is_sent=data is not None,
        another=another,
    )
    if data is None:
        return asked, False
    _compare(asked, data.get("seen", ""))
    if not all([asked.day.is_valid(), *(form.is_valid() for form in asked.forms)]):
        return asked, False
    decided = [form.decided for form in asked.forms if form.cleaned_data["intent"]]
    asked.nothing = not decided
    if asked.nothing or asked.is_held_up:
        return asked, False
    on = asked.day.cleaned_data["on"]
    record_board(assessment=assessment, on=on, decided=decided, by=user_of(request), meeting=meeting)
    return asked, True


def _compare(asked: Deciding, seen: str) -> None:
    """Find what came between: other decisions, other answers, a signature, an amendment."""
    assessment = asked.assessment
    now = seen_of(assessment)
    if seen == now:
        return
    uuid, number, status, last = [*seen.split("."), "", "", "", ""][:4]
    sequence = int(last) if last.isdecimal() else 0
    asked.between = [one for one in board_decisions(assessment) if one["sequence"] > sequence]
    if (uuid, number, status) != tuple(now.split(".")[:3]):
        asked.changed = _changed(assessment, uuid, number, status)


def _changed(assessment: Assessment, uuid: str, number: str, status: str) -> dict[str, Any]:
    """Say what a case was when the page showed it and what it is now, with the answers that differ."""
    line = {str(one.uuid): one for one in _line(assessment)}
    before = line.get(uuid)
    was = Revision.objects.filter(assessment=before, number=int(number)) if _is_number(number) else None
    then = was.first() if was is not None and before is not None else None
    now = assessment.latest()
    return {
        "was": dict(Status.choices).get(status, ""),
        "is_now": assessment.get_status_display(),
        "is_amendment": before is not None and before.pk != assessment.pk,
        "differences": differences(then.given, now.given) if then is not None else [],
        "then": then,
        "now": now,
    }


def _line(assessment: Assessment) -> list[Assessment]:
    before = assessment.amends
    return [assessment, *(_line(before) if before is not None else ())]


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
