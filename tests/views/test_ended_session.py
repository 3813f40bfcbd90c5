"""A session that has ended writes nothing, shows nothing, and loses nothing of what is in the page."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Draft, Membership, Revision
from bonemet.accounts.models import User
from bonemet.accounts.passwords import PASSWORD_DUE
from bonemet.accounts.sessions import SIGNED_IN_AT
from tests.people import World, sign
from tests.views.test_section import address, posted, stored

PASSWORD = "correct horse battery"
BY_SCRIPT = {"Accept": "application/json"}


def left_alone(client: Client) -> None:
    """Let the session of a browser expire; its cookie and its row are still there, as in life."""
    past = timezone.now() - timedelta(seconds=1)
    assert Session.objects.filter(session_key=client.session.session_key).update(expire_date=past) == 1


def over_long(client: Client) -> None:
    """Let the session have begun twelve hours ago."""
    session = client.session
    session[SIGNED_IN_AT] -= 12 * 60 * 60
    session.save()


def ended_elsewhere(client: Client) -> None:
    """Let somebody end all other sessions."""
    Session.objects.all().delete()


def logged_out(client: Client) -> None:
    client.post(reverse("account_logout"))


def account_closed(client: Client) -> None:
    User.objects.filter(username="alice").update(is_active=False)


def password_changed(client: Client) -> None:
    alice = User.objects.get(username="alice")
    alice.set_password("another long pass phrase")
    alice.save()


ENDS = [left_alone, over_long, ended_elsewhere, logged_out, account_closed, password_changed]


def logged_in_again(client: Client, name: str, to: str) -> Any:
    return client.post(
        f"{reverse('account_login')}?next={to}", {"login": name, "password": PASSWORD, "next": to}
    )


@pytest.fixture
def working(alices: Client) -> Client:
    assert alices.get("/").status_code == 200
    return alices


@pytest.mark.parametrize("end", ENDS)
class TestHoweverItEnded:
    def test_a_draft_is_not_overwritten(self, working: Client, world: World, end: Any) -> None:
        url = address(world, "pain") + "draft/"
        working.post(url, {"worst_pain": "3", "base_revision": "1"}, headers=BY_SCRIPT)
        end(working)
        answer = working.post(url, {"worst_pain": "9", "base_revision": "1"}, headers=BY_SCRIPT)
        assert answer.status_code == 401
        assert answer.json() == {
            "saved": False,
            "why": "You are logged out. What you typed stays in this page.",
            "ended": True,
        }
        assert Draft.objects.get().raw["worst_pain"] == ["3"]

    def test_a_section_is_not_saved_and_what_was_typed_is_in_the_answer(
        self, working: Client, world: World, end: Any
    ) -> None:
        end(working)
        answer = working.post(address(world, "history"), posted({"albumin": "31,7", "ldh": 321}))
        page = answer.content.decode()
        assert answer.status_code == 401
        assert answer["Cache-Control"] == "no-store, private"
        assert "What you typed is not saved yet" in page
        assert '<input type="hidden" name="albumin" value="31,7">' in page
        assert "N-001" not in page
        assert not Draft.objects.exists()
        assert Revision.objects.count() == 1

    def test_nothing_of_it_waits_for_whoever_logs_in_next(
        self, working: Client, world: World, end: Any
    ) -> None:
        end(working)
        working.post(reverse("assessments:new"), {"identifier": "N-777"})
        assert "N-777" not in str(dict(working.session))
        logged_in_again(working, "bob", "/")
        for url in ("/", reverse("assessments:new"), address(world, "history")):
            assert "N-777" not in working.get(url).content.decode()

    def test_the_page_is_told_that_nobody_is_logged_in(self, working: Client, world: World, end: Any) -> None:
        end(working)
        assert working.get(reverse("session_state")).json() == {"user": "", "seconds": 0}


def test_after_logging_in_again_it_can_be_sent(world: World) -> None:
    """The page that was answered holds it; its token is that of the session before."""
    client = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
    client.force_login(world.alice)
    old = posted(
        {"ldh": 321}, csrfmiddlewaretoken=str(client.get(address(world, "history")).context["csrf_token"])
    )
    Session.objects.all().delete()
    assert client.post(address(world, "history"), old).status_code == 401
    client.force_login(world.alice)
    answer = client.post(address(world, "history"), old | {"csrfmiddlewaretoken": "o" * 64})
    assert (answer.status_code, 'name="ldh" value="321"' in answer.content.decode()) == (403, True)
    new = old | {"csrfmiddlewaretoken": str(answer.context["csrf_token"])}
    assert client.post(address(world, "history"), new).status_code == 302
    assert stored(world, "history") == {"ldh": 321}


def test_what_one_user_typed_is_not_taken_from_the_next(working: Client, world: World) -> None:
    sign(world.assessment, world.alice)
    report = working.get(reverse("assessments:report", args=[world.assessment.uuid])).content.decode()
    typed_by = report.split('name="typed_by" value="')[1].split('"')[0]
    note = {"text": "For Alice's patient only.", "typed_by": typed_by}
    working.post(reverse("account_logout"))
    logged_in_again(working, "bob", "/")
    for by_script in (False, True):
        answer = working.post(
            reverse("assessments:note", args=[world.assessment.uuid]),
            note,
            headers=BY_SCRIPT if by_script else {},
        )
        assert answer.status_code == 403
        assert "typed by somebody else" in answer.content.decode()
        assert "For Alice" not in answer.content.decode()


def test_nor_when_the_token_is_that_of_the_session_before(world: World) -> None:
    client = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
    client.force_login(world.bob)
    client.get(address(world, "pain"))
    old = {"csrfmiddlewaretoken": "o" * 64, "typed_by": "0" * 32, "worst_pain": "8"}
    answer = client.post(address(world, "pain"), old)
    assert (answer.status_code, 'value="8"' in answer.content.decode()) == (403, False)


def test_with_all_cookies_gone_it_is_the_session_that_has_ended(world: World) -> None:
    """Not somebody else's page: nobody is logged in, and the token has no cookie to be compared with."""
    client = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
    typed = {"csrfmiddlewaretoken": "o" * 64, "typed_by": "0" * 32, "worst_pain": "8"}
    answer = client.post(address(world, "pain") + "draft/", typed, headers=BY_SCRIPT)
    assert (answer.status_code, answer.json()["ended"]) == (401, True)
    assert answer.json()["why"] == "You are logged out. What you typed stays in this page."
    answer = client.post(address(world, "pain"), typed)
    assert (answer.status_code, 'name="worst_pain" value="8"' in answer.content.decode()) == (401, True)


