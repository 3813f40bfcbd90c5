"""The application's role in PostgreSQL: all of a unit's work goes on under it, and it can do nothing else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from assessments.models import Assessment, append_only
from bonemet.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "correct horse battery"
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="roles of PostgreSQL")


def told(role: str) -> str:
    out = io.StringIO()
    call_command("database_rights", role, stdout=out)
    return out.getvalue()


@pytest.fixture
def role(db: None) -> Iterator[None]:
    """Give this transaction the rights that the command prints."""
    statements = told("bonemet web").splitlines()
    with connection.cursor() as cursor:
        cursor.execute('CREATE ROLE "bonemet web"')
        for statement in statements[1:-1]:  # the test has a transaction of its own
            cursor.execute(statement)
        cursor.execute('SET LOCAL ROLE "bonemet web"')
        yield
        cursor.execute("RESET ROLE")


@pytest.fixture
def unit_at_work(role: None, settings: Any) -> Client:
    """The demonstration enters, signs, amends, follows up, and takes to the board."""
    settings.DEBUG = True
    call_command("demo", stdout=io.StringIO())
    settings.DEBUG = False
    user = User.objects.get(username="demo")
    user.set_password(PASSWORD)
    user.save()
    return Client()


@pytest.mark.database
@on_postgresql
def test_a_unit_works_under_it(unit_at_work: Client) -> None:
    browser = unit_at_work
    answer = browser.post("/accounts/login/", {"login": "demo", "password": PASSWORD})
    assert answer.status_code == 302
    signed = Assessment.objects.filter(status="signed").earliest("pk")
    of_one = f"/assessments/{signed.uuid}/"
    for address in (
        "/",
        of_one,
        f"{of_one}history/",
        f"{of_one}report/",
        "/knowledge/",
        "/healthz",
        "/readyz",
    ):
        assert browser.get(address).status_code == 200, address
    out = io.StringIO()
    call_command("verify_records", stdout=out)
    assert out.getvalue().endswith("Nothing that is kept was touched.\n")
    call_command("clearsessions")
    assert browser.post("/accounts/logout/").status_code == 302


@pytest.mark.database
@on_postgresql
def test_it_changes_and_removes_nothing_that_is_only_ever_added(role: None) -> None:
    tables = append_only.tables()
    assert len(tables) >= 10
    keys = {model._meta.db_table: model._meta.pk.column for model in apps.get_models()}
    for table in tables:
        for statement in (
            f"UPDATE {table} SET {keys[table]} = {keys[table]}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
            f"DROP TRIGGER {table}_no_update ON {table}",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        ):
            refused(statement)


@pytest.mark.database
@on_postgresql
def test_it_makes_no_table_empties_none_and_writes_no_permit(role: None) -> None:
    for statement in (
        "CREATE TABLE another (one int)",
        "CREATE SCHEMA another",
        "CREATE TEMPORARY TABLE another (one int)",
        "TRUNCATE assessments_assessment CASCADE",
        "DROP TABLE assessments_assessment",
        "ALTER TABLE accounts_user ADD COLUMN one int",
        "INSERT INTO assessments_permit VALUES ('mine')",
        "DELETE FROM django_migrations",
        "CREATE OR REPLACE FUNCTION assessments_append_only() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    ):
        refused(statement)


def refused(statement: str) -> None:
    with pytest.raises(ProgrammingError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert getattr(error.value.__cause__, "sqlstate", "") == "42501", statement  # insufficient privilege


@pytest.mark.database
@on_postgresql
def test_it_knows_of_every_table(db: None) -> None:
    """A new table has its rights by itself; one without any would stop the pages at night."""
    granted = {
        name
        for line in told("web").splitlines()
        if line.startswith("GRANT SELECT")
        for name in line.split('"')
    }
    assert set(connection.introspection.table_names()) <= granted


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks what is said where PostgreSQL is not set")
def test_without_postgresql_it_says_so() -> None:
    with pytest.raises(CommandError, match="SQLite knows no roles"):
        call_command("database_rights", "web")
