"""Settled, missing and harmless: what is live, what is to be found out next, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.clinical.advice import Advice
from assessments.clinical.deciding.open_answers import Deliberation, every_rule, mildest, strictest
from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.evaluation.fork import answers_to
from assessments.clinical.evaluation.what_if import CHANGEABLE, alternatives
from assessments.clinical.language.facts import Facts
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.rule import CAPS
from tests.clinical.bases import (
    ACETABULUM,
    BASES,
    CORD,
    DEFICIT,
    FEMUR,
    HUMERUS,
    RIB,
    SPINE,
    TIBIA,
    TREATED,
    Answers,
    advice,
    facts,
    judge,
)

BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}
ONE: Answers = {"vertebral_metastases": 0, "other_bone_metastases": 1}
NO_WORD: Answers = {"expected_survival": None}
GRADE_3: Answers = {"cord_compression": "3"}
KIDNEY: Answers = {"primary": "kidney", "hormone_dependent": None}


def live(base: Answers, *more: Answers, **changes: Any) -> set[str]:
    return {rule.key for rule in judge(base, *more, **changes).live}


def missing(base: Answers, *more: Answers, **changes: Any) -> tuple[str, ...]:
    return judge(base, *more, **changes).missing


@pytest.mark.parametrize("base", BASES)
def test_what_is_fully_answered_is_settled(base: str) -> None:
    lesion = judge(BASES[base])
    assert lesion.settled
    assert (lesion.missing, lesion.harmless, lesion.live) == ((), (), ())
    assert (lesion.decision, lesion.urgency, lesion.aim) == ("non_operative", "none", None)
    assert (lesion.indications, lesion.limits, lesion.stops) == ((), (), ())
    assert lesion.considered == every_rule()


@pytest.mark.parametrize(
    ("base", "changes", "settled", "missing_keys"),
    [
        # It is not known whether anything is wrong at all.
        (FEMUR, {"fracture": None}, False, {"fracture.fracture"}),
        # Mirels 2 + 1 + 3 + 1 to 3 = 7 to 9
        (FEMUR, {"lesion_type": "lytic", "cortical_fraction": None}, False, {"imaging.cortical_fraction"}),
        # 2 + 1 + 1 + 1 to 3 = 4 to 7: low whatever the size
        (TIBIA, {"lesion_type": "blastic", "cortical_fraction": None}, True, set()),
        # Between 1 and 29 mm nothing changes, from 30 mm on it does.
        (FEMUR, {"axial_extent_mm": None}, False, {"imaging.axial_extent_mm"}),
        # SINS 1 + 1 + 1 + 0 + 0 to 3 = 3 to 6, but a fracture with retropulsion has no compression beside it.
        (SPINE, {"posterolateral": None}, True, set()),
        (SPINE, {"posterolateral": None, "lesion_type": "lytic"}, False, {"imaging.posterolateral"}),
        (SPINE, {"sphincter": None}, False, {"neuro.sphincter"}),  # disturbed would be an emergency
        (FEMUR, {"asa": None}, True, set()),
        (FEMUR, {"expected_benefit": None}, True, set()),
        (FEMUR, {**BROKEN, "expected_benefit": None}, False, {"history.expected_benefit"}),
        (FEMUR, {**BROKEN, **NO_WORD}, False, {"history.expected_survival"}),
        (FEMUR, {**BROKEN, "platelets": None, "calcium": None, "albumin": None}, True, set()),
        (FEMUR, {**BROKEN, "primary": None}, True, set()),
        (FEMUR, {**BROKEN, "patient_choice": None, "radiosensitivity_known": None}, True, set()),
        (FEMUR, {**BROKEN, "worst_pain": None}, True, set()),
    ],
)  # fmt: skip
def test_settled_and_missing(base: Answers, changes: Answers, settled: bool, missing_keys: set[str]) -> None:
    lesion = judge(base, changes)
    assert lesion.settled is settled
    assert set(lesion.missing) == missing_keys


def test_a_disturbed_sphincter_without_compression_raises_the_urgency_so_it_is_missing() -> None:
    lesion = judge(CORD, cord_compression=None, sphincter=None)
    assert not lesion.settled
    assert "neuro.sphincter" in lesion.missing


def test_what_decides_alone_comes_first() -> None:
    found = missing(FEMUR, lesion_type="lytic", cortical_fraction=None, circumferential_percent=None)
    assert found == ("imaging.circumferential_percent", "imaging.cortical_fraction")
    # 2 + 1 + 1 to 3 + 1 = 5 to 7: the type of lesion does not matter.
    assert missing(FEMUR, axial_extent_mm=None, circumferential_percent=None, lesion_type=None) == (
        "imaging.axial_extent_mm",
        "imaging.circumferential_percent",
    )


def test_a_question_whose_asking_is_open_is_not_listed_itself() -> None:
    """Radiotherapy here is asked once it is known whether the lesion was treated at all."""
    found = missing(FEMUR, treated_before=None)
    assert "imaging.treated_before" in found
    assert not {"imaging.radiotherapy_here", "pain.pain_trend", "imaging.response_on_imaging"} & set(found)
    assert "fracture.open_or_vascular_injury" not in missing(RIB, bone=None, fracture=None)


def test_one_of_number_and_words_of_pain_is_enough() -> None:
    found = missing(HUMERUS, cortical_breach=True, worst_pain=None, pain_in_words="mild", mechanical=None)
    assert found == ("pain.mechanical",)
    assert judge(FEMUR, BROKEN, worst_pain=None, pain_in_words="mild").settled


def test_live_rules_neither_propose_nor_cap() -> None:
    """Under six weeks to live would cap, but it has not been said."""
    assert live(FEMUR, BROKEN, NO_WORD) == {"L2", "L3", "L11"}
    assert advice(FEMUR, BROKEN, NO_WORD) == ("operate", "urgent", "fracture_fixation")
    assert live(FEMUR, cortical_fraction=None, lesion_type="lytic") == {"I15"}
    assert live(FEMUR, expected_benefit=None) == {"L4"}
    assert live(FEMUR, histology=None) == {"D1", "D4", "D5"}
    assert live(FEMUR, ONE, histology=None) == {"D1", "D2", "D4", "D5"}


def test_a_limit_without_effect_is_never_live() -> None:
    assert live(FEMUR, BROKEN, platelets=None, inr=None, calcium=None) == set()


def test_an_override_that_is_open_keeps_its_rules_live_and_is_shown_as_presumed() -> None:
    lesion = judge(FEMUR, BROKEN, fit_for_anaesthesia=None)
    assert lesion.presumed == ("history.fit_for_anaesthesia",)
    assert {rule.key for rule in lesion.live} == {"L1", "L1b"}
    assert judge(FEMUR, BROKEN).presumed == ()
    single = judge(FEMUR, ONE, tumour_free_interval_expected=None)
    assert (single.decision, single.aim) == ("operate", "curative_resection")
    assert not single.settled
    assert single.missing == ("history.tumour_free_interval_expected",)


def test_what_decides_only_together_is_missing_all_the_same() -> None:
    """No rule alone changes the advice, but two together would: unfit as presumed, and perhaps at risk."""
    lesion = judge(FEMUR, axial_extent_mm=None, asa=5, fit_for_anaesthesia=None)
    assert (lesion.decision, lesion.settled) == ("undecided", False)
    assert set(lesion.missing) >= {"imaging.axial_extent_mm", "history.fit_for_anaesthesia"}


def test_the_urgency_that_may_rise_does() -> None:
    """Power in the legs is open beside a root: it may be the floor's business."""
    root = {**DEFICIT, "deficit": "radiculopathy", "frankel": "E", "weakest_power": None}
    lesion = judge(SPINE, root, deficit_hours=24)
    assert not lesion.settled
    assert "neuro.weakest_power" in lesion.missing
    assert "neuro.weakest_power" not in missing(SPINE, root)  # over a week old: expedited either way


