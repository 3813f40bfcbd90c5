"""Finding a patient: by the beginning of an identifier, by any part of a name, however it is typed.

On PostgreSQL this runs in a database whose texts are sorted as in English, not by bytes (`.ci/postgresql`).
"""

from datetime import date

import pytest
from django.test import Client

from assessments.actions import assessments as actions
from assessments.actions import corrections
from assessments.models import Patient
from assessments.models.names import name_key, normalised, words_of
from assessments.record import listing
from tests.people import TODAY, World

pytestmark = pytest.mark.database

PATIENTS = {
    "H-1": "O’Brien, Mary Ann",
    "H-10": "Müller-Lüdenscheidt, Jörg",
    "H 2": "Groß, Anna",
    "M-7": "张伟",
    "m-70": "김 철수",
    "Z_1": "山田 太郎",
    "Z%2": "約翰·史密斯",
    "É-3": "Ng\u200b Van\u00a0Thi",
    "9-A": "สมชาย ใจดี",
    "L-1": "Łódź, Żaneta",
    "L-2": "Sørensen, Jens 7",
}


@pytest.fixture
def many(world: World) -> World:
    for identifier, name in PATIENTS.items():
        patient = actions.create_patient(unit=world.north, identifier=identifier, name=name, by=world.alice)
        actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    return world


FOUND = {
    "H": {"H-1", "H-10", "H 2", "É-3"},  # Thi
    "h ": {"H-1", "H-10", "H 2", "É-3"},
    "h-1": {"H-1", "H-10"},
    "H-10": {"H-10"},
    "H  2": {"H 2"},
    "\ufeffM-7\u200b": {"M-7", "M-70"},
    "M-70": {"M-70"},
    "É": {"É-3", "H-1", "H-10", "L-1", "L-2"},  # an accent is none, and e stands in these names
    "É-3": {"É-3"},  # composed of a letter and its accent
    "Z_": {"Z_1"},
    "%": set(),
    "7": set(),  # a number, which no name is looked through for
    "jens 7": {"L-2"},
    "Z%": {"Z%2"},
    "-": set(),
    "brien": {"H-1"},
    "o'brien": {"H-1"},
    "O’BRIEN": {"H-1"},
    "Mary Ann O'Brien": {"H-1"},
    "o‘brien, mary": {"H-1"},
    "ann": {"H-1", "H 2"},
    "müller lüdenscheidt": {"H-10"},
    "muller": {"H-10"},
    "Ludenscheidt": {"H-10"},
    "jorg": {"H-10"},
    "lodz": {"L-1"},
    "Łódź": {"L-1"},
    "soren": {"L-2"},
    "jörg müller": {"H-10"},
    "Lüdenscheidt, Jörg": {"H-10"},
    "GROSS": {"H 2"},
    "groß": {"H 2"},
    "anna gross": {"H 2"},
    "伟": {"M-7"},
    "张 伟": {"M-7"},
    "철수": {"M-70"},
    "김철수": {"M-70"},
    "太郎": {"Z_1"},
    "山田太郎": {"Z_1"},
    "史密斯": {"Z%2"},
    "ng van thi": {"É-3"},
    "ใจดี": {"9-A"},
    "nobody": set(),
    "mary jörg": set(),
}


@pytest.mark.parametrize(("few", "known"), [(500, 5000), (0, 5000), (0, 0)])
def test_whoever_is_looked_for_is_found(
    many: World, monkeypatch: pytest.MonkeyPatch, few: int, known: int
) -> None:
    """However many they are: where more are found, sets are made."""
    monkeypatch.setattr(listing, "FEW", few)
    monkeypatch.setattr(listing, "KNOWN", known)
    found = {
        typed: {
            one.patient.identifier
            for one in listing.Listing(many.alice, TODAY, searched=typed).of_unit(many.north)
        }
        for typed in FOUND
    }
    assert found == FOUND


def test_the_list_finds_so_too(many: World, client: Client) -> None:
    client.force_login(many.alice)
    page = client.post("/search/", {"patient": "ann"}, follow=True)
    assert {row["assessment"].patient.identifier for row in page.context["rows"]} == {"H-1", "H 2"}


@pytest.mark.parametrize("most", [500, 0])
def test_a_duplicate_leads_to_the_record_that_stays(
    many: World, client: Client, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(listing, "FEW", most)
    stays, double = Patient.objects.get(identifier="H-1"), Patient.objects.get(identifier="H 2")
    corrections.merge_patients(duplicate=double, into=stays, reason="The same.", by=many.alice)
    client.force_login(many.alice)
    for typed in ("H 2", "groß"):
        page = client.post("/search/", {"patient": typed}, follow=True)
        assert {row["assessment"].patient.identifier for row in page.context["rows"]} == {"H-1"}


@pytest.mark.parametrize(
    "typed", ["mary ann o'brien", "O‘Brien, Mary Ann", "Mary Ann O’Brien\ufeff", "O'BRIEN  ANN-MARY"]
)
def test_a_probable_duplicate_is_asked_about_by_the_same_reading(many: World, typed: str) -> None:
    born = date(1960, 10, 3)
    Patient.objects.filter(identifier="H-1").update(birth_date=born)
    alike = corrections.alike(None, unit_id=many.north.pk, name=typed, birth_date=born)
    assert [one.identifier for one in alike] == ["H-1"]
    assert corrections.alike(None, unit_id=many.north.pk, name="Mary O'Brien", birth_date=born) == []


def test_what_nobody_sees_is_in_no_identifier() -> None:
    assert normalised("\ufeffh-\u200b1\u00ad") == "H-1"
    assert words_of(" ,-") == []
    assert name_key("Ann O’Brien") == name_key("o'brien, ann") == "ANN O'BRIEN"
