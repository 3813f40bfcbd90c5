"""Records put right, on the record: identities, assessments of the wrong patient, duplicates."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.actions import corrections, signing
from assessments.actions.follow_up import record_follow_up
from assessments.forms.records import OtherPatientForm
from assessments.models import Assessment, Correction, Lesion, Patient, Sealed
from assessments.models.base import AppendOnlyError
from assessments.record.verification import faults
from assessments.report.of_assessment import final_report
from bonemet.accounts.models import User
from tests.people import TODAY, World, fill, save, sign, squeezed


@pytest.fixture
def other(world: World) -> Patient:
    """Another patient of the unit, with an assessment and a lesion of their own."""
    patient = actions.create_patient(unit=world.north, identifier="O-1", name="Ang Mo", by=world.alice)
    actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    return patient


def url(name: str, record: Any) -> str:
    return reverse(f"assessments:{name}", args=[record.uuid])


IDENTITY = {"identifier": "n-002", "name": "Ana Po", "birth_date": "3.4.1950", "sex": "female"}

# -- Identity


def test_an_identity_is_corrected_and_what_it_was_stays_on_record(alices: Client, world: World) -> None:
    form = IDENTITY | {"reason": "Mistyped."}
    page = squeezed(alices.post(url("correct_patient", world.patient), form, follow=True).content.decode())
    found = Patient.objects.get(pk=world.patient.pk)
    assert (found.identifier, found.name, found.birth_date) == ("N-002", "Ana Po", date(1950, 4, 3))
    entry = Correction.objects.get()
    assert (entry.kind, entry.by, entry.reason) == ("identity", world.alice, "Mistyped.")
    assert entry.told["identifier"] == ["N-001", "N-002"]
    assert entry.told["birth_date"] == ["", "1950-04-03"]
    for words in (
        "Patient N-002",
        "Mistyped.",
        "Identifier: N-001 → N-002",
        "Date of birth: – → 3 April 1950",
        "Sex: – → Female",
        "1 correction of this record",
    ):
        assert words in page
    with pytest.raises(AppendOnlyError):
        entry.delete()


def test_a_correction_needs_a_reason(alices: Client, world: World) -> None:
    response = alices.post(url("correct_patient", world.patient), IDENTITY)
    assert response.status_code == 422
    assert "This field is required." in squeezed(response.content.decode())
    assert Patient.objects.get().identifier == "N-001"


def test_nothing_changed_is_no_correction(alices: Client, world: World) -> None:
    alices.post(url("correct_patient", world.patient), {"identifier": "N-001", "reason": "x"})
    assert not Correction.objects.exists()


def test_an_identifier_of_another_patient_is_refused_with_a_way_out(
    alices: Client, world: World, other: Patient
) -> None:
    form = IDENTITY | {"identifier": "O-1", "reason": "x"}
    response = alices.post(url("correct_patient", world.patient), form)
    page = squeezed(response.content.decode())
    assert response.status_code == 422
    assert "This identifier is that of another record" in page
    assert url("merge_patient", world.patient) in page
    assert "Patient <a" in page
    assert "O-1" not in page.split("</h1>")[0].split('class="identity"')[1], "the page is still of the first"
    assert Patient.objects.get(pk=world.patient.pk).identifier == "N-001"


def test_a_signed_report_keeps_the_identity_and_says_so(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    alices.post(url("correct_patient", world.patient), IDENTITY | {"reason": "x"})
    page = squeezed(alices.get(url("report", world.assessment)).content.decode())
    article = page[page.index("<article") : page.index("</article>")]
    assert "N-001" in article
    assert "N-002" not in article
    assert "was corrected from N-001 to N-002 since this was signed." in page


# -- An assessment of the wrong patient


def test_an_assessment_is_moved_with_its_lesion_and_follow_up(
    alices: Client, world: World, other: Patient
) -> None:
    record_follow_up(lesion=world.lesion, told={"on": TODAY, "life": "alive"}, by=world.alice)
    form = {"identifier": "o-1", "reason": "Wrong wrist band."}
    page = squeezed(alices.post(url("move", world.assessment), form, follow=True).content.decode())
    assert "Patient O-1" in page
    assert Assessment.objects.get(pk=world.assessment.pk).patient == other
    lesion = Lesion.objects.get(pk=world.lesion.pk)
    assert (lesion.patient, lesion.number) == (other, 2)
    assert lesion.follow_ups.count() == 1
    assert list(Correction.objects.order_by("pk").values_list("patient", "kind", "other")) == [
        (world.patient.pk, "moved_away", other.pk),
        (other.pk, "moved_here", world.patient.pk),
    ]
    for patient in (world.patient, other):
        assert "Wrong wrist band." in squeezed(alices.get(url("patient", patient)).content.decode())
    for name in ("hub", "history", "review"):
        assert alices.get(url(name, world.assessment)).status_code == 200


def test_what_shares_a_lesion_moves_together(alices: Client, world: World, other: Patient) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    again = actions.start_assessment(
        patient=world.patient, lesions=[world.lesion], today=TODAY, by=world.alice
    )
    apart = actions.start_assessment(patient=world.patient, today=TODAY, by=world.alice)
    assert "moved together" in squeezed(alices.get(url("move", again)).content.decode())
    assert "moved together" not in squeezed(alices.get(url("move", apart)).content.decode())
    moved = corrections.move_assessment(assessment=again, to=other, reason="x", by=world.alice)
    assert {one.pk for one in moved} == {world.assessment.pk, again.pk}
    assert Assessment.objects.get(pk=apart.pk).patient == world.patient
    page = squeezed(alices.get(url("report", world.assessment)).content.decode())
    assert "was moved from the record of N-001 to that of O-1." in page
    assert list(faults(world.north)) == [], "what was signed is as it was"


def test_it_can_be_moved_to_a_patient_not_entered_yet(alices: Client, world: World) -> None:
    form = {"identifier": "new-7", "reason": "x"}
    response = alices.post(url("move", world.assessment), form)
    assert response.status_code == 422
    assert "The unit has no patient with this identifier." in squeezed(response.content.decode())
    alices.post(url("move", world.assessment), form | {"is_new": "on"})
    assert Assessment.objects.get().patient.identifier == "NEW-7"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"identifier": "N-001", "reason": "x"}, "That is this patient."),
        ({"identifier": "O-1", "reason": "x", "is_new": "on"}, "has a patient with this identifier already."),
        ({"identifier": "O-1"}, "This field is required."),
        ({"identifier": "\x00", "reason": "x"}, "Null characters are not allowed."),
        ({"identifier": "\ufdfa" * 20, "reason": "x", "is_new": "on"}, "At most 64 characters."),
        ({"identifier": "a\u202eb", "reason": "x", "is_new": "on"}, "that can be printed."),
        ({"identifier": "\ufeff\u200b", "reason": "x", "is_new": "on"}, "that can be printed."),
    ],
)
def test_what_cannot_be_moved_is_said(
    alices: Client, world: World, other: Patient, form: dict[str, str], words: str
) -> None:
    response = alices.post(url("move", world.assessment), form)
    assert response.status_code == 422
    assert words in squeezed(response.content.decode())
    assert Assessment.objects.get(pk=world.assessment.pk).patient == world.patient


def test_nothing_moves_between_units(world: World) -> None:
    abroad = actions.create_patient(unit=world.south, identifier="S-1", by=world.charlie)
    with pytest.raises(corrections.OtherUnitError):
        corrections.move_assessment(assessment=world.assessment, to=abroad, reason="x", by=world.alice)
    with pytest.raises(corrections.OtherUnitError):
        corrections.merge_patients(duplicate=world.patient, into=abroad, reason="x", by=world.alice)
    with pytest.raises(corrections.SamePatientError):
        corrections.merge_patients(duplicate=world.patient, into=world.patient, reason="x", by=world.alice)


# -- One patient entered twice


def test_a_duplicate_is_joined_and_leads_to_the_record_that_stays(
    alices: Client, world: World, other: Patient
) -> None:
    form = {"identifier": "N-001", "reason": "Same person."}
    response = alices.post(url("merge_patient", other), form, follow=True)
    assert "Patient N-001" in squeezed(response.content.decode())
    assert Assessment.objects.filter(patient=world.patient).count() == 2
    assert [lesion.number for lesion in world.patient.lesions.all()] == [1, 2]
    assert "Patient N-001" in squeezed(alices.get(url("patient", other)).content.decode())
    entry = Correction.objects.get()
    assert (entry.kind, entry.patient, entry.other) == ("merged", world.patient, other)
    assert entry.told["identifier"] == "O-1"
    found = alices.post("/search/", {"patient": "o-1"}, follow=True).context["rows"]
    assert {row["assessment"].patient.identifier for row in found} == {"N-001"}
    page = squeezed(alices.post("/assessments/new/", {"identifier": "O-1"}).content.decode())
    assert url("assess", world.patient) in page, "whoever types the old identifier is led to the record"


def test_joining_twice_leads_all_the_way(alices: Client, world: World, other: Patient) -> None:
    third = actions.create_patient(unit=world.north, identifier="T-1", by=world.alice)
    corrections.merge_patients(duplicate=other, into=world.patient, reason="x", by=world.alice)
    corrections.merge_patients(duplicate=world.patient, into=third, reason="x", by=world.alice)
    assert "Patient T-1" in squeezed(alices.get(url("patient", other)).content.decode())
    assert third.assessments.count() == 2


def test_a_probable_duplicate_is_asked_about(alices: Client, world: World) -> None:
    form = {"identifier": "P-1", "name": "Ana Po", "birth_date": "3.4.1950"}
    assert alices.post("/assessments/new/", form).status_code == 302
    response = alices.post("/assessments/new/", form | {"identifier": "P-2", "name": "ana  po"})
    assert response.status_code == 422
    page = squeezed(response.content.decode())
    assert "with this name and date of birth already" in page
    assert "P-1, Ana Po" in page
    sure = form | {"identifier": "P-2", "sure": "on"}
    assert alices.post("/assessments/new/", sure).status_code == 302
    assert Patient.objects.filter(name="Ana Po").count() == 2


# -- While others work


def test_what_is_saved_after_a_move_does_not_move_it_back(world: World, other: Patient) -> None:
    read_before = Assessment.objects.get(pk=world.assessment.pk)
    corrections.move_assessment(assessment=world.assessment, to=other, reason="x", by=world.alice)
    save(read_before, "patient", {"age": 60}, None, world.bob)
    found = Assessment.objects.get(pk=world.assessment.pk)
    assert found.patient == other
    assert {row.lesion.patient for row in found.assessed.all()} == {other}


def test_nobody_signs_a_report_with_an_identity_that_was_corrected_meanwhile(world: World) -> None:
    fill(world.assessment, world.alice)
    read_before = Assessment.objects.select_related("patient").get(pk=world.assessment.pk)
    assert read_before.patient.identifier == "N-001"
    corrections.correct_identity(
        patient=world.patient, identifier="N-9", name="", birth_date=None, sex="", reason="x", by=world.bob
    )
    with pytest.raises(signing.ChangedMeanwhileError):
        seal_as_read(read_before, world.alice)
    assert not Sealed.objects.exists()


def seal_as_read(assessment: Assessment, by: User) -> None:
    """Sign what was read before, as a request does that was on its way."""
    revision, at = assessment.latest(), timezone.now()
    evaluation, _problems = revision.given.evaluated
    assert evaluation is not None
    shown = final_report(assessment, revision, evaluation, signer=by, at=at)
    signing.sign(
        assessment=assessment,
        said=[],
        shown=shown,
        at=at,
        base_revision=revision.number,
        by=by,
    )


@pytest.mark.parametrize("name", ["move", "merge_patient"])
def test_two_who_join_at_once_make_no_circle(
    alices: Client, world: World, other: Patient, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody joins the two the other way round between the check of the form and the write."""
    is_valid = OtherPatientForm.is_valid

    def slow(form: OtherPatientForm) -> bool:
        valid = is_valid(form)
        corrections.merge_patients(duplicate=other, into=world.patient, reason="x", by=world.bob)
        return valid

    monkeypatch.setattr(OtherPatientForm, "is_valid", slow)
    record = world.assessment if name == "move" else world.patient
    response = alices.post(url(name, record), {"identifier": "O-1", "reason": "x"})
    assert response.status_code == 422
    assert "These records were changed meanwhile, perhaps by you in another tab." in squeezed(
        response.content.decode()
    )
    assert Patient.objects.get(pk=world.patient.pk).merged_into is None
    assert Assessment.objects.filter(patient=world.patient).count() == 2


