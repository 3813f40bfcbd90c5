"""Passwords, sessions and the commands of whoever runs the server: no e-mail anywhere."""

import re
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment, Membership, UnitEvent
from bonemet.accounts.actions import temporary_password
from bonemet.accounts.models import User
from bonemet.accounts.passwords import NotBreached, NotOfHere
from tests.people import World, confirm, confirm_by_factor

PASSWORD = "correct horse battery"
CHANGE = "/accounts/password/change/"


def run(command: str, *arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


def shown(told: str) -> str:
    """Read the password off the screen."""
    found = re.search(r": ([a-z2-9-]{34})$", told, re.MULTILINE)
    assert found, told
    return found[1]


def logged_in(name: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": name, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


class TestPassword:
    @pytest.mark.parametrize(
        "password",
        ["fourteen chars", "password", "passwordpassword", "123456789012345678", "alicealicealice"],
    )
    def test_too_short_known_or_ones_own_name_is_refused(self, world: World, password: str) -> None:
        with pytest.raises(ValidationError):
            validate_password(password, world.alice)

    @pytest.mark.parametrize(
        "password",
        [
            "fifteen letters",
            "only lower case words",
            "骨转移什么时候需要手术治疗呢请问",
            "a phrase as long as " * 6 + "it likes",
        ],
    )
    def test_no_kind_of_character_is_asked_for_and_none_refused(self, world: World, password: str) -> None:
        validate_password(password, world.alice)

    @pytest.mark.parametrize(
        "password",
        [
            "bonemet-hospital-2026",
            "Welcome2Bonemet2026!",
            "mypasswordispassword",
            "thisisapassword",
            "letmeinletmein123",
            "OrthopaedicsDepartment1",
            "alice-alice-2026-alice",
            "January2026January",
            "Marienspital2026!!",
        ],
    )
    def test_words_that_anybody_would_try_here_do_not_count(
        self, world: World, settings: Any, password: str
    ) -> None:
        settings.PASSWORD_WORDS = ["Marienspital"]
        with pytest.raises(ValidationError, match=r"easy to guess|anybody would try here|too similar"):
            validate_password(password, world.alice)

    @pytest.mark.parametrize(
        "password", ["correct horse battery", "winter kelp oar seventeen", "hospital velvet otter lamp"]
    )
    def test_beside_others_they_may_stand(self, world: World, password: str) -> None:
        NotOfHere().validate(password, world.alice)

    @pytest.mark.parametrize("name", ["98DEC", "98dec.txt"])
    def test_none_in_the_folder_of_breached_ones_is_taken(
        self, world: World, settings: Any, tmp_path: Path, name: str
    ) -> None:
        """The rest of the SHA-1 of "correct horse battery" is typed from sha1sum."""
        settings.BREACHED_PASSWORDS = str(tmp_path)
        (tmp_path / name).write_text(f"{'0' * 35}:3\nC62ECE399A22ED30D490EF333BE7FDE7385:12\n", "ascii")
        with pytest.raises(ValidationError, match="in a list of stolen ones"):
            NotBreached().validate("correct horse battery", world.alice)
        NotBreached().validate("another horse battery", world.alice)

    def test_a_folder_that_cannot_be_read_lets_none_pass(
        self, world: World, settings: Any, tmp_path: Path
    ) -> None:
        settings.BREACHED_PASSWORDS = str(tmp_path / "gone")
        with pytest.raises(ValidationError, match="cannot be checked at the moment"):
            NotBreached().validate("correct horse battery", world.alice)

    def test_one_without_end_is_refused_and_costs_nothing(self, world: World) -> None:
        begun = time.perf_counter()
        with pytest.raises(ValidationError, match="at most 256"):
            validate_password("".join(chr(33 + n * n % 9000) for n in range(300_000)), world.alice)
        assert time.perf_counter() - begun < 5

    def test_that_of_demonstrations_is_known_to_everybody(self, world: World) -> None:
        Authenticator.objects.create(user=world.alice, type="totp", data={})
        with pytest.raises(ValidationError, match="easy to guess"):
            validate_password("demonstration", world.alice)

    def test_beside_a_second_factor_eight_are_enough(self, world: World) -> None:
        with pytest.raises(ValidationError, match="at least 15"):
            validate_password("kelp-oar", world.alice)
        Authenticator.objects.create(user=world.alice, type="recovery_codes", data={})
        with pytest.raises(ValidationError, match="at least 15"):
            validate_password("kelp-oar", world.alice)
        Authenticator.objects.create(user=world.alice, type="totp", data={})
        validate_password("kelp-oar", world.alice)
        with pytest.raises(ValidationError, match="at least 8"):
            validate_password("kelp-oa", world.alice)

    def test_where_the_second_factor_goes_a_new_password_is_asked_for(self, world: World) -> None:
        client = logged_in("alice")
        Authenticator.objects.create(user=world.alice, type="totp", data={})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        asked = client.post("/accounts/2fa/totp/deactivate/")["Location"]
        assert asked == "/accounts/2fa/reauthenticate/?next=%2Faccounts%2F2fa%2Ftotp%2Fdeactivate%2F"
        confirm_by_factor(client)
        assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
        assert not Authenticator.objects.filter(type="totp").exists()
        assert client.get("/")["Location"] == CHANGE

    def test_changing_it_ends_the_other_sessions(self, world: World) -> None:
        here, elsewhere = logged_in("alice"), logged_in("alice")
        new = "another long pass phrase"
        data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        assert here.post(CHANGE, data).status_code == 302
        assert here.get("/").status_code == 200
        assert elsewhere.get("/").status_code == 302
        assert is_in(logged_in("alice", new))


class TestSessions:
    def test_are_listed_and_the_others_ended(self, world: World) -> None:
        here, elsewhere = logged_in("alice"), logged_in("alice")
        bobs = logged_in("bob")
        for client, name in ((here, "Here/1"), (elsewhere, "Elsewhere/1"), (bobs, "Bob/1")):
            client.get("/", headers={"User-Agent": name})
        page = here.get("/accounts/sessions/", headers={"User-Agent": "Here/1"}).content.decode()
        assert "this one" in page
        assert UserSession.objects.filter(user=world.alice).count() == 2
        assert here.post("/accounts/sessions/")["Location"].startswith("/accounts/reauthenticate/")
        assert elsewhere.get("/").status_code == 200, "not before it was proved once more who asks"
        confirm(here)
        assert here.post("/accounts/sessions/").status_code == 302
        assert elsewhere.get("/").status_code == 302
        assert here.get("/").status_code == 200
        assert bobs.get("/").status_code == 200

    def test_too_many_attempts_get_a_clear_page(self, client: Client, world: World) -> None:
        answers = [client.get("/").status_code]
        for number in range(40):
            answer = client.post("/accounts/login/", {"login": f"nobody{number}", "password": "x"})
            answers.append(answer.status_code)
            if answer.status_code == 429:
                break
        assert answers[-1] == 429
        assert len(answers) <= 33
        assert b"Too many attempts" in answer.content

    def test_a_name_that_is_tried_too_often_is_told_to_wait(self, client: Client, world: World) -> None:
        for _attempt in range(6):
            page = client.post("/accounts/login/", {"login": "alice", "password": "x"}).content.decode()
        assert "Too many failed login attempts" in page

    def test_wrong_name_and_wrong_password_get_the_same_answer(self, client: Client, world: World) -> None:
        told = []
        for name in ("alice", "who-is-that"):
            page = client.post("/accounts/login/", {"login": name, "password": "x"}).content.decode()
            told.append(re.findall(r'<p class="field-error m-0">(.*?)</p>', page))
        assert told[0] == told[1] != []


class TestFirstAdministrator:
    def test_gets_a_password_that_is_shown_once_and_changed(self, world: World) -> None:
        told = run("create_administrator", "chief", generate=True)
        client = logged_in("chief", shown(told))
        assert is_in(client)
        for page in ("/", "/admin/", "/accounts/2fa/"):
            assert client.get(page)["Location"] == CHANGE
        assert client.get(CHANGE).status_code == 200
        old, new = shown(told), "another long pass phrase"
        answer = client.post(CHANGE, {"oldpassword": old, "password1": old, "password2": old})
        assert "the password you have now" in answer.content.decode()
        client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})
        assert client.get("/admin/").status_code == 200
        assert not User.objects.filter(password_due=True).exists()
        assert not Assessment.objects.visible_to(User.objects.get(username="chief")).exists()

    def test_or_is_asked_for_one(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        command = "assessments.management.commands.create_administrator.getpass"
        typed = iter(
            ["too short", "too short", "one long phrase", "another one here", *["the long phrase"] * 2]
        )
        monkeypatch.setattr(command, lambda _prompt: next(typed))
        with pytest.raises(CommandError, match="too short"):
            run("create_administrator", "chief")
        with pytest.raises(CommandError, match="not the same"):
            run("create_administrator", "chief")
        run("create_administrator", "chief")
        client = logged_in("chief", "the long phrase")
        assert client.get("/admin/").status_code == 200

    @pytest.mark.parametrize(
        ("name", "words"),
        [("alice", "already"), ("ALICE", "“alice” already"), ("white space", "valid username")],
    )
    def test_with_a_name_that_can_be_used(self, world: World, name: str, words: str) -> None:
        with pytest.raises(CommandError, match=words):
            run("create_administrator", name, generate=True)


class TestNames:
    """Whoever logs in may write a name in either case, so no two accounts may differ by that alone."""

    @pytest.mark.parametrize("where", ["/admin/accounts/user/add/", "/admin/accounts/user/{bob}/change/"])
    def test_of_the_administrator(self, world: World, where: str) -> None:
        client = Client()
        client.force_login(world.admin)
        address = where.format(bob=world.bob.pk)
        form = client.get(address).context["adminform"].form
        told = {name: form[name].value() or "" for name in form.fields} | {"username": "ALICE"}
        answer = client.post(address, told | {"usable_password": "true", "password1": "", "password2": ""})
        assert "A user with that username already exists." in answer.content.decode()
        assert User.objects.filter(username__iexact="alice").count() == 1

    def test_that_log_in(self, world: World) -> None:
        assert is_in(logged_in("ALICE"))
        assert is_in(logged_in("alice"))


class TestReset:
    def test_gives_a_password_for_a_day_and_ends_all_sessions(self, world: World) -> None:
        before, elsewhere, bobs = logged_in("alice"), logged_in("alice"), logged_in("bob")
        told = run("reset_password", "alice")
        left = [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()]
        assert left == [str(world.bob.pk)]
        assert bobs.get("/").status_code == 200
        assert elsewhere.get("/").status_code == 302
        assert before.get("/").status_code == 302
        assert not is_in(logged_in("alice"))
        client = logged_in("alice", shown(told))
        assert client.get("/")["Location"] == CHANGE
        assert world.assessment.uuid.hex not in told

    def test_after_a_day_it_opens_nothing(self, world: World) -> None:
        password = shown(run("reset_password", "alice"))
        due = User.objects.filter(username="alice", password_due=True)
        assert due.update(password_until=timezone.now() - timedelta(seconds=1)) == 1
        assert due.get().password_has_expired
        assert not is_in(logged_in("alice", password))

    def test_takes_a_lost_second_factor_away_only_when_told(self, world: World) -> None:
        Authenticator.objects.create(user=world.alice, type="totp", data={})
        run("reset_password", "alice")
        assert Authenticator.objects.filter(user=world.alice).exists()
        run("reset_password", "alice", second_factor=True)
        assert not Authenticator.objects.filter(user=world.alice).exists()

    def test_of_nobody_is_refused(self, world: World) -> None:
        with pytest.raises(CommandError, match="no active account"):
            run("reset_password", "who-is-that")

    def test_every_one_is_another_and_long_enough(self, db: None) -> None:
        made = {temporary_password() for _number in range(50)}
        assert len(made) == 50
        for password in made:
            validate_password(password)


class TestLeaving:
    def test_ends_everything_but_what_was_written(self, world: World) -> None:
        client = logged_in("alice")
        assert client.get("/").status_code == 200
        told = run("close_account", "alice")
        assert f"/assessments/{world.assessment.uuid}/" in told
        assert world.patient.identifier not in told
        assert not Session.objects.exists()
        assert client.get("/").status_code == 302
        assert not is_in(logged_in("alice"))
        assert not Membership.objects.get(user=world.alice).is_active
        assert UnitEvent.objects.get().kind == "removed"
        assert world.assessment.revisions.get().by == world.alice

    def test_of_the_last_lead_is_told(self, world: World) -> None:
        assert "North has no lead any more" in run("close_account", "leah")

    def test_of_nobody_is_refused(self, world: World) -> None:
        run("close_account", "bob")
        with pytest.raises(CommandError, match="no active account"):
            run("close_account", "bob")


@pytest.mark.parametrize("way", ["one", "several"])
def test_a_short_password_does_not_stand_alone_once_the_administrator_took_the_second_factor_away(
    world: World, way: str
) -> None:
    factor = Authenticator.objects.create(user=world.alice, type="totp", data={})
    client = Client()
    client.force_login(world.admin)
    if way == "one":
        client.post(f"/admin/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [factor.pk], "post": "yes"}
        client.post("/admin/mfa/authenticator/", chosen)
    assert not Authenticator.objects.exists()
    assert logged_in("alice").get("/")["Location"] == CHANGE


def test_a_session_begun_by_logging_in_ends_after_a_quarter_of_an_hour(world: World) -> None:
    client = logged_in("alice")
    assert client.get("/").status_code == 200
    left = Session.objects.get(session_key=client.session.session_key).expire_date - timezone.now()
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    assert client.cookies["sessionid"]["max-age"] == "", "the cookie goes with the browser"


def test_an_account_closed_in_the_administration_is_out_at_once(world: World) -> None:
    client = logged_in("bob")
    assert client.get("/").status_code == 200
    User.objects.filter(pk=world.bob.pk).update(is_active=False)
    assert client.get("/").status_code == 302


def test_no_page_of_accounts_breaks_for_strangers(client: Client, db: None) -> None:
    from django.urls import get_resolver

    pages = {
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/sessions/",
        CHANGE,
    }
    for page in pages:
        assert get_resolver().resolve(page)
        assert client.get(page).status_code == 302
        assert client.post(page).status_code == 302


class TestConfirming:
    """Who signs says once more who they are; nobody gets around it."""

    @pytest.fixture
    def sign_url(self, world: World) -> str:
        from tests.people import fill, skip

        fill(world.assessment, world.alice)
        skip(world.assessment, world.alice)
        return f"/assessments/{world.assessment.uuid}/sign/"

    def test_asks_for_the_password_within_five_minutes(self, world: World, sign_url: str) -> None:
        client = Client()
        client.force_login(world.alice)
        answer = client.get(sign_url)
        assert answer["Location"] == f"/accounts/reauthenticate/?next={sign_url.replace('/', '%2F')}"
        client.post("/accounts/reauthenticate/", {"password": "wrong"})
        assert client.get(sign_url).status_code == 302
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        assert client.get(sign_url).status_code == 200
        session = client.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 301
        session.save()
        assert client.get(sign_url).status_code == 302

    def test_who_comes_by_single_sign_on_sets_up_a_second_factor_first(
        self, world: World, sign_url: str
    ) -> None:
        world.alice.set_unusable_password()
        world.alice.save()
        client = Client()
        client.force_login(world.alice)
        assert client.get(sign_url)["Location"] == "/accounts/2fa/"
        assert "Set up a second factor first" in client.get("/accounts/2fa/").content.decode()
        Authenticator.objects.create(user=world.alice, type="totp", data={"secret": "x"})
        assert client.get(sign_url)["Location"].startswith("/accounts/2fa/reauthenticate/")
