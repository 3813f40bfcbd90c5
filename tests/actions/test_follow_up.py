"""Follow-up: what may be told, that it is only ever added to, and when the next is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.actions.follow_up import ReplacedAlreadyError, note_due, record_follow_up
from assessments.models import Assessment, FollowUp, Lesion
from assessments.models.base import AppendOnlyError
from assessments.record.outcomes import (
    course_of,
    months_after,
    next_due,
    outcome_of,
    outcome_of_patient,
)
from assessments.record.waiting import those_waiting
from tests.people import TODAY, World, fill, send, sign

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from bonemet.accounts.models import User

JUNE = date(2026, 6, 1)


def url(world: World) -> str:
    return reverse("assessments:follow_up", args=[world.lesion.uuid])


def tell(world: World, lesion: Lesion | None = None, **told: Any) -> FollowUp:
    told.setdefault("on", JUNE)
    return record_follow_up(lesion=lesion or world.lesion, told=told, by=world.alice)


# -- The form ----------------------------------------------------------------------------------------------


def test_everything_told_is_kept_and_shown_in_words(world: World, alices: Client) -> None:
    response = send(
        alices,
        url(world),
        {
            "on": "1 June 2026",
            "operated": "yes",
            "operation": "long_nail",
            "operated_on": "02.05.2026",
            "treatments": ["radiotherapy_8gy"],
            "complications": ["infection", "thrombosis"],
            "implant": "revised",
            "implant_on": "20.05.2026",
            "walking": "frame",
            "pain": "0",
            "life": "alive",
            "text": "Comes with <b>her</b> daughter.",
        },
    )
    assert response.status_code == 302
    entry = FollowUp.objects.get()
    assert (entry.on, entry.operated_on, entry.implant_on) == (JUNE, date(2026, 5, 2), date(2026, 5, 20))
    assert (entry.operated, entry.operation, entry.treatments) == ("yes", "long_nail", ["radiotherapy_8gy"])
    assert (entry.complications, entry.implant) == (["infection", "thrombosis"], "revised")
    assert (entry.walking, entry.pain, entry.life, entry.died_on) == ("frame", 0, "alive", None)
    page = alices.get(reverse("assessments:follow_ups", args=[world.patient.uuid])).content.decode()
    for words in (
        "Yes, Long intramedullary nail, interlocked, 2 May 2026",
        "Single-fraction radiotherapy (8 Gy)",
        "Wound or infection, Thrombosis or embolism",
        "Revision, 20 May 2026",
        "With a frame or a person",
        "Last known alive on 1 June 2026",
        "Comes with &lt;b&gt;her&lt;/b&gt; daughter.",
    ):
        assert words in page


def test_what_is_left_open_stays_unknown(world: World, alices: Client) -> None:
    form = {"on": "01.06.2026", "walking": "bed", "operated": "not_known", "implant": "not_known"}
    assert send(alices, url(world), form).status_code == 302
    entry = FollowUp.objects.get()
    assert (entry.operated, entry.implant, entry.life, entry.pain) == ("", "", "", None)
    assert (entry.complications, entry.treatments) == ([], [])


@pytest.mark.parametrize(
    ("form", "name", "message"),
    [
        ({"on": ""}, "on", "This field is required."),
        ({"on": "26.11.2026"}, "on", "The date is in the future."),
        ({"on": "6.2026"}, "on", "Enter a date, such as 31.10.2026."),
        ({"on": "1.6.1950"}, "on", "Enter a year after 1990."),
        ({}, "__all__", "Say at least one thing about how it went."),
        ({"operated": "yes"}, "operation", "Say which operation."),
        ({"operated": "yes", "operation": "long_nail"}, "operated_on", "Enter the day of the operation."),
        ({"operated": "no"}, "not_operated_because", "Say why not."),
        ({"operated": "maybe"}, "operated", "Select a valid choice."),
        ({"operation": "long_nail"}, "operated", "An operation is named below"),
        (
            {"operated": "yes", "operation": "long_nail", "operated_on": "2.6.2026"},
            "operated_on",
            "This is after the day of this follow-up.",
        ),
        ({"implant": "failed"}, "implant_on", "Enter the day on which it failed."),
        ({"implant": "in_place", "implant_on": "1.5.2026"}, "implant", "A day of failure is named below"),
        ({"complications": ["none", "nerve"]}, "complications", "Choose “None” or what there was, not both."),
        ({"pain": "11"}, "pain", "Select a valid choice."),
        ({"life": "died"}, "died_on", "Enter the date or month of death"),
        ({"died_on": "1.6.2026"}, "life", "A date of death is named below"),
        ({"life": "died", "died_on": "12.2026"}, "died_on", "The date is in the future."),
        ({"life": "alive", "text": "x" * 4001}, "text", "Ensure this value has at most 4000 characters"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    world: World, alices: Client, form: dict[str, Any], name: str, message: str
) -> None:
    response = send(alices, url(world), {"on": "01.06.2026"} | form)
    assert response.status_code == 422
    assert message in str(response.context["form"].errors[name])
    assert "<title>Error:" in response.content.decode()
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(
    ("typed", "died_on", "about"),
    [
        ("3.5.2026", date(2026, 5, 3), False),
        ("5.2026", date(2026, 5, 15), True),
        ("11.2026", date(2026, 11, 15), True),
        ("?", None, False),
    ],
)
def test_a_death_is_told_by_day_by_month_or_without_a_date(
    world: World, alices: Client, typed: str, died_on: date | None, about: bool
) -> None:
    assert send(alices, url(world), {"on": "20.11.2026", "life": "died", "died_on": typed}).status_code == 302
    outcome = outcome_of_patient(world.patient)
    assert (outcome.died, outcome.died_on, outcome.died_about) == (True, died_on, about)


def test_a_death_belongs_to_the_patient_and_not_to_a_lesion(world: World, alices: Client) -> None:
    other = actions.add_lesion(assessment=world.assessment, by=world.alice)
    tell(world, other, life="died", died_on=date(2026, 5, 20))
    again = send(alices, url(world), {"on": "01.06.2026", "life": "alive"})
    assert "The record says that the patient had died by then." in str(again.context["form"].errors["life"])
    twice = send(alices, url(world), {"on": "01.06.2026", "life": "died", "died_on": "21.5.2026"})
    assert "The death is recorded already." in str(twice.context["form"].errors["life"])
    before = send(alices, url(world), {"on": "02.05.2026", "life": "alive"})
    assert before.status_code == 302


def test_nobody_dies_before_they_were_last_seen_alive(world: World, alices: Client) -> None:
    tell(world, life="alive")
    form = {"on": "02.06.2026", "life": "died", "died_on": "31.5.2026"}
    response = send(alices, url(world), form)
    assert "alive after this day" in str(response.context["form"].errors["died_on"])


# -- Only ever added to ------------------------------------------------------------------------------------


def test_an_entry_is_never_changed_and_never_deleted(world: World) -> None:
    entry = tell(world, life="alive")
    entry.life = "died"
    for forbidden in (
        entry.save,
        entry.delete,
        FollowUp.objects.all().delete,
        lambda: FollowUp.objects.update(life="died"),
    ):
        with pytest.raises(AppendOnlyError):
            forbidden()


def test_a_correction_names_what_it_replaces_and_counts_instead(world: World, alices: Client) -> None:
    wrong = tell(world, life="died", died_on=date(2026, 5, 20))
    correct = reverse("assessments:correct_follow_up", args=[wrong.uuid])
    assert 'value="20.05.2026"' in alices.get(correct).content.decode()
    silent = send(alices, correct, {"on": "01.06.2026", "life": "alive"})
    assert silent.status_code == 422  # a correction says why
    form = {"on": "01.06.2026", "life": "alive", "text": "Another patient was meant."}
    assert send(alices, correct, form).status_code == 302
    right = FollowUp.objects.get(replaces=wrong)
    assert list(FollowUp.objects.current()) == [right]
    outcome = outcome_of_patient(world.patient)
    assert (outcome.died, outcome.seen_alive_on) == (False, JUNE)
    page = alices.get(reverse("assessments:follow_ups", args=[world.patient.uuid])).content.decode()
    assert "Corrected; counts no more" in page
    assert "20 May 2026" in page
    assert alices.post(correct, form).status_code == 409
    with pytest.raises(ReplacedAlreadyError):
        record_follow_up(lesion=world.lesion, told={"on": JUNE}, replaces=wrong, by=world.alice)


# -- What the entries say together -------------------------------------------------------------------------


def test_the_course_is_the_last_word_on_each_matter(world: World) -> None:
    tell(
        world, operated="yes", operation="long_nail", operated_on=date(2026, 5, 2), implant="in_place", pain=7
    )
    tell(world, on=date(2026, 7, 1), implant="failed", implant_on=date(2026, 6, 20), complications=["nerve"])
    tell(world, on=date(2026, 8, 1), implant="in_place", pain=0, complications=["none"])
    course = course_of(FollowUp.objects.all())
    assert (course.operated, course.operation, course.operated_on) == ("yes", "long_nail", date(2026, 5, 2))
    assert (course.implant, course.implant_on) == ("failed", date(2026, 6, 20))
    assert (course.pain, course.walking, course.complications) == (0, "", ("nerve",))
    assert course.last_on == date(2026, 8, 1)


def test_nothing_told_is_nothing_known(db: None) -> None:
    course, outcome = course_of([]), outcome_of([])
    assert (course.operated, course.pain, course.implant, course.complications) == ("", None, "", ())
    assert (outcome.died, outcome.died_on, outcome.seen_alive_on) == (False, None, None)


# -- Due ---------------------------------------------------------------------------------------------------

MARCH = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("seen", "due"),
    [
        ([], date(2026, 5, 12)),
        ([MARCH], date(2026, 5, 12)),
        ([date(2026, 3, 1)], date(2026, 5, 12)),
        ([date(2026, 4, 27)], date(2026, 5, 12)),
        ([date(2026, 4, 28)], date(2026, 6, 30)),
        ([date(2026, 7, 20), date(2026, 5, 12)], date(2026, 9, 30)),
        ([date(2026, 10, 1)], date(2027, 3, 31)),
        ([date(2027, 4, 1)], date(2028, 3, 31)),
        ([date(2028, 4, 1)], None),
    ],
)
def test_the_next_follow_up_is_the_first_that_nobody_came_for(seen: list[date], due: date | None) -> None:
    assert next_due(MARCH, seen) == due


def test_without_a_start_nothing_is_due() -> None:
    assert next_due(None, [JUNE]) is None
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)


def waiting(user: User, day: date) -> QuerySet[Lesion]:
    """List the lesions of which this user's list says that day that the follow-up is due."""
    rows = those_waiting(Assessment.objects.visible_to(user), "follow_up", user, day)
    return Lesion.objects.filter(assessed__assessment__in=rows)


