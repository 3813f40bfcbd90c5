"""What the list shows, exported and printed under the rules of every export."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.models import AccessEntry
from tests.exporting.fetch import fetched
from tests.people import TODAY, World, confirm, fill

EXPORT = reverse("assessments:export")
pytestmark = pytest.mark.usefixtures("exports_made_at_once")


@pytest.fixture
def leahs(world: World, client: Client) -> Client:
    """The lead, confirmed, in a unit with a femur and a patient of whom nothing is answered."""
    fill(world.assessment, world.alice)
    other = actions.create_patient(unit=world.north, identifier="Z-1", name="Müller", by=world.alice)
    actions.start_assessment(patient=other, today=TODAY, by=world.alice)
    client.force_login(world.leah)
    confirm(client)
    return client


def test_only_what_the_list_shows_is_exported(leahs: Client) -> None:
    assert f'href="{EXPORT}?bone=femur"' in leahs.get("/?bone=femur").content.decode()
    assert "Only what the list shows: 1 assessment." in leahs.get(f"{EXPORT}?bone=femur").content.decode()
    text = fetched(leahs, "with", url=f"{EXPORT}?bone=femur").removeprefix("\ufeff")
    assert [row["identifier"] for row in csv.DictReader(io.StringIO(text))] == ["N-001"]
    logged = AccessEntry.objects.filter(kind="exported", patient__isnull=False)
    assert [entry.patient.identifier for entry in logged if entry.patient] == ["N-001"]


def test_a_search_narrows_it_too(leahs: Client) -> None:
    found = leahs.post("/search/", {"patient": "muller"}, follow=True)
    address = found.redirect_chain[-1][0].replace("/?", f"{EXPORT}?")
    text = fetched(leahs, "with", url=address)
    assert "Z-1" in text
    assert "N-001" not in text


def test_a_search_that_is_no_longer_kept_exports_nothing(leahs: Client) -> None:
    """Opening the list anew forgets the search: its export would be that of the whole unit."""
    found = leahs.post("/search/", {"patient": "muller"}, follow=True)
    address = found.redirect_chain[-1][0].replace("/?", f"{EXPORT}?")
    leahs.get("/")
    answer = leahs.post(address, {"identity": "with", "form": "csv"})
    assert answer.status_code == 409
    assert "What was searched for is no longer kept" in answer.content.decode()
    assert not AccessEntry.objects.filter(kind="exported").exists()


def test_what_is_left_off_is_told(leahs: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "older ones are left off"
    assert told not in leahs.get(f"{EXPORT}?status=draft").content.decode()
    monkeypatch.setattr("assessments.views.export.MOST_LISTED", 1)
    assert told in leahs.get(f"{EXPORT}?status=draft").content.decode()


@pytest.mark.parametrize(("identity", "named", "logged"), [("with", True, 1), ("without", False, 0)])
def test_it_is_printed_with_and_without_identity(
    leahs: Client, identity: str, named: bool, logged: int
) -> None:
    page = leahs.post(f"{EXPORT}?bone=femur", {"identity": identity, "form": "print"}).content.decode()
    assert "Left femur, subtrochanteric" in page
    assert ("N-001" in page) is named
    assert "Z-1" not in page
    assert AccessEntry.objects.filter(kind="printed", patient__isnull=True).count() == 1
    assert AccessEntry.objects.filter(kind="printed", patient__isnull=False).count() == logged


def test_nobody_but_the_lead_and_not_without_the_password(world: World, alices: Client) -> None:
    address = f"{EXPORT}?bone=femur"
    assert alices.post(address, {"identity": "with", "form": "print"}).status_code == 403
    assert "Export or print this list" not in alices.get("/?bone=femur").content.decode()
    client = Client()
    client.force_login(world.leah)
    assert client.post(address, {"identity": "with", "form": "print"}).status_code == 302
    assert not AccessEntry.objects.filter(kind="printed").exists()
