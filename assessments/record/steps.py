"""The way from one revision to the next, in words: what a save changed, worked out and drawn once.

A revision never changes, so neither does what is different between two. What is kept follows from a `Pair`
alone: two documents of answers, and neither patient nor unit, user or time. Whether a revision is as it was
sealed is no part of it: that is looked at each time.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from assessments.answers.document import Answers
from assessments.answers.wording import lesion_name
from assessments.clinical.versions import KNOWLEDGE
from bonemet.alike import here

from .chain import is_as_sealed
from .differences import differences
from .sources import newly_taken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from assessments.models import Assessment, Revision

    from .differences import Difference

MOST = 400  # in memory; with their documents some kilobytes each


class Pair(NamedTuple):
    """All that is told of the way from one revision to the next follows from this."""

    then: str
    now: str
    places: tuple[tuple[int, ...], tuple[int, ...]]  # which lesion of the one is which of the other
    is_first: bool  # the lesion that an assessment is begun with was not added
    taken: tuple[str, ...]
    knowledge: str
    here: tuple[str | None, ...]

    @classmethod
    def of(cls, then: Kept, now: Kept, *, is_first: bool) -> Pair:
        """Give the way between these two as it is read here and now."""
        names = {name: place for place, name in enumerate(dict.fromkeys([*then.lesions, *now.lesions]))}
        places = tuple(names[one] for one in then.lesions), tuple(names[one] for one in now.lesions)
        taken = tuple(newly_taken(now.typed, then.typed))
        return cls(then.document, now.document, places, is_first, taken, KNOWLEDGE, here())


class Kept(NamedTuple):
    """What of a revision its neighbours are compared by."""

    document: str
    lesions: list[str]
    typed: Mapping[str, Any]

    @classmethod
    def of(cls, revision: Revision) -> Kept:
        """Read it off a revision."""
        return cls(json.dumps(revision.answers), revision.lesions, revision.typed)


NOTHING = Kept(json.dumps(Answers().as_document()), [], {})


class Changed(NamedTuple):
    """What a save changed; lesions by their names."""

    removed: list[str]
    added: list[str]
    differences: list[Difference]
    html: SafeString


@lru_cache(maxsize=MOST)
def changed_by(pair: Pair) -> Changed:
    """Tell what is different, and draw it."""
    then, now = (
        Answers.from_document(json.loads(document), map(str, places))
        for document, places in zip(pair[:2], pair.places, strict=True)
    )
    removed = [lesion_name(then.facts(key)) for key in then.lesions if key not in now.lesions]
    new = [] if pair.is_first else [key for key in now.lesions if key not in then.lesions]
    added = [lesion_name(now.facts(key)) for key in new]
    found = differences(then, now, only=now.lesions)
    told = {"removed": removed, "added": added, "taken": pair.taken, "changes": found}
    html = render_to_string("assessments/history/changed.html", told).removesuffix("\n")
    return Changed(removed, added, found, mark_safe(html))  # noqa: S308  # the template has escaped it


def steps(
    assessment: Assessment, numbers: list[int], older: int | None
) -> list[tuple[Revision, Changed | None]]:
    """Tell what each of these neighbouring revisions changed, newest first; None of a damaged one.

    `numbers` are rising; `older` is that before them, if there is one. Each is compared with the last before
    it that is as it was sealed.
    """
    rows = assessment.revisions.select_related("by", "chain").order_by("number")
    read = list(rows.filter(number__in=numbers if older is None else [older, *numbers]))
    before = None if older is None else _sound_before(assessment, read.pop(0))
    then = NOTHING if before is None else Kept.of(before)
    found: list[tuple[Revision, Changed | None]] = []
    for revision in read:
        if not is_as_sealed(revision):
            found.append((revision, None))
            continue
        now = Kept.of(revision)
        found.append((revision, changed_by(Pair.of(then, now, is_first=older is None and not found))))
        then = now
    return found[::-1]


def _sound_before(assessment: Assessment, found: Revision | None) -> Revision | None:
    """Give this revision, or where it is damaged the last before it that is not."""
    rows = assessment.revisions.select_related("chain").order_by("-number")
    while found is not None and not is_as_sealed(found):
        found = rows.filter(number__lt=found.number).first()
    return found
