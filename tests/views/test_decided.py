"""What was decided stands beside what was advised, wherever an assessment is told of."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import signing
from assessments.actions.tumour_board import Decided, record_board
from assessments.models import Assessment
from assessments.record.decided import Decided as Words
from assessments.record.decided import Word
from tests.exporting.test_export import rows_of, sent
from tests.people import World, answer, fill, sign
from tests.views.test_report_files import pdf_text

NOT_AS_ADVISED: dict[str, Any] = {
    "agrees": False,
    "intent": "non_operative",
    "how_soon": "none",
    "reason": "patient",
    "text": "Declined twice.",
}


def plain(response: Any) -> str:
    text = response.content.decode().replace("<strong>", "").replace("</strong>", "").replace("&#x27;", "'")
    return " ".join(text.split())


def board_says(world: World, intent: str, how_soon: str, text: str = "", day: int = 24) -> None:
    record_board(
        assessment=world.assessment,
        on=date(2026, 11, day),
        decided=[Decided(world.lesion, intent, how_soon, text)],
        by=world.rita,
    )


@pytest.fixture
def declined(world: World) -> World:
    """Signed against the advice, which is to operate within two weeks."""
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice, **NOT_AS_ADVISED)
    return world


def of(world: World, name: str) -> str:
    return reverse(f"assessments:{name}", args=[world.assessment.uuid])


def columns(page: str) -> list[str]:
    """Cut the advice, the surgeon's and the board's column out of the page."""
    three = page.split('<div class="three">')[1].split('<div class="how-soon')[0]
    return [part.split("</section>")[0] for part in three.split("<section")[1:]]


def test_advice_surgeon_and_board_stand_beside_each_other(alices: Client, declined: World) -> None:
    advice, surgeon, board = columns(plain(alices.get(of(declined, "report"))))
    assert "Operate, provided that: a benefit is expected." in advice
    for words in ("No operation", "Different plan: Patient's preference", "Declined twice."):
        assert words in surgeon
    assert "Decided by alice" in surgeon
    assert "Differs from the advice" in surgeon
    assert 'class="said said-otherwise"' in surgeon
    assert "Not recorded" in board
    assert "said-otherwise" not in board


def test_the_plan_before_the_advice_stands_in_a_draft(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    signing.record_plans(
        assessment=world.assessment, plans={world.lesion: ("non_operative", "none")}, by=world.alice
    )
    _advice, surgeon, _board = columns(plain(alices.get(of(world, "report"))))
    assert "No operation" in surgeon
    assert "Plan before the advice" in surgeon
    assert "Differs from the advice" in surgeon


def test_the_letter_says_it_before_the_advice(alices: Client, declined: World) -> None:
    lines = alices.get(of(declined, "report_text")).content.decode().splitlines()
    assert lines[4:7] == [
        "Left femur, subtrochanteric: Operate, expedited, within 2 weeks (advised)",
        "- Decided by alice: No operation (Different plan: Patient's preference).",
        "- In the signer's words: Declined twice.",
    ]
    assert lines[8].startswith(
        "61 y, female, breast cancer, left femur, subtrochanteric: no fracture, Mirels 12"
    )
    assert lines[10].startswith("Left femur, subtrochanteric: Operate, provided that: a benefit is expected.")


def test_the_first_page_of_the_pdf_says_it(alices: Client, declined: World) -> None:
    board_says(declined, "operate", "urgent")
    first = pdf_text(alices.get(of(declined, "report_pdf")).content).split("\f")[0].replace("’", "'")
    told = " ".join(first.split())
    for words in (
        "No operation",
        "Decided by alice",
        "24 November 2026",
        "Operate, within 72",
        "Patient's preference",
    ):
        assert words in told, words
    assert "Surgeon and tumour board" in told
    assert "Surgeon, date" in told, "the signature is on the first page all the same"


def test_list_and_time_line_say_it(alices: Client, declined: World) -> None:
    board_says(declined, "operate", "urgent")
    for address in (
        reverse("assessments:list"),
        reverse("assessments:patient", args=[declined.patient.uuid]),
    ):
        page = plain(alices.get(address))
        assert 'Decided: No operation <span class="tag tag-alert">not as advised</span>' in page
        assert (
            'Tumour board: Operate, within 72 hours <span class="tag tag-alert">not as the surgeon</span>'
            in page
        )


def test_what_was_agreed_is_told_without_a_mark(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    board_says(world, "operate", "expedited")
    page = plain(alices.get(reverse("assessments:list")))
    assert "Decided: Operate, within 2 weeks</span>" in page
    assert "Tumour board: Operate, within 2 weeks</span>" in page
    assert "not as" not in page
    assert "decided otherwise" not in plain(alices.get(of(world, "report")))


@pytest.mark.usefixtures("exports_made_at_once")
def test_the_export_has_the_board_beside_the_surgeon(client: Client, declined: World) -> None:
    board_says(declined, "operate", "urgent", "Nail.")
    client.force_login(declined.leah)
    client.post(reverse("account_reauthenticate"), {"password": "correct horse battery"})
    (row,) = rows_of(sent(client))
    assert (row["decision"], row["urgency"]) == ("operate", "expedited")
    assert (row["response.agrees"], row["response.intent"]) == ("false", "non_operative")
    assert (row["board.intent"], row["board.how_soon"], row["board.differs"]) == ("operate", "urgent", "true")


def test_the_boards_decision_stands_after_an_amendment(alices: Client, declined: World) -> None:
    board_says(declined, "operate", "urgent", "Nail, then radiotherapy.")
    for _time in range(2):
        amended = signing.amend(assessment=declined.assessment, reason="staging", by=declined.alice)
        sign(amended, declined.alice)
        declined.assessment = Assessment.objects.get(pk=amended.pk)
    _advice, _surgeon, board = columns(plain(alices.get(of(declined, "report"))))
    assert "Decided by the tumour board of 24 November 2026" in board
    assert "Operate, within 72 hours" in board
    assert "Nail, then radiotherapy." in board
    assert "Surgeon and tumour board decided otherwise than each other." in board  # how soon
    text = alices.get(of(declined, "report_text")).content.decode()
    assert "- Decided by the tumour board of 24 November 2026: Operate, within 72 hours." in text


def test_the_boards_last_word_counts(alices: Client, declined: World) -> None:
    board_says(declined, "operate", "urgent")
    board_says(declined, "non_operative", "none", day=25)
    text = alices.get(of(declined, "report_text")).content.decode()
    assert "- Decided by the tumour board of 25 November 2026: No operation." in text
    assert "24 November" not in text
    assert "otherwise than each other" not in text


def test_a_draft_tells_of_the_board_only(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    board_says(world, "diagnose_first", "none")
    text = alices.get(of(world, "report_text")).content.decode()
    assert "- Decided by the tumour board of 24 November 2026: Biopsy before treatment." in text
    assert "Decided by alice" not in text


@pytest.mark.parametrize(
    ("surgeon", "board", "differ"),
    [
        (("operate", "urgent"), ("operate", "urgent"), False),
        (("operate", "urgent"), ("operate", "planned"), True),
        (("operate", "urgent"), ("non_operative", "none"), True),
        (("non_operative", "none"), ("non_operative", "planned"), False),
        (("undecided", "none"), ("diagnose_first", "none"), True),
        (None, ("operate", "urgent"), False),
        (("operate", "urgent"), None, False),
    ],
)
def test_when_surgeon_and_board_differ(surgeon: Any, board: Any, differ: bool) -> None:
    assert Words(Word(*surgeon) if surgeon else None, Word(*board) if board else None).differ is differ
