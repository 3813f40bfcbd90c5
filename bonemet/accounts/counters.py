"""The cache in which log-in attempts are counted: a table that all processes see and none forgets.

Django's own database cache throws rows away once there are many, and unpickles what it reads; this one keeps
a row until its time is over, as JSON.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone

if TYPE_CHECKING:
    from bonemet.accounts.models import Counter

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


class Counters(BaseCache):
    """A cache backend over the model Counter. Values are what JSON can hold; keys at most 255 signs."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    @property
    def rows(self) -> type[Counter]:
        from bonemet.accounts.models import Counter  # models are there only once the apps are

        return Counter

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        row = self.rows.objects.filter(pk=self._key(key, version), expires__gt=timezone.now()).first()
        return default if row is None else row.value

    def set(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self.rows.objects.update_or_create(
            pk=self._key(key, version), defaults={"value": value, "expires": self._until(timeout)}
        )

    def add(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Set a value that is not there, and tell whether it was not; of two at once one is told so."""
        self.rows.objects.filter(expires__lte=timezone.now()).delete()
        try:
            with transaction.atomic():
                self.rows.objects.create(
                    pk=self._key(key, version), value=value, expires=self._until(timeout)
                )
        except IntegrityError:
            return False
        return True

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        row = self.rows.objects.filter(pk=self._key(key, version), expires__gt=timezone.now())
        return bool(row.update(expires=self._until(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        deleted, _per_model = self.rows.objects.filter(pk=self._key(key, version)).delete()
        return bool(deleted)

    def clear(self) -> None:
        self.rows.objects.all().delete()

    def _key(self, key: str, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _until(self, timeout: float | None) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return FOR_EVER if seconds is None else timezone.now() + timedelta(seconds=seconds)
