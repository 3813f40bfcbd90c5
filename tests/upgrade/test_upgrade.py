"""What was kept with an earlier release is there after `migrate`: proved, read, printed, exported."""

import csv
import io
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from assessments.models import Assessment
from bonemet.accounts.keys import decrypted
from bonemet.accounts.models import User
from tests.upgrade.conftest import KEYS, RELEASES, Rows, rows_of, used

# Typed from what the release itself said of the file: what is sealed, reports signed, lesions in all, and
# its last digests.
SEALED = {"0.9.0": 21, "1.0.0": 15}
SIGNED = {"0.9.0": 14, "1.0.0": 9}
LESIONS = {"0.9.0": 34, "1.0.0": 31}
ENDS = {
    "0.9.0": (
        "records: 303, last digest 75fde7eafc8890d1bf87fd3c783dd50729346dfe15e23607c95c55fc917a5ecb",
        "access log: 14, last digest 1c4550ccda1a4de8d5220ede98703c560214ab070f330828d0fddec8e7c6285b",
    ),
    "1.0.0": (
        "records: 269, last digest 32e8540cb36465f4aca5491d57fac8e7e36dc7199b0d11a54c3cbf88667048d0",
        "access log: 10, last digest 582e566de5fdad5d7a90a193fa57f97e1664485569e5ddd930f7dde4a158fc18",
    ),
}
MIGRATIONS: Rows = {"django_migrations": (["app", "name"], [])}
Upgraded = tuple[Path, Rows]


def release(request: Any) -> str:
    return str(request.node.callspec.params["upgraded"])


def test_every_row_of_before_is_as_it_was(upgraded: Upgraded, request: Any) -> None:
    file, before = upgraded
    assert len(before["assessments_sealed"][1]) == SEALED[release(request)]
    after = rows_of(file, like=before)
    assert [name for name in before if before[name] != after[name]] == []


def test_the_migrations_have_made_the_tables_that_the_models_make(upgraded: Upgraded, tmp_path: Path) -> None:
    """The other tests work on what the models make (bonemet/testing.py): the two may not differ."""
    file, _before = upgraded
    nothing = {app.label: None for app in apps.get_app_configs()}
    with used(tmp_path / "models"), override_settings(MIGRATION_MODULES=nothing):
        call_command("migrate", run_syncdb=True, verbosity=0, stdout=io.StringIO())
    made = tables_of(tmp_path / "models")
    assert len(made) > 60
    migrated = tables_of(file)
    del migrated["django_migrations"]
    assert made == migrated


SAID = re.compile(r"CONSTRAINT.*?CHECK|CREATE (?:TRIGGER|(?:UNIQUE )?INDEX).*")
OF_A_TABLE = (
    "SELECT name, type, [notnull], dflt_value, pk FROM pragma_table_xinfo(?)",
    "SELECT [table], [from], [to], on_delete FROM pragma_foreign_key_list(?)",
    """SELECT [unique], partial, (SELECT group_concat(name) FROM pragma_index_info(of.name))
       FROM pragma_index_list(?) AS of""",
)


def tables_of(file: Path) -> dict[str, list[str]]:
    """Columns, checks, keys, indexes and triggers, by name and whatever their order."""
    with closing(sqlite3.connect(file)) as opened:
        schema = opened.execute("SELECT name, coalesce(sql, '') FROM sqlite_schema").fetchall()
        rows = {
            name: [row for ask in OF_A_TABLE for row in opened.execute(ask, [name])] for name, _ in schema
        }
        return {name: sorted([*SAID.findall(sql), *map(str, rows[name])]) for name, sql in schema}


def test_nothing_that_is_kept_was_touched(upgraded: Upgraded, request: Any) -> None:
    told = io.StringIO()
    call_command("verify_records", stdout=told)
    assert told.getvalue().endswith("Nothing that is kept was touched.\n")
    for end in ENDS[release(request)]:
        assert f"Demonstration unit, {end}\n" in told.getvalue()


@pytest.fixture
def reader(undone: None, client: Client) -> Client:
    client.force_login(User.objects.get(username="demo"))
    return client


def test_every_signed_report_opens(reader: Client, request: Any) -> None:
    signed = Assessment.objects.filter(sealed__kind="report").distinct()
    assert signed.count() == SIGNED[release(request)]
    for one in signed:
        opens(reader, "report", one)
    if release(request) != RELEASES[0]:
        return  # `make prove` prints all of every release
    for page in ("report_text", "report_pdf", "report_leaflet", "history"):
        opens(reader, page, signed[0])  # in English
        opens(reader, page, signed.filter(patient__identifier="DEMO-22")[0])  # in Chinese


@pytest.mark.prove
def test_every_signed_report_is_printed(reader: Client) -> None:
    for one in Assessment.objects.filter(sealed__kind="report").distinct():
        for page in ("report_text", "report_pdf", "report_leaflet", "history"):
            opens(reader, page, one)


def opens(reader: Client, page: str, assessment: Assessment) -> None:
    answer = reader.get(reverse(f"assessments:{page}", args=[assessment.uuid]))
    assert answer.status_code == 200, (page, assessment.pk)
    if page == "report_pdf":
        assert answer.content.startswith(b"%PDF-")


@pytest.mark.usefixtures("undone")
def test_everything_is_exported(upgraded: Upgraded, request: Any, tmp_path: Path) -> None:
    for identifiers in (True, False):
        file = tmp_path / f"{identifiers}.csv"
        call_command("export", by="demo", output=file, with_identifiers=identifiers, stderr=io.StringIO())
        with file.open(encoding="utf-8-sig", newline="") as opened:
            assert len(list(csv.DictReader(opened))) == LESIONS[release(request)]


def test_a_second_factor_opens_as_before(upgraded: Upgraded) -> None:
    factor = Authenticator.objects.get(user__username="demo-reviewer")
    assert decrypted(factor.data["secret"]) == KEYS["one_time_codes"]


def test_the_way_back_leads_to_what_was_there(
    unpacked: Callable[[str], Path], django_db_blocker: Any, settings: Any, tmp_path: Path
) -> None:
    """A backup made before `migrate`, and restored after it; docs/deploy.md has the old release do that."""
    settings.BACKUP_DIR = tmp_path / "replaced"
    for name in RELEASES:
        file = unpacked(name)
        before, migrations = rows_of(file), rows_of(file, MIGRATIONS)
        with django_db_blocker.unblock(), used(file):
            call_command("backup", tmp_path / name, stdout=io.StringIO())
            call_command("migrate", verbosity=0)
            call_command("restore", tmp_path / name, stdout=io.StringIO())
        assert rows_of(file) == before
        assert rows_of(file, MIGRATIONS) == migrations
