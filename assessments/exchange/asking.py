"""Asking a FHIR server: over one way, with limits of time and size, and never at another host than it.

Searches go by POST: what is asked for stands in no address, and so in no log on the way.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import requests
from urllib3.exceptions import HTTPError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .resources import Resource

SECONDS = 5  # to connect, and between two pieces of an answer
LONGEST_ANSWER = 30  # seconds, whatever comes in them
LARGEST_ANSWER = 2_000_000  # bytes; also of a file that somebody uploads
PIECE = 64_000
FHIR_JSON, FORM = "application/fhir+json", "application/x-www-form-urlencoded"

UNREACHABLE, REFUSED, REJECTED = "unreachable", "refused", "rejected"


class NotAnsweredError(Exception):
    """A server gave no answer to go by; `why`: UNREACHABLE (slow, broken), REFUSED (no way in), REJECTED."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class FhirServer:
    """A FHIR server, with the token that lets us in. `until` ends everything, by the monotonic clock."""

    address: str
    token: str = ""
    until: float = float("inf")

    def search(self, kind: str, asked: Mapping[str, str]) -> Found:
        """Search for resources of one kind. Raises NotAnsweredError."""
        return Found.of(self.ask(f"{kind}/_search", FORM, urlencode(asked)), kind)

    def send(self, told: Resource) -> Any:
        """Send a batch or a transaction. Raises NotAnsweredError."""
        return self.ask("", FHIR_JSON, json.dumps(told))

    def ask(self, path: str, kind: str, body: str) -> Any:
        """Post to an address of the server, and give what it answers. Raises NotAnsweredError."""
        headers = {"Accept": FHIR_JSON, "Content-Type": kind}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        left = min(self.until - time.monotonic(), LONGEST_ANSWER)
        if left <= 0:
            raise NotAnsweredError(UNREACHABLE)
        return _answer("POST", f"{self.address}/{path}".rstrip("/"), body, headers, left)


def ask_json(
    address: str, *, form: Mapping[str, str] | None = None, proof: str = "", seconds: float = 10
) -> Any:
    """Ask an address for JSON: by GET, or by POST where a form is sent; `proof` says who asks.

    Raises NotAnsweredError.
    """
    headers = {"Accept": f"application/json, {FHIR_JSON}"}
    if proof:
        headers["Authorization"] = proof
    if form is None:
        return _answer("GET", address, None, headers, seconds)
    return _answer("POST", address, urlencode(form), headers | {"Content-Type": FORM}, seconds)


def _answer(method: str, address: str, body: str | None, headers: Mapping[str, str], left: float) -> Any:
    send = requests.post if method == "POST" else requests.get
    try:
        with send(
            address,
            data=None if body is None else body.encode(),
            headers=headers,
            timeout=min(SECONDS, left),
            allow_redirects=False,  # a token goes to no other host
            stream=True,
        ) as answer:
            if answer.status_code in (401, 403):
                raise NotAnsweredError(REFUSED)
            if not 200 <= answer.status_code < 300:
                raise NotAnsweredError(UNREACHABLE if answer.status_code >= 500 else REJECTED)
            return read_json(_bounded(answer, time.monotonic() + left))
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise NotAnsweredError(UNREACHABLE) from error


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: resources of the kind that was asked for, and whether the server has more."""

    resources: list[Resource]
    has_more: bool

    @classmethod
    def of(cls, answer: object, kind: str) -> Found:
        """Read the answer to a search; what is no resource of that kind is none that was found."""
        told = answer if isinstance(answer, dict) else {}
        links = told.get("link")
        has_more = isinstance(links, list) and any(
            isinstance(link, dict) and link.get("relation") == "next" for link in links
        )
        every = [one for _address, one in entries_in(told)]
        return cls([one for one in every if one.get("resourceType") == kind and "id" in one], has_more)


def entries_in(bundle: Mapping[str, Any]) -> list[tuple[str, Resource]]:
    """Give the resources of a bundle, each with the address that it has there, empty where it has none.

    Nothing is followed: neither references, which may go in circles, nor what is contained in a resource.
    """
    entries = bundle.get("entry")
    found = []
    for one in entries if isinstance(entries, list) else ():
        resource = one.get("resource") if isinstance(one, dict) else None
        if isinstance(resource, dict):
            found.append((str(one.get("fullUrl", "")), resource))
    return found


def read_json(text: bytes) -> Any:
    """Read JSON, its numbers as they were written. Raises ValueError, also where it is nested without end."""
    try:
        return json.loads(
            text.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number
        )
    except (RecursionError, ArithmeticError) as error:
        raise ValueError("nested without end, or a number without end") from error


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON")


def _bounded(answer: requests.Response, until: float) -> bytes:
    """Read an answer as it comes, so that one that drips is left when its time is over."""
    read = b""
    while piece := answer.raw.read1(PIECE, decode_content=True):
        read += piece
        if len(read) > LARGEST_ANSWER or time.monotonic() > until:
            raise ValueError("an answer without end")
    return read
