"""The tumour board's decision: beside the advice, in the history, sealed, by any member of the unit."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.models import Sealed
from assessments.record.verification import faults
from tests.people import World, answer, confirm, fill, save, send, sign


@pytest.fixture
def alices(alices: Client) -> Client:
    confirm(alices)
    return alices


def url(world: World, name: str = "board") -> str:
    return reverse(f"assessments:{name}", args=[world.assessment.uuid])


def said(world: World, on: str = "24.11.2026", **values: str) -> dict[str, str]:
    return {"on": on} | {f"{world.lesion.uuid}-{name}": value for name, value in values.items()}


def text(response: Any) -> str:
    return " ".join(response.content.decode().replace("<strong>", "").replace("</strong>", "").split())


COLUMN = "<h3>Tumour board</h3>"


def beside(response: Any) -> str:
    """Give the board's column beside the advice, the only one of this report."""
    (_before, after) = text(response).split(COLUMN)
    return after.split("</section>")[0].strip()


def rest(response: Any) -> str:
    """Give the report's article without what was decided."""
    article = text(response).split("<article")[1].split("</article>")[0]
    return re.sub(r'<section lang="en" class="said.*?</section>', "", article)


@pytest.mark.parametrize("who", ["alice", "rita"])
def test_any_member_records_it_and_it_stands_in_the_history(world: World, client: Client, who: str) -> None:
    answer(world.assessment, world.alice)
    client.force_login(getattr(world, who))
    confirm(client)
    form = said(world, intent="operate", how_soon="urgent", text="Nail, then radiotherapy.")
    page = text(send(client, url(world), form, follow=True))
    assert "The board&#x27;s decision is recorded with the assessment." in page
    assert "Operate, within 72 hours" in page
    assert "Nail, then radiotherapy." in page
    assert f"Board of 24 November 2026; written by {who}" in page


def test_it_stands_beside_the_advice_of_a_draft_and_of_a_signed_report(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    report = url(world, "report")
    assert beside(alices.get(report)) == '<p class="hint">Not recorded</p>'
    send(alices, url(world), said(world, intent="non_operative"))
    assert '<p class="headline">No operation</p>' in beside(alices.get(report))
    sign(world.assessment, world.alice)
    before, sealed = alices.get(report), Sealed.objects.get(kind="report").content
    assert '<p class="headline">No operation</p>' in beside(before)
    send(alices, url(world), said(world, intent="operate", how_soon="planned"))
    page = alices.get(report)
    assert Sealed.objects.get(kind="report").content == sealed, "what was signed is not touched"
    assert rest(page) == rest(before), "nor what is shown of it"
    assert '<p class="headline">Operate, planned</p>' in beside(page)
    assert "No operation" not in beside(page)
    told = text(page).split("Tumour board")[-1]
    assert told.index("Operate, planned") < told.index("No operation") < told.index("An earlier decision.")


def test_an_operation_is_asked_by_which_procedure(alices: Client, world: World) -> None:
    """Of those of the bone: no spinal one for a femur; anything but an operation has none."""
    fill(world.assessment, world.alice)
    page = alices.get(url(world)).content.decode()
    asked = re.findall(rf'name="{world.lesion.uuid}-procedure" value="([a-z_0-9]+)"', page)
    assert {"cephalomedullary_nail", "endoprosthesis", "other"} <= set(asked)
    assert not [key for key in asked if "pedicle" in key or "spondylectomy" in key or "vertebr" in key]
    operate = said(world, intent="operate", how_soon="urgent", procedure="cephalomedullary_nail")
    assert send(alices, url(world), operate).status_code == 302
    words = "Operate (cephalomedullary nail), within 72 hours"
    assert words.lower() in beside(alices.get(url(world, "report"))).lower()
    assert words.lower() in text(alices.get(url(world, "history"))).lower()
    assert words.lower() in text(alices.get(url(world, "report_text"))).lower()
    send(alices, url(world), said(world, intent="non_operative", procedure="cephalomedullary_nail"))
    assert Sealed.objects.filter(kind="board").latest("sequence").content.count("cephalomedullary") == 0
    sign(world.assessment, world.alice)
    assert list(faults(world.north)) == []


def test_it_is_sealed_like_a_signature(alices: Client, world: World) -> None:
    send(alices, url(world), said(world, intent="undecided"))
    sign(world.assessment, world.alice)
    send(alices, url(world), said(world, intent="operate", how_soon="urgent"))
    assert [link.kind for link in Sealed.objects.order_by("sequence")] == ["board", "report", "board"]
    assert list(faults(world.north)) == []


def test_lesions_that_the_board_did_not_speak_of_are_left_out(alices: Client, world: World) -> None:
    second = actions.add_lesion(assessment=world.assessment, by=world.alice)
    save(world.assessment, "imaging", {"bone": "humerus", "side": "right"}, second, world.alice)
    send(alices, url(world), {"on": "24.11.2026", f"{second.uuid}-intent": "diagnose_first"})
    page = text(alices.get(url(world, "history")))
    assert "Right humerus: Biopsy before treatment" in page.replace('<span class="hint">', "").replace(
        "</span>", ""
    )
    assert Sealed.objects.get().content.count('"lesion"') == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Say what the board decided on at least one lesion."),
        ({"intent": "operate"}, "Say how soon."),
        ({"how_soon": "urgent"}, "Say what was decided."),
        ({"text": "x"}, "Say what was decided."),
        ({"procedure": "other"}, "Say what was decided."),
        ({"intent": "operate", "how_soon": "urgent", "procedure": "forged"}, "forged is not one of the"),
        ({"intent": "forged"}, "forged is not one of the available choices."),
        ({"intent": "undecided", "text": "x" * 4001}, "at most 4000 characters"),
        ({"on": "24.12.2026", "intent": "undecided"}, "The date is in the future."),
        ({"on": "yesterday", "intent": "undecided"}, "Enter a date"),
        ({"on": "", "intent": "undecided"}, "This field is required."),
    ],
)
def test_what_is_missing_is_said(alices: Client, world: World, values: dict[str, str], words: str) -> None:
    response = send(alices, url(world), said(world, **values))
    assert response.status_code == 422
    assert words in text(response)
    assert not Sealed.objects.exists()


def test_it_is_on_the_time_line(alices: Client, world: World) -> None:
    send(alices, url(world), said(world, intent="undecided"))
    page = alices.get(reverse("assessments:patient", args=[world.patient.uuid])).content.decode()
    assert "timeline-board" in page
    assert "Tumour board" in page.split('class="timeline-list"')[1]


def test_the_last_decision_stands_beside_the_advice(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    send(alices, url(world), said(world, intent="non_operative"))
    send(alices, url(world), said(world, intent="operate", how_soon="urgent"))
    for sign_it in (False, True):
        if sign_it:
            sign(world.assessment, world.alice)
        said_beside = beside(alices.get(url(world, "report")))
        assert '<p class="headline">Operate, within 72 hours</p>' in said_beside
        assert "Decided by the tumour board of 24 November 2026" in said_beside
        assert "No operation" not in said_beside
