"""The release before goes on serving while the tables change under it: migrations only add.

What was there stays, under its name and of its kind; what is new is filled by the database itself where the
release before writes a row without it. Whatever else a migration does is refused here, unless it stands below
with the reason why the release before does not mind.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

OURS = ("accounts", "assessments")
FIRST = "0001_first"  # the tables of 0.9.0

# "app.name": why whatever else it does lets the release before go on.
LOOKED_AT: dict[str, str] = {
    "assessments.0010_speed": "it makes indexes, of a kind that only PostgreSQL has",
    "assessments.0011_lists": "it fills a column of its own",
    "assessments.0012_names": "it makes a table that no model stands for, which the database itself fills",
}

ADDS = (migrations.CreateModel, migrations.AddIndex, migrations.RemoveIndex, migrations.RenameIndex)
SAYS = (migrations.AlterModelOptions, migrations.AlterModelManagers)
NOT_IN_THE_TABLE = {
    "choices",
    "verbose_name",
    "help_text",
    "validators",
    "editable",
    "blank",
    "error_messages",
}
NOT_IN_THE_TABLE |= {"related_name", "limit_choices_to", "on_delete", "default"}


def minded(operation: Operation, app: str, state: ProjectState) -> bool:
    """Tell whether the release before could mind this."""
    if isinstance(operation, ADDS + SAYS):
        return False
    if isinstance(operation, migrations.AddField):
        field: Any = operation.field
        return not (field.null or field.has_db_default() or field.many_to_many)
    if isinstance(operation, migrations.AlterField):
        before = state.models[app, operation.model_name_lower].fields[operation.name]
        return of_the_table(before) != of_the_table(operation.field)
    return True


def of_the_table(field: Any) -> tuple[str, dict[str, Any]]:
    _name, path, _args, keywords = field.deconstruct()
    return path, {key: value for key, value in keywords.items() if key not in NOT_IN_THE_TABLE}


def later() -> Iterator[tuple[str, Any, ProjectState]]:
    """Give each migration after the first release, and the tables that it finds."""
    loader = MigrationLoader(None)
    for key, migration in sorted(loader.disk_migrations.items()):
        if key[0] in OURS and key[1] != FIRST:
            yield ".".join(key), migration, loader.project_state(key, at_end=False)


def test_no_migration_changes_what_the_release_before_needs() -> None:
    for name, migration, state in later():
        for operation in migration.operations:
            is_minded = minded(operation, migration.app_label, state) and name not in LOOKED_AT
            assert not is_minded, f"{name}: {operation.describe()}"
            operation.state_forwards(migration.app_label, state)


def test_every_migration_can_be_taken_back() -> None:
    for name, migration, _state in later():
        assert all(operation.reversible for operation in migration.operations), name


def test_what_was_looked_at_is_there() -> None:
    assert LOOKED_AT.keys() <= {name for name, _migration, _state in later()}


@pytest.fixture
def state() -> ProjectState:
    found = ProjectState()
    fields: list[tuple[str, Any]] = [("id", models.AutoField(primary_key=True))]
    fields.append(("name", models.CharField(max_length=10)))
    migrations.CreateModel("Unit", fields).state_forwards("assessments", found)
    return found


@pytest.mark.parametrize(
    ("operation", "is_minded"),
    [
        (migrations.CreateModel("Board", [("id", models.AutoField(primary_key=True))]), False),
        (migrations.AddIndex("Unit", models.Index(fields=["name"], name="by_name")), False),
        (migrations.AddField("Unit", "place", models.TextField(null=True)), False),
        (migrations.AddField("Unit", "place", models.TextField(db_default="")), False),
        (migrations.AddField("Unit", "place", models.TextField(default="")), True),
        (migrations.AlterField("Unit", "name", models.CharField("name", max_length=10, blank=True)), False),
        (migrations.AlterField("Unit", "name", models.CharField(max_length=9)), True),
        (migrations.AlterField("Unit", "name", models.TextField()), True),
        (migrations.RemoveField("Unit", "name"), True),
        (migrations.RenameField("Unit", "name", "title"), True),
        (migrations.DeleteModel("Unit"), True),
        (migrations.RenameModel("Unit", "Department"), True),
        (migrations.AddConstraint("Unit", models.UniqueConstraint(fields=["name"], name="one")), True),
        (migrations.RunSQL("UPDATE assessments_unit SET name = ''"), True),
        (migrations.RunPython(lambda _apps, _editor: None), True),
    ],
    ids=lambda one: one.describe() if isinstance(one, Operation) else "",
)
def test_what_is_minded(operation: Operation, is_minded: bool, state: ProjectState) -> None:
    assert minded(operation, "assessments", state) is is_minded
