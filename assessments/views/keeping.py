"""The quiet draft: what is being typed, kept unjudged and given back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "action"})
LARGEST = 64 * 1024


def raw_of(data: QueryDict) -> dict[str, list[str]]:
    """Give what was typed. PostgreSQL keeps no NUL, and nobody types one."""
    kept = {name.replace("\x00", ""): data.getlist(name) for name in data if name not in NOT_TYPED}
    return {name: [value.replace("\x00", "") for value in values] for name, values in kept.items()}


def typed_again(raw: dict[str, list[str]]) -> QueryDict:
    """Give a draft the shape of a form that has been sent."""
    data = QueryDict(mutable=True)
    for name, values in raw.items():
        data.setlist(name, values)
    return data


def answer_to(request: HttpRequest, keep: Callable[[], object]) -> JsonResponse:
    """Keep what a script of the page sends, and tell it when; an overlong one is refused."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return JsonResponse({"saved": False}, status=413)
    keep()
    return JsonResponse({"saved": True, "at": timezone.localtime().strftime("%H:%M")})
