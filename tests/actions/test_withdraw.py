"""Withdrawing a draft: kept, marked, out of the lists, and put back."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.actions import signing, tumour_board, withdrawing
from assessments.models import Assessment, Withdrawal
from assessments.models.append_only import permitted
from assessments.record.verification import faults
from tests.people import TODAY, World, fill, send, sign


def url(world: World, name: str) -> str:
    return reverse(f"assessments:{name}", args=[world.assessment.uuid])


@pytest.fixture
def withdrawn(world: World, alices: Client) -> Client:
    fill(world.assessment, world.alice)
    answer = send(alices, url(world, "withdraw"), {"text": "Begun for the wrong patient."})
    assert answer["Location"] == url(world, "hub")
    return alices


def test_it_leaves_the_lists_and_the_counts(withdrawn: Client, world: World) -> None:
    for query in ("", "waiting=mine", "waiting=unsigned", "status=draft", "decision=operate"):
        page = withdrawn.get(f"/?{query}")
        assert page.context["rows"] == [], query
        assert [count for _kind, _name, count, _more in page.context["waiting"][:4]] == [0] * 4
    found = withdrawn.get("/?status=withdrawn").context["rows"]
    assert [row["assessment"].patient.identifier for row in found] == ["N-001"]


def test_it_is_kept_and_marked(withdrawn: Client, world: World) -> None:
    page = withdrawn.get(url(world, "hub")).content.decode()
    assert "This draft was withdrawn by alice" in page
    assert "Begun for the wrong patient." in page
    assert "Operate" not in page, "it gives no advice"
    patient = withdrawn.get(reverse("assessments:patient", args=[world.patient.uuid])).content.decode()
    assert "Withdrawn" in patient
    assert "decision-operate" not in patient
    assert list(faults(world.north)) == []


@pytest.mark.parametrize(
    "name", ["report", "report_pdf", "report_text", "sign", "plan", "withdraw", "emergency"]
)
def test_nothing_is_done_with_it(withdrawn: Client, world: World, name: str) -> None:
    answer = withdrawn.get(url(world, name))
    assert answer.status_code == 409
    assert "This draft is withdrawn" in answer.content.decode()


def test_no_action_writes_into_it(withdrawn: Client, world: World) -> None:
    found = Assessment.objects.get()
    decided = [tumour_board.Decided(world.lesion, "operate", "urgent")]
    with pytest.raises(actions.WithdrawnError):
        signing.skip_plans(assessment=found, reason="reading", by=world.alice)
    with pytest.raises(actions.WithdrawnError):
        tumour_board.record_board(assessment=found, on=TODAY, decided=decided, by=world.alice)
    with pytest.raises(signing.NotSignedError):
        signing.add_note(assessment=found, text="x", by=world.alice)
    section = reverse("assessments:section", args=[world.assessment.uuid, "history"])
    assert withdrawn.post(section, {"ecog": "2"}).status_code == 409


def test_it_can_be_put_back(withdrawn: Client, world: World) -> None:
    answer = send(withdrawn, url(world, "put_back"), {}, page=url(world, "hub"))
    assert answer["Location"] == url(world, "hub")
    assert Assessment.objects.get().is_draft
    assert len(withdrawn.get("/?waiting=mine").context["rows"]) == 1
    page = withdrawn.get(url(world, "history")).content.decode()
    assert "The draft was put back by alice" in page
    assert "Begun for the wrong patient." in page
    assert list(faults(world.north)) == []


def test_its_answers_are_nobodys_last_time(withdrawn: Client, world: World) -> None:
    later = actions.start_assessment(
        patient=world.patient, lesions=[world.lesion], today=TODAY, by=world.alice
    )
    pain = reverse("assessments:lesion_section", args=[later.uuid, world.lesion.uuid, "pain"])
    assert "Last time" not in withdrawn.get(pain).content.decode()
    patient = withdrawn.get(reverse("assessments:patient", args=[world.patient.uuid])).content.decode()
    assert "What changed since" not in patient


def test_a_withdrawn_amendment_replaces_nothing(world: World, alices: Client) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    amendment = signing.amend(assessment=world.assessment, reason="x", by=world.alice)
    withdrawing.withdraw(assessment=amendment, reason="not needed", by=world.alice)
    page = alices.get(url(world, "report")).content.decode()
    assert "An amendment is being written" not in page
    assert "Amend" in page
    assert list(faults(world.north)) == []


def test_a_draft_that_was_only_marked_is_found(world: World) -> None:
    """Whoever can write to the database hides no case from the lists without a trace."""
    Assessment.objects.update(status="withdrawn")
    assert "withdrawn, by no record" in str(next(faults(world.north)))
    Assessment.objects.update(status="draft")
    withdrawing.withdraw(assessment=world.assessment, reason="x", by=world.alice)
    Assessment.objects.update(status="draft")
    assert "was withdrawn and is not marked so" in str(next(faults(world.north)))


def test_a_damaged_record_of_it_is_named_and_not_shown(withdrawn: Client, world: World) -> None:
    with permitted("the test"):
        QuerySet(Withdrawal).update(reason="Another reason.")
    page = withdrawn.get(url(world, "hub")).content.decode()
    assert "A record that does not match its signature" in page
    assert "Another reason." not in page
