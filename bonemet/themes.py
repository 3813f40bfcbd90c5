"""The theme of the pages: as the computer has it, or light or dark as the reader chose, kept in a cookie."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 60 * 60


def theme(request: HttpRequest) -> dict[str, str]:
    """Give the pages the theme that was chosen in this browser, and where the script keeps it."""
    chosen = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    return {"theme": chosen if chosen in THEMES else "", "theme_cookie": settings.THEME_COOKIE_NAME}


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice in this browser, and go back to the page."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        raise BadRequest("theme")
    where = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure()):
        where = "/"
    response = redirect(where)
    # A script of ours reads and writes it too, and it says nothing of anybody.
    name, is_secure = settings.THEME_COOKIE_NAME, request.is_secure()
    response.set_cookie(name, chosen, max_age=A_YEAR, samesite="Lax", secure=is_secure)
    return response
