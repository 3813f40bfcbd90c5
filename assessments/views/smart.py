"""SMART App Launch: bonemet is opened from a chart in the hospital's record, in a window of its own.

Only issuers on the list, only accounts that exist, and only what comes back to a launch of this browser.
"""

from __future__ import annotations

import logging
import secrets
import time
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.exchange.asking import FhirServer, NotAnsweredError
from assessments.exchange.matching import agree, identity_in, patients_of
from assessments.exchange.smart import (
    LONGEST,
    Begun,
    Issuer,
    NotTrustedError,
    described,
    issuer_on_the_list,
    launched,
    patient_there,
    way_to,
)
from assessments.models import writable_units
from bonemet.accounts.keys import UnreadableError, decrypted, encrypted
from bonemet.accounts.launching import come_in, linked_account, may_come_in

from .access import RefusedPage, member_page, user_of
from .showing import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.exchange.resources import Resource

logger = logging.getLogger(__name__)

BEGUN, LAUNCHED = "smart_begun", "smart_launched"  # in the session
MOST_BEGUN, LASTS = 5, 10 * 60  # launches begun at once in one browser; seconds until one has to come back

# Why a launch ends here: status, and what they read. Each has a line in the log, which names nobody.
REASONS = {
    "not listed": (
        403,
        gettext_noop("bonemet is not set up to be opened from there. Tell your hospital's engineers."),
    ),
    "down": (
        503,
        gettext_noop("The hospital's record does not answer at the moment. Log in here, or try again later."),
    ),
    "not trusted": (
        403,
        gettext_noop("What the hospital's record answered could not be verified, so nobody was logged in. Tell your hospital's engineers."),  # noqa: E501
    ),
    "refused": (
        403,
        gettext_noop("The hospital's record did not let you in. Open bonemet from the chart again."),
    ),
    "elsewhere": (
        403,
        gettext_noop("This launch was begun in another window, too long ago, or has ended. Open bonemet from the chart again."),  # noqa: E501
    ),
    "unknown": (
        403,
        gettext_noop("Your account of the hospital's record is not linked with an account here. Your unit's administrator can link it."),  # noqa: E501
    ),
    "closed": (
        403,
        gettext_noop("Your account here is closed. Your unit's administrator can open it again."),
    ),
}  # fmt: skip


class NotLaunchedError(Exception):
    """A launch ends here, for one of REASONS."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def _is_safe(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Turn whatever can be wrong with a launch into a page that says why."""

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except NotLaunchedError as error:
            reason, detail = error.reason, error.detail
        except NotAnsweredError as error:
            reason, detail = "down", error.why
        except NotTrustedError as error:
            reason, detail = "not trusted", str(error)
        logger.warning("launch refused: %s%s", reason, f" ({detail})" if detail else "")
        status, text = REASONS[reason]
        return render(request, "account/single_sign_on_refused.html", {"text": _(text)}, status=status)

    return page


@require_safe
@never_cache
@_is_safe
def launch(request: HttpRequest) -> HttpResponse:
    """Send the browser to the issuer to log in there, and keep in the session what only this begin knows."""
    issuer = _issuer(request.GET.get("iss", ""))
    context = request.GET.get("launch", "")
    if not 0 < len(context) <= LONGEST:
        raise NotLaunchedError("not trusted", "a launch without its context")
    there = described(issuer)
    begun, state = Begun.anew(issuer.address), secrets.token_urlsafe(32)
    waiting = dict(list(request.session.get(BEGUN, {}).items())[1 - MOST_BEGUN :])
    waiting[state] = [begun.issuer, begun.nonce, begun.verifier, time.time()]
    request.session[BEGUN] = waiting
    return redirect(way_to(issuer, there, begun, context, state, _back(request)))


def _issuer(address: str) -> Issuer:
    issuer = issuer_on_the_list(address)
    if issuer is None:
        raise NotLaunchedError("not listed")
    return issuer


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("assessments:smart_callback"))


