"""What is said with every answer, and what is refused before anything reads it."""

import re
import threading
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

SECONDS, SECONDS_OF_FILE = 5, 60


class SecurityHeaders:
    """On every answer, whoever gave it: browser features are off, and nothing is kept on a disk.

    It stands before all that answers (static files, a redirect to HTTPS, a host that is not ours), so that no
    answer is without. Only what says itself that it may be kept, as static files do, is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cache-Control", "no-store, private")
        if getattr(request, "has_logged_out", False):
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def is_large_body(request: HttpRequest) -> bool:
    """Tell whether this is where more than a form may be sent: to one address, by who has logged in."""
    return bool(re.fullmatch(settings.LARGE_BODIES, request.path_info)) and request.user.is_authenticated


class ReadInTime:
    """A body that is announced and does not come within 5 seconds gets a 408, and ends the connection.

    Where a file may be sent it is 60 seconds. It is waited for in a thread of its own, which ends with the
    connection: those of the server are few.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length) > 0:
            is_large = is_large_body(request)  # not in that thread: it may ask the database
            reader = threading.Thread(target=_read, args=(request, is_large), daemon=True)
            reader.start()
            reader.join(SECONDS_OF_FILE if is_large else SECONDS)
            if reader.is_alive():
                return HttpResponse(status=408, headers=_closing(request))
        return self.get_response(request)


def _read(request: HttpRequest, is_large: bool) -> None:
    """Read the body; whoever asks for it next gets it, or the error that reading it has raised."""
    with suppress(UnreadablePostError, RequestDataTooBig, BadRequest, MultiPartParserError):
        if is_large:
            request.POST  # noqa: B018  `body` would read no more than a form
        else:
            request.body  # noqa: B018


def _closing(request: HttpRequest) -> dict[str, str]:
    """Have the server end the connection; that of development does so by itself, and refuses the header."""
    return {"Connection": "close"} if request.META.get("SERVER_SOFTWARE") == "Granian" else {}


class RefuseLargeBodies:
    """A body larger than any form of ours gets a clear 413, is never read, and ends the connection."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isdecimal() else 0
        if size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        if size <= settings.LARGE_BODY_SIZE and is_large_body(request):
            return self.get_response(request)
        # Unread: what was announced may never come, and waiting for it would hold a thread of the server.
        return HttpResponse(self.page(request), status=413, headers=_closing(request))

    def page(self, request: HttpRequest) -> str:
        try:
            return render_to_string("413.html", request=request)
        except TemplateDoesNotExist:
            title = _("Too large")
            sentence = _("What was sent is larger than any form here. Nothing was saved.")
            return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{sentence}</p>"
