"""What is typed and not saved. It goes only when it stands in what is saved, or when somebody has said so.

Each page that is opened keeps its own: two tabs, or a page loaded again before its last words had arrived,
do not overwrite each other. A page that was opened with an earlier draft takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from django.db import transaction
from django.db.models import CharField
from django.utils import timezone

from assessments.answers.sent import count_of, holds, page_of, pages_of
from assessments.models import Draft, EmergencyDraft
from assessments.models.written_once import Asked, Written

from .assessments import locked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from assessments.answers.sent import Raw
    from assessments.clinical.evaluation.emergency_path import Path
    from assessments.clinical.language.questions import Section
    from assessments.models import Assessment, Lesion
    from bonemet.accounts.models import User

Kind = TypeVar("Kind", Draft, EmergencyDraft)


class Sheet(NamedTuple):
    """What is filled in: a section of an assessment or of one of its lesions, or a path of questions."""

    assessment: Assessment
    section: Section | Path
    lesion: Lesion | None = None


def drafts_of(sheet: Sheet, *, by: User) -> list[Draft]:
    """List what this user typed into a sheet and did not save, the newest first."""
    of = {"assessment": sheet.assessment.pk, "user": by.pk, "section": sheet.section.key}
    return _OF_CASE(Draft, **of) if sheet.lesion is None else _OF_LESION(Draft, lesion=sheet.lesion.pk, **of)


def _typed_into(**lesion: Any) -> QuerySet[Draft]:
    of = {"assessment": Asked("assessment"), "user": Asked("user"), "section": Asked("section", CharField())}
    return Draft.objects.filter(**of, **lesion).order_by("-at", "-pk")


_OF_CASE = Written(lambda: _typed_into(lesion=None))
_OF_LESION = Written(lambda: _typed_into(lesion=Asked("lesion")))


@transaction.atomic
def save_draft(*, sheet: Sheet, raw: dict[str, list[str]], base_revision: int, by: User) -> Draft:
    """Keep what is typed into a page and not saved yet, in place of what that page sent before.

    Raises NotEditableError where the assessment is signed or withdrawn.
    """
    locked(sheet.assessment)
    of = {"assessment": sheet.assessment, "section": sheet.section.key, "lesion": sheet.lesion, "user": by}
    return _kept(Draft, drafts_of(sheet, by=by), raw, of, base_revision=base_revision)


@transaction.atomic(savepoint=False)
def settle_drafts(*, sheet: Sheet, saved: Raw, by: User) -> list[Draft]:
    """Forget the drafts that are superseded by what was saved from a page; give those that are not.

    All are taken out in one statement, and what is not superseded, which is rare, is put back as it was.
    """
    if not sheet.assessment.has_drafts:
        return []
    place = [sheet.assessment.pk, by.pk, sheet.section.key]
    if sheet.lesion is None:
        taken = Draft.objects.raw(f"{_TAKE_OUT} AND lesion_id IS NULL RETURNING *", place)
    else:
        taken = Draft.objects.raw(f"{_TAKE_OUT} AND lesion_id = %s RETURNING *", [*place, sheet.lesion.pk])
    left = [draft for draft in taken if not _is_settled(draft, saved)]
    if left:
        Draft.objects.bulk_create(left)
    return sorted(left, key=lambda draft: (draft.at, draft.pk), reverse=True)


_TAKE_OUT = f"DELETE FROM {Draft._meta.db_table} WHERE assessment_id = %s AND user_id = %s AND section = %s"  # noqa: S608


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
    return _kept(EmergencyDraft, EmergencyDraft.objects.filter(user=by), raw, {"user": by})


def settle_emergency(*, saved: Raw, by: User) -> list[EmergencyDraft]:
    """Forget what was typed before there was an assessment, as far as one holds it now."""
    EmergencyDraft.objects.expired().delete()
    return _settle(EmergencyDraft.objects.filter(user=by), saved)


def discard_emergency(*, page: str | None, by: User) -> None:
    """Forget, because the user says so, what was typed before there was an assessment."""
    mine = EmergencyDraft.objects.filter(user=by)
    (mine if page is None else mine.filter(page=page)).delete()


def _settle(drafts: Iterable[Kind], saved: Raw) -> list[Kind]:
    left = []
    for draft in drafts:
        if _is_settled(draft, saved):
            draft.delete()
        else:
            left.append(draft)
    return left


def _is_settled(draft: Draft | EmergencyDraft, saved: Raw) -> bool:
    return draft.page in pages_of(saved) or holds(saved, draft.raw)


def _kept(
    kind: type[Kind], mine: Iterable[Kind], raw: dict[str, list[str]], of: dict[str, Any], **more: Any
) -> Kind:
    page = page_of(raw)
    by_page = {one.page: one for one in mine}
    before = by_page.get(page)
    if before is not None and count_of(before.raw) > count_of(raw):
        return before  # typed before that, and held up on the way
    for older in by_page.keys() & (pages_of(raw) - {page}):
        by_page[older].delete()
    told = {"raw": raw, "at": timezone.now(), **more}
    if before is None or not kind.objects.filter(pk=before.pk).update(**told):  # gone meanwhile
        return kind.objects.update_or_create(page=page, **of, defaults=told)[0]
    for name, value in told.items():
        setattr(before, name, value)
    return before
