"""The emergency path: one page, kept as an ordinary assessment with the ordinary keys."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.models import Assessment, EmergencyDraft, Patient, Plan
from tests.people import World, fill, save, squeezed
from tests.views.test_ended_session import left_alone
from tests.views.test_section import posted

BEGIN = "/emergency/"
CORD = {
    "bone": "spine",
    "level": "T5",
    "deficit": "cord",
    "onset": "within_48_hours",
    "frankel": "C",
    "walking": "unable",
    "hours_since_walking_lost": 10,
    "sphincter": "disturbed",
    "cord_compression": "3",
    "cancer_history": "known_before",
    "primary": "lung",
    "expected_survival": "6_to_12_months",
}


def begin(client: Client, answers: dict[str, Any] = CORD, **more: Any) -> Any:
    return client.post(BEGIN, posted(answers, identifier="em-1", **more))


def newest() -> Assessment:
    return Assessment.objects.latest("pk")


def test_the_list_leads_to_it_in_one_click(alices: Client, world: World) -> None:
    assert f'<a class="btn btn-emergency" href="{BEGIN}">' in squeezed(alices.get("/").content.decode())
    client = Client()
    client.force_login(world.rita)
    assert "btn-emergency" not in squeezed(client.get("/").content.decode())


def test_twelve_answers_make_an_assessment_with_urgency_and_advice(alices: Client, world: World) -> None:
    response = begin(alices)
    made = newest()
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("assessments:emergency", args=[made.uuid])
    assert (made.patient.identifier, made.decision, made.urgency) == ("EM-1", "operate", "emergency")
    answers = made.latest().answers
    assert answers["case"]["history"] == {
        "cancer_history": "known_before",
        "primary": "lung",
        "expected_survival": "6_to_12_months",
    }
    assert answers["case"]["patient"] == {"assessed_on": "2026-11-25"}
    lesion = answers["lesions"][0]
    assert lesion["imaging"] == {"bone": "spine", "level": "T5", "cord_compression": "3"}
    assert lesion["neuro"]["hours_since_walking_lost"] == 10
    assert [(plan.skipped, plan.by) for plan in Plan.objects.filter(assessment=made)] == [
        ("emergency", world.alice)
    ]
    page = squeezed(alices.get(response.headers["Location"]).content.decode())
    assert "Emergency, within 24 hours" in page
    assert "The urgency is final for the answers given; the advice may still change." in page
    assert "Not known yet:" in page
    assert "When assessed, ambulation had been lost for 10 hours; act within 24 hours" in page
    assert "Signs of cord or cauda equina: dexamethasone 16 mg now" in page
    assert "Immobilise until it is treated or judged stable." in page


def test_it_goes_on_as_any_assessment(alices: Client, world: World) -> None:
    begin(alices)
    made = newest()
    lesion = made.latest().lesions[0]
    neuro = squeezed(
        alices.get(reverse("assessments:lesion_section", args=[made.uuid, lesion, "neuro"])).content.decode()
    )
    assert 'name="hours_since_walking_lost" id="id_hours_since_walking_lost" value="10"' in neuro
    assert alices.get(reverse("assessments:hub", args=[made.uuid])).status_code == 200
    assert alices.get(reverse("assessments:report", args=[made.uuid])).status_code == 200


def test_saving_again_keeps_what_other_sections_know(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    url = reverse("assessments:emergency", args=[world.assessment.uuid])
    page = squeezed(alices.get(url).content.decode())
    assert 'value="femur" id="id_bone_1" checked' in page
    before = Assessment.objects.get(pk=world.assessment.pk).latest()
    answers = {
        "bone": "femur", "fracture": "displaced", "open_or_vascular_injury": True, "deficit": "none",
        "worst_pain": 7, "mechanical": True, "limb_function": "limited", "cancer_history": "known_before",
        "primary": "breast", "histology": "metastasis_confirmed", "expected_survival": "over_12_months",
        "fit_for_anaesthesia": "fit",
    }  # fmt: skip
    assert alices.post(url, posted(answers, base=before.number)).status_code == 302
    after = Assessment.objects.get(pk=world.assessment.pk).latest()
    assert after.section == "emergency"
    assert after.answers["lesions"][0]["fracture"] == {
        "fracture": "displaced",
        "limb_function": "limited",
        "open_or_vascular_injury": True,
    }
    assert after.answers["lesions"][0]["imaging"]["axial_extent_mm"] == 45
    assert after.answers["case"]["history"]["hormone_dependent"] is True
    assert alices.post(url, posted(answers, base=after.number)).status_code == 302
    assert Assessment.objects.get(pk=world.assessment.pk).latest().number == after.number


def test_an_answer_taken_back_is_open_again(alices: Client, world: World) -> None:
    begin(alices)
    made = newest()
    less = {key: answer for key, answer in CORD.items() if key not in ("frankel", "expected_survival")}
    alices.post(reverse("assessments:emergency", args=[made.uuid]), posted(less, base=2))
    latest = newest().latest()
    assert "frankel" not in latest.answers["lesions"][0]["neuro"]
    assert "expected_survival" not in latest.answers["case"]["history"]


def test_oneself_saved_meanwhile_in_another_page(alices: Client, world: World) -> None:
    begin(alices)
    made = newest()
    save(made, "neuro", {"deficit": "none", "sphincter": "normal"}, made.patient.lesions.get(), world.alice)
    response = alices.post(
        reverse("assessments:emergency", args=[made.uuid]), posted(CORD | {"frankel": "D"}, base=2)
    )
    page = squeezed(response.content.decode())
    assert response.status_code == 409
    assert "You saved this meanwhile, in another tab." in page
    assert "Somebody else" not in page.split("<main", 1)[1].split("</main>")[0]


def test_somebody_else_saved_meanwhile(alices: Client, world: World) -> None:
    begin(alices)
    made = newest()
    lesion = made.patient.lesions.get()
    save(made, "neuro", {"deficit": "none", "sphincter": "normal"}, lesion, world.bob)
    response = alices.post(
        reverse("assessments:emergency", args=[made.uuid]), posted(CORD | {"frankel": "D"}, base=2)
    )
    page = squeezed(response.content.decode())
    assert response.status_code == 409
    assert "Somebody else saved meanwhile" in page
    assert "Neurological deficit: None" in page
    assert 'name="base_revision" value="3"' in page
    assert alices.post(response.request["PATH_INFO"], posted(CORD, base=3)).status_code == 302


def test_a_known_identifier_is_asked_about_and_nothing_typed_is_lost(alices: Client, world: World) -> None:
    data = posted(CORD, identifier="n-001")
    response = alices.post(BEGIN, data)
    page = squeezed(response.content.decode())
    assert response.status_code == 422
    assert "This identifier is that of a known patient" in page
    assert 'value="C" id="id_frankel_2" checked' in page
    assert Assessment.objects.count() == 1
    del data["action"]
    response = alices.post(BEGIN, data | {"known": str(world.patient.uuid)})
    assert response.status_code == 302
    assert Patient.objects.count() == 1
    assert newest().patient == world.patient
    assert newest().urgency == "emergency"


def test_a_patient_of_another_unit_is_not_known_here(world: World) -> None:
    client = Client()
    client.force_login(world.charlie)
    response = client.post(BEGIN, posted(CORD, identifier="n-001", known=str(world.patient.uuid)))
    assert response.status_code == 302
    assert newest().unit == world.south


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"identifier": ""}, "Identifier: This field is required."),
        ({"hours_since_walking_lost": "soon"}, "Time since loss of ambulation: Enter hours or days"),
        ({"hours_since_walking_lost": "99999"}, "Enter a number from 0 to 20000 hours"),
        ({"frankel": "Z"}, "Frankel grade: Choose one of the answers shown."),
    ],
)
def test_bad_input_is_told_and_nothing_is_saved(
    alices: Client, world: World, data: dict[str, str], words: str
) -> None:
    response = alices.post(BEGIN, posted(CORD, identifier="em-1") | data)
    page = squeezed(response.content.decode())
    assert response.status_code == 422
    assert words in page
    assert "<title>Error:" in page
    assert Patient.objects.count() == 1


def test_without_scripts_the_questions_that_follow_come_by_a_button(alices: Client, world: World) -> None:
    data = posted({"bone": "spine", "deficit": "cord"}, identifier="em-1") | {"action": "update"}
    page = alices.post(BEGIN, data)
    assert page.status_code == 200
    question = squeezed(page.content.decode()).split('id="question_frankel"')[1].split(">")[0]
    assert "hidden" not in question
    question = squeezed(page.content.decode()).split('id="question_fracture"')[1].split(">")[0]
    assert "hidden" in question
    assert Patient.objects.count() == 1


def test_the_panel_before_there_is_an_assessment(alices: Client, world: World) -> None:
    page = squeezed(
        alices.post(f"{BEGIN}panel/", posted({"bone": "spine", "sphincter": "disturbed"})).content.decode()
    )
    assert "Suspected cord or cauda equina compression" in page
    assert "Emergency, within 24 hours" in page
    assert '<a href="#id_' in page
    assert Assessment.objects.count() == 1


def test_the_panel_of_one_that_is_begun(alices: Client, world: World) -> None:
    begin(alices)
    url = reverse("assessments:emergency_panel", args=[newest().uuid])
    page = squeezed(alices.post(url, posted(CORD | {"expected_survival": "under_6_weeks"})).content.decode())
    assert "Suspected cord or cauda equina compression" in page
    assert "Urgent, within 72 hours" in page


def test_of_several_lesions_the_first_is_meant(alices: Client, world: World) -> None:
    begin(alices)
    actions.add_lesion(assessment=newest(), by=world.alice)
    page = squeezed(alices.get(reverse("assessments:emergency", args=[newest().uuid])).content.decode())
    assert "Spine, T5" in page
    assert "once you have said what you would do yourself" in page


def test_two_clicks_at_once_make_one_patient(
    alices: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second finds the patient whom the first has entered since it looked."""
    monkeypatch.setattr("assessments.views.emergency._known", lambda *_args: None)
    begin(alices)
    response = begin(alices)
    assert response.status_code == 422
    assert "This identifier is that of a known patient" in squeezed(response.content.decode())
    assert Patient.objects.filter(identifier="EM-1").count() == 1
    assert Assessment.objects.filter(patient__identifier="EM-1").count() == 1


