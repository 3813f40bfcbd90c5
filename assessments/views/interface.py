"""What other programs of the hospital may read: the questions, and the signed reports of their own unit.

Every address asks for a token, and every query goes through `visible_to` of the account that the token is of.
"""

from __future__ import annotations

import hashlib
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.db.models import F, Max, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from assessments.actions.access_log import record_access, record_list
from assessments.actions.account_log import record_account
from assessments.exchange.alone import NotGivenError, refuse_what_misleads, report_alone, response_alone
from assessments.exchange.asked import Asked, AskedWronglyError, place_after, read_search
from assessments.exchange.interface import capability, openapi
from assessments.exchange.questionnaire import questionnaire
from assessments.exchange.signed import document
from assessments.models import AccessKind, Assessment, Status, units_of
from assessments.models.assessments import SIGNED_STATES
from assessments.record.chain import DamagedRecordError
from bonemet.accounts import tokens
from bonemet.accounts.signals import attempt_refused
from bonemet.pace import TooFast, keep_pace
from bonemet.programs import FHIR_JSON, outcome

from .access import user_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.db.models import QuerySet

    from bonemet.accounts.models import User

P = ParamSpec("P")

TOLD_EVERY = 300  # seconds: a wrong token is written down once in them, so that a flood does not fill the log


def in_pace(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Tell a program whatever is in the way as data: what it asked wrongly, what is not given, too much."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except AskedWronglyError as wrong:
            return outcome(400, str(wrong))
        except NotGivenError as refused:
            return outcome(refused.status, refused.said)
        except DamagedRecordError:
            return outcome(409, "The record was changed after it was sealed. Tell bonemet's administrator.")
        except TooFast as fast:
            if fast.is_first:
                attempt_refused.send(sender=None, request=request, user=request.user)
            slower = outcome(429)
            slower["Retry-After"] = str(fast.seconds)
            return slower

    return answer


def by_token(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let a program in by its token; it is then the request's user. No session is looked at."""

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        scheme, _blank, sent = request.headers.get("Authorization", "").partition(" ")
        token = tokens.found(sent.strip()) if scheme.lower() == "bearer" else None
        if token is None or not token.is_valid or not units_of(token.user).exists():
            if scheme:
                tell_of_failure(request, token.user if token is not None else None)
            return outcome(401)
        request.user = request._cached_user = token.user  # type: ignore[attr-defined]  # the log names it
        keep_pace("questions of programs", token.user)
        tokens.note_used(token)
        return view(request, *args, **kwargs)

    return in_pace(answer)


def tell_of_failure(request: HttpRequest, user: User | None) -> None:
    """Write down, once in five minutes from an address, that a token opened nothing; `user`: whose it was."""
    key = f"{user.pk if user else '-'} from {ratelimit.get_ip(request)}"
    if cache.add(f"bonemet:token:{hashlib.sha256(key.encode()).hexdigest()}", 1, timeout=TOLD_EVERY):
        record_account(AccessKind.LOGIN_FAILED, user, what="token")


def _fhir(told: dict[str, Any]) -> HttpResponse:
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False}, content_type=FHIR_JSON)


@csrf_exempt
@require_safe
@in_pace
def metadata(request: HttpRequest) -> HttpResponse:
    """Say what can be asked here; this names nobody, and is open to everybody."""
    return _fhir(capability(request.build_absolute_uri("/fhir")))


@csrf_exempt
@require_safe
@in_pace
def described(request: HttpRequest) -> HttpResponse:
    """Give the OpenAPI description of these addresses."""
    return JsonResponse(openapi())


@by_token
def form(request: HttpRequest) -> HttpResponse:
    """Give the questionnaire."""
    return _fhir({"id": "bonemet", **questionnaire()})


