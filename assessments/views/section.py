"""One view for every section of the form: showing it, taking what was typed, and the draft in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import drafts
from assessments.actions.assessments import StaleRevisionError
from assessments.clinical.sections import QUESTIONS
from assessments.forms.last_time import take_over

from .access import member_page, user_of, visible_assessment, wants
from .conflict import merged, show_conflict, unchosen
from .keeping import answer_to, typed_again
from .opening import show
from .place import Place, base_revision, place_of
from .saving import keep_draft, save, take_from_record
from .shown import FilledInForAnotherError

if TYPE_CHECKING:
    from uuid import UUID


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def section_page(
    request: HttpRequest, uuid: UUID, section_key: str, lesion_uuid: UUID | None = None
) -> HttpResponse:
    """Show a section, or take what was typed into it."""
    if request.method == "POST" and wants(request, action="discard"):
        return _discard(request, uuid, section_key, lesion_uuid)
    place = place_of(request, uuid, section_key, lesion_uuid)
    if request.method != "POST":
        return _open(request, place)
    if wants(request, action="of_record"):
        try:
            return take_from_record(request, place)
        except FilledInForAnotherError:
            return show(
                request, place, place.form(), base=place.revision.number, status=409, not_as_shown=True
            )
    data = request.POST.copy()
    if wants(request, action="merge"):
        if unchosen(place, data):
            return show_conflict(request, place, data, base=None, status=422)
        data = merged(place, data)
    if "same" in data:
        return _confirm(request, place, data)
    form = place.form(data)
    if wants(request, action="update"):
        form.forget_errors()
        return show(request, place, form, base=base_revision(data))
    if not form.is_valid():
        return show(request, place, form, base=base_revision(data), status=422)
    try:
        return save(request, place, form, data)
    except FilledInForAnotherError:
        keep_draft(request, place.sheet, data)
        return show(request, place, form, base=base_revision(data), status=409, not_as_shown=True)
    except StaleRevisionError as stale:
        keep_draft(request, place.sheet, data)
        return show_conflict(request, place, data, base=stale.base, status=409)


def _discard(request: HttpRequest, uuid: UUID, section_key: str, lesion_uuid: UUID | None) -> HttpResponse:
    assessment, page = visible_assessment(request, uuid), request.POST.get("draft")
    drafts.discard_drafts(
        assessment=assessment, section=section_key, lesion=lesion_uuid, page=page, by=user_of(request)
    )
    after = reverse(f"assessments:{'report' if assessment.is_signed else 'hub'}", args=[uuid])
    return redirect(request.path if assessment.is_draft else after)


def _confirm(request: HttpRequest, place: Place, data: QueryDict) -> HttpResponse:
    """Take over one answer of last time, which somebody has confirmed; it is saved with the section."""
    key = data.pop("same")[-1]
    last = place.last_time()
    if key in last:
        take_over(data, key, last[key])
        keep_draft(request, place.sheet, data)
    form = place.form(data)
    form.forget_errors()
    return show(request, place, form, base=base_revision(data))


def _open(request: HttpRequest, place: Place) -> HttpResponse:
    draft = next(iter(drafts.drafts_of(place.sheet, by=user_of(request))), None)
    if draft is None:
        follows = [key for key in request.GET.get("follows", "").split(",") if key in QUESTIONS]
        return show(request, place, place.form(follows=follows), base=place.revision.number)
    form = place.form(typed_again(draft.raw))
    form.forget_errors()
    return show(request, place, form, base=draft.base_revision, draft=draft)


@require_POST
@member_page
def draft(
    request: HttpRequest, uuid: UUID, section_key: str, lesion_uuid: UUID | None = None
) -> HttpResponse:
    """Keep what is being typed, unjudged."""
    place = place_of(request, uuid, section_key, lesion_uuid)
    return answer_to(request, lambda: keep_draft(request, place.sheet, request.POST))
