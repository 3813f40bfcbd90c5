"""Asking another server for JSON: within seconds, within bounds, and only the address that was set."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 5  # to connect, and between two pieces of an answer
LONGEST_ANSWER = 10  # seconds, whatever comes in them
LARGEST_ANSWER = 2_000_000  # bytes


class NotAnsweredError(Exception):
    """Another server did not answer as it has to; the text is a kind of fault and quotes nothing of it."""


def ask(
    address: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> Any:
    """Ask for JSON: by GET, or by POST where a form is sent. Raises NotAnsweredError.

    No redirect is followed: a secret goes to no other host, and neither does the question.
    """
    try:
        with requests.request(
            "GET" if form is None else "POST",
            address,
            data=form,
            headers={"Accept": "application/json, application/fhir+json"} | dict(headers or {}),
            timeout=SECONDS,
            allow_redirects=False,
            stream=True,
        ) as answer:
            if answer.status_code != 200:
                raise NotAnsweredError(f"status {answer.status_code}")
            return json.loads(bounded(answer, LONGEST_ANSWER))
    except (requests.RequestException, ValueError, RecursionError) as error:
        raise NotAnsweredError(type(error).__name__) from error


def bounded(answer: requests.Response, seconds: float) -> bytes:
    """Read an answer. Raises ValueError where it is larger than 2 MB, or takes longer than so many seconds."""
    read, until = bytearray(), time.monotonic() + seconds
    for piece in answer.iter_content(64_000):
        read += piece
        if len(read) > LARGEST_ANSWER or time.monotonic() > until:
            raise ValueError("an answer without end")
    return bytes(read)