def test_whoever_sends_nothing_is_sent_to_log_in_and_told(working: Client, world: World) -> None:
    left_alone(working)
    answer = working.get(address(world, "pain"))
    assert answer["Location"] == f"/accounts/login/?next={address(world, 'pain')}"
    assert "What you saved is there." in working.get(answer["Location"]).content.decode()


def test_strangers_are_not_told_that_they_were_logged_out(world: World, client: Client) -> None:
    answer = client.get(address(world, "pain"))
    assert "You were logged out" not in client.get(answer["Location"]).content.decode()


class TestState:
    def test_it_names_nobody_and_does_not_make_the_session_last(
        self, working: Client, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        soon = timezone.now() + timedelta(seconds=100)
        Session.objects.update(expire_date=soon)
        told = working.get(reverse("session_state")).json()
        assert 90 <= told["seconds"] <= 100
        assert len(told["user"]) == 32
        assert "alice" not in str(told)
        assert Session.objects.get().expire_date == soon
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 61)  # a page writes it once a minute
        working.get("/")
        assert Session.objects.get().expire_date > soon

    def test_twelve_hours_end_before_idleness(self, working: Client, world: World) -> None:
        session = working.session
        session[SIGNED_IN_AT] -= 12 * 60 * 60 - 60
        session.save()
        assert 50 <= working.get(reverse("session_state")).json()["seconds"] <= 60

    def test_the_page_says_whose_it_is(self, working: Client, bobs: Client, world: World) -> None:
        sign_of_alice = working.get(reverse("session_state")).json()["user"]
        assert f'data-user="{sign_of_alice}"' in working.get("/").content.decode()
        assert sign_of_alice not in bobs.get("/").content.decode()