def test_radiotherapy_first_excludes_what_it_would_replace() -> None:
    """Whether the tumour is radiosensitive decides between operation at once and radiotherapy."""
    failing = {**DEFICIT, **GRADE_3, "deficit_hours": 24, "primary": None, "hormone_dependent": None}
    lesion = judge(CORD, failing)
    assert advice(CORD, failing) == ("operate", "emergency", "decompression_and_stabilisation")
    assert not lesion.settled
    assert "history.primary" in lesion.missing


@pytest.mark.parametrize(
    ("base", "changes", "harmless"),
    [
        (FEMUR, {"ldh": None, "lung_disease": None}, {"history.ldh", "history.lung_disease"}),
        (FEMUR, {"hypervascular": None}, {"imaging.hypervascular"}),
        (FEMUR, {"previous_chemotherapy": None}, {"history.previous_chemotherapy"}),
        (FEMUR, {"imaged_on": None, "assessed_on": None}, set()),  # dates are not asked after
        (FEMUR, {"patient_choice": None}, set()),  # never counted as open
        (CORD, {**GRADE_3, "radiosensitivity_known": None}, set()),  # nor is what replaces something
        (FEMUR, {"worst_pain": None, "pain_in_words": "mild"}, set()),
        (FEMUR, {"worst_pain": None, "pain_in_words": "present"}, set()),
        (SPINE, {"walking": None}, {"neuro.walking"}),  # Frankel E, so no complete loss
        (FEMUR, {"expected_benefit": None}, set()),  # waited for, though nothing is proposed
    ],
)
def test_harmless(base: Answers, changes: Answers, harmless: set[str]) -> None:
    assert set(judge(base, changes).harmless) == harmless


