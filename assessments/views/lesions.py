"""Adding a lesion to an assessment, and removing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import assessments as actions
from assessments.answers.wording import lesion_name
from assessments.models import Lesion

from .access import RefusedPage, editable_assessment, lesion_of, member_page, user_of
from .once import once
from .showing import render
from .shown import held, refuse_another, says_another

if TYPE_CHECKING:
    from uuid import UUID


@require_POST
@member_page
@once
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add another lesion, new or known from an earlier assessment, and go to its imaging."""
    assessment = editable_assessment(request, uuid)
    refuse_another(request, held(request, assessment))
    known = None
    if wanted := request.POST.get("lesion", ""):
        known = next((one for one in assessment.patient.lesions.all() if one.key == wanted), None)
        if known is None:
            raise Http404
    like = request.POST.get("like", "")
    lesion: Lesion = actions.add_lesion(assessment=assessment, lesion=known, like=like, by=user_of(request))
    return redirect("assessments:lesion_section", uuid=uuid, lesion_uuid=lesion.uuid, section_key="imaging")


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def remove(request: HttpRequest, uuid: UUID, lesion_uuid: UUID) -> HttpResponse:
    """Ask whether a lesion shall be removed, and remove it."""
    assessment = editable_assessment(request, uuid)
    patient = held(request, assessment)
    revision = assessment.latest()
    lesion = lesion_of(assessment, lesion_uuid, revision.lesions)
    if len(revision.lesions) == 1:
        raise RefusedPage(
            409,
            _("This is the only lesion"),
            _("An assessment needs a lesion. Add another one before you remove this one."),
            assessment,
        )
    name = lesion_name(revision.given.facts(lesion.key))
    another = says_another(request, patient, name)
    if request.method == "POST" and not another:
        actions.remove_lesion(assessment=assessment, lesion=lesion, by=user_of(request))
        messages.success(request, _("Removed: %(lesion)s.") % {"lesion": name})
        return redirect("assessments:hub", uuid=uuid)
    context = {"assessment": assessment, "lesion": lesion, "name": name, "not_as_shown": another}
    return render(request, "assessments/lesions/remove.html", context, status=409 if another else 200)
