"""Cases come in as they went out: all or none, as drafts, and each fault is named where it stands."""

from __future__ import annotations

import csv
import io
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from assessments.actions import assessments as actions
from assessments.exporting.columns import columns
from assessments.exporting.redcap import variable
from assessments.models import AccessEntry, Assessment, Patient, Revision, Role
from tests.people import CASE, TODAY, World, answer, member, save

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = {"study_key", "unit", "author", "assessment"}  # of another unit these are others
SPINE: dict[str, dict[str, Any]] = {
    "imaging": {"bone": "spine", "level": "T8", "escc": None},
    "pain": {"worst_pain": 4},
}


def exported(by: str, form: str = "csv") -> str:
    out = StringIO()
    call_command("export", "--by", by, "--format", form, "--with-identifiers", stdout=out)
    return out.getvalue()


def brought(path: Path, *more: str, unit: str = "South", by: str = "charlie") -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_cases", str(path), "--unit", unit, "--by", by, *more, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(path: Path, *more: str, **who: str) -> list[str]:
    out, err = StringIO(), StringIO()
    told = {"unit": "South", "by": "charlie"} | who
    with pytest.raises(CommandError) as error:
        call_command(
            "import_cases",
            str(path),
            "--unit",
            told["unit"],
            "--by",
            told["by"],
            *more,
            stdout=out,
            stderr=err,
        )
    return [str(error.value), *err.getvalue().splitlines()]


def table(text: str) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    return [{name: cell for name, cell in row.items() if name not in OTHERS} for row in rows]


@pytest.fixture
def norths(world: World, tmp_path: Path) -> Path:
    """Give the export of a unit: a case of two lesions, and an earlier draft of another patient."""
    answer(world.assessment, world.alice)
    second = actions.add_lesion(assessment=Assessment.objects.get(pk=world.assessment.pk), by=world.alice)
    for key, answers in SPINE.items():
        save(world.assessment, key, answers, second, world.alice)
    save(world.assessment, "history", CASE["history"] | {"albumin": 31.5, "ldh": None}, None, world.alice)
    other = actions.create_patient(unit=world.north, identifier="=1+1", name="Two, Number", by=world.alice)
    actions.start_assessment(patient=other, today=TODAY, by=world.alice)
    path = tmp_path / "cases.csv"
    path.write_text(exported("leah"), encoding="utf-8")
    return path


def test_what_is_exported_comes_in_and_goes_out_the_same(world: World, norths: Path) -> None:
    member("sally", world.south, Role.LEAD)
    before = table(norths.read_text(encoding="utf-8"))
    assert len(before) == 3
    told, _err = brought(norths)
    assert "Nothing was written. Without fault: 2 assessments of 2 patients" in told
    assert "column plan.intent: not brought in" in told
    assert not Patient.objects.filter(unit=world.south).exclude(pk=world.patient.pk).exists()
    told, _err = brought(norths, "--write")
    assert "Brought in: 2 assessments of 2 patients" in told
    assert table(exported("sally")) == before
    drafts = Assessment.objects.filter(unit=world.south)
    assert {(one.status, one.author.username) for one in drafts} == {("draft", "charlie")}
    assert set(Revision.objects.filter(assessment__in=drafts).values_list("section", flat=True)) == {"import"}
    assert {one.sex for one in Patient.objects.filter(unit=world.south, identifier="N-001")} == {"female"}


def test_who_brought_in_whom_is_on_the_access_log(world: World, norths: Path) -> None:
    brought(norths)
    assert not AccessEntry.objects.filter(what="cases brought in").exists(), "a dry run brings nobody in"
    brought(norths, "--write")
    told = AccessEntry.objects.filter(what="cases brought in", user=world.charlie, unit=world.south)
    assert [one.count for one in told.filter(patient=None)] == [2]
    assert set(told.exclude(patient=None).values_list("patient__identifier", flat=True)) == {"N-001", "=1+1"}
    refused(norths, "--write")
    assert told.count() == 3, "what was refused brought nobody in"


def test_a_second_time_nothing_comes_in(world: World, norths: Path) -> None:
    brought(norths, "--write")
    told = refused(norths, "--write")
    assert told[0] == "Nothing was written: 2 faults."
    assert told[1].startswith("line 2, column identifier: 'N-001': a patient who is not in the unit yet")
    assert Assessment.objects.filter(unit=world.south).count() == 2


def test_redcaps_records_come_in_as_well(world: World, norths: Path, tmp_path: Path) -> None:
    member("sally", world.south, Role.LEAD)
    records = tmp_path / "records.csv"
    records.write_text(exported("leah", "redcap"), encoding="utf-8")
    heading = records.read_text(encoding="utf-8").splitlines()[0].replace('"', "").split(",")
    assert heading[:3] == ["record_id", "study_key", "identifier"]
    assert {"albumin", "worst_pain", "follow_up_died_on"} <= set(heading)
    brought(records, "--write")
    assert table(exported("sally")) == table(norths.read_text(encoding="utf-8"))


