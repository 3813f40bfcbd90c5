"""How fast one account may go: for what is dear to make, and what would carry off or flood the records.

Nobody reaches these limits by hand; a script with somebody's session does. Counted in each process's memory:
it costs no statement of the database, and so many processes let through so many times as much.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from bonemet.accounts.signals import attempt_refused
from bonemet.scripts import is_by_script, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

_done: defaultdict[tuple[str, int], deque[float]] = defaultdict(deque)
_told: dict[tuple[str, int], float] = {}
_lock = threading.Lock()


class TooFast(Exception):
    """An account has used up what it may do of something within a time (settings.PACES)."""

    def __init__(self, what: str, seconds: int, is_first: bool) -> None:
        super().__init__(what)
        self.what, self.seconds, self.is_first = what, seconds, is_first


def keep_pace(what: str, user: Any) -> None:
    """Count one more of this by this user; raise TooFast, with the seconds to wait, where it is too many."""
    if not settings.PACE:
        return
    most, within = settings.PACES[what]
    now, key = time.monotonic(), (what, user.pk)
    with _lock:
        times = _done[key]
        while times and now - times[0] >= within:
            times.popleft()
        if len(times) >= most * settings.PACE:
            is_first = now - _told.get(key, -math.inf) >= within
            if is_first:
                _told[key] = now
            raise TooFast(what, math.ceil(within - (now - times[0])), is_first)
        times.append(now)


def forget() -> None:
    """Begin to count anew, as after a start of the server."""
    with _lock:
        _done.clear()
        _told.clear()


class TellTooFast:
    """Answers 429 with when to go on; the first refusal of a time is in the access log and the server's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, TooFast):
            return None
        if error.is_first:
            logger.warning("too fast: %s, user %s", error.what, request.user.pk)
            attempt_refused.send(sender=None, request=request, user=request.user)
        if is_by_script(request):
            answer: HttpResponse = refusal(429, _("Too many at once: try again in a moment."))
        else:
            answer = render(request, "429.html", {"seconds": error.seconds}, status=429)
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
