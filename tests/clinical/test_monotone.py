"""Monotone where it should be: knowing more overturns nothing, worse findings never ask for less."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product
from random import Random
from typing import Any

import pytest

from assessments.clinical.agreement import PANELS
from assessments.clinical.deciding.open_answers import Deliberation
from assessments.clinical.evaluation.case import unfit_answer
from assessments.clinical.language.facts import Facts
from assessments.clinical.language.logic import Condition
from assessments.clinical.options import NOMS_REASONS, OPERATIONS, REASONS, SMALL_MEANS, WITHOUT_SURGERY
from assessments.clinical.risks.prognosis import SURVIVAL_BAND
from assessments.clinical.risks.stability import STABILITY
from assessments.clinical.rules.contradictions import CONTRADICTIONS
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.treatment_order import RANKS
from assessments.clinical.safety import SAFETY
from assessments.clinical.safety.red_flags import RED_FLAGS
from assessments.clinical.sections import QUESTIONS
from tests.clinical.bases import ACETABULUM, CORD, DEFICIT, FEMUR, HUMERUS, SPINE, Answers, facts
from tests.clinical.test_properties import REPLACING, choices

pytestmark = pytest.mark.no_cover  # too many cases to trace each line of each

PLACES = (*OPERATIONS, *SMALL_MEANS, *WITHOUT_SURGERY)
# These tell of what is not answered yet, of what an answer brings up, or (S21, S31) of the advice as it
# stands: they come and go with it. S23 tells of any contradiction; each of them is asked by itself.
OF_WHAT_IS_OPEN = {
    "S4", "S21", "S23", "S31", "onset_with_hours",
    "clinician_under_3_months", "clinician_shorter", "clinician_longer",
}  # fmt: skip
# Open it is read as one level, never as missing (policy 1.5): more levels make one metastasis of several.
USUAL_WHILE_OPEN = frozenset({"contiguous_levels"})
CONDITIONS: list[tuple[str, Condition]] = [
    # Of NOMS every row that is still possible is told.
    *((f"{r.option}: {r.says}", r.when) for r in REASONS if r not in NOMS_REASONS),
    *((place.key, place.when) for place in PLACES),
    *((place.key, order.when) for place in PLACES for order in place.orders),
    *((row.key, row.when) for panel in PANELS for row in panel.disagreements),
    *((row.key, row.when) for rows in (RANKS, CONTRADICTIONS, SAFETY, RED_FLAGS) for row in rows),
]
FINDINGS = [
    ("survival band", SURVIVAL_BAND),
    ("stability", STABILITY),
    *((criterion.key, criterion.finding) for criterion in CRITERIA),
    *((instrument.key, instrument.finding) for panel in PANELS for instrument in panel.instruments),
]


def draw(random: Random) -> dict[str, Any]:
    """Answer some of what is asked, little in one lesion and nearly all in another."""
    found: dict[str, Any] = {}
    often = random.choice([1, 3, 10])
    for key in QUESTIONS:
        now = Facts(found)
        if now.asked[QUESTIONS[key]] is True and (offered := choices(key, now)) and random.randint(0, often):
            bones = ["spine", "femur", "spine", "humerus", "acetabulum"] if key == "bone" else []
            found[key] = random.choice([*bones, *offered])
    return found


def one_more(random: Random) -> Iterator[tuple[Facts, Facts]]:
    """Draw a lesion, and the same with one open question answered."""
    while True:
        found = draw(random)
        now = Facts(found)
        still_open = [
            key for key in QUESTIONS
            if now.asked[QUESTIONS[key]] is True and key not in found
            and key not in REPLACING | USUAL_WHILE_OPEN and choices(key, now)
        ]  # fmt: skip
        if not still_open:
            continue
        key = random.choice(still_open)
        more = Facts({**found, key: random.choice(choices(key, now))})
        # An answer that rules another one out would be refused.
        if all(unfit_answer(QUESTIONS[k], answer, more) is None for k, answer in more.answers.items()):
            yield now, more


def overturned(seed: int, lesions: int) -> set[str]:
    found: set[str] = set()
    for _number, (before, after) in zip(range(lesions), one_more(Random(seed)), strict=False):
        for key, condition in CONDITIONS:
            held = condition.holds(before)
            if held is not None and condition.holds(after) is not held:
                found.add(key)
        for key, finding in FINDINGS:
            if not finding.possible(after) <= finding.possible(before):
                found.add(key)
    return found


def test_knowing_more_overturns_no_reason_panel_order_or_safety_row() -> None:
    assert overturned(1, 150) <= OF_WHAT_IS_OPEN


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(10, 20))
def test_knowing_more_overturns_nothing_in_many_lesions(seed: int) -> None:
    assert overturned(seed, 2000) <= OF_WHAT_IS_OPEN


# While an operation is possible it is not called none; for what is done that is the same.
RANK = {"undecided": 0, "non_operative": 0, "consider": 1, "operate": 2}
LYTIC: Answers = {"lesion_type": "lytic"}
GRADE_3: Answers = {**DEFICIT, "cord_compression": "3"}
BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}
SLIPPED: Answers = {**SPINE, "alignment": "subluxation"}
CLASS_II: Answers = {**ACETABULUM, "acetabular_class": "II"}
# From the mildest to the worst: what is done never becomes less.
WORSE: dict[str, tuple[list[Answers], list[Any]]] = {
    "worst_pain": ([FEMUR, HUMERUS, SPINE, ACETABULUM], list(range(1, 11))),
    "mechanical": ([FEMUR, HUMERUS, SPINE, ACETABULUM], [False, True]),
    "axial_extent_mm": ([FEMUR], [0, 10, 29, 30, 31, 200]),
    "circumferential_percent": ([FEMUR], [0, 49, 50, 51, 100]),
    "cortical_fraction": ([FEMUR, HUMERUS], ["under_third", "third_to_two_thirds", "over_two_thirds"]),
    "lesion_type": ([FEMUR, HUMERUS, SPINE], ["blastic", "mixed", "lytic"]),
    # Not the humerus: one about to break is fixed, one broken but in place may heal in a brace (I11, I12).
    "fracture": ([FEMUR, ACETABULUM], ["none", "undisplaced", "displaced"]),
    "limb_function": (
        [{**HUMERUS, **BROKEN, "fracture": "undisplaced"}, CLASS_II],
        ["normal", "limited", "lost"],
    ),
    "cortical_breach": ([HUMERUS], [False, True]),
    # IV is no worse III: it stands for a resection, which other rules propose.
    "acetabular_class": ([ACETABULUM], ["I", "II", "III"]),
    "alignment": ([SPINE], ["normal", "deformity", "subluxation"]),
    "collapse": ([SPINE], ["none", "none_over_half_involved", "under_half", "over_half"]),
    "posterolateral": ([SPINE], ["none", "unilateral", "bilateral"]),
}
# From the best to the worst state of the patient: what is done never becomes more.
WEAKER: dict[str, tuple[list[Answers], list[Any]]] = {
    "expected_survival": (
        [{**FEMUR, **BROKEN}, {**HUMERUS, **BROKEN}, SLIPPED,
         {**CORD, **GRADE_3, "bone_retropulsion": False}],
        ["over_12_months", "6_to_12_months", "3_to_6_months", "6_weeks_to_3_months", "under_6_weeks"],
    ),
    "fit_for_anaesthesia": (
        [{**FEMUR, **BROKEN}, SLIPPED, CLASS_II],
        ["fit", "small_operation_only", "unfit"],
    ),
    "expected_benefit": ([{**FEMUR, **BROKEN}, SLIPPED], [True, False]),
    "asa": ([{**FEMUR, **BROKEN, "fit_for_anaesthesia": None}], [1, 2, 3, 4, 5]),
    "ecog_before": ([{**FEMUR, **BROKEN, "fit_for_anaesthesia": None}], [0, 1, 2, 3, 4]),
}  # fmt: skip
BESIDE = [
    *product(
        [{}, LYTIC],
        [{}, {"mechanical": True}, {"mechanical": True, "worst_pain": 8}],
        [{}, {"expected_survival": "6_weeks_to_3_months"}, {"expected_benefit": False}],
    )
]


def ranks(key: str, base: Answers, values: list[Any], *beside: Answers) -> list[int]:
    answers = [{**{k: v for b in beside for k, v in b.items()}, key: value} for value in values]
    return [RANK[Deliberation(facts(base, one)).advice.decision] for one in answers]


@pytest.mark.parametrize("key", WORSE)
def test_a_worse_finding_never_asks_for_less(key: str) -> None:
    bases, values = WORSE[key]
    for base, beside in product(bases, BESIDE):
        found = ranks(key, base, values, *beside)
        assert all(low <= high for low, high in pairwise(found)), (beside, found)


@pytest.mark.parametrize("key", WEAKER)
def test_a_weaker_patient_is_never_operated_on_sooner(key: str) -> None:
    bases, values = WEAKER[key]
    for base, beside in product(bases, BESIDE):
        found = ranks(key, base, values, *beside)
        assert all(before >= after for before, after in pairwise(found)), (beside, found)


def test_each_of_these_makes_a_difference_somewhere() -> None:
    for key, (bases, values) in (WORSE | WEAKER).items():
        assert any(len(set(ranks(key, base, values, *b))) > 1 for base, b in product(bases, BESIDE)), key