@by_token
def response(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the answers of a signed report."""
    assessment = _readable(request, uuid)
    told = response_alone(assessment, assessment.changed)  # type: ignore[attr-defined]  # annotated
    record_access(user_of(request), AccessKind.EXPORTED, what="answers as FHIR", assessment=assessment)
    return _fhir(told)


@by_token
def report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a signed report with its PDF."""
    assessment = _readable(request, uuid)
    keep_pace("reports as PDF", user_of(request))
    told = report_alone(assessment, assessment.changed)  # type: ignore[attr-defined]  # annotated
    record_access(user_of(request), AccessKind.EXPORTED, what="report as FHIR", assessment=assessment)
    return _fhir(told)


@by_token
def report_document(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a signed report as a document."""
    assessment = _readable(request, uuid)
    refuse_what_misleads(assessment)
    keep_pace("reports as PDF", user_of(request))
    told = document(assessment)
    record_access(user_of(request), AccessKind.EXPORTED, what="report as FHIR", assessment=assessment)
    return _fhir(told)


def _readable(request: HttpRequest, uuid: UUID) -> Assessment:
    """Fetch a signed assessment that this program may see, with when it `changed`; Http404 for any other."""
    found = _signed(request).filter(uuid=uuid).first()
    if found is None:
        hidden = (
            Assessment.objects.filter(uuid=uuid, status__in=SIGNED_STATES).select_related("patient").first()
        )
        if hidden is not None:
            record_access(user_of(request), AccessKind.REFUSED, assessment=hidden)
        raise Http404
    return found


def _signed(request: HttpRequest) -> QuerySet[Assessment]:
    """List signed assessments, with when each was signed or anything sealed to it last."""
    mine = Assessment.objects.visible_to(user_of(request)).filter(status__in=SIGNED_STATES)
    mine = mine.select_related("patient__unit", "unit", "amends", "amendment")
    return mine.annotate(changed=Max("sealed__at"))


@by_token
def reports(request: HttpRequest) -> HttpResponse:
    """List the reports that stand, the one longest unchanged first, without their PDFs."""
    asked = read_search(request.GET)
    found = _page(_signed(request).filter(status=Status.SIGNED), asked)
    page = found[: asked.count]
    counts: dict[int, int] = {}
    for one in page:
        counts[one.unit_id] = counts.get(one.unit_id, 0) + 1
    record_list(user_of(request), "reports by interface", counts)
    for _one in page:
        keep_pace("records", user_of(request))
    here = request.build_absolute_uri(request.path)
    links = [{"relation": "self", "url": _with(here, _lists(request))}]
    if len(found) > asked.count:
        after = place_after(page[-1].changed, page[-1].uuid)  # type: ignore[attr-defined]  # annotated
        links.append({"relation": "next", "url": _with(here, _lists(request) | {"_after": [after]})})
    entries = [_entry(one, here) for one in page]
    bundle = {"resourceType": "Bundle", "type": "searchset", "link": links}
    return _fhir(bundle | ({"entry": entries} if entries else {}))


def _page(rows: QuerySet[Assessment], asked: Asked) -> list[Assessment]:
    rows = rows.filter(asked.conditions)
    if asked.after is not None:
        changed, number = asked.after
        rows = rows.filter(Q(changed__gt=changed) | Q(changed=changed, uuid__gt=number))
    return list(rows.order_by(F("changed"), "uuid")[: asked.count + 1])


def _lists(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in request.GET.lists()}


def _with(address: str, parameters: Any) -> str:
    return f"{address}?{urlencode(parameters, doseq=True)}" if parameters else address


def _entry(assessment: Assessment, here: str) -> dict[str, Any]:
    """Give a report's place in a list; one that cannot be given says so, and does not hold up the others."""
    try:
        told = report_alone(assessment, assessment.changed, printed=False)  # type: ignore[attr-defined]
    except NotGivenError as refused:
        return _left_out(assessment, refused.said)
    except DamagedRecordError:
        return _left_out(assessment, "The record was changed after it was sealed.")
    return {"fullUrl": f"{here}/{assessment.uuid}", "resource": told, "search": {"mode": "match"}}


def _left_out(assessment: Assessment, why: str) -> dict[str, Any]:
    issue = {"severity": "warning", "code": "conflict", "diagnostics": f"{assessment.uuid}: {why}"}
    return {"resource": {"resourceType": "OperationOutcome", "issue": [issue]}, "search": {"mode": "outcome"}}
