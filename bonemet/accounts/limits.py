"""How often a password may be tried: counted by account and by address, in the database.

Nobody is kept out of a browser in which they have logged in before by what is tried elsewhere: such a browser
is counted by itself (OWASP, Slow Down Online Guessing Attacks with Device Cookies).
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING, Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.core.cache import cache

from bonemet.accounts.known_browsers import known_browser
from bonemet.accounts.models import User
from bonemet.accounts.signals import attempt_refused
from bonemet.proxy import NO_ADDRESS

if TYPE_CHECKING:
    from django.http import HttpRequest


BY_ADDRESS = {"by_address": "10/m/ip"}
BY_ACCOUNT = {"by_account": "5/300s/key"}
ONE_WINDOW = 300  # seconds: a refusal is written down once in them, so that a flood does not fill the log


def account_named(name: str) -> User | None:
    """Give the account that logs in with this name; capitals make no difference."""
    return User.objects.filter(username__iexact=name).first() if name else None


def count_attempt(request: HttpRequest, name: str) -> ratelimit.RateLimitUsage | None:
    """Count an attempt until it is rolled back as right; None where the account's attempts are used up.

    Raises ImmediateHttpResponse, with status 429, where those of the address are.
    """
    user = account_named(name)
    account = f"account {user.pk}" if user else f"name {unicodedata.normalize('NFKC', name).casefold()}"
    if browser := known_browser(request, user):
        usage = _consume(request, BY_ACCOUNT, f"{account} in {browser}")
    elif ratelimit.get_ip(request) == NO_ADDRESS:
        usage = _consume(request, BY_ACCOUNT, account)
    else:
        address = _consume(request, BY_ADDRESS, None)
        if address is None:
            _tell(request, user, "address")
            raise ImmediateHttpResponse(ratelimit.respond_429(request))
        usage = _consume(request, BY_ACCOUNT, account)
        if usage is not None:
            usage = ratelimit.RateLimitUsage(usage=[*address.usage, *usage.usage])
    if usage is None:
        _tell(request, user, account)
    return usage


def _consume(
    request: HttpRequest, limits: dict[str, str], key: str | None
) -> ratelimit.RateLimitUsage | None:
    action = next(iter(limits))
    return ratelimit.consume(request, app="bonemet", action=action, config=limits, key=key, limit_get=True)


def _tell(request: HttpRequest, user: User | None, about: Any) -> None:
    source = ratelimit.get_ip(request)
    if cache.add(f"bonemet:refused:{_short(f'{about} from {source}')}", 1, timeout=ONE_WINDOW):
        attempt_refused.send(sender=None, request=request, user=user)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
