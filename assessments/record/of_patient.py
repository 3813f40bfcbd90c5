"""Everything that hangs on a patient, found by following the references between the tables.

A table that comes later is found without being named here.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import BinaryField, Field, ForeignKey, Q, QuerySet

from assessments.models import AccessEntry, Correction, Patient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model


def paths() -> dict[type[Model], str]:
    """Give, for every table whose rows belong to a patient, the shortest way from a row to the patient."""
    found: dict[type[Model], str] = {Patient: "pk"}
    begun = True
    while begun:
        begun = False
        for model in apps.get_app_config("assessments").get_models():
            if model not in found and (path := _path(model, found)):
                found[model], begun = path, True
    return found


def _path(model: type[Model], found: dict[type[Model], str]) -> str:
    ways = []
    for field in fields_of(model):
        if isinstance(field, ForeignKey) and field.related_model in found:
            further = found[field.related_model]
            ways.append((field.null, field.name if further == "pk" else f"{field.name}__{further}"))
    return min(ways, key=lambda way: (way[0], len(way[1])), default=(False, ""))[1]


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    """List the columns of a table."""
    return list(model._meta.concrete_fields)


def rows_of(*patients: Patient) -> Iterator[tuple[type[Model], QuerySet[Any]]]:
    """Give the rows of patients, table by table, as erasure needs them: nothing refuses a change."""
    keys = [patient.pk for patient in patients]
    for model, path in paths().items():
        yield model, QuerySet(model).filter(**{f"{path}__in": keys}).order_by("pk")


def access_of(patient: Patient) -> QuerySet[AccessEntry]:
    """Give who looked at a patient's records, also while they stood under a duplicate or another patient."""
    theirs = Q(patient__in=patient.everyone) | Q(assessment__in=patient.assessments.all())
    return AccessEntry.objects.filter(theirs)


def corrections_of(patient: Patient) -> QuerySet[Correction]:
    """Give what was put right about a patient, and about the duplicates before they were joined."""
    return Correction.objects.filter(patient__in=patient.everyone)


def whole_record(patient: Patient) -> dict[str, list[dict[str, Any]]]:
    """Give all of it as plain values, with that of joined duplicates: what a patient may ask to see."""
    found = dict(rows_of(*patient.everyone)) | {AccessEntry: access_of(patient).order_by("pk")}
    return {model._meta.model_name or "": [_row(row) for row in rows] for model, rows in found.items()}


def _row(row: Model) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field in fields_of(type(row)):
        value = getattr(row, field.name)
        if isinstance(field, ForeignKey):
            value = None if value is None else getattr(value, "username", None) or str(value)
        elif isinstance(field, BinaryField):
            value = b64encode(value).decode()
        told[field.name] = value
    return told