def test_harmless_is_never_missing() -> None:
    deliberation = Deliberation(Facts({"bone": "femur", "worst_pain": 6}))
    assert set(deliberation.harmless).isdisjoint(deliberation.missing)
    assert "history.lung_disease" in deliberation.harmless
    assert "imaging.axial_extent_mm" in deliberation.missing


def test_bone_and_pain_alone_get_the_most_that_can_be_said() -> None:
    lesion = judge({}, bone="femur", worst_pain=8, mechanical=True)
    assert (lesion.decision, lesion.settled) == ("undecided", False)
    assert lesion.missing[0] == "fracture.fracture"
    readings = {reading.score.key: (reading.low, reading.high) for reading in lesion.scores}
    assert readings["mirels"] == (7, 12)  # 2 to 3, 3, 1 to 3, 1 to 3
    assert {j.criterion.key: j.verdict for j in lesion.criteria}["T9"] == "not_applicable"


def test_contradictory_answers_are_both_kept_and_the_advice_is_provisional() -> None:
    lesion = judge(CORD, DEFICIT, GRADE_3, KIDNEY, frankel="E")
    assert lesion.decision == "operate"
    assert lesion.contradictions
    assert not lesion.settled
    assert judge(CORD, DEFICIT, GRADE_3, KIDNEY).settled


def test_the_failure_of_treatment_is_waited_for() -> None:
    found = missing(
        RIB, TREATED, mechanical=True, response_on_imaging=None, pain_trend=None, function_trend=None
    )
    assert found == ("fracture.function_trend", "imaging.response_on_imaging", "pain.pain_trend")


def test_one_answer_changed_is_weighed_as_if_all_were_read_anew() -> None:
    """Rules that do not rest on the answer are not read again; the outcome is the same."""
    for base in (FEMUR, {**CORD, **DEFICIT}, ACETABULUM, {"bone": "spine"}):
        before = Deliberation(facts(base))
        for question in CHANGEABLE:
            for answer in (*alternatives(question, before.facts), *answers_to(question, before.facts)):
                if before.facts.asked[question] is False:
                    continue
                changed = before.with_answer(question, answer)
                anew = Deliberation(before.facts.with_answer(question, answer))
                assert changed.advice == anew.advice, (base, question.key, answer)
                assert changed.settled is anew.settled, (base, question.key, answer)


def test_the_deliberation_reads_its_facts_once() -> None:
    deliberation = Deliberation(facts(FEMUR, BROKEN))
    assert deliberation.advice is deliberation.weighed.advice
    assert [p.indication.key for p in deliberation.weighed.proposals] == ["I10", "I12"]


@pytest.mark.parametrize(
    "answers",
    [
        # What keeps the patient from an operation may be reversible, and the bone may yet be at risk: only
        # both together bring an operation.
        {"bone": "femur", "fracture": "none", "histology": "metastasis_confirmed", "ecog_before": 4},
        # The stop may fall, and what stands behind it is another advice.
        {"bone": "spine", "cancer_history": "no_primary_found", "histology": "not_done", "deficit": "none",
         "frankel": "E", "sphincter": "normal", "alignment": "subluxation", "cord_compression": "1c"},
    ],
)  # fmt: skip
def test_what_several_rules_could_change_together_is_not_settled(answers: Answers) -> None:
    assert not Deliberation(Facts(answers)).settled


@pytest.mark.parametrize(
    ("answers", "settled"),
    [
        # Limits may still leave radiotherapy alone, which has an urgency of its own.
        ({"bone": "spine", "level": "T2", "cord_compression": "1c", "frankel": "D"}, False),
        ({"bone": "spine", "other_spinal_fracture": True, "frankel": "C", "fit_for_anaesthesia": "fit",
          "expected_survival": "over_12_months", "expected_benefit": True}, False),
        # Radiotherapy first would replace what makes the deficit urgent.
        ({"bone": "spine", "deficit": "cord", "onset": "2_to_7_days", "sphincter": "normal"}, False),
        ({"bone": "spine", "deficit": "cord", "deficit_hours": 100, "sphincter": "normal", "frankel": "D",
          "walking": "aided", "weakest_power": 4, "radiosensitivity_known": "resistant"}, True),
        # The hours are presumed from the onset: an emergency is not excluded.
        ({"bone": "spine", "deficit": "cord", "onset": "2_to_7_days", "sphincter": "normal", "frankel": "D",
          "walking": "aided", "weakest_power": 4, "radiosensitivity_known": "resistant"}, False),
    ],
)  # fmt: skip
def test_whether_the_urgency_is_settled(answers: Answers, settled: bool) -> None:
    assert Deliberation(Facts(answers)).urgency_settled is settled


