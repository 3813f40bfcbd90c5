"""A row that was changed in the database is named as that wherever it would be shown, not shown as whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from assessments.models import AccessEntry, FollowUp, Revision
from assessments.models.append_only import permitted
from tests.people import World, fill

DAMAGED = "A record that does not match its signature"


def change(model: Any, pk: int, **columns: Any) -> None:
    """Change a row behind the back of everything that would refuse it."""
    with permitted("the test"):
        QuerySet(model).filter(pk=pk).update(**columns)


def page(world: World, name: str, of: Any, query: str = "") -> Any:
    client = Client()
    client.force_login(world.leah)
    return client.get(reverse(f"assessments:{name}", args=[of.uuid] if of else []) + query)


def test_a_changed_revision(world: World) -> None:
    fill(world.assessment, world.alice)
    revision = Revision.objects.get(assessment=world.assessment, section="pain")
    answers = revision.answers
    answers["lesions"][0]["pain"]["worst_pain"] = 1
    change(Revision, revision.pk, answers=answers)
    shown = page(world, "history", world.assessment).content.decode()
    assert shown.count(DAMAGED) == 1
    number = revision.number
    compared = page(world, "history", world.assessment, f"?from={number}&to={number - 1}")
    assert compared.status_code == 409


def test_a_changed_follow_up(world: World) -> None:
    entry = world.follow_up
    change(FollowUp, entry.pk, walking="bed", life="died")
    shown = page(world, "follow_ups", world.patient).content.decode()
    assert DAMAGED in shown
    assert "In bed" not in shown
    assert "<strong>Died</strong>" not in shown


@pytest.mark.parametrize("of_patient", [True, False])
def test_a_changed_look(world: World, of_patient: bool) -> None:
    page(world, "hub", world.assessment)
    entry = AccessEntry.objects.get(what="overview")
    change(AccessEntry, entry.pk, what="results")
    name, of = ("patient_access", world.patient) if of_patient else ("access", None)
    shown = page(world, name, of).content.decode()
    assert shown.count(DAMAGED) == 1
