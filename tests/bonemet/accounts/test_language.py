"""The language is chosen by whoever reads, kept with the account, and goes before the browser's."""

from typing import Any

import pytest
from django.test import Client

from bonemet.accounts.models import User
from tests.people import World


def choose(client: Client, language: str, **kwargs: Any) -> int:
    return client.post("/language/", {"language": language, "next": "/"}, **kwargs).status_code


def language_of(client: Client, address: str = "/", **kwargs: Any) -> str:
    return client.get(address, **kwargs).headers["Content-Language"]


def test_the_browser_decides_until_somebody_chooses(alices: Client) -> None:
    assert language_of(alices) == "en"
    assert language_of(alices, HTTP_ACCEPT_LANGUAGE="zh-CN,zh;q=0.9") == "zh-hans"
    assert choose(alices, "en") == 302
    assert language_of(alices, HTTP_ACCEPT_LANGUAGE="zh-CN,zh;q=0.9") == "en"


def test_the_choice_is_kept_with_the_account(world: World, alices: Client, bobs: Client) -> None:
    choose(alices, "zh-hans")
    assert User.objects.get(username="alice").language == "zh-hans"
    elsewhere = Client()
    elsewhere.force_login(User.objects.get(username="alice"))
    assert language_of(elsewhere) == "zh-hans"
    assert language_of(bobs) == "en"
    choose(elsewhere, "en")
    assert User.objects.get(username="alice").language == "en"
    assert language_of(elsewhere) == "en"


def test_the_page_names_its_language_and_offers_the_other(alices: Client) -> None:
    page = alices.get("/").content.decode()
    assert '<html lang="en"' in page
    assert "简体中文" in page
    choose(alices, "zh-hans")
    page = alices.get("/").content.decode()
    assert '<html lang="zh-hans"' in page
    assert "English" in page
    assert "新建评估" in page


def test_it_goes_back_to_the_page_and_nowhere_else(world: World, alices: Client) -> None:
    address = f"/assessments/{world.assessment.uuid}/?a=1"
    answer = alices.post("/language/", {"language": "zh-hans", "next": address})
    assert answer.headers["Location"] == address
    answer = alices.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_who_is_not_logged_in_chooses_for_the_page_of_logging_in(world: World, client: Client) -> None:
    assert choose(client, "zh-hans") == 302
    assert language_of(client, "/accounts/login/") == "zh-hans"
    assert not User.objects.exclude(language="").exists()


@pytest.mark.parametrize("language", ["", "xx", "zh", "en-gb", "<script>"])
def test_another_language_is_refused(alices: Client, language: str) -> None:
    assert choose(alices, language) == 400
    assert not User.objects.exclude(language="").exists()


def test_only_a_form_with_the_page_s_token_chooses(world: World, alices: Client) -> None:
    assert alices.get("/language/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.alice)
    assert choose(strict, "zh-hans") == 403


def test_what_is_told_on_logging_in_is_in_the_language_chosen(world: World, client: Client) -> None:
    """The browser asks for English; the page that one lands on is Chinese, and so is the message on it."""
    world.alice.language = "zh-hans"
    world.alice.save()
    client.post("/accounts/login/", {"login": "alice", "password": "correct horse battery"})
    page = client.get("/")
    assert page.headers["Content-Language"] == "zh-hans"
    told = [str(message) for message in page.context["messages"]]
    assert told == ["以 alice 成功登录。"]
