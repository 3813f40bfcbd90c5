"""Logging in: how often it may be tried, that a code works once, and that every attempt is written down."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from assessments.models import AccessEntry, Membership, Unit
from bonemet.accounts.adapters import SecondFactorAdapter
from bonemet.accounts.models import Counter, KnownBrowser, User
from tests.people import World, confirm, confirm_by_factor

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOG_IN = "/accounts/login/"


@pytest.fixture(autouse=True)
def counted_in_the_database(settings: Any) -> None:
    """As in an installation; the other tests count in their own process's memory."""
    settings.CACHES = {"default": {"BACKEND": "bonemet.accounts.counters.Counters"}}


@pytest.fixture(autouse=True)
def at_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window of counting and no step of the codes ends in the middle of a test."""
    moment = 1_795_000_005.0
    monkeypatch.setattr(time, "time", lambda: moment)


def attempt(client: Client, name: str, password: str = "wrong", **more: Any) -> Any:
    return client.post(LOG_IN, {"login": name, "password": password}, **more)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code(steps: int = 0) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(SECRET, int(time.time()) // 30 + steps)))


def set_up(client: Client, committed: Any) -> str:
    """Set up one-time codes, and give the code that was used for it."""
    confirm(client)
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    used = str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))
    with committed(execute=True):
        assert client.post("/accounts/2fa/totp/activate/", {"code": used}).status_code == 302
    return used


def with_codes(user: User) -> User:
    data = {"secret": SecondFactorAdapter().encrypt(SECRET)}
    Authenticator.objects.create(user=user, type="totp", data=data)
    return user


def rows(**of: Any) -> list[tuple[str, str, str]]:
    """List the log, oldest first: (kind, what, unit)."""
    found = AccessEntry.objects.filter(**of).order_by("pk").select_related("unit")
    return [(row.kind, row.what, row.unit.name if row.unit else "") for row in found]


class TestLimits:
    @pytest.mark.parametrize("name", ["alice", "ALICE", "Alice ", "who-is-that"])
    def test_five_wrong_passwords_are_tried_and_no_sixth_whatever_host_is_named(
        self, client: Client, world: World, name: str
    ) -> None:
        hosts = ["testserver", "testserver:81", "TESTSERVER", "localhost", "127.0.0.1:8000"]
        for number, host in enumerate(hosts):
            page = attempt(client, name, headers={"Host": host}, REMOTE_ADDR=f"192.0.2.{number}")
            assert "Too many failed" not in page.content.decode()
        page = attempt(client, name.swapcase(), PASSWORD, headers={"Host": "testserver:82"})
        assert "Too many failed" in page.content.decode()
        assert not is_in(client)

    def test_an_address_has_ten_a_minute_for_whatever_names(self, client: Client, world: World) -> None:
        answers = [attempt(client, f"nobody{number}").status_code for number in range(11)]
        assert answers == [200] * 10 + [429]
        assert attempt(client, "bob", PASSWORD).status_code == 429
        assert not is_in(client)

    @pytest.mark.prove
    def test_nothing_is_forgotten_while_others_fail(self, client: Client, world: World) -> None:
        for _number in range(5):
            attempt(client, "alice")
        for number in range(310):  # the cache in files kept 300
            attempt(client, f"nobody{number}", REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}")
        attempt(client, "alice", PASSWORD, REMOTE_ADDR="192.0.2.7")
        assert not is_in(client)

    def test_right_passwords_are_not_counted(self, client: Client, world: World) -> None:
        for _number in range(12):
            attempt(client, "alice", PASSWORD)
            assert is_in(client)
            client.post("/accounts/logout/")

    def test_wrong_passwords_elsewhere_do_not_keep_a_surgeon_out_of_a_known_browser(
        self, client: Client, world: World
    ) -> None:
        attempt(client, "alice", PASSWORD)
        client.post("/accounts/logout/")
        elsewhere = Client()
        for _number in range(11):
            attempt(elsewhere, "alice")  # from the same address: a hospital has one
        assert attempt(elsewhere, "alice", PASSWORD).status_code == 429
        attempt(client, "alice", PASSWORD)
        assert is_in(client)

    def test_a_known_browser_has_five_too_and_only_for_whom_it_knows(
        self, client: Client, world: World
    ) -> None:
        attempt(client, "alice", PASSWORD)
        client.post("/accounts/logout/")
        for _number in range(5):
            attempt(client, "alice")
        assert "Too many failed" in attempt(client, "alice", PASSWORD).content.decode()
        for _number in range(5):
            attempt(client, "bob")
        assert "Too many failed" in attempt(Client(), "bob", PASSWORD).content.decode()

    def test_a_browser_is_known_for_180_days_by_a_token_that_says_nothing(
        self, client: Client, world: World
    ) -> None:
        attempt(client, "alice", PASSWORD)
        cookie = client.cookies["bonemet_browser"]
        assert len(cookie.value) == 43
        assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (15552000, True, "Lax")
        row = KnownBrowser.objects.get(user=world.alice)
        assert cookie.value not in row.digest
        assert timezone.now() - row.seen < timedelta(minutes=1)
        KnownBrowser.objects.update(seen=timezone.now() - timedelta(days=181))
        client.post("/accounts/logout/")
        for _number in range(6):
            page = attempt(Client(), "alice").content.decode()
        assert "Too many failed" in page
        assert "Too many failed" in attempt(client, "alice", PASSWORD).content.decode()

    def test_a_token_that_nobody_was_given_is_not_taken_over(self, client: Client, world: World) -> None:
        client.cookies["bonemet_browser"] = "planted"
        attempt(client, "alice", PASSWORD)
        assert client.cookies["bonemet_browser"].value != "planted"


class TestCounters:
    """The cache behind it: what allauth asks of it, and nothing that reads code out of the database."""

    def test_a_value_is_added_once_until_its_time_is_over(self, db: None) -> None:
        assert cache.add("one", [1.5, 2], timeout=60)
        assert not cache.add("one", [3], timeout=60)
        assert cache.get("one") == [1.5, 2]
        Counter.objects.update(expires=timezone.now())
        assert cache.get("one", "gone") == "gone"
        assert cache.add("one", "again", timeout=None)
        assert cache.get("one") == "again"

    def test_values_are_set_touched_and_deleted(self, db: None) -> None:
        cache.set("two", {"a": 1}, timeout=60)
        assert cache.touch("two", 60)
        assert cache.get("two") == {"a": 1}
        assert cache.delete("two")
        assert not cache.delete("two")
        assert not cache.touch("two")
        cache.set("three", 3)
        cache.clear()
        assert cache.get("three") is None

    def test_they_are_rows_of_json(self, db: None) -> None:
        cache.set("four", ["x"], timeout=60)
        with connection.cursor() as cursor:
            cursor.execute("SELECT value FROM accounts_counter")
            assert str(cursor.fetchone()[0]) in ('["x"]', "['x']")

    def test_an_installation_counts_there(self) -> None:
        from bonemet.settings import CACHES

        assert CACHES == {"default": {"BACKEND": "bonemet.accounts.counters.Counters"}}


class TestSecondFactor:
    def test_a_code_works_once_in_all_the_time_that_it_is_good(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with_codes(world.alice)
        first, second, begun = Client(), Client(), time.time()
        used = code(1)  # of the next step: good for 60 seconds more than one of this step
        for client in (first, second):
            assert attempt(client, "alice", PASSWORD)["Location"] == "/accounts/2fa/authenticate/"
        first.post("/accounts/2fa/authenticate/", {"code": used})
        assert is_in(first)
        for later in (0, 36, 59):
            monkeypatch.setattr(time, "time", lambda later=later: begun + later)
            second.post("/accounts/2fa/authenticate/", {"code": used})
            assert not is_in(second), later

    def test_the_code_that_sets_it_up_opens_nothing(
        self, client: Client, world: World, django_capture_on_commit_callbacks: Any
    ) -> None:
        attempt(client, "alice", PASSWORD)
        used = set_up(client, django_capture_on_commit_callbacks)
        client.post("/accounts/logout/")
        attempt(client, "alice", PASSWORD)
        client.post("/accounts/2fa/authenticate/", {"code": used})
        assert not is_in(client)

    def test_five_wrong_codes_and_no_sixth(self, client: Client, world: World) -> None:
        with_codes(world.alice)
        attempt(client, "alice", PASSWORD)
        for _number in range(5):
            client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        client.post("/accounts/2fa/authenticate/", {"code": code()})
        assert not is_in(client)


class TestEveryAttemptHasARow:
    def test_with_the_second_factor(self, client: Client, world: World) -> None:
        with_codes(world.alice)
        attempt(client, "alice")
        attempt(client, "alice", PASSWORD)
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        client.post("/accounts/2fa/authenticate/", {"code": code()})
        client.post("/accounts/reauthenticate/", {"password": "wrong"})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.post("/accounts/logout/")
        assert rows(user=world.alice) == [
            ("login_failed", "", "North"),
            ("half_way", "password", "North"),
            ("factor_failed", "", "North"),
            ("logged_in", "", "North"),
            ("login_failed", "confirmation", "North"),
            ("proved", "password", "North"),
            ("logged_out", "", "North"),
        ]

    def test_with_a_security_key_that_is_refused(self, client: Client, world: World) -> None:
        Authenticator.objects.create(user=world.alice, type="webauthn", data={"credential": {}, "name": "k"})
        attempt(client, "alice", PASSWORD)
        from bonemet.accounts.second_factor import AuthenticateForm, ReauthenticateForm

        for form_class in (AuthenticateForm, ReauthenticateForm):
            assert not form_class({"credential": "null"}, user=world.alice).is_valid()
        assert [row[0] for row in rows(user=world.alice)][-2:] == ["factor_failed"] * 2

    def test_of_somebody_with_a_name_in_capitals(self, client: Client, world: World) -> None:
        attempt(client, "ALICE")
        assert rows(user=world.alice) == [("login_failed", "", "North")]

    def test_of_administrators_and_of_names_that_nobody_has(self, client: Client, world: World) -> None:
        attempt(client, "admin")
        attempt(client, "my-password-by-mistake")
        assert rows() == [("login_failed", "", "")] * 2
        assert list(AccessEntry.objects.order_by("pk").values_list("user", flat=True)) == [
            world.admin.pk,
            None,
        ]
        client.force_login(world.admin)
        page = client.get("/admin/assessments/accessentry/").content.decode()
        assert page.count("Failed to log in") >= 2
        assert "my-password-by-mistake" not in page

    def test_with_a_temporary_password_whose_time_is_over(self, client: Client, world: World) -> None:
        from bonemet.accounts.actions import reset_password

        password = reset_password(user=world.alice, by=None)
        world.alice.password_until = timezone.now() - timedelta(seconds=1)
        world.alice.save()
        attempt(client, "alice", password)
        assert rows(user=world.alice) == [("login_failed", "", "North")]

    def test_that_is_not_even_tried_once_for_all_that_follow(self, client: Client, world: World) -> None:
        for _number in range(9):
            attempt(client, "alice")
        assert [row[0] for row in rows()] == ["login_failed"] * 5 + ["too_many"]

    def test_in_every_unit_of_who_tries(self, client: Client, world: World) -> None:
        Membership.objects.create(unit=Unit.objects.get(name="South"), user=world.alice, role="surgeon")
        attempt(client, "alice")
        assert rows() == [("login_failed", "", "North"), ("login_failed", "", "South")]


class TestEveryChangeHasARow:
    def test_of_password_second_factor_and_sessions(
        self, client: Client, world: World, django_capture_on_commit_callbacks: Any
    ) -> None:
        attempt(client, "alice", PASSWORD)
        set_up(client, django_capture_on_commit_callbacks)
        confirm_by_factor(client)
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/accounts/2fa/recovery-codes/generate/")
        client.post("/accounts/2fa/totp/deactivate/")
        data = {"oldpassword": PASSWORD} | dict.fromkeys(("password1", "password2"), "another long phrase")
        client.post("/accounts/password/change/", data)
        attempt(Client(), "alice", "another long phrase")
        client.get("/")
        confirm(client, "another long phrase")
        client.post("/accounts/sessions/")
        found = AccessEntry.objects.filter(kind="account").order_by("pk")
        assert {(row.user, row.about, row.unit) for row in found} == {(world.alice, world.alice, world.north)}
        assert [row.what for row in found] == [
            "added totp",
            "added recovery_codes",
            "renewed recovery_codes",
            "removed totp",
            "removed recovery_codes",
            "password changed",
            "other sessions ended",
        ]

    def test_that_its_owner_the_lead_and_nobody_else_reads(self, client: Client, world: World) -> None:
        from bonemet.accounts.actions import reset_password

        reset_password(user=world.alice, by=world.admin)
        # As if she had changed it.
        world.alice.password_due, world.alice.password_until = False, None
        world.alice.save()
        for who, address, reads in (
            ("alice", "/account/", True),
            ("bob", "/account/", False),
            ("leah", "/access/", True),
            ("admin", "/admin/assessments/accessentry/", True),
        ):
            client.force_login(getattr(world, who))
            page = client.get(address).content.decode()
            assert ("a temporary password was given" in page) is reads, who
            assert world.patient.identifier not in page
