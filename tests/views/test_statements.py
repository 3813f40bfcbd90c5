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
    form = carried(client, page) | TYPED | typed
    with CaptureQueriesContext(connection) as found:
        response = client.post(url, form)
    assert response.status_code in (200, 302), response.content
    said = [one["sql"] for one in found]
    return [one for one in said if not re.match("BEGIN|COMMIT|SAVEPOINT|RELEASE", one)]


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
def test_a_save_asks_eleven_times(world: World, client: Client, imaging: str) -> None:
    now = str(world.assessment.revision_number)
    asked = told(client, imaging, imaging, axial_extent_mm="51", base_revision=now, action="save")
    world.assessment.refresh_from_db()
    assert world.assessment.revision_number == int(now) + 1
    # What is shown, its lesions; taken with the patient; the chain's end read and written; the revision; what
    # lists read; the drafts of this page.
    assert len(asked) - OF_A_REQUEST == 8, "\n".join(asked)


@pytest.mark.django_db
def test_a_save_of_a_patient_with_five_lesions_asks_no_more(
    world: World, client: Client, imaging: str
) -> None:
    for _more in range(4):
        actions.add_lesion(assessment=world.assessment, by=world.alice)
    now = str(world.assessment.revision_number)
    asked = told(client, imaging, imaging, axial_extent_mm="51", base_revision=now, action="save")
    assert len(asked) - OF_A_REQUEST == 8, "\n".join(asked)


@pytest.mark.django_db
def test_a_save_without_a_change_takes_no_place_in_the_chain(
    world: World, client: Client, imaging: str
) -> None:
    now = str(world.assessment.revision_number)
    asked = told(client, imaging, imaging, base_revision=now, action="save")
    world.assessment.refresh_from_db()
    assert world.assessment.revision_number == int(now)
    assert len(asked) - OF_A_REQUEST == 4, "\n".join(asked)
    assert all(one.startswith("SELECT") for one in asked)


@pytest.mark.django_db
def test_a_draft_asks_five_times(world: World, client: Client, imaging: str) -> None:
    url = imaging + "draft/"
    told(client, imaging, url, once="page", base_revision="2")
    asked = told(client, imaging, url, once="page", base_revision="2", axial_extent_mm="5")
    assert len(asked) - OF_A_REQUEST == 5, "\n".join(asked)


@pytest.mark.django_db
def test_the_panel_asks_three_times(client: Client, imaging: str) -> None:
    asked = told(client, imaging, imaging + "panel/", axial_extent_mm="5")
    assert len(asked) - OF_A_REQUEST == 3, "\n".join(asked)
