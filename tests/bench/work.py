"""How much a database does for a page, in units of its own, which no other load of the computer changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db import connection

STEPS = 20  # of SQLite's virtual machine between two looks at it


def work(ask: Callable[[], object]) -> int:
    """Give the steps of SQLite's virtual machine, or the blocks that PostgreSQL reads, of all statements."""
    return _steps(ask) if connection.vendor == "sqlite" else _blocks(ask)


def _steps(ask: Callable[[], object]) -> int:
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(look, STEPS)
    try:
        ask()
    finally:
        connection.connection.set_progress_handler(None, STEPS)
    return looks * STEPS


def _blocks(ask: Callable[[], object]) -> int:
    read = 0

    def explained(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        nonlocal read
        if sql.startswith("SELECT"):
            with connection.connection.cursor() as cursor:  # on the server none explains
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", values)
                told = cursor.fetchone()[0]
            plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
            read += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
        return execute(sql, values, many, context)

    with connection.execute_wrapper(explained):
        ask()
    return read
