"""What the proxy in front leaves out or is not believed in: named in the log, so that nobody has to guess.

Each is told once by each process. What a client can make up itself is told as well, and changes nothing.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

# Stands for an address that the proxy did not tell ("unknown", RFC 7239 6.2, or nothing at all).
NO_ADDRESS = "0.0.0.0"  # noqa: S104  nothing listens there

FORGOTTEN = (
    "a proxy passes on X-Forwarded-Proto or X-Forwarded-For and is not believed: every page is redirected to "
    "https:// again and again. Where it sets both itself, whatever a client sent: BONEMET_BEHIND_PROXY=1."
)
NO_PROTOCOL = (
    "a request came without X-Forwarded-Proto and was redirected to https://. The proxy has to set it: with "
    "nginx, proxy_set_header X-Forwarded-Proto $scheme."
)
NO_CLIENT = (
    "a request came without an address in X-Forwarded-For: attempts to log in are counted by account alone. "
    "The proxy has to set it: with nginx, proxy_set_header X-Forwarded-For $remote_addr."
)

_told: set[str] = set()


def tell_once(sentence: str) -> None:
    if sentence not in _told:
        _told.add(sentence)
        logger.error(sentence)


class TellOfProxy:
    """Names a proxy's headers that are missing, or that nobody reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        names = request.headers
        header: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER
        if header is None:
            if "X-Forwarded-Proto" in names or "X-Forwarded-For" in names:
                tell_once(FORGOTTEN)
        elif "X-Forwarded-Proto" not in names and response.headers.get("Location", "").startswith("https:"):
            tell_once(NO_PROTOCOL)
        return response
