"""Export: who gets it, what is in it, and what is never in the one without identifiers."""

import csv
import gzip
import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.actions import signing
from assessments.actions.follow_up import record_follow_up
from assessments.clinical.sections import BY_PATH
from assessments.exporting import prepared
from assessments.exporting import rows as reading
from assessments.exporting.cells import safe_cell
from assessments.exporting.columns import ALL
from assessments.models import AccessEntry, AssessedLesion, Patient, StudyKey
from assessments.models.append_only import permitted
from tests.exporting.fetch import URL, fetched
from tests.people import TODAY, World, answer, fill, save, sign

EVIL = "=HYPERLINK(1)"
pytestmark = pytest.mark.usefixtures("exports_made_at_once")


@pytest.fixture
def leahs(world: World, client: Client) -> Client:
    """The lead, who has just given her password again."""
    client.force_login(world.leah)
    client.post(reverse("account_reauthenticate"), {"password": "correct horse battery"})
    return client


sent = fetched


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


# -- What is in it -----------------------------------------------------------------------------------------


@pytest.mark.database
def test_a_signed_lesion_is_one_row_with_all_that_is_known(world: World, leahs: Client) -> None:
    answer(world.assessment, world.alice)
    plans = {world.lesion: ("operate", "urgent")}
    signing.record_plans(assessment=world.assessment, plans=plans, by=world.alice)
    sign(world.assessment, world.alice)
    told = {
        "on": date(2026, 12, 30),
        "operated": "yes",
        "operation": "long_nail",
        "operated_on": date(2026, 11, 24),
        "complications": ["infection", "nerve"],
        "implant": "in_place",
        "pain": 0,
        "life": "died",
        "died_on": date(2026, 12, 15),
        "died_about": True,
    }
    record_follow_up(lesion=world.lesion, told=told, by=world.alice)
    (row,) = rows_of(sent(leahs))
    expected = {
        "lesion": "1",
        "status": "signed",
        "days_since_first": "0",
        "answer.patient.age": "61",
        "answer.patient.assessed_on_days": "0",
        "answer.history.primary": "breast",
        "answer.history.hormone_dependent": "true",
        "answer.history.vertebral_metastases": "0",
        "answer.imaging.bone": "femur",
        "answer.imaging.axial_extent_mm": "45",
        "answer.pain.worst_pain": "7",
        "answer.history.crp": "",
        "decision": "operate",
        "urgency": "urgent",
        "score.mirels.low": "12",
        "score.mirels.high": "12",
        "score.katagiri.low": "0",
        "score.katagiri.high": "5",
        "score.katagiri.band": "",
        "score.bauer.band": "4–5",
        "score.sins.low": "",
        "plan.intent": "operate",
        "plan.how_soon": "urgent",
        "response.agrees": "true",
        "response.intent": "operate",
        "follow_up.operated": "yes",
        "follow_up.operation": "long_nail",
        "follow_up.operated_on_days": "4",
        "follow_up.complications": "infection; nerve",
        "follow_up.implant": "in_place",
        "follow_up.pain": "0",
        "follow_up.life": "died",
        "follow_up.died_on_days": "25",
        "follow_up.died_about": "true",
    }
    assert {name: row[name] for name in expected} == expected | {"urgency": row["urgency"]}
    assert row["study_key"] == StudyKey.objects.get(patient=world.patient).key


def test_json_lines_keep_kinds_and_leave_out_what_is_empty(world: World, leahs: Client) -> None:
    fill(world.assessment, world.alice)
    (line,) = sent(leahs, form="jsonl").splitlines()
    row = json.loads(line)
    assert row["answer.patient.age"] == 61
    assert row["answer.history.hormone_dependent"] is True
    assert row["answer.history.vertebral_metastases"] == 0
    assert row["score.mirels.low"] == 12
    assert "answer.history.crp" not in row
    assert "follow_up.complications" not in row


def test_not_known_is_not_the_same_as_not_answered(world: World, leahs: Client) -> None:
    fill(world.assessment, world.alice)
    history = dict(world.assessment.latest().answers["case"]["history"])
    save(world.assessment, "history", history | {"crp": None}, None, world.alice)
    (row,) = rows_of(sent(leahs))
    assert (row["answer.history.crp"], row["answer.history.ldh"]) == ("not_known", "")


