"""When something began, typed in the form where hours are asked for: counted once, both kept."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from assessments.models import Revision
from tests.people import World
from tests.views.test_section import address, posted, stored

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """A clock of the unit's zone that the test turns."""
    now = [datetime(2026, 11, 26, 19, 30, tzinfo=BERLIN)]
    monkeypatch.setattr("assessments.forms.fields.localtime", lambda: now[0])
    return now


def typed_of(world: World) -> dict[str, str]:
    newest = Revision.objects.filter(assessment=world.assessment).latest("number")
    found: dict[str, str] = newest.typed_in("neuro", str(world.lesion.uuid))["deficit_hours"]
    return found


def test_the_hours_are_counted_and_both_moments_are_kept(
    alices: Client, world: World, clock: list[datetime]
) -> None:
    alices.post(address(world, "neuro"), posted({"deficit": "present", "deficit_hours": "today 18:00"}))
    assert stored(world, "neuro")["deficit_hours"] == 1
    assert typed_of(world) == {
        "value": "26.11.2026 18:00", "unit": "hours",
        "began": "2026-11-26T17:00:00+00:00", "answered": "2026-11-26T18:30:00+00:00",
    }  # fmt: skip
    clock[0] = datetime(2026, 11, 28, 19, 30, tzinfo=BERLIN)
    page = alices.get(address(world, "neuro")).content.decode()
    assert 'value="26.11.2026 18:00"' in page
    # Saved again two days later as it stands there, it is the same answer; another time is counted anew.
    answers = {"deficit": "present", "deficit_hours": "26.11.2026 18:00", "weakest_power": "4"}
    alices.post(address(world, "neuro"), posted(answers, base=2))
    assert stored(world, "neuro")["deficit_hours"] == 1
    answers["deficit_hours"] = "26.11.2026 17:30"
    alices.post(address(world, "neuro"), posted(answers, base=3))
    assert stored(world, "neuro")["deficit_hours"] == 50


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("today 20:00", "“today 20:00” is in the future."),
        ("18:00", "Enter hours or days, such as 12 or 2 d, or day and time, such as today 14:30."),
        ("since Monday", "Enter hours or days"),
        ("25.11.2026", "Enter hours or days"),
        ("26.11.2023 12:00", "Enter a number from 0 to 20000 hours."),
        ("1000 d", "1000 days cannot be. Is it 1000 hours?"),
        ("-2", "Enter a number from 0 to 20000 hours."),
    ],
)
def test_what_is_refused_says_what_can_be_typed_and_is_not_lost(
    alices: Client, world: World, clock: list[datetime], typed: str, said: str
) -> None:
    page = alices.post(address(world, "neuro"), posted({"deficit": "present", "deficit_hours": typed}))
    assert page.status_code == 422
    assert said in page.content.decode()
    assert f'value="{typed}"' in page.content.decode()
    assert Revision.objects.filter(assessment=world.assessment).count() == 1


def test_days_written_behind_are_kept_as_days(alices: Client, world: World, clock: list[datetime]) -> None:
    alices.post(address(world, "neuro"), posted({"deficit": "present", "deficit_hours": "2 d"}))
    assert stored(world, "neuro")["deficit_hours"] == 48
    assert typed_of(world) == {"value": "2", "unit": "days"}


def test_the_browser_is_told_how_a_moment_is_read(
    alices: Client, world: World, clock: list[datetime]
) -> None:
    url = address(world, "neuro") + "draft/"
    for typed, hours in (("today 18:00", 1), ("23.11.2026 19:30", 72), ("today 23:00", None), ("2 d", 48)):
        answer = alices.post(url, {"deficit_hours": typed, "base_revision": "1"})
        assert answer.json()["read"] == {"deficit_hours": {"text": typed, "number": hours}}
    assert (
        '"read": {"deficit_hours": {"text": "2 d", "number": 48}}'
        in alices.get(address(world, "neuro")).content.decode()
    )
