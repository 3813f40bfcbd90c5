"""The time without a server: forms, numbers, the page that a browser keeps, and its worker."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.safety.red_flags import RED_FLAGS
from assessments.models import AccessEntry
from tests.people import World

NUMBERS = "/downtime/numbers.json"

pytestmark = pytest.mark.django_db


def test_a_member_finds_each_form_in_each_language(alices: Client) -> None:
    page = alices.get("/downtime/").content.decode()
    forms = re.findall(r'href="(/downtime/forms/[^"]+)"', page)
    assert forms == [
        f"/downtime/forms/{path}/{language}.pdf"
        for path in ("limb", "pelvis", "spine", "emergency")
        for language in ("en", "zh-hans")
    ]
    for form in forms:
        assert alices.get(form).content.startswith(b"%PDF-"), form
    assert alices.get("/downtime/forms/hand/en.pdf").status_code == 404
    assert alices.get("/downtime/forms/limb/de.pdf").status_code == 404
    assert not AccessEntry.objects.filter(kind__in=("viewed", "exported")).exists()


def test_it_stands_at_the_foot_and_in_the_instructions(alices: Client) -> None:
    assert 'href="/downtime/"' in alices.get("/").content.decode()
    instructions = Client().get("/instructions/").content.decode()
    assert instructions.count('href="/downtime/"') == 1  # in the text; the foot has it for members


def test_the_numbers_are_those_of_the_readers_units_and_nothing_else(world: World, alices: Client) -> None:
    world.north.settings = {"whom_to_call": "Spine on call: 4321", "contact": "not this"}
    world.north.save()
    told = alices.get(NUMBERS).json()
    assert set(told) == {"user", "language", "kept", "units"}
    assert told["units"] == [{"name": "North", "call": "Spine on call: 4321"}]
    assert told["user"] not in ("alice", str(world.alice.pk))
    charlie = Client()
    charlie.force_login(world.charlie)
    assert [unit["name"] for unit in charlie.get(NUMBERS).json()["units"]] == ["South"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_is_the_same_for_everybody(world: World, language: str) -> None:
    address = f"/downtime/offline/{language}/"
    page = Client().get(address)
    assert page.status_code == 200
    member = Client()
    member.force_login(world.alice)
    member.post("/language/", {"language": "zh-hans" if language == "en" else "en"})
    assert member.get(address).content == page.content
    text = page.content.decode()
    assert f'<html lang="{language}">' in text
    assert not page.cookies
    assert not re.search("csrf|nonce|alice|North|sessionid", text)
    assert not re.search(
        r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=", text
    )  # all of it from our own files


def test_every_red_flag_and_least_urgency_stands_on_it() -> None:
    text = Client().get("/downtime/offline/en/").content.decode()
    for rule in (*RED_FLAGS, *LEAST_URGENCIES):
        assert f"<dt>{rule.title}</dt>" in text, rule.key
    words = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    # Typed from the policy: U2 always within 24 hours; U3 a broken femur or tibia within 72, others 2 weeks.
    assert (
        "revascularisation. where Open fracture or vascular injury: yes Emergency, within 24 hours" in words
    )
    assert "Urgent, within 72 hours : all of: Which bone: Femur or Tibia" in words
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))


def test_the_worker_answers_only_for_a_server_that_does_not() -> None:
    """What it does in a browser is in tests/browser/test_downtime.py."""
    answer = Client().get("/worker.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    script = answer.content.decode()
    assert script.count("cache.put") == 1
    assert script.index("cache.put") < script.index('addEventListener("fetch"')
    assert 'request.method !== "GET"' in script
    assert "clients.claim" in script
    pages = {code: reverse("assessments:offline", args=[code]) for code in ("en", "zh-hans")}
    kept = json.loads(re.sub(r"\\u00(..)", lambda found: chr(int(found[1], 16)), script.split('"')[3]))
    assert kept["pages"] == pages
    assert kept["numbers"] == NUMBERS
    assert len(kept["files"]) == 4


def test_it_can_be_installed() -> None:
    answer = Client().get("/manifest.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["start_url"], told["scope"]) == ("/", "/")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    for icon in told["icons"]:
        picture = b"".join(Client().get(icon["src"]).streaming_content)  # type: ignore[attr-defined]
        assert picture.startswith(b"\x89PNG"), icon
        side = int.from_bytes(picture[16:20])
        assert icon["sizes"] == f"{side}x{side}"


def test_scripts_workers_and_manifest_come_from_here_alone() -> None:
    rules = Client().get("/worker.js").headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "connect-src 'self'"} < set(rules)
    assert {"worker-src 'self'", "manifest-src 'self'"} < set(rules)
