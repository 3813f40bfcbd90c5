"""Signing: log in again, agree or override, and the seal."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.actions import signing
from assessments.actions.assessments import NotEditableError
from assessments.clinical.options import OPTIONS
from assessments.models import AccessEntry, Assessment, Draft, Response, Sealed
from assessments.record.chain import content_of
from assessments.report.build import Report
from tests.people import FEMUR, World, answer, fill, save, send, sign, skip, squeezed


def url(world: World, name: str = "sign") -> str:
    return reverse(f"assessments:{name}", args=[world.assessment.uuid])


def log_in_again(client: Client, password: str = "correct horse battery") -> Any:
    return client.post(reverse("account_reauthenticate"), {"password": password})


@pytest.fixture
def signer(alices: Client, world: World) -> Client:
    """Alice, who has just given her password again, and a full assessment."""
    fill(world.assessment, world.alice)
    assert log_in_again(alices).status_code == 302
    return alices


def said(world: World, **values: str) -> dict[str, str]:
    data = {f"{world.lesion.uuid}-{name}": value for name, value in values.items()}
    revision = str(Assessment.objects.get(pk=world.assessment.pk).revision_number)
    return {"base_revision": revision, "despite_open": "yes"} | data


def test_the_password_is_asked_for_again(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    response = alices.get(url(world))
    assert (
        response.headers["Location"]
        == f"{reverse('account_reauthenticate')}?next={quote(url(world), safe='')}"
    )
    assert send(alices, url(world), said(world, answer="agree")).status_code == 302
    assert not Sealed.objects.exists(), "nothing is signed by a session that somebody left open"
    assert log_in_again(alices, "wrong").status_code == 200
    assert alices.get(url(world)).status_code == 302
    log_in_again(alices)
    assert alices.get(url(world)).status_code == 200


def test_a_plan_comes_before_the_signature(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    log_in_again(alices)
    asked = url(world, "plan") + "?then=sign"
    assert alices.get(url(world)).headers["Location"] == asked
    assert f'name="then" value="{url(world)}"' in squeezed(alices.get(asked).content.decode())
    without = {"action": "skip", "reason": "decided", "then": url(world)}
    assert send(alices, asked, without)["Location"] == url(world), "on to where one was going"


def test_the_page_says_for_what_the_password_is_asked(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    assert "<h1>Enter your password to sign</h1>" in squeezed(
        alices.get(url(world), follow=True).content.decode()
    )
    board = squeezed(alices.get(url(world, "board"), follow=True).content.decode())
    assert "<h1>Enter your password to record the board&#x27;s decision</h1>" in board
    for path in ("/nowhere/", "", "//elsewhere.example/sign/"):
        page = squeezed(alices.get(reverse("account_reauthenticate"), {"next": path}).content.decode())
        assert "<h1>Enter your password</h1>" in page


def test_agreeing_signs(signer: Client, world: World) -> None:
    page = squeezed(signer.get(url(world)).content.decode())
    assert "Agreed: Operate, expedited, within 2 weeks" in page
    response = send(signer, url(world), said(world, answer="agree"), follow=True)
    page = squeezed(response.content.decode())
    assert "Signed. The report is kept as it is now." in page
    assert "Signed by alice on" in page
    assert "DRAFT" not in page
    signed = Assessment.objects.get()
    assert signed.status == "signed"
    assert signed.signed_at is not None
    given = Response.objects.get()
    assert (given.agrees, given.intent, given.how_soon) == (True, "operate", "expedited")
    content = content_of(Sealed.objects.get())
    assert content["knowledge"] == "2026.2"
    assert content["language"] == "en"
    assert content["patient"]["identifier"] == "N-001"
    assert content["answers"]["lesions"][0]["imaging"] == FEMUR["imaging"]
    assert content["by_name"] == "alice"
    assert [plan["skipped"] for plan in content["plans"]] == ["teaching"]
    assert AccessEntry.objects.filter(kind="signed", user=world.alice, assessment=signed).count() == 1


def test_open_answers_that_could_change_the_advice_are_named_and_asked_about_once_more(
    signer: Client, world: World
) -> None:
    first = said(world, answer="agree")
    del first["despite_open"]
    response = send(signer, url(world), first)
    assert response.status_code == 422
    page = squeezed(response.content.decode())
    assert "Nothing is signed yet: unanswered questions could change the advice" in page
    for open_answer in ("Is the primary controlled", "Whole-body staging", "Brain metastases"):
        assert open_answer in page.split("<h1>")[0].split("error-summary-title")[-1]
    assert 'name="despite_open" value="yes">Sign all the same' in page
    assert 'value="agree" ' in page.split("checked")[0].rsplit("<input", 1)[1], "what was said is kept"
    assert not Sealed.objects.exists()
    assert send(signer, url(world), first | {"despite_open": "yes"}).status_code == 302
    assert Sealed.objects.count() == 1


def test_what_is_undecided_is_told_as_what_it_is(alices: Client, world: World) -> None:
    """After two answers nothing speaks for an operation; that is no advice against one."""
    save(world.assessment, "imaging", {"bone": "femur", "side": "left"}, world.lesion, world.alice)
    save(world.assessment, "fracture", {"fracture": "none"}, world.lesion, world.alice)
    signing.skip_plans(assessment=world.assessment, reason="teaching", by=world.alice)
    log_in_again(alices)
    told = "Histology unconfirmed: diagnosis before any operation. Undecided; still possible:"
    pages = {
        name: squeezed(alices.get(url(world, name)).content.decode())
        for name in ("sign", "report", "report_text", "hub")
    }
    for name in ("sign", "report_text"):
        assert told in pages[name], name
    # The report says it above all else, and not a second time in its headline.
    above, below = pages["report"].split("Histology unconfirmed: diagnosis before any operation</p>", 1)
    assert above.rsplit("<p ", 1)[1].startswith('class="first-of-all">')
    assert '<p class="headline">Undecided; still possible:' in below
    assert "Left femur: Undecided, urgency not known yet (advised)" in pages["report_text"]
    pages["list"] = squeezed(alices.get(reverse("assessments:list")).content.decode())
    pages["patient"] = squeezed(
        alices.get(reverse("assessments:patient", args=[world.patient.uuid])).content.decode()
    )
    for name, page in pages.items():
        # It may be planned, and it may be what another answer would lead to; it is not the advice.
        assert 'decision-non_operative">' not in page.split("What would change the advice")[0], name
        assert "advice-non_operative" not in page, name
    assert "advice-undecided" in pages["report"]
    assert "Agreed: Undecided<" in pages["sign"].replace(" <", "<")
    assert "Agreed: No operation" not in pages["sign"]
    panel = squeezed(alices.get(url(world, "hub")).content.decode())
    assert "Preliminary: No operation" not in panel


def test_agreeing_to_operate_asks_for_procedure_and_time(signer: Client, world: World) -> None:
    page = squeezed(signer.get(url(world)).content.decode())
    assert "Your own plan before the advice: No plan recorded (Teaching or demonstration)" in page
    assert "Which procedure? (may be left open)" in page
    late = said(world, answer="agree", procedure="cephalomedullary_nail", how_soon="planned")
    refused = send(signer, url(world), late)
    assert refused.status_code == 422
    told = "Later than advised (expedited, within 2 weeks): choose “Different plan” and say why."
    assert told in squeezed(refused.content.decode())
    soon = said(world, answer="agree", procedure="cephalomedullary_nail", how_soon="urgent")
    page = squeezed(send(signer, url(world), soon, follow=True).content.decode())
    given = Response.objects.get()
    assert (given.agrees, given.procedure, given.how_soon) == (True, "cephalomedullary_nail", "urgent")
    assert content_of(Sealed.objects.get())["responses"][0]["procedure"] == "cephalomedullary_nail"
    title = OPTIONS["cephalomedullary_nail"].title
    assert f"Operate ({title}), within 72 hours" in page
    assert f"Operate ({title}), within 72 hours" in squeezed(signer.get("/").content.decode())


def test_what_was_answered_under_another_answer_is_not_recorded(signer: Client, world: World) -> None:
    """The browser sends what stands in fields that are folded away."""
    left = said(
        world, answer="other", intent="non_operative", reason="patient", procedure="cephalomedullary_nail"
    )
    send(signer, url(world), left)
    assert Response.objects.get().procedure == ""


def test_an_error_says_of_which_lesion_it_is(signer: Client, world: World) -> None:
    second = actions.add_lesion(assessment=world.assessment, by=world.alice)
    for key, answers in FEMUR.items():
        save(world.assessment, key, answers, second, world.alice)
    skip(Assessment.objects.get(), world.alice)
    page = squeezed(send(signer, url(world), said(world, answer="agree")).content.decode())
    assert "2. Left femur, subtrochanteric: Do you follow the advice? " in page
    assert "1. Left femur, subtrochanteric: " not in page


def test_an_override_needs_what_is_done_and_why(signer: Client, world: World) -> None:
    response = send(signer, url(world), said(world, answer="other"))
    assert response.status_code == 422
    page = squeezed(response.content.decode())
    assert "Say what will be done." in page
    assert "Say why." in page
    assert not Sealed.objects.exists()
    full = said(world, answer="other", intent="operate", reason="board", text="As the board said.")
    assert "Say how soon." in squeezed(send(signer, url(world), full).content.decode())
    full |= said(world, how_soon="urgent")
    page = squeezed(send(signer, url(world), full, follow=True).content.decode())
    for words in (
        "Different plan: Decision of the tumour board",
        "Operate, within 72 hours",
        "As the board said.",
    ):
        assert words in page
    given = Response.objects.get()
    assert (given.agrees, given.intent, given.how_soon, given.reason) == (
        False,
        "operate",
        "urgent",
        "board",
    )


def test_nothing_said_signs_nothing(signer: Client, world: World) -> None:
    assert send(signer, url(world), said(world)).status_code == 422
    assert not Sealed.objects.exists()


def test_answers_changed_meanwhile_are_shown_and_not_signed(signer: Client, world: World) -> None:
    shown = said(world, answer="agree")
    save(world.assessment, "pain", {"worst_pain": 2, "mechanical": False}, world.lesion, world.bob)
    response = send(signer, url(world), shown)
    assert response.status_code == 409
    assert "The answers were changed meanwhile" in squeezed(response.content.decode())
    assert not Sealed.objects.exists()
    assert Assessment.objects.get().is_draft


def test_a_base_that_is_no_number_signs_nothing(signer: Client, world: World) -> None:
    shown = said(world, answer="agree") | {"base_revision": "\x00"}
    assert send(signer, url(world), shown).status_code == 409
    assert not Sealed.objects.exists()


def test_what_was_typed_and_not_saved_is_told_and_stays_to_be_read(signer: Client, world: World) -> None:
    draft = reverse("assessments:lesion_draft", args=[world.assessment.uuid, world.lesion.uuid, "pain"])
    signer.post(draft, {"worst_pain": "3"})
    assert "You typed something that is not saved." in squeezed(signer.get(url(world)).content.decode())
    send(signer, url(world), said(world, answer="agree"))
    page = squeezed(signer.get(url(world, "report")).content.decode())
    assert "and it is no part of the signed report" in page
    assert "Worst pain in the last 24 hours: " in page
    section = reverse("assessments:lesion_section", args=[world.assessment.uuid, world.lesion.uuid, "pain"])
    assert signer.post(section, {"action": "discard", "draft": ""})["Location"] == url(world, "report")
    assert not Draft.objects.exists()


def test_signed_is_final(signer: Client, world: World) -> None:
    send(signer, url(world), said(world, answer="agree"))
    section = reverse("assessments:section", args=[world.assessment.uuid, "history"])
    for address in (url(world), url(world, "plan"), section):
        assert signer.get(address).status_code == 403
        assert signer.post(address, said(world, answer="agree")).status_code == 403
    assert Sealed.objects.count() == 1


def test_contradicting_answers_are_not_signed(signer: Client, world: World) -> None:
    counts = {"vertebral_metastases": 0, "other_bone_metastases": 0}
    save(world.assessment, "history", counts, None, world.alice)
    assert "The answers contradict each other" in squeezed(signer.get(url(world)).content.decode())
    response = send(signer, url(world), said(world, answer="agree"))
    assert "The answers contradict each other" in squeezed(response.content.decode())
    assert not Sealed.objects.exists()


def test_unsigned_work_is_visible_in_the_list(signer: Client, world: World) -> None:
    assert len(signer.get("/?waiting=unsigned").context["rows"]) == 1
    assert len(signer.get("/?waiting=mine").context["rows"]) == 1
    send(signer, url(world), said(world, answer="agree"))
    assert len(signer.get("/?waiting=unsigned").context["rows"]) == 0
    page = squeezed(signer.get("/").content.decode())
    assert f'href="{url(world, "report")}"' in page
    assert "Signed" in page


@pytest.mark.parametrize(
    ("said_to_it", "intent", "how_soon"),
    [("agree_operate", "operate", "planned"), ("agree_not", "non_operative", "none")],
)
def test_where_either_is_advised_one_says_which(
    signer: Client, world: World, said_to_it: str, intent: str, how_soon: str
) -> None:
    smaller = FEMUR["imaging"] | {"cortical_fraction": "third_to_two_thirds", "axial_extent_mm": 20}
    save(world.assessment, "imaging", smaller, world.lesion, world.alice)
    save(world.assessment, "pain", {"worst_pain": 4, "mechanical": False}, world.lesion, world.alice)
    assert Assessment.objects.get().decision == "consider"
    page = squeezed(signer.get(url(world)).content.decode())
    for words in ("Agreed: we operate", "Agreed: we do not operate", "Different plan"):
        assert words in page
    assert send(signer, url(world), said(world, answer="agree")).status_code == 422
    send(signer, url(world), said(world, answer=said_to_it))
    given = Response.objects.get()
    assert (given.agrees, given.intent, given.how_soon) == (True, intent, how_soon)


def test_what_changes_in_the_last_moment_is_not_sealed(world: World) -> None:
    fill(world.assessment, world.alice)
    with pytest.raises(signing.ChangedMeanwhileError):
        signing.sign(
            assessment=world.assessment,
            said=[],
            shown=Report.__new__(Report),
            at=timezone.now(),
            base_revision=6,
            by=world.alice,
        )
    assert not Sealed.objects.exists()


def test_two_who_sign_at_once_sign_once(signer: Client, world: World) -> None:
    shown = said(world, answer="agree")
    assert send(signer, url(world), shown).status_code == 302
    with pytest.raises(NotEditableError):
        sign(world.assessment, world.bob)
    assert Sealed.objects.count() == 1
