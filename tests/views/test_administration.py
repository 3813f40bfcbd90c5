"""The administrator cannot act as somebody else unseen: no password is typed, and what is done is told."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from assessments.models import AccessEntry, Sealed
from bonemet.accounts.models import User
from tests.people import World, carried, confirm, fill, sign

PASSWORD = "correct horse battery"


@pytest.fixture
def admins(world: World) -> Client:
    client = Client()
    client.force_login(world.admin)
    return client


def changes(about: User) -> list[tuple[str, User | None, str]]:
    rows = (
        AccessEntry.objects.filter(kind="account", about=about).order_by("pk").select_related("unit", "user")
    )
    return [(row.what, row.user, row.unit.name if row.unit else "") for row in rows]


def shown_password(page: str) -> str:
    found = re.search(r"<code>([a-z2-9-]{34})</code>", page)
    assert found, page
    return found[1]


def logged_in(name: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": name, "password": password})
    return client


class TestPasswords:
    def test_no_page_of_the_administration_has_a_field_for_one(self, admins: Client, world: World) -> None:
        for page in (
            f"/admin/accounts/user/{world.alice.pk}/change/",
            "/admin/accounts/user/add/",
            f"/admin/accounts/user/{world.alice.pk}/temporary-password/",
        ):
            answer = admins.get(page)
            assert answer.status_code == 200
            assert 'type="password"' not in answer.content.decode()
        assert admins.get(f"/admin/accounts/user/{world.alice.pk}/password/").status_code in (302, 404)

    def test_none_is_set_by_what_is_sent_all_the_same(self, admins: Client, world: World) -> None:
        before = User.objects.get(pk=world.alice.pk).password
        new = {"password": "x", "password1": "typed by another", "password2": "typed by another"}
        data = {"username": "alice", "is_active": "on", "usable_password": "true", **new}
        admins.post(f"/admin/accounts/user/{world.alice.pk}/change/", data)
        admins.post(f"/admin/accounts/user/{world.alice.pk}/password/", data | {"set-password": "1"})
        assert User.objects.get(pk=world.alice.pk).password == before

    def test_a_temporary_one_is_shown_once_written_down_and_told_to_its_owner(
        self, admins: Client, world: World
    ) -> None:
        address = f"/admin/accounts/user/{world.alice.pk}/temporary-password/"
        before = logged_in("alice")
        assert not User.objects.filter(password_due=True).exists(), "asking changes nothing"
        password = shown_password(admins.post(address).content.decode())
        assert password not in admins.get(address).content.decode()
        assert before.get("/").status_code == 302, "the sessions have ended"
        assert changes(world.alice) == [("temporary password", world.admin, "North")]
        world.alice.refresh_from_db()
        assert world.alice.password_due
        assert world.alice.password_until is not None
        owner = logged_in("alice", password)
        page = owner.get("/", follow=True).content.decode()
        assert "admin: a temporary password was given" in page
        assert owner.get("/")["Location"] == "/accounts/password/change/"

    def test_with_the_second_factor_that_was_lost(self, admins: Client, world: World) -> None:
        Authenticator.objects.create(user=world.alice, type="totp", data={})
        admins.post(f"/admin/accounts/user/{world.alice.pk}/temporary-password/")
        assert Authenticator.objects.filter(user=world.alice).exists()
        admins.post(f"/admin/accounts/user/{world.alice.pk}/temporary-password/", {"second_factor": "1"})
        assert not Authenticator.objects.filter(user=world.alice).exists()
        assert changes(world.alice)[-1][0] == "temporary password, second factor"

    def test_only_an_administrator_makes_one(self, world: World) -> None:
        client = logged_in("leah")
        address = f"/admin/accounts/user/{world.alice.pk}/temporary-password/"
        assert client.post(address).status_code in (302, 403)
        User.objects.filter(pk=world.leah.pk).update(is_staff=True)
        refused = client.post(address)
        assert refused.status_code == 403
        page = refused.content.decode()
        assert "Your account has no right to this" in page
        assert "too long" not in page  # which only a form that has grown old may be told
        assert not User.objects.filter(password_due=True).exists()

    def test_ones_own_is_changed_where_everybody_does(self, admins: Client) -> None:
        assert admins.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


class TestAccounts:
    def test_a_new_one_gets_a_temporary_password(self, admins: Client, world: World) -> None:
        page = admins.post("/admin/accounts/user/add/", {"username": "newcomer"}).content.decode()
        client = logged_in("newcomer", shown_password(page))
        assert client.get("/")["Location"] == "/accounts/password/change/"
        made = User.objects.get(username="newcomer")
        assert made.password_until is not None
        assert made.password_until <= timezone.now() + timedelta(hours=24)
        assert [what for what, _by, _unit in changes(made)] == [
            "account made",
            "temporary password",
        ]

    def test_or_none_for_single_sign_on(self, admins: Client, world: World) -> None:
        data = {"username": "sso", "only_single_sign_on": "on"}
        assert admins.post("/admin/accounts/user/add/", data).status_code == 302
        made = User.objects.get(username="sso")
        assert not made.has_usable_password()
        newcomer = Client()
        newcomer.force_login(made)
        assert newcomer.get("/").status_code == 200

    @pytest.mark.parametrize(
        ("changed", "what"),
        [
            ({"email": "somebody@hospital.example"}, "e-mail address"),  # single sign-on finds accounts by it
            ({"is_superuser": "on"}, "rights"),
            ({"username": "alicia"}, "names"),
            ({"is_active": ""}, "account closed"),
        ],
    )
    def test_what_is_changed_is_written_down_and_told(
        self, admins: Client, world: World, changed: dict[str, str], what: str
    ) -> None:
        data = {"username": "alice", "is_active": "on"} | changed
        answer = admins.post(
            f"/admin/accounts/user/{world.alice.pk}/change/",
            {key: value for key, value in data.items() if value},
        )
        assert answer.status_code == 302
        assert changes(world.alice) == [(what, world.admin, "North")]

    def test_a_second_factor_taken_away_too(self, admins: Client, world: World) -> None:
        factor = Authenticator.objects.create(user=world.alice, type="totp", data={})
        admins.post(f"/admin/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})
        assert changes(world.alice) == [("second factor taken away", world.admin, "North")]

    def test_the_log_there_holds_no_look_at_a_record(self, admins: Client, world: World) -> None:
        logged_in("alice").get(f"/assessments/{world.assessment.uuid}/")
        page = admins.get("/admin/assessments/accessentry/").content.decode()
        assert "Logged in" in page
        assert "Looked at" not in page
        assert str(world.patient.uuid) not in page
        look = AccessEntry.objects.get(kind="viewed")
        assert admins.get(f"/admin/assessments/accessentry/{look.pk}/change/").status_code == 302
        entry = AccessEntry.objects.filter(kind="logged_in").first()
        assert entry is not None
        assert admins.post(f"/admin/assessments/accessentry/{entry.pk}/delete/").status_code == 403


class TestTheSameProofAsASignature:
    """Notes and the board's decisions are sealed for ever, so they ask for what signing asks for."""

    def sealing(self, world: World) -> dict[str, dict[str, str]]:
        sign(world.assessment, world.alice)
        intent = f"{world.lesion.uuid}-intent"
        return {
            f"/assessments/{world.assessment.uuid}/note/": {"text": "Telephoned: no operation."},
            f"/assessments/{world.assessment.uuid}/board/": {
                "on": "24.11.2026",
                intent: "undecided",
            },
        }

    def forget(self, client: Client) -> None:
        session = client.session
        session.pop("account_authentication_methods")
        session.save()

    def test_nothing_is_sealed_without_and_nothing_typed_is_lost(self, alices: Client, world: World) -> None:
        for sealed, (address, typed) in enumerate(self.sealing(world).items(), start=1):
            confirm(alices)
            page = address.replace("/note/", "/report/")
            data = carried(alices, page, address) | typed
            self.forget(alices)
            answer = alices.post(address, data)
            assert answer["Location"].startswith("/accounts/reauthenticate/")
            assert Sealed.objects.count() == sealed, address
            assert alices.post(answer["Location"], {"password": "wrong"}).status_code == 200
            assert Sealed.objects.count() == sealed, address
            alices.post(answer["Location"], {"password": PASSWORD})
            assert Sealed.objects.count() == sealed + 1, address
            self.forget(alices)

    def test_who_has_nothing_to_prove_it_by_keeps_what_they_typed(self, alices: Client, world: World) -> None:
        addresses = self.sealing(world)
        world.alice.set_unusable_password()
        world.alice.save()
        alices.force_login(world.alice)
        for address, data in addresses.items():
            answer = alices.post(address, data)
            page = answer.content.decode()
            assert answer.status_code == 403
            assert f'action="{address}"' in page
            for name, value in data.items():
                assert f'name="{name}" value="{value}"' in page
        assert Sealed.objects.count() == 1


