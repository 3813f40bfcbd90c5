"""What waits for a user, counted above the list."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.actions import signing
from assessments.actions.follow_up import put_right
from assessments.models import Assessment, Lesion, units_of
from assessments.record.waiting import waiting_counts
from bonemet.accounts.models import User
from tests.people import TODAY, World, fill, sign, squeezed


def counts(user: User) -> list[tuple[str, str, int, bool]]:
    return waiting_counts(user, units_of(user), TODAY)


def counted(world: World, who: str = "alice") -> dict[str, int]:
    return {kind: count for kind, _name, count, _more in counts(getattr(world, who))}


def begin(world: World, who: str, number: int) -> Assessment:
    by = getattr(world, who)
    patient = actions.create_patient(unit=world.north, identifier=f"W-{number}", by=by)
    return actions.start_assessment(patient=patient, today=TODAY, by=by)


def test_mine_and_those_of_the_unit(world: World) -> None:
    begin(world, "bob", 1)
    assert counted(world) == {"asked": 0, "mine": 1, "unsigned": 2, "overdue": 0, "follow_up": 0}
    assert counted(world, "bob") == {"asked": 0, "mine": 1, "unsigned": 2, "overdue": 0, "follow_up": 0}
    assert counted(world, "rita") == {"asked": 0, "mine": 0, "unsigned": 2, "overdue": 0, "follow_up": 0}
    assert counted(world, "charlie") == {"asked": 0, "mine": 0, "unsigned": 0, "overdue": 0, "follow_up": 0}


def test_what_is_signed_waits_no_more_until_its_follow_up_is_due(world: World) -> None:
    fill(world.assessment, world.alice)
    Assessment.objects.update(due=timezone.now() - timedelta(minutes=1))
    assert counted(world)["overdue"] == 1
    sign(world.assessment, world.alice)
    assert counted(world) == {"asked": 0, "mine": 0, "unsigned": 0, "overdue": 0, "follow_up": 0}
    Lesion.objects.update(follow_up_due=date(2026, 11, 24))
    put_right()
    assert counted(world) == {"asked": 0, "mine": 0, "unsigned": 0, "overdue": 0, "follow_up": 1}


def test_many_are_not_counted_to_the_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.record.waiting.MOST_COUNTED", 2)
    for number in range(3):
        begin(world, "alice", number)
    assert counts(world.alice)[1][2:] == (2, True)


def test_the_list_says_how_much_waits_and_leads_there(alices: Client, world: World) -> None:
    page = " ".join(squeezed(alices.get("/").content.decode()).split())
    assert "<strong>1</strong> My drafts</a>" in page
    assert "<strong>0</strong> Follow-up due</a>" in page
    chosen = squeezed(alices.get("/?waiting=mine").content.decode())
    assert 'href="?waiting=mine" aria-current="true"' in chosen


def test_an_amendment_does_not_set_the_clock_back(world: World) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    long_ago = timezone.now() - timedelta(days=30)
    Assessment.objects.update(created=long_ago)
    amendment = signing.amend(assessment=Assessment.objects.get(), reason="Side.", by=world.alice)
    assert amendment.due == long_ago + timedelta(days=14)
    assert counted(world)["overdue"] == 1
