"""The log says what happened and where, never about whom."""

import errno
import logging
import re
import traceback
from datetime import datetime
from typing import Any

from django.conf import settings

QUERY = re.compile(r"\?\S*")
NO_ADDRESS_SIGN = re.compile(r"[^\w.:-]")


class WithoutQuery(logging.Filter):
    """Cuts query strings out of request lines: a search by identifier stands in them."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                QUERY.sub("?...", arg) if isinstance(arg, str) else arg for arg in record.args
            )
        return True


class ByWhom(logging.Filter):
    """Says of every refusal and failure whose request it was: the user's number, no name, and from where.

    Only a user whom the request has looked up already is told: the database may be what failed.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if hasattr(request, "META") and isinstance(record.args, tuple) and not hasattr(record, "by_whom"):
            user = getattr(getattr(request, "_cached_user", None), "pk", None)
            record.by_whom = True
            text = str(record.msg) if record.args else str(record.msg).replace("%", "%%")
            record.msg = f"{text} [user %s, from %s]"
            record.args = (*record.args, user or "-", address_of(request))
        return True


def address_of(request: Any) -> str:
    """Give where a request comes from: what the proxy says, where it is believed, cut to an address."""
    told: str = request.META.get("REMOTE_ADDR") or "-"
    if settings.SECURE_PROXY_SSL_HEADER:
        told = (request.META.get("HTTP_X_FORWARDED_FOR") or "-").rpartition(",")[2].strip()
    return NO_ADDRESS_SIGN.sub("_", told[:45])


class WithoutTexts(logging.Formatter):
    """Writes where something went wrong and what kind of error it was.

    What an error says is left out: databases and parsers quote what was typed. The name or number that a
    database or the system gives it (SQLITE_FULL, 53100, ENOSPC) tells the causes apart and quotes nothing.
    The time carries its offset, so that lines of several hosts can be put in order.
    """

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging calls it so
        chain: list[BaseException] = []
        error = ei[1]
        while error is not None and error not in chain:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nand from that\n".join(map(_where, reversed(chain)))


def _where(error: BaseException) -> str:
    code = cause_of(error)
    kind = f"{type(error).__name__} ({code})" if code else type(error).__name__
    return f"{''.join(traceback.format_tb(error.__traceback__))}{kind}"


def cause_of(error: BaseException) -> str:
    """Give what a database or the system calls an error, or nothing."""
    if name := getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None):
        return str(name)
    if isinstance(error, OSError) and error.errno:
        return errno.errorcode.get(error.errno, str(error.errno))
    return ""
