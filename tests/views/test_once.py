"""A form writes once, however often it is sent, and only for the patient who was shown."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.actions import corrections
from assessments.actions.follow_up import record_follow_up
from assessments.models import (
    AccessEntry,
    Assessment,
    Correction,
    Draft,
    FollowUp,
    Lesion,
    Patient,
    Plan,
    Sealed,
    SentForm,
)
from assessments.record.outcomes import outcome_of_patient
from tests.people import TODAY, World, carried, confirm, fill, send, sign
from tests.views.test_section import address, posted
from tests.views.test_signed import without_indications

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "assessments"


def path(name: str, *args: Any) -> str:
    return reverse(f"assessments:{name}", args=args)


def test_every_form_says_who_opened_it_and_that_it_is_this_one() -> None:
    """But for the search, that a page was printed, practice, what is sent again, and the administration."""
    without = set()
    for template in TEMPLATES.rglob("*.html"):
        for form in template.read_text().split("<form")[1:]:
            if 'method="post"' in form and "{% carries" not in form.split("</form>")[0]:
                without.add(template.relative_to(TEMPLATES).as_posix())
    assert without == {
        "administration/temporary_password.html",
        "cases.html",
        "ended/send_again.html",
        "practice/case.html",
        "practice/practice.html",
        "report/printed.html",
    }


# -- Twice -------------------------------------------------------------------------------------------------


def sent_twice(client: Client, url: str, form: dict[str, Any], page: str = "") -> None:
    """Send the very same form a second time: its answer leads where the first did."""
    data = carried(client, page or url, url if page else "") | form
    first, second = (client.post(url, data) for _time in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]


class TestTwice:
    def test_a_patient_and_an_assessment(self, alices: Client, world: World) -> None:
        sent_twice(alices, path("new"), {"identifier": "N-777"})
        assert Assessment.objects.filter(patient__identifier="N-777").count() == 1

    def test_another_assessment(self, alices: Client, world: World) -> None:
        sent_twice(alices, path("assess", world.patient.uuid), {"lesion": "new"})
        assert Assessment.objects.count() == 2

    def test_an_emergency(self, alices: Client, world: World) -> None:
        form = posted({"bone": "femur"}, identifier="EM-1")
        sent_twice(alices, path("begin_emergency"), form)
        assert Assessment.objects.filter(patient__identifier="EM-1").count() == 1

    def test_a_lesion(self, alices: Client, world: World) -> None:
        hub = path("hub", world.assessment.uuid)
        sent_twice(alices, path("add_lesion", world.assessment.uuid), {}, hub)
        assert Lesion.objects.count() == 2

    def test_a_lesion_that_is_removed(self, alices: Client, world: World) -> None:
        actions.add_lesion(assessment=world.assessment, by=world.alice)
        sent_twice(alices, path("remove_lesion", world.assessment.uuid, world.lesion.uuid), {})
        assert Assessment.objects.get().revision_number == 3

    def test_a_follow_up(self, alices: Client, world: World) -> None:
        sent_twice(alices, path("follow_up", world.lesion.uuid), {"on": "20.11.2026", "walking": "bed"})
        assert FollowUp.objects.count() == 1

    def test_a_corrected_follow_up(self, alices: Client, world: World) -> None:
        form = {"on": "20.11.2026", "walking": "bed", "text": "Another day."}
        sent_twice(alices, path("correct_follow_up", world.follow_up.uuid), form)
        assert FollowUp.objects.count() == 2

    def test_a_board_decision(self, alices: Client, world: World) -> None:
        fill(world.assessment, world.alice)
        confirm(alices)
        form = {"on": "24.11.2026", f"{world.lesion.uuid}-intent": "non_operative"}
        sent_twice(alices, path("board", world.assessment.uuid), form)
        assert Sealed.objects.filter(kind="board").count() == 1

    def test_a_signature_a_note_and_an_amendment(self, alices: Client, world: World) -> None:
        fill(world.assessment, world.alice)
        confirm(alices)
        url = path("sign", world.assessment.uuid)
        number = Assessment.objects.get().revision_number
        said = {"base_revision": number, "despite_open": "yes", f"{world.lesion.uuid}-answer": "agree"}
        sent_twice(alices, url, said)
        assert Sealed.objects.filter(kind="report").count() == 1
        report = path("report", world.assessment.uuid)
        sent_twice(alices, path("note", world.assessment.uuid), {"text": "Telephoned."}, report)
        assert Sealed.objects.filter(kind="note").count() == 1
        sent_twice(alices, path("amend", world.assessment.uuid), {"text": "Wrong side."})
        assert Assessment.objects.count() == 2

    def test_a_record_moved_and_one_joined(self, alices: Client, world: World) -> None:
        other = actions.create_patient(unit=world.north, identifier="N-002", by=world.alice)
        form = {"identifier": "N-002", "reason": "Mixed up."}
        sent_twice(alices, path("move", world.assessment.uuid), form)
        sent_twice(alices, path("merge_patient", world.patient.uuid), form)
        assert Correction.objects.filter(patient=other).count() == 2

    def test_a_member(self, world: World) -> None:
        client = Client()
        client.force_login(world.leah)
        sent_twice(
            client, path("unit", world.north.pk), {"action": "add", "username": "nobody", "role": "surgeon"}
        )
        assert world.nobody.memberships.count() == 1


def test_the_same_form_with_other_words_in_it_is_another(alices: Client, world: World) -> None:
    """Gone back in the browser and written anew: the second text must not vanish behind the first."""
    sign(world.assessment, world.alice)
    confirm(alices)
    report, url = path("report", world.assessment.uuid), path("note", world.assessment.uuid)
    data = carried(alices, report, url)
    for text in ("One.", "Two.", "Two."):
        assert alices.post(url, data | {"text": text}).status_code == 302
    assert Sealed.objects.filter(kind="note").count() == 2


def test_a_form_that_was_not_taken_may_come_again(alices: Client, world: World) -> None:
    data = carried(alices, path("new"))
    assert alices.post(path("new"), data | {"identifier": ""}).status_code == 422
    assert not SentForm.objects.exists()
    assert alices.post(path("new"), data | {"identifier": "N-777"}).status_code == 302
    kept = SentForm.objects.get()
    assert "N-777" not in kept.digest + kept.leads_to


def test_the_key_of_one_user_opens_nothing_for_another(alices: Client, bobs: Client, world: World) -> None:
    form = {"identifier": "N-777", "once": "k" * 32}
    assert alices.post(path("new"), form).status_code == 302
    assert bobs.post(path("new"), form).status_code == 422


def test_a_refusal_stays_in_the_log(world: World) -> None:
    client = Client()
    client.force_login(world.charlie)
    form = {"once": "k" * 32, "text": "x"}
    assert client.post(path("note", world.assessment.uuid), form).status_code == 404
    assert AccessEntry.objects.filter(user=world.charlie, kind="refused").count() == 1
    assert not SentForm.objects.exists()


# -- For whom ----------------------------------------------------------------------------------------------


def renamed(world: World) -> None:
    corrections.correct_identity(
        patient=world.patient,
        identifier="N-001",
        name="Somebody Else",
        birth_date=None,
        sex="",
        reason="Typed wrongly.",
        by=world.bob,
    )


def born_otherwise(world: World) -> None:
    Patient.objects.update(birth_date=date(1960, 10, 31))


def of_another_sex(world: World) -> None:
    Patient.objects.update(sex="male")


def moved(world: World) -> None:
    other = actions.create_patient(unit=world.north, identifier="N-002", by=world.bob)
    corrections.move_assessment(assessment=world.assessment, to=other, reason="Mixed up.", by=world.bob)


@pytest.mark.parametrize("change", [renamed, born_otherwise, of_another_sex, moved])
class TestWhoWasShown:
    def refused(self, client: Client, url: str, data: dict[str, Any]) -> str:
        answer = client.post(url, data)
        page = str(answer.content.decode())
        assert answer.status_code == 409
        assert "This is no longer what the page showed" in page
        return page

    def test_signing(self, alices: Client, world: World, change: Any) -> None:
        fill(world.assessment, world.alice)
        confirm(alices)
        url = path("sign", world.assessment.uuid)
        number = Assessment.objects.get().revision_number
        said = {"base_revision": number, "despite_open": "yes", f"{world.lesion.uuid}-answer": "agree"}
        data = carried(alices, url) | said
        change(world)
        self.refused(alices, url, data)
        assert not Sealed.objects.exists()
        assert send(alices, url, said, url).status_code == 302, "shown again, it can be signed"

    def test_a_note(self, alices: Client, world: World, change: Any) -> None:
        sign(world.assessment, world.alice)
        confirm(alices)
        url = path("note", world.assessment.uuid)
        data = carried(alices, path("report", world.assessment.uuid), url) | {"text": "Telephoned."}
        change(world)
        assert "Telephoned." in self.refused(alices, url, data)
        assert not Sealed.objects.filter(kind="note").exists()

    def test_a_board_decision(self, alices: Client, world: World, change: Any) -> None:
        confirm(alices)
        url = path("board", world.assessment.uuid)
        data = carried(alices, url)
        data |= {
            "on": "24.11.2026",
            f"{world.lesion.uuid}-intent": "operate",
            f"{world.lesion.uuid}-how_soon": "urgent",
        }
        change(world)
        self.refused(alices, url, data)
        assert not Sealed.objects.exists()

    def test_a_follow_up(self, alices: Client, world: World, change: Any) -> None:
        url = path("follow_up", world.lesion.uuid)
        data = carried(alices, url) | {"on": "20.11.2026", "text": "Walks again."}
        change(world)
        assert "Walks again." in self.refused(alices, url, data)
        assert not FollowUp.objects.exists()

    def test_a_plan(self, alices: Client, world: World, change: Any) -> None:
        url = path("plan", world.assessment.uuid)
        data = carried(alices, url) | {f"{world.lesion.uuid}-intent": "non_operative", "action": "plan"}
        change(world)
        self.refused(alices, url, data)
        assert not Plan.objects.exists()

    def test_a_section(self, alices: Client, world: World, change: Any) -> None:
        data = carried(alices, address(world, "history")) | posted({"albumin": "31"})
        change(world)
        page = self.refused(alices, address(world, "history"), data)
        assert 'value="31"' in page
        assert Assessment.objects.get().revision_number == 1
        assert Draft.objects.get().raw["albumin"] == ["31"]


def test_advice_that_changed_since_is_not_signed(
    alices: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version of the rules came between: the answers are the same, the headline is not."""
    fill(world.assessment, world.alice)
    confirm(alices)
    url = path("sign", world.assessment.uuid)
    number = Assessment.objects.get().revision_number
    data = carried(alices, url)
    data |= {"base_revision": number, "despite_open": "yes", f"{world.lesion.uuid}-answer": "other"}
    data |= {f"{world.lesion.uuid}-intent": "non_operative", f"{world.lesion.uuid}-reason": "patient"}
    without_indications(monkeypatch)
    assert alices.post(url, data).status_code in (409, 422)
    assert not Sealed.objects.exists()


