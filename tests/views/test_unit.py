"""The unit's lead: members and roles, what leavers left unsigned, and what is particular to the unit."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments.actions import units as membership
from assessments.models import (
    AccessEntry,
    Assessment,
    Draft,
    Lesion,
    Membership,
    Patient,
    Role,
    Unit,
    UnitEvent,
)
from assessments.models.base import AppendOnlyError
from tests.people import World, fill, skip, squeezed
from tests.views.test_section import address


@pytest.fixture
def leahs(world: World) -> Client:
    client = Client()
    client.force_login(world.leah)
    return client


def unit_url(world: World) -> str:
    return f"/units/{world.north.pk}/"


def of(user: Any, unit: Unit) -> Membership:
    return Membership.objects.get(user=user, unit=unit)


def events(unit: Unit) -> list[tuple[str, str, str]]:
    """Tell what is written down, the newest first."""
    found = UnitEvent.objects.filter(unit=unit).select_related("about", "by")
    return [(e.kind, e.about.username if e.about else "", e.by.username if e.by else "") for e in found]


class TestMembers:
    def test_are_listed_with_role_and_second_factor(self, leahs: Client, world: World) -> None:
        page = squeezed(leahs.get(unit_url(world)).content.decode())
        for name in ("alice", "bob", "rita", "leah"):
            assert f'<th scope="row">{name}' in page
        assert "charlie" not in page
        assert page.count('<span class="tag tag-alert">none</span>') == 4

    def test_an_account_is_added_by_its_name(self, leahs: Client, world: World) -> None:
        data = {"action": "add", "username": "nobody", "role": "reviewer"}
        assert leahs.post(unit_url(world), data).status_code == 302
        assert of(world.nobody, world.north).role == Role.REVIEWER
        assert Assessment.objects.visible_to(world.nobody).count() == 1
        assert events(world.north) == [("added", "nobody", "leah")]

    @pytest.mark.parametrize(
        ("name", "words"), [("who-is-that", "no active account"), ("bob", "is a member already"), ("", "")]
    )
    def test_what_cannot_be_added_is_said(self, leahs: Client, world: World, name: str, words: str) -> None:
        answer = leahs.post(unit_url(world), {"action": "add", "username": name, "role": "surgeon"})
        assert answer.status_code == 422
        assert words in squeezed(answer.content.decode())
        assert not UnitEvent.objects.exists()

    def test_a_role_is_changed(self, leahs: Client, world: World) -> None:
        pk = of(world.bob, world.north).pk
        leahs.post(unit_url(world), {"action": "role", "membership": pk, "role": "reviewer"})
        assert not world.assessment.writable_by(world.bob)
        assert events(world.north) == [("role", "bob", "leah")]
        assert (
            leahs.post(unit_url(world), {"action": "role", "membership": pk, "role": "king"}).status_code
            == 422
        )

    def test_a_membership_ends_at_once_and_nothing_is_deleted(
        self, leahs: Client, bobs: Client, world: World
    ) -> None:
        hub = f"/assessments/{world.assessment.uuid}/"
        assert bobs.get(hub).status_code == 200
        leahs.post(unit_url(world), {"action": "remove", "membership": of(world.bob, world.north).pk})
        assert bobs.get(hub).status_code == 404
        assert not Patient.objects.visible_to(world.bob).exists()
        assert "n-001".upper() not in squeezed(bobs.get("/").content.decode())
        assert of(world.bob, world.north).is_active is False
        assert AccessEntry.objects.filter(user=world.bob, kind="viewed").count() == 1
        assert "Former members" in squeezed(leahs.get(unit_url(world)).content.decode())

    def test_who_comes_back_is_a_member_again(self, leahs: Client, world: World) -> None:
        leahs.post(unit_url(world), {"action": "remove", "membership": of(world.bob, world.north).pk})
        leahs.post(unit_url(world), {"action": "add", "username": "bob", "role": "reviewer"})
        assert of(world.bob, world.north).role == Role.REVIEWER
        assert Assessment.objects.visible_to(world.bob).count() == 1
        assert [kind for kind, _about, _by in events(world.north)] == ["added", "removed"]

    @pytest.mark.parametrize("change", [{"action": "remove"}, {"action": "role", "role": "surgeon"}])
    def test_a_unit_keeps_a_lead(self, leahs: Client, world: World, change: dict[str, str]) -> None:
        pk = of(world.leah, world.north).pk
        answer = leahs.post(unit_url(world), {**change, "membership": pk})
        assert answer.status_code == 409
        assert "would have no lead" in squeezed(answer.content.decode())
        membership.change_role(membership=of(world.bob, world.north), role=Role.LEAD, by=world.leah)
        assert leahs.post(unit_url(world), {**change, "membership": pk}).status_code == 302

    def test_those_of_another_unit_are_out_of_reach(self, leahs: Client, world: World) -> None:
        theirs = of(world.charlie, world.south).pk
        for pk in (theirs, 0, "x", "9" * 30):
            assert leahs.post(unit_url(world), {"action": "remove", "membership": pk}).status_code == 404
        assert of(world.charlie, world.south).is_active

    def test_what_changed_is_for_ever(self, leahs: Client, world: World) -> None:
        membership.change_role(membership=of(world.bob, world.north), role=Role.REVIEWER, by=world.leah)
        with pytest.raises(AppendOnlyError):
            UnitEvent.objects.all().delete()

    def test_who_leads_two_units_chooses(self, leahs: Client, world: World) -> None:
        assert leahs.get("/units/")["Location"] == unit_url(world)
        membership.add_member(unit=world.south, user=world.leah, role=Role.LEAD, by=world.admin)
        page = squeezed(leahs.get("/units/").content.decode())
        assert "North" in page
        assert "South" in page


class TestLeftUnsigned:
    @pytest.fixture
    def left(self, world: World) -> Assessment:
        """Alice goes, with a draft of hers and something typed in it."""
        Draft.objects.create(
            assessment=world.assessment,
            user=world.alice,
            section="history",
            raw={"albumin": ["31,7"]},
            base_revision=1,
            at=timezone.now(),
        )
        membership.end_membership(membership=of(world.alice, world.north), by=world.leah)
        return world.assessment

    def test_is_listed_and_taken_over_on_the_record(
        self, leahs: Client, world: World, left: Assessment
    ) -> None:
        assert "Left unsigned" in squeezed(leahs.get(unit_url(world)).content.decode())
        assert leahs.post(f"/assessments/{left.uuid}/take-over/").status_code == 302
        assert Assessment.objects.get(pk=left.pk).author == world.leah
        assert events(world.north)[0] == ("taken_over", "alice", "leah")
        assert [r.by for r in left.revisions.all()] == [world.alice], "what she wrote stays hers"
        assert 'value="31,7"' in squeezed(leahs.get(address(world, "history")).content.decode())
        assert "Left unsigned" not in squeezed(leahs.get(unit_url(world)).content.decode())

    def test_what_the_lead_typed_is_not_overwritten(self, world: World, left: Assessment) -> None:
        Draft.objects.create(
            assessment=left,
            user=world.leah,
            section="history",
            raw={"albumin": ["40"]},
            base_revision=1,
            at=timezone.now(),
        )
        membership.take_over(assessment=left, by=world.leah)
        assert Draft.objects.get(user=world.leah).raw == {"albumin": ["40"]}
        assert Draft.objects.get(user=world.alice).raw == {"albumin": ["31,7"]}

    def test_only_what_was_left_is_taken_over(self, leahs: Client, world: World) -> None:
        assert leahs.post(f"/assessments/{world.assessment.uuid}/take-over/").status_code == 409
        assert Assessment.objects.get(pk=world.assessment.pk).author == world.alice

    def test_a_closed_account_has_left(self, leahs: Client, world: World) -> None:
        world.alice.is_active = False
        world.alice.save()
        assert leahs.post(f"/assessments/{world.assessment.uuid}/take-over/").status_code == 302


class TestSettings:
    def save(self, client: Client, world: World, **given: str) -> Any:
        return client.post(f"{unit_url(world)}settings/", given)

    def test_are_kept_and_written_down(self, leahs: Client, world: World) -> None:
        given = {"has_embolisation": "no", "time_zone": "Asia/Shanghai", "follow_up_weeks": "26, 6;13"}
        assert self.save(leahs, world, **given).status_code == 302
        stored = Unit.objects.get(pk=world.north.pk).settings
        assert stored["has_embolisation"] is False
        assert stored["has_stereotactic_radiotherapy"] is None
        assert stored["follow_up_weeks"] == [6, 13, 26]
        page = squeezed(leahs.get(f"{unit_url(world)}settings/").content.decode())
        assert 'value="6, 13, 26"' in page
        assert '<option value="Asia/Shanghai" selected>' in page
        event = UnitEvent.objects.get()
        assert event.kind == "settings"
        assert "time_zone" in event.text

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"follow_up_weeks": "6, soon"}, "Whole numbers of weeks from 1 to 520"),
            ({"follow_up_weeks": "0"}, "Whole numbers of weeks from 1 to 520"),
            ({"follow_up_weeks": ",".join(map(str, range(1, 14)))}, "At most 12"),
            ({"time_zone": "Middle/Earth"}, "Select a valid choice"),
            ({"has_embolisation": "perhaps"}, "Select a valid choice"),
        ],
    )
    def test_what_is_no_setting_is_refused(
        self, leahs: Client, world: World, given: dict[str, str], words: str
    ) -> None:
        answer = self.save(leahs, world, **given)
        assert answer.status_code == 422
        assert words in squeezed(answer.content.decode())
        assert Unit.objects.get(pk=world.north.pk).settings == {}

    def test_the_name_stands_on_the_report(self, leahs: Client, alices: Client, world: World) -> None:
        fill(world.assessment, world.alice)
        skip(world.assessment, world.alice)
        self.save(leahs, world, report_name="Orthopaedics, Hospital of the North")
        page = squeezed(alices.get(f"/assessments/{world.assessment.uuid}/report/").content.decode())
        assert "<dd>Orthopaedics, Hospital of the North</dd>" in page

    def test_hours_are_those_of_the_unit(
        self, leahs: Client, alices: Client, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        evening = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
        Assessment.objects.update(updated=evening)
        assert "20:30" in squeezed(alices.get("/").content.decode())
        self.save(leahs, world, time_zone="Asia/Shanghai")
        page = squeezed(alices.get("/").content.decode())
        assert "4:30" in page
        assert "20:30" not in page
        assert timezone.get_current_timezone_name() == "UTC", "the next request is in nobody's zone"

    def test_laboratory_values_are_offered_in_its_units(
        self, leahs: Client, alices: Client, world: World
    ) -> None:
        assert '<option value="g/L" selected>' in squeezed(
            alices.get(address(world, "history")).content.decode()
        )
        self.save(leahs, world, conventional_units="yes")
        page = squeezed(alices.get(address(world, "history")).content.decode())
        assert '<option value="g/dL" selected>' in page
        alices.post(address(world, "history"), {"base_revision": "1", "albumin": "35", "albumin-unit": "g/L"})
        page = squeezed(alices.get(address(world, "history")).content.decode())
        assert '<option value="g/L" selected>' in page, "an answer keeps the unit that it was typed in"

    def test_follow_up_is_due_at_its_intervals(self, leahs: Client, world: World) -> None:
        from tests.people import sign

        sign(world.assessment, world.alice)
        Assessment.objects.update(signed_at=datetime(2026, 11, 25, 12, tzinfo=UTC))
        self.save(leahs, world, follow_up_weeks="4")
        assert Lesion.objects.get(pk=world.lesion.pk).follow_up_due == date(2026, 12, 23)
        self.save(leahs, world, follow_up_weeks="")
        assert Lesion.objects.get(pk=world.lesion.pk).follow_up_due == date(2027, 1, 6)

    def test_what_it_does_not_have_is_said_beside_the_report(
        self, leahs: Client, alices: Client, world: World
    ) -> None:
        fill(world.assessment, world.alice)
        skip(world.assessment, world.alice)
        self.save(leahs, world, has_stereotactic_radiotherapy="no", has_embolisation="no")
        report = alices.get(f"/assessments/{world.assessment.uuid}/report/")
        keys = {option.key for lesion in report.context["report"].lesions for option in lesion.options}
        said = "Stereotactic radiotherapy is not available" in squeezed(report.content.decode())
        assert said is ("stereotactic_radiotherapy" in keys)


class TestAdministration:
    """The administrator makes accounts and units, and sees no patient."""

    def test_only_these_are_there(self) -> None:
        from django.contrib import admin

        assert {model._meta.label for model in admin.site._registry} == {
            "accounts.User",
            "assessments.AccessEntry",  # only what happened to accounts
            "assessments.Unit",
            "mfa.Authenticator",
        }

    def test_the_unit_page_tells_of_no_patient(self, world: World) -> None:
        client = Client()
        client.force_login(world.admin)
        for page in (
            f"/admin/assessments/unit/{world.north.pk}/change/",
            f"/admin/accounts/user/{world.alice.pk}/change/",
        ):
            answer = client.get(page)
            assert answer.status_code == 200
            assert world.patient.identifier not in squeezed(answer.content.decode())
            assert str(world.patient.uuid) not in squeezed(answer.content.decode())

    def test_what_the_administrator_changes_is_told_to_the_lead(self, leahs: Client, world: World) -> None:
        client = Client()
        client.force_login(world.admin)
        bob = of(world.bob, world.north)
        rows = list(Membership.objects.filter(unit=world.north).order_by("pk"))
        data = {
            "name": "North",
            "memberships-TOTAL_FORMS": len(rows) + 1,
            "memberships-INITIAL_FORMS": len(rows),
        }
        for number, row in enumerate([*rows, None]):
            place = f"memberships-{number}"
            data |= {f"{place}-unit": world.north.pk}
            if row is None:
                data |= {
                    f"{place}-user": world.nobody.pk,
                    f"{place}-role": "surgeon",
                    f"{place}-is_active": "on",
                }
            else:
                data |= {f"{place}-id": row.pk, f"{place}-user": row.user_id, f"{place}-role": row.role}
                if row != bob:
                    data |= {f"{place}-is_active": "on"}
        answer = client.post(f"/admin/assessments/unit/{world.north.pk}/change/", data)
        assert answer.status_code == 302, squeezed(answer.content.decode())
        assert set(events(world.north)) == {("removed", "bob", "admin"), ("added", "nobody", "admin")}
        assert "nobody" in squeezed(leahs.get(unit_url(world)).content.decode())

    def test_nothing_is_deleted(self, world: World) -> None:
        client = Client()
        client.force_login(world.admin)
        for page in (f"assessments/unit/{world.north.pk}", f"accounts/user/{world.alice.pk}"):
            assert client.post(f"/admin/{page}/delete/", {"post": "yes"}).status_code == 403

    def test_a_lost_second_factor_is_taken_away_and_its_secret_shown_to_nobody(self, world: World) -> None:
        from allauth.mfa.models import Authenticator

        row = Authenticator.objects.create(user=world.alice, type="totp", data={"secret": "shown-to-nobody"})
        client = Client()
        client.force_login(world.admin)
        assert "shown-to-nobody" not in squeezed(
            client.get(f"/admin/mfa/authenticator/{row.pk}/change/").content.decode()
        )
        client.post(f"/admin/mfa/authenticator/{row.pk}/delete/", {"post": "yes"})
        assert not Authenticator.objects.exists()


def test_the_menu_has_the_unit_for_its_lead_only(leahs: Client, alices: Client) -> None:
    assert "My unit" in squeezed(leahs.get("/").content.decode())
    assert "My unit" not in squeezed(alices.get("/").content.decode())


def test_a_former_lead_may_nothing(world: World) -> None:
    membership.end_membership(membership=of(world.leah, world.north), by=None, last_lead_too=True)
    assert not world.assessment.writable_by(world.leah)
    client = Client()
    client.force_login(world.leah)
    assert client.get(unit_url(world)).status_code == 404
    assert client.get("/access/").status_code == 403
