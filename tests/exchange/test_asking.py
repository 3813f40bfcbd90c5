"""A FHIR server may answer as it likes: what is no answer is left in time, and nobody else is asked."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assessments.exchange.asking import FhirServer, NotAnsweredError, read_json
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n"


@contextmanager
def answering(*pieces: bytes, pause: float = 0) -> Iterator[str]:
    """Listen on a port, and answer what comes with these pieces, a pause before each but the first."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            caller, _address = listening.accept()
            with caller:
                caller.recv(65_536)
                for number, piece in enumerate(pieces):
                    time.sleep(pause if number else 0)
                    try:
                        caller.sendall(piece)
                    except OSError:
                        return

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/fhir"
        finally:
            thread.join()


def why_not(*pieces: bytes, pause: float = 0, seconds: float = PATIENCE) -> str:
    with answering(*pieces, pause=pause) as address:
        server = FhirServer(address, until=time.monotonic() + seconds)
        with pytest.raises(NotAnsweredError) as told:
            server.search("Patient", {"identifier": "|N-001"})
        return told.value.why


def test_an_answer_is_read_with_its_numbers_as_they_were_written() -> None:
    body = b'{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "id": "p1"}}]}'
    with answering(OK, b"Content-Length: %d\r\n\r\n" % len(body), body) as address:
        found = FhirServer(address).search("Patient", {"identifier": "|N-001"})
    assert [one["id"] for one in found.resources] == ["p1"]
    assert found.has_more is False
    assert read_json(b'\xef\xbb\xbf{"value": 3.80}') == {"value": Decimal("3.80")}


def test_what_drips_breaks_off_or_sends_elsewhere_is_no_answer() -> None:
    begun = time.monotonic()
    drips = [OK + b"Content-Length: 1000\r\n\r\n", *([b" "] * 600)]
    assert why_not(*drips, pause=0.1, seconds=0.4) == "unreachable"
    assert time.monotonic() - begun < 45  # it would drip for a minute
    assert why_not(OK + b'Content-Length: 1000\r\n\r\n{"resourceType"') == "unreachable"
    assert why_not(b"HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:9/\r\n\r\n") == "rejected"
    assert why_not(OK + b"Content-Length: 3\r\n\r\nNaN") == "unreachable"


def test_once_its_time_is_over_a_server_is_not_asked_at_all() -> None:
    with pytest.raises(NotAnsweredError) as told:
        FhirServer("http://127.0.0.1:9/fhir", until=time.monotonic() - 1).search("Patient", {})
    assert told.value.why == "unreachable"
