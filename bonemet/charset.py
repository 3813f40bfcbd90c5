"""Everything here is UTF-8: a request that names another encoding is answered, and nothing of it is read.

Django makes its request object in the encoding that a content type names, before any middleware could answer;
some that Python knows ("hex") are none of text, and what then goes wrong is the server's bare 500.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.http import parse_header_parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponse

    Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

CHARSET = re.compile(r';\s*charset[^=;]*=\s*("[^"]*"|[^;]*)', re.IGNORECASE)
UTF_8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
FOREIGN = "bonemet.foreign"


def in_utf_8(application: Application) -> Application:
    """Take the encoding out of the content type, and note it where it is another one or nothing readable."""

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kind = environ.get("CONTENT_TYPE") or ""
        named = {charset.strip('" ').lower() for charset in CHARSET.findall(kind)}
        environ["CONTENT_TYPE"] = CHARSET.sub("", kind)
        environ[FOREIGN] = bool(named - UTF_8)
        try:
            parse_header_parameters(environ["CONTENT_TYPE"])
        except ValueError:
            environ |= {"CONTENT_TYPE": "", FOREIGN: True}
        return application(environ, start_response)

    return serve


class OnlyUtf8:
    """Refuse what `in_utf_8` noted, with 415: as a view would, so that the answer carries every header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        return render(request, "415.html", status=415) if request.META.get(FOREIGN) else None
