"""Queries that are written once: they answer as Django's own do, for each call what that call asks for."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import models, transaction
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation

from assessments.clinical.sections.imaging import BONE
from assessments.forms.fields import field_of
from assessments.models import AssessedLesion, Assessment, Lesion
from assessments.models.written_once import AnyMember, Asked, Written, write
from assessments.views import access
from tests.people import World, fill

OF_CASE = Written(lambda: Assessment.objects.visible_to(AnyMember(), "surgeon").filter(pk=Asked("pk")))  # type: ignore[arg-type]
ASSESSED = Written(
    lambda: AssessedLesion.objects.filter(assessment=Asked("assessment")).select_related("lesion")
)
IDENTIFIED = Written(lambda: Lesion.objects.filter(uuid=Asked("uuid", models.UUIDField())))
TAKEN = Written(lambda: Assessment.objects.select_for_update().filter(pk=Asked("pk")))


@pytest.mark.django_db
def test_it_finds_what_the_same_query_finds(world: World) -> None:
    fill(world.assessment, world.alice)
    [row] = ASSESSED(AssessedLesion, assessment=world.assessment.pk)
    plain = world.assessment.assessed.select_related("lesion").get()
    for field in AssessedLesion._meta.concrete_fields:
        assert getattr(row, field.attname) == getattr(plain, field.attname), field.name
    assert AssessedLesion.lesion.is_cached(row)
    assert row.lesion == world.lesion
    assert IDENTIFIED(Lesion, uuid=world.lesion.uuid) == [world.lesion]
    assert IDENTIFIED(Lesion, uuid=uuid4()) == []


@pytest.mark.django_db
def test_each_call_is_for_who_asks(world: World) -> None:
    pk = world.assessment.pk
    assert OF_CASE(Assessment, user=world.alice.pk, pk=pk) == [world.assessment]
    assert OF_CASE(Assessment, user=world.charlie.pk, pk=pk) == []
    assert OF_CASE(Assessment, user=None, pk=pk) == []
    assert OF_CASE(Assessment, user=world.alice.pk, pk=pk + 1) == []
    assert OF_CASE(Assessment, user=world.alice.pk, pk=pk) == [world.assessment]


@pytest.mark.django_db
def test_what_is_not_told_is_an_error(world: World) -> None:
    with pytest.raises(KeyError, match="user"):
        OF_CASE(Assessment, pk=world.assessment.pk)
    with pytest.raises(Assessment.DoesNotExist):
        OF_CASE.one(Assessment, user=world.alice.pk, pk=0)


@pytest.mark.django_db(transaction=True)
def test_rows_are_taken_in_a_transaction_alone() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        TAKEN(Assessment, pk=1)
    with transaction.atomic():
        assert TAKEN(Assessment, pk=1) == []


@pytest.mark.django_db
def test_an_account_that_was_closed_changes_nothing(world: World, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = world.alice
    assert access.editable_revision(request, world.assessment.uuid).number == 1
    world.alice.is_active = False
    with pytest.raises(Http404):
        access.editable_revision(request, world.assessment.uuid)


@pytest.mark.django_db
def test_columns_are_written_to_the_row_alone(world: World) -> None:
    other = Assessment.objects.create(
        patient=world.patient, unit=world.north, author=world.alice, updated=world.assessment.updated
    )
    world.assessment.bone, world.assessment.is_open, world.assessment.aim = "rib", True, "not written"
    world.assessment.assessed_on = date(2026, 11, 20)
    write(world.assessment, ("bone", "is_open", "assessed_on"))
    found = Assessment.objects.get(pk=world.assessment.pk)
    assert (found.bone, found.is_open, found.assessed_on) == ("rib", True, date(2026, 11, 20))
    assert found.aim == ""
    other.refresh_from_db()
    assert other.bone == ""
    other.delete()
    other.pk = found.pk + 1000
    with pytest.raises(AssertionError, match="gone"):
        write(other, ("bone",))


def test_a_field_is_one_for_all_forms_of_a_language() -> None:
    with translation.override("en"):
        english = field_of(BONE)
        assert field_of(BONE) is english
    with translation.override("zh-hans"):
        assert field_of(BONE).label != english.label
    assert english.initial is None