class TestTheTrueReason:
    """A script is told in a sentence why what it sent is not kept; the page can show that."""

    def why(self, client: Client, url: str) -> tuple[int, str]:
        answer = client.post(url, {"worst_pain": "9"}, headers=BY_SCRIPT)
        return answer.status_code, answer.json()["why"]

    def test_signed(self, working: Client, world: World) -> None:
        sign(world.assessment, world.bob)
        for kind in ("draft/", "panel/"):
            status, why = self.why(working, address(world, "pain") + kind)
            assert (status, why.split(".")[0]) == (403, "This assessment is signed")

    def test_a_role_that_only_reads(self, working: Client, world: World) -> None:
        Membership.objects.filter(user=world.alice).update(role="reviewer")
        status, why = self.why(working, address(world, "pain") + "draft/")
        assert (status, why.split(".")[0]) == (403, "You may read this assessment, not change it")

    def test_a_unit_left_meanwhile(self, working: Client, world: World) -> None:
        Membership.objects.filter(user=world.alice).delete()
        status, why = self.why(working, address(world, "pain") + "draft/")
        assert (status, why.split(".")[0]) == (404, "This record is no longer there for you")

    def test_a_password_that_is_due(self, working: Client, world: World) -> None:
        session = working.session
        session[PASSWORD_DUE] = True
        session.save()
        assert self.why(working, address(world, "pain") + "draft/") == (
            403,
            "Not saved: your password must be changed first.",
        )
        assert not Draft.objects.exists()

    def test_too_long(self, working: Client, world: World) -> None:
        answer = working.post(
            address(world, "pain") + "draft/", {"worst_pain": "9" * 70_000}, headers=BY_SCRIPT
        )
        assert (answer.status_code, answer.json()["saved"]) == (413, False)

    def test_a_token_of_before_logging_in_again_is_renewed(self, world: World) -> None:
        client = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
        client.force_login(world.alice)
        client.get(address(world, "pain"))
        old = {"csrfmiddlewaretoken": "o" * 64, "worst_pain": "8"}
        answer = client.post(address(world, "pain") + "draft/", old, headers=BY_SCRIPT)
        told = answer.json()
        assert (answer.status_code, told["user"]) == (
            403,
            client.get(reverse("session_state")).json()["user"],
        )
        again = old | {"csrfmiddlewaretoken": told["token"]}
        assert (
            client.post(address(world, "pain") + "draft/", again, headers=BY_SCRIPT).json()["saved"] is True
        )

    def test_a_form_that_is_refused_is_given_back_in_words(self, working: Client, world: World) -> None:
        sign(world.assessment, world.bob)
        answer = working.post(
            address(world, "history"), posted({"albumin": "31", "ecog": "2"}, albumin_unit="g/L")
        )
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "This assessment is signed" in page
        assert "What you typed, and what is not saved" in page
        assert 'Albumin: <span class="typed-text">31' in page


class TestAPageOfTheSessionBefore:
    """Logging in again gives a new token; a form that is still open in another tab has the old one."""

    @pytest.fixture
    def strict(self, world: World) -> Client:
        client = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
        client.force_login(world.alice)
        client.get(address(world, "pain"))
        return client

    def test_its_form_is_offered_to_be_sent_once_more(self, strict: Client, world: World) -> None:
        old = {"csrfmiddlewaretoken": "o" * 64}
        answer = strict.post(address(world, "pain"), posted({"worst_pain": 8}, **old))
        assert answer.status_code == 403
        page = answer.content.decode()
        assert 'name="worst_pain" value="8"' in page
        assert "o" * 64 not in page
        assert Revision.objects.count() == 1
        token = str(answer.context["csrf_token"])
        again = posted({"worst_pain": 8}, csrfmiddlewaretoken=token)
        assert strict.post(address(world, "pain"), again).status_code == 302
        assert stored(world, "pain") == {"worst_pain": 8}

    def test_one_from_another_site_is_not(self, strict: Client, world: World) -> None:
        answer = strict.post(
            address(world, "pain"),
            posted({"worst_pain": 8}, csrfmiddlewaretoken="o" * 64),
            headers={"Origin": "https://elsewhere.example"},
        )
        assert answer.status_code == 403
        assert 'name="worst_pain"' not in answer.content.decode()


def test_logging_out_clears_what_the_browser_has_kept(working: Client, world: World) -> None:
    assert "Clear-Site-Data" not in working.get("/")
    assert working.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'


def test_so_does_the_end_of_twelve_hours(working: Client, world: World) -> None:
    over_long(working)
    assert working.get("/")["Clear-Site-Data"] == '"cache"'