def test_signing_begins_the_follow_up_an_operation_begins_it_anew_and_death_ends_it(world: World) -> None:
    fill(world.assessment, world.alice)
    assert not waiting(world.alice, date(2030, 1, 1)).exists()
    sealed = sign(world.assessment, world.alice)
    signed_on = sealed.at.date()
    world.lesion.refresh_from_db()
    assert world.lesion.follow_up_due == signed_on + timedelta(days=42)
    operated_on = signed_on + timedelta(days=10)
    tell(world, on=operated_on, operated="yes", operation="long_nail", operated_on=operated_on)
    due = operated_on + timedelta(days=42)
    assert not waiting(world.alice, due - timedelta(days=1)).exists()
    assert list(waiting(world.alice, due)) == [world.lesion]
    assert list(waiting(world.rita, due)) == [world.lesion]
    assert not waiting(world.charlie, due).exists()
    assert not waiting(world.admin, due).exists()
    died = tell(world, on=due, life="died", died_on=due)
    assert not waiting(world.alice, date(2030, 1, 1)).exists()
    record_follow_up(
        lesion=world.lesion, told={"on": due, "life": "alive", "text": "!"}, replaces=died, by=world.alice
    )
    assert waiting(world.alice, date(2030, 1, 1)).exists()


def test_the_list_finds_what_is_due(world: World, alices: Client) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    address = reverse("assessments:list") + "?waiting=follow_up"
    assert alices.get(address).context["rows"] == []
    Lesion.objects.filter(pk=world.lesion.pk).update(follow_up_due=TODAY)
    call_command("keep_results")  # as after a release that did not know the assessment's own column
    assert [row["assessment"] for row in alices.get(address).context["rows"]] == [world.assessment]
    note_due(world.patient)
    assert alices.get(address).context["rows"] == []
