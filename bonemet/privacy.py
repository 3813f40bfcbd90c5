"""The log says what happened and where, never about whom."""

import logging
import re
import traceback
from typing import Any

QUERY = re.compile(r"\?\S*")


class WithoutQuery(logging.Filter):
    """Cuts query strings out of request lines: a search by identifier stands in them."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                QUERY.sub("?...", arg) if isinstance(arg, str) else arg for arg in record.args
            )
        return True


class WithoutTexts(logging.Formatter):
    """Writes where something went wrong and what kind of error it was.

    What an error says is left out: databases and parsers quote what was typed.
    """

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging calls it so
        chain: list[BaseException] = []
        error = ei[1]
        while error is not None and error not in chain:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nand from that\n".join(map(_where, reversed(chain)))


def _where(error: BaseException) -> str:
    return f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__name__}"
