"""One answer a step worse never lowers decision or urgency, over random lesions answered in full.

The only falls are those that the policy names: a paralysis that has lasted for days, and a deficit that the
level does not explain or that is for radiotherapy first, which is then no longer the root's.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from assessments.clinical.advice import DECISION_RANK, DIAGNOSE_FIRST, URGENCY_RANK
from assessments.clinical.deciding.open_answers import Deliberation
from assessments.clinical.findings.deficits import PROLONGED_PARALYSIS
from assessments.clinical.language.facts import Facts
from assessments.clinical.rules.contradictions import NOT_EXPLAINED
from assessments.clinical.rules.criteria import T10
from assessments.clinical.rules.indications import RADIOTHERAPY_FIRST
from assessments.clinical.sections import QUESTIONS
from tests.clinical.test_properties import NUMBERS
from tests.clinical.test_second_policy import draw

pytestmark = pytest.mark.no_cover  # too many cases to trace each line of each

# From the mildest to the worst.
WORSE: dict[str, list[Any]] = {
    "fracture": ["none", "undisplaced", "displaced"],
    "collapse": ["none", "none_over_half_involved", "under_half", "over_half"],
    "other_spinal_fracture": [False, True],
    "alignment": ["normal", "deformity", "subluxation"],
    "posterolateral": ["none", "unilateral", "bilateral"],
    "cord_compression": ["0", "1a", "1b", "1c", "2", "3"],
    "cauda_compression": ["none", "partial", "severe"],
    "cortical_fraction": ["under_third", "third_to_two_thirds", "over_two_thirds"],
    "axial_extent_mm": [10, 29, 30, 45],
    "circumferential_percent": [20, 50, 51],
    "cortical_breach": [False, True],
    "lesser_trochanter_avulsed": [False, True],
    "lesion_type": ["blastic", "mixed", "lytic"],
    "sphincter": ["normal", "disturbed"],
    "implant": ["none", "intact", "failed"],
    "acetabular_class": ["I", "II", "III"],
    "pelvic_weight_bearing": [False, True],
    "mechanical": [False, True],
    "bone_retropulsion": [False, True],
    "open_or_vascular_injury": [False, True],
    "pain_trend": ["improved", "stable", "worse"],
    "response_on_imaging": ["improved", "stable", "progressed"],
    "function_trend": ["restored", "not_restored"],
    "limb_function": ["normal", "limited", "lost"],
    "worst_pain": list(range(11)),
    "weakest_power": [5, 4, 3, 2, 1, 0],
    "frankel": ["E", "D", "C", "B", "A"],
    "walking": ["unaided", "aided", "unable"],
    "deficit": ["none", "radiculopathy", "cord"],
}


def completed(answers: dict[str, Any], random: Random) -> dict[str, Any]:
    """Drop what is no longer asked, and answer what is asked now."""
    found: dict[str, Any] = {}
    facts = Facts(found)  # a question is asked by those before it, so that one reading serves all
    for key, question in QUESTIONS.items():
        if facts.asked[question] is not True or question.kind == "date":
            continue
        if key in answers:
            found[key] = answers[key]
        elif key in MILD:
            found[key] = MILD[key]
        elif key in NEWLY_ASKED:
            found[key] = random.choice(offered(key, facts))
    return found


# What a limit would lower the advice by is no part of the finding that got worse.
MILD = {"separate_compression_levels": False}
NEWLY_ASKED = {
    "open_or_vascular_injury", "bone_retropulsion", "deficit_hours", "onset",
    "hours_since_walking_lost", "sphincter_hours", "weakest_power", "dexamethasone_given", "mechanical",
    "implant_kind",
}  # fmt: skip


def offered(key: str, facts: Facts) -> list[Any]:
    question = QUESTIONS[key]
    if question.kind == "choice":
        return [choice.value for choice in question.offered(facts) if not choice.stands_for]
    return [True, False] if question.kind == "yes_no" else NUMBERS[key]


def a_step(random: Random) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Draw a lesion and one of its answers a step worse; one that is at its worst all over is drawn anew."""
    while True:
        before = draw(random)
        steps = [
            key for key, values in WORSE.items()
            if key in before and before[key] in values and before[key] != values[-1]
        ]  # fmt: skip
        if before["bone"] != "spine" and "deficit" in steps:
            steps.remove("deficit")
        if steps:
            break
    key = random.choice(steps)
    values = WORSE[key]
    worse = {**before, key: values[values.index(before[key]) + 1]}
    return key, completed(before, random), completed(worse, random)


def falls(before: Facts, after: Facts) -> bool:
    was, now = Deliberation(before).advice, Deliberation(after).advice
    if URGENCY_RANK[now.urgency] < URGENCY_RANK[was.urgency]:
        return True
    if was.decision == DIAGNOSE_FIRST:
        return False
    if now.decision == DIAGNOSE_FIRST:
        return True
    return DECISION_RANK.get(now.decision, 0) < DECISION_RANK.get(was.decision, 0)


def is_named(key: str, before: Facts, after: Facts) -> bool:
    """Tell whether the fall is one that the policy names."""
    if PROLONGED_PARALYSIS.holds(after):
        return True
    return key == "deficit" and bool(NOT_EXPLAINED.holds(after) or RADIOTHERAPY_FIRST.holds(after))


def unnamed_falls(seed: int, steps: int) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    random = Random(seed)
    found = []
    for _ in range(steps):
        key, before, after = step = a_step(random)
        one, other = Facts(before), Facts(after)
        if falls(one, other) and not is_named(key, one, other):
            found.append(step)
    return found


def test_a_worse_finding_never_lowers_decision_or_urgency() -> None:
    assert unnamed_falls(1, 1500) == []


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 110))
def test_a_worse_finding_never_lowers_decision_or_urgency_at_length(seed: int) -> None:
    assert unnamed_falls(seed, 20_000) == []


# From the best to the worst state of the patient.
SICKER: dict[str, list[Any]] = {
    "fit_for_anaesthesia": ["fit", "small_operation_only", "unfit"],
    "expected_survival": [
        "over_12_months", "6_to_12_months", "3_to_6_months", "6_weeks_to_3_months", "under_6_weeks",
    ],
    "expected_benefit": [True, False],
    "ecog_before": [0, 2, 3, 4],
    "asa": [1, 3, 4, 5],
    "systemic_options": [True, False],
}  # fmt: skip


def raised(seed: int, steps: int) -> list[tuple[str, dict[str, Any]]]:
    random = Random(seed)
    found, tried = [], 0
    while tried < steps:
        before = draw(random)
        better = [key for key, values in SICKER.items() if before.get(key) in values[:-1]]
        if not better:
            continue
        tried += 1
        key = random.choice(better)
        after = {**before, key: SICKER[key][SICKER[key].index(before[key]) + 1]}
        was, now = (Deliberation(Facts(answers)).advice.decision for answers in (before, after))
        through_t10 = T10.is_("met").holds(Facts(after)) and not T10.is_("met").holds(Facts(before))
        if DECISION_RANK.get(now, 0) > DECISION_RANK.get(was, 0) and not through_t10:
            found.append((key, before))
    return found


def test_a_sicker_patient_is_never_operated_on_sooner_but_through_t10() -> None:
    assert raised(2, 1000) == []


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(200, 204))
def test_a_sicker_patient_is_never_operated_on_sooner_at_length(seed: int) -> None:
    assert raised(seed, 20_000) == []
