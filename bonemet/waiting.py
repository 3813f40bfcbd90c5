"""How long a request waits for an embedded database that another program has locked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Seconds. Whoever saves had rather wait than be refused. Whoever reads need not: what a page writes, that it
# was looked at, is kept beside the database meanwhile (bonemet.unwritten).
TO_READ, TO_SAVE = 3, 20


class WaitShortly:
    """Lets requests that only read give up soon, and all others late."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.vendor == "sqlite":
            seconds = TO_READ if request.method in ("GET", "HEAD") else TO_SAVE
            with suppress(DatabaseError):  # where there is none, whoever needs it says so
                connection.ensure_connection()
                connection.connection.execute(f"PRAGMA busy_timeout = {1000 * seconds}")
        return self.get_response(request)
