"""What is different between two revisions: which answers, from what to what in words, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from assessments.answers.document import facts_of, part_of
from assessments.answers.wording import in_words, lesion_name, question_name
from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assessments.clinical.language.questions import Question
    from assessments.models import Revision

Path = tuple[str, str]  # the lesion's uuid, empty for the case, and the question's key


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not what it was."""

    path: Path
    place: str
    question: str
    before: str
    after: str
    by: str = ""
    at: Any = None
    # Answered before, and not any more or not yet again.
    is_open_now: bool = False


class Version:
    """The answers as they stood in one revision; None stands for nothing at all."""

    def __init__(self, revision: Revision | None) -> None:
        self.answers = revision.answers if revision else {"case": {}, "lesions": []}
        self.lesions = revision.lesions if revision else []
        self.stored = dict(self._stored())
        self._words: dict[str, dict[str, str]] = {}

    def _parts(self) -> Iterator[tuple[str, int | None]]:
        yield "", None
        yield from ((uuid, index) for index, uuid in enumerate(self.lesions))

    def _stored(self) -> Iterator[tuple[Path, Any]]:
        for uuid, index in self._parts():
            for answers in part_of(self.answers, index).values():
                yield from (((uuid, key), answer) for key, answer in answers.items())

    def words(self, uuid: str) -> dict[str, str]:
        """Give the answers of the case or of a lesion in words, by question."""
        if uuid not in self._words:
            self._words[uuid] = self._told(uuid)
        return self._words[uuid]

    def _told(self, uuid: str) -> dict[str, str]:
        if uuid and uuid not in self.lesions:
            return {}
        index = self.lesions.index(uuid) if uuid else None
        facts = facts_of(self.answers, index)
        told = {}
        for (place, key), answer in self.stored.items():
            if place != uuid or key not in QUESTIONS:
                continue
            words = in_words(QUESTIONS[key], answer, facts)
            told[key] = words if key in facts.answers else _("%(answer)s (set aside)") % {"answer": words}
        return told

    def name(self, uuid: str) -> str:
        return lesion_name(self.answers, self.lesions.index(uuid)) if uuid in self.lesions else ""


def differences(
    then: Version,
    now: Version,
    changed: dict[Path, Revision] | None = None,
    only: Iterable[str] | None = None,
) -> list[Difference]:
    """List what is different, in the order of the form; `only` keeps to the case and these lesions."""
    lesions = list(dict.fromkeys([*then.lesions, *now.lesions])) if only is None else list(only)
    found = []
    for uuid in ("", *lesions):
        before, after = then.words(uuid), now.words(uuid)
        sections = LESION_SECTIONS if uuid else CASE_SECTIONS
        for question in (question for section in sections for question in section):
            if before.get(question.key) != after.get(question.key):
                place = now.name(uuid) or then.name(uuid)
                found.append(_difference(question, uuid, place, before, after, changed or {}))
    return found


def _difference(
    question: Question,
    uuid: str,
    place: str,
    before: dict[str, str],
    after: dict[str, str],
    changed: dict[Path, Revision],
) -> Difference:
    path = (uuid, question.key)
    revision = changed.get(path)
    return Difference(
        path=path,
        place=place,
        question=question_name(question),
        before=before.get(question.key, _("not answered")),
        after=after.get(question.key, _("not answered")),
        by=revision.by.get_username() if revision else "",
        at=revision.at if revision else None,
        is_open_now=question.key not in after,
    )


def last_changes(revisions: Sequence[Revision], base: Revision | None = None) -> dict[Path, Revision]:
    """Find, for every stored answer, the last of these revisions that changed it."""
    changed: dict[Path, Revision] = {}
    before = Version(base).stored
    for revision in revisions:
        after = Version(revision).stored
        for path in before.keys() | after.keys():
            if path not in before or path not in after or before[path] != after[path]:
                changed[path] = revision
        before = after
    return changed
