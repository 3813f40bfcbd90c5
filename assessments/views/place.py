"""Where the user is in an assessment, and the form that stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from assessments.actions.drafts import Sheet
from assessments.answers.document import CASE_KEYS, SECTION_BY_KEY
from assessments.answers.steps import Step
from assessments.forms.last_time import LastTime, last_time
from assessments.forms.section import SectionForm
from assessments.models.unit_settings import UnitSettings

from .access import editable_lesion, editable_revision, today

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import QueryDict

    from assessments.answers.document import AnswerPath, Given
    from assessments.clinical.language.questions import Section
    from assessments.models import Assessment, Lesion, Revision


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user is: which section of which assessment, and of which lesion."""

    assessment: Assessment
    revision: Revision
    section: Section
    lesion: Lesion | None

    @property
    def key(self) -> str | None:
        """Give the identity of the lesion; None for the case."""
        return None if self.lesion is None else self.lesion.key

    @property
    def number(self) -> int:
        """Give the number of the lesion in the assessment; 0 for the case."""
        return 0 if self.key is None else self.revision.given.number(self.key)

    @property
    def step(self) -> Step:
        return Step(self.section, self.key)

    @property
    def address(self) -> str:
        return self.address_of("section")

    def address_of(self, page: str) -> str:
        """Give the address of the section's page, draft or panel."""
        return address(self.assessment, self.section.key, self.key, page)

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.assessment, self.section, self.lesion)

    @property
    def stored(self) -> Given:
        """Give the answers of the section as they are saved."""
        return self.revision.given.section(self.section.key, self.key)

    @property
    def typed(self) -> dict[str, Any]:
        return self.revision.typed_in(self.section.key, self.key)

    def last_time(self) -> dict[str, LastTime]:
        """Give what was answered here at the assessment before."""
        return last_time(self.assessment, self.section, self.lesion)

    def form(self, data: QueryDict | None = None, follows: list[str] | None = None) -> SectionForm:
        return SectionForm(
            self.section,
            self.revision.given,
            self.key,
            today=today(),
            typed=self.typed,
            data=data,
            follows=follows or (),
            conventional=UnitSettings.of(self.assessment.unit).conventional_units,
            last_time=cast(
                "Mapping[str, LastTime]", SimpleLazyObject(self.last_time)
            ),  # only what is shown needs it
        )


def place_of(request: HttpRequest, uuid: UUID, section_key: str, lesion_uuid: UUID | None) -> Place:
    """Find the section that is asked for, of an assessment that this user may change."""
    section, lesion = SECTION_BY_KEY.get(section_key), None
    if lesion_uuid is None:
        revision = editable_revision(request, uuid)
    else:
        revision, lesion = editable_lesion(request, uuid, lesion_uuid)
    if section is None or (section_key in CASE_KEYS) != (lesion is None):
        raise Http404
    return Place(revision.assessment, revision, section, lesion)


def base_revision(data: QueryDict) -> int:
    """Read which revision the page showed; anything unreadable counts as the first."""
    number = data.get("base_revision", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 1


def asked_onward(request: HttpRequest, assessment: Assessment) -> str:
    """Give the question of this assessment to go to once this is saved; empty for none."""
    onward = request.POST.get("onward", "")
    within = reverse("assessments:hub", args=[assessment.uuid])
    is_ours = url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    return onward if is_ours and onward.startswith(within) and len(onward) < 300 else ""


def address(assessment: Assessment, section: str, lesion: str | None, page: str = "section") -> str:
    """Give the address of a section, of the case or of a lesion: of its page, draft or panel."""
    if lesion is None:
        return reverse(f"assessments:{page}", args=[assessment.uuid, section])
    return reverse(f"assessments:lesion_{page}", args=[assessment.uuid, lesion, section])


def address_of_step(assessment: Assessment, step: Step) -> str:
    """Give the address of a step."""
    return address(assessment, step.section.key, step.lesion)


def address_of_question(assessment: Assessment, path: AnswerPath) -> str:
    """Give the address of a question."""
    return f"{address(assessment, path.section, path.lesion)}#question_{path.key}"
