"""What every record is built on: rows that are only ever added, and rows that only a member sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

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

    def visible_to(self, user: User) -> Self:
        """Keep what this user may see: rows of units they are a member of, and nothing by role alone."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        path = self.model.unit_path  # type: ignore[attr-defined]
        return self.filter(**{f"{path}__memberships__user": user.pk, f"{path}__memberships__is_active": True})


class AppendOnlyQuerySet(VisibleQuerySet[Row]):
    """Rows that can be added and read; whatever would change or remove one is refused."""

    def update(self, **_values: Any) -> int:
        raise AppendOnlyError(self.model)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(self.model)

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> int:
        raise AppendOnlyError(self.model)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_conflicts"):
            raise AppendOnlyError(self.model)
        return super().bulk_create(objs, *args, **kwargs)

    def update_or_create(self, *_args: Any, **_kwargs: Any) -> tuple[Any, bool]:
        raise AppendOnlyError(self.model)

    # Django copies a method onto the manager unless it says this; these two must not be called by mistake.
    delete.queryset_only = True  # type: ignore[attr-defined]


class AppendOnly(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(type(self))
        kwargs["force_insert"] = True  # else a new object with an old number would overwrite the old row
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(type(self))
