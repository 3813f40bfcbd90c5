"""A unit changes its intervals: when each follow-up is due is reckoned anew, a few patients at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.actions import follow_up
from assessments.actions.follow_up import is_reckoned, note_due, reckon_dues
from assessments.actions.units import change_settings
from assessments.models import Assessment, Lesion, Patient
from assessments.models.unit_settings import UnitSettings
from assessments.views import unit as pages
from tests.people import TODAY, World, fill, sign

pytestmark = pytest.mark.django_db
SIGNED = datetime(2026, 11, 25, 12, tzinfo=UTC)


def signed(world: World, number: int) -> Lesion:
    """Sign for one more patient of the unit, on 25 November 2026."""
    patient = actions.create_patient(unit=world.north, identifier=f"R-{number}", by=world.alice)
    assessment = actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    fill(assessment, world.alice)
    sign(assessment, world.alice)
    Assessment.objects.filter(pk=assessment.pk).update(signed_at=SIGNED)
    return patient.lesions.get()


def due(*lesions: Lesion) -> list[date | None]:
    return [Lesion.objects.get(pk=lesion.pk).follow_up_due for lesion in lesions]


def change(world: World, *weeks: int) -> None:
    change_settings(unit=world.north, settings=UnitSettings(follow_up_weeks=weeks), by=world.leah)


def test_it_goes_portion_by_portion_each_in_its_own_transaction(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesions = [signed(world, number) for number in range(3)]
    monkeypatch.setattr(follow_up, "PORTION", 2)
    change(world, 4)
    assert not is_reckoned(world.north)
    with CaptureQueriesContext(connection) as found:
        reckon_dues(unit=world.north)
    assert due(*lesions) == [date(2026, 12, 23)] * 3
    assert is_reckoned(world.north)
    taken = [one["sql"] for one in found if 'FROM "assessments_patient"' in one["sql"]]
    assert len([one for one in taken if "LIMIT 2" in one]) == 3  # four patients by two, and none after them


def test_a_great_unit_is_left_to_the_command(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesion = signed(world, 1)
    monkeypatch.setattr(pages, "RECKONED_AT_ONCE", 1)
    client.force_login(world.leah)
    change(world, 4)
    before = due(lesion)
    address = reverse("assessments:unit_settings", args=[world.north.pk])
    page = client.post(address, {"follow_up_weeks": "5"}, follow=True)
    if page.redirect_chain and "reauthenticate" in page.redirect_chain[-1][0]:
        pytest.fail("the page asks for a password first")
    assert "Within about an hour" in page.content.decode()
    assert due(lesion) == before
    told = StringIO()
    call_command("keep_results", stdout=told)
    assert "North: follow-ups are due by its new intervals." in told.getvalue()
    assert due(lesion) == [date(2026, 12, 30)]
    told = StringIO()
    call_command("keep_results", stdout=told)
    assert "intervals" not in told.getvalue()


def test_intervals_changed_meanwhile_are_reckoned_again(world: World) -> None:
    change(world, 4)
    world.north.refresh_from_db()
    stale = type(world.north).objects.get(pk=world.north.pk)
    change(world, 8)
    reckon_dues(unit=stale)
    stale.refresh_from_db()
    assert not is_reckoned(stale)


def test_what_else_of_the_settings_changes_leaves_it_to_be_done(world: World) -> None:
    change(world, 4)
    other = UnitSettings(follow_up_weeks=(4,), report_name="North clinic")
    change_settings(unit=world.north, settings=other, by=world.leah)
    world.north.refresh_from_db()
    assert not is_reckoned(world.north)


def test_for_a_patient_it_takes_three_queries_whatever_their_lesions(world: World) -> None:
    for _more in range(4):
        actions.add_lesion(assessment=world.assessment, by=world.alice)
    patient = Patient.objects.select_related("unit").get(pk=world.patient.pk)
    with CaptureQueriesContext(connection) as found:
        note_due(patient)
    assert len(found) == 3, [one["sql"] for one in found]
