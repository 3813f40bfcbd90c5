"""Where an installation keeps its files. A place that cannot be is refused at the start, in one sentence."""

from __future__ import annotations

import os
import re
from pathlib import Path

from bonemet.environment import SettingMissing, text

SYSLOG = "/dev/log"
SYSLOG_VALUE = re.compile(r"syslog(?::([a-z0-9.-]+):([0-9]{1,5}))?", re.IGNORECASE)


def database_file(default: Path) -> Path:
    """Give the file of an embedded database. It need not be there."""
    value = text("DATABASE", str(default))
    if "://" in value:
        raise SettingMissing(
            f"BONEMET_DATABASE is {value!r}: give the path of a file. "
            "PostgreSQL is named by BONEMET_POSTGRES_NAME."
        )
    if Path(value).is_dir():
        raise SettingMissing(f"BONEMET_DATABASE is {value!r}, which is a folder: give the path of a file.")
    return Path(value)


def made(folder: Path) -> None:
    """Make the folder of the database, for its owner alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingMissing(
            f"BONEMET_DATABASE lies in {str(folder)!r}, which cannot be made: {error.strerror}."
        ) from None


def folder(name: str, default: Path) -> Path:
    """Give a folder. It need not be there, but no file may be in its place."""
    value = Path(text(name, str(default)))
    if value.exists() and not value.is_dir():
        raise SettingMissing(f"BONEMET_{name} is {str(value)!r}, which is a file: give a folder.")
    return value


def access_log() -> dict[str, object] | None:
    """Give the handler of the lines that repeat the access log; None where nobody wants them."""
    value = text("ACCESS_LOG")
    if not value:
        return None
    if value.startswith("/"):
        path = Path(value)
        if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
            raise SettingMissing(f"BONEMET_ACCESS_LOG is {value!r}, where no file can be written.")
        return {
            "class": "bonemet.log_lines.OwnersFile",
            "filename": value,
            "formatter": "json",
            "delay": True,
        }
    remote = SYSLOG_VALUE.fullmatch(value)
    if not remote or not 0 < int(remote[2] or 514) < 2**16:
        raise SettingMissing(
            f"BONEMET_ACCESS_LOG is {value!r}: give a file by its whole path, syslog, or syslog:host:port."
        )
    if not remote[1] and not Path(SYSLOG).exists():
        raise SettingMissing(f"BONEMET_ACCESS_LOG is {value!r}, and there is no {SYSLOG} on this computer.")
    return {
        "class": "logging.handlers.SysLogHandler",
        "address": (remote[1], int(remote[2])) if remote[1] else SYSLOG,
        "facility": "authpriv",
        "formatter": "json",
        ".": {"ident": "bonemet: "},
    }
