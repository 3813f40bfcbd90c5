"""How often a page asks the database: counted, because each statement costs more than what it asks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions import assessments as actions
from tests.people import World, carried, fill

TYPED = {"bone": "femur", "side": "left", "segment": "subtrochanteric", "lesion_type": "lytic"}
# Of every request: the session, the user, the units for the time zone.
OF_A_REQUEST = 3


def told(client: Client, page: str, url: str, **typed: Any) -> list[str]:
    """Give the statements that read or write rows while this is sent, without where a transaction begins."""
    said = all_told(client, page, url, **typed)
    return [one for one in said if not re.match("BEGIN|COMMIT|SAVEPOINT|RELEASE", one)]


def all_told(client: Client, page: str, url: str, **typed: Any) -> list[str]:
    """Give all that the database is told while this is sent, in its own words."""
    form = carried(client, page) | TYPED | typed
    with CaptureQueriesContext(connection) as found:
        response = client.post(url, form)
    assert response.status_code in (200, 302), response.content
    return [one["sql"] for one in found]


@pytest.fixture
def imaging(world: World, client: Client) -> str:
    """The address of a section, which has been opened by Alice once."""
    fill(world.assessment, world.alice)
    client.force_login(world.alice)
    url = reverse("assessments:lesion_section", args=[world.assessment.uuid, world.lesion.uuid, "imaging"])
    client.get(url)
    world.assessment.refresh_from_db()
    now = world.assessment.revision_number
    client.post(url, carried(client, url) | TYPED | {"base_revision": str(now), "action": "save"})
    world.assessment.refresh_from_db()
    assert world.assessment.revision_number == now + 1
    return url


@pytest.mark.django_db
def test_a_save_asks_eight_times(world: World, client: Client, imaging: str) -> None:
    now = str(world.assessment.revision_number)
    asked = told(client, imaging, imaging, axial_extent_mm="51", base_revision=now, action="save")
    world.assessment.refresh_from_db()
    assert world.assessment.revision_number == int(now) + 1
    # What is shown; that taken, with its lesions and the end of the chain; the end moved; the revision; what
    # lists read.
    assert len(asked) - OF_A_REQUEST == 5, "\n".join(asked)


@pytest.mark.django_db(transaction=True)
def test_a_save_tells_the_database_ten_things_in_all(world: World, client: Client, imaging: str) -> None:
    """With session, user, units and where its transaction begins and ends; one more takes the drafts away."""
    now = world.assessment.revision_number
    typed = {"once": "page", "action": "save"}
    said = all_told(client, imaging, imaging, axial_extent_mm="51", base_revision=str(now), **typed)
    assert len(said) == 10, "\n".join(said)
    client.post(imaging + "draft/", TYPED | {"once": "page", "base_revision": str(now + 1)})
    assert world.assessment.drafts.count() == 1
    said = all_told(client, imaging, imaging, axial_extent_mm="52", base_revision=str(now + 1), **typed)
    assert len(said) == 11, "\n".join(said)
    assert world.assessment.drafts.count() == 0
    assert world.assessment.revisions.count() == now + 2


@pytest.mark.django_db
def test_a_save_of_a_patient_with_five_lesions_asks_no_more(
    world: World, client: Client, imaging: str
) -> None:
    for _more in range(4):
        actions.add_lesion(assessment=world.assessment, by=world.alice)
    now = str(world.assessment.revision_number)
    asked = told(client, imaging, imaging, axial_extent_mm="51", base_revision=now, action="save")
    assert len(asked) - OF_A_REQUEST == 5, "\n".join(asked)


@pytest.mark.django_db
def test_a_save_without_a_change_takes_no_place_in_the_chain(
    world: World, client: Client, imaging: str
) -> None:
    now = str(world.assessment.revision_number)
    asked = told(client, imaging, imaging, base_revision=now, action="save")
    world.assessment.refresh_from_db()
    assert world.assessment.revision_number == int(now)
    assert len(asked) - OF_A_REQUEST == 2, "\n".join(asked)
    assert all(one.startswith("SELECT") for one in asked)


@pytest.mark.django_db
def test_a_draft_asks_four_times(world: World, client: Client, imaging: str) -> None:
    url = imaging + "draft/"
    told(client, imaging, url, once="page", base_revision="2")
    asked = told(client, imaging, url, once="page", base_revision="2", axial_extent_mm="5")
    assert len(asked) - OF_A_REQUEST == 4, "\n".join(asked)


@pytest.mark.django_db
def test_the_panel_asks_twice(client: Client, imaging: str) -> None:
    asked = told(client, imaging, imaging + "panel/", axial_extent_mm="5")
    assert len(asked) - OF_A_REQUEST == 2, "\n".join(asked)


@pytest.mark.django_db
def test_the_list_counts_what_waits_in_one_statement(world: World, client: Client) -> None:
    """However many units and rows there are; each unit has statements of its own for the keys of its page."""
    fill(world.assessment, world.alice)
    client.force_login(world.alice)
    client.get("/")
    with CaptureQueriesContext(connection) as found:
        page = client.get("/")
    assert page.status_code == 200
    said = [one["sql"] for one in found]
    assert len([one for one in said if 'FROM "assessments_membership"' in one]) == 1, "\n".join(said)
    assert len([one for one in said if "SELECT COUNT(*)" in one]) == 1, "\n".join(said)
    asked = [one for one in said if not re.match("BEGIN|COMMIT|SAVEPOINT|RELEASE", one)]
    assert len(asked) - OF_A_REQUEST == 14, "\n".join(asked)
