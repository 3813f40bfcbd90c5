"""What is typed and not saved. It goes only when it stands in what is saved, or when somebody has said so.

Each page that is opened keeps its own: two tabs, or a page loaded again before its last words had arrived,
do not overwrite each other. A page that was opened with an earlier draft takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils import timezone

from assessments.answers.sent import count_of, holds, page_of, pages_of
from assessments.models import Draft, EmergencyDraft

from .assessments import locked

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from assessments.answers.sent import Raw
    from assessments.clinical.evaluation.emergency_path import Path
    from assessments.clinical.language.questions import Section
    from assessments.models import Assessment, Lesion
    from bonemet.accounts.models import User

Kind = TypeVar("Kind", Draft, EmergencyDraft)


def drafts_of(
    *, assessment: Assessment, section: Section | Path, lesion: Lesion | None, by: User
) -> QuerySet[Draft]:
    """List what this user typed into a section and did not save, the newest first."""
    return assessment.drafts.filter(user=by, section=section.key, lesion=lesion).order_by("-at", "-pk")


@transaction.atomic
def save_draft(
    *,
    assessment: Assessment,
    section: Section | Path,
    lesion: Lesion | None,
    raw: dict[str, list[str]],
    base_revision: int,
    by: User,
) -> Draft:
    """Keep what is typed into a page and not saved yet, in place of what that page sent before.

    Raises NotEditableError where the assessment is signed or withdrawn.
    """
    locked(assessment)
    mine = drafts_of(assessment=assessment, section=section, lesion=lesion, by=by)
    page = page_of(raw)
    before = mine.filter(page=page).first()
    if before is not None and count_of(before.raw) > count_of(raw):
        return before  # typed before that, and held up on the way
    mine.filter(page__in=pages_of(raw) - {page}).delete()
    draft, _created = Draft.objects.update_or_create(
        assessment=assessment,
        user=by,
        section=section.key,
        lesion=lesion,
        page=page,
        defaults={"raw": raw, "base_revision": base_revision, "at": timezone.now()},
    )
    return draft


def settle_drafts(
    *, assessment: Assessment, section: Section | Path, lesion: Lesion | None, saved: Raw, by: User
) -> list[Draft]:
    """Forget the drafts that are superseded by what was saved from a page; give those that are not."""
    return _settle(drafts_of(assessment=assessment, section=section, lesion=lesion, by=by), saved)


def discard_drafts(
    *, assessment: Assessment, section: str, lesion: UUID | None = None, page: str | None, by: User
) -> None:
    """Forget, because the user says so, what was typed into a page; without one, into any of this section.

    It may be of an assessment that is signed meanwhile, and of a lesion that was removed.
    """
    of_section = assessment.drafts.filter(user=by, section=section)
    mine = of_section.filter(lesion=None) if lesion is None else of_section.filter(lesion__uuid=lesion)
    (mine if page is None else mine.filter(page=page)).delete()


@transaction.atomic
def keep_emergency(*, raw: dict[str, list[str]], by: User) -> EmergencyDraft:
    """Keep what somebody types before there is an assessment, in place of what that page sent before."""
    EmergencyDraft.objects.expired().delete()
    mine = EmergencyDraft.objects.filter(user=by)
    page = page_of(raw)
    before = mine.filter(page=page).first()
    if before is not None and count_of(before.raw) > count_of(raw):
        return before
    mine.filter(page__in=pages_of(raw) - {page}).delete()
    defaults = {"raw": raw, "at": timezone.now()}
    return EmergencyDraft.objects.update_or_create(user=by, page=page, defaults=defaults)[0]


def settle_emergency(*, saved: Raw, by: User) -> list[EmergencyDraft]:
    """Forget what was typed before there was an assessment, as far as one holds it now."""
    EmergencyDraft.objects.expired().delete()
    return _settle(EmergencyDraft.objects.filter(user=by), saved)


def discard_emergency(*, page: str | None, by: User) -> None:
    """Forget, because the user says so, what was typed before there was an assessment."""
    mine = EmergencyDraft.objects.filter(user=by)
    (mine if page is None else mine.filter(page=page)).delete()


def _settle(drafts: QuerySet[Kind], saved: Raw) -> list[Kind]:
    left = []
    for draft in drafts:
        if draft.page in pages_of(saved) or holds(saved, draft.raw):
            draft.delete()
        else:
            left.append(draft)
    return left
