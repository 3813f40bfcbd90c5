"""A hospital of any size in a database file: some hundreds of real records, multiplied inside the database.

The records that are multiplied were entered, signed and followed up by the actions by which a user does it. A
copy has keys, identifier, places and days of its own, and the seal of its original: so it stands in every
list and index as a real one does, and none of it can be opened as sealed. Originals can.
"""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from .timing import progress

# Originals: of ten patients seven are of the large unit, one of each other; one of eleven is left a draft.
ORIGINALS, DRAFT_EVERY = 200, 11
UNITS = ("North", "South", "East", "West")
OF_UNIT = (0, 0, 0, 0, 0, 0, 0, 1, 2, 3)
STRIDE = 100_000  # between a key of an original and that of its next copy
YEARS = 10
CASES = Path(__file__).parent.parent / "cases"
MADE_OF = "made_of"  # the table that says that a hospital is whole, and how large


def use(name: str) -> None:
    """Let this process use another database from now on: a file, or on PostgreSQL a database by its name."""
    connection.close()
    connection.settings_dict["NAME"] = name


def build(assessments: int) -> None:
    """Fill the database in use, unless it holds so many already."""
    if MADE_OF in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000"):
                cursor.execute(f"PRAGMA {pragma}")
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        originals = _originals()
    copies = max(0, assessments // originals - 1)
    if not _is_sqlite():
        with connection.cursor() as cursor:  # copies refer to copies: not proved of each
            cursor.execute("SET session_replication_role = replica")
    for done, model in enumerate(_multiplied()):
        progress("tables of the hospital", done, len(_multiplied()))
        _multiply(model, copies)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(_no_style(), list(_multiplied())):
            cursor.execute(statement)
        cursor.execute(f"CREATE TABLE {MADE_OF} (assessments integer)")
        cursor.execute(f"INSERT INTO {MADE_OF} VALUES ({assessments})")
        if not _is_sqlite():
            cursor.execute("VACUUM")  # else no index alone tells anything
    call_command("update_statistics", verbosity=0)
    connection.close()  # the next opens it as it is opened in use


def _no_style() -> Any:
    from django.core.management.color import no_style

    return no_style()


def _originals() -> int:
    """Enter the records that are multiplied; give how many assessments there are of them."""
    from assessments.actions.access_log import record_access
    from assessments.actions.follow_up import record_follow_up
    from assessments.management.entering import load_case
    from assessments.models import AccessKind, Assessment, Patient, Role, Unit
    from tests.people import member, sign

    units = [Unit.objects.create(name=name) for name in UNITS]
    surgeons = [member(f"surgeon{number}", unit) for number, unit in enumerate(units)]
    lead = member("lead", units[0], Role.LEAD)
    every = member("every", None)
    for unit in units:
        unit.memberships.create(user=every, role=Role.LEAD)
    cases = [tomllib.loads(file.read_text("utf-8")) for file in sorted(CASES.glob("*.toml"))]
    cases = [{key: part for key, part in case.items() if key != "expected"} for case in cases]
    for number in range(ORIGINALS):
        progress("originals", number, ORIGINALS)
        place = OF_UNIT[number % len(OF_UNIT)]
        unit, by = units[place], surgeons[place]
        load_case(cases[number % len(cases)], f"{1000 + number}", unit, by, f"Name{number:03} {number % 9}")
        assessment = Assessment.objects.get(
            patient=Patient.objects.get(unit=unit, identifier=f"{1000 + number}")
        )
        assessment.refresh_from_db()
        for _look in range(2):
            record_access(lead, AccessKind.VIEWED, what="overview", assessment=assessment)
        revision = assessment.latest()
        if number % DRAFT_EVERY and revision.given.evaluated[0] is not None:
            sign(assessment, by)
            for lesion in assessment.patient.lesions.all():
                day = timezone.localdate() + timedelta(days=30 + number)
                died = {"life": "died", "died_on": day} if number % 3 == 0 else {"life": "alive"}
                record_follow_up(lesion=lesion, told={"on": day, **died}, by=by)
    return Assessment.objects.count()


def _multiplied() -> tuple[type[models.Model], ...]:
    from assessments import models as tables

    return (
        tables.Patient, tables.Lesion, tables.Assessment, tables.AssessedLesion, tables.Revision, tables.Plan,
        tables.Response, tables.Sealed, tables.FollowUp, tables.AccessEntry,
    )  # fmt: skip


def _multiply(model: type[models.Model], copies: int) -> None:
    """Add so many copies of every original row of a table, in one statement."""
    fields = list(model._meta.concrete_fields)
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    told = ", ".join(_copied(field, YEARS * 365 * 86400 // max(1, copies)) for field in fields)
    newest = (
        " AND number = (SELECT revision_number FROM assessments_assessment a WHERE a.id = one.assessment_id)"
        if model._meta.model_name == "revision"
        else ""
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) "
            f"WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {copies}) "
            f"SELECT {told} FROM n CROSS JOIN {model._meta.db_table} one "
            f"WHERE one.id < {STRIDE} AND {copies} > 0{newest} ORDER BY k, one.id"
        )


def _copied(field: Any, step: int) -> str:
    """Say in SQL what a column of a copy holds; the next copy is so many seconds earlier."""
    column = f"one.{connection.ops.quote_name(str(field.column))}"
    is_of_copy = field.is_relation and field.related_model in _multiplied()
    if field.primary_key or is_of_copy or field.name == "sequence":
        return f"{column} + k * {STRIDE}"
    if isinstance(field, models.UUIDField):
        return "lower(hex(randomblob(16)))" if _is_sqlite() else "gen_random_uuid()"
    if field.name == "identifier":
        return f"{column} || '-' || k" if _is_sqlite() else f"{column} || '-' || k::text"
    if field.name == "content":
        return "'{}'"
    if isinstance(field, models.DateField):  # a moment too
        return _earlier(column, step, isinstance(field, models.DateTimeField))
    return column


def _earlier(column: str, step: int, is_moment: bool) -> str:
    """Put a day or a moment back: the copies lie evenly over some years."""
    seconds = f"(k * {step} + one.id * 7919 % {step})"
    if not _is_sqlite():
        return (
            f"{column} - make_interval(secs => {seconds})"
            if is_moment
            else f"{column} - ({seconds} / 86400)::int"
        )
    if is_moment:
        return f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-' || {seconds} || ' seconds')"
    return f"date({column}, '-' || ({seconds} / 86400) || ' days')"


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"
