"""On SQLite, an index of parts of names; PostgreSQL has one of a kind of its own (pg_trgm, see 0010_speed).

A row for every end of every word of a name: LANG, ANG, NG, G. A part of a word is how one of its ends begins,
which is a range of the rows. It follows the names by triggers, as any index does, whoever writes a patient:
the release before too, while it still serves. After each `migrate` it is made anew where a trigger is missing
or another (SQLite's migrations rebuild tables and lose triggers).
"""

# ruff: noqa: S608  statements are put together of names of our own
from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from .patients import KEPT, LAST_SIGN, Patient, is_called, words_searched

if TYPE_CHECKING:
    from .units import Unit

TABLE = "assessments_namepart"
PORTION = 100_000  # patients whose parts are sorted in memory at once: 340 MB for the whole command
OF = Patient._meta.db_table
MADE = f"""
CREATE TABLE {TABLE} (
    unit_id bigint NOT NULL, part varchar({KEPT}) NOT NULL, patient_id bigint NOT NULL,
    PRIMARY KEY (unit_id, part, patient_id)
) WITHOUT ROWID
"""
ENDS = """
(WITH RECURSIVE ends (unit_id, id, rest) AS (
    {names} UNION ALL SELECT unit_id, id, substr(rest, 2) FROM ends WHERE rest <> ''
) SELECT DISTINCT unit_id, substr(rest, 1, instr(rest || ' ', ' ') - 1) AS part, id FROM ends)
WHERE part <> ''
"""
ADDED = f"INSERT INTO {TABLE} (unit_id, part, patient_id) SELECT unit_id, part, id FROM {ENDS}"
REMOVED = f"DELETE FROM {TABLE} WHERE (unit_id, part, patient_id) IN (SELECT unit_id, part, id FROM {ENDS})"
PORTIONS = f"""
SELECT min(id), max(id)
FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / {PORTION} AS portion FROM {OF}) GROUP BY portion
"""


def triggers() -> dict[str, str]:
    """Give the triggers that must be there: name and statement."""
    if connection.vendor != "sqlite":
        return {}
    added, removed = (
        statement.format(names=f"SELECT {row}.unit_id, {row}.id, {row}.name_key")
        for statement, row in ((ADDED, "NEW"), (REMOVED, "OLD"))
    )
    is_another = "OLD.name_key <> NEW.name_key OR OLD.unit_id <> NEW.unit_id"
    told = {
        f"{TABLE}_added": f"AFTER INSERT ON {OF} BEGIN {added}; END",
        f"{TABLE}_changed": (
            f"AFTER UPDATE OF name_key, unit_id ON {OF} WHEN {is_another} BEGIN {removed}; {added}; END"
        ),
        f"{TABLE}_removed": f"AFTER DELETE ON {OF} BEGIN {removed}; END",
    }
    return {name: f"CREATE TRIGGER {name} {statement}" for name, statement in told.items()}


def missing() -> list[str]:
    """List the triggers that are not there, or are others."""
    with connection.cursor() as cursor:
        wanted = triggers()
        if wanted:
            cursor.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            wanted = dict(wanted.items() - set(cursor.fetchall()))
    return sorted(wanted)


def install(**_details: object) -> None:
    """Receive `post_migrate`: make it, or leave it as it is. A minute at a million patients."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not missing() or OF not in connection.introspection.table_names(cursor):
            return
        for name in triggers():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(MADE)
        cursor.execute(PORTIONS)
        for first, last in cursor.fetchall():
            names = f"SELECT unit_id, id, name_key FROM {OF} WHERE id BETWEEN {first} AND {last}"
            cursor.execute(f"{ADDED.format(names=names)} ORDER BY 1, 2, 3")
        for statement in triggers().values():
            cursor.execute(statement)


def called(unit: Unit, typed: str, most: int) -> list[int]:
    """Give the keys of a unit's patients who are called so: at most so many, and one if there are more.

    Of several words the rarest leads to the names, which tell whether the others are in them. Where each is
    in more names than that, the names are gone through.
    """
    words = list(set(words_searched(typed)))
    if connection.vendor == "sqlite" and words:
        found = {word: _with_parts(unit, [word], most) for word in words}
        words.sort(key=lambda word: len(found[word]))
        if len(words) == 1:
            return found[words[0]]
        if len(found[words[0]]) <= most:
            return _with_parts(unit, words, most)
    patients = Patient.objects.filter(is_called(typed), unit=unit)
    return list(patients.values_list("pk", flat=True)[: most + 1])


def _with_parts(unit: Unit, words: list[str], most: int) -> list[int]:
    """Give whom the first word leads to, and whose names have the others too."""
    first, *others = words
    named = f"CROSS JOIN {OF} ON {OF}.id = patient_id" if others else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT patient_id FROM {TABLE} {named} "
            f"WHERE {TABLE}.unit_id = %s AND part >= %s AND part < %s "
            f"{'AND instr(name_key, %s) ' * len(others)} LIMIT %s",
            [unit.pk, first, f"{first}{LAST_SIGN}", *others, most + 1],
        )
        return [key for (key,) in cursor.fetchall()]
