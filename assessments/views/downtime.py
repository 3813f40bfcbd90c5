"""The time without a server: blank forms to print ahead, and a page that a browser keeps and shows by itself.

Kept are two pages that are the same for everybody, a language each, with what they are drawn by, and the
telephone numbers of the reader's units. Nothing of a patient, and no rule is worked out there.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.knowledge.cannot_wait import cannot_wait
from assessments.models import units_of
from assessments.models.unit_settings import UnitSettings
from assessments.report.blank_form import PATHS, blank_form, blank_words
from assessments.report.pdf import blank_pdf
from bonemet.accounts.sessions import sign_of

from .access import member_page, user_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from assessments.models import Unit

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
DRAWN_BY = ("bootstrap/css/bootstrap-reboot.min.css", "css/bonemet.css", "css/offline.css", "js/offline.js")


@require_safe
@member_page
def downtime(request: HttpRequest) -> HttpResponse:
    """Say what to print ahead, what this browser keeps, and whom to call."""
    units = [(unit.name, UnitSettings.of(unit).whom_to_call) for unit in _units(request)]
    return render(
        request,
        "assessments/downtime/downtime.html",
        {
            "units": units,
            "written_in": _languages(),
            "forms": [(key, title) for key, (title, _bones) in PATHS.items()],
        },
    )


@require_safe
@member_page
def blank(request: HttpRequest, form: str, language: str) -> HttpResponse:
    """Give a blank form as a PDF."""
    if form not in PATHS or language not in LANGUAGES:
        raise Http404
    response = HttpResponse(_blank(form, language), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bonemet-{form}-{language}.pdf"'
    return response


@require_safe
@member_page
def numbers(request: HttpRequest) -> HttpResponse:
    """Give the telephone numbers of the reader's units, for the browser to keep; `user` is no name."""
    units = [{"name": unit.name, "call": UnitSettings.of(unit).whom_to_call} for unit in _units(request)]
    return JsonResponse(
        {
            "user": sign_of(user_of(request)),
            "language": get_language(),
            "kept": timezone.now().isoformat(),
            "units": units,
        }
    )


@require_safe
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """Give the page that a browser shows where the server does not answer."""
    if language not in LANGUAGES:
        raise Http404
    return HttpResponse(_page(language), headers={"Content-Language": language})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps these pages; from the root, so that it is asked for every page."""
    # Under addresses of their own, so that the worker is in the way of no other page's files.
    files = [f"{static(name)}?kept" for name in DRAWN_BY]
    version = sha256("".join((*map(_page, LANGUAGES), *files)).encode()).hexdigest()[:16]
    kept = {
        "version": version,
        "pages": {code: _address(code) for code in LANGUAGES},
        "files": files,
        "numbers": reverse("assessments:numbers"),
        "language": settings.LANGUAGE_CODE,
    }
    script = "assessments/downtime/worker.js"
    return render(request, script, {"kept": json.dumps(kept)}, content_type="text/javascript; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Tell a browser how bonemet is put on the desktop or the first page of a telephone."""
    start = reverse("assessments:list")
    icons = [_icon(size, use) for size in (192, 512) for use in ("any", "maskable")]
    told = {
        "name": "bonemet",
        "short_name": "bonemet",
        "description": _("When does this bone metastasis need surgery?"),
        "start_url": start,
        "scope": start,
        "display": "minimal-ui",
        "background_color": "#f3f6f6",
        "theme_color": "#0b5563",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(size: int, use: str) -> dict[str, str]:
    picture = static(f"images/icon-{size}.png")
    return {"src": picture, "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}


def _address(language: str) -> str:
    return reverse("assessments:offline", args=[language])


def _languages() -> list[tuple[str, str]]:
    return [(code, translation.get_language_info(code)["name_local"]) for code in LANGUAGES]


def _units(request: HttpRequest) -> QuerySet[Unit]:
    return units_of(user_of(request)).order_by("name")


@cache
def _blank(form: str, language: str) -> bytes:
    with translation.override(language):
        return blank_pdf(blank_form(form))


@cache
def _page(language: str) -> str:
    """Draw the page once a process: nothing on it is of a reader, a unit or a day."""
    with translation.override(language):
        words = blank_words()
        context = {
            "pages": [(code, _address(code), name) for code, name in _languages()],
            "told": cannot_wait(),
            "form": blank_form("emergency"),
            "w": words,
            "labels": [words[key] for key in ("label", "by", "on", "lesion")],
        }
        return render_to_string("assessments/downtime/offline.html", context)