def test_a_patient_entered_by_a_move_that_fails_is_not_left_behind(
    alices: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_said: object) -> None:
        raise corrections.SamePatientError

    monkeypatch.setattr(corrections, "move_assessment", fails)
    form = {"identifier": "new-8", "reason": "x", "is_new": "on"}
    assert alices.post(url("move", world.assessment), form).status_code == 422
    assert not Patient.objects.filter(identifier="NEW-8").exists()


# -- What was written down of a duplicate, and of an assessment under another patient


@pytest.fixture
def joined(alices: Client, world: World, other: Patient) -> Patient:
    """A duplicate that was looked at and corrected, and joined with the record that stays."""
    alices.get(url("patient", other))
    who: dict[str, Any] = {
        "name": "Ang Moh",
        "birth_date": None,
        "sex": "",
        "reason": "Misheard.",
        "by": world.alice,
    }
    corrections.correct_identity(patient=other, identifier="O-1", **who)
    corrections.merge_patients(duplicate=other, into=world.patient, reason="Twice.", by=world.alice)
    return other


def test_what_was_put_right_about_a_duplicate_stands_on_the_page_that_stays(
    alices: Client, world: World, joined: Patient
) -> None:
    page = squeezed(alices.get(url("patient", world.patient)).content.decode())
    assert "2 corrections of this record" in page
    for words in ("Misheard.", "Name: Ang Mo → Ang Moh", "Twice."):
        assert words in page


