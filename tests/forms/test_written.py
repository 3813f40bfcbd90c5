"""Names and free text: what cannot be seen is taken out or refused, and the sign is named."""

import re
from pathlib import Path

import pytest
from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from assessments.admin import AccountForm, NewAccountForm
from assessments.forms.written import WrittenField, written
from assessments.models import Patient, Sealed, Unit
from tests.people import World, fill, sign

FORMS = Path(__file__).parents[2] / "assessments" / "forms"
# What is read into a date, a number or an identifier, or looked up, and never kept as it was typed.
READ = {
    "birth_date",
    "identifier",
    "username",
    "follow_up_weeks",
    "guest",
    "question",
    "marks",
    "scale_marks",
}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\ufeffMiller\u200b", "Miller"),
        ("Mil\u00adler \u2060x\u200e", "Miller x"),
        ("one\u2028two", "one\ntwo"),
        ("one\r\ntwo\tthree", "one\r\ntwo\tthree"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧 สมชาย 王 \uf0b7 O’Brien-Łukasz", "👩\u200d👧 สมชาย 王 \uf0b7 O’Brien-Łukasz"),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert written(typed) == kept


@pytest.mark.parametrize("code", [0x00, 0x07, 0x0B, 0x1B, 0x7F, 0x85, 0x9F, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFF])
def test_what_is_no_sign_is_refused_by_name(code: int) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        written(f"Left leg {chr(code)} hurts")
    (message,) = refused.value.messages
    assert message == (
        f"Take out the sign U+{code:04X} after “Left leg”: it can be neither seen nor printed. Letters of "
        "any script, numbers, punctuation, symbols and line ends are allowed."
    )


@pytest.mark.parametrize("sign_", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_what_turns_the_direction_is_refused(sign_: str) -> None:
    with pytest.raises(forms.ValidationError, match="at the beginning: it makes a reader see the text"):
        written(f"{sign_}gpj.exe")


def test_every_field_that_keeps_what_is_typed_is_one() -> None:
    """A plain CharField is only there for what is read into something else."""
    found = {
        one
        for file in FORMS.glob("*.py")
        for one in re.findall(r'(\w+)"?\]? = forms\.CharField\(', file.read_text(encoding="utf-8"))
    }
    assert found == READ
    for form in (NewAccountForm, AccountForm):
        for name in ("first_name", "last_name"):
            assert isinstance(form.base_fields[name], WrittenField)
    unit = admin.site.get_model_admin(Unit).formfield_for_dbfield(Unit._meta.get_field("name"), HttpRequest())
    assert isinstance(unit, WrittenField)


def test_pages_say_it_and_keep_what_was_typed(alices: Client, world: World) -> None:
    who = {"identifier": "N-9", "name": "Ann\x07 Miller", "birth_date": "", "sex": ""}
    response = alices.post(reverse("assessments:new"), who)
    assert response.status_code == 422
    assert "Take out the sign U+0007 after “Ann”" in response.content.decode()
    assert not Patient.objects.filter(identifier="N-9").exists()
    alices.post(reverse("assessments:new"), who | {"name": "\ufeffAnn Miller\u200b"})
    assert Patient.objects.get(identifier="N-9").name == "Ann Miller"
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    alices.post(reverse("account_reauthenticate"), {"password": "correct horse battery"})
    for name in ("note", "amend"):
        address = reverse(f"assessments:{name}", args=[world.assessment.uuid])
        response = alices.post(address, {"text": "Seen \u202eagain"})
        assert response.status_code == 422
        assert "Take out the sign U+202E after “Seen”" in response.content.decode()
        assert "again" in response.content.decode()
    assert Sealed.objects.count() == 1
