"""What a save reads along with the rows that it takes is used only while it still holds."""

import pytest
from django.db import transaction

from assessments.actions import assessments as actions
from assessments.actions import drafts
from assessments.answers.document import SECTION_BY_KEY
from assessments.models import Assessment, Chain
from assessments.record.verification import faults
from tests.people import TODAY, World, fill

IMAGING = SECTION_BY_KEY["imaging"]


def sees_nothing_wrong(_patient: object) -> None:
    """Stand for the look at the patient who was shown."""


def save(world: World, assessment: Assessment, extent: int) -> None:
    stored = assessment.latest().given.section("imaging", world.lesion.key)
    actions.save_section(
        assessment=assessment,
        section=IMAGING,
        lesion=world.lesion,
        answers=stored | {"axial_extent_mm": extent},
        typed={},
        base_revision=assessment.revision_number,
        by=world.alice,
        check=sees_nothing_wrong,
    )


@pytest.mark.django_db
def test_an_end_that_has_moved_meanwhile_is_taken_and_read_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world.assessment, world.alice)
    other = actions.start_assessment(patient=world.patient, today=TODAY, by=world.alice)
    taken = actions._taken

    def while_another_saves(assessment: Assessment) -> Assessment:
        fresh = taken(assessment)
        actions.append_revision(other, other.latest().given, {}, "patient", world.alice)
        return fresh

    monkeypatch.setattr(actions, "_taken", while_another_saves)
    before = Chain.objects.get(name=f"{world.north.pk} records").sequence
    save(world, world.assessment, 33)
    assert Chain.objects.get(name=f"{world.north.pk} records").sequence == before + 2
    newest = [one.revisions.latest("number") for one in (other, world.assessment)]
    assert [one.sequence for one in newest] == [before + 1, before + 2]
    assert list(faults(world.north)) == []
    monkeypatch.undo()
    save(world, world.assessment, 34)
    assert Chain.objects.get(name=f"{world.north.pk} records").sequence == before + 3
    assert list(faults(world.north)) == []


@pytest.mark.django_db
def test_lesions_of_an_older_revision_are_read_again(world: World) -> None:
    fill(world.assessment, world.alice)
    old = Assessment.objects.get(pk=world.assessment.pk)
    old.latest()
    with transaction.atomic():
        actions.locked(old, sees_nothing_wrong)
        [row] = old.lesions_assessed()
        assert row.bone == "femur"
        # As where this waited for somebody whose save has changed them: what was read is of before that.
        row.bone = "rib"
        old.revision_number -= 1
        old.remember_assessed([row])
        old.revision_number += 1
    assert [one.bone for one in old.lesions_assessed()] == ["femur"]


@pytest.mark.django_db
def test_a_draft_of_another_page_is_put_back_as_it_was(world: World) -> None:
    sheet = drafts.Sheet(world.assessment, IMAGING, world.lesion)
    for page, typed in (("a", "41"), ("b", "52")):
        raw = {"once": [page], "count": ["1"], "axial_extent_mm": [typed]}
        drafts.save_draft(sheet=sheet, raw=raw, base_revision=1, by=world.alice)
    before = world.assessment.drafts.filter(page="b").values().get()
    with transaction.atomic():
        actions.locked(world.assessment, sees_nothing_wrong)
        left = drafts.settle_drafts(sheet=sheet, saved={"once": ["a"]}, by=world.alice)
    assert [one.page for one in left] == ["b"]
    assert list(world.assessment.drafts.values()) == [before]
    other = drafts.Sheet(world.assessment, IMAGING)
    assert drafts.settle_drafts(sheet=other, saved={"once": ["b"]}, by=world.alice) == []
    assert drafts.settle_drafts(sheet=sheet, saved={"once": ["b"]}, by=world.bob) == []
    assert list(world.assessment.drafts.values()) == [before], "of this lesion, and nobody else's"