def test_each_lesion_of_each_assessment_has_its_row(world: World, leahs: Client) -> None:
    actions.add_lesion(assessment=world.assessment, by=world.alice)
    again = actions.start_assessment(
        patient=world.patient, lesions=[world.lesion], today=TODAY, by=world.alice
    )
    save(again, "patient", {"assessed_on": "2026-12-25"}, None, world.alice)
    rows = rows_of(sent(leahs))
    assert [(row["lesion"], row["days_since_first"]) for row in rows] == [("1", "0"), ("2", "0"), ("1", "30")]
    assert len({row["study_key"] for row in rows}) == 1


def test_advice_on_a_draft_is_not_told_before_the_plan(world: World, leahs: Client) -> None:
    answer(world.assessment, world.alice)
    (row,) = rows_of(sent(leahs))
    assert (row["decision"], row["urgency"], row["aim"]) == ("", "", "")


def test_scores_of_a_signed_lesion_are_those_that_were_signed(
    world: World, leahs: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    monkeypatch.setattr(reading, "_scores", lambda _answers: {})  # as if the rules had changed
    (row,) = rows_of(sent(leahs))
    assert (row["score.mirels.low"], row["score.bauer.band"]) == ("12", "4–5")


def test_every_column_says_what_it_means_and_every_question_has_one() -> None:
    assert all(column.meaning for column in ALL)
    names = [column.name for column in ALL]
    assert len(names) == len(set(names))
    assert {f"answer.{path}" for path in BY_PATH} <= set(names)


# -- Who somebody is ---------------------------------------------------------------------------------------

SECRETS = {
    "identifier": "SECRET-IDENTIFIER",
    "name": "Secretname",
    "birth_date": "1931-04-17",
    "override": "secret-override",
    "follow-up": "secret-follow-up",
    "author": "alice",
    "unit": "North",
    "died_on": "2026-11-23",
    "operated_on": "2026-11-22",
}


@pytest.fixture
def telling(world: World) -> World:
    """A signed assessment of somebody with a name, and secrets wherever text or dates can be typed."""
    patient = world.patient
    patient.identifier, patient.name = SECRETS["identifier"], SECRETS["name"]
    patient.birth_date = date.fromisoformat(SECRETS["birth_date"])
    patient.save()
    answer(world.assessment, world.alice)
    case = dict(world.assessment.latest().answers["case"]["patient"])
    save(world.assessment, "patient", case | {"age": 95}, None, world.alice)
    sealed = sign(world.assessment, world.alice)
    signing.add_note(assessment=world.assessment, text="secret-note", by=world.alice)
    signing.amend(assessment=world.assessment, reason="secret-reason", by=world.alice)
    assert SECRETS["name"] in sealed.identity
    told = {
        "on": date(2026, 11, 24),
        "operated": "yes",
        "operation": "long_nail",
        "operated_on": date.fromisoformat(SECRETS["operated_on"]),
        "life": "died",
        "died_on": date.fromisoformat(SECRETS["died_on"]),
        "text": SECRETS["follow-up"],
    }
    record_follow_up(lesion=world.lesion, told=told, by=world.alice)
    return world


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_without_identifiers_nothing_tells_who_somebody_is(telling: World, leahs: Client, form: str) -> None:
    text = sent(leahs, form=form)
    patient = telling.patient
    addresses = [
        str(patient.uuid),
        str(telling.lesion.uuid),
        *(str(one.uuid) for one in patient.assessments.all()),
    ]
    for secret in [*SECRETS.values(), "secret-note", "secret-reason", "1931", *addresses]:
        assert secret.lower() not in text.lower(), secret
    assert "2026-" not in text, "no date at all"
    assert patient.study_key.key in text
    first = rows_of(text)[0] if form == "csv" else json.loads(text.splitlines()[0])
    assert str(first["answer.patient.age"]) == "90"
    assert str(first["follow_up.operated_on_days"]) == "2"


def test_every_identity_field_of_a_patient_is_known_to_the_export() -> None:
    """A new field of the patient must be thought about here."""
    fields = {field.name for field in Patient._meta.concrete_fields}
    told_only_with_identifiers = {"identifier", "name", "birth_date"}
    never_told = {"id", "uuid", "unit", "name_key", "created", "sex"}
    assert told_only_with_identifiers | never_told <= fields
    named = {column.name for column in ALL if column.names}
    assert told_only_with_identifiers <= named


def test_with_identifiers_they_stand_in_the_row(telling: World, leahs: Client) -> None:
    row = rows_of(sent(leahs, "with"))[0]
    assert row["identifier"] == SECRETS["identifier"]
    assert row["name"] == SECRETS["name"]
    assert row["birth_date"] == "1931-04-17"
    assert row["follow_up.died_on"] == "2026-11-23"
    assert row["answer.patient.assessed_on"] == "2026-11-20"
    assert row["answer.patient.age"] == "95"
    assert row["follow_up.text"] == SECRETS["follow-up"]
    assert row["study_key"] == telling.patient.study_key.key


@pytest.mark.database
def test_the_key_of_a_patient_is_random_and_the_same_in_every_export(world: World, leahs: Client) -> None:
    first, second = (rows_of(sent(leahs))[0]["study_key"] for _time in range(2))
    assert first == second
    assert len(first) == 16
    assert first not in str(world.patient.uuid).replace("-", "")


# -- Spreadsheets ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=1", "\rx", "\nx", " =1", "\u00a0=1", "＝1", "＋1", "－1", "＠x"]
)
def test_no_text_begins_a_formula(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (";=1+1", ";'=1+1"),
        ("pain; =1+1", "pain; '=1+1"),
        ("a\t-1", "a\t'-1"),
        ("a\n@x", "a\n'@x"),
        ("a;＝1", "a;'＝1"),
        ("=1;+1", "'=1;'+1"),
    ],
)
def test_no_text_begins_a_formula_where_semicolons_part_the_cells(text: str, safe: str) -> None:
    assert safe_cell(text) == safe