def test_who_looked_at_a_duplicate_stands_in_the_log_and_its_csv(
    world: World, client: Client, joined: Patient
) -> None:
    client.force_login(world.leah)
    for address in (joined, world.patient):
        seen = client.get(url("patient_access", address)).context["rows"]
        assert [(row.patient, damaged) for row, _page, damaged in seen if row.user == world.alice] == [
            (joined, False)
        ]
        csv = client.get(url("patient_access_csv", address)).content.decode()
        assert [line.split(",")[1:4] for line in csv.splitlines() if "alice" in line] == [
            ['"alice"', '"viewed"', '"patient"']
        ]


def test_who_looked_at_an_assessment_before_it_was_moved_stands_in_both_logs(
    alices: Client, world: World, other: Patient
) -> None:
    alices.get(url("hub", world.assessment))
    corrections.move_assessment(assessment=world.assessment, to=other, reason="Wrong.", by=world.alice)
    client = Client()
    client.force_login(world.leah)
    for patient in (world.patient, other):
        seen = client.get(url("patient_access", patient)).context["rows"]
        assert [
            (row.what, damaged) for row, _page, damaged in seen if row.assessment == world.assessment
        ] == [("overview", False)]


@pytest.mark.parametrize("asked", ["the duplicate", "the record that stays"])
def test_a_patients_own_record_holds_what_was_written_of_the_duplicate(
    world: World, joined: Patient, tmp_path: Path, asked: str
) -> None:
    number = joined.uuid if asked == "the duplicate" else world.patient.uuid
    call_command("patient_record", str(number), str(tmp_path / "record.json"), stdout=StringIO())
    told = json.loads((tmp_path / "record.json").read_text())
    assert sorted(row["identifier"] for row in told["patient"]) == ["N-001", "O-1"]
    assert [row["kind"] for row in told["correction"]] == ["identity", "merged"]
    assert [(row["user"], row["kind"]) for row in told["accessentry"]] == [
        ("alice", "viewed"),
        (None, "exported"),
    ]
    assert len(told["assessment"]) == 2
    assert len(told["lesion"]) == 2


@pytest.mark.usefixtures("transactional_db")
def test_to_erase_a_duplicate_is_to_erase_the_record_that_stays(world: World, joined: Patient) -> None:
    call_command("erase_patient", str(joined.uuid), by="leah", yes=True, stdout=StringIO())
    left = Patient.objects.values_list("identifier", "name")
    assert len(left) == 2
    assert all(identifier.startswith("ERASED-") and name == "" for identifier, name in left)
