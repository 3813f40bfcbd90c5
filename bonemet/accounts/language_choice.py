"""Which language a user reads: kept with the account, so that it is the same on every computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import transaction

from bonemet.accounts.models import LanguageChoice

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@transaction.atomic
def choose_language(*, language: str, by: AbstractUser) -> None:
    """Keep the language in which this user wants to read."""
    LanguageChoice.objects.update_or_create(user_id=cast("int", by.pk), defaults={"language": language})


def chosen_language(user: AbstractUser) -> str | None:
    """Find the language that a user chose, if any."""
    return LanguageChoice.objects.filter(user=user.pk).values_list("language", flat=True).first()