def typing(client: Client, answers: dict[str, Any], url: str = f"{BEGIN}draft/", **more: Any) -> Any:
    return client.post(url, posted(answers, **more), headers={"Accept": "application/json"})


class TestDraft:
    """What is typed and not saved is kept; before there is an assessment it is offered, not filled in."""

    def test_it_is_offered_with_whose_it_was_and_comes_back_when_asked_for(
        self, alices: Client, world: World
    ) -> None:
        answer = typing(alices, {**CORD, "hours_since_walking_lost": "ten"}, identifier="em-7")
        assert (answer.status_code, answer.json()["saved"]) == (200, True)
        page = squeezed(alices.get(BEGIN).content.decode())
        assert "It was for the patient em-7." in page
        assert 'value="em-7"' not in page, "the next patient's page is empty"
        assert 'id_frankel_2" checked' not in page
        page = squeezed(alices.get(f"{BEGIN}?kept").content.decode())
        assert 'value="em-7"' in page
        assert 'value="ten"' in page
        assert 'value="C" id="id_frankel_2" checked' in page
        assert "It is not saved yet." in page
        assert "error-summary" not in page

    def test_saving_ends_it(self, alices: Client, world: World) -> None:
        typing(alices, CORD, identifier="em-1")
        begin(alices)
        assert EmergencyDraft.objects.count() == 0
        assert "was not saved" not in squeezed(alices.get(BEGIN).content.decode())

    def test_it_can_be_discarded(self, alices: Client, world: World) -> None:
        typing(alices, CORD, identifier="em-1")
        assert alices.post(BEGIN, {"action": "discard"}).status_code == 302
        assert EmergencyDraft.objects.count() == 0
        assert Patient.objects.count() == 1

    def test_nobody_else_is_shown_it(self, alices: Client, bobs: Client, world: World) -> None:
        typing(alices, CORD, identifier="em-1")
        for url in (BEGIN, f"{BEGIN}?kept"):
            page = squeezed(bobs.get(url).content.decode())
            assert "em-1" not in page
            assert "was not saved" not in page

    def test_after_a_day_it_is_gone(self, alices: Client, bobs: Client, world: World) -> None:
        typing(alices, CORD, identifier="em-1")
        EmergencyDraft.objects.update(at=timezone.now() - timedelta(hours=24, seconds=1))
        assert "em-1" not in squeezed(alices.get(f"{BEGIN}?kept").content.decode())
        typing(bobs, CORD, identifier="em-2")
        assert [draft.who for draft in EmergencyDraft.objects.all()] == ["em-2"]

    def test_who_may_not_begin_keeps_nothing(self, world: World) -> None:
        client = Client()
        client.force_login(world.rita)
        assert typing(client, CORD).status_code == 403
        assert EmergencyDraft.objects.count() == 0

    def test_an_overlong_one_is_refused(self, alices: Client, world: World) -> None:
        assert typing(alices, CORD, identifier="x" * 70_000).status_code == 413

    def test_of_one_that_is_begun_it_is_back_at_once(
        self, alices: Client, bobs: Client, world: World
    ) -> None:
        begin(alices)
        url = reverse("assessments:emergency", args=[newest().uuid])
        assert typing(alices, {**CORD, "frankel": "B"}, f"{url}draft/", base_revision="2").status_code == 200
        page = squeezed(alices.get(url).content.decode())
        assert 'value="B" id="id_frankel_1" checked' in page
        assert "It is not saved yet." in page
        assert "It is not saved yet." not in squeezed(bobs.get(url).content.decode())
        assert newest().latest().answers["lesions"][0]["neuro"]["frankel"] == "C"
        alices.post(url, posted({**CORD, "frankel": "B"}, base_revision="2"))
        assert newest().drafts.count() == 0
        assert newest().latest().answers["lesions"][0]["neuro"]["frankel"] == "B"

    def test_of_one_that_is_begun_it_can_be_discarded(self, alices: Client, world: World) -> None:
        begin(alices)
        url = reverse("assessments:emergency", args=[newest().uuid])
        typing(alices, {**CORD, "frankel": "B"}, f"{url}draft/")
        assert alices.post(url, {"action": "discard"}).status_code == 302
        assert newest().drafts.count() == 0

    def test_what_is_typed_after_the_session_has_ended_is_refused(self, alices: Client, world: World) -> None:
        alices.get(BEGIN)
        left_alone(alices)
        answer = typing(alices, CORD, identifier="em-9")
        assert (answer.status_code, answer.json()["saved"], answer.json()["ended"]) == (401, False, True)
        assert EmergencyDraft.objects.count() == 0

    def test_two_pages_do_not_overwrite_each_other(self, alices: Client, world: World) -> None:
        typing(alices, CORD, identifier="em-9", once="first")
        typing(alices, CORD, identifier="em-1", once="second")
        assert {draft.who for draft in EmergencyDraft.objects.all()} == {"em-9", "em-1"}
        begin(alices, once="second")
        assert [draft.who for draft in EmergencyDraft.objects.all()] == ["em-9"]


