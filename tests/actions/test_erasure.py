"""Who a patient is, erased for ever, and the chain of what was signed still proved."""

import json
import stat
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.actions import corrections, signing
from assessments.actions.drafts import keep_emergency
from assessments.actions.erasure import erase_identity
from assessments.models import (
    AccessEntry,
    Assessment,
    EmergencyDraft,
    Lesion,
    Patient,
    Response,
    Revision,
    Sealed,
    StudyKey,
    UnitEvent,
)
from assessments.models.append_only import permitted
from assessments.record.chain import content_of
from assessments.record.of_patient import paths, whole_record
from assessments.record.verification import faults
from tests.drawn import one_in
from tests.people import AGREED, TODAY, World, fill, sign

IDENTIFIER, NAME, BORN = "MRN-47Q11", "Maria Lang-Beispiel", date(1960, 10, 31)


@pytest.fixture
def known(world: World) -> Patient:
    """A patient with a name, two signed reports, a note that names her, and a draft."""
    patient = actions.create_patient(
        unit=world.north, identifier=IDENTIFIER, name=NAME, birth_date=BORN, sex="female", by=world.alice
    )
    first = actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    fill(first, world.alice)
    sign(first, world.alice)
    text = f"Frau Lang-Beispiel ({IDENTIFIER}, born 1960-10-31) phoned. A long bone, left: no change."
    signing.add_note(assessment=first, text=text, by=world.bob)
    second = actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    sign(second, world.alice)
    StudyKey.objects.create(patient=patient)
    sign(world.assessment, world.alice)  # of another patient, in the same chain
    keep_emergency(raw={"identifier": [f" {IDENTIFIER.lower()}"], "bone": ["femur"]}, by=world.bob)
    return patient


def everything() -> str:
    """Read every table of the database as text."""
    found = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):  # those too that no model stands for
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def chain(world: World) -> list[str]:
    return [str(fault) for fault in faults(world.north)]


def test_what_another_unit_types_under_the_same_identifier_stays(world: World, known: Patient) -> None:
    keep_emergency(raw={"identifier": [IDENTIFIER]}, by=world.charlie)
    erase_identity(patient=known, by=world.leah)
    assert [draft.user for draft in EmergencyDraft.objects.all()] == [world.charlie]


def test_nothing_tells_any_more_who_it_was(world: World, known: Patient) -> None:
    for word in (IDENTIFIER, "Lang-Beispiel", "1960-10-31", "31 October 1960"):
        assert word in everything(), word
    erase_identity(patient=known, by=world.leah)
    told = everything()
    for word in (IDENTIFIER, "47Q11", "Lang-Beispiel", "Maria", "1960-10-31", "October 1960", "1960, 10, 31"):
        assert word.casefold() not in told.casefold(), word
    assert world.patient.identifier in told, "nobody else's is touched"


def test_the_clinical_content_stays(world: World, known: Patient) -> None:
    before = list(Revision.objects.values_list("answers", flat=True))
    erase_identity(patient=known, by=world.leah)
    assert list(Revision.objects.values_list("answers", flat=True)) == before
    note = content_of(Sealed.objects.get(kind="note"))["text"]
    assert note == "Frau [erased] ([erased], born [erased]) phoned. A long bone, left: no change."
    report = content_of(Sealed.objects.filter(assessment__patient=known, kind="report")[0])
    assert report["report"]["identity"]["author"] == "alice"
    assert report["report"]["lesions"][0]["name"] == "Left femur, subtrochanteric"


def test_the_chain_is_still_proved(world: World, known: Patient) -> None:
    def seals() -> list[tuple[int, str, str]]:
        rows = Sealed.objects.order_by("sequence")
        return list(rows.values_list("sequence", "seal", "content"))

    sealed = seals()
    assert chain(world) == []
    erase_identity(patient=known, by=world.leah)
    assert chain(world) == []
    assert seals() == sealed, "seals and clinical content are not touched"
    event = UnitEvent.objects.get(kind="erased")
    theirs = Sealed.objects.filter(assessment__patient=known).order_by("sequence")
    assert [row[0] for row in event.told["erased"]] == [row.sequence for row in theirs]
    assert event.told["patients"] == [str(known.uuid)]


