"""What is typed and not saved: kept by the page, and gone only when it is saved or thrown away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.actions import drafts
from assessments.actions.assessments import NotEditableError
from assessments.answers.document import SECTION_BY_KEY
from assessments.models import EmergencyDraft
from tests.people import World, fill, sign

PAIN = SECTION_BY_KEY["pain"]


@pytest.fixture
def sheet(world: World) -> drafts.Sheet:
    return drafts.Sheet(world.assessment, PAIN, world.lesion)


def page(key: str, count: int, pain: str, *resumes: str) -> dict[str, list[str]]:
    return {"once": [key], "count": [str(count)], "worst_pain": [pain], "resumes": list(resumes)}


def test_each_page_keeps_its_own_and_the_later_word(world: World, sheet: drafts.Sheet) -> None:
    def keep(raw: dict[str, list[str]]) -> None:
        drafts.save_draft(sheet=sheet, raw=raw, base_revision=1, by=world.alice)

    def kept() -> dict[str, str]:
        return {one.page: one.raw["worst_pain"][0] for one in drafts.drafts_of(sheet, by=world.alice)}

    keep(page("a", 1, "4"))
    keep(page("a", 3, "5"))
    keep(page("a", 2, "6"))  # held up on the way
    keep(page("b", 1, "7"))
    assert kept() == {"a": "5", "b": "7"}
    keep(page("c", 1, "8", "a"))  # opened with what page a had typed
    assert kept() == {"b": "7", "c": "8"}
    left = drafts.settle_drafts(sheet=sheet, saved={"worst_pain": ["8"]}, by=world.alice)
    assert [one.page for one in left] == ["b"]
    drafts.discard_drafts(
        assessment=world.assessment, section="pain", lesion=world.lesion.uuid, page="b", by=world.bob
    )
    assert kept() == {"b": "7"}, "nobody else's"
    drafts.discard_drafts(
        assessment=world.assessment, section="pain", lesion=world.lesion.uuid, page=None, by=world.alice
    )
    assert kept() == {}


def test_a_signed_assessment_takes_none(world: World, sheet: drafts.Sheet) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    with pytest.raises(NotEditableError):
        drafts.save_draft(sheet=sheet, raw=page("a", 1, "4"), base_revision=1, by=world.alice)


def test_what_is_typed_in_an_emergency_is_kept_for_a_day(world: World) -> None:
    drafts.keep_emergency(raw=page("old", 1, "1"), by=world.bob)
    EmergencyDraft.objects.update(at=timezone.now() - timedelta(hours=25))
    drafts.keep_emergency(raw=page("a", 1, "4"), by=world.alice)
    drafts.keep_emergency(raw=page("b", 1, "5"), by=world.alice)
    assert set(EmergencyDraft.objects.values_list("page", flat=True)) == {"a", "b"}
    left = drafts.settle_emergency(saved=page("a", 1, "4"), by=world.alice)
    assert [one.page for one in left] == ["b"]
    drafts.discard_emergency(page="a", by=world.alice)
    assert EmergencyDraft.objects.count() == 1
    drafts.discard_emergency(page=None, by=world.alice)
    assert not EmergencyDraft.objects.exists()
