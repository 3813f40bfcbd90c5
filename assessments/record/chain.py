"""What is sealed: its canonical text, its digest, and the proof that nothing was touched since."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.models import Assessment, Sealed, SealedKind, Status, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessments.models import Revision

BEFORE_THE_FIRST = "0" * 64
# By place in the chain: the digest a record was sealed under, and that of what an erasure left of it.
Erased = dict[int, tuple[str, str]]
# What a record of each kind consists of, apart from its columns.
PARTS: dict[str, tuple[str, ...]] = {
    SealedKind.REPORT: ("answers", "html", "knowledge", "lesions", "patient", "plans", "report", "responses"),
    SealedKind.NOTE: ("text",),
    SealedKind.BOARD: ("decided", "on"),
    SealedKind.ERASURE: ("erased", "patients"),
}


class DamagedRecordError(Exception):
    """A sealed record is not what was sealed, and is shown to nobody as if it were."""


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


def content_of(link: Sealed) -> dict[str, Any]:
    """Read what was sealed; refuse what was changed since."""
    found = _read(link.content)
    is_known = digest_of(link.content) == link.digest or _is_whole(link, _erased(link.unit))
    if not is_known or any(part not in found for part in PARTS.get(link.kind, ())):
        raise DamagedRecordError(str(link))
    return found


def _read(text: str) -> dict[str, Any]:
    """Read a record; whatever is none is an empty one."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


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
        if digest_of(link.content) != link.digest:
            continue
        rows = _read(link.content).get("erased")
        for row in rows if isinstance(rows, list) else ():
            match row:
                case [int(sequence), str(was), str(now)]:
                    told[sequence] = (was, now)
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
    content = _read(link.content)
    for part in PARTS.get(link.kind, ()):
        if part not in content:
            yield f"has no {part!r}"
    sealed_onto = None
    if following is not None and following.sequence == link.sequence + 1 and _is_whole(following, erased):
        sealed_onto = _read(following.content).get("previous")
    if isinstance(sealed_onto, str):
        if sealed_onto != link.digest:
            yield "is not the record that the next one was sealed onto"
    elif content.get("previous") != before:
        yield "does not follow the record before it"
    columns = {
        "unit": link.unit_id,
        "sequence": link.sequence,
        "kind": link.kind,
        "assessment": str(link.assessment.uuid),
        "by": link.by_id,
        "at": link.at.isoformat() if link.at else None,
    }
    for name, value in columns.items():
        if content.get(name) != value:
            yield f"its column {name!r} is not what was sealed"
    if link.kind == SealedKind.REPORT:
        revisions = list(link.assessment.revisions.order_by("number"))
        if history_digest(revisions) != content.get("history"):
            yield "the revisions of its assessment are not what was sealed"
        if link.assessment.status == Status.DRAFT:
            yield "its assessment is marked as a draft again"
