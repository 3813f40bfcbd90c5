"""The first page of everybody: what they can do, three hints until they are read, and the first log-in."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from bonemet.accounts.models import User
from tests.people import World

HINTS = "Three hints to begin with"


@pytest.mark.parametrize(
    ("who", "words", "never"),
    [
        ("leah", "As lead of your unit you also add members", "As a reviewer"),
        ("rita", "As a reviewer you read every case of your unit", "New assessment"),
        ("alice", "New assessment", "As lead of your unit"),
        ("admin", "You administer users and units", "N-001"),
        ("nobody", "You belong to no unit", "You administer"),
    ],
)
def test_everybody_is_told_what_they_can_do(world: World, who: str, words: str, never: str) -> None:
    client = Client()
    client.force_login(getattr(world, who))
    page = client.get("/").content.decode()
    assert words in page
    assert never not in page


def test_hints_are_shown_until_they_are_dismissed(alices: Client, bobs: Client, world: World) -> None:
    assert HINTS in alices.get("/").content.decode()
    assert alices.post(reverse("assessments:hints"))["Location"] == "/"
    assert HINTS not in alices.get("/").content.decode()
    assert HINTS in bobs.get("/").content.decode()


def test_the_first_log_in_says_why_and_leads_on(world: World) -> None:
    User.objects.filter(pk=world.alice.pk).update(password_due=True)
    client, old = Client(), "correct horse battery"
    client.post("/accounts/login/", {"login": "alice", "password": old})
    page = client.get("/", follow=True).content.decode()
    assert "Choose your own password" in page
    assert "You sign with your password, so nobody but you may know it." in page
    new = "several words that nobody guesses"
    said = {"oldpassword": old, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), said)["Location"] == "/"
    assert client.get("/").status_code == 200
    assert "Change the password" in client.get(reverse("account_change_password")).content.decode()


def test_a_question_mark_beside_a_term_leads_to_its_sheet(alices: Client, world: World) -> None:
    pain = reverse("assessments:lesion_section", args=[world.assessment.uuid, world.lesion.uuid, "imaging"])
    sheet = reverse("assessments:knowledge_score", args=["escc"])
    assert f'class="what-is" href="{sheet}" target="_blank"' in alices.get(pain).content.decode()
    assert alices.get(sheet).status_code == 200
