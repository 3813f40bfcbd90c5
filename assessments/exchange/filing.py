"""Filing signed reports in the hospital's record: in a folder, or on a FHIR server.

A report is filed once though it is tried often: the file has the report's own number for a name, and the
server is asked to make nothing that it has under that number (`ifNoneExist`).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

from assessments.models import NotFiled
from assessments.record.chain import DamagedRecordError, content_of
from assessments.record.signed import sealed_report

from .asking import REFUSED, REJECTED, UNREACHABLE, FhirServer, NotAnsweredError
from .patient import differing, is_still, patients_called
from .resources import first, numbered
from .signed import document

if TYPE_CHECKING:
    from assessments.models import Assessment

    from .resources import Resource

WHY_NOT = {UNREACHABLE: NotFiled.UNREACHABLE, REFUSED: NotFiled.REFUSED, REJECTED: NotFiled.REJECTED}


class NotFiledError(Exception):
    """A report could not be filed; `why` is one of NotFiled."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Place(Protocol):
    """Where reports go."""

    def file(self, assessment: Assessment, told: Resource) -> None:
        """File a document. Raises NotFiledError."""


def place() -> Place:
    """Give where reports go by the settings of this server. Raises NotFiledError where none is set."""
    if settings.FHIR_SERVER:
        return Server(FhirServer(settings.FHIR_SERVER, settings.FHIR_TOKEN))
    if settings.OUTBOX_DIR:
        return Folder(Path(settings.OUTBOX_DIR))
    raise NotFiledError(NotFiled.OFF)


def file_report(assessment: Assessment) -> None:
    """File a signed report where the settings say. Raises NotFiledError, whatever goes wrong."""
    where = place()
    try:
        content = content_of(sealed_report(assessment))
        told = document(assessment)
    except DamagedRecordError as damaged:
        raise NotFiledError(NotFiled.DAMAGED) from damaged
    if not is_still(content["patient"], assessment.patient):
        raise NotFiledError(NotFiled.CORRECTED)  # it would go to the record of somebody else
    where.file(assessment, told)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder from which an interface engine takes the documents."""

    path: Path

    def file(self, assessment: Assessment, told: Resource) -> None:
        """Write the document under the report's number, whole or not at all."""
        name = self.path / f"bonemet-{assessment.uuid}.json"
        begun = name.with_suffix(".begun")
        try:
            with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(told, file)
                file.flush()
                os.fsync(file.fileno())
            begun.replace(name)
        except OSError as error:
            raise NotFiledError(NotFiled.UNWRITABLE) from error


@dataclass(frozen=True, slots=True)
class Server:
    """A FHIR server to which reports go."""

    server: FhirServer

    def file(self, assessment: Assessment, told: Resource) -> None:
        """Send one transaction, PDF and report, for the one patient of that number."""
        try:
            subject = self._patient(told)
            replaced = self._replaced(assessment)
            self.server.send(transaction(told, subject, replaced))
        except NotAnsweredError as error:
            raise NotFiledError(WHY_NOT[error.why]) from error

    def _patient(self, told: Resource) -> Resource:
        """Find the one patient of this identifier; an equal birth date and sex, where both say one."""
        ours = first(told, "Patient")
        found = patients_called(self.server, ours["identifier"][0]["value"])
        if len(found) != 1:
            raise NotFiledError(NotFiled.SEVERAL if found else NotFiled.UNKNOWN)
        if differing(ours, found[0]):
            raise NotFiledError(NotFiled.OTHER)
        return {"reference": f"Patient/{found[0]['id']}"}

    def _replaced(self, assessment: Assessment) -> Resource | None:
        """Find what an amended report replaces there; None where it was never filed."""
        if assessment.amends is None:
            return None
        number = numbered(assessment.amends.uuid)
        asked = {"identifier": f"{number['system']}|{number['value']}"}
        found = self.server.search("DocumentReference", asked).resources
        return {"reference": f"DocumentReference/{found[0]['id']}"} if found else None


def transaction(told: Resource, subject: Resource, replaced: Resource | None) -> Resource:
    """Give what is sent: the PDF as a document, and the report, each made only where it is not there."""
    report = first(told, "DiagnosticReport")
    composition = first(told, "Composition")
    printed = report["presentedForm"][0]
    pdf = base64.b64decode(printed["data"])
    digest = base64.b64encode(hashlib.sha1(pdf, usedforsecurity=False).digest()).decode()
    author = [{"display": first(told, "Practitioner")["name"][0]["text"]}]
    number = report["identifier"][0]
    reference = {
        "resourceType": "DocumentReference",
        "masterIdentifier": number,
        "identifier": [number],
        "status": "current",
        "docStatus": composition["status"],
        "type": composition["type"],
        "subject": subject,
        "date": composition["date"],
        "author": author,
        **({"relatesTo": [{"code": "replaces", "target": replaced}]} if replaced else {}),
        "content": [{"attachment": {**printed, "hash": digest}}],
    }
    filed = {key: value for key, value in report.items() if key != "result"}
    filed |= {"subject": subject, "performer": author}
    return {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [_made_once(one, number) for one in (reference, filed)],
    }


def _made_once(resource: Resource, number: Resource) -> Resource:
    asked = f"identifier={number['system']}|{number['value']}"
    request = {"method": "POST", "url": resource["resourceType"], "ifNoneExist": asked}
    return {"resource": resource, "request": request}
