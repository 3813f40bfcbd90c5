"""The administrator's site: everybody's log-in, everybody's page for the password, and the second factor."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.shortcuts import redirect

from bonemet.accounts.reauthentication import factor_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


class Site(admin.AdminSite):
    """Django's site of administration, without its own ways around the accounts package."""

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Ask for the second factor, where it is demanded, before anything of the administration is shown."""
        from assessments.models.unit_settings import demands_second_factor

        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if demands_second_factor(user=request.user) and (first := factor_required(request)):
                return first
            return view(request, *args, **kwargs)

        return super().admin_view(page, cacheable)

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Log in where everybody does, with the limits and the second factor of everybody."""
        return secure_admin_login(super().login)(request, extra_context)

    def password_change(self, _request: HttpRequest, _extra_context: Any = None) -> Any:
        """Change one's own password where everybody does: it is checked and written down there."""
        return redirect("account_change_password")
