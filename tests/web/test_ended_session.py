"""A session that ended in the middle of a form: what was typed is there after logging in again."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Draft, Membership, Revision
from bonemet.accounts.sessions import SIGNED_IN_AT
from tests.web.people import World, sign
from tests.web.test_section import address, posted, stored

PASSWORD = "correct horse battery"


def left_alone(client: Client) -> None:
    """Let the session of a browser expire; its cookie and its row are still there, as in life."""
    past = timezone.now() - timedelta(seconds=1)
    assert Session.objects.filter(session_key=client.session.session_key).update(expire_date=past) == 1


def over_long(client: Client) -> None:
    """Let the session have begun twelve hours ago."""
    session = client.session
    session[SIGNED_IN_AT] -= 12 * 60 * 60
    session.save()


def logged_in_again(client: Client, name: str, to: str) -> Any:
    return client.post(
        f"{reverse('account_login')}?next={to}", {"login": name, "password": PASSWORD, "next": to}
    )


@pytest.fixture
def working(alices: Client) -> Client:
    assert alices.get("/").status_code == 200
    return alices


@pytest.mark.parametrize("end", [left_alone, over_long])
def test_a_section_saved_too_late_is_there_after_logging_in_again(
    working: Client, world: World, end: Any
) -> None:
    end(working)
    answer = working.post(address(world, "history"), posted({"albumin": "thirty-", "ldh": 321}))
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={address(world, 'history')}"
    assert "What you typed is kept" in working.get(answer["Location"]).content.decode()
    assert Draft.objects.get().user == world.alice
    assert Revision.objects.count() == 1, "nothing is saved without being logged in"

    answer = logged_in_again(working, "alice", address(world, "history"))
    assert answer["Location"] == address(world, "history")
    page = working.get(answer["Location"]).content.decode()
    assert 'value="thirty-"' in page
    assert 'value="321"' in page
    assert working.post(address(world, "history"), posted({"ldh": 321})).status_code == 302
    assert stored(world, "history") == {"ldh": 321}


def test_what_is_typed_after_the_end_is_kept_again_and_again(working: Client, world: World) -> None:
    left_alone(working)
    for number in (3, 5, 7):
        data = {"worst_pain": str(number), "base_revision": "1"}
        answer = working.post(address(world, "pain") + "draft/", data, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()) == (401, {"saved": True})
        left_alone(working)
    assert Draft.objects.get().raw["worst_pain"] == ["7"]


def test_another_page_opened_meanwhile_does_not_lose_it(working: Client, world: World) -> None:
    left_alone(working)
    assert working.get("/").status_code == 302
    working.get(reverse("account_login"))
    working.post(address(world, "pain"), posted({"worst_pain": 8}))
    assert Draft.objects.get().raw["worst_pain"] == ["8"]


def test_it_can_be_seen_on_another_computer_too(working: Client, world: World) -> None:
    left_alone(working)
    working.post(address(world, "history"), posted({"albumin": "31,7"}))
    elsewhere = Client()
    elsewhere.force_login(world.alice)
    assert 'value="31,7"' in elsewhere.get(address(world, "history")).content.decode()


def test_nothing_is_shown_to_whoever_sits_there_now(working: Client, world: World) -> None:
    left_alone(working)
    working.post(address(world, "history"), posted({"albumin": "31,7"}))
    assert working.get(address(world, "history")).status_code == 302
    logged_in_again(working, "bob", "/")
    assert "31,7" not in working.get(address(world, "history")).content.decode()


def test_other_forms_are_offered_to_be_sent_once_more(working: Client, world: World) -> None:
    sign(world.assessment, world.alice)
    note = reverse("assessments:note", args=[world.assessment.uuid])
    left_alone(working)
    answer = working.post(note, {"text": "Telephoned the ward: “no” & <yes>."})
    assert answer["Location"] == "/accounts/login/?next=/send-again/"
    answer = logged_in_again(working, "alice", "/send-again/")
    page = working.get(answer["Location"]).content.decode()
    assert f'action="{note}"' in page
    assert 'value="Telephoned the ward: “no” &amp; &lt;yes&gt;."' in page
    assert working.post("/send-again/").status_code == 302  # thrown away
    assert working.get("/send-again/")["Location"] == "/"


def test_a_form_waits_for_who_sent_it_only(working: Client, world: World) -> None:
    left_alone(working)
    working.post(reverse("assessments:new"), {"identifier": "N-777", "password": "never kept"})
    logged_in_again(working, "bob", "/send-again/")
    assert working.get("/send-again/")["Location"] == "/"
    assert "N-777" not in str(dict(working.session))
    assert "never kept" not in str(dict(working.session))


class TestNothingIsKeptFor:
    """Only a session that time has ended: everything else that comes from nobody is from nobody."""

    def nothing_kept(self, client: Client, world: World) -> None:
        assert client.post(address(world, "pain"), posted({"worst_pain": 8})).status_code == 302
        client.post(reverse("assessments:new"), {"identifier": "N-777"})
        assert not Draft.objects.exists()
        assert "sent" not in client.session

    def test_strangers(self, world: World, client: Client) -> None:
        self.nothing_kept(client, world)

    def test_whoever_logged_out(self, working: Client, world: World) -> None:
        working.post(reverse("account_logout"))
        self.nothing_kept(working, world)

    def test_a_session_ended_from_elsewhere(self, working: Client, world: World) -> None:
        Session.objects.all().delete()
        self.nothing_kept(working, world)

    def test_a_closed_account(self, working: Client, world: World) -> None:
        left_alone(working)
        User.objects.filter(pk=world.alice.pk).update(is_active=False)
        self.nothing_kept(working, world)

    def test_a_password_changed_since(self, working: Client, world: World) -> None:
        left_alone(working)
        world.alice.set_password("another long pass phrase")
        world.alice.save()
        self.nothing_kept(working, world)

    def test_a_session_of_the_day_before_yesterday(self, working: Client, world: World) -> None:
        session = working.session
        session[SIGNED_IN_AT] -= 24 * 60 * 60
        session.save()
        left_alone(working)
        self.nothing_kept(working, world)

    def test_a_unit_left_meanwhile(self, working: Client, world: World) -> None:
        left_alone(working)
        Membership.objects.filter(user=world.alice).delete()
        working.post(address(world, "pain"), posted({"worst_pain": 8}))
        assert not Draft.objects.exists()


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


def test_what_a_page_sends_by_itself_takes_no_ones_place(working: Client, world: World) -> None:
    left_alone(working)
    working.post(reverse("assessments:new"), {"identifier": "N-777"})
    by_itself = {"Sec-Fetch-Mode": "cors"}
    answer = working.post(reverse("assessments:new"), {"identifier": "other"}, headers=by_itself)
    assert answer.status_code == 403
    assert working.get("/", headers=by_itself).status_code == 403
    logged_in_again(working, "alice", "/send-again/")
    assert 'value="N-777"' in working.get("/send-again/").content.decode()
