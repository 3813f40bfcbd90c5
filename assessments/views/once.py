"""A form writes once, however often it is sent: the key that it carries is kept with where its answer led.

The write and its key are of one transaction. A second click waits for the first, finds its key and is led to
the same place. A form that comes back with other words in it is another one, and is taken.
"""

from __future__ import annotations

from functools import wraps
from hashlib import sha256
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assessments.actions.assessments import LesionRemovedError, NotEditableError
from assessments.models import SentForm
from assessments.record.chain import DamagedRecordError

from .ended import RefusedPage

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")

REFUSALS = (Http404, RefusedPage, NotEditableError, LesionRemovedError, DamagedRecordError)
FOUND = 302


def once(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let a form write once; what wrote nothing, because it was refused or incomplete, may come again."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        digest = _digest(request)
        if digest is None:
            return view(request, *args, **kwargs)
        refused: Exception | None = None
        with transaction.atomic():
            SentForm.objects.expired().delete()
            sent, is_first = SentForm.objects.get_or_create(
                digest=digest, defaults={"user": request.user, "at": timezone.now()}
            )
            if not is_first:
                return redirect(sent.leads_to)
            try:
                response = view(request, *args, **kwargs)
            except REFUSALS as error:  # what the log says of it stays
                refused = error
            if refused is None and response.status_code == FOUND:
                sent.leads_to = response["Location"]
                sent.save()
            else:
                sent.delete()
        if refused is not None:
            raise refused
        return response

    return page


def answered_before(request: HttpRequest) -> HttpResponse | None:
    """Give the answer to a form that has been taken already; None for one that is new."""
    sent = SentForm.objects.filter(digest=_digest(request) or "", user=request.user).first()
    return redirect(sent.leads_to) if sent and sent.leads_to else None


def _digest(request: HttpRequest) -> str | None:
    """Name a form by its key and all that stands in it; None for what carries no key, or is not sent."""
    if request.method != "POST" or not request.POST.get("once"):
        return None
    told = sha256(f"{request.user.pk} {request.path}".encode())
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            told.update(repr((name, values)).encode())
    return told.hexdigest()
