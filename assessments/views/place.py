"""Where the user is in an assessment, and the form that stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from assessments.actions import assessments as actions
from assessments.answers.document import CASE_KEYS, SECTION_BY_KEY
from assessments.answers.steps import Step
from assessments.forms.section import SectionForm
from assessments.models.unit_settings import UnitSettings

from .access import editable_assessment, lesion_of, today

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import QueryDict

    from assessments.clinical.language.questions import Section
    from assessments.models import Assessment, Lesion, Revision


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user is: which section of which assessment, and of which lesion."""

    assessment: Assessment
    revision: Revision
    section: Section
    lesion: Lesion | None
    index: int | None

    @property
    def step(self) -> Step:
        return Step(self.section, self.index)

    @property
    def address(self) -> str:
        return address(self.assessment, self.revision, self.step)

    @property
    def typed(self) -> dict[str, Any]:
        found: dict[str, Any] = self.revision.typed.get(actions.typed_path(self.section, self.lesion), {})
        return found

    def form(self, data: QueryDict | None = None, follows: list[str] | None = None) -> SectionForm:
        return SectionForm(
            self.section,
            self.revision.answers,
            self.index,
            today=today(),
            typed=self.typed,
            data=data,
            follows=follows or (),
            conventional=UnitSettings.of(self.assessment.unit).conventional_units,
        )


def place_of(request: HttpRequest, uuid: UUID, section_key: str, lesion_uuid: UUID | None) -> Place:
    """Find the section that is asked for, of an assessment that this user may change."""
    assessment = editable_assessment(request, uuid)
    section = SECTION_BY_KEY.get(section_key)
    if section is None or (section_key in CASE_KEYS) != (lesion_uuid is None):
        raise Http404
    revision = assessment.latest()
    if lesion_uuid is None:
        return Place(assessment, revision, section, None, None)
    lesion = lesion_of(assessment, lesion_uuid, revision.lesions)
    return Place(assessment, revision, section, lesion, revision.lesions.index(str(lesion_uuid)))


def asked_onward(request: HttpRequest, assessment: Assessment) -> str:
    """Give the question of this assessment to go to once this is saved; empty for none."""
    onward = request.POST.get("onward", "")
    within = reverse("assessments:hub", args=[assessment.uuid])
    is_ours = url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    return onward if is_ours and onward.startswith(within) and len(onward) < 300 else ""


def address(assessment: Assessment, revision: Revision, step: Step) -> str:
    """Give the address of a section."""
    if step.index is None:
        return reverse("assessments:section", args=[assessment.uuid, step.section.key])
    return reverse(
        "assessments:lesion_section", args=[assessment.uuid, revision.lesions[step.index], step.section.key]
    )
