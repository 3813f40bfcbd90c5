"""Keeping what became of cards on a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.models import CardFeedback

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from assessments.models import Unit


@transaction.atomic
def keep_feedback(*, unit: Unit, told: Iterable[tuple[UUID, str, str]]) -> None:
    """Keep (card, outcome, reason) of each card; what is told again replaces what was told."""
    for card, outcome, reason in told:
        said = {"unit": unit, "outcome": outcome, "reason": reason}
        CardFeedback.objects.update_or_create(card=card, defaults=said)
