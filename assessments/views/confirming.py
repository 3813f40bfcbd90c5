"""Proving once more who one is, as the unit demands it: to seal, to export, to administer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core.exceptions import ImmediateHttpResponse

from assessments.models.unit_settings import demands_second_factor
from bonemet.accounts.reauthentication import factor_required, reauthentication_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from assessments.models import Unit


def confirmed(view: Callable[..., Any], *units: Unit) -> Callable[..., Any]:
    """Ask for the password or second factor again; for the latter alone where one of the units demands it."""
    return reauthentication_required(view, second_factor=any(map(demands_second_factor, units)))


def administered(request: HttpRequest, unit: Unit) -> None:
    """Let somebody administer a unit; where it demands the second factor, asking for it comes first."""
    if demands_second_factor(unit) and (first := factor_required(request)):
        raise ImmediateHttpResponse(first)
