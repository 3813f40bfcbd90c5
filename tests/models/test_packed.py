"""Sealed texts are packed in the database; what is sealed, shown and copied is the whole text."""

from __future__ import annotations

import base64
import lzma

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from assessments.models import Sealed, chains
from assessments.models.append_only import permitted
from assessments.models.packed import MARK, packed, unpacked
from assessments.record.chain import DamagedRecordError, content_of
from tests.people import World, fill, sign

LONG = '{"html": "' + "⟨name⟩ 病理性骨折 <td>1</td>" * 200 + '"}'


@pytest.fixture
def sealed(world: World) -> Sealed:
    fill(world.assessment, world.alice)
    return Sealed.objects.get(pk=sign(world.assessment, world.alice).pk)


def stored(sealed: Sealed) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM assessments_sealed WHERE id = %s", [sealed.pk])
        return str(cursor.fetchone()[0])


def put(sealed: Sealed, text: str) -> None:
    """Write this into the column, past the model."""
    with permitted("a test"), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_sealed SET content = %s WHERE id = %s", [text, sealed.pk])
    sealed.refresh_from_db()


@pytest.mark.parametrize("text", ["", "{}", LONG, "\ud800" * 2000, MARK + "no text of ours"])
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert unpacked(packed(text)) == text


@pytest.mark.database
@pytest.mark.django_db
def test_a_report_takes_a_quarter_of_the_room(sealed: Sealed) -> None:
    kept = stored(sealed)
    assert kept.startswith("xz1:")
    assert len(kept) * 4 < len(sealed.content.encode())
    assert sealed.content.startswith('{"')
    assert list(Sealed.objects.filter(pk=sealed.pk).values_list("content", flat=True)) == [sealed.content]


@pytest.mark.database
@pytest.mark.django_db
def test_the_seal_is_of_the_text_however_it_is_kept(sealed: Sealed) -> None:
    text = sealed.content
    assert sealed.kept()["content"] == text
    assert content_of(sealed)["is_proved"]
    put(sealed, text)  # as releases before kept it
    assert sealed.content == text
    assert content_of(sealed)["is_proved"]
    other = MARK + base64.b64encode(lzma.compress(text.encode())).decode()  # packed in another way
    put(sealed, other)
    assert content_of(sealed)["is_proved"]
    assert chains.fits(sealed.seal, chains.content_of_seal(sealed, sealed.chain.name))


@pytest.mark.django_db
def test_any_byte_of_what_is_kept_is_found(sealed: Sealed) -> None:
    kept = stored(sealed)
    for at in {*range(0, len(kept), len(kept) // 25), len(kept) - 1}:
        put(sealed, kept[:at] + ("A" if kept[at] != "A" else "B") + kept[at + 1 :])
        if sealed.content == unpacked(kept):
            continue  # in the padding, which carries nothing of the text
        with pytest.raises(DamagedRecordError):
            content_of(sealed)
    for text in ("", MARK, MARK + "====", kept[:-20], kept + kept):
        put(sealed, text)
        with pytest.raises(DamagedRecordError):
            content_of(sealed)


def test_nobody_searches_in_what_is_packed(db: None) -> None:
    """The database would find nothing in it, and whoever asked would take that for an answer."""
    for lookup in ("contains", "icontains", "exact", "startswith", "regex"):
        with pytest.raises(FieldError):
            Sealed.objects.filter(**{f"content__{lookup}": "a patient's number"}).exists()
