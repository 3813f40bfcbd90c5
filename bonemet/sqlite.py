"""Which SQLite library is used, and how it is opened.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two connections reset the log at once
(https://sqlite.org/wal.html#walresetbug). Distributions still carry such versions, so the one that comes
with the pysqlite3 package takes its place where that package can be had; otherwise the older rollback journal
is used.
"""

import sys
from typing import Any

FIRST_SAFE_WITH_WAL = (3, 51, 3)


def use_packaged_sqlite() -> tuple[int, ...]:
    """Put pysqlite3 in the place of sqlite3, before Django imports it. Returns the version in use."""
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:  # no wheel for this system
        pass
    else:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    import sqlite3

    return sqlite3.sqlite_version_info


def journal_mode(version: tuple[int, ...]) -> str:
    return "WAL" if version >= FIRST_SAFE_WITH_WAL else "DELETE"


def options(version: tuple[int, ...]) -> dict[str, Any]:
    """Options of the connection.

    IMMEDIATE: a transaction that reads and then writes takes its lock at the start and waits for it; with the
    default a quarter of concurrent saves fail at once with "database is locked", whatever the timeout.
    FULL: what was answered as saved survives a power cut.
    secure_delete: what is erased or written over is not left legible in a part of the file that is free.
    """
    return {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            f"PRAGMA journal_mode={journal_mode(version)};"
            "PRAGMA synchronous=FULL;"
            "PRAGMA secure_delete=ON;"
            "PRAGMA temp_store=MEMORY;"
            "PRAGMA cache_size=-20000;"
        ),
    }
