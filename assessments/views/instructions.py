"""The instructions for use, for everybody: also for whoever cannot log in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.models import units_of
from assessments.models.unit_settings import UnitSettings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def instructions(request: HttpRequest) -> HttpResponse:
    """Say what bonemet is for, what it is not, and whom to ask in the units of this user."""
    mine = units_of(request.user).order_by("name") if request.user.is_authenticated else ()
    contacts = [(unit.name, UnitSettings.of(unit).contact) for unit in mine]
    return render(request, "assessments/instructions.html", {"contacts": contacts})
