"""The proof that nothing that is only ever added was touched since: every row of every chain, in its order.

Rows are read in windows of their places, each table once a window: as long as a chain is, it is read once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import DatabaseError
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone
from django.utils.timezone import localtime

from assessments.models import (
    SIGNED_STATES,
    Assessment,
    Chain,
    Correction,
    CorrectionKind,
    Sealed,
    SealedKind,
    Status,
    Unit,
    UnitEvent,
    UnitEventKind,
    Withdrawal,
    append_only,
    name_parts,
)
from assessments.models.base import AppendOnly
from assessments.models.chains import (
    ACCESS,
    BEFORE_THE_FIRST,
    RECORDS,
    chain_name,
    fits,
    key_of,
    keys,
    link_after,
)

from .chain import UNKNOWN_KEY, DamagedRecordError, content_of, differing, erasures, fault_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Progress = Callable[[str, int, int], None]

WINDOW = 200
# Rows that wait for each other are timed before they get their places; more than this is a clock.
SKEW = timedelta(minutes=1)
# What an unreadable row or column of a database may raise.
UNREADABLE = (DatabaseError, ValueError, TypeError, AttributeError, KeyError, RecursionError)


@dataclass(frozen=True, slots=True)
class Found:
    """Something to tell: a fault, or what is no fault and must be known (an erasure, a clock)."""

    where: str
    what: str
    is_fault: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass
class Reading:
    """How far the reading of a chain has come."""

    chain: Chain
    unit: str
    erased: dict[int, str]
    known: set[str]
    link: str | None = BEFORE_THE_FIRST  # of the row before; None where that row is missing
    at: datetime | None = None
    key: int | None = None
    # Assessments that are not with the patient they were signed for, and what corrections say.
    astray: dict[str, str] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    without_key: list[int] = field(default_factory=list)  # first and last place

    def where(self, place: int, row: AppendOnly | None = None) -> str:
        """Name a place of the chain."""
        kind = "" if row is None else f" ({row._meta.verbose_name})"
        return f"{self.unit}, {'record' if self.chain.name.endswith(RECORDS) else 'access'} {place}{kind}"


def silent(_chain: str, _done: int, _total: int) -> None:
    """Tell nobody how far it has come."""


def verify(known: set[str], progress: Progress = silent) -> Iterator[Found]:
    """Go through everything. Digests of `known` that are found are taken out of it."""
    yield from _guards()
    for unit in [*Unit.objects.order_by("pk"), None]:
        for kind in (RECORDS, ACCESS):
            yield from _chain(unit, kind, known, progress)
        if unit is not None:
            yield from _unsealed(unit)


def faults(unit: Unit) -> Iterator[Found]:
    """Tell every fault of one unit."""
    for kind in (RECORDS, ACCESS):
        yield from (one for one in _chain(unit, kind, set()) if one.is_fault)
    yield from _unsealed(unit)


def ends() -> Iterator[tuple[str, int, str]]:
    """Give the end of every chain: its name, how many rows it has, and the digest to write down elsewhere."""
    for chain in Chain.objects.select_related("unit").order_by("pk"):
        kind = "records" if chain.name.endswith(RECORDS) else "access log"
        yield f"{chain.unit or 'Without a unit'}, {kind}", chain.sequence, chain.link


def _guards() -> Iterator[Found]:
    for name in (*append_only.missing(), *name_parts.missing()):
        yield Found("The database", f"its trigger {name} is missing")
    if append_only.is_open():
        yield Found("The database", "a permit to change records was left behind")


def _chain(unit: Unit | None, kind: str, known: set[str], progress: Progress = silent) -> Iterator[Found]:
    name = chain_name(unit.pk if unit else None, kind)
    told = unit.name if unit else "Without a unit"
    chain = Chain.objects.filter(name=name).first()
    if chain is None:
        return
    reading = Reading(chain, told, erasures(unit.pk if unit else None), known)
    if chain.unit_id != (unit.pk if unit else None):
        yield Found(told, f"the end of its {kind} is that of another unit")
    last = max(chain.sequence, *(_last(model, chain) for model in _tables(kind)))
    for first in range(1, last + 1, WINDOW):
        upto = min(first + WINDOW - 1, last)
        yield from _window(reading, kind, first, upto)
        progress(f"{told}, {kind}, proved", upto, last)
    if key_of(chain.seal) is not None and not fits(chain.seal, chain.content):
        yield Found(told, f"the end of its {kind} was changed after it was sealed")
    elif chain.link != reading.link and reading.link is not None:
        yield Found(told, f"its {kind} do not end where they were sealed to end")
    yield from _stray(reading, kind)
    yield from _moved(reading)
    if reading.without_key:
        places = sorted({reading.without_key[0], reading.without_key[-1]})
        yield Found(f"{reading.where(places[0])} to {places[-1]}", UNKNOWN_KEY)


def _tables(kind: str) -> list[type[AppendOnly]]:
    models = apps.get_app_config("assessments").get_models()
    return [model for model in models if issubclass(model, AppendOnly) and model.chain_kind == kind]


def _last(model: type[AppendOnly], chain: Chain) -> int:
    return QuerySet(model).filter(chain=chain).aggregate(last=Max("sequence"))["last"] or 0


def _window(reading: Reading, kind: str, first: int, upto: int) -> Iterator[Found]:
    rows: dict[int, list[AppendOnly | None]] = {place: [] for place in range(first, upto + 1)}
    for model in _tables(kind):
        for place, row in _rows(model, reading.chain, first, upto):
            rows[place].append(row)
    for place, found in rows.items():
        if not found:
            yield Found(reading.where(place), "is missing")
            reading.link = None
            continue
        for row in found:
            if row is None:
                yield Found(reading.where(place), "cannot be read")
                reading.link = None
                continue
            yield from _row(reading, row)
        if len(found) > 1:
            yield Found(reading.where(place), "is there more than once")


def _rows(
    model: type[AppendOnly], chain: Chain, first: int, upto: int
) -> Iterator[tuple[int, AppendOnly | None]]:
    """Read the rows of a window; where one cannot be read, one by one, so that it is named."""
    found: QuerySet[Any] = QuerySet(model).filter(chain=chain, sequence__range=(first, upto))
    if model is Sealed:
        found = found.select_related("assessment__amendment", "assessment__patient").prefetch_related(
            "assessment__assessed"
        )
    try:
        for row in list(found):
            row.chain = chain
            yield row.sequence, row
        return
    except UNREADABLE:
        pass
    for place, pk in list(found.values_list("sequence", "pk").order_by("sequence")):
        try:
            row = found.get(pk=pk)
            row.chain = chain
            yield place, row
        except UNREADABLE:
            yield place, None


def _row(reading: Reading, row: AppendOnly) -> Iterator[Found]:
    where = reading.where(row.sequence, row)
    what = fault_of(row, reading.erased)
    if what == UNKNOWN_KEY:
        reading.without_key = [*reading.without_key[:1], row.sequence]
    elif what:
        yield Found(where, what)
    if row.sequence > reading.chain.sequence:
        yield Found(where, "stands beyond the end of its chain")
    if reading.link is not None and row.link != link_after(reading.link, row.seal):
        yield Found(where, "does not follow the record before it")
    reading.link = row.link
    reading.known.discard(row.link)
    yield from _key(reading, row, where)
    if not what:
        yield from _clock(reading, row, where)
        yield from _told(reading, row, where)


def _key(reading: Reading, row: AppendOnly, where: str) -> Iterator[Found]:
    """Once a newer key is in use, none is sealed with an older one: that may be in wrong hands."""
    name = key_of(row.seal)
    age = list(keys()).index(name) if name else None
    if age is not None and reading.key is not None and age > reading.key:
        yield Found(where, "is sealed with an older key than the record before it")
    reading.key = age if age is not None else reading.key


def _clock(reading: Reading, row: AppendOnly, where: str) -> Iterator[Found]:
    at: datetime = row.at  # type: ignore[attr-defined]  # every table that is only added to has it
    if reading.at is not None and at < reading.at - SKEW:
        yield Found(
            where, f"a clock ran backwards: {_moment(at)} comes after {_moment(reading.at)}", is_fault=False
        )
    if at > timezone.now() + SKEW:
        yield Found(where, f"a clock ran ahead: {_moment(at)} is still to come", is_fault=False)
    reading.at = at


def _moment(at: datetime) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M:%S}"


def _told(reading: Reading, row: AppendOnly, where: str) -> Iterator[Found]:
    """Look at what a row says of others."""
    if isinstance(row, Sealed) and row.kind == SealedKind.REPORT:
        yield from _report(reading, row, where)
    elif isinstance(row, Correction) and row.kind in (CorrectionKind.MOVED_HERE, CorrectionKind.MERGED):
        reading.moved |= dict.fromkeys(row.told.get("assessments", ()), row.patient_id)
    elif isinstance(row, UnitEvent) and row.kind == UnitEventKind.ERASED:
        who = row.by.get_username() if row.by else "somebody on the server"
        places = ", ".join(str(place) for place, _was, _now in row.told.get("erased", ())) or "none"
        told = f"{who} erased a patient's identity on {_moment(row.at)}; records changed: {places}"
        yield Found(where, told, is_fault=False)


def _report(reading: Reading, row: Sealed, where: str) -> Iterator[Found]:
    """Compare a signed assessment, as lists and exports read it, with what was sealed."""
    try:
        content = content_of(row)
        names = differing(row.assessment, content)
    except (DamagedRecordError, *UNREADABLE):
        yield Found(where, "its assessment cannot be read")
        return
    for name in names:
        yield Found(where, f"the assessment's {name!r} in lists is not what was sealed")
    if row.assessment.amendment_reason != content["amendment_reason"]:
        yield Found(where, "the assessment's 'amendment_reason' is not what was sealed")
    amendment = getattr(row.assessment, "amendment", None)
    is_amended = amendment is not None and amendment.is_signed
    if row.assessment.status != (Status.AMENDED if is_amended else Status.SIGNED):
        yield Found(where, f"its assessment is marked as {row.assessment.status!r}")
    if content["patient"]["uuid"] != str(row.assessment.patient.uuid):
        reading.astray[str(row.assessment.uuid)] = where


def _moved(reading: Reading) -> Iterator[Found]:
    """Whose a signed assessment is now must be whose it was, or follow from a correction on record."""
    for uuid in sorted(reading.astray.keys() | reading.moved.keys()):
        now = Assessment.objects.filter(uuid=uuid).values_list("patient", flat=True).first()
        if now != reading.moved.get(uuid):
            where = reading.astray.get(uuid, reading.unit)
            yield Found(where, f"assessment {uuid} was moved to another patient, by no correction on record")


def _stray(reading: Reading, kind: str) -> Iterator[Found]:
    """Name rows that stand before the first place, where no chain begins."""
    for model in _tables(kind):
        for pk in QuerySet(model).filter(chain=reading.chain, sequence__lt=1).values_list("pk", flat=True):
            yield Found(reading.unit, f"{model._meta.verbose_name} {pk} has no place in its chain")


def _unsealed(unit: Unit) -> Iterator[Found]:
    sealed = Sealed.objects.filter(assessment=OuterRef("pk"), kind=SealedKind.REPORT)
    signed = Assessment.objects.filter(unit=unit, status__in=SIGNED_STATES)
    for uuid in signed.filter(~Exists(sealed)).values_list("uuid", flat=True).iterator(chunk_size=2000):
        yield Found(unit.name, f"assessment {uuid} is marked as signed and has no sealed report")
    yield from _withdrawn(unit)


def _withdrawn(unit: Unit) -> Iterator[Found]:
    """Lists leave out what is marked as withdrawn: the mark must be what the last record of it says."""
    told = Withdrawal.objects.filter(assessment__unit=unit).order_by("pk")
    last = dict(told.values_list("assessment__uuid", "is_withdrawn"))
    marked = Assessment.objects.filter(unit=unit, status=Status.WITHDRAWN)
    there, recorded = set(marked.values_list("uuid", flat=True)), {uuid for uuid in last if last[uuid]}
    for uuid in sorted(there - recorded):
        yield Found(unit.name, f"assessment {uuid} is marked as withdrawn, by no record")
    for uuid in sorted(recorded - there):
        yield Found(unit.name, f"assessment {uuid} was withdrawn and is not marked so")