@pytest.mark.parametrize("name", ["sign", "board", "plan"])
def test_a_form_that_does_not_say_whom_it_is_of_is_not_taken(alices: Client, world: World, name: str) -> None:
    if name == "sign":
        fill(world.assessment, world.alice)
    confirm(alices)
    lesion = world.lesion.uuid
    form = {
        "on": "24.11.2026",
        f"{lesion}-intent": "non_operative",
        f"{lesion}-answer": "agree",
        "despite_open": "yes",
    }
    form |= {"base_revision": str(Assessment.objects.get().revision_number)}
    assert alices.post(path(name, world.assessment.uuid), form).status_code == 409


# -- Two deaths ---------------------------------------------------------------------------------------------


def test_of_two_deaths_saved_at_once_the_second_is_refused(
    alices: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is saved while this one waits for the patient's row."""
    from assessments.views import follow_up, shown

    url = path("follow_up", world.lesion.uuid)
    data = carried(alices, url) | {"on": "20.11.2026", "life": "died", "died_on": "19.11.2026"}

    def waiting(request: Any, pk: int) -> Patient:
        told = {"on": TODAY, "life": "died", "died_on": date(2026, 11, 18)}
        if not FollowUp.objects.exists():
            record_follow_up(lesion=world.lesion, told=told, by=world.bob)
        return shown.held_patient(request, pk)

    monkeypatch.setattr(follow_up, "held_patient", waiting)
    answer = alices.post(url, data)
    assert answer.status_code == 422
    assert "The death is recorded already." in answer.content.decode()
    assert FollowUp.objects.count() == 1
    assert outcome_of_patient(world.patient).died_on == date(2026, 11, 18)
