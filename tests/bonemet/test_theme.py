"""The theme: as the computer has it until it is chosen; the choice works without scripts."""

import pytest
from django.test import Client
from django.urls import reverse


def choose(client: Client, theme: str, where: str = "/") -> int:
    response = client.post(reverse("set_theme"), {"theme": theme, "next": where})
    return response.status_code


def test_until_it_is_chosen_the_computer_decides(alices: Client) -> None:
    page = alices.get("/").content.decode()
    assert "data-bs-theme" not in page
    assert 'name="theme" value="dark"' in page


@pytest.mark.parametrize(("theme", "other"), [("dark", "light"), ("light", "dark")])
def test_what_is_chosen_is_kept(alices: Client, theme: str, other: str) -> None:
    assert choose(alices, theme) == 302
    page = alices.get("/").content.decode()
    assert f'data-bs-theme="{theme}"' in page
    assert f'name="theme" value="{other}"' in page


@pytest.mark.django_db  # the page asks it for the ways to log in
def test_it_can_be_chosen_where_one_logs_in(client: Client) -> None:
    assert choose(client, "dark", "/accounts/login/") == 302
    assert 'data-bs-theme="dark"' in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("theme", ["", "pink", "auto"])
def test_another_theme_there_is_not(alices: Client, theme: str) -> None:
    assert choose(alices, theme) == 400


@pytest.mark.parametrize(
    "where", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere(alices: Client, where: str) -> None:
    response = alices.post(reverse("set_theme"), {"theme": "dark", "next": where})
    assert response.headers["Location"] == "/"


def test_looking_at_it_changes_nothing(alices: Client) -> None:
    assert alices.get(reverse("set_theme")).status_code == 405
