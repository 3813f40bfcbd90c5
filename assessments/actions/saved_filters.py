"""Keeping filters of the list under a name, and forgetting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.models import SavedFilter

if TYPE_CHECKING:
    from bonemet.accounts.models import User

MOST = 20  # of one user


class TooManyFiltersError(Exception):
    """One has to be forgotten before another is kept."""


@transaction.atomic
def save_filter(*, name: str, query: str, by: User) -> SavedFilter:
    """Keep a filter; one of the same name is replaced.

    Raises TooManyFiltersError where one has to be forgotten first.
    """
    mine = SavedFilter.objects.filter(user=by)
    if not mine.filter(name=name).exists() and mine.count() >= MOST:
        raise TooManyFiltersError
    return SavedFilter.objects.update_or_create(user=by, name=name, defaults={"query": query})[0]


def forget_filter(*, pk: str, by: User) -> None:
    """Forget one of one's own filters; anybody else's is not there."""
    if pk.isdecimal() and len(pk) < 19:
        SavedFilter.objects.filter(user=by, pk=pk).delete()
