"""Addresses that programs ask, and no browser: no session counts there, and every refusal is told as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import JsonResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

FHIR_JSON = "application/fhir+json"
ADDRESSES = ("fhir", "cds-services")
# For each status: what FHIR calls the issue, and what is said where nothing more is known. In English alone,
# as all that programs read.
ISSUES = {
    400: ("invalid", "What was asked cannot be read."),
    401: ("login", "A valid token is missing: send Authorization: Bearer."),
    403: ("forbidden", "This is not allowed."),
    404: ("not-found", "There is nothing at this address, or nothing that this token may see."),
    405: ("not-supported", "This address is not asked in this way."),
    408: ("timeout", "What was announced did not come in time."),
    409: ("conflict", "This cannot be given as things stand."),
    410: ("deleted", "This is no longer given."),
    412: ("required", "Something that is needed was not sent along."),
    413: ("too-long", "What was sent is too large."),
    415: ("not-supported", "What was sent is not of a kind that is read here."),
    429: ("throttled", "Too many at once: wait as long as Retry-After says."),
    500: ("exception", "Something went wrong here. It is in the log of the server."),
    503: ("transient", "Nothing can be answered at the moment. Try again later."),
}
KEPT = ("Allow", "Retry-After", "Connection", "WWW-Authenticate")


def outcome(status: int, said: str = "") -> JsonResponse:
    """Give an OperationOutcome with one issue; `said` quotes nothing of a patient."""
    kind, usual = ISSUES.get(status, ISSUES[400 if status < 500 else 500])
    issue = {"severity": "error", "code": kind, "diagnostics": said or usual}
    told = {"resourceType": "OperationOutcome", "issue": [issue]}
    answer = JsonResponse(told, status=status, content_type=FHIR_JSON)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="bonemet"'
    return answer


def is_for_programs(request: HttpRequest) -> bool:
    """Tell whether an address is one that programs ask."""
    return request.path.split("/")[1] in ADDRESSES


class AsData:
    """Whoever answers for these addresses, the answer is data, sets no cookie, and goes by HTTPS alone.

    A request by plain HTTP is refused and not redirected: the token would have been sent in the clear unseen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_programs(request):
            return self.get_response(request)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return outcome(
                403, "Only https:// is answered here. Revoke the token that was sent in the clear."
            )
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        if response.status_code < 400 or response.headers.get("Content-Type", "").startswith(FHIR_JSON):
            return response
        refused = outcome(response.status_code)
        for name in KEPT:
            if name in response.headers:
                refused[name] = response[name]
        return refused
