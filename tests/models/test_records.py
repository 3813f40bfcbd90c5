"""Revisions are only ever added; rows are seen by members of their unit and by nobody else."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.actions import drafts
from assessments.answers.document import SECTION_BY_KEY
from assessments.models import Assessment, Draft, Lesion, Patient, Revision
from assessments.models.base import AppendOnlyError
from tests.people import TODAY, World, fill, save

pytestmark = pytest.mark.database


def test_a_revision_cannot_be_changed(world: World) -> None:
    revision = world.assessment.latest()
    revision.section = "forged"
    with pytest.raises(AppendOnlyError):
        revision.save()
    assert Revision.objects.get(pk=revision.pk).section == "start"


def test_a_revision_cannot_be_deleted(world: World) -> None:
    with pytest.raises(AppendOnlyError):
        world.assessment.latest().delete()
    assert Revision.objects.count() == 1


def test_revisions_cannot_be_changed_or_deleted_in_bulk(world: World) -> None:
    revision = world.assessment.latest()
    with pytest.raises(AppendOnlyError):
        Revision.objects.all().update(section="forged")
    with pytest.raises(AppendOnlyError):
        Revision.objects.all().delete()
    with pytest.raises(AppendOnlyError):
        Revision.objects.bulk_update([revision], ["section"])
    with pytest.raises(AppendOnlyError):
        Revision.objects.update_or_create({"section": "forged"}, pk=revision.pk)
    with pytest.raises(AppendOnlyError):
        Revision.objects.bulk_create([revision], update_conflicts=True)
    assert Revision.objects.get().section == "start"


def test_a_new_object_with_an_old_number_does_not_overwrite(world: World) -> None:
    old = world.assessment.latest()
    forged = Revision(
        pk=old.pk,
        assessment=world.assessment,
        number=9,
        answers={},
        lesions=[],
        section="forged",
        by=world.bob,
        at=timezone.now(),
        knowledge="",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        forged.save()
    assert Revision.objects.get().section == "start"


def test_what_has_revisions_cannot_be_deleted(world: World) -> None:
    for record in (world.assessment, world.patient, world.alice, world.north, world.lesion):
        with pytest.raises(ProtectedError):
            record.delete()


def test_every_save_appends_and_the_earlier_one_stays(world: World) -> None:
    save(world.assessment, "pain", {"worst_pain": 7}, world.lesion, world.alice)
    save(world.assessment, "pain", {"worst_pain": 3}, world.lesion, world.bob)
    told = [(r.number, r.section, r.by.username) for r in Revision.objects.select_related("by")]
    assert told == [(1, "start", "alice"), (2, "pain", "alice"), (3, "pain", "bob")]
    assert Revision.objects.get(number=2).answers["lesions"][0]["pain"] == {"worst_pain": 7}


def test_saving_the_same_again_appends_nothing(world: World) -> None:
    save(world.assessment, "pain", {"worst_pain": 7}, world.lesion, world.alice)
    save(world.assessment, "pain", {"worst_pain": 7}, world.lesion, world.alice)
    assert Revision.objects.count() == 2


def test_what_the_lists_search_on_follows_the_answers(world: World) -> None:
    fill(world.assessment, world.alice)
    found = Assessment.objects.get()
    assert (found.primary, found.bone, found.decision, found.urgency, found.aim) == (
        "breast",
        "femur",
        "operate",
        "expedited",
        "prophylactic_fixation",
    )
    assessed = found.assessed.get()
    assert (assessed.bone, assessed.side, assessed.part) == ("femur", "left", "subtrochanteric")


def test_the_lesion_that_presses_most_leads(world: World) -> None:
    fill(world.assessment, world.alice)
    second = actions.add_lesion(assessment=world.assessment, by=world.alice)
    spine = {"bone": "spine", "level": "T8", "cord_compression": "3", "histology": "metastasis_confirmed"}
    save(world.assessment, "imaging", spine, second, world.alice)
    deficit = {"deficit": "cord", "frankel": "C", "walking": "unable", "onset": "within_48_hours"}
    save(world.assessment, "neuro", deficit, second, world.alice)
    found = Assessment.objects.get()
    assert (found.bone, found.urgency) == ("spine", "emergency")


def test_only_members_of_the_unit_see_its_rows(world: World) -> None:
    drafts.save_draft(
        sheet=drafts.Sheet(world.assessment, SECTION_BY_KEY["pain"], world.lesion),
        raw={"worst_pain": ["7"]},
        base_revision=1,
        by=world.alice,
    )
    for model in (Patient, Lesion, Assessment, Revision, Draft):
        for user in (world.alice, world.bob, world.rita, world.leah):
            assert model.objects.visible_to(user).count() == 1, (model, user)
        for user in (world.charlie, world.admin, world.nobody):
            assert model.objects.visible_to(user).count() == 0, (model, user)
    world.bob.is_active = False
    assert Patient.objects.visible_to(world.bob).count() == 0


def test_an_identifier_is_stored_one_way_and_once_in_a_unit(world: World) -> None:
    assert world.patient.identifier == "N-001"
    with pytest.raises(actions.IdentifierTakenError) as taken:
        actions.create_patient(unit=world.north, identifier="  n-001 ", by=world.alice)
    assert taken.value.patient == world.patient
    elsewhere = actions.create_patient(unit=world.south, identifier="N-001", by=world.charlie)
    assert elsewhere != world.patient


def test_no_text_of_a_record_names_the_patient(world: World) -> None:
    assert "N-001" not in f"{world.patient} {world.assessment} {world.lesion} {world.assessment.latest()}"


def test_age_and_sex_come_from_the_record(world: World) -> None:
    born = actions.create_patient(
        unit=world.north,
        identifier="N-002",
        birth_date=TODAY.replace(year=1960, day=26),
        sex="male",
        by=world.alice,
    )
    assessment = actions.start_assessment(patient=born, today=TODAY, by=world.alice)
    assert assessment.latest().answers["case"]["patient"] == {
        "assessed_on": "2026-11-25",
        "sex": "male",
        "age": 65,
    }


def test_a_signed_assessment_refuses_every_change(world: World) -> None:
    Assessment.objects.update(status="signed")
    with pytest.raises(actions.NotEditableError):
        save(world.assessment, "pain", {"worst_pain": 7}, world.lesion, world.alice)
    with pytest.raises(actions.NotEditableError):
        actions.add_lesion(assessment=world.assessment, by=world.alice)
    with pytest.raises(actions.NotEditableError):
        actions.remove_lesion(assessment=world.assessment, lesion=world.lesion, by=world.alice)
    assert Revision.objects.count() == 1