def test_the_dictionary_names_every_column_once_and_each_choice(tmp_path: Path) -> None:
    names = [variable(column.name) for column in columns(identified=True)]
    assert len(set(names)) == len(names)
    path = tmp_path / "dictionary.csv"
    call_command("redcap_dictionary", str(path), "--with-identifiers")
    lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [line["Variable / Field Name"] for line in lines] == ["record_id", *names]
    by_name = {line["Variable / Field Name"]: line for line in lines}
    choices = "Choices, Calculations, OR Slider Labels"
    assert by_name["sex"][choices] == ("female, Female | male, Male | other, Other | not_known, Not known")
    assert by_name["mechanical"][choices] == "true, Yes | false, No | not_known, Not known"
    albumin = by_name["albumin"]
    assert (albumin["Text Validation Min"], albumin["Text Validation Max"]) == ("10", "60")
    assert by_name["name"]["Identifier?"] == "y"
    with pytest.raises(CommandError):
        call_command("redcap_dictionary", str(path))  # nothing is written over


def written(tmp_path: Path, *rows: dict[str, str], delimiter: str = ",") -> Path:
    path = tmp_path / "typed.csv"
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, names, delimiter=delimiter)
        lines.writeheader()
        lines.writerows(rows)
    return path


DAY = {"answer.patient.assessed_on": "2026-11-20"}
NOT_ASKED = {"answer.history.cancer_history": "not_worked_up", "answer.history.primary": "breast"}
WRONG: list[tuple[dict[str, str], str]] = [
    ({"identifier": ""}, "line 2, column identifier: '': an identifier"),
    ({"birth_date": "3.5.64"}, "line 2, column birth_date: '3.5.64': a date such as 1964-05-03"),
    ({"answer.history.albumin": "3,8"}, "line 2, column answer.history.albumin: '3,8': a number from 10"),
    ({"answer.history.albumin": "380"}, "column answer.history.albumin: '380': a number from 10 to 60 g/L"),
    ({"answer.history.ecog": "1.5"}, "column answer.history.ecog: '1.5': a whole number from 0 to 4"),
    ({"answer.history.primary": "mamma"}, "column answer.history.primary: 'mamma': one of breast, prostate"),
    ({"answer.pain.mechanical": "yes"}, "column answer.pain.mechanical: 'yes': true or false, or not_known"),
    (NOT_ASKED, "column answer.history.primary: 'breast': "),
    ({"answer.patient.assessed_on": "2099-01-01"}, "the day of the assessment, not in the future"),
    ({"answer.patient.assessed_on": ""}, "the day of the assessment, not in the future"),
    ({"lesion": "first"}, "column lesion: 'first': a number from 1 on"),
    ({"weather": "fine"}, "line 1, column weather: 'weather': the columns of an export with identifiers"),
    ({"signed_on_days": "3"}, "line 1, column signed_on_days: 'signed_on_days': the columns of an export"),
]  # fmt: skip


def test_each_fault_is_named_where_it_stands(world: World, tmp_path: Path) -> None:
    for cells, why in WRONG:
        told = refused(written(tmp_path, {"identifier": "S-9"} | DAY | cells), "--write")
        assert told[0].startswith("Nothing was written: "), cells
        assert why in told[1], told
    assert not Assessment.objects.filter(unit=world.south, patient__identifier="S-9").exists()


def test_one_bad_line_keeps_all_out_and_all_faults_are_told(world: World, tmp_path: Path) -> None:
    good = {"identifier": "S-1", "name": "One", "answer.history.ecog": "1"} | DAY
    other = good | {"identifier": "S-2", "answer.history.ecog": "7"}
    same = good | {"name": "Another", "answer.history.ecog": "2"}
    told = refused(written(tmp_path, good, other, same), "--write")
    assert told[0] == "Nothing was written: 3 faults."
    assert [line.split(":")[0] for line in told[1:]] == [
        "line 3, column answer.history.ecog",
        "line 4, column identifier",
        "line 4, column answer.history.ecog",
    ]
    assert not Patient.objects.filter(identifier__in=["S-1", "S-2"]).exists()


def test_a_file_that_is_no_table_is_refused(world: World, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    for text, why in (
        (b"", "this column is needed"),
        (b"\xff\xfe", "UTF-8"),
        (b'identifier\n"open', "CSV"),
        (b"identifier,identifier\n1,2\n", "each column once"),
        (b"identifier\n1,2\n", "1, as in the first line"),
        (b"identifier\n" + b"1\n" * 2001, "at most 2,000 rows"),
        (b"identifier\n" + b"1" * 2_000_000, "at most 2 MB"),
    ):
        path.write_bytes(text)
        assert why in refused(path)[1], text[:40]
    assert "cannot be read" in refused(tmp_path / "none.csv")[0]


def test_semicolons_part_as_well_and_only_who_writes_there_brings_in(world: World, tmp_path: Path) -> None:
    path = written(tmp_path, {"identifier": "S-1"} | DAY, {"identifier": "S-2"} | DAY, delimiter=";")
    assert "2 assessments of 2 patients" in brought(path)[0]
    for by, unit in (("alice", "South"), ("rita", "North"), ("nobody", "South"), ("none", "South")):
        assert "writes in no unit" in refused(path, by=by, unit=unit)[0]
