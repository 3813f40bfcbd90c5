"""A meeting's life: planned, in session, closed; its agenda, guests, decisions, minutes, work list."""

import io
import re
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import assessments as records
from assessments.actions import meetings as actions
from assessments.actions import signing
from assessments.actions.erasure import erase_identity
from assessments.actions.follow_up import record_follow_up
from assessments.actions.key_images import withdraw_image
from assessments.actions.service_accounts import make_account
from assessments.actions.tumour_board import Decided, record_board
from assessments.forms.comments import CommentForm
from assessments.forms.listing import Filters
from assessments.forms.meetings import MeetingForm, members_of
from assessments.models import (
    AccessEntry,
    AgendaItem,
    Assessment,
    Lesion,
    Meeting,
    Membership,
    Sealed,
    UnitEvent,
)
from assessments.record.chain import content_of
from assessments.record.meetings import case_now
from assessments.record.papers import paper
from assessments.record.undone import undone
from assessments.record.verification import faults
from tests.people import TODAY, World, answer, attach_image, confirm, fill, save, send, sign


def another(world: World, identifier: str, by: Any = None) -> Assessment:
    """A further patient of the unit, of whom the bone is known."""
    patient = records.create_patient(unit=world.north, identifier=identifier, by=world.alice)
    made = records.start_assessment(patient=patient, today=TODAY, by=world.alice)
    save(made, "imaging", {"bone": "humerus", "side": "right"}, patient.lesions.get(), world.alice)
    return made


def decide(world: World, meeting: Meeting, case: Assessment, course: str = "operate", **said: str) -> Sealed:
    lesion = case.patient.lesions.get()
    decided = [Decided(lesion, course, "urgent", **said)]
    return record_board(assessment=case, on=TODAY, decided=decided, by=world.bob, meeting=meeting)


def order(meeting: Meeting) -> list[str]:
    return [item.assessment.patient.identifier for item in meeting.items.all()]


def url(name: str, *arguments: Any) -> str:
    return reverse(f"assessments:{name}", args=arguments)


def item_of(meeting: Meeting) -> AgendaItem:
    found: AgendaItem = meeting.items.get()
    return found


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# -- The agenda --------------------------------------------------------------------------------------------


def test_cases_are_put_in_order_and_a_case_stands_there_once(world: World) -> None:
    meeting = world.meeting
    second, third = another(world, "N-2"), another(world, "N-3")
    for case in (second, third, second):
        actions.add_case(meeting=meeting, assessment=case, by=world.rita)
    assert order(meeting) == ["N-001", "N-2", "N-3"]
    last = meeting.items.get(assessment=third)
    actions.order_cases(meeting=meeting, places={last.uuid: 0})
    assert order(meeting) == ["N-3", "N-001", "N-2"]
    actions.remove_case(item=meeting.items.get(assessment=world.assessment))
    assert [(one.position, one.assessment) for one in meeting.items.all()] == [(1, third), (2, second)]


def test_a_case_of_another_unit_is_refused(world: World) -> None:
    patient = records.create_patient(unit=world.south, identifier="S-1", by=world.charlie)
    foreign = records.start_assessment(patient=patient, today=TODAY, by=world.charlie)
    with pytest.raises(actions.OtherUnitError):
        actions.add_case(meeting=world.meeting, assessment=foreign, by=world.charlie)


def test_numbers_put_the_agenda_in_order_without_scripts(alices: Client, world: World) -> None:
    meeting = world.meeting
    actions.add_case(meeting=meeting, assessment=another(world, "N-2"), by=world.alice)
    first, second = meeting.items.all()
    page = url("meeting", meeting.uuid)
    form = {f"{second.uuid.hex[:12]}-place": "1", f"{second.uuid.hex[:12]}-was-place": "2"}
    form |= {f"{first.uuid.hex[:12]}-place": "1", f"{first.uuid.hex[:12]}-was-place": "1"}
    asked = {
        f"{second.uuid.hex[:12]}-question": "Plate?",
        f"{second.uuid.hex[:12]}-presenter": str(world.bob.pk),
    }
    assert send(alices, page, form | asked).status_code == 302
    assert order(meeting) == ["N-2", "N-001"]
    second.refresh_from_db()
    assert (second.question, second.presenter) == ("Plate?", world.bob)
    wrong = send(alices, page, {f"{first.uuid.hex[:12]}-place": "soon"})
    assert wrong.status_code == 422
    assert "Place Enter a whole number." in text(wrong)


