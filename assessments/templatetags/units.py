"""For the menu: whether the reader leads a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from assessments.models import Role, memberships_of

if TYPE_CHECKING:
    from assessments.models.base import User

register = template.Library()


@register.filter
def leads_a_unit(user: User) -> bool:
    """Tell whether the user leads a unit."""
    return any(one.role == Role.LEAD for one in memberships_of(user))
