"""What is asked row by row while a list is gone through in its order: is a column one of very many keys?

In these shapes no database takes the keys for where to begin: then it would read and sort all of them. On
SQLite the plus sign before a column does that, and costs nothing for each row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, F, Func, Subquery, Value, When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Q, QuerySet


def row_by_row(asked: Q) -> Case:
    """Ask this of each row that is come by, and let no index begin with it."""
    return Case(When(asked, then=Value(True)), default=Value(False))


class IsAmong(Func):
    """Ask for those whose keys a query gives, which is read once.

    Where it is limited, PostgreSQL knows that they fit into its memory.
    """

    def __init__(self, column: str, keys: QuerySet[Any]) -> None:
        super().__init__(F(column), Subquery(keys), output_field=BooleanField())

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", arg_joiner=" IN ")

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        told = "CASE WHEN %(expressions)s THEN true ELSE false END"
        return self.as_sql(compiler, connection, template=told, arg_joiner=" IN ")


class IsKnown(Func):
    """Ask for those that were found before: one value, for thousands of them take longer than a search."""

    def __init__(self, column: str, keys: Iterable[int]) -> None:
        super().__init__(F(column), Value(",".join(map(str, keys))), output_field=BooleanField())

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        joiner = " IN (SELECT value FROM json_each('[' || "
        return self.as_sql(compiler, connection, template="+%(expressions)s || ']'))", arg_joiner=joiner)

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        told = "CASE WHEN %(expressions)s, ',')::bigint[]) THEN true ELSE false END"
        return self.as_sql(compiler, connection, template=told, arg_joiner=" = ANY(string_to_array(")
