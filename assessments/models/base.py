"""What every record is built on: rows that are only ever added, and rows that only a member sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models, transaction

from assessments.models import chains

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    User = AbstractBaseUser | AnonymousUser

Row = TypeVar("Row", bound=models.Model, covariant=True)


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete what may only be added to."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"{model.__name__} is append-only: add a new one instead of changing or deleting it")


class VisibleQuerySet(models.QuerySet[Row]):
    """Rows of a unit; `unit_path` on the model says how to reach the unit from a row."""

    def visible_to(self, user: User, *roles: str) -> Self:
        """Keep what this user may see: rows of units they are a member of, and nothing by role alone.

        With roles: rows of units in which this user has one of them.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        path = self.model.unit_path  # type: ignore[attr-defined]
        with_roles = {f"{path}__memberships__role__in": roles} if roles else {}
        return self.filter(
            **{f"{path}__memberships__user": user.pk, f"{path}__memberships__is_active": True}, **with_roles
        )


class AppendOnlyQuerySet(VisibleQuerySet[Row]):
    """Rows that can be added and read; whatever would change or remove one is refused."""

    def update(self, **_values: Any) -> int:
        raise AppendOnlyError(self.model)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(self.model)

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> int:
        raise AppendOnlyError(self.model)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_conflicts") or kwargs.get("ignore_conflicts"):
            raise AppendOnlyError(self.model)  # the second would leave holes in the chain
        rows = list(objs)
        with transaction.atomic():
            chains.append(rows)
            return super().bulk_create(rows, *args, **kwargs)

    def update_or_create(self, *_args: Any, **_kwargs: Any) -> tuple[Any, bool]:
        raise AppendOnlyError(self.model)

    # Django copies a method onto the manager unless it says this; these two must not be called by mistake.
    delete.queryset_only = True  # type: ignore[attr-defined]


class AppendOnly(models.Model):
    """A row that is written once, and has its place in a chain of its unit (see models.chains).

    Triggers of the database refuse to change and to delete it too (see append_only).
    """

    unit_path: ClassVar[str]
    is_only_added: ClassVar[bool] = True
    chain_kind: ClassVar[str] = chains.RECORDS
    # What an erasure may touch: columns of free text and of identity.
    erasable_columns: ClassVar[tuple[str, ...]] = ()
    # The end of its chain, where that was read along with something else; it need not be taken.
    end_read: chains.Chain | None = None

    chain = models.ForeignKey(chains.Chain, models.PROTECT, related_name="+", db_index=False, editable=False)
    sequence = models.PositiveBigIntegerField(editable=False)
    erasable_digest = models.CharField(max_length=64, blank=True, editable=False)
    seal = models.CharField(max_length=73, editable=False)
    link = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(type(self))
        kwargs["force_insert"] = True  # else a new object with an old number would overwrite the old row
        # Whoever catches a fault of it, and goes on in the same transaction, makes a savepoint of their own.
        with transaction.atomic(savepoint=False):
            chains.append([self], self.end_read)
            super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(type(self))

    @property
    def unit_key(self) -> int | None:
        """Give the key of the unit that the row belongs to."""
        row: Any = self
        *way, last = self.unit_path.split("__")
        for part in way:
            row = getattr(row, part)
        key: int | None = getattr(row, f"{last}_id")
        return key

    def kept(self) -> dict[str, Any]:
        """Give what stays for ever: all columns but those of the seal and those that may be erased."""
        return chains.columns(self, chains.SEAL_COLUMNS | set(self.erasable_columns))

    def erasable(self) -> dict[str, Any]:
        """Give what an erasure may touch."""
        return {name: chains.plain(self, name) for name in self.erasable_columns}


# Its place in the chain is a row's own; each table names it among its constraints.
PLACE = models.UniqueConstraint(fields=["chain", "sequence"], name="%(class)s_has_its_place")
