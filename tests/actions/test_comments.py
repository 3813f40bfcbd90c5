"""Comments on a case and questions to a colleague: for every member, beside the report, never deleted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from assessments.actions import comments as actions
from assessments.actions import corrections
from assessments.actions.assessments import create_patient
from assessments.actions.erasure import erase_identity
from assessments.models import AccessEntry, Comment
from assessments.models.append_only import permitted
from assessments.record.of_patient import whole_record
from assessments.record.verification import faults
from assessments.record.waiting import waiting_counts
from tests.people import TODAY, World, send, sign


def url(world: World, name: str = "comments") -> str:
    return reverse(f"assessments:{name}", args=[world.assessment.uuid])


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(client: Client, world: World, name: str = "comments") -> str:
    return re.sub(r"\s+", " ", client.get(url(world, name)).content.decode())


@pytest.mark.database
def test_a_reviewer_asks_and_the_colleague_answers(world: World, alices: Client) -> None:
    ritas = client_of(world.rita)
    assert send(ritas, url(world), {"text": "Nail or plate?", "to": str(world.alice.pk)}).status_code == 302
    assert "rita asks alice" in text_of(ritas, world)
    assert "not answered yet" in text_of(ritas, world)
    assert waiting_counts(world.alice, [world.north], TODAY)[0][2] == 1
    assert waiting_counts(world.bob, [world.north], TODAY)[0][2] == 0
    found = alices.get("/?waiting=asked").context["rows"]
    assert [row["assessment"].pk for row in found] == [world.assessment.pk]
    assert "Comments (1)" in text_of(alices, world, "hub")
    question = Comment.objects.get()
    answer = {"action": "answer", "comment": str(question.uuid), "text": "Nail."}
    assert send(alices, url(world), answer).status_code == 302
    page = text_of(ritas, world)
    assert "Nail." in page
    assert "not answered yet" not in page
    assert waiting_counts(world.alice, [world.north], TODAY)[0][2] == 0
    assert list(faults(world.north)) == []


def test_what_is_left_out_is_said_and_kept(world: World, alices: Client) -> None:
    assert send(alices, url(world), {"text": "", "to": ""}).status_code == 422
    assert send(alices, url(world), {"text": "Who?", "to": str(world.charlie.pk)}).status_code == 422
    actions.comment(assessment=world.assessment, text="Why?", to=world.alice, by=world.bob)
    uuid = str(Comment.objects.get().uuid)
    refused = send(alices, url(world), {"action": "answer", "comment": uuid, "text": ""})
    assert refused.status_code == 422
    assert "Your answer: This field is required." in re.sub(r"<[^>]*>", "", refused.content.decode())
    nowhere = {"action": "answer", "comment": "x", "text": "words"}
    assert send(alices, url(world), nowhere).status_code == 404
    assert Comment.objects.count() == 1


def test_a_colleague_who_leaves_meanwhile_is_told_and_the_text_is_kept(
    world: World, alices: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def has_left(**_what: Any) -> None:
        raise actions.NotAMemberError

    monkeypatch.setattr(actions, "comment", has_left)
    answer = send(alices, url(world), {"text": "Nail or plate?", "to": str(world.rita.pk)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This colleague is no longer a member of the unit. Choose another." in page
    assert "Nail or plate?" in page


def test_only_its_author_takes_it_back_and_it_stays_readable(world: World, alices: Client) -> None:
    actions.comment(assessment=world.assessment, text="Of another patient.", to=world.bob, by=world.alice)
    back = {"action": "withdraw", "comment": str(Comment.objects.get().uuid)}
    assert send(client_of(world.bob), url(world), back).status_code == 403
    assert send(alices, url(world), back).status_code == 302
    page = text_of(alices, world)
    assert "Withdrawn by its author" in page
    assert "Of another patient." in page
    assert waiting_counts(world.bob, [world.north], TODAY)[0][2] == 0
    assert "Comments (1)" not in text_of(alices, world, "hub")
    send(alices, url(world), back)
    assert Comment.objects.count() == 2, "once is enough"


def test_it_is_no_part_of_the_signed_report_and_can_be_added_to_it(world: World, alices: Client) -> None:
    sealed = sign(world.assessment, world.alice)
    actions.comment(assessment=world.assessment, text="Beside the report.", by=world.rita)
    page = text_of(alices, world, "report")
    assert "Comments (1)" in page
    assert "Beside the report." not in page
    sealed.refresh_from_db()
    assert "Beside the report." not in sealed.content + sealed.identity


def test_nobody_of_another_unit_sees_asks_or_is_asked(world: World) -> None:
    assert client_of(world.charlie).get(url(world)).status_code == 404
    for to, by in ((world.charlie, world.alice), (None, world.charlie)):
        with pytest.raises(actions.NotAMemberError):
            actions.comment(assessment=world.assessment, text="x", to=to, by=by)


def test_looking_is_logged(world: World, alices: Client) -> None:
    alices.get(url(world))
    entry = AccessEntry.objects.get(user=world.alice, what="comments")
    assert (entry.patient, entry.assessment) == (world.patient, world.assessment)


def test_an_erasure_takes_the_name_out_and_the_record_has_it(world: World) -> None:
    actions.comment(assessment=world.assessment, text="N-001 asks for the nail.", by=world.rita)
    assert "N-001 asks" in str(whole_record(world.patient)["comment"])
    erase_identity(patient=world.patient, by=world.leah)
    assert "N-001" not in Comment.objects.get().text
    assert "asks for the nail." in Comment.objects.get().text
    assert list(faults(world.north)) == []


def test_it_stays_with_its_case_when_records_are_joined(world: World, alices: Client) -> None:
    actions.comment(assessment=world.assessment, text="Stays.", by=world.rita)
    stays = create_patient(unit=world.north, identifier="N-002", by=world.alice)
    corrections.merge_patients(duplicate=world.patient, into=stays, reason="twice", by=world.alice)
    assert "Stays." in text_of(alices, world)
    assert "Stays." in str(whole_record(stays)["comment"])


def test_a_changed_one_is_named_and_not_shown(world: World, alices: Client) -> None:
    actions.comment(assessment=world.assessment, text="True.", by=world.rita)
    with permitted("the test"):
        QuerySet(Comment).update(text="False.")
    page = text_of(alices, world)
    assert "A record that does not match its signature" in page
    assert "False." not in page
