"""Queries that each save and each keystroke ask: written once, asked often.

Django takes several times as long to write such a query as the database to answer it (docs/performance.md).
What is asked for stands in it as `Asked`, and is told by name in each call; all else is as in any query.
"""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connections, models, router
from django.db.models import F, FilteredRelation, Q
from django.db.models.expressions import Value
from django.db.models.query import QuerySet
from django.db.transaction import TransactionManagementError

if TYPE_CHECKING:
    from collections.abc import Callable

Row = TypeVar("Row", bound=models.Model)
Other = TypeVar("Other", bound=models.Model)


class Asked(Value):
    """What each call of a written query tells by this name; `field` says of which type it is."""

    def __init__(self, name: str, field: models.Field[Any, Any] | None = None) -> None:
        super().__init__(name, output_field=field or models.BigIntegerField())

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def told(self, values: dict[str, Any], connection: Any) -> Any:
        """Give what was told, as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.value], connection)


class AnyMember:
    """Stands in `visible_to` for the user of each call, which tells `user`: the key of one who is active."""

    is_authenticated = is_active = True
    pk = Asked("user")


class Written(Generic[Row]):
    """A query for rows of a model, written for each kind of database at its first call."""

    def __init__(self, write: Callable[[], QuerySet[Row]]) -> None:
        self.write = write
        self._written: dict[str, tuple[Any, str, tuple[Any, ...]]] = {}

    def __call__(self, model: type[Row], **values: Any) -> list[Row]:
        """List the rows of this model. KeyError where something that the query asks for is not told."""
        using = router.db_for_read(model)
        connection = connections[using]
        if connection.vendor not in self._written:
            self._written[connection.vendor] = _written(self.write().using(using))
        written, sql, asked = self._written[connection.vendor]
        if written.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("rows are taken for a transaction, and there is none")
        params = _told(asked, values, connection)
        compiler = copy(written)  # a connection is a thread's own
        compiler.connection, compiler.as_sql = connection, lambda: (sql, params)
        return list(QuerySet(model, query=_Filled(compiler), using=using))  # type: ignore[arg-type]

    def one(self, model: type[Row], **values: Any) -> Row:
        """Give the one row. The model's DoesNotExist where there is none."""
        for row in self(model, **values):
            return row
        raise model.DoesNotExist  # type: ignore[attr-defined]


class Counted:
    """How many rows each of several queries has, by its name: one statement, written at its first call."""

    def __init__(self, write: Callable[[], dict[str, QuerySet[Any]]]) -> None:
        self.write = write
        self._written: dict[str, tuple[list[str], str, tuple[Any, ...]]] = {}

    def __call__(self, model: type[models.Model], **values: Any) -> dict[str, int]:
        """Count. KeyError where something that a query asks for is not told."""
        connection = connections[router.db_for_read(model)]
        if connection.vendor not in self._written:
            queries = {name: rows.using(connection.alias) for name, rows in self.write().items()}
            each = [rows.values("pk").query.get_compiler(using=rows.db).as_sql() for rows in queries.values()]
            sql = ", ".join(f"(SELECT COUNT(*) FROM ({one}) AS found)" for one, _asked in each)  # noqa: S608
            asked = tuple(one for _sql, params in each for one in params)
            self._written[connection.vendor] = [*queries], f"SELECT {sql}", asked
        names, sql, asked = self._written[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(sql, _told(asked, values, connection))
            return dict(zip(names, cursor.fetchone(), strict=True))


def _told(asked: tuple[Any, ...], values: dict[str, Any], connection: Any) -> tuple[Any, ...]:
    return tuple(one.told(values, connection) if isinstance(one, Asked) else one for one in asked)


def _written(rows: QuerySet[Any]) -> tuple[Any, str, tuple[Any, ...]]:
    compiler = rows.query.get_compiler(using=rows.db)
    sql, asked = compiler.as_sql()
    columns = [column for column, _sql, _name in compiler.select]
    converters = compiler.get_converters(columns)  # they know nothing of the connection that they came from
    compiler.get_converters = lambda _columns: converters
    return compiler, sql, asked


class _Filled:
    """What a QuerySet asks of its query, answered by a query that is written already."""

    def __init__(self, compiler: Any) -> None:
        self._compiler = compiler

    def get_compiler(self, **_where: Any) -> Any:
        return self._compiler


def along(
    rows: QuerySet[Row], name: str, model: type[models.Model], path: str, /, **fits: Any
) -> QuerySet[Row]:
    """Read with each row, under this name, the one row of `model` at the end of this path that fits."""
    its = Q(**{f"{path}__{column}": value for column, value in fits.items()})
    columns = {f"{name}_{one.attname}": F(f"{name}__{one.attname}") for one in model._meta.concrete_fields}
    found: QuerySet[Row] = rows.annotate(**{name: FilteredRelation(path, condition=its)}).annotate(**columns)
    return found


def read_along(row: models.Model, name: str, model: type[Other]) -> Other | None:
    """Give what was read with a row under this name; None where nothing fitted."""
    names = [one.attname for one in model._meta.concrete_fields]
    values = [getattr(row, f"{name}_{one}") for one in names]
    is_there = values[names.index(model._meta.pk.attname)] is not None
    return model.from_db(row._state.db, names, values) if is_there else None


def write(row: models.Model, names: tuple[str, ...], **still: Any) -> bool:
    """Write these columns of a row that is taken, as `save(update_fields=names)` does; no signal is sent.

    One that is not taken is written only while it still has these values, which is told.
    """
    connection = connections[router.db_for_write(type(row), instance=row)]
    fields: list[Any] = [row._meta.get_field(name) for name in names]
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_update(type(row), names, (*still,)), [*values, row.pk, *still.values()])
        assert still or cursor.rowcount == 1, f"{type(row).__name__} {row.pk} is gone, though it was taken"
        return bool(cursor.rowcount == 1)


@lru_cache
def _update(model: type[models.Model], names: tuple[str, ...], still: tuple[str, ...]) -> str:
    told = ", ".join(f"{_column(model, name)} = %s" for name in names)
    where = " AND ".join(f"{_column(model, name)} = %s" for name in (model._meta.pk.name, *still))
    return f'UPDATE "{model._meta.db_table}" SET {told} WHERE {where}'  # noqa: S608


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return f'"{field.column}"'  # both databases quote so
