"""Filters of the list that somebody keeps under a name. A search for a patient is none of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """One filter with its order, as the address of the list has it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="one_filter_of_a_name")
        ]

    def __str__(self) -> str:
        return f"Filter {self.pk} of user {self.user_id}"
