"""The time of day where the unit is: days and hours on a page are those of the reader's unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from .models import units_of
from .models.unit_settings import UnitSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from django.http import HttpRequest, HttpResponse

    from .models.base import User


class UnitTime:
    """Answers each request in the time zone of the user's unit, or of the server where it has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(zone_of(request.user)):
            return self.get_response(request)


def zone_of(user: User) -> ZoneInfo | None:
    """Find the first time zone among the units of a user."""
    zones = (UnitSettings.of(unit).zone for unit in units_of(user).order_by("pk"))
    return next((zone for zone in zones if zone), None)
