"""The chains of a unit: every row that is only ever added has a place in one, and a seal on it.

A row is sealed in two parts. Its digest of what stays (clinical content, who, when) and its digest of what an
erasure may touch (identity, free text) go, with its place, into a keyed seal (HMAC-SHA-256). Its link is the
SHA-256 of the link before and that seal: whoever wrote one link down elsewhere can prove all rows up to it.

What is sealed does not depend on how a database or a serialiser keeps it: times count in milliseconds, whole
numbers are whole numbers whether they were written 2 or 2.0, and the keys of documents are sorted.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from bonemet.canonical import canonical

from .written_once import Asked, Written, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

BEFORE_THE_FIRST = "0" * 64
RECORDS, ACCESS = "records", "access"
Row = Any  # an AppendOnly of base, which is built on this
# Where a row stands and how it is sealed; no part of what is sealed.
SEAL_COLUMNS = frozenset({"id", "chain", "sequence", "erasable_digest", "seal", "link"})


class Chain(models.Model):
    """The end of a chain: how many rows it has, and the link of the last. Sealed, so that none is cut off."""

    name = models.CharField(max_length=40, unique=True)
    unit = models.ForeignKey("assessments.Unit", models.PROTECT, null=True, related_name="chains")
    sequence = models.PositiveBigIntegerField(default=0)
    link = models.CharField(max_length=64, default=BEFORE_THE_FIRST)
    seal = models.CharField(max_length=73, blank=True)

    def __str__(self) -> str:
        return f"Chain {self.name}"

    @property
    def content(self) -> list[Any]:
        """Give what the seal of the end is made of."""
        return ["end", self.name, self.unit_id, self.sequence, self.link]


def digest_of(text: str) -> str:
    """Give the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(row: models.Model, name: str) -> Any:
    """Give a column as plain data, the same before it is stored and after it was read on any database."""
    field = row._meta.get_field(name)
    assert isinstance(field, models.Field)
    value = field.to_python(getattr(row, field.attname))
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    return (
        value if value is None or isinstance(field, models.JSONField | models.BooleanField) else _text(value)
    )


def columns(row: models.Model, without: AbstractSet[str]) -> dict[str, Any]:
    """Give the columns of a row that hold something.

    What is empty is left out, so that a column that comes later, empty in the rows before it, breaks no seal.
    No column of a sealed table is ever renamed or taken away.
    """
    names = [column.name for column in row._meta.concrete_fields if column.name not in without]
    told = {name: plain(row, name) for name in names}
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _text(value: Any) -> Any:
    return value if isinstance(value, int | float) else str(value)


# -- Keys --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _ring(keys: tuple[str, ...]) -> dict[str, bytes]:
    return {digest_of(f"bonemet seals with {key}")[:8]: key.encode() for key in keys}


def keys() -> dict[str, bytes]:
    """Give the keys by their short names: the present one first, then the older ones, the newest first."""
    return _ring(tuple(settings.SEAL_KEYS))


def sealed(content: list[Any]) -> str:
    """Seal plain data with the present key: the short name of the key, a colon, the HMAC."""
    name, key = next(iter(keys().items()))
    return f"{name}:{_mac(key, content)}"


def key_of(seal: str) -> str | None:
    """Name the key of a seal, if it is here."""
    name = seal.partition(":")[0]
    return name if name in keys() else None


def keys_are_here() -> str:
    """Say how many chains end with a seal whose key is not here; nothing where all are."""
    without = [chain.name for chain in Chain.objects.all() if key_of(chain.seal) is None]
    return f"{len(without)} chains without their key: give BONEMET_SEAL_KEYS_OLD" if without else ""


def fits(seal: str, content: list[Any]) -> bool:
    """Tell whether this is the seal of this content under the key that it names."""
    name, _colon, mac = seal.partition(":")
    key = keys().get(name)
    return key is not None and hmac.compare_digest(mac.encode(), _mac(key, content).encode())


def _mac(key: bytes, content: list[Any]) -> str:
    return hmac.new(key, canonical(content).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


# -- Rows --------------------------------------------------------------------------------------------------


def chain_name(unit: int | None, kind: str) -> str:
    """Name a chain of a unit; log-ins of people without a unit have one of their own."""
    return f"{unit or 'none'} {kind}"


def hold(unit: int | None, kind: str = RECORDS) -> Chain:
    """Take the end of a chain for this transaction, so that two rows never get the same place.

    Whoever also holds an assessment or a patient takes those first, and lesions afterwards.
    """
    name = chain_name(unit, kind)
    for found in _END(Chain, name=name):
        return found
    Chain.objects.get_or_create(name=name, defaults={"unit_id": unit})
    return _END.one(Chain, name=name)


_END = Written(
    lambda: Chain.objects.select_for_update(no_key=True).filter(name=Asked("name", models.CharField()))
)


def append(rows: Iterable[Row], end: Chain | None = None) -> None:
    """Give new rows their places at the ends of their chains, and seal them. Call it in a transaction.

    `end` is the end of a chain as it was read, and not taken: where it has moved since, it is taken and read.
    """
    places: dict[tuple[int | None, str], list[Row]] = {}
    for row in rows:
        places.setdefault((row.unit_key, row.chain_kind), []).append(row)
    for place, those in places.items():
        name = chain_name(*place)
        if end is not None and end.name == name and _add(end, those):
            continue
        if not _add(hold(*place), those):
            raise RuntimeError(f"the end of chain {name} moved, though it was taken")


def _add(end: Chain, rows: list[Row]) -> bool:
    """Place rows behind this end and move it; tell whether it stood there still, else nothing is written."""
    before = end.link
    for row in rows:
        end.sequence += 1
        row.chain, row.sequence = end, end.sequence
        row.erasable_digest = erasable_digest(row)
        row.seal = sealed(content_of_seal(row, end.name))
        row.link = end.link = link_after(end.link, row.seal)
    end.seal = sealed(end.content)
    return write(end, ("sequence", "link", "seal"), link=before)


def link_after(link: str, seal: str) -> str:
    """Give the link of a row that stands after another one."""
    return digest_of(f"{link} {seal}")


def content_of_seal(row: Row, chain: str) -> list[Any]:
    """Give what the seal of a row is made of."""
    table = row._meta.model_name
    return [chain, row.sequence, table, digest_of(canonical(row.kept())), row.erasable_digest]


def erasable_digest(row: Row) -> str:
    """Give the digest of what an erasure may touch; a table without such columns has none."""
    erasable = row.erasable()
    return digest_of(canonical(erasable)) if erasable else ""
