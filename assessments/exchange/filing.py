"""Filing signed reports in the hospital's record: in a folder, or on a FHIR server.

A report is filed once though it is tried often: the file has the report's own number for a name, and the
server is asked to make nothing that it has under that number (`ifNoneExist`).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

import requests
from django.conf import settings

from assessments.models import NotFiled
from assessments.record.chain import DamagedRecordError, content_of
from assessments.record.signed import sealed_report

from .patient import is_still
from .resources import first, numbered
from .signed import document

if TYPE_CHECKING:
    from assessments.models import Assessment

    from .resources import Resource

SECONDS = 5  # to connect, and between two pieces of an answer
LONGEST_ANSWER = 30  # seconds, whatever comes in them
LARGEST_ANSWER = 2_000_000  # bytes
FHIR_JSON, FORM = "application/fhir+json", "application/x-www-form-urlencoded"


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
        return Server(settings.FHIR_SERVER, settings.FHIR_TOKEN)
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
    """A FHIR server, with the token that lets us in."""

    address: str
    token: str

    def file(self, assessment: Assessment, told: Resource) -> None:
        """Send one transaction, PDF and report, for the one patient of that number."""
        subject = self._patient(told)
        replaced = self._replaced(assessment)
        self._ask("", FHIR_JSON, json.dumps(transaction(told, subject, replaced)))

    def _patient(self, told: Resource) -> Resource:
        """Find the one patient of this identifier; an equal birth date and sex, where both say one."""
        ours = first(told, "Patient")
        identifier = ours["identifier"][0]
        asked = f"{identifier.get('system', '')}|{identifier['value']}"
        found = self._search("Patient", asked)
        if len(found) != 1:
            raise NotFiledError(NotFiled.SEVERAL if found else NotFiled.UNKNOWN)
        theirs = found[0]
        for key in ("birthDate", "gender"):
            told_by_both = {ours.get(key), theirs.get(key)} - {None, "unknown"}
            if len(told_by_both) > 1:
                raise NotFiledError(NotFiled.OTHER)
        return {"reference": f"Patient/{theirs['id']}"}

    def _replaced(self, assessment: Assessment) -> Resource | None:
        """Find what an amended report replaces there; None where it was never filed."""
        if assessment.amends is None:
            return None
        number = numbered(assessment.amends.uuid)
        found = self._search("DocumentReference", f"{number['system']}|{number['value']}")
        return {"reference": f"DocumentReference/{found[0]['id']}"} if found else None

    def _search(self, kind: str, identifier: str) -> list[dict[str, Any]]:
        """Search by POST: what is asked for stands in no address, and so in no log on the way."""
        answer = self._ask(f"{kind}/_search", FORM, urlencode({"identifier": identifier}))
        return _matches(answer, kind)

    def _ask(self, path: str, kind: str, body: str) -> Any:
        headers = {"Accept": FHIR_JSON, "Content-Type": kind}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            with requests.post(
                f"{self.address}/{path}".rstrip("/"),
                data=body.encode(),
                headers=headers,
                timeout=SECONDS,
                allow_redirects=False,  # a token goes to no other host
                stream=True,
            ) as answer:
                if answer.status_code in (401, 403):
                    raise NotFiledError(NotFiled.REFUSED)
                if not 200 <= answer.status_code < 300:
                    is_theirs = answer.status_code >= 500
                    raise NotFiledError(NotFiled.UNREACHABLE if is_theirs else NotFiled.REJECTED)
                return json.loads(_bounded(answer))
        except (requests.RequestException, ValueError, RecursionError) as error:
            raise NotFiledError(NotFiled.UNREACHABLE) from error


def _bounded(answer: requests.Response) -> bytes:
    read, until = b"", time.monotonic() + LONGEST_ANSWER
    for piece in answer.iter_content(64_000):
        read += piece
        if len(read) > LARGEST_ANSWER or time.monotonic() > until:
            raise ValueError("an answer without end")
    return read


def _matches(answer: object, kind: str) -> list[dict[str, Any]]:
    """Give the resources of a search's answer; what is none is not one."""
    entries = answer.get("entry", []) if isinstance(answer, dict) else []
    found = [one.get("resource") for one in entries if isinstance(one, dict)]
    return [one for one in found if isinstance(one, dict) and one.get("resourceType") == kind and "id" in one]


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
