"""The log says what happened and where, never about whom."""

import logging
import re

QUERY = re.compile(r"\?\S*")


class WithoutQuery(logging.Filter):
    """Cuts query strings out of request lines: a search by identifier stands in them."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                QUERY.sub("?...", arg) if isinstance(arg, str) else arg for arg in record.args
            )
        return True