@pytest.mark.parametrize("number", one_in(3, [1, 0, 2]))
def test_any_other_change_is_still_found(world: World, known: Patient, number: int) -> None:
    erase_identity(patient=known, by=world.leah)
    sealed = Sealed.objects.filter(assessment__patient=known).order_by("sequence")[number]
    for column in ("content", "identity"):
        text = getattr(sealed, column)
        for place in range(0, len(text), max(1, len(text) // 20)):
            other = "0" if text[place] != "0" else "1"
            with permitted("forging"):
                QuerySet(Sealed).filter(pk=sealed.pk).update(
                    **{column: text[:place] + other + text[place + 1 :]}
                )
            assert f"North, record {sealed.sequence} (sealed): " in chain(world)[0], place
        with permitted("forging"):
            QuerySet(Sealed).filter(pk=sealed.pk).update(**{column: text})
    assert chain(world) == []


def test_without_the_erasure_its_changes_would_be_faults(world: World, known: Patient) -> None:
    erase_identity(patient=known, by=world.leah)
    with permitted("forging"):
        QuerySet(UnitEvent).filter(kind="erased").delete()
    first = Sealed.objects.filter(assessment__patient=known).earliest("sequence")
    assert chain(world)[0] == (
        f"North, record {first.sequence} (sealed): its identity or free text was changed after it was "
        "sealed, and by no erasure"
    )


def test_what_was_signed_can_still_be_read(world: World, known: Patient) -> None:
    erase_identity(patient=known, by=world.leah)
    client = Client()
    client.force_login(world.alice)
    for assessment in Assessment.objects.filter(patient=known):
        page = client.get(f"/assessments/{assessment.uuid}/report/")
        assert page.status_code == 200
        assert "[erased]" in page.content.decode()
    assert client.get(f"/patients/{known.uuid}/").status_code == 200


def test_the_next_signature_goes_onto_the_chain(world: World, known: Patient) -> None:
    erase_identity(patient=known, by=world.leah)
    event = UnitEvent.objects.get(kind="erased")
    later = signing.add_note(assessment=world.assessment, text="Later.", by=world.alice)
    assert later.sequence == event.sequence + 1
    assert chain(world) == []


def test_a_second_time_changes_nothing_more(world: World, known: Patient) -> None:
    erase_identity(patient=known, by=world.leah)
    contents = list(Sealed.objects.order_by("sequence").values_list("content", "identity"))
    erase_identity(patient=known, by=world.leah)
    assert list(Sealed.objects.order_by("sequence").values_list("content", "identity")) == contents
    assert chain(world) == []


def test_a_short_identifier_is_not_taken_for_a_number_in_the_report(world: World) -> None:
    patient = actions.create_patient(unit=world.north, identifier="7", name="Left", by=world.alice)
    assessment = actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    fill(assessment, world.alice)
    sign(assessment, world.alice)
    before = content_of(Sealed.objects.get())
    erase_identity(patient=patient, by=world.leah)
    after = content_of(Sealed.objects.get(kind="report"))
    assert after["report"]["lesions"] == before["report"]["lesions"]
    assert after["answers"] == before["answers"]
    title, row = (
        "assessment: <bdi>Left</bdi>, Left femur, subtrochanteric",
        "<dd>7, <bdi>Left</bdi></dd>",
    )
    assert before["html"].count(title) == before["html"].count(row) == 1
    assert after["html"] == before["html"].replace(
        title, "assessment: <bdi>[erased]</bdi>, Left femur, subtrochanteric"
    ).replace(row, "<dd>[erased], <bdi>[erased]</bdi></dd>")


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("张伟", "张伟诉腰痛，生于1960年10月31日", "[erased]诉腰痛，生于[erased]"),
        ("김 철수", "김철수는 걷지 못한다", "[erased]는 걷지 못한다"),
        ("山田 太郎", "山田太郎様、昭和", "[erased]様、昭和"),
        ("สมชาย ใจดี", "สมชาย ใจดีเดินไม่ได้", "[erased]เดินไม่ได้"),
    ],
)
def test_a_name_of_any_script_goes_from_all_tables(world: World, name: str, text: str, left: str) -> None:
    patient = actions.create_patient(
        unit=world.north, identifier="MRN-1234", name=name, birth_date=BORN, by=world.alice
    )
    assessment = actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    fill(assessment, world.alice)
    sign(assessment, world.alice)
    signing.add_note(assessment=assessment, text=text, by=world.bob)
    erase_identity(patient=patient, by=world.leah)
    assert name not in everything()
    assert content_of(Sealed.objects.get(kind="note"))["text"] == left
    assert chain(world) == []


def test_a_patient_without_anything_signed(world: World) -> None:
    erase_identity(patient=world.patient, by=world.leah)
    assert Patient.objects.get(pk=world.patient.pk).identifier.startswith("ERASED-")
    assert not Sealed.objects.exists()
    event = UnitEvent.objects.get()
    assert (event.kind, event.by) == ("erased", world.leah)


def test_free_text_in_answers_to_the_advice_is_searched_too(world: World, known: Patient) -> None:
    third = actions.start_assessment(patient=known, today=TODAY, by=world.alice)
    sign(third, world.alice, **AGREED | {"text": "Maria does not want it"})
    answered = Response.objects.get(assessment=third)
    erase_identity(patient=known, by=world.leah)
    assert Response.objects.get(pk=answered.pk).text == "[erased] does not want it"


