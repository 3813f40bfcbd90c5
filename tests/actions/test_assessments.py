"""Writing answers: what is in the way of a section and what is not; lesions come and go; nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.actions import assessments as actions
from assessments.actions import signing, withdrawing
from assessments.answers.document import SECTION_BY_KEY
from assessments.models import Assessment, Patient, Revision
from tests.people import FEMUR, TODAY, World, answer, sign


def history(world: World, base: int, **answers: Any) -> Revision:
    return actions.save_section(
        assessment=Assessment.objects.get(pk=world.assessment.pk),
        section=SECTION_BY_KEY["history"],
        lesion=None,
        answers=answers,
        typed={},
        base_revision=base,
        by=world.bob,
    )


def imaging(world: World, base: int, lesion: Any, **answers: Any) -> Revision:
    return actions.save_section(
        assessment=Assessment.objects.get(pk=world.assessment.pk),
        section=SECTION_BY_KEY["imaging"],
        lesion=lesion,
        answers=answers,
        typed={},
        base_revision=base,
        by=world.bob,
    )


def test_who_saves_the_same_section_from_an_older_page_is_stopped_and_told_both(world: World) -> None:
    assert history(world, 1, ecog=1).number == 2
    with pytest.raises(actions.StaleRevisionError) as stopped:
        history(world, 1, ecog=3)
    assert (stopped.value.base.number, stopped.value.current.number) == (1, 2)
    assert stopped.value.current.given.section("history", None) == {"ecog": 1}
    assert history(world, 2, ecog=3).given.section("history", None) == {"ecog": 3}
    assert world.assessment.revisions.get(number=2).given.section("history", None) == {"ecog": 1}


def test_another_section_and_the_same_answers_are_in_nobody_s_way(world: World) -> None:
    history(world, 1, ecog=1)
    both = imaging(world, 1, world.lesion, bone="femur")
    assert (both.number, both.given.section("history", None)) == (3, {"ecog": 1})
    assert history(world, 1, ecog=1).number == 3, "said already: no revision more"
    assert world.assessment.revisions.count() == 3


def test_a_page_without_a_number_that_there_is_counts_from_the_first(world: World) -> None:
    history(world, 1, ecog=1)
    for number in (0, 99):
        with pytest.raises(actions.StaleRevisionError) as stopped:
            history(world, number, ecog=2)
        assert stopped.value.base.number == 1


def test_a_new_lesion_begins_with_what_lesions_of_a_patient_share(world: World) -> None:
    answer(world.assessment, world.alice)
    first = str(world.lesion.uuid)
    second = actions.add_lesion(assessment=world.assessment, like=first, by=world.alice)
    assert second.number == 2
    assert world.assessment.latest().given.lesions[second.key] == {
        "imaging": {"histology": "metastasis_confirmed", "treated_before": False}
    }
    assert world.assessment.latest().given.lesions[first]["imaging"] == FEMUR["imaging"]
    actions.add_lesion(assessment=world.assessment, lesion=second, by=world.alice)
    assert world.assessment.latest().lesions == [first, second.key], "it is part of it already"


def test_a_lesion_taken_out_stays_in_what_was_saved_before_and_takes_no_answers(world: World) -> None:
    with pytest.raises(actions.OnlyLesionError):
        actions.remove_lesion(assessment=world.assessment, lesion=world.lesion, by=world.alice)
    second = actions.add_lesion(assessment=world.assessment, by=world.alice)
    said = imaging(world, 2, second, bone="humerus")
    without = actions.remove_lesion(assessment=world.assessment, lesion=second, by=world.alice)
    assert (said.number, without.number) == (3, 4)
    assert without.lesions == [world.lesion.key]
    assert world.assessment.revisions.get(number=3).lesions == [world.lesion.key, second.key]
    again = actions.remove_lesion(assessment=world.assessment, lesion=second, by=world.alice)
    assert again.number == 4, "once is enough"
    with pytest.raises(actions.LesionRemovedError):
        imaging(world, 4, second, bone="femur")
    back = actions.add_lesion(assessment=world.assessment, lesion=second, by=world.alice)
    assert back.number == 2, "the number that it had"


def test_who_asks_sees_the_patient_as_the_record_has_them_and_may_stop_it(world: World) -> None:
    class OtherPatientError(Exception):
        pass

    def refuse(patient: Patient) -> None:
        raise OtherPatientError(patient.identifier)

    Patient.objects.filter(pk=world.patient.pk).update(identifier="N-002")
    with pytest.raises(OtherPatientError, match="N-002"):
        actions.save_section(
            assessment=world.assessment,
            section=SECTION_BY_KEY["history"],
            lesion=None,
            answers={"ecog": 1},
            typed={},
            base_revision=1,
            by=world.alice,
            check=refuse,
        )
    assert world.assessment.revisions.count() == 1


def test_an_identifier_is_taken_once_in_a_unit_however_it_is_typed(world: World) -> None:
    with pytest.raises(actions.IdentifierTakenError) as taken:
        actions.create_patient(unit=world.north, identifier=" n-001 ", by=world.bob)
    assert taken.value.patient == world.patient
    assert actions.create_patient(unit=world.south, identifier="n-001", by=world.charlie).pk


def test_only_what_is_signed_is_noted_on_and_amended_and_that_once(world: World) -> None:
    with pytest.raises(signing.NotSignedError):
        signing.add_note(assessment=world.assessment, text="Seen again.", by=world.alice)
    with pytest.raises(signing.NotSignedError):
        signing.amend(assessment=world.assessment, reason="Wrong side.", by=world.alice)
    answer(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    with pytest.raises(actions.NotEditableError):
        history(world, 7, ecog=4)
    amendment = signing.amend(assessment=world.assessment, reason="Wrong side.", by=world.bob)
    assert amendment.latest().given.as_document() == world.assessment.latest().given.as_document()
    with pytest.raises(signing.AmendedAlreadyError) as amended:
        signing.amend(assessment=world.assessment, reason="Again.", by=world.alice)
    assert amended.value.amendment == amendment


def test_a_plan_is_withdrawn_only_before_the_advice_was_told(world: World) -> None:
    second = actions.add_lesion(assessment=world.assessment, by=world.alice)
    plans = {world.lesion: ("operate", "expedited")}
    [plan] = signing.record_plans(assessment=world.assessment, plans=plans, by=world.alice)
    first = withdrawing.withdraw_plan(plan=plan, reason="The other lesion.", by=world.alice)
    assert withdrawing.withdraw_plan(plan=plan, reason="Again.", by=world.alice) == first
    both = {world.lesion: ("operate", "expedited"), second: ("non_operative", "elective")}
    plan, _other = signing.record_plans(assessment=world.assessment, plans=both, by=world.alice)
    assert world.assessment.advice_told_at is not None
    with pytest.raises(withdrawing.AdviceToldError):
        withdrawing.withdraw_plan(plan=plan, reason="After all.", by=world.alice)


def test_a_draft_that_was_not_withdrawn_is_not_put_back(world: World) -> None:
    with pytest.raises(withdrawing.NotWithdrawnError):
        withdrawing.put_back(assessment=world.assessment, by=world.alice)


def test_a_second_assessment_takes_the_lesions_that_are_chosen(world: World) -> None:
    other = actions.start_assessment(patient=world.patient, lesions=[world.lesion], today=TODAY, by=world.bob)
    assert other.latest().lesions == [world.lesion.key]
    assert other.latest().given.section("patient", None)["assessed_on"] == "2026-11-25"
