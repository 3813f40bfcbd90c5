"""The quiet draft: what is being typed, kept unjudged and given back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.forms.fields import moments_read
from bonemet.scripts import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.models import Draft, EmergencyDraft

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "action", "typed_by"})
LARGEST = 64 * 1024


def raw_of(data: QueryDict) -> dict[str, list[str]]:
    """Give what was typed. PostgreSQL keeps no NUL, and nobody types one."""
    kept = {name.replace("\x00", ""): data.getlist(name) for name in data if name not in NOT_KEPT}
    return {name: [value.replace("\x00", "") for value in values] for name, values in kept.items()}


def typed_again(raw: dict[str, list[str]]) -> QueryDict:
    """Give a draft the shape of a form that has been sent."""
    data = QueryDict(mutable=True)
    for name, values in raw.items():
        data.setlist(name, values)
    return data


def resumed(data: QueryDict) -> list[str]:
    """Name the pages whose drafts a page takes over that is shown again with what was typed into them."""
    return [name for name in (*data.getlist("resumes"), data.get("once", "")) if name]


def warn_of_draft(request: HttpRequest, draft: Draft | EmergencyDraft, title: str) -> None:
    """Say that something was typed that is not in what was saved: loaded anew, or in another tab."""
    at = timezone.localtime(draft.at).strftime("%H:%M")
    words = {"at": at, "section": title}
    sentence = _("%(section)s: what you typed until %(at)s is not in what is saved. It is kept.")
    messages.warning(request, sentence % words)


def answer_to(request: HttpRequest, keep: Callable[[], object]) -> JsonResponse:
    """Keep what a script of the page sends; tell when, and how moments are read. Refuse an overlong one."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return refusal(413, _("Not saved: this is longer than any form here."))
    keep()
    at = timezone.localtime().strftime("%H:%M")
    return JsonResponse({"saved": True, "at": at, "read": moments_read(request.POST)})
