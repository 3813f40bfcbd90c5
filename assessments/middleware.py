"""The time of day where the unit is: days and hours on a page are those of the reader's unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from .models.unit_settings import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class UnitTime:
    """Answers each request in the time zone of the user's unit, or of the server where it has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(zone_of(request.user)):
            return self.get_response(request)
