"""The surgeon's own plan: asked for before the advice, kept as it was said first."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.actions import signing, withdrawing
from assessments.models import Assessment, Plan
from assessments.models.base import AppendOnlyError
from assessments.record.verification import faults
from tests.people import World, answer, fill, save, send, skip


def plan_url(world: World) -> str:
    return reverse("assessments:plan", args=[world.assessment.uuid])


def report_url(world: World) -> str:
    return reverse("assessments:report", args=[world.assessment.uuid])


def said(world: World, **values: str) -> dict[str, str]:
    return {f"{world.lesion.uuid}-{name}": value for name, value in values.items()} | {"action": "plan"}


def test_the_advice_waits_for_the_plan(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    assert alices.get(report_url(world)).headers["Location"] == plan_url(world)
    page = alices.get(plan_url(world)).content.decode()
    assert "Your own plan (before seeing the advice)" in page
    assert "Left femur, subtrochanteric" in page
    assert "Expedited" not in page


def test_two_taps_are_kept_and_the_advice_follows(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    response = send(alices, plan_url(world), said(world, intent="operate", how_soon="expedited"))
    assert response.headers["Location"] == report_url(world)
    assert alices.get(report_url(world)).status_code == 200
    plan = Plan.objects.get()
    assert (plan.intent, plan.how_soon, plan.skipped, plan.by) == ("operate", "expedited", "", world.alice)
    assert plan.revision_number == 7


def test_no_operation_needs_no_time(alices: Client, world: World) -> None:
    send(alices, plan_url(world), said(world, intent="non_operative"))
    assert Plan.objects.get().how_soon == "none"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Your own plan (before seeing the advice) This field is required."),
        ({"intent": "operate"}, "How soon? Say how soon."),
        ({"intent": "forged"}, "forged is not one of the available choices."),
    ],
)
def test_what_is_left_out_is_said(alices: Client, world: World, values: dict[str, str], words: str) -> None:
    response = send(alices, plan_url(world), said(world, **values))
    assert response.status_code == 422
    text = " ".join(response.content.decode().replace("</a>", "").replace("<br>", " ").split())
    assert words in text
    assert not Plan.objects.exists()


def test_it_can_be_skipped_for_a_reason_and_only_for_one(alices: Client, world: World) -> None:
    assert send(alices, plan_url(world), {"action": "skip"}).status_code == 422
    assert not Plan.objects.exists()
    send(alices, plan_url(world), {"action": "skip", "reason": "emergency"})
    assert Plan.objects.get().skipped == "emergency"
    assert alices.get(report_url(world)).status_code == 200


def test_skipping_leads_back_to_where_it_was_asked_for(alices: Client, world: World) -> None:
    """The link of the panel says so; the browser names the page. Nothing leads out of the assessment."""
    pain = reverse("assessments:lesion_section", args=[world.assessment.uuid, world.lesion.uuid, "pain"])
    other = reverse("assessments:patient", args=[world.patient.uuid])
    for referer, leads_to in (
        (f"http://testserver{pain}?all=1", pain),
        (f"http://testserver{other}", report_url(world)),
        ("http://elsewhere.example/", report_url(world)),
        ("", report_url(world)),
    ):
        page = alices.get(f"{plan_url(world)}?then=back", HTTP_REFERER=referer).content.decode()
        assert f'name="then" value="{leads_to}"' in page
    skipped = {"action": "skip", "reason": "emergency", "then": pain}
    assert send(alices, plan_url(world), skipped)["Location"] == pain


def test_the_first_word_stands(alices: Client, world: World) -> None:
    send(alices, plan_url(world), said(world, intent="operate", how_soon="urgent"))
    assert send(alices, plan_url(world), said(world, intent="non_operative")).status_code == 302
    signing.record_plans(
        assessment=world.assessment, plans={world.lesion: ("non_operative", "none")}, by=world.bob
    )
    assert Plan.objects.get().intent == "operate"
    with pytest.raises(AppendOnlyError):
        Plan.objects.update(intent="non_operative")
    with pytest.raises(AppendOnlyError):
        Plan.objects.get().delete()


def test_a_lesion_added_later_is_asked_about_alone(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    second = actions.add_lesion(assessment=world.assessment, by=world.alice)
    save(world.assessment, "imaging", {"bone": "humerus", "side": "right"}, second, world.alice)
    assert alices.get(report_url(world)).status_code == 302
    page = alices.get(plan_url(world)).content.decode()
    asked = page.split("<h2 data-patient>", 1)[1]
    assert "Right humerus" in asked
    assert "Left femur" not in asked


def test_a_plan_on_the_wrong_lesion_is_withdrawn_until_the_advice_was_shown(
    alices: Client, world: World
) -> None:
    answer(world.assessment, world.alice)
    second = actions.add_lesion(assessment=world.assessment, by=world.alice)
    save(world.assessment, "imaging", {"bone": "humerus", "side": "right"}, second, world.alice)
    first = send(alices, plan_url(world), said(world, intent="operate", how_soon="urgent"))
    assert first.headers["Location"] == plan_url(world), "the advice waits for the other lesion"
    assert not Assessment.objects.get().tells_advice
    address = reverse("assessments:withdraw_plan", args=[world.assessment.uuid, world.lesion.uuid])
    page = alices.get(plan_url(world)).content.decode()
    assert f'href="{address}"' in page
    assert "Operate, within 72 hours" in page
    assert send(alices, address, {"text": ""}).status_code == 422
    assert send(alices, address, {"text": "It was the humerus."})["Location"] == plan_url(world)
    both = {f"{second.uuid}-intent": "operate", f"{second.uuid}-how_soon": "urgent"}
    answered = send(alices, plan_url(world), said(world, intent="non_operative") | both)
    assert answered.headers["Location"] == report_url(world)
    standing = Plan.objects.standing().order_by("lesion").values_list("intent", flat=True)
    assert list(standing) == ["non_operative", "operate"]
    history = reverse("assessments:history", args=[world.assessment.uuid])
    assert "It was the humerus." in alices.get(history).content.decode()
    assert alices.get(address).status_code == 409, "the advice was shown"
    with pytest.raises(withdrawing.AdviceToldError):
        withdrawing.withdraw_plan(plan=Plan.objects.standing().first(), reason="x", by=world.alice)  # type: ignore[arg-type]
    assert list(faults(world.north)) == []


def test_a_reader_is_not_asked_for_a_plan(world: World, client: Client) -> None:
    client.force_login(world.rita)
    assert client.get(report_url(world)).status_code == 200


def test_lists_tell_the_advice_only_after_the_plan(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    patient = reverse("assessments:patient", args=[world.patient.uuid])
    assert "after your plan" in alices.get("/").content.decode()
    for address in ("/", patient):
        assert "Expedited, within 2 weeks" not in alices.get(address).content.decode().split("<tbody")[-1]
    assert len(alices.get("/?decision=operate").context["rows"]) == 0
    assert len(alices.get("/?urgency=expedited").context["rows"]) == 0
    skip(Assessment.objects.get(), world.alice)
    assert len(alices.get("/?decision=operate").context["rows"]) == 1
    assert len(alices.get("/?urgency=expedited").context["rows"]) == 1
    for address in ("/", patient):
        assert "xpedited" in alices.get(address).content.decode().split("</form>")[-1]
