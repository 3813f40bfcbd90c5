# ruff: noqa: E402  Django is set up before its models are imported
"""Run with an installation's settings: fills its database with so many assessments, each sealed as its own.

The records of `tests.bench.hospital` are entered and signed by the actions of the pages; here they are
copied by Django, and every copy has a place in its chain and a seal of its own: so all of it is proved as a
hospital's own records are, unlike the copies made inside the database for the bench.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import django

django.setup()

from django.core.management import call_command
from django.db import models, transaction

from assessments.models import Assessment, Lesion
from bonemet.canonical import canonical
from tests.bench.hospital import _multiplied, _originals

if TYPE_CHECKING:
    from collections.abc import Mapping

UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PLACES = {"chain", "sequence", "erasable_digest", "seal", "link"}


def copied(value: Any, uuids: Mapping[str, str]) -> Any:
    """Give what a column of the copy holds: the same, but for the identifiers of records in it."""
    if isinstance(value, UUID):
        return UUID(uuids.get(str(value), str(value)))
    if isinstance(value, str):
        return UUIDS.sub(lambda found: uuids.get(found[0], found[0]), value)
    if isinstance(value, dict | list):
        return json.loads(copied(json.dumps(value), uuids))
    return value


def copy(originals: list[list[models.Model]], number: int) -> None:
    """Add one copy of each of the rows, which are given table by table."""
    uuids = {str(row.uuid): str(uuid4()) for rows in originals for row in rows if hasattr(row, "uuid")}
    keys: dict[type[models.Model], dict[int, models.Model]] = {}
    for rows in originals:
        model = type(rows[0])
        made = [one(row, number, uuids, keys) for row in rows]
        model._default_manager.bulk_create(made)
        keys[model] = {row.pk: new for row, new in zip(rows, made, strict=True)}


def one(
    row: models.Model,
    number: int,
    uuids: Mapping[str, str],
    keys: Mapping[Any, Mapping[int, models.Model]],
) -> models.Model:
    told: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in PLACES:
            continue
        value = getattr(row, field.attname)
        if field.is_relation and field.related_model in keys and value is not None:
            told[field.name] = keys[field.related_model][value]
        elif field.name == "content":
            told[field.name] = with_lesions(copied(value, uuids), keys[Lesion])
        elif field.name == "identifier":
            told[field.name] = f"{value}-{number}"
        else:
            told[field.attname] = copied(value, uuids)
    return type(row)(**told)


def with_lesions(content: str, lesions: Mapping[int, models.Model]) -> str:
    """Name the copy's lesions by their numbers, as a sealed report names them beside the lists."""
    told = json.loads(content)
    for row in told.get("listed", {}).get("assessed", []):
        row["lesion"] = lesions[row["lesion"]].pk
    return canonical(told)


def fill(assessments: int) -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        entered = Assessment.objects.count() or _originals()
    created = Assessment._meta.get_field("created")
    assert isinstance(created, models.DateTimeField)
    created.auto_now_add = False  # as that of the original, which is sealed
    originals = [rows for model in _multiplied() if (rows := list(model._default_manager.order_by("pk")))]
    for number in range(1, -(-assessments // entered)):
        with transaction.atomic():
            copy(originals, number)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