def test_what_two_wrote_at_once_is_told_and_neither_is_lost(alices: Client, world: World) -> None:
    item = item_of(world.meeting)
    key = item.uuid.hex[:12]
    seen = {f"{key}-was-question": "髓内钉还是假体？", f"{key}-place": "1", f"{key}-was-place": "1"}
    actions.prepare_case(item=item, question="Bob's question", presenter=world.bob)
    page = send(alices, url("meeting", item.meeting.uuid), seen | {f"{key}-question": "Alice's question"})
    assert page.status_code == 422
    assert "Somebody else wrote meanwhile: “Bob&#x27;s question”" in text(page)
    assert "Alice&#x27;s question" in page.content.decode()
    item.refresh_from_db()
    assert item.question == "Bob's question"
    left = seen | {f"{key}-question": "髓内钉还是假体？", f"{key}-presenter": ""}
    send(alices, url("meeting", item.meeting.uuid), left | {f"{key}-was-presenter": ""})
    item.refresh_from_db()
    assert (item.question, item.presenter) == ("Bob's question", world.bob), (
        "what one leaves is not taken back"
    )


def test_a_case_goes_to_the_board_from_its_page(alices: Client, world: World) -> None:
    page = url("to_board", world.assessment.uuid)
    assert "No meeting of the unit is planned." in text(alices.get(page))
    meeting = actions.plan_meeting(unit=world.north, on=TODAY, chair=world.leah, by=world.rita)
    sent = send(alices, page, {"meeting": str(meeting.uuid), "question": "Which nail?"})
    assert sent.headers["Location"] == url("meeting", meeting.uuid)
    assert item_of(meeting).question == "Which nail?"
    assert "It is on the agenda of 25 November 2026." in text(alices.get(page))
    assert url("to_board", world.assessment.uuid) in alices.get("/").content.decode(), "from the list too"


# -- Planned, in session, closed ---------------------------------------------------------------------------


def test_closing_freezes_the_agenda_and_carries_over_the_rest(alices: Client, world: World) -> None:
    meeting, open_case = world.meeting, another(world, "N-2")
    actions.add_case(meeting=meeting, assessment=open_case, question="Biopsy?", by=world.alice)
    with pytest.raises(actions.NotInOrderError):
        actions.close_meeting(meeting=meeting, by=world.leah)
    actions.begin_meeting(meeting=meeting)
    decide(world, meeting, world.assessment)
    assert actions.close_meeting(meeting=meeting, by=world.leah) == 1
    meeting.refresh_from_db()
    items = list(meeting.items.all())
    for write in (
        lambda: actions.add_case(meeting=meeting, assessment=another(world, "N-3"), by=world.alice),
        lambda: actions.remove_case(item=items[0]),
        lambda: actions.order_cases(meeting=meeting, places={}),
        lambda: actions.prepare_case(item=items[0], question="x", presenter=None),
        lambda: actions.change_meeting(meeting=meeting, on=TODAY, chair=world.bob),
        lambda: actions.invite_guest(meeting=meeting, guest=world.charlie, by=world.leah),
    ):
        with pytest.raises(actions.MeetingClosedError):
            write()
    assert "Not reached" in text(alices.get(url("meeting", meeting.uuid)))
    assert alices.post(url("meeting", meeting.uuid), {}).status_code == 409
    following = actions.plan_meeting(
        unit=world.north, on=TODAY + timedelta(days=7), chair=world.leah, by=world.leah
    )
    carried = item_of(following)
    assert (carried.assessment, carried.question, carried.carried_from) == (open_case, "Biopsy?", meeting)
    actions.remove_case(item=carried)
    later = actions.plan_meeting(unit=world.north, on=TODAY, chair=world.leah, by=world.leah)
    assert not later.items.exists(), "what somebody took off the agenda does not come again"


def test_the_next_meeting_that_is_planned_takes_what_was_not_reached(world: World) -> None:
    following = actions.plan_meeting(
        unit=world.north, on=TODAY + timedelta(days=7), chair=world.leah, by=world.leah
    )
    meeting = actions.plan_meeting(unit=world.north, on=TODAY, chair=world.leah, by=world.leah)
    actions.add_case(meeting=meeting, assessment=world.assessment, by=world.alice)
    actions.begin_meeting(meeting=meeting)
    actions.close_meeting(meeting=meeting, by=world.leah)
    assert order(following) == ["N-001"]


