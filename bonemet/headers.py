"""What is said with every answer, and what is refused before anything reads it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

DRAINED_AT_MOST = 64 * 1024 * 1024


class SecurityHeaders:
    """Browser features are off, and pages seen by somebody logged in are not kept on the computer's disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if getattr(request, "has_logged_out", False):
            response.headers["Clear-Site-Data"] = '"cache"'
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class RefuseLargeBodies:
    """A body larger than any form of ours gets a clear 413 and is never parsed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isdecimal() else 0
        if size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        # Read it away: closing with unread data resets the connection, and the browser would show that.
        left = min(size, DRAINED_AT_MOST)
        while left > 0 and (chunk := request.read(min(left, 65536))):
            left -= len(chunk)
        return HttpResponse(self.page(request), status=413)

    def page(self, request: HttpRequest) -> str:
        try:
            return render_to_string("413.html", request=request)
        except TemplateDoesNotExist:
            title = _("Too large")
            sentence = _("What was sent is larger than any form here. Nothing was saved.")
            return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{sentence}</p>"
