"""What is sealed: read as it was signed, and refused where it was changed since.

How a row is sealed is in models.chains; whether a whole database is as it was sealed, in verification.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.html import escape

from assessments.models import Assessment, Sealed, SealedKind, UnitEvent, UnitEventKind
from assessments.models.chains import (
    columns,
    content_of_seal,
    erasable_digest,
    fits,
    key_of,
)
from bonemet.canonical import canonical

if TYPE_CHECKING:
    from assessments.models.base import AppendOnly
    from assessments.report.build import Report

# What of the identity on a report an erasure takes away.
IDENTITY_OF_REPORT = ("identifier", "name", "born")
# What a record of each kind consists of.
PARTS: dict[str, tuple[str, ...]] = {
    SealedKind.REPORT: ("answers", "html", "knowledge", "lesions", "patient", "plans", "report", "responses"),
    SealedKind.NOTE: ("text",),
    SealedKind.BOARD: ("decided", "on"),
}
# Columns of a signed assessment that do change, or are told elsewhere: where it was moved to, whether it was
# amended, its reason (free text, which an erasure may touch), when the next follow-up is due.
MAY_CHANGE = frozenset(
    {"id", "patient", "status", "updated", "is_planned", "amendment_reason", "follow_up_due"}
)
# What is wrong with a row.
CHANGED = "was changed after it was sealed"
ERASABLE_CHANGED = "its identity or free text was changed after it was sealed, and by no erasure"
UNKNOWN_KEY = "cannot be proved: the key that it was sealed with is not here"


class DamagedRecordError(Exception):
    """A sealed record is not what was sealed, and is shown to nobody as if it were."""


def mark(key: str) -> str:
    """Give the mark that stands for a part of the identity in the HTML that is sealed."""
    return f"\u27e8{key}\u27e9"


def with_markers(shown: Report) -> Report:
    """Give a report that names its patient by marks; what is not known of them stays empty."""
    known = {key: mark(key) for key in IDENTITY_OF_REPORT if getattr(shown.identity, key)}
    return replace(shown, identity=replace(shown.identity, **known))


def content_of(record: Sealed) -> dict[str, Any]:
    """Read what was sealed, whole; refuse what was changed since.

    `is_proved` in it is False where the key that it was sealed with is not here.
    """
    check(record)
    found: dict[str, Any] = _with(_read(record.content), _read(record.identity))
    if any(part not in found for part in PARTS.get(record.kind, ())):
        raise DamagedRecordError(f"{record.chain.unit}, record {record.sequence}")
    if record.kind == SealedKind.REPORT:
        identity = found["report"]["identity"]
        for key in IDENTITY_OF_REPORT:
            found["html"] = found["html"].replace(mark(key), escape(identity[key]))
    return found | {"is_proved": key_of(record.seal) is not None}


def check(*rows: AppendOnly) -> None:
    """Refuse to go on with rows that were changed since they were sealed."""
    for row in rows:
        if not is_as_sealed(row):
            raise DamagedRecordError(f"{row.chain.unit}, record {row.sequence} ({row._meta.verbose_name})")


def is_as_sealed(row: AppendOnly) -> bool:
    """Tell whether nothing speaks against a row. A key that is lost hides no record: readers are told."""
    return fault_of(row) in ("", UNKNOWN_KEY)


def fault_of(row: AppendOnly, erased: dict[int, str] | None = None) -> str:
    """Say what is wrong with a row as it stands, apart from its neighbours; nothing if it is as sealed.

    `erased` is what `erasures` gives for its chain; without it that is looked up where it is needed.
    """
    if key_of(row.seal) is None:
        return UNKNOWN_KEY
    try:
        if not fits(row.seal, content_of_seal(row, row.chain.name)):
            return CHANGED
        now = erasable_digest(row)
    except (AttributeError, TypeError, ValueError, RecursionError):  # no longer of the kind that was sealed
        return CHANGED
    if now == row.erasable_digest:
        return ""
    told = erasures(row.chain.unit_id) if erased is None else erased
    return "" if told.get(row.sequence) == now else ERASABLE_CHANGED


def erasures(unit: int | None) -> dict[int, str]:
    """Read off the unit's events which records an erasure changed: by place, the digest of what it left.

    Only events that are sealed count.
    """
    told: dict[int, str] = {}
    events = UnitEvent.objects.filter(unit=unit, kind=UnitEventKind.ERASED).select_related("chain")
    for event in events.order_by("sequence"):
        if not fault_of(event, {}):
            told |= {place: now for place, _was, now in event.told.get("erased", ())}
    return told


def listed(assessment: Assessment) -> dict[str, Any]:
    """Give what lists and exports read of a signed assessment, column by column, and of its lesions."""
    rows = sorted(assessment.assessed.all(), key=lambda row: row.lesion_id)
    return {
        **columns(assessment, MAY_CHANGE),
        "assessed": [columns(row, {"id", "assessment"}) for row in rows],
    }


def differing(assessment: Assessment, content: dict[str, Any]) -> list[str]:
    """Name the columns of a signed assessment that are not what was sealed."""
    now, sealed = listed(assessment), content["listed"]
    return [
        name
        for name in sorted(now.keys() | sealed.keys())
        if canonical(now.get(name)) != canonical(sealed.get(name))
    ]


def check_listed(assessment: Assessment, content: dict[str, Any]) -> None:
    """Refuse to go on with a signed assessment whose columns were changed since."""
    if names := differing(assessment, content):
        raise DamagedRecordError(f"{assessment.unit}, {assessment} ({', '.join(names)})")


def _read(text: str) -> dict[str, Any]:
    """Read a record; whatever is none is an empty one."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _with(content: Any, identity: Any) -> Any:
    """Lay one document into another of the same shape."""
    if isinstance(content, dict) and isinstance(identity, dict):
        return content | {key: _with(content.get(key), part) for key, part in identity.items()}
    if isinstance(content, list) and isinstance(identity, list):
        return [_with(one, part) for one, part in zip(content, identity, strict=False)]
    return identity