class TestSecondFactorDemanded:
    """By a setting for all, or by a unit's lead: to sign, to export, to administer."""

    ASKED = "/accounts/2fa/reauthenticate/"

    def pages(self, world: World) -> dict[str, str]:
        fill(world.assessment, world.alice)
        return {
            "alice": f"/assessments/{world.assessment.uuid}/sign/",
            "leah": "/export/",
            "admin": "/admin/",
        }

    @pytest.fixture(params=["setting", "unit"])
    def demanded(self, request: pytest.FixtureRequest, world: World, settings: Any) -> str:
        if request.param == "setting":
            settings.SECOND_FACTOR_REQUIRED = True
        else:
            world.north.settings = {"second_factor": True}
            world.north.save()
        return str(request.param)

    def test_a_password_will_not_do(self, world: World, demanded: str) -> None:
        for who, address in self.pages(world).items():
            if (demanded, who) == ("unit", "admin"):
                continue  # administers no patients, and is no member of the unit
            client = logged_in(who)
            confirm(client)
            assert client.get(address)["Location"] == "/accounts/2fa/", who
            assert "Set up a second factor first" in client.get("/accounts/2fa/").content.decode()
            Authenticator.objects.create(user=getattr(world, who), type="totp", data={"secret": "x"})
            assert client.get(address)["Location"].startswith(self.ASKED), who

    def test_the_lead_administers_the_unit_with_it(self, world: World, demanded: str) -> None:
        client = logged_in("leah")
        for address in (f"/units/{world.north.pk}/", f"/units/{world.north.pk}/settings/"):
            assert client.get(address)["Location"] == "/accounts/2fa/"
            assert client.post(address, {"action": "remove"}).status_code == 403

    def test_with_it_all_is_there(self, world: World, demanded: str) -> None:
        for who, address in self.pages(world).items():
            client = logged_in(who)
            Authenticator.objects.create(user=getattr(world, who), type="totp", data={"secret": "x"})
            session = client.session
            session["account_authentication_methods"] = [
                {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
            ]
            session["account_authentication_methods_user"] = str(getattr(world, who).pk)
            session.save()
            assert client.get(address).status_code == 200, who

    def test_a_proof_of_the_log_in_is_enough_to_administer_and_not_to_sign(
        self, world: World, settings: Any
    ) -> None:
        settings.SECOND_FACTOR_REQUIRED = True
        for who, address in self.pages(world).items():
            client = logged_in(who)
            Authenticator.objects.create(user=getattr(world, who), type="totp", data={"secret": "x"})
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
            session["account_authentication_methods_user"] = str(getattr(world, who).pk)
            session.save()
            assert client.get(address).status_code == (200 if who == "admin" else 302), who

    def test_elsewhere_and_without_nothing_changes(self, world: World) -> None:
        world.south.settings = {"second_factor": True}
        world.south.save()
        for who, address in self.pages(world).items():
            client = logged_in(who)
            confirm(client)
            assert client.get(address).status_code == 200, who

    def test_the_lead_turns_it_on(self, world: World) -> None:
        client = logged_in("leah")
        address = f"/units/{world.north.pk}/settings/"
        assert "Is a second factor demanded" in client.get(address).content.decode()
        client.post(address, {"second_factor": "yes"})
        world.north.refresh_from_db()
        assert world.north.settings["second_factor"] is True
        assert client.get(address)["Location"] == "/accounts/2fa/"


def test_an_account_is_offered_the_permissions_that_these_pages_ask_for(admins: Client, world: World) -> None:
    """Not the rights to models that have no page here, nor to delete what is never deleted."""
    page = admins.get(f"/admin/accounts/user/{world.alice.pk}/change/").content.decode()
    offered = re.findall(r'<input type="checkbox" name="user_permissions"[^>]*>([^<]*)', page)
    assert len(offered) == 12
    assert {text.strip().rsplit("|", 1)[-1].strip() for text in offered} == {
        *("Can view user", "Can add user", "Can change user"),
        *("Can view unit", "Can add unit", "Can change unit"),
        *("Can view membership", "Can add membership", "Can change membership"),
        *("Can view authenticator", "Can delete authenticator", "Can view access entry"),
    }