WRITTEN = {
    "colo": ("colon", ""),
    "Colon": ("colon", ""),
    "BREAST": ("breast", ""),
    "er": (None, "“er” may be several of the answers."),
    "shoe": (None, "None of the answers is called “shoe”."),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_primary_may_be_written_by_its_name(alices: Client, world: World, written: str) -> None:
    url = reverse("assessments:emergency", args=[world.assessment.uuid])
    answer = alices.post(url, {"cancer_history": "known_before", "primary-written": written})
    primary, message = WRITTEN[written]
    stored = world.assessment.revisions.latest("number").answers["case"].get("history", {})
    assert stored.get("primary") == primary
    assert answer.status_code == (302 if primary else 422)
    if message:
        page = squeezed(answer.content.decode())
        assert f"Primary tumour: {message}" in page
        assert f'value="{written}"' in page


def test_a_button_and_another_name_are_not_taken_both(alices: Client, world: World) -> None:
    url = reverse("assessments:emergency", args=[world.assessment.uuid])
    typed = {"cancer_history": "known_before", "primary": "breast", "primary-written": "colon"}
    answer = alices.post(url, typed)
    assert answer.status_code == 422
    assert "Press a button or write “colon”, not both." in squeezed(answer.content.decode())
    assert alices.post(url, typed | {"primary-written": "Breast"}).status_code == 302


def test_whom_to_call_stands_on_the_page(alices: Client, world: World) -> None:
    world.north.settings = {"whom_to_call": "spinal surgeon on call, 4321"}
    world.north.save()
    url = reverse("assessments:emergency", args=[world.assessment.uuid])
    assert "spinal surgeon on call, 4321" in squeezed(alices.get(url).content.decode())