@require_safe
@never_cache
@_is_safe
def callback(request: HttpRequest) -> HttpResponse:
    """Take the browser back: log in whose account it is, and go to the patient of the launch."""
    begun = _begun(request)
    code = request.GET.get("code", "")
    if not 0 < len(code) <= LONGEST:
        raise NotLaunchedError("refused")
    found = launched(_issuer(begun.issuer), begun, code, _back(request), request.GET.get("iss"))
    user = linked_account(found.signer, found.claims)
    if user is None or not may_come_in(user):
        user_login_failed.send(sender=Issuer, credentials={}, request=request)
        raise NotLaunchedError("closed" if user else "unknown")

    def remember() -> None:
        request.session[LAUNCHED] = [begun.issuer, found.patient, encrypted(found.token), user.pk]

    to = reverse("assessments:smart_patient")
    if request.user.is_authenticated and request.user.pk == user.pk:
        remember()
        return redirect(to)
    try:
        return come_in(request, user, to, remember)
    except ImmediateHttpResponse as answered:
        response: HttpResponse = answered.response
        return response


def _begun(request: HttpRequest) -> Begun:
    """Take what was kept of this launch out of the session: it comes back once."""
    waiting = request.session.get(BEGUN, {})
    kept = waiting.pop(request.GET.get("state", ""), None)
    request.session[BEGUN] = waiting
    if kept is None or time.time() - kept[3] > LASTS:
        raise NotLaunchedError("elsewhere")
    return Begun(*kept[:3])


@require_safe
@never_cache
@member_page
def patient(request: HttpRequest) -> HttpResponse:
    """Go to the patient of the launch, where exactly one is known here; else say so, and offer to begin."""
    told = told_patient(request)
    if told is None:
        return redirect("assessments:list")
    found = patients_of(user_of(request), told)
    if len(found) == 1 and agree(found[0], told):
        return redirect("assessments:patient", patient_uuid=found[0].uuid)
    context = {
        "told": identity_in(told),
        "several": len(found) > 1,
        "differs": len(found) == 1,
        "may_begin": not found and writable_units(user_of(request)).exists(),
    }
    return render(request, "assessments/patients/launched.html", context)


def told_patient(request: HttpRequest) -> Resource | None:
    """Ask the record for the patient of this session's launch; None where this user did not launch.

    Raises RefusedPage where it does not answer.
    """
    kept = _launch_of(request)
    if kept is None:
        return None
    issuer, number, token = kept
    try:
        return patient_there(_issuer(issuer).address, number, decrypted(token))
    except (NotAnsweredError, NotTrustedError, NotLaunchedError, UnreadableError) as error:
        logger.warning("the patient of a launch could not be read: %s", type(error).__name__)
        raise RefusedPage(
            503,
            _("The hospital's record does not answer"),
            _("Open the patient from the list of assessments, or open bonemet from the chart again."),
        ) from error


def _launch_of(request: HttpRequest) -> tuple[str, str, str] | None:
    """Give issuer, patient's number and encrypted token of this user's launch; None where there is none."""
    kept: Any = request.session.get(LAUNCHED)
    return tuple(kept[:3]) if kept and kept[3] == user_of(request).pk else None


def chart_of(request: HttpRequest, until: float = float("inf")) -> tuple[FhirServer, str] | None:
    """Give the server of the chart that this user opened bonemet from, and its patient's number there.

    None where nobody launched, the issuer is no longer on the list, or the token cannot be read any more.
    `until` ends all asking, by the monotonic clock. Nobody is asked here.
    """
    kept = _launch_of(request)
    issuer = issuer_on_the_list(kept[0]) if kept else None
    if kept is None or issuer is None:
        return None
    try:
        return FhirServer(issuer.address, decrypted(kept[2]), until), kept[1]
    except UnreadableError:
        return None
