"""A form writes once, however often it is sent: the key that it carries is kept with where its answer led.

The write and its key are of one transaction. A second click waits for the first, finds its key and is led to
the same place. A form that comes back with other words in it is another one, and is taken.
"""

from __future__ import annotations

from functools import wraps
from hashlib import sha256
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils import timezone

from assessments.actions.assessments import LesionRemovedError, NotEditableError
from assessments.models import SentForm
from assessments.record.chain import DamagedRecordError

from .access import user_of
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
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            answer = _answer(request, lambda: view(request, *args, **kwargs))
        if isinstance(answer, Exception):
            raise answer
        return answer

    return page


def _answer(request: HttpRequest, write: Callable[[], HttpResponse]) -> HttpResponse | Exception:
    """Write and keep the key, or find it; a refusal is given back, so that what the log says of it stays."""
    digest = _digest(request)
    if digest is None:
        return _written(write)
    SentForm.objects.expired().delete()
    sent, is_first = SentForm.objects.get_or_create(
        digest=digest, defaults={"user": user_of(request), "at": timezone.now()}
    )
    if not is_first:
        return redirect(sent.leads_to)
    answer = _written(write)
    if isinstance(answer, HttpResponse) and _has_written(answer):
        sent.leads_to = answer["Location"]
        sent.save()
    else:
        sent.delete()
    return answer


def _written(write: Callable[[], HttpResponse]) -> HttpResponse | Exception:
    try:
        return write()
    except REFUSALS as refused:
        return refused


def _has_written(response: HttpResponse) -> bool:
    """Tell whether the answer leads on in the app: what is written does. Others ask for a password, say."""
    return (
        response.status_code == FOUND
        and resolve(urlsplit(response["Location"]).path).app_name == "assessments"
    )


def _digest(request: HttpRequest) -> str | None:
    """Name a form by its key and all that stands in it; None for one without a key."""
    if not request.POST.get("once"):
        return None
    told = sha256(f"{request.user.pk} {request.path}".encode())
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            told.update(repr((name, values)).encode())
    return told.hexdigest()
