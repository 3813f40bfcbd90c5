"""CDS Hooks 2.0: what the hospital's record asks when a chart is opened there, and tells afterwards."""

from __future__ import annotations

import json
import logging
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessments.actions.access_log import record_access
from assessments.actions.card_feedback import keep_feedback
from assessments.exchange.asked import AskedWronglyError
from assessments.exchange.cards import NotPrefetchedError, cards_for, is_card, service
from assessments.exchange.hook_clients import NotAClientError, account_of
from assessments.models import AccessKind, units_of
from assessments.models.card_feedback import CardOutcome
from assessments.models.signing import OverrideReason
from bonemet.pace import keep_pace
from bonemet.programs import outcome

from .interface import in_pace, tell_of_failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from bonemet.accounts.models import User

logger = logging.getLogger(__name__)

MOST_TOLD = 100


def hook(*methods: str) -> Callable[..., Any]:
    """Answer these methods, as data, and pages of the named origins too."""

    def decorated(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
        answering = in_pace(require_http_methods([*methods, "OPTIONS"])(view))

        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            response = HttpResponse(status=204) if request.method == "OPTIONS" else answering(request)
            patch_vary_headers(response, ["Origin"])
            if request.headers.get("Origin", "") in settings.CDS_ORIGINS:
                response["Access-Control-Allow-Origin"] = request.headers["Origin"]
                response["Access-Control-Allow-Methods"] = ", ".join(methods)
                response["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            return response

        return answer

    return decorated


@hook("GET", "HEAD")
def discovery(_request: HttpRequest) -> HttpResponse:
    """Say which services there are: one, where a client of it is named in the settings."""
    return JsonResponse({"services": [service()] if settings.CDS_CLIENTS else []})


@hook("POST")
def patient_view(request: HttpRequest) -> HttpResponse:
    """Give the cards on the patient whose chart is opened."""
    account = _account(request)
    if account is None:
        return outcome(401)
    sent = _sent(request)
    context, prefetch = sent.get("context"), sent.get("prefetch")
    if sent.get("hook") != "patient-view" or not isinstance(context, dict):
        raise AskedWronglyError("The hook is patient-view, with its context.")
    try:
        if not isinstance(prefetch, dict):
            raise NotPrefetchedError
        cards, shown = cards_for(account, prefetch, request.build_absolute_uri("/").rstrip("/"))
    except NotPrefetchedError:
        return outcome(412, "The patient is to be sent along, as prefetch.patient.")
    if context.get("patientId") != prefetch["patient"].get("id"):
        raise AskedWronglyError("The patient that was sent along is another than that of the context.")
    if shown is not None:
        record_access(account, AccessKind.VIEWED, what="card", assessment=shown)
    return JsonResponse({"cards": cards})


@hook("POST")
def feedback(request: HttpRequest) -> HttpResponse:
    """Keep what became of cards that were given here."""
    account = _account(request)
    if account is None:
        return outcome(401)
    listed = _sent(request).get("feedback")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_TOLD:
        raise AskedWronglyError(f"feedback is a list of 1 to {MOST_TOLD}.")
    unit = units_of(account).order_by("pk").first()
    assert unit is not None  # asked for as the client was let in
    keep_feedback(unit=unit, told=[_told(one) for one in listed])
    return JsonResponse({})


def _account(request: HttpRequest) -> User | None:
    scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise NotAClientError("no token")
        account = account_of(token.strip(), request.build_absolute_uri(request.path))
    except NotAClientError as refused:
        logger.warning("a client of cards is not let in: %s", refused)
        if scheme:
            tell_of_failure(request, None)
        return None
    request.user = request._cached_user = account  # type: ignore[attr-defined]  # the log names it
    keep_pace("questions of programs", account)
    return account


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise AskedWronglyError("A JSON object is to be sent.")
    return told


def _told(one: object) -> tuple[UUID, str, str]:
    """Read what became of one card; the comment that somebody typed there is left where it is."""
    if not isinstance(one, dict) or not is_card(str(one.get("card"))):
        raise AskedWronglyError("card is the number of a card that was given here.")
    if one.get("outcome") not in CardOutcome.values:
        raise AskedWronglyError(f"outcome is one of {', '.join(CardOutcome.values)}.")
    told = one.get("overrideReason")
    reason = told.get("reason") if isinstance(told, dict) else None
    code = reason.get("code") if isinstance(reason, dict) else ""
    if code not in ("", None, *OverrideReason.values):
        raise AskedWronglyError(f"The code of overrideReason is one of {', '.join(OverrideReason.values)}.")
    return UUID(one["card"]), str(one["outcome"]), code or ""