def test_a_late_decision_is_an_addition_and_marked(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    meeting = world.meeting
    actions.begin_meeting(meeting=meeting)
    actions.close_meeting(meeting=meeting, by=world.leah)
    meeting.refresh_from_db()
    confirm(alices)
    form = {"on": "25.11.2026", f"{world.lesion.uuid}-intent": "refer", f"{world.lesion.uuid}-who": "Dr Wu"}
    assert send(alices, url("decide", meeting.uuid, item_of(meeting).uuid), form).status_code == 302
    assert content_of(Sealed.objects.get())["late"] is True
    told = text(alices.get(url("history", world.assessment.uuid)))
    assert "Refer to another centre" in told
    assert "Added after the meeting was closed." in told
    assert "To be done by: Dr Wu" in told
    following = actions.plan_meeting(unit=world.north, on=TODAY, chair=world.leah, by=world.leah)
    assert not following.items.exists(), "it was reached, if late"


def test_only_chair_and_lead_begin_close_and_invite(world: World, client: Client) -> None:
    meeting = actions.plan_meeting(unit=world.north, on=TODAY, chair=world.bob, by=world.rita)
    for who, status in ((world.alice, 403), (world.rita, 403), (world.bob, 302), (world.leah, 302)):
        client.force_login(who)
        Meeting.objects.update(state="planned")
        answered = client.post(url("meeting_course", meeting.uuid), {"to": "running"})
        assert answered.status_code == status, who


# -- Guests ------------------------------------------------------------------------------------------------


def test_a_guest_sees_one_meeting_on_its_day_and_it_is_on_the_log(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world.assessment, world.alice)
    meeting = world.meeting
    item = item_of(meeting)
    other = actions.plan_meeting(unit=world.north, on=TODAY, chair=world.leah, by=world.leah)
    image = attach_image(world.assessment, world.lesion, world.alice)
    looks = [url("meeting", meeting.uuid), url("meeting_case", meeting.uuid, item.uuid)]
    looks.append(url("meeting_picture", meeting.uuid, item.uuid, image.uuid))
    client.force_login(world.charlie)
    assert [client.get(page).status_code for page in looks] == [404] * 3
    actions.invite_guest(meeting=meeting, guest=world.charlie, by=world.leah)
    told = UnitEvent.objects.get(kind="invited")
    assert (told.about, told.by, told.text) == (world.charlie, world.leah, "2026-11-25")
    assert [client.get(page).status_code for page in looks] == [200] * 3
    assert "Tumour board of 25 November" in text(client.get(looks[0]))
    assert url("meeting", meeting.uuid) in client.get(url("meetings")).content.decode()
    assert not re.search(r"/(patients|assessments|lesions)/[0-9a-f]", client.get(looks[1]).content.decode())
    rows = AccessEntry.objects.filter(user=world.charlie, what="meeting", kind="viewed")
    assert rows.filter(unit=world.north, count=1).exists(), "the agenda"
    assert rows.filter(assessment=world.assessment).exists(), "the case"
    closed_to_guests = [
        url("meeting", other.uuid),
        url("meeting_picture", other.uuid, item.uuid, image.uuid),
        url("picture", world.assessment.uuid, image.uuid),
        url("decide", meeting.uuid, item.uuid),
        url("meeting_printed", meeting.uuid),
        url("meeting_pdf", meeting.uuid, "minutes"),
        url("hub", world.assessment.uuid),
        url("report", world.assessment.uuid),
        url("patient", world.patient.uuid),
        url("to_board", world.assessment.uuid),
    ]
    assert {client.get(page).status_code for page in closed_to_guests} == {404}
    assert client.post(looks[0], {}).status_code == 404
    assert "N-001" not in client.get("/").content.decode()
    assert "N-001" not in client.get(url("undone")).content.decode()
    monkeypatch.setattr(
        "django.utils.timezone.localdate", lambda *_args, **_kwargs: TODAY + timedelta(days=1)
    )
    assert [client.get(page).status_code for page in looks] == [404] * 3
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_kwargs: TODAY)
    actions.uninvite_guest(guest=meeting.guests.get(), by=world.leah)
    assert [client.get(page).status_code for page in looks] == [404] * 3
    assert UnitEvent.objects.filter(kind="uninvited", about=world.charlie).exists()


# -- Deciding ----------------------------------------------------------------------------------------------


def form_of(world: World, course: str, **said: str) -> dict[str, str]:
    fields = {"intent": course, "how_soon": "urgent"} | said
    return {"on": "25.11.2026"} | {f"{world.lesion.uuid}-{name}": value for name, value in fields.items()}


