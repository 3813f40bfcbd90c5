"""Confirming who one is before signing and before a bulk export."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account import decorators
from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


def reauthentication_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ask for the password or the second factor again, unless that was done within five minutes.

    The accounts package lets those through who have neither, because they come by single sign-on; here
    they set up a second factor first.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not get_adapter().get_reauthentication_methods(request.user):
            messages.warning(
                request,
                _("Set up a second factor first: with it you confirm that it is you who signs or exports."),
            )
            return redirect("mfa_index")
        return decorators.reauthentication_required(view)(request, *args, **kwargs)

    return page
