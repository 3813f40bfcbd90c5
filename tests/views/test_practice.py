"""Cases to practise on: the board's decision waits for one's own, and nothing of it is kept anywhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from assessments.clinical.options import OPTIONS, operations_on
from assessments.models import AccessEntry, Assessment, Course, HowSoon, Patient
from assessments.teaching.cases import BY_KEY, CASES
from tests.people import World

# Typed from the policy: what it advises on each, and what of it the board took.
ADVISED = {
    "femur-shaft": ("operate", "expedited", "prophylactic_fixation", "long_nail"),
    "femur-unproven": ("diagnose_first", "urgent", None, None),
    "spine-cord": ("operate", "urgent", "decompression_and_stabilisation", "decompression_and_fixation"),
    "spine-sensitive": ("non_operative", "emergency", None, "radiotherapy_fractionated"),
    "femur-borderline": ("consider", "planned", "prophylactic_fixation", "cephalomedullary_nail"),
}
DECIDED = {
    "femur-shaft": ("operate", "expedited"),
    "femur-unproven": ("refer", "urgent"),
    "spine-cord": ("operate", "urgent"),
    "spine-sensitive": ("radiotherapy", "emergency"),
    "femur-borderline": ("watch", "planned"),
}
OWN = {
    "course": "operate",
    "how_soon": "urgent",
    "aim": "prophylactic_fixation",
    "procedure": "cephalomedullary_nail",
}


@pytest.mark.parametrize("key", ADVISED)
def test_the_board_decides_in_line_with_the_policy(key: str) -> None:
    case = BY_KEY[key]
    [lesion] = case.evaluated().lesions
    advice = lesion.advice
    first = lesion.options[0].key if lesion.options else None
    assert (advice.decision, advice.urgency, advice.aim, first) == ADVISED[key]
    assert (case.board.course, case.board.how_soon) == DECIDED[key]
    assert case.board.course in Course.values
    assert case.board.how_soon in HowSoon.values
    if case.board.procedure:
        assert OPTIONS[case.board.procedure] in operations_on(case.bone)
        assert (case.board.aim, case.board.procedure) == ADVISED[key][2:]


def test_there_are_five_and_no_name_in_them(alices: Client) -> None:
    assert len(CASES) == 5
    page = alices.get("/practice/").content.decode()
    for case in CASES:
        assert f'href="/practice/{case.key}/"' in page
        assert set(case.document["case"]) == {"patient", "history"}
        assert set(case.document["case"]["patient"]) <= {"age", "sex", "assessed_on"}


@pytest.mark.parametrize("key", ADVISED)
def test_board_and_advice_wait_for_ones_own_decision(alices: Client, key: str) -> None:
    case, address = BY_KEY[key], reverse("assessments:practice_case", args=[key])
    before = alices.get(address).content.decode()
    hidden = (str(case.board.because), str(case.board.differs), "The program", "Evidence")
    assert not any(text in before for text in hidden)
    report = reverse("assessments:practice_report", args=[key])
    assert alices.get(report).headers["Location"] == address
    own = {"course": "non_operative", "how_soon": "none"}
    assert alices.post(address, own).headers["Location"] == address
    after = alices.get(address)
    assert str(case.board.differs)[:30] in after.content.decode()
    assert [row["own"] for row in after.context["rows"]] == ["No operation", "No urgency", "", ""]
    whole = alices.get(report).content.decode()
    assert "Example patient" in whole
    assert "all-answers" in whole


def test_what_is_open_is_asked_for_by_name(alices: Client) -> None:
    address = "/practice/femur-shaft/"
    for sent, wrong in (
        ({}, {"course", "how_soon"}),
        ({"course": "operate", "how_soon": "urgent"}, {"aim", "procedure"}),
        (OWN | {"course": "undecided"}, {"course"}),
        (OWN | {"procedure": "decompression_and_fixation"}, {"procedure"}),
    ):
        answer = alices.post(address, sent)
        assert answer.status_code == 422, sent
        assert set(answer.context["form"].errors) == wrong
        assert "error-summary" in answer.content.decode()
    assert "practice" not in alices.session


def test_nothing_of_it_is_kept_and_one_button_wipes_it(world: World, alices: Client) -> None:
    before = [model.objects.count() for model in (AccessEntry, Patient, Assessment)]
    for key in ("femur-shaft", "femur-borderline"):
        alices.post(f"/practice/{key}/", OWN)
        alices.get(f"/practice/{key}/report/")
    assert [model.objects.count() for model in (AccessEntry, Patient, Assessment)] == before
    assert set(alices.session["practice"]) == {"femur-shaft", "femur-borderline"}
    alices.post("/practice/femur-shaft/", OWN | {"how_soon": "none"})  # decided is decided
    assert alices.session["practice"]["femur-shaft"]["how_soon"] == "urgent"
    other = Client()
    other.force_login(world.bob)
    assert "tag-done" not in other.get("/practice/").content.decode()
    assert "Wipe my practice" in alices.get("/practice/").content.decode()
    assert alices.post("/practice/wipe/").headers["Location"] == "/practice/"
    assert "practice" not in alices.session
    assert "Wipe my practice" not in alices.get("/practice/").content.decode()


def test_another_case_is_not_there(alices: Client) -> None:
    assert alices.get("/practice/nothing/").status_code == 404
    assert alices.get("/practice/nothing/report/").status_code == 404
