"""What SECURITY.md and docs/records.md say of log-in, cookies and titles is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bonemet.accounts import known_browsers, limits
from bonemet.accounts.actions import LASTS
from tests.people import World, carried, confirm, fill, sign
from tests.views.test_access import ADDRESSES, METHODS, url_of

ROOT = Path(__file__).parents[3]
SECURITY = " ".join((ROOT / "SECURITY.md").read_text().split())
RECORDS = " ".join((ROOT / "docs" / "records.md").read_text().split())
# Everything that the browser is ever given to keep, by its names in the tests' settings.
COOKIES = {"sessionid", "csrftoken", "bonemet_language", "bonemet_theme", "bonemet_browser"}


@pytest.mark.parametrize(
    ("sentence", "is_so"),
    [
        ("a session ends after 15 minutes without use and after 12 hours", lambda: (
            settings.SESSION_COOKIE_AGE, settings.SESSION_ABSOLUTE_AGE) == (900, 43_200)),
        ("5 in 5 minutes for an account", lambda: limits.BY_ACCOUNT == {"by_account": "5/300s/key"}),
        ("10 a minute for an address", lambda: limits.BY_ADDRESS == {"by_address": "10/m/ip"}),
        ("second factors 5 in 5 minutes", lambda: (
            settings.ACCOUNT_RATE_LIMITS["login_failed"]) == "5/300s/key"),
        ("logged in within 180 days", lambda: timedelta(days=180) == known_browsers.LASTS),
        ("A temporary one is good for 24 hours", lambda: timedelta(hours=24) == LASTS),
        ("unless that was proved within 5 minutes", lambda: settings.ACCOUNT_REAUTHENTICATION_TIMEOUT == 300),
    ],
)  # fmt: skip
def test_its_numbers_are_those_of_the_program(sentence: str, is_so: Any) -> None:
    assert sentence.casefold() in SECURITY.casefold()
    assert is_so()


def test_an_installations_cookies_begin_with_host_and_are_five() -> None:
    code = (
        "import json; from bonemet import settings as s; "
        "ends = ('_COOKIE_NAME', '_COOKIE_SECURE', 'MESSAGE_STORAGE'); "
        "print(json.dumps({name: getattr(s, name) for name in dir(s) if name.endswith(ends)}))"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BONEMET_")}
    key = "a key for these tests, of many different characters"
    given = {
        "BONEMET_SECRET_KEY": key,
        "BONEMET_SEAL_KEY": key.replace(",", ";"),
        "BONEMET_ALLOWED_HOSTS": "a.example",
    }
    ran = subprocess.run(
        [sys.executable, "-c", code], env=clean | given, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "LANGUAGE_COOKIE_NAME": "__Host-language",
        "THEME_COOKIE_NAME": "__Host-theme",
        "BROWSER_COOKIE_NAME": "__Host-browser",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        **dict.fromkeys(("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"), True),
    }
    assert "The browser keeps five cookies" in SECURITY


def test_no_cookie_holds_anything_of_a_patient(world: World) -> None:
    """Every address is asked, and every form sent; what was typed and what is told stays on the server."""
    fill(world.assessment, world.alice)
    client = Client()
    client.post("/accounts/login/", {"login": "leah", "password": "correct horse battery"})
    confirm(client)
    client.post("/language/", {"language": "en"})
    client.post("/theme/", {"theme": "dark"})
    history = f"/assessments/{world.assessment.uuid}/case/history/"
    told = client.post(
        history, {"base_revision": "99", "primary": "kidney", "cancer_history": "known_before"}
    )
    for name, (kind, _arguments) in ADDRESSES.items():
        for method in METHODS[kind]:
            getattr(client, method)(url_of(world, name), {"text": "Quorthwick", "identifier": "N-001"})
    assert told.status_code in (200, 302, 409, 422)
    assert set(client.cookies) <= COOKIES
    kept = " ".join(morsel.OutputString() for morsel in client.cookies.values())
    for said in ("N-001", "Quorthwick", "kidney", "Set aside", str(world.assessment.uuid)):
        assert said not in kept


def test_a_message_with_answers_is_shown_once_and_kept_on_the_server(alices: Client, world: World) -> None:
    from django.contrib.messages.storage.session import SessionStorage

    sign(world.assessment, world.alice)
    confirm(alices)
    address = f"/assessments/{world.assessment.uuid}/note/"
    form = carried(alices, address.replace("/note/", "/report/"), address)
    answer = alices.post(address, form | {"text": "Seen."})
    assert "messages" not in answer.cookies
    assert SessionStorage.session_key in alices.session
    assert "The note is saved" in alices.get(answer["Location"]).content.decode()
    assert SessionStorage.session_key not in alices.session


def test_the_title_of_a_pdf_names_nobody(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    pdf = alices.get(f"/assessments/{world.assessment.uuid}/report.pdf").content
    described = b" ".join(
        re.findall(rb"/(?:Title|Subject|Author|Keywords)\s*(?:\(.*?\)|<.*?>)", pdf, re.DOTALL)
    )
    described += b" ".join(re.findall(rb"<dc:title>.*?</dc:title>", pdf, re.DOTALL))
    assert b"N-001" not in described
    assert "N-001".encode("utf-16-be") not in described
    assert "N-001".encode("utf-16-be").hex().upper().encode() not in described.upper()
    assert described, "the PDF has a title"
    assert "no title of a PDF names a patient" in SECURITY


def test_records_md_says_who_reads_what_happens_to_accounts(world: World) -> None:
    assert "Who logged in, failed to, or changed an account" in RECORDS
    assert (
        "A session ends after 15 minutes without use and 12 hours after log-in, and when its owner logs out"
        in RECORDS
    )
