"""What is sealed: its canonical text, its digest, and the proof that nothing was touched since."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .models import Assessment, Sealed, SealedKind, Status, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .models import Revision

BEFORE_THE_FIRST = "0" * 64
# By place in the chain: the digest a record was sealed under, and that of what an erasure left of it.
Erased = dict[int, tuple[str, str]]


def canonical(content: dict[str, Any]) -> str:
    """Write content the one way in which it is sealed."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """Give the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def history_digest(revisions: list[Revision]) -> str:
    """Give one digest of all revisions of an assessment, so that the history is sealed with the report."""
    told = [
        [r.number, r.answers, r.lesions, r.typed, r.section, r.by_id, r.at.isoformat(), r.knowledge]
        for r in revisions
    ]
    return digest_of(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that is not as it was when it was sealed."""

    unit: str
    sequence: int
    what: str

    def __str__(self) -> str:
        return f"{self.unit}, record {self.sequence}: {self.what}"


def faults(unit: Unit) -> Iterator[Fault]:
    """Go through the chain of a unit from its first link and tell everything that does not fit."""
    before, expected = BEFORE_THE_FIRST, 1
    signed: set[int] = set()
    erased = _erased(unit)
    chain = Sealed.objects.filter(unit=unit).select_related("assessment").order_by("sequence")
    for link, following in _with_the_next(chain.iterator(chunk_size=200)):
        while expected < link.sequence:
            yield Fault(unit.name, expected, "is missing")
            expected += 1
        for what in _faults_of(link, before, following, erased):
            yield Fault(unit.name, link.sequence, what)
        if link.kind == SealedKind.REPORT:
            signed.add(link.assessment_id)
        before, expected = link.digest, link.sequence + 1
    unsealed = Assessment.objects.filter(unit=unit).exclude(status=Status.DRAFT).exclude(pk__in=signed)
    for assessment in unsealed:
        yield Fault(
            unit.name, expected, f"is missing: {assessment} is marked signed and has no sealed report"
        )


def _with_the_next(chain: Iterable[Sealed]) -> Iterator[tuple[Sealed, Sealed | None]]:
    links = iter(chain)
    link = next(links, None)
    while link is not None:
        following = next(links, None)
        yield link, following
        link = following


def _erased(unit: Unit) -> Erased:
    """Read off the chain which records an erasure changed: each with the digest it was sealed under."""
    told: Erased = {}
    for link in Sealed.objects.filter(unit=unit, kind=SealedKind.ERASURE).order_by("sequence"):
        if digest_of(link.content) == link.digest:
            told |= {sequence: (was, now) for sequence, was, now in json.loads(link.content)["erased"]}
    return told


def _is_whole(link: Sealed, erased: Erased) -> bool:
    found = digest_of(link.content)
    return found == link.digest or erased.get(link.sequence) == (link.digest, found)


def _faults_of(link: Sealed, before: str, following: Sealed | None, erased: Erased) -> Iterator[str]:
    """Tell what is wrong with a link.

    A link that was written anew together with its digest is whole in itself; the one after it, whose
    seal holds the old digest, gives it away.
    """
    if not _is_whole(link, erased):
        yield "its content or its digest was changed after it was sealed"
        return
    content = json.loads(link.content)
    if following is not None and following.sequence == link.sequence + 1 and _is_whole(following, erased):
        if json.loads(following.content)["previous"] != link.digest:
            yield "is not the record that the next one was sealed onto"
    elif content["previous"] != before:
        yield "does not follow the record before it"
    columns = {
        "unit": link.unit_id,
        "sequence": link.sequence,
        "kind": link.kind,
        "assessment": str(link.assessment.uuid),
        "by": link.by_id,
        "at": link.at.isoformat(),
    }
    for name, value in columns.items():
        if content[name] != value:
            yield f"its column {name!r} is not what was sealed"
    if link.kind == SealedKind.REPORT:
        revisions = list(link.assessment.revisions.order_by("number"))
        if history_digest(revisions) != content["history"]:
            yield "the revisions of its assessment are not what was sealed"
        if link.assessment.status == Status.DRAFT:
            yield "its assessment is marked as a draft again"
