"""What a script of a page asks, and how it is told that it cannot have it: by a sentence, never by a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import JsonResponse

if TYPE_CHECKING:
    from django.http import HttpRequest


def is_by_script(request: HttpRequest) -> bool:
    """Tell whether a script asks, which shows nothing of a page that it is answered with."""
    wants_data = request.headers.get("Accept") == "application/json" or "HX-Request" in request.headers
    return wants_data or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def refusal(status: int, why: str, **more: Any) -> JsonResponse:
    """Tell a script, in a sentence that its page can show, why what it sent is not taken."""
    return JsonResponse({"saved": False, "why": why, **more}, status=status)
