"""The settings: what an installation must give, and what it gets."""

import io
import json
import os
import re
import subprocess
import sys
import threading
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bonemet import environment, health, postgresql, privacy, sqlite
from bonemet.accounts.adapters import SecondFactorAdapter
from bonemet.accounts.models import User
from bonemet.accounts.sessions import SIGNED_IN_AT, WRITTEN_AT

ROOT = Path(__file__).parents[2]
KEY = "a key for these tests, of many different characters"
SEAL_KEY = "another key for these tests and for their seals alone"
HOSTS = "bonemet.hospital.example"


def run(*arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    ours = ("BONEMET_", "DJANGO_", "COV_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    clean["BONEMET_SEAL_KEY"] = SEAL_KEY
    command = [sys.executable, *arguments]
    return subprocess.run(
        command,
        env={**clean, **variables},
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_with(*names: str, **variables: str) -> dict[str, Any]:
    code = (
        "import json; from bonemet import settings as s; "
        f"print(json.dumps({{n: getattr(s, n) for n in {names}}}))"
    )
    result = run("-c", code, **variables)
    assert result.returncode == 0, result.stderr
    values: dict[str, Any] = json.loads(result.stdout)
    return values


class TestWithDebugOff:
    def test_refuses_to_start_without_a_key(self) -> None:
        result = run("manage.py", "migrate", "--check", BONEMET_ALLOWED_HOSTS=HOSTS)
        assert result.returncode != 0
        assert "BONEMET_SECRET_KEY" in result.stderr
        assert "Traceback" not in result.stderr

    def test_refuses_a_short_key(self) -> None:
        result = run(
            "manage.py", "migrate", "--check", BONEMET_SECRET_KEY="shor", BONEMET_ALLOWED_HOSTS=HOSTS
        )
        assert result.returncode != 0
        assert "at least 50 characters" in result.stderr

    @pytest.mark.parametrize("hosts", ["", "*", "a.example,*"])
    def test_refuses_to_start_without_hosts(self, hosts: str) -> None:
        result = run("manage.py", "migrate", "--check", BONEMET_SECRET_KEY=KEY, BONEMET_ALLOWED_HOSTS=hosts)
        assert result.returncode != 0
        assert "BONEMET_ALLOWED_HOSTS" in result.stderr

    def test_the_server_refuses_too(self) -> None:
        result = run("-c", "import bonemet.wsgi")
        assert result.returncode != 0
        assert "BONEMET_SECRET_KEY" in result.stderr

    @pytest.mark.parametrize(
        ("key", "told"),
        [
            ("", "Set BONEMET_SEAL_KEY to a random text of at least 50 characters"),
            ("short", "Set BONEMET_SEAL_KEY to a random text of at least 50 characters"),
            (KEY, "BONEMET_SEAL_KEY is BONEMET_SECRET_KEY: give it a key of its own."),
            (SEAL_KEY.replace(" ", ","), "BONEMET_SEAL_KEY holds a comma"),
        ],
    )
    def test_refuses_to_start_without_a_key_of_the_seals(self, key: str, told: str) -> None:
        given = {"BONEMET_SECRET_KEY": KEY, "BONEMET_ALLOWED_HOSTS": HOSTS, "BONEMET_SEAL_KEY": key}
        result = run("manage.py", "migrate", "--check", **given)
        assert result.returncode != 0
        assert told in result.stderr

    def test_old_keys_of_the_seals_come_after_the_present_one(self) -> None:
        old, older = f"{SEAL_KEY} before", f"{SEAL_KEY} before that"
        given = {"BONEMET_SECRET_KEY": KEY, "BONEMET_ALLOWED_HOSTS": HOSTS}
        found = settings_with("SEAL_KEYS", **given, BONEMET_SEAL_KEYS_OLD=f"{old}, {older}")
        assert found == {"SEAL_KEYS": [SEAL_KEY, old, older]}

    def test_frames_are_for_named_origins_alone(self) -> None:
        """Nobody's without the setting (tests/bonemet/test_headers.py); with it cookies go along in them."""
        code = (
            "from bonemet import settings as s; "
            "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['frame-ancestors'], s.SESSION_COOKIE_SAMESITE, "
            "s.CSRF_COOKIE_SAMESITE, s.SESSION_COOKIE_SECURE, 'XFrameOptions' in str(s.MIDDLEWARE))"
        )
        given = {"BONEMET_SECRET_KEY": KEY, "BONEMET_ALLOWED_HOSTS": HOSTS}
        told = run("-c", code, BONEMET_EMBEDDED_IN="https://record.hospital.example", **given)
        assert told.stdout.strip() == "['https://record.hospital.example'] None None True False", told.stderr

    def test_passes_djangos_check_for_deployment(self, tmp_path: Path) -> None:
        result = run(
            *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
            BONEMET_SECRET_KEY="".join(chr(33 + n) for n in range(60)),
            BONEMET_ALLOWED_HOSTS=HOSTS,
            BONEMET_DATABASE=str(tmp_path / "bonemet.sqlite3"),
        )
        assert result.returncode == 0, result.stderr

    def test_cookies_and_transport_are_secure(self) -> None:
        names = (
            "DEBUG",
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "SESSION_COOKIE_HTTPONLY",
            "CSRF_COOKIE_HTTPONLY",
            "LANGUAGE_COOKIE_HTTPONLY",
            "SECURE_SSL_REDIRECT",
            "SECURE_HSTS_SECONDS",
        )
        values = settings_with(*names, BONEMET_SECRET_KEY=KEY, BONEMET_ALLOWED_HOSTS=HOSTS)
        assert values == {
            "DEBUG": False,
            "SESSION_COOKIE_SECURE": True,
            "CSRF_COOKIE_SECURE": True,
            "SESSION_COOKIE_HTTPONLY": True,
            "CSRF_COOKIE_HTTPONLY": True,
            "LANGUAGE_COOKIE_HTTPONLY": True,
            "SECURE_SSL_REDIRECT": True,
            "SECURE_HSTS_SECONDS": 31536000,
        }

    def test_every_page_of_an_installation_has_its_static_files(self, tmp_path: Path) -> None:
        result = run(
            *("manage.py", "collectstatic", "--noinput", "--verbosity", "0"),
            BONEMET_SECRET_KEY=KEY,
            BONEMET_ALLOWED_HOSTS=HOSTS,
            BONEMET_STATIC_ROOT=str(tmp_path),
        )
        assert result.returncode == 0, result.stderr
        names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
        assert {
            "bootstrap/css/bootstrap-reboot.min.css",
            "bootstrap/js/bootstrap.bundle.min.js",
            "django_htmx/htmx-2.min.js",
        } <= names.keys()
        assert "bootstrap/css/bootstrap.css" not in names


def test_a_case_is_assessed_on_the_command_line_without_any_setting() -> None:
    result = run("manage.py", "assess", "--help")
    assert result.returncode == 0, result.stderr


def test_debug_has_its_own_key_and_hosts() -> None:
    values = settings_with("DEBUG", "ALLOWED_HOSTS", BONEMET_DEBUG="1")
    assert values == {"DEBUG": True, "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}


def test_a_flag_that_is_neither_yes_nor_no_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONEMET_DEBUG", "perhaps")
    with pytest.raises(environment.SettingMissing, match="BONEMET_DEBUG is 'perhaps'"):
        environment.flag("DEBUG")
    monkeypatch.setenv("BONEMET_DEBUG", "off")
    assert environment.flag("DEBUG", default=True) is False
    monkeypatch.delenv("BONEMET_DEBUG")
    assert environment.flag("DEBUG", default=True) is True


@pytest.fixture
def drivers(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's driver is there, installed or not."""
    monkeypatch.setattr(postgresql, "find_spec", lambda name: name)


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificates that this computer trusts are in this file."""
    monkeypatch.setenv("SSL_CERT_FILE", __file__)


@pytest.mark.usefixtures("drivers")
@pytest.mark.parametrize(
    ("host", "options"),
    [
        ("", {"sslmode": "prefer"}),
        ("127.0.0.1", {"sslmode": "prefer"}),
        ("/run", {"sslmode": "prefer"}),
        ("db.hospital.example", {"sslmode": "verify-full", "sslrootcert": __file__}),
        ("db1.hospital.example,db2.hospital.example", {"sslmode": "verify-full", "sslrootcert": __file__}),
    ],
)
def test_postgresql_is_used_when_named(
    monkeypatch: pytest.MonkeyPatch, host: str, options: dict[str, str]
) -> None:
    monkeypatch.setenv("BONEMET_POSTGRES_NAME", "bonemet")
    monkeypatch.setenv("BONEMET_POSTGRES_HOST", host)
    found = postgresql.database()
    assert found is not None
    assert (found["ENGINE"], found["HOST"]) == ("django.db.backends.postgresql", host)
    assert found["OPTIONS"] == options


@pytest.mark.usefixtures("drivers")
def test_postgresql_knows_bonemet_by_its_certificate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own, key = tmp_path / "own.pem", tmp_path / "own.key"
    monkeypatch.setenv("BONEMET_POSTGRES_NAME", "bonemet")
    monkeypatch.setenv("BONEMET_POSTGRES_HOST", "db.hospital.example")
    monkeypatch.setenv("BONEMET_POSTGRES_SSLCERT", str(own))
    monkeypatch.setenv("BONEMET_POSTGRES_SSLKEY", str(key))
    own.touch()
    with pytest.raises(
        environment.SettingMissing, match=r"BONEMET_POSTGRES_SSLKEY is .*: there is no such file"
    ):
        postgresql.database()
    key.touch()
    found = postgresql.database()
    assert found is not None
    assert found["OPTIONS"] == {
        "sslmode": "verify-full",
        "sslrootcert": __file__,
        "sslcert": str(own),
        "sslkey": str(key),
    }
    monkeypatch.delenv("BONEMET_POSTGRES_SSLKEY")
    with pytest.raises(environment.SettingMissing, match="BONEMET_POSTGRES_SSLKEY is not"):
        postgresql.database()


def test_a_folder_of_breached_passwords_is_looked_into_where_it_is_named(tmp_path: Path) -> None:
    code = "from bonemet.settings import *; print(AUTH_PASSWORD_VALIDATORS)"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BONEMET_")}
    clean["BONEMET_DEBUG"] = "1"
    for given in ({}, {"BONEMET_BREACHED_PASSWORDS": str(tmp_path)}):
        command = [sys.executable, "-c", code]
        ran = subprocess.run(command, env=clean | given, cwd=ROOT, capture_output=True, check=True)
        assert (b"NotBreached" in ran.stdout) is bool(given)


REFUSED = [
    ("SECOND_FACTOR", "yes", "BONEMET_SECOND_FACTOR is 'yes': give one of 0, 1, always"),
    ("BREACHED_PASSWORDS", "/nowhere", "BONEMET_BREACHED_PASSWORDS is '/nowhere': give a folder"),
    ("PACE", "fast", "BONEMET_PACE is 'fast': give a whole number"),
    ("SECRET_KEY", "k" * 60, "Set BONEMET_SECRET_KEY to a random text"),
    ("SECRET_KEY", f"django-insecure-{KEY}", "Set BONEMET_SECRET_KEY to a random text"),
    ("ALLOWED_HOSTS", "https://bonemet.example", "BONEMET_ALLOWED_HOSTS holds 'https://bonemet.example'"),
    ("ALLOWED_HOSTS", "bonemet.example:8000", "without https://, port or path"),
    ("ALLOWED_HOSTS", "bonemet example", "BONEMET_ALLOWED_HOSTS holds 'bonemet example'"),
    ("TRUSTED_ORIGINS", "bonemet.example", "BONEMET_TRUSTED_ORIGINS holds 'bonemet.example'"),
    ("TRUSTED_ORIGINS", "https://bonemet.example/x", "without a path"),
    ("TIME_ZONE", "Berlin", "BONEMET_TIME_ZONE is 'Berlin'"),
    ("TIME_ZONE", "../etc", "which is no time zone"),
    ("LOG_LEVEL", "LOUD", "BONEMET_LOG_LEVEL is 'LOUD': give one of DEBUG, INFO, WARNING, ERROR"),
    ("DATABASE", "postgres://db.example/bonemet", "PostgreSQL is named by BONEMET_POSTGRES_NAME"),
    ("DATABASE", "/tmp", "BONEMET_DATABASE is '/tmp', which is a folder: give the path of a file."),
    ("DATABASE", "/dev/null/x.sqlite3", "BONEMET_DATABASE lies in '/dev/null', which cannot be made: "),
    ("BACKUPS", "/dev/null", "BONEMET_BACKUPS is '/dev/null', which is a file: give a folder."),
    ("STATIC_ROOT", "/dev/null", "BONEMET_STATIC_ROOT is '/dev/null', which is a file: give a folder."),
    ("SECRET_KEY_OLD", KEY, "BONEMET_SECRET_KEY_OLD is BONEMET_SECRET_KEY: give the key before that one"),
    ("SECRET_KEY_OLD", "x", "BONEMET_SECRET_KEY_OLD holds a text that was never a key of bonemet"),
    ("SEAL_KEYS_OLD", f"{KEY}, x", "BONEMET_SEAL_KEYS_OLD holds a text that was never a key of bonemet"),
    ("ALLOWED_HOSTS", "[:::::]", "BONEMET_ALLOWED_HOSTS holds '[:::::]'"),
    ("ALLOWED_HOSTS", "10.0.0.256", "BONEMET_ALLOWED_HOSTS holds '10.0.0.256'"),
    ("TRUSTED_ORIGINS", "https://bonemet.example:65536", "BONEMET_TRUSTED_ORIGINS holds"),
    ("ACCESS_LOG", "syslog:log.example:65536", "BONEMET_ACCESS_LOG is 'syslog:log.example:65536'"),
    ("FHIR_PATIENT_SYSTEM", "our patients", "BONEMET_FHIR_PATIENT_SYSTEM is 'our patients': give an address"),
    ("FHIR_SERVER", "https://record.example:0x50", "BONEMET_FHIR_SERVER is 'https://record.example:0x50'"),
    ("FHIR_SERVER", "https://[record]", "BONEMET_FHIR_SERVER is 'https://[record]'"),
    ("FHIR_SERVER", "https://record example", "BONEMET_FHIR_SERVER is 'https://record example'"),
    ("FHIR_TOKEN", "let-me-in", "BONEMET_FHIR_SERVER is not, without which it means nothing"),
    ("FHIR_TOKEN", "let me in", "BONEMET_FHIR_TOKEN holds a blank"),
    ("OIDC_HOSTS", "https://keys.example", "BONEMET_OIDC_HOSTS holds 'https://keys.example': give names"),
    ("POSTGRES_HOST", "https://db.example", "BONEMET_POSTGRES_HOST holds 'https://db.example'"),
    ("POSTGRES_HOST", "db.example:5432", "without port"),
    ("POSTGRES_HOST", "/nowhere", "BONEMET_POSTGRES_HOST holds '/nowhere'"),
    ("POSTGRES_NAME", "postgres://db.example/bonemet", "give the name of the database alone"),
    ("POSTGRES_SSLMODE", "require", "BONEMET_POSTGRES_NAME is not: name the database"),
    ("LOG_FORMAT", "xml", "BONEMET_LOG_FORMAT is 'xml': give one of plain, json"),
    ("ACCESS_LOG", "access.jsonl", "BONEMET_ACCESS_LOG is 'access.jsonl': give a file by its whole path"),
    ("LANGUAGE", "de", "BONEMET_LANGUAGE is 'de': give one of en, zh-hans"),
    ("HSTS_SECONDS", "a year", "BONEMET_HSTS_SECONDS is 'a year': give a whole number"),
    ("HSTS_SECONDS", "-1", "at least 0"),
    ("HSTS_SECONDS", "9999999999999", "at most 315360000"),
    ("TRUSTED_ORIGINS", "https://:::", "BONEMET_TRUSTED_ORIGINS holds 'https://:::'"),
    ("TRUSTED_ORIGINS", "http://bonemet.example", "give https:// and the host"),
    ("OIDC_TRUSTED_DOMAINS", "@hospital.example", "BONEMET_OIDC_TRUSTED_DOMAINS holds '@hospital.example'"),
    ("OIDC_USER_FIELD", "user id", "BONEMET_OIDC_USER_FIELD is 'user id': give one word"),
    ("OIDC_SCOPE", "profile", "BONEMET_OIDC_SCOPE is 'profile': openid must be among the words"),
    ("OIDC_GROUPS", "a=North/lead", "BONEMET_OIDC_GROUPS is set and BONEMET_OIDC_SERVER_URL is not"),
    ("POSTGRES_PORT", "abc", "BONEMET_POSTGRES_PORT is 'abc': give a whole number"),
    ("POSTGRES_PORT", "5432", "BONEMET_POSTGRES_NAME is not: name the database"),
    ("BEHIND_PROXY", "perhaps", "BONEMET_BEHIND_PROXY is 'perhaps': give 1 or 0"),
    ("OIDC_SERVER_URL", "https://login.example", "BONEMET_OIDC_CLIENT_ID, BONEMET_OIDC_CLIENT_SECRET is not"),
    ("OIDC_CLIENT_SECRET", "secret", "BONEMET_OIDC_CLIENT_SECRET is set and"),
    ("OIDC_SERVER_URL", "http://login.example", "an address that begins with https://"),
    ("OIDC_SERVER_URL", "login.example", "BONEMET_OIDC_SERVER_URL is 'login.example'"),
    ("OIDC_CLIENT_AUTH", "none", "give one of client_secret_basic, client_secret_post"),
    (
        "OIDC_GROUPS",
        "bones=Orthopaedics",
        "BONEMET_OIDC_GROUPS holds 'bones=Orthopaedics': give group=unit/role",
    ),
    ("OIDC_GROUPS", "bones=Orthopaedics/boss", "the role is one of reviewer, surgeon, lead"),
    ("POSTGRES_HOST", "db.example", "BONEMET_POSTGRES_NAME is not: name the database"),
    ("POSTGRES_SSLMODE", "yes", "BONEMET_POSTGRES_SSLMODE is 'yes'"),
    (
        "ALOWED_HOSTS",
        "x",
        "BONEMET_ALOWED_HOSTS is not a setting of bonemet. Do you mean BONEMET_ALLOWED_HOSTS?",
    ),
    ("CDS_CLIENTS", "https://a.example /no/such/file x", "'/no/such/file': there is no such file"),
    ("CDS_CLIENTS", "https://a.example http://a.example/keys x", "an address that begins with https://"),
    ("CDS_CLIENTS", "https://a.example https://a.example/keys", "give issuer, keys and account"),
    ("CDS_CLIENTS", "a https://a.example/k x; a https://a.example/k y", "names an issuer twice"),
    ("CDS_ORIGINS", "https://a.example", "BONEMET_CDS_CLIENTS is not, without which it means nothing"),
    ("SMART_ISSUERS", "http://record.example/fhir bonemet", "an address that begins with https://"),
    (
        "SMART_ISSUERS",
        "https://record.example/fhir",
        "give issuer, client and, where there is one, the secret",
    ),
    ("SMART_ISSUERS", "https://a.example b; https://a.example/ c", "names an issuer twice"),
    ("SMART_HOSTS", "login.example", "BONEMET_SMART_ISSUERS is not, without which it means nothing"),
    ("EMBEDDED_IN", "https://*.hospital.example", "without a path and without *"),
    ("EMBEDDED_IN", "http://record.example", "give https:// and the host"),
    ("DEBUGGING", "1", "BONEMET_DEBUGGING is not a setting of bonemet. Do you mean BONEMET_DEBUG?"),
]


# Reads the settings once for each, in one process.
READ_EACH = """
import importlib, json, os, sys
given = json.load(sys.stdin)
import bonemet.settings
for name, value in given:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        importlib.reload(bonemet.settings)
        print(json.dumps("accepted"))
    except Exception as error:
        print(json.dumps(f"{type(error).__name__}: {error}"))
    os.environ.pop(name)
    if before is not None:
        os.environ[name] = before
"""


def test_nonsense_is_refused_in_one_sentence(tmp_path: Path) -> None:
    given = {"BONEMET_SECRET_KEY": KEY, "BONEMET_ALLOWED_HOSTS": HOSTS}
    told = run(
        *("-c", READ_EACH),
        **given,
        BONEMET_DATABASE=str(tmp_path / "bonemet.sqlite3"),
        stdin=json.dumps([(f"BONEMET_{name}", value) for name, value, _sentence in REFUSED]),
    )
    assert told.returncode == 0, told.stderr
    for (name, value, sentence), line in zip(REFUSED, told.stdout.splitlines(), strict=True):
        words = json.loads(line)
        assert words.startswith("SettingMissing: "), (name, value, words)
        assert sentence in words, (name, value, words)
        assert "\n" not in words, (name, value)


@pytest.mark.parametrize("command", [("manage.py", "migrate", "--check"), ("-c", "import bonemet.wsgi")])
def test_a_server_that_cannot_start_says_why_in_one_line(command: tuple[str, ...]) -> None:
    given = {"BONEMET_SECRET_KEY": KEY, "BONEMET_ALLOWED_HOSTS": HOSTS, "BONEMET_TIME_ZONE": "Berlin"}
    result = run(*command, **given)
    assert result.returncode != 0
    assert result.stderr.startswith("bonemet cannot start. BONEMET_TIME_ZONE is 'Berlin'")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "FORCE_SCRIPT_NAME", "GRANIAN_URL_PATH_PREFIX"])
def test_a_path_before_the_addresses_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "/")
    environment.refuse_prefix()
    monkeypatch.setenv(name, "/bonemet")
    with pytest.raises(environment.SettingMissing, match=f"^{name} is 'bonemet': bonemet lives at the root"):
        environment.refuse_prefix()


@pytest.mark.parametrize("words", [["--url-path-prefix", "/bonemet"], ["--url-path-prefix=bonemet"]])
def test_so_is_one_of_granians_command(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["granian", "--interface", "wsgi", *words, "bonemet.wsgi:application"])
    with pytest.raises(environment.SettingMissing, match=r"^--url-path-prefix is 'bonemet': bonemet lives"):
        environment.refuse_prefix()


def test_a_missing_driver_of_postgresql_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONEMET_POSTGRES_NAME", "bonemet")
    monkeypatch.setattr(postgresql, "find_spec", lambda name: None)
    with pytest.raises(environment.SettingMissing, match=r"requirements-postgres\.txt"):
        postgresql.database()


def test_with_debugging_on_nobody_else_is_served() -> None:
    result = run("manage.py", "check", BONEMET_DEBUG="1", BONEMET_ALLOWED_HOSTS=HOSTS)
    assert result.returncode != 0
    assert "BONEMET_DEBUG is on and BONEMET_ALLOWED_HOSTS holds 'bonemet.hospital.example'" in result.stderr
    allowed = settings_with("ALLOWED_HOSTS", BONEMET_DEBUG="1", BONEMET_ALLOWED_HOSTS="127.0.0.1,localhost")
    assert allowed == {"ALLOWED_HOSTS": ["127.0.0.1", "localhost"]}


def test_how_long_browsers_insist_on_https_can_be_set() -> None:
    names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "CSRF_TRUSTED_ORIGINS")
    given = {"BONEMET_SECRET_KEY": KEY, "BONEMET_ALLOWED_HOSTS": HOSTS}
    assert settings_with(*names, **given) == {
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "CSRF_TRUSTED_ORIGINS": [],
    }
    given |= {
        "BONEMET_HSTS_SECONDS": "0",
        "BONEMET_HSTS_SUBDOMAINS": "0",
        "BONEMET_TRUSTED_ORIGINS": "https://pacs.hospital.example",
    }
    assert settings_with(*names, **given) == {
        "SECURE_HSTS_SECONDS": 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": False,
        "CSRF_TRUSTED_ORIGINS": ["https://pacs.hospital.example"],
    }


def test_the_readme_names_every_setting_and_no_other() -> None:
    rows = [
        line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("| `BON")
    ]
    told = {name for row in rows for name in re.findall(r"BONEMET_[A-Z_]+", row.split("|")[1])}
    assert told == environment.known


def test_no_document_and_no_example_names_a_setting_that_is_none() -> None:
    """One that has gone would keep whoever copies it from starting bonemet at all."""
    files = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *(ROOT / "deploy").rglob("*"), ROOT / "Makefile"]
    for file in files:
        if file.is_file():
            named = set(re.findall(r"BONEMET_[A-Z_]*[A-Z]\b(?!_)", file.read_text("utf-8")))
            assert named <= environment.known | environment.ELSEWHERE, file


def test_the_example_of_settings_starts_once_it_is_filled_in(tmp_path: Path) -> None:
    example = (
        (ROOT / "deploy" / "bonemet.env.example")
        .read_text("utf-8")
        .replace("/var/lib/bonemet", str(tmp_path))
    )
    given = dict(re.findall(r"^(BONEMET_[A-Z_]+)=(.*)$", example, re.MULTILINE))
    empty = [name for name, value in given.items() if not value]
    assert empty == ["BONEMET_SECRET_KEY", "BONEMET_SEAL_KEY"]
    given |= {name: f"{name} abcdefghijklmnopqrstuvwxyz 0123456789 for this test" for name in empty}
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **given)
    assert result.returncode == 0, result.stderr


def test_behind_a_proxy_its_word_on_https_is_taken() -> None:
    values = settings_with("SECURE_PROXY_SSL_HEADER", BONEMET_DEBUG="1", BONEMET_BEHIND_PROXY="1")
    assert values == {"SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]}


def test_single_sign_on_is_off_unless_set() -> None:
    assert settings.OIDC_IS_ON is False
    with pytest.raises(NoReverseMatch):
        reverse("openid_connect_login", kwargs={"provider_id": "sso"})
    code = (
        "import django; django.setup(); from django.urls import reverse; "
        "print(reverse('openid_connect_login', kwargs={'provider_id': 'sso'}))"
    )
    result = run(
        *("-c", code),
        DJANGO_SETTINGS_MODULE="bonemet.settings",
        BONEMET_DEBUG="1",
        BONEMET_OIDC_SERVER_URL="https://login.hospital.example",
        BONEMET_OIDC_CLIENT_ID="bonemet",
        BONEMET_OIDC_CLIENT_SECRET="secret",
    )
    assert result.stdout == "/accounts/oidc/sso/login/\n", result.stderr


class TestSQLite:
    def test_write_ahead_log_only_where_it_is_safe(self) -> None:
        assert sqlite.journal_mode((3, 51, 3)) == "WAL"
        assert sqlite.journal_mode((3, 53, 4)) == "WAL"
        assert sqlite.journal_mode((3, 51, 2)) == "DELETE"
        assert sqlite.journal_mode((3, 40, 1)) == "DELETE"

    def test_transactions_lock_at_their_start_and_are_safe_against_power_cuts(self) -> None:
        options = sqlite.options((3, 53, 4))
        assert options["transaction_mode"] == "IMMEDIATE"
        assert options["timeout"] == 20
        assert "synchronous=FULL" in options["init_command"]

    @pytest.mark.django_db
    @pytest.mark.skipif(sys.platform != "linux", reason="the packaged SQLite has wheels for Linux only")
    def test_django_uses_the_packaged_library(self) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("the tests run on PostgreSQL")
        with connection.cursor() as cursor:
            cursor.execute("SELECT sqlite_version()")
            version = tuple(int(part) for part in cursor.fetchone()[0].split("."))
        assert version >= (3, 51, 3)


@pytest.fixture
def surgeon(db: None) -> Any:
    return User.objects.create_user("surgeon", password="a long pass phrase")


class TestAccounts:
    def test_log_in_by_user_name_and_log_out(self, client: Client, surgeon: Any) -> None:
        answer = client.post(reverse("account_login"), {"login": "surgeon", "password": "a long pass phrase"})
        assert answer.status_code == 302
        assert client.session["_auth_user_id"] == str(surgeon.pk)
        client.post(reverse("account_logout"))
        assert "_auth_user_id" not in client.session

    def test_nobody_signs_up(self, client: Client, db: None) -> None:
        for name in ("account_signup", "account_email"):
            assert client.get(reverse(name)).status_code == 404
            assert client.post(reverse(name), {"username": "new"}).status_code == 404

    def test_the_sixth_wrong_password_in_five_minutes_is_not_even_tried(
        self, client: Client, surgeon: Any
    ) -> None:
        for _ in range(5):
            client.post(reverse("account_login"), {"login": "surgeon", "password": "wrong"})
        client.post(reverse("account_login"), {"login": "surgeon", "password": "a long pass phrase"})
        assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize(
        "name",
        [
            "account_login",
            "account_logout",
            "account_change_password",
            "account_reauthenticate",
            "mfa_index",
            "mfa_activate_totp",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_generate_recovery_codes",
            "usersessions_list",
        ],
    )
    def test_no_page_of_the_accounts_package_breaks(self, client: Client, surgeon: Any, name: str) -> None:
        client.post(reverse("account_login"), {"login": "surgeon", "password": "a long pass phrase"})
        assert client.get(reverse(name)).status_code in {200, 302, 404}

    def test_a_second_factor_once_activated_is_asked_for(self, client: Client, surgeon: Any) -> None:
        password = {"password": "a long pass phrase"}
        client.post(reverse("account_login"), {"login": "surgeon", **password})
        assert client.get(reverse("mfa_activate_totp")).status_code == 302  # the password is asked for again
        client.post(reverse("account_reauthenticate"), password)
        page = client.get(reverse("mfa_activate_totp"))
        assert b"data:image/svg+xml" in page.content

        def code() -> str:
            return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))

        secret = page.context["form"].secret
        client.post(reverse("mfa_activate_totp"), {"code": code()})
        stored = Authenticator.objects.get(user=surgeon, type="totp").data["secret"]
        assert secret not in stored

        client.post(reverse("account_logout"))
        answer = client.post(reverse("account_login"), {"login": "surgeon", **password})
        assert answer["Location"] == reverse("mfa_authenticate")
        assert "_auth_user_id" not in client.session
        cache.clear()  # a code is good for one use; the test does not wait for the next one
        client.post(reverse("mfa_authenticate"), {"code": code()})
        assert client.session["_auth_user_id"] == str(surgeon.pk)

    @pytest.mark.parametrize(
        "password", ["fourteen chars", "passwordpassword", "thesurgeon12345", "qwertyuiopasdfghjkl"]
    )
    def test_a_weak_password_is_refused(self, surgeon: Any, password: str) -> None:
        with pytest.raises(ValidationError):
            validate_password(password, surgeon)

    def test_a_long_simple_password_is_fine(self, surgeon: Any) -> None:
        validate_password("correct horse battery", surgeon)

    def test_secrets_of_the_second_factor_are_not_stored_in_clear(self, settings: Any) -> None:
        stored = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
        assert "JBSWY3DPEHPK3PXP" not in stored
        assert SecondFactorAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
        assert SecondFactorAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"

    def test_the_hasher_of_an_installation_is_argon2(self) -> None:
        values = settings_with("PASSWORD_HASHERS", BONEMET_DEBUG="1")
        assert values["PASSWORD_HASHERS"][0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


class TestSession:
    def test_ends_after_a_quarter_of_an_hour_without_a_request(self, client: Client, surgeon: Any) -> None:
        client.force_login(surgeon)
        assert client.session.get_expiry_age() == 900
        assert settings.SESSION_SAVE_EVERY_REQUEST is False

    @pytest.mark.parametrize(("seconds", "lasts_longer"), [(59, False), (60, True)])
    def test_a_request_makes_it_last_longer_once_a_minute(
        self,
        client: Client,
        surgeon: Any,
        seconds: int,
        lasts_longer: bool,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        client.force_login(surgeon)
        client.get("/")
        now = time.time()
        monkeypatch.setattr("bonemet.accounts.sessions.time", SimpleNamespace(time=lambda: now))
        session = client.session
        session[WRITTEN_AT] = now - seconds
        session.save()
        stored = Session.objects.filter(session_key=session.session_key)
        stored.update(expire_date=timezone.now() + timedelta(seconds=840))
        before = stored.get().expire_date
        client.get("/")
        after = stored.get().expire_date
        assert (after > before) is lasts_longer
        if lasts_longer:
            assert (after - before).total_seconds() > 50

    def test_ends_twelve_hours_after_log_in_however_active(self, client: Client, surgeon: Any) -> None:
        client.force_login(surgeon)
        client.get("/healthz")
        assert "_auth_user_id" in client.session
        session = client.session
        session[SIGNED_IN_AT] = time.time() - 12 * 60 * 60 - 1
        session.save()
        client.get("/healthz")
        assert "_auth_user_id" not in client.session

    def test_lasts_until_then(self, client: Client, surgeon: Any) -> None:
        client.force_login(surgeon)
        client.get("/healthz")
        session = client.session
        session[SIGNED_IN_AT] = time.time() - 12 * 60 * 60 + 60
        session.save()
        client.get("/healthz")
        assert "_auth_user_id" in client.session


class Announced(io.BytesIO):
    """A body that never comes, until the connection ends."""

    def __init__(self) -> None:
        super().__init__()
        self.was_read, self.given_up = False, threading.Event()

    def read(self, _size: int | None = -1) -> bytes:
        self.was_read = True
        self.given_up.wait(30)
        return b""


class TestAnswers:
    def test_healthz_tells_that_process_and_database_are_well(self, client: Client, db: None) -> None:
        answer = client.get("/healthz")
        assert (answer.status_code, answer.content) == (200, b"ok\n")

    def test_healthz_tells_that_the_database_is_not(
        self, client: Client, db: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from django.db import OperationalError

        def fail(*arguments: object) -> None:
            raise OperationalError("unable to open database file: a path that is nobody's business")

        with monkeypatch.context() as broken:
            broken.setattr("bonemet.health.connection.cursor", fail)
            answer = client.get("/healthz")
        assert (answer.status_code, answer.content) == (503, b"database unavailable\n")

    def test_readyz_tells_what_a_page_needs_line_by_line(
        self, client: Client, db: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.content.decode().splitlines()) == (
            200,
            [
                "database: ok",
                "migrations: ok",
                "writing: ok",
                "static files: ok",
                "backups: ok",
                "fonts: ok",
                "seals: ok",
            ],
        )
        for name, problem in (
            ("fonts", "noto_cjk_sans_otc is not installed: install requirements.txt again"),
            ("static files", "not collected: run manage.py collectstatic"),
        ):
            with monkeypatch.context() as broken:
                broken.setitem(health.CHECKS, name, partial(str, problem))
                answer = client.get("/readyz")
            assert answer.status_code == 503
            assert f"{name}: {problem}\n" in answer.content.decode()

    def test_readyz_says_no_over_a_database_that_was_never_migrated(self, tmp_path: Path) -> None:
        code = (
            "import django; django.setup(); from django.test import Client; "
            "a = Client(headers={'host': 'localhost'}).get('/readyz'); "
            "print(a.status_code, a.content.decode())"
        )
        result = run(
            *("-c", code),
            DJANGO_SETTINGS_MODULE="bonemet.settings",
            BONEMET_DEBUG="1",
            BONEMET_DATABASE=str(tmp_path / "new.sqlite3"),
        )
        assert result.stdout.startswith("503 database: ok\nmigrations: "), result.stderr
        assert "to do: run manage.py migrate\nwriting: OperationalError SQLITE_ERROR\n" in result.stdout
        assert (tmp_path / "new.sqlite3").stat().st_mode & 0o777 == 0o600

    def test_readyz_asks_for_room_on_the_disk(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(health, "LEAST_ROOM", 10**18)
        assert re.fullmatch(r"\d+ MB left", health._room(tmp_path))

    def test_security_headers(self, client: Client, surgeon: Any) -> None:
        answer = client.get(reverse("account_login"))
        policy = answer["Content-Security-Policy"]
        assert set(policy.split("; ")) >= {
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
        }
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]

    def test_pages_seen_by_somebody_logged_in_are_not_kept_on_disk(
        self, client: Client, surgeon: Any
    ) -> None:
        client.force_login(surgeon)
        assert "no-store" in client.get(reverse("usersessions_list"))["Cache-Control"]

    def test_ten_megabytes_are_refused_clearly(self, client: Client, db: None) -> None:
        answer = client.post(reverse("account_login"), {"login": "x" * 10 * 1024 * 1024})
        assert answer.status_code == 413
        assert b"<h1" in answer.content

    def test_what_is_too_large_is_not_even_read(self, client: Client, db: None) -> None:
        body = Announced()
        more = {"CONTENT_LENGTH": "50000000", "wsgi.input": body, "SERVER_SOFTWARE": "Granian"}
        answer = client.post(reverse("account_login"), **more)  # type: ignore[arg-type]
        assert (answer.status_code, answer["Connection"], body.was_read) == (413, "close", False)

    def test_what_is_announced_and_does_not_come_is_not_waited_for(
        self, client: Client, db: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bonemet.headers.SECONDS", 0.05)
        body = Announced()
        more = {"CONTENT_LENGTH": "1000", "wsgi.input": body, "SERVER_SOFTWARE": "Granian"}
        answer = client.post(reverse("account_login"), **more)  # type: ignore[arg-type]
        body.given_up.set()
        assert (answer.status_code, answer["Connection"], body.was_read) == (408, "close", True)

    def test_a_body_without_a_sensible_length_breaks_nothing(self, client: Client, db: None) -> None:
        answer = client.post(reverse("account_login"), {"login": "x"}, CONTENT_LENGTH="-")
        assert answer.status_code < 500


def test_what_an_error_quotes_does_not_reach_the_log() -> None:
    import logging

    def save(identifier: str) -> None:
        try:
            raise KeyError(f"Key (identifier)=({identifier}) already exists")
        except KeyError as error:
            raise ValueError(f"not saved: {identifier}") from error

    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "/x/", (), None)
    with pytest.raises(ValueError, match="not saved") as caught:
        save("DEMO-" + "01")
    record.exc_info = (caught.type, caught.value, caught.tb)
    written: Any = settings.LOGGING
    plain = written["formatters"]["plain"]
    assert plain["class"] == "bonemet.privacy.WithoutTexts"
    told = privacy.WithoutTexts(plain["format"], style=plain["style"]).format(record)
    assert "django.request: /x/" in told
    assert "in save" in told
    assert "KeyError\nand from that\n" in told
    assert told.endswith("\nValueError")
    assert "DEMO-01" not in told


def test_query_strings_do_not_reach_the_log() -> None:
    import logging

    record = logging.LogRecord(
        "django.server", logging.INFO, "", 0, '"%s" %s', ("GET /?q=DEMO-01 HTTP/1.1", 200), None
    )
    assert privacy.WithoutQuery().filter(record)
    assert record.getMessage() == '"GET /?... HTTP/1.1" 200'


def test_what_a_database_calls_its_error_tells_the_causes_apart() -> None:
    import sqlite3

    full = sqlite3.OperationalError("database or disk is full: DEMO-01")
    full.sqlite_errorname = "SQLITE_FULL"
    assert privacy.cause_of(full) == "SQLITE_FULL"
    assert privacy.cause_of(OSError(28, "No space left", "/DEMO-01")) == "ENOSPC"
    assert privacy.cause_of(ValueError("DEMO-01")) == ""
    assert privacy._where(full) == "OperationalError (SQLITE_FULL)"


def test_a_line_of_the_log_carries_the_offset_of_its_time() -> None:
    import logging

    record = logging.LogRecord("django", logging.INFO, "", 0, "started", (), None)
    record.created = 1_764_150_000.5
    line = privacy.WithoutTexts("{asctime} {message}", style="{").format(record)
    assert re.fullmatch(r"2025-11-2\dT\d\d:\d\d:00\.500[+-]\d\d:\d\d started", line)
