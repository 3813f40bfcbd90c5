"""Members, roles, settings and what leavers left, as the pages and commands write them."""

from datetime import date

import pytest

from assessments.actions import units
from assessments.actions.drafts import Sheet, drafts_of, save_draft
from assessments.actions.follow_up import reckon_dues
from assessments.answers.document import SECTION_BY_KEY
from assessments.models import Lesion, Membership, Role, Unit, UnitEvent
from assessments.models.unit_settings import UnitSettings
from bonemet.accounts.models import User
from tests.people import World, fill, sign


def of(user: User, unit: Unit) -> Membership:
    return Membership.objects.get(user=user, unit=unit)


def told(unit: Unit) -> list[tuple[str, str]]:
    return [(event.kind, event.text) for event in UnitEvent.objects.filter(unit=unit).order_by("sequence")]


def test_members_come_change_their_role_leave_and_come_back(world: World) -> None:
    units.add_member(unit=world.north, user=world.nobody, role=Role.REVIEWER, by=world.leah)
    with pytest.raises(units.MemberAlreadyError):
        units.add_member(unit=world.north, user=world.nobody, role=Role.SURGEON, by=world.leah)
    member = of(world.nobody, world.north)
    units.change_role(membership=member, role=Role.SURGEON, by=world.leah)
    units.change_role(membership=member, role=Role.SURGEON, by=world.leah)  # is no change
    units.end_membership(membership=member, by=world.leah)
    units.end_membership(membership=member, by=world.leah)  # nor is this
    units.add_member(unit=world.north, user=world.nobody, role=Role.LEAD, by=world.leah)
    assert [kind for kind, _text in told(world.north)] == ["added", "role", "removed", "added"]
    assert (of(world.nobody, world.north).role, of(world.nobody, world.north).is_active) == ("lead", True)


def test_a_unit_keeps_a_lead(world: World) -> None:
    lead = of(world.leah, world.north)
    with pytest.raises(units.LastLeadError):
        units.change_role(membership=lead, role=Role.SURGEON, by=world.leah)
    with pytest.raises(units.LastLeadError):
        units.end_membership(membership=lead, by=world.leah)
    units.change_role(membership=lead, role=Role.LEAD, by=world.leah)
    assert told(world.north) == []


def test_settings_are_kept_when_they_change_and_due_dates_follow(world: World) -> None:
    fill(world.assessment, world.alice)
    sealed = sign(world.assessment, world.alice)
    before = Lesion.objects.get().follow_up_due
    units.change_settings(unit=world.north, settings=UnitSettings.of(world.north), by=world.leah)
    stored = Unit.objects.get(pk=world.north.pk).settings
    weekly = UnitSettings(report_name="Bones", follow_up_weeks=(1,))
    units.change_settings(unit=world.north, settings=weekly, by=world.leah)
    units.change_settings(unit=world.north, settings=weekly, by=world.leah)
    assert Unit.objects.get(pk=world.north.pk).settings != stored
    assert "follow_up_weeks" in told(world.north)[-1][1]
    reckon_dues(unit=world.north)
    after = Lesion.objects.get().follow_up_due
    assert isinstance(before, date)
    assert isinstance(after, date)
    assert after < before
    assert (after - sealed.at.date()).days in (6, 7, 8)


def test_what_a_leaver_left_is_taken_over_with_what_was_typed(world: World) -> None:
    sheets = [Sheet(world.assessment, SECTION_BY_KEY[key]) for key in ("patient", "history")]
    for sheet in sheets:
        save_draft(sheet=sheet, raw={"age": ["61"]}, base_revision=1, by=world.alice)
    save_draft(sheet=sheets[0], raw={"age": ["62"]}, base_revision=1, by=world.leah)
    with pytest.raises(units.StillHereError):
        units.take_over(assessment=world.assessment, by=world.leah)
    assert not units.left_unsigned(world.north).exists()
    assert units.close_account(user=world.alice) == [world.assessment]
    assert units.left_unsigned(world.north).get() == world.assessment
    units.take_over(assessment=world.assessment, by=world.leah)
    assert world.assessment.author == world.leah
    assert [draft.raw["age"] for draft in drafts_of(sheets[0], by=world.leah)] == [["62"]]
    assert [draft.raw["age"] for draft in drafts_of(sheets[1], by=world.leah)] == [["61"]]
    assert not User.objects.get(pk=world.alice.pk).is_active
    assert not of(world.alice, world.north).is_active
