"""The papers of a meeting of the tumour board, put together each time from what is kept of it.

The agenda, with a page for each case, and the minutes, which are drawn from the sealed decisions and are kept
nowhere: an erasure of one patient takes that one out of them and leaves the others whole.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.answers.punctuation import clauses, explained, told
from assessments.answers.wording import date_in_words
from assessments.models.unit_settings import UnitSettings
from assessments.report.of_assessment import full_name
from assessments.report.words import word

from .board_cases import board_case
from .decided import decision_in_words
from .key_images import images_of_case
from .meetings import case_now, decided_in
from .printed_images import printed_images

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.models import AgendaItem, Assessment, Meeting
    from assessments.report.tree import Decision, LesionReport

    from .board_cases import BoardCase
    from .meetings import Told

AGENDA, MINUTES = "agenda", "minutes"


def paper(meeting: Meeting, kind: str) -> tuple[dict[str, Any], list[Assessment]]:
    """Give the agenda or the minutes as plain values in the language in force, and whose cases they name."""
    related = ("assessment__patient__unit", "assessment__unit", "assessment__author", "presenter")
    items = list(meeting.items.select_related(*related, "carried_from"))
    cases = {item.pk: case_now(item.assessment) for item in items}
    decided = decided_in(meeting, cases.values())
    rows = [_row(item, board_case(cases[item.pk]), decided[cases[item.pk].pk], meeting) for item in items]
    on = date_in_words(meeting.on.isoformat())
    title = _("Minutes of the tumour board") if kind == MINUTES else _("Agenda of the tumour board")
    tree = {
        "kind": kind,
        "language": get_language() or "en",
        "title": title,
        "on": on,
        "unit": UnitSettings.of(meeting.unit).report_name or meeting.unit.name,
        "chair": told(_("Chair"), full_name(meeting.chair)),
        "state": meeting.get_state_display(),
        "rows": rows,
        "none": _("There is no case on the agenda."),
        "foot": _("The minutes are drawn from the signed decisions each time; what was erased stays erased.")
        if kind == MINUTES
        else "",
        "labels": _labels(),
    }
    return tree, list(cases.values())


def with_pictures(tree: dict[str, Any], cases: Iterable[Assessment]) -> dict[str, Any]:
    """Add the key images of each case to an agenda, for its page."""
    drawn = [[asdict(one) for one in printed_images(images_of_case(case))] for case in cases]
    rows = [row | {"pictures": pictures} for row, pictures in zip(tree["rows"], drawn, strict=True)]
    return tree | {"rows": rows}


def _labels() -> dict[str, str]:
    return {
        "question": _("Question to the board"),
        "decision": _("Decision"),
        "presenter": _("Presented by"),
        "advice": word("advice"),
        "surgeon": word("surgeon"),
        "board": word("board"),
        "signs": word("board_signs"),
        "colon": word("colon"),
        "replaced": word("replaced"),
    }


def _row(item: AgendaItem, case: BoardCase, decided: list[Told], meeting: Meeting) -> dict[str, Any]:
    patient = case.assessment.patient
    carried = item.carried_from
    return {
        "position": item.position,
        "who": _("erased")
        if case.is_erased
        else clauses(one for one in (patient.identifier, patient.name) if one),
        "lesions": [_lesion(lesion, row, case) for lesion, row in case.lesions],
        "question": item.question,
        "presenter": full_name(item.presenter) if item.presenter else "",
        "carried": _("Carried over from %(on)s") % {"on": date_in_words(carried.on.isoformat())}
        if carried
        else "",
        "decided": [_decision(decision_in_words(sealed, content)) for sealed, content in decided],
        "state": _state(case, decided, meeting),
    }


def _decision(one: dict[str, Any]) -> dict[str, Any]:
    """Put a decision into lines: what, in which words, who does it, why otherwise, and who wrote it when."""
    written = ""
    if "at" in one:
        at = date_format(localtime(one["at"]), "SHORT_DATETIME_FORMAT")
        written = _("Written by {who}, {at}").format(who=one["by"], at=at)
    if one["late"]:
        written = clauses((written, _("Added after the meeting was closed.")))
    return {"rows": [_said(row) for row in one["rows"]], "written": written}


def _said(row: dict[str, str]) -> dict[str, Any]:
    titled = (("board_who", row.get("who")), ("board_why", row.get("why")))
    more = [row.get("text", ""), *(told(word(title), text) for title, text in titled if text)]
    return {"name": row["name"], "decision": row["decision"], "more": [one for one in more if one]}


def _state(case: BoardCase, decided: list[Told], meeting: Meeting) -> str:
    if case.is_damaged:
        return _("A record that does not match its signature")
    if case.assessment.is_withdrawn:
        return _("Withdrawn")
    if not decided and meeting.is_closed:
        return _("Not reached")
    return "" if decided else _("No decision was recorded in this meeting.")


def _lesion(lesion: LesionReport, row: Decision | None, case: BoardCase) -> dict[str, Any]:
    advice = (lesion.advice or lesion.headline) if case.tells else _("after the surgeon's own plan")
    surgeon = (row.done or row.plan) if row else ""
    return {
        "language": case.language,
        "line": lesion.patient_line or lesion.name,
        "advice": advice,
        "surgeon": surgeon or word("not_recorded"),
        "board": (row.board if row else "") or word("not_recorded"),
        "findings": [
            *([lesion.reason] if case.tells and lesion.reason else []),
            *(
                explained(f"{one.title} {one.total}", one.band) if one.band else f"{one.title} {one.total}"
                for one in lesion.scores
                if one.begun
            ),
        ],
    }
