"""What is different between two revisions: which answers, from what to what in words, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from assessments.answers.document import AnswerPath, Answers
from assessments.answers.wording import in_words, lesion_name, question_name
from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assessments.clinical.language.questions import Question
    from assessments.models import Revision


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not what it was."""

    path: AnswerPath
    place: str
    question: str
    before: str
    after: str
    by: str = ""
    at: Any = None
    # Answered before, and not any more or not yet again.
    is_open_now: bool = False


def _words(answers: Answers, lesion: str | None) -> dict[str, str]:
    """Put the answers of the case or of a lesion into words, by question; none where it is not there."""
    if lesion is not None and lesion not in answers.lesions:
        return {}
    facts, stored, words = answers.facts(lesion), answers.stored(lesion), {}
    for question in _questions(lesion):
        if question.key in stored:
            said = in_words(question, stored[question.key], facts)
            is_used = question.key in facts.answers
            words[question.key] = said if is_used else _("%(answer)s (set aside)") % {"answer": said}
    return words


def _questions(lesion: str | None) -> Iterator[Question]:
    return chain.from_iterable(CASE_SECTIONS if lesion is None else LESION_SECTIONS)


def differences(
    then: Answers,
    now: Answers,
    changed: dict[AnswerPath, Revision] | None = None,
    only: Iterable[str] | None = None,
) -> list[Difference]:
    """List what is different, in the order of the form; `only` keeps to the case and these lesions."""
    lesions = list(dict.fromkeys([*then.lesions, *now.lesions])) if only is None else list(only)
    found = []
    for lesion in (None, *lesions):
        before, after = _words(then, lesion), _words(now, lesion)
        named = next((one for one in (now, then) if lesion in one.lesions), None)
        place = "" if named is None else lesion_name(named.facts(lesion))
        for question in _questions(lesion):
            if before.get(question.key) != after.get(question.key):
                path = AnswerPath.to(question, lesion)
                found.append(_difference(question, path, place, before, after, (changed or {}).get(path)))
    return found


def _difference(
    question: Question,
    path: AnswerPath,
    place: str,
    before: dict[str, str],
    after: dict[str, str],
    revision: Revision | None,
) -> Difference:
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


def last_changes(revisions: Sequence[Revision], base: Revision | None = None) -> dict[AnswerPath, Revision]:
    """Find, for every stored answer, the last of these revisions that changed it."""
    changed: dict[AnswerPath, Revision] = {}
    before = dict(base.given.paths()) if base else {}
    for revision in revisions:
        after = dict(revision.given.paths())
        for path in before.keys() | after.keys():
            if path not in before or path not in after or before[path] != after[path]:
                changed[path] = revision
        before = after
    return changed