class TestPutRightBefore:
    """An identity that was corrected, an assessment that was moved, a duplicate that was joined."""

    def test_what_it_was_before_is_erased_too(self, world: World, known: Patient) -> None:
        who: dict[str, Any] = {
            "birth_date": BORN,
            "sex": "female",
            "reason": "Lang-Beispiel was misspelt",
            "by": world.bob,
        }
        corrections.correct_identity(patient=known, identifier="MRN-4712", name="Mary Long", **who)
        erase_identity(patient=known, by=world.leah)
        for word in ("MRN-471", "Beispiel", "Mary Long", "1960-10-31"):
            assert word.casefold() not in everything().casefold(), word
        assert chain(world) == []

    def test_what_was_signed_under_the_name_and_moved_is_erased(self, world: World, known: Patient) -> None:
        first = Assessment.objects.filter(patient=known).order_by("pk")[0]
        corrections.move_assessment(assessment=first, to=world.patient, reason="Wrong one", by=world.bob)
        erase_identity(patient=known, by=world.leah)
        assert IDENTIFIER.casefold() not in everything().casefold()
        assert world.patient.identifier in everything()
        assert chain(world) == []

    def test_a_duplicate_goes_with_the_patient(self, world: World, known: Patient) -> None:
        into = actions.create_patient(unit=world.north, identifier="MRN-9999", name=NAME, by=world.alice)
        corrections.merge_patients(duplicate=known, into=into, reason="Twice: Maria", by=world.bob)
        erase_identity(patient=into, by=world.leah)
        for word in (IDENTIFIER, "MRN-9999", "Beispiel", "Maria"):
            assert word.casefold() not in everything().casefold(), word
        assert Patient.objects.get(pk=known.pk).identifier.startswith("ERASED-")
        assert chain(world) == []


