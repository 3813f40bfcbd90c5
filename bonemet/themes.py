"""The theme of the pages: as the computer has it, or light or dark as the reader chose, kept in a cookie."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "bonemet_theme"  # also read by templates/base.html, written by static/js/page.js
THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 60 * 60


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice in this browser, and go back to the page."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        raise BadRequest("theme")
    where = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure()):
        where = "/"
    response = redirect(where)
    # A script of ours reads and writes it too, and it says nothing of anybody.
    response.set_cookie(COOKIE, theme, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return response