@pytest.mark.parametrize("at", ["meeting", pytest.param("case", marks=pytest.mark.prove)])
def test_two_who_decide_at_once_are_told_and_nothing_is_lost(alices: Client, world: World, at: str) -> None:
    fill(world.assessment, world.alice)
    meeting = world.meeting
    page = (
        url("decide", meeting.uuid, item_of(meeting).uuid)
        if at == "meeting"
        else url("board", world.assessment.uuid)
    )
    confirm(alices)
    hidden = re.search(r'name="seen" value="([^"]+)"', alices.get(page).content.decode())
    assert hidden
    decide(world, meeting, world.assessment, "radiotherapy", text="Single fraction.")
    mine = form_of(world, "operate", text="A long nail.", why="Pain on every step")
    refused = send(alices, page, mine | {"seen": hidden[1]})
    assert refused.status_code == 409
    said = text(refused)
    assert "bob recorded a decision" in said
    assert "Radiotherapy, no operation, within 72 hours" in said
    assert "A long nail." in said
    assert "Pain on every step" in said
    assert Sealed.objects.count() == 1
    assert send(alices, page, mine).status_code == 302, "once more, having seen it"
    assert Sealed.objects.count() == 2
    assert list(faults(world.north)) == []


def test_a_case_signed_over_meanwhile_is_shown_as_it_was_and_is(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    meeting = world.meeting
    page = url("decide", meeting.uuid, item_of(meeting).uuid)
    confirm(alices)
    hidden = re.search(r'name="seen" value="([^"]+)"', alices.get(page).content.decode())
    assert hidden
    save(world.assessment, "pain", {"worst_pain": 3, "mechanical": False}, world.lesion, world.bob)
    sign(world.assessment, world.alice)
    refused = send(alices, page, form_of(world, "operate", text="Nail.") | {"seen": hidden[1]})
    assert refused.status_code == 409
    said = text(refused)
    assert "When you opened it: Draft. Now: Signed." in said
    assert re.search(r"Worst pain[^.]* 7 3 ", said), "what was answered then, and now"
    assert "Nail." in said
    assert not Sealed.objects.filter(kind="board").exists()
    assert send(alices, page, form_of(world, "operate")).status_code == 302


def test_after_an_amendment_the_decision_still_stands_with_the_case(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    meeting = world.meeting
    sign(world.assessment, world.alice)
    decide(world, meeting, world.assessment, procedure="endoprosthesis", who="Dr Wu", why="Short bone")
    amended = signing.amend(assessment=world.assessment, reason="Side", by=world.alice)
    sign(amended, world.alice)
    assert case_now(world.assessment) == amended
    shown = text(alices.get(url("meeting_case", meeting.uuid, item_of(meeting).uuid)))
    report = text(alices.get(url("report", amended.uuid)))
    letter = text(alices.get(url("report_text", amended.uuid)))
    for told in (shown, report, letter):
        assert "endoprosthesis), within 72 hours" in told
        assert "To be done by: Dr Wu" in told
        assert "Why otherwise: Short bone" in told
    assert "Decided" in text(alices.get(url("meeting", meeting.uuid)))


def test_the_advice_is_not_on_the_screen_before_the_surgeons_plan(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    shown = text(alices.get(url("meeting_case", world.meeting.uuid, item_of(world.meeting).uuid)))
    assert "after the surgeon's own plan" in shown
    assert "Operate" not in shown


def test_a_program_is_nobody_who_chairs_presents_answers_or_writes(world: World) -> None:
    make_account(unit=world.north, name="engine", days=1, by=world.leah)
    assert "leah" in {one.username for one in members_of(world.north).values()}
    offered = [*MeetingForm(world.north, earliest=TODAY).people.values()]
    offered += CommentForm(world.north, world.leah).members.values()
    offered += Filters({}, world.leah).authors
    assert "engine" not in {one.username for one in offered}
    assert "rita" in {one.username for one in offered}


# -- Minutes and work list ---------------------------------------------------------------------------------


def test_minutes_are_drawn_anew_and_an_erasure_leaves_others_whole(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    meeting, second = world.meeting, another(world, "N-2")
    actions.add_case(meeting=meeting, assessment=second, question="Is N-2 fit?", by=world.alice)
    decide(world, meeting, world.assessment, text="N-001 gets a nail.", who="The surgeon of N-001")
    decide(world, meeting, second, "diagnose_first", text="Of N-2, stays.")
    before, _cases = paper(meeting, "minutes")
    assert [row["who"] for row in before["rows"]] == ["N-001", "N-2"]
    erase_identity(patient=world.patient, by=world.leah)
    after, _cases = paper(Meeting.objects.get(), "minutes")
    assert [row["who"] for row in after["rows"]] == ["erased", "N-2"]
    assert "N-001" not in str(after)
    assert after["rows"][1] == before["rows"][1]
    assert after["rows"][0]["decided"][0]["rows"][0]["decision"] == "Operate, within 72 hours"
    pdf = alices.get(url("meeting_pdf", meeting.uuid, "minutes"))
    assert pdf.content.startswith(b"%PDF")
    assert "N-001" not in text(alices.get(url("meeting", meeting.uuid)))
    exported = AccessEntry.objects.filter(kind="exported", what="minutes of a meeting", user=world.alice)
    assert exported.count() == 2, "a row for each patient"
    assert list(faults(world.north)) == []


def test_what_is_decided_waits_until_it_is_told_as_done(alices: Client, world: World) -> None:
    meeting, second = world.meeting, another(world, "N-2")
    decide(world, meeting, world.assessment)
    decide(world, meeting, second, "watch")
    [task] = undone(world.rita)
    assert (task.lesion, str(task.word), task.due) == (
        world.lesion, "Operate, within 72 hours", TODAY + timedelta(days=3),
    )  # fmt: skip
    assert undone(world.charlie) == []
    assert "28 November 2026" in text(alices.get(url("undone")))
    waiting = {"on": TODAY, "operated": "no", "not_operated_because": "waiting"}
    record_follow_up(lesion=world.lesion, told=waiting, by=world.alice)
    assert len(undone(world.alice)) == 1
    operated = {"on": TODAY, "operated": "yes", "operated_on": TODAY}
    record_follow_up(lesion=world.lesion, told=operated, by=world.alice)
    assert undone(world.alice) == []


def test_a_decision_of_an_earlier_release_keeps_its_words_and_waits_too(world: World) -> None:
    """Those said neither a course nor who does it: what was sealed as one thing is not read as another."""
    content = {"on": "2026-11-24", "decided": [{"lesion": world.lesion.key, "intent": "diagnose_first",
               "how_soon": "expedited", "procedure": ""}]}  # fmt: skip
    identity = {"decided": [{"text": ""}]}
    signing.seal(world.assessment, "board", content, identity, world.bob, timezone.now())
    [task] = undone(world.alice)
    assert str(task.word) == "Diagnosis before treatment, within 2 weeks"
    assert task.due == TODAY + timedelta(days=13)


def test_a_case_lies_on_the_table_with_its_pictures(world: World, alices: Client, client: Client) -> None:
    """A guest sees those of this meeting's cases, on the log; one that was taken back is not there."""
    meeting, image = world.meeting, attach_image(world.assessment, world.lesion, world.alice)
    item = item_of(meeting)
    address = url("meeting_picture", meeting.uuid, item.uuid, image.uuid)
    assert '<svg class="marked"' in alices.get(url("meeting_printed", meeting.uuid)).content.decode()
    with pikepdf.open(io.BytesIO(alices.get(url("meeting_pdf", meeting.uuid, "agenda")).content)) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert [one for one in streams if one.get("/Subtype") == "/Image" and one.Width == 40]
    client.force_login(world.charlie)
    assert client.get(address).status_code == 404
    actions.invite_guest(meeting=meeting, guest=world.charlie, by=world.leah)
    shown = client.get(url("meeting_case", meeting.uuid, item.uuid)).content.decode()
    assert f'href="{address}"' in shown
    assert client.get(address)["Content-Type"] == "image/png"
    assert (
        AccessEntry.objects.filter(user=world.charlie, what="key image", patient=world.patient).count() == 1
    )
    other = attach_image(another(world, "N-9"), Lesion.objects.get(patient__identifier="N-9"), world.alice)
    assert client.get(url("meeting_picture", meeting.uuid, item.uuid, other.uuid)).status_code == 404
    withdraw_image(image=image, assessment=world.assessment, reason="Another's", by=world.alice)
    assert client.get(address).status_code == 404
    assert "<svg" not in client.get(url("meeting_case", meeting.uuid, item.uuid)).content.decode()


def test_nobody_of_another_unit_finds_a_meeting(world: World, client: Client) -> None:
    client.force_login(world.charlie)
    assert client.get(url("meeting", world.meeting.uuid)).status_code == 404
    refused = AccessEntry.objects.get(user=world.charlie, kind="refused")
    assert (refused.what, refused.unit) == ("meeting", world.north)
    assert Membership.objects.filter(user=world.charlie, unit=world.south).exists()
