"""The log as lines of JSON, and a file of it that its owner alone reads."""

from __future__ import annotations

import json
import logging
import os
from logging.handlers import WatchedFileHandler
from typing import TYPE_CHECKING, Any

from bonemet.privacy import WithoutTexts

if TYPE_CHECKING:
    from io import TextIOWrapper


class AsJson(WithoutTexts):
    """A line a record: time with offset, level, logger, message; where an error arose, never what it says.

    What the caller has put into `told` stands beside these.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class OwnersFile(WatchedFileHandler):
    """Goes on in a new file once logrotate has moved this one away."""

    def _open(self) -> TextIOWrapper:
        number = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(number, "a", encoding="utf-8")