@pytest.mark.database
@pytest.mark.usefixtures("transactional_db")  # the write-ahead log is emptied outside of any
class TestCommand:
    def run(self, *arguments: str, **options: Any) -> str:
        out = StringIO()
        call_command("erase_patient", *arguments, stdout=out, **options)
        return out.getvalue()

    def test_asks_before_and_wants_a_lead(
        self, world: World, known: Patient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for by in (None, "alice", "admin", "who-is-that"):
            with pytest.raises(CommandError, match="--by must name a lead of North"):
                self.run(str(known.uuid), by=by)
        monkeypatch.setattr("builtins.input", lambda _prompt: "no")
        with pytest.raises(CommandError, match="Nothing was erased"):
            self.run(str(known.uuid), by="leah")
        assert Patient.objects.get(pk=known.pk).name == NAME
        monkeypatch.setattr("builtins.input", lambda _prompt: "erase")
        assert "let them expire" in self.run(str(known.uuid), by="leah")
        assert Patient.objects.get(pk=known.pk).name == ""

    def test_shows_before_what_goes_and_what_may_remain(
        self, world: World, known: Patient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = "Mrs Lang, born 31.10.60; a lang bone. Frau Beispeil, 1960."
        signing.add_note(assessment=Assessment.objects.filter(patient=known)[0], text=text, by=world.bob)
        before = everything()
        for told in (self.run(str(known.uuid), by="leah", show=True), self._refused(known, monkeypatch)):
            assert "Known as: MRN-47Q11, Maria Lang-Beispiel, 1960-10-31" in told
            for line in (
                "  Lang: ... Mrs Lang, born 31.10.60;",
                "  31.10.60: ... Mrs Lang, born 31.10.60; a",
            ):
                assert line in told
            assert "May remain: look at it before: 3" in told
            for line in ("  lang: ...", "  Beispeil: ...", "  1960: ..."):
                assert line in told
            assert everything() == before
        assert "What may remain stands above: 3 places" in self.run(str(known.uuid), by="leah", yes=True)
        note = content_of(Sealed.objects.filter(kind="note").latest("pk"))["text"]
        assert note == "Mrs [erased], born [erased]; a lang bone. Frau Beispeil, 1960."

    def _refused(self, known: Patient, monkeypatch: pytest.MonkeyPatch) -> str:
        out = StringIO()
        monkeypatch.setattr("builtins.input", lambda _prompt: "")
        with pytest.raises(CommandError, match="Nothing was erased"):
            call_command("erase_patient", str(known.uuid), by="leah", stdout=out)
        return out.getvalue()

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's file")
    def test_leaves_nothing_legible_in_the_file(self, world: World) -> None:
        """Nor where rows stood before: they are written over, and the write-ahead log is emptied."""
        file = Path(connection.settings_dict["NAME"])

        def stands() -> bytes:
            log = file.with_name(f"{file.name}-wal")
            return file.read_bytes() + (log.read_bytes() if log.exists() else b"")

        patients = [
            actions.create_patient(
                unit=world.north,
                identifier=f"{IDENTIFIER}-{number}",
                name=NAME,
                birth_date=BORN,
                by=world.alice,
            )
            for number in range(4)
        ]
        for patient in patients:
            keep_emergency(raw={"identifier": [patient.identifier], "name": [NAME] * 90}, by=world.bob)
        assert all(word.encode() in stands() for word in (IDENTIFIER, NAME))
        for patient in patients:
            call_command("erase_patient", patient.uuid, by="leah", yes=True, stdout=StringIO())
        assert not [word for word in (IDENTIFIER, NAME, "LANG-BEISPIEL") if word.encode() in stands()]

    def test_keeps_a_word_that_is_no_name(self, world: World, known: Patient) -> None:
        signing.add_note(
            assessment=Assessment.objects.filter(patient=known)[0], text="Lang nail.", by=world.bob
        )
        self.run(str(known.uuid), by="leah", yes=True, keep=["Lang"])
        assert content_of(Sealed.objects.filter(kind="note").latest("pk"))["text"] == "Lang nail."

    @pytest.mark.parametrize("given", ["MRN-47Q11", "00000000-0000-4000-8000-000000000000"])
    def test_of_nobody_is_refused(self, world: World, known: Patient, given: str) -> None:
        with pytest.raises(CommandError, match="no such patient"):
            self.run(given, by="leah", yes=True)

    def test_lists_whose_time_is_over(self, world: World, known: Patient) -> None:
        assert "0 patients" in self.run(list=30)
        long_ago = timezone.now() - timedelta(days=31 * 366)
        Patient.objects.filter(pk=known.pk).update(created=long_ago)
        assert "0 patients" in self.run(list=30)
        Assessment.objects.filter(patient=known).update(updated=long_ago)
        told = self.run(list=30)
        assert str(known.uuid) in told
        assert "1 patients" in told
        assert IDENTIFIER not in told


class TestOwnAccess:
    def test_has_all_of_it_and_is_noted(self, world: World, known: Patient, tmp_path: Path) -> None:
        out = StringIO()
        call_command("patient_record", str(known.uuid), str(tmp_path / "record.json"), stdout=out)
        told = json.loads((tmp_path / "record.json").read_text())
        assert told["patient"][0]["name"] == NAME
        assert len(told["assessment"]) == 2
        assert [row["kind"] for row in told["sealed"]] == ["report", "note", "report"]
        assert all(row["by"] in ("alice", "bob") for row in told["revision"])
        assert told["accessentry"][-1]["what"] == "patient's own access"
        assert stat.S_IMODE((tmp_path / "record.json").stat().st_mode) == 0o600
        assert world.patient.identifier not in (tmp_path / "record.json").read_text()
        assert AccessEntry.objects.filter(kind="exported", patient=known).count() == 1

    def test_overwrites_nothing_and_knows_who_is_meant(
        self, world: World, known: Patient, tmp_path: Path
    ) -> None:
        (tmp_path / "record.json").touch()
        with pytest.raises(CommandError, match="exists already"):
            call_command("patient_record", str(known.uuid), str(tmp_path / "record.json"))
        with pytest.raises(CommandError, match="no such patient"):
            call_command("patient_record", "MRN-47Q11", str(tmp_path / "other.json"))

    def test_every_table_that_belongs_to_a_patient_is_in_it(self, world: World, known: Patient) -> None:
        of_nobody = {"unit", "membership", "emergencydraft", "chain"}
        of_nobody |= {"keptresults", "sentform", "savedfilter", "cardfeedback"}
        of_nobody |= {"meeting", "meetingguest"}  # of the unit; which cases it has is the patient's
        every = {model._meta.model_name for model in apps.get_app_config("assessments").get_models()}
        assert set(whole_record(known)) == every - of_nobody
        assert paths()[Lesion] == "patient"


def test_the_patients_own_record_follows_no_link(world: World, tmp_path: Path) -> None:
    """Where others may write, somebody could have put a link to a place of theirs."""
    link, theirs = tmp_path / "record.json", tmp_path / "theirs.json"
    link.symlink_to(theirs)
    with pytest.raises(CommandError, match="exists already"):
        call_command("patient_record", str(world.patient.uuid), str(link), stdout=StringIO())
    assert not theirs.exists()
    with pytest.raises(CommandError, match="cannot be made"):
        call_command("patient_record", str(world.patient.uuid), str(tmp_path / "no" / "x"), stdout=StringIO())