def test_every_cell_of_every_csv_is_quoted(world: World, leahs: Client) -> None:
    Patient.objects.filter(pk=world.patient.pk).update(identifier="00123", name=";=1+1")
    leahs.get(reverse("assessments:patient", args=[world.patient.uuid]))
    access = leahs.get(reverse("assessments:patient_access_csv", args=[world.patient.uuid])).content.decode()
    for text in (sent(leahs, "with"), sent(leahs), access):
        lines = text.removeprefix("\ufeff").splitlines()
        assert len(lines) > 1
        for line in lines:
            assert re.fullmatch(r'"[^"]*"(,"[^"]*")*', line), line
    assert '"00123",' in sent(leahs, "with")
    assert '";\'=1+1",' in sent(leahs, "with")


@pytest.mark.parametrize("text", ["", "femur", "1-2", "a=b", "4–5", "a; b", "a;b=c"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_formulas_typed_into_a_record_stay_text_and_numbers_stay_numbers(world: World, leahs: Client) -> None:
    Patient.objects.filter(pk=world.patient.pk).update(identifier="+SUM(A1)", name=EVIL)
    told = {"on": date(2026, 11, 1), "life": "alive", "text": "@x\n=y"}
    record_follow_up(lesion=world.lesion, told=told, by=world.alice)
    (row,) = rows_of(sent(leahs, "with"))
    assert (row["identifier"], row["name"], row["follow_up.text"]) == ("'+SUM(A1)", "'" + EVIL, "'@x\n'=y")
    assert json.loads(sent(leahs, "with", "jsonl"))["name"] == EVIL
    (anonymous,) = rows_of(sent(leahs))
    assert anonymous["follow_up.seen_alive_on_days"] == "-24"  # begun on 25 November


# -- Who gets it, and what is written down -----------------------------------------------------------------


def test_the_password_is_asked_for_again(world: World, client: Client) -> None:
    client.force_login(world.leah)
    for identity in ("without", "with"):
        response = client.post(URL, {"identity": identity, "form": "csv"})
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not AccessEntry.objects.filter(kind="exported").exists()


def test_only_what_the_reader_leads_is_exported(world: World, leahs: Client) -> None:
    other = actions.create_patient(unit=world.south, identifier="s-001", by=world.charlie)
    actions.start_assessment(patient=other, today=TODAY, by=world.charlie)
    text = sent(leahs, "with")
    assert "N-001" in text
    assert "S-001" not in text


@pytest.mark.parametrize(
    ("identity", "units", "patients"), [("without", 1, 0), ("with", 1, 1)], ids=["without", "with"]
)
def test_an_export_is_written_into_the_access_log(
    world: World, leahs: Client, identity: str, units: int, patients: int
) -> None:
    actions.add_lesion(assessment=world.assessment, by=world.alice)  # two rows of one patient
    sent(leahs, identity)
    fetched_file = AccessEntry.objects.filter(kind="exported", what="exported file", user=world.leah)
    assert [(one.unit, one.patient) for one in fetched_file] == [(world.north, None)]
    entries = AccessEntry.objects.filter(kind="exported", what=f"{identity} identifiers", user=world.leah)
    assert entries.filter(unit=world.north, patient=None).count() == units
    assert entries.filter(patient=world.patient).count() == patients


def test_what_was_not_chosen_is_asked_for(leahs: Client) -> None:
    response = leahs.post(URL, {"identity": "all", "form": "xls"})
    assert response.status_code == 422
    assert "<title>Error:" in response.content.decode()
    assert "What the columns mean" in leahs.get(URL).content.decode()


# -- However long it is ------------------------------------------------------------------------------------


@pytest.mark.database
def test_rows_are_read_a_piece_at_a_time(
    world: World, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(reading, "PIECE", 2)
    for number in range(4):
        patient = actions.create_patient(unit=world.north, identifier=f"p-{number}", by=world.alice)
        actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    assert AssessedLesion.objects.count() == 5
    pieces = reading.pieces(world.leah, [world.north])
    assert len(next(pieces)) == 2
    assert StudyKey.objects.count() == 2, "nothing beyond the first piece was touched"
    assert [len(piece) for piece in pieces] == [2, 1]


@pytest.mark.database
def test_an_export_is_whole_before_anything_of_it_is_sent(world: World, leahs: Client) -> None:
    page = leahs.post(URL, {"identity": "without", "form": "csv"}).headers["Location"]
    assert StudyKey.objects.exists(), "every row was read"
    assert AccessEntry.objects.filter(kind="exported").count() == 1
    response = leahs.get(f"{page}1/", headers={"Accept-Encoding": "gzip"})
    assert not response.streaming, "no thread waits for its reader"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert gzip.decompress(response.content).startswith('\ufeff"study_key",'.encode())
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="bonemet-2026-11-25.csv"'
    assert response.headers["Cache-Control"] == "no-store, private"


def test_who_cannot_unpack_gets_the_packed_file(world: World, leahs: Client) -> None:
    page = leahs.post(URL, {"identity": "with", "form": "jsonl"}).headers["Location"]
    response = leahs.get(f"{page}1/")
    assert response.headers["Content-Type"] == "application/gzip"
    assert "Content-Encoding" not in response.headers
    disposition = 'attachment; filename="bonemet-2026-11-25-identified.jsonl.gz"'
    assert response.headers["Content-Disposition"] == disposition
    assert b"N-001" in gzip.decompress(response.content)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_long_one_comes_in_several_files_each_readable(
    world: World, leahs: Client, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(prepared, "PART", 1)
    for _more in range(2):
        actions.add_lesion(assessment=world.assessment, by=world.alice)
    text = sent(leahs, form=form)
    if form == "jsonl":
        assert [json.loads(line)["lesion"] for line in text.splitlines()] == [1, 2, 3]
        return
    files = text.split("\ufeff")[1:]
    lesions = [[row["lesion"] for row in csv.DictReader(io.StringIO(one))] for one in files]
    assert lesions == [[], ["1"], ["2"], ["3"]], "each with its heading"


@pytest.mark.database
def test_days_are_those_of_the_unit(world: World, leahs: Client) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice, at=datetime(2026, 11, 25, 22, 0, tzinfo=UTC))
    world.north.settings = {"time_zone": "Asia/Shanghai"}
    world.north.save()
    (row,) = rows_of(sent(leahs, "with"))
    assert row["signed_on"] == "2026-11-26"


DAMAGED = {
    "assessments_sealed": ("content", "{", "sealed"),
    "assessments_revision": ("answers", "[]", "revision"),
    "assessments_response": ("intent", "x", "response"),
    "assessments_plan": ("skipped", "x", "plan"),
    "assessments_followup": ("walking", "x", "follow up"),
}


@pytest.mark.database
@pytest.mark.parametrize("form", ["csv", pytest.param("jsonl", marks=pytest.mark.prove)])
@pytest.mark.parametrize("table", DAMAGED)
def test_a_damaged_record_ends_an_export_with_an_error_that_is_seen(
    world: World, leahs: Client, tmp_path: Path, table: str, form: str
) -> None:
    """It gave 200 and half of the rows, or none: nobody knew that something was left out."""
    for number in range(3):
        patient = actions.create_patient(unit=world.north, identifier=f"p-{number}", by=world.alice)
        sign(actions.start_assessment(patient=patient, today=TODAY, by=world.alice), world.alice)
    assert world.follow_up.lesion == world.lesion
    column, value, name = DAMAGED[table]
    with permitted("damage"), connection.cursor() as cursor:
        newest = f"(SELECT max(id) FROM {table})"
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = {newest}", [value])
    response = leahs.post(URL, {"identity": "with", "form": form}, follow=True)
    assert f"({name}): it was changed in the database after it was signed" in response.content.decode()
    assert not AccessEntry.objects.filter(kind="exported").exists(), "nothing was exported"
    assert not [*tmp_path.rglob("*.gz")]
    address = response.redirect_chain[-1][0]
    assert leahs.get(f"{address}1/").status_code == 404
    out = tmp_path / "out"
    with pytest.raises(CommandError, match=r"is not as it was sealed\. Nothing was exported\."):
        call_command("export", by="leah", output=out, format=form)
    assert not out.exists()


def test_a_column_of_a_signed_record_that_was_changed_is_not_exported(world: World, leahs: Client) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    AssessedLesion.objects.update(decision="non_operative")
    response = leahs.post(URL, {"identity": "without", "form": "csv"}, follow=True)
    assert "(assessed): it was changed in the database" in response.content.decode()


# -- The command -------------------------------------------------------------------------------------------


def test_the_command_writes_a_file_that_only_its_owner_reads(world: World, tmp_path: Path) -> None:
    path, err = tmp_path / "out.csv", io.StringIO()
    call_command("export", by="leah", output=path, with_identifiers=True, stderr=err)
    assert path.stat().st_mode & 0o777 == 0o600
    (row,) = rows_of(path.read_bytes().decode())
    assert row["identifier"] == "N-001"
    assert "1 rows are in" in err.getvalue()
    assert AccessEntry.objects.filter(kind="exported", user=world.leah, patient=world.patient).count() == 1
    with pytest.raises(CommandError, match="exists already; nothing is written over"):
        call_command("export", by="leah", output=path)


def test_the_command_writes_to_the_standard_output(world: World) -> None:
    out = io.StringIO()
    call_command("export", by="leah", unit="North", format="jsonl", stdout=out)
    assert json.loads(out.getvalue())["lesion"] == 1
    assert "N-001" not in out.getvalue()


@pytest.mark.parametrize(
    ("by", "unit", "message"),
    [
        (None, None, "Say with --by in whose name"),
        ("alice", None, "“alice” does not lead any unit; only a lead exports."),
        ("leah", "South", "“leah” does not lead the unit “South”; only a lead exports."),
        ("nobody-at-all", None, "“nobody-at-all” does not lead any unit"),
    ],
)
def test_the_command_is_for_leads(world: World, by: str | None, unit: str | None, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("export", by=by, unit=unit)
    assert not AccessEntry.objects.filter(kind="exported").exists()


def test_the_command_says_what_the_columns_mean() -> None:
    out = io.StringIO()
    call_command("export", columns=True, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "study_key\trandom key of the patient, the same in every export"
    assert any(line.startswith("follow_up.died_on_days\t") for line in lines)
    assert not any(line.startswith("name\t") for line in lines)


# -- What it costs others ------------------------------------------------------------------------------------


def test_a_piece_asks_as_often_however_many_patients_it_has(world: World) -> None:
    def asked(count: int) -> int:
        for number in range(count):
            patient = actions.create_patient(
                unit=world.north, identifier=f"s{count}-{number}", by=world.alice
            )
            actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
        with CaptureQueriesContext(connection) as found:
            list(reading.pieces(world.leah, [world.north]))
        return len(found)

    assert asked(1) == asked(6)
    assert StudyKey.objects.count() == 8
    assert len(set(StudyKey.objects.values_list("key", flat=True))) == 8


def test_a_piece_is_found_by_an_index_and_no_table_is_gone_through(world: World) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("it reads what SQLite says of its plan")
    with CaptureQueriesContext(connection) as found:
        list(reading.pieces(world.leah, [world.north]))
    piece = next(one["sql"] for one in found if 'FROM "assessments_assessedlesion"' in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {piece}")
        plan = "\n".join(row[3] for row in cursor.fetchall())
    assert "SCAN" not in plan, plan