def test_what_the_floor_waits_for_is_missing_and_not_harmless() -> None:
    lost: Answers = {"bone": "spine", "level": "T9", "cord_compression": "1a", "frankel": "A"}
    for answers in (lost, {"level": "C5", "cord_compression": "0"}):
        assert "history.expected_survival" in Deliberation(Facts(answers)).missing
    assert "neuro.sphincter" not in Deliberation(Facts({**lost, "collapse": "none"})).harmless
    found = Deliberation(Facts({"bone": "spine", "frankel": "D", "ecog_before": 4})).missing
    assert {"imaging.collapse", "neuro.deficit", "neuro.sphincter"} <= set(found)


def test_no_limit_is_milder_than_any_and_any_is_stricter_than_none() -> None:
    assert CAPS == ("spared", "no_effect", "step_down", "consider", "non_operative")
    for cap in CAPS:
        for both in ((cap, None), (None, cap)):
            assert mildest(both) is None
            assert strictest(both) == cap
    assert mildest(("step_down", "consider", "spared")) == "spared"
    assert strictest(("step_down", "non_operative", "spared")) == "non_operative"


def test_the_decisions_still_possible() -> None:
    assert judge(FEMUR).possible == ("non_operative",)
    assert judge(FEMUR, axial_extent_mm=None).possible == ("non_operative", "consider", "operate")
    assert judge(FEMUR, BROKEN, expected_benefit=None).possible == ("consider", "operate")
    assert judge(FEMUR, BROKEN, fit_for_anaesthesia=None).possible == ("non_operative", "consider", "operate")
    # A stop that may come, one that may fall, and one that stands whatever is still answered.
    assert judge(FEMUR, histology=None).possible == ("diagnose_first", "non_operative")
    assert judge(FEMUR, ONE, histology="not_done", infection_signs=False, aggressive_features=False,
                 fracture="displaced").possible == ("diagnose_first", "operate")  # fmt: skip
    assert judge(FEMUR, histology="primary_bone_tumour", axial_extent_mm=None).possible == ("diagnose_first",)


def test_provided_that_the_limits_still_open_do_not_hold() -> None:
    def provided(base: Answers, *more: Answers, **changes: Any) -> list[str]:
        return [limit.key for limit in judge(base, *more, **changes).provided]

    assert provided(FEMUR, BROKEN) == []
    assert provided(FEMUR, BROKEN, expected_benefit=None) == ["L4"]
    assert provided(FEMUR, BROKEN, fit_for_anaesthesia=None) == ["L1"]
    # Of a displaced femur, three months or less lower nothing; less than six weeks do.
    assert provided(FEMUR, BROKEN, NO_WORD) == ["L2"]
    assert provided(FEMUR, axial_extent_mm=None, expected_benefit=None) == []
    all_have_words = [limit for limit in LIMITS if limit.key not in ("L9", "L10")]
    assert all(limit.provided for limit in all_have_words)


def test_a_rule_that_holds_counts_at_its_least_while_only_its_outcome_is_open() -> None:
    """A femur known to be broken, not how: urgent as it stands, within two weeks at the least."""
    broken = Deliberation(facts(FEMUR, fracture="present", open_or_vascular_injury=False))
    assert broken.advice == Advice("operate", "urgent", "fracture_fixation")
    assert broken.lowest.advice == Advice("operate", "expedited", "fracture_fixation")
    assert broken.missing[:1] == ("fracture.fracture",)


def test_what_changes_nothing_by_itself_is_not_asked_for() -> None:
    """Whether a broken femur also hurts is open in rules that are not heard beside the fracture."""
    answers = {"bone": "femur", "fracture": "displaced", "age": 62, "histology": "metastasis_confirmed"}
    broken = Deliberation(Facts(answers))
    waiting = {path for switch in broken.switches for path in switch.waits_for}
    assert "pain.worst_pain" in waiting
    assert "pain.worst_pain" not in broken.missing
    assert "fracture.open_or_vascular_injury" in broken.missing


def test_what_was_said_to_be_not_known_is_told_apart() -> None:
    lesion = LesionEvaluation(Facts({**facts(FEMUR).answers, "axial_extent_mm": None, "asa": None}))
    assert (lesion.missing, lesion.not_known) == ((), ("imaging.axial_extent_mm",))
    assert not lesion.settled
    assert lesion.fork == ()
