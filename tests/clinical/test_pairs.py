"""Every rule is shown to speak and to be silent; a rule that is added without its pair fails here."""

from __future__ import annotations

import pytest

from assessments.clinical.deciding.open_answers import Deliberation
from assessments.clinical.options import OPTIONS
from assessments.clinical.options import options as offered
from assessments.clinical.rules.contradictions import CONTRADICTIONS
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.stops import STOPS
from tests.clinical.bases import (
    ACETABULUM,
    BASES,
    CORD,
    DEFICIT,
    FEMUR,
    HUMERUS,
    SPINE,
    Answers,
    facts,
    judge,
)
from tests.clinical.rules.test_contradictions import CASES as CONTRADICTION_CASES
from tests.clinical.rules.test_criteria import VERDICTS
from tests.clinical.rules.test_indications import FIRES, SILENT

BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}
GRADE_3: Answers = {**DEFICIT, "cord_compression": "3"}
HOPE: Answers = {
    "vertebral_metastases": 0, "other_bone_metastases": 1, "tumour_free_interval_expected": True,
}  # fmt: skip
NOT_BIOPSIED: Answers = {"histology": "not_done", "aggressive_features": False}

# Of each limit and stop: a lesion, the answers with which it speaks, and one answer that silences it.
PAIRS: dict[str, tuple[Answers, Answers, Answers]] = {
    "L1b": (
        ACETABULUM,
        {"acetabular_class": "II", "mechanical": True, "fit_for_anaesthesia": "small_operation_only"},
        {"fit_for_anaesthesia": "fit"},
    ),
    "L1": (FEMUR, {**BROKEN, "fit_for_anaesthesia": "unfit"}, {"fit_for_anaesthesia": "fit"}),
    "L2": (FEMUR, {**BROKEN, "expected_survival": "under_6_weeks"}, {"expected_survival": "3_to_6_months"}),
    "L3": (
        FEMUR,
        {**BROKEN, "fracture": "undisplaced", "expected_survival": "6_weeks_to_3_months"},
        {"expected_survival": "3_to_6_months"},
    ),
    "L4": (HUMERUS, {**BROKEN, "expected_benefit": False}, {"expected_benefit": True}),
    "L6": (
        CORD,
        {**GRADE_3, "frankel": "A", "walking": "unable", "hours_since_walking_lost": 49},
        {"hours_since_walking_lost": 48},
    ),
    "L7": (
        CORD,
        {**GRADE_3, "separate_compression_levels": True},
        {"separate_compression_levels": False},
    ),
    "L8": (
        SPINE,
        {"primary": "myeloma", "hormone_dependent": None, "alignment": "subluxation"},
        {"primary": "kidney"},
    ),
    "L9": (FEMUR, {**BROKEN, "platelets": 49}, {"platelets": 50}),
    "L10": (FEMUR, {**BROKEN, "calcium": 3.1}, {"calcium": 2.3}),
    "L11": (FEMUR, {**HOPE, "expected_survival": "6_to_12_months"}, {"expected_survival": "over_12_months"}),
    "D1": (FEMUR, {"histology": "primary_bone_tumour"}, {"histology": "metastasis_confirmed"}),
    "D2": (FEMUR, {**HOPE, **NOT_BIOPSIED}, {"other_bone_metastases": 2}),
    "D3": (FEMUR, {"age": 17}, {"age": 18}),
    "D4": (FEMUR, {"histology": "other_disease"}, {"histology": "metastasis_confirmed"}),
    "D5": (FEMUR, {**NOT_BIOPSIED, "infection_signs": True}, {"infection_signs": False}),
}
VERDICTS_OF_ALL = {"met", "not_met"}
ALSO = {
    "borderline": {"P6", "T9"},
    "not_applicable": {"T4", "T5", "T6", "T9"},
    # The following always have an answer once the questions that they need are answered.
    "unknown": {"P1", "P2", "P3", "P4", "P5", "P6", *(f"T{number}" for number in range(1, 11))},
}


def speaking(base: Answers, *more: Answers) -> set[str]:
    lesion = judge(base, *more)
    return {rule.key for rule in (*lesion.limits, *lesion.stops)}


@pytest.mark.parametrize("key", PAIRS)
def test_a_limit_or_stop_speaks_and_is_silent(key: str) -> None:
    base, speaks, silenced = PAIRS[key]
    assert key in speaking(base, speaks)
    assert key not in speaking(base, speaks, silenced)


def test_every_rule_has_its_pair() -> None:
    assert set(PAIRS) == {rule.key for rule in (*LIMITS, *STOPS)}
    assert {row[0] for row in FIRES} == {row[0] for row in SILENT} == {rule.key for rule in INDICATIONS}
    # Those of the whole case, and of an answer to a question not asked, have tests of their own.
    paired = {row[0] for row in CONTRADICTION_CASES} | {"counts_entered", "onset_with_hours"}
    assert paired == {row.key for row in CONTRADICTIONS}


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.key)
def test_every_criterion_is_shown_with_each_verdict_it_can_have(criterion: object) -> None:
    key = criterion.key  # type: ignore[attr-defined]
    shown = {verdict for of, _base, _changes, verdict in VERDICTS if of == key}
    assert shown == VERDICTS_OF_ALL | {verdict for verdict, keys in ALSO.items() if key in keys}


def test_every_option_is_offered_somewhere_and_nowhere_always() -> None:
    bands = ("under_6_weeks", "6_weeks_to_3_months", "3_to_6_months", "6_to_12_months", "over_12_months")
    changes: list[Answers] = [
        {}, BROKEN, GRADE_3, HOPE, {"alignment": "subluxation"}, {"mechanical": True, "worst_pain": 8},
        {"acetabular_class": "III", "mechanical": True, "worst_pain": 8}, {"level": "C1"}, {"level": "L4"},
        {**BROKEN, "segment": "head_neck"}, {**BROKEN, "segment": "subtrochanteric"},
        {**BROKEN, "segment": "proximal"}, {"axial_extent_mm": 45, "segment": "intertrochanteric"},
        {"alignment": "subluxation", "level": "C1"}, {"alignment": "subluxation", **HOPE},
        {**BROKEN, "open_or_vascular_injury": True},
        {"level": "S1", "other_spinal_fracture": True, "mechanical": True},
    ]  # fmt: skip
    seen = []
    for base in BASES.values():
        for change in changes:
            for band in bands:
                lesion = facts(base, change, expected_survival=band)
                seen.append({option.key for option in offered(lesion, Deliberation(lesion).advice)})
    assert set().union(*seen) == set(OPTIONS)
    assert not set.intersection(*seen)
