"""Panels: who says what, whether they agree, and each disagreement shown to hold and not to hold."""

from random import Random

import pytest

from assessments.clinical.advice import STANDINGS
from assessments.clinical.agreement import PANELS, SAYS, PanelReading, panels
from assessments.clinical.agreement.mechanical import MECHANICAL_PANEL
from assessments.clinical.agreement.panel import NOT_TOLD, Voice
from assessments.clinical.agreement.survival import MODELS, SCALES, SURVIVAL_PANEL
from assessments.clinical.language.facts import Facts
from assessments.clinical.language.in_words import cases_in_words, in_words
from assessments.clinical.references import REFERENCES
from assessments.clinical.scores import SCORES_BY_KEY
from assessments.clinical.sections import QUESTIONS
from tests.clinical.bases import (
    ACETABULUM,
    CORD,
    DEFICIT,
    FEMUR,
    FOOT,
    HUMERUS,
    LUMBAR,
    RIB,
    SPINE,
    TIBIA,
    ULNA,
    Answers,
    facts,
    judge,
)

SUB: Answers = {"segment": "subtrochanteric", "lesser_trochanter_avulsed": False}
LYTIC: Answers = {"lesion_type": "lytic"}
BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}
# Mirels 3 + 1 + 3 + 2 = 9
NINE: Answers = {**SUB, **LYTIC, "cortical_fraction": "third_to_two_thirds"}
# SINS: T7 1, pain 3, lytic 2, deformity 2, collapse 2 = 10
TEN: Answers = {
    "mechanical": True, **LYTIC, "alignment": "deformity", "collapse": "under_half",
    "bone_retropulsion": False,
}  # fmt: skip


def reading(key: str, base: Answers, *more: Answers, **changes: object) -> PanelReading:
    return next(panel for panel in panels(facts(base, *more, **changes)) if panel.key == key)


def said(key: str, base: Answers, *more: Answers, **changes: object) -> dict[str, str]:
    return {v.instrument.key: v.says for v in reading(key, base, *more, **changes).voices}


def test_every_panel_has_words_and_sources() -> None:
    assert [panel.key for panel in PANELS] == ["mechanical", "survival"]
    for panel in PANELS:
        assert len({i.key for i in panel.instruments}) == len(panel.instruments)
        assert len({d.key for d in panel.disagreements}) == len(panel.disagreements)
        for instrument in panel.instruments:
            values = {value for value, _condition in instrument.finding.cases}
            assert values | {instrument.finding.otherwise} <= set(SAYS) - {"open"}
            assert "else" in cases_in_words(instrument.finding)
        for row in panel.disagreements:
            assert row.says.endswith(".")
            assert row.change.endswith(".")
            assert set(row.evidence) <= set(STANDINGS)
            assert row.references
            assert set(row.references) <= set(REFERENCES)
            assert in_words(row.when, whole=True)


# Mechanical


@pytest.mark.parametrize(
    ("base", "changes", "expected"),
    [
        (FEMUR, {}, {"mirels": "low", "axial": "low", "circumference": "low", "harrington": "low"}),
        (
            FEMUR,
            {**NINE, "axial_extent_mm": 30, "circumferential_percent": 51},
            {"mirels": "high", "axial": "high", "circumference": "high", "harrington": "high"},
        ),
        (
            FEMUR,
            {**SUB, **LYTIC, "axial_extent_mm": None},
            {"mirels": "borderline", "axial": "open", "circumference": "low", "harrington": "low"},
        ),
        (TIBIA, {}, {"mirels": "low"}),
        (HUMERUS, {}, {"mirels": "low", "breach": "low"}),
        (HUMERUS, {"cortical_breach": True, **LYTIC}, {"mirels": "low", "breach": "high"}),
        (HUMERUS, {"mechanical": True}, {"mirels": "borderline", "breach": "low"}),
        (SPINE, {}, {"sins": "low"}),
        (SPINE, {"mechanical": True, **LYTIC}, {"sins": "low"}),  # 6
        (SPINE, {"mechanical": True, **LYTIC, "collapse": "none_over_half_involved"}, {"sins": "borderline"}),
        (SPINE, {**TEN, "collapse": "over_half", "posterolateral": "unilateral"}, {"sins": "borderline"}),
        (SPINE, {"alignment": "subluxation"}, {"sins": "borderline", "subluxation": "high"}),
        (SPINE, {**TEN, "posterolateral": "bilateral"}, {"sins": "high"}),
        (ACETABULUM, {}, {"acetabulum": "low"}),
        (ACETABULUM, {"acetabular_class": "II"}, {"acetabulum": "high"}),
        (ACETABULUM, {"acetabular_class": None}, {"acetabulum": "open"}),
    ],
)
def test_mechanical_voices(base: Answers, changes: Answers, expected: dict[str, str]) -> None:
    assert said("mechanical", base, changes) == expected


@pytest.mark.parametrize("base", [FOOT, RIB, {**FEMUR, **BROKEN}])
def test_no_mechanical_panel_where_no_instrument_applies(base: Answers) -> None:
    assert [panel.key for panel in panels(facts(base))] == ["survival"]
    assert MECHANICAL_PANEL.read(Facts({})) is None


def test_two_voices_are_enough_to_compare() -> None:
    one, other = MODELS[0], MODELS[1]
    for says, agree in ((("short", "short"), True), (("short", "long"), False), (("short", NOT_TOLD), None)):
        voices = (Voice(one, says[0]), Voice(other, says[1]))
        assert PanelReading("survival", "Survival", voices, ()).agree is agree


def test_the_models_go_by_the_names_of_their_scores() -> None:
    assert [model.title for model in MODELS] == [
        "New Katagiri", "Bauer", "Modified Bauer", "Revised Tokuhashi", "Tomita", "NESMS",
    ]  # fmt: skip
    names = [in_words(model.finding.is_("short")).partition(":")[0] for model in MODELS]
    assert names == [f"{model.title} says" for model in MODELS]


def test_they_agree_disagree_or_cannot_be_compared() -> None:
    assert reading("mechanical", FEMUR).agree is True
    assert reading("mechanical", FEMUR, axial_extent_mm=30).agree is False
    assert reading("mechanical", FEMUR, axial_extent_mm=None).agree is True
    assert reading("mechanical", TIBIA).agree is None
    assert reading("mechanical", HUMERUS, cortical_breach=None, lesion_type=None).agree is None


MECHANICAL_CASES: list[tuple[str, Answers, Answers, Answers]] = [
    ("mirels_high_axial_short", FEMUR, {**NINE, "axial_extent_mm": 29}, {"axial_extent_mm": 30}),
    ("mirels_high_axial_short", FEMUR, NINE, {"lesion_type": "mixed"}),
    ("mirels_high_axial_short", FEMUR, NINE, BROKEN),
    ("mirels_lower_axial_long", FEMUR, {"axial_extent_mm": 30}, {"axial_extent_mm": 29}),
    ("mirels_lower_axial_long", FEMUR, {"axial_extent_mm": 30}, NINE),
    ("circumference_against_axial", FEMUR, {"circumferential_percent": 51}, {"circumferential_percent": 50}),
    ("circumference_against_axial", FEMUR, {"circumferential_percent": 51}, {"axial_extent_mm": 30}),
    ("flag_against_mirels", FEMUR, {**SUB, "lesser_trochanter_avulsed": True}, SUB),
    ("flag_against_mirels", FEMUR, {"circumferential_percent": 51}, {"circumferential_percent": 50}),
    ("eight_in_the_leg", FEMUR, {**SUB, **LYTIC}, NINE),
    ("eight_in_the_leg", TIBIA, {"mechanical": True}, {"mechanical": False}),
    ("eight_in_the_leg", TIBIA, {"mechanical": True}, {"mechanical": False, "worst_pain": 5}),  # 7
    ("eight_in_the_arm", HUMERUS, {"mechanical": True, **LYTIC}, {"lesion_type": "mixed"}),
    (
        "eight_in_the_arm",
        HUMERUS,
        {"mechanical": True, **LYTIC},
        {"cortical_fraction": "third_to_two_thirds"},
    ),  # 9
    ("eight_in_the_arm", ULNA, {"mechanical": True, **LYTIC}, BROKEN),
    ("seven_in_the_arm", HUMERUS, {"mechanical": True}, LYTIC),
    ("seven_in_the_arm", HUMERUS, {"mechanical": True}, {"lesion_type": None}),
    ("seven_in_the_arm", HUMERUS, {"mechanical": True}, {"mechanical": False, "worst_pain": 5}),  # 6
    ("breach_against_mirels", HUMERUS, {"cortical_breach": True}, {"cortical_breach": False}),
    ("breach_against_mirels", HUMERUS, {"cortical_breach": True}, {"mechanical": True, **LYTIC}),
    ("mirels_from_site_and_type", FEMUR, {**SUB, **LYTIC}, {"lesion_type": "mixed"}),
    ("mirels_from_site_and_type", FEMUR, NINE, {"mechanical": True}),
    (
        "mirels_from_site_and_type",
        FEMUR,
        {**NINE, "segment": "intertrochanteric"},
        {"segment": "head_neck"},
    ),
    ("mirels_from_site_and_type", FEMUR, NINE, {"cortical_fraction": "over_two_thirds"}),
    ("mirels_from_site_and_type", FEMUR, NINE, {"segment": "diaphysis"}),
    ("stable_but_compressed", CORD, {"cord_compression": "2"}, {"cord_compression": "1c"}),
    (
        "stable_but_compressed",
        CORD,
        {**DEFICIT, "frankel": "C"},
        {"frankel": "E", "deficit": "radiculopathy"},
    ),
    ("stable_but_compressed", CORD, {"cord_compression": "3"}, TEN),
    (
        "stable_but_compressed",
        CORD,
        {"cord_compression": "2", "mechanical": True, **LYTIC},  # SINS 6
        {"collapse": "none_over_half_involved"},
    ),
    ("ten_to_twelve", SPINE, TEN, {"alignment": "normal"}),
    ("ten_to_twelve", SPINE, TEN, {"collapse": "none_over_half_involved"}),  # 9
    (
        "ten_to_twelve",
        SPINE,
        {**TEN, "collapse": "over_half", "posterolateral": "unilateral"},  # 12
        {"alignment": "subluxation"},
    ),
    ("ten_to_twelve", SPINE, TEN, {"posterolateral": "bilateral"}),
    ("slipped_below_thirteen", SPINE, {"alignment": "subluxation"}, {"alignment": "deformity"}),
    ("slipped_below_thirteen", SPINE, {**TEN, "alignment": "subluxation"}, {"posterolateral": "unilateral"}),
    ("upper_neck", SPINE, {"level": "C2", **LYTIC, "alignment": "deformity"}, {"level": "C3"}),
    ("upper_neck", SPINE, {"level": "C2", **LYTIC, "alignment": "deformity"}, {"alignment": "normal"}),
    (
        "upper_neck",
        SPINE,
        {"level": "C0", **LYTIC, "collapse": "none_over_half_involved"},  # 7
        {"collapse": "none"},
    ),
    ("upper_neck", SPINE, {**TEN, "level": "C1"}, {"posterolateral": "unilateral"}),  # 12, 13
    ("sacrum", LUMBAR, {"level": "S2"}, {"level": "S1"}),
    (
        "sacrum",
        LUMBAR,
        {"level": "S3", "mechanical": True, **LYTIC, "collapse": "none_over_half_involved"},  # 6
        {"posterolateral": "unilateral"},
    ),
    ("sacrum", LUMBAR, {"level": "S4"}, {"level": "L5"}),
    ("sacrum", LUMBAR, {"level": "S5"}, {**TEN, "alignment": "subluxation"}),
    ("acetabulum_hurts", ACETABULUM, {"mechanical": True, "worst_pain": 7}, {"worst_pain": 6}),
    ("acetabulum_hurts", ACETABULUM, {"mechanical": True, "worst_pain": 7}, {"acetabular_class": "II"}),
]


@pytest.mark.parametrize(("key", "base", "yes", "no"), MECHANICAL_CASES)
def test_a_mechanical_disagreement_holds_and_does_not(
    key: str, base: Answers, yes: Answers, no: Answers
) -> None:
    assert key in [row.key for row in reading("mechanical", base, yes).disagreements]
    rows = [row.key for panel in panels(facts(base, yes, no)) for row in panel.disagreements]
    assert key not in rows


def test_every_mechanical_disagreement_is_tested() -> None:
    assert {key for key, *_ in MECHANICAL_CASES} == {row.key for row in MECHANICAL_PANEL.disagreements}


# Survival


def test_the_scales_cover_every_total() -> None:
    for key, scale in SCALES.items():
        score = SCORES_BY_KEY[key]
        totals = sorted(total for low, high in scale.values() for total in range(low, high + 1))
        assert totals == list(range(score.lowest, score.highest + 1)), key


@pytest.mark.parametrize(
    ("base", "changes", "expected"),
    [
        # Katagiri 0 + 1 (several); Bauer: organs, lung, breast, fracture = 4
        (FEMUR, {}, {"clinician": "over_12_months", "katagiri": "over_12_months", "bauer": "over_12_months"}),
        (
            FEMUR,
            {
                "primary": "lung", "lung_type": "small_cell", "visceral_metastases": "unremovable",
                "expected_survival": "6_weeks_to_3_months", "previous_chemotherapy": True, "ecog": 3,
                "albumin": 30.0,
            },
            {"clinician": "under_6_months", "katagiri": "under_6_months", "bauer": "under_6_months"},
        ),
        (
            FEMUR,
            {"primary": "colon", "visceral_metastases": "removable", "expected_survival": "6_to_12_months"},
            {"clinician": "6_to_12_months", "katagiri": "6_to_12_months", "bauer": "6_to_12_months"},
        ),
        (FEMUR, {"expected_survival": "3_to_6_months"}, {"clinician": "under_6_months"}),
        (FEMUR, {"expected_survival": None}, {"clinician": "open", "katagiri": "over_12_months"}),
        (
            SPINE,
            {"other_bone_metastases": 0},
            {
                "clinician": "over_12_months",
                "katagiri": "over_12_months",
                "bauer_modified": "over_12_months",
                "tokuhashi": "over_12_months",
                "tomita": "over_12_months",
                "nesms": "over_12_months",
            },
        ),
        (
            SPINE,
            {"primary": "kidney", "visceral_metastases": "unremovable", "visceral_treatable": False,
             "walking": "aided", "albumin": 34.0, "vertebral_metastases": 3},
            {
                "katagiri": "6_to_12_months",
                "bauer_modified": "6_to_12_months",
                "tokuhashi": "under_6_months",
                "tomita": "under_6_months",
                "nesms": "under_6_months",
            },
        ),
        (SPINE, {"walking": "aided"}, {"tomita": "over_12_months", "nesms": "6_to_12_months"}),
        (
            SPINE,
            {"primary": "kidney", "visceral_metastases": "removable", "visceral_treatable": True},
            {"tomita": "6_to_12_months", "tokuhashi": "6_to_12_months"},
        ),
    ],
)  # fmt: skip
def test_survival_voices(base: Answers, changes: Answers, expected: dict[str, str]) -> None:
    found = said("survival", base, changes)
    assert {key: found[key] for key in expected} == expected


S, M, L = "under_6_months", "6_to_12_months", "over_12_months"
# What each model says at each of its totals, from the lowest.
SAID_AT: dict[str, tuple[int, list[str]]] = {
    "katagiri": (0, [L] * 4 + [M] * 3 + [S] * 4),
    "bauer": (0, [S] * 2 + [M] * 2 + [L] * 2),
    "bauer_modified": (0, [S] * 2 + [M] + [L] * 2),
    "tokuhashi": (0, [S] * 9 + [M] * 3 + [L] * 4),
    "tomita": (2, [L] * 4 + [M] * 2 + [S] * 3),
    "nesms": (0, [S] * 2 + [M] + [L]),
}
DRAWN: dict[str, list[object]] = {
    "primary": ["breast", "lung", "kidney", "thyroid", "colon", "liver", "prostate"],
    "hormone_dependent": [True, False], "lung_type": ["small_cell"], "targeted_therapy": [False],
    "visceral_metastases": ["none", "removable", "unremovable"], "visceral_treatable": [True, False],
    "cerebral_metastases": [True, False], "dissemination": [True, False, False],
    "previous_chemotherapy": [True, False], "ecog": [1, 3], "karnofsky": [40, 60, 90],
    "vertebral_metastases": [1, 2, 3], "other_bone_metastases": [0, 1, 3], "albumin": [30.0, 42.0],
    "platelets": [90, 250], "frankel": ["A", "C", "E"], "walking": ["unaided", "unable"],
    "expected_survival": ["under_6_weeks", "6_weeks_to_3_months", "3_to_6_months", "6_to_12_months",
                          "over_12_months", None],
    "systemic_options": [True, False], "fracture": ["none", "undisplaced"],
    "open_or_vascular_injury": [False],
}  # fmt: skip


def test_each_model_at_each_total_and_who_disagrees_with_whom() -> None:
    """Over drawn lesions: the words typed a second time, the disagreements worked out from who says what."""
    random = Random(4)
    seen: dict[str, set[int]] = {key: set() for key in SAID_AT}
    for number in range(1500):
        lesion = facts((FEMUR, SPINE)[number % 3 > 0], {key: random.choice(DRAWN[key]) for key in DRAWN})
        panel = SURVIVAL_PANEL.read(lesion)
        assert panel is not None
        says = {voice.instrument.key: voice.says for voice in panel.voices}
        for key, (lowest, words) in SAID_AT.items():
            total = SCORES_BY_KEY[key].read(lesion)
            if total is not None:
                assert total.low == total.high
                assert says[key] == words[total.low - lowest], (key, total.low)
                seen[key].add(total.low)
        clinician = says.pop("clinician")
        estimate, models = lesion.answer(QUESTIONS["expected_survival"]), set(says.values())
        expected = {
            "clinician_under_3_months": estimate in ("under_6_weeks", "6_weeks_to_3_months")
            and bool(models & {M, L}),
            "clinician_shorter": estimate == "3_to_6_months" and L in models,
            "clinician_longer": clinician in (M, L) and S in models,
            "models_apart": {S, L} <= models,
            "drugs_left": S in models and lesion.answer(QUESTIONS["systemic_options"]) is True,
        }
        told = {row.key for row in panel.disagreements}
        assert {key: key in told for key in expected} == expected
    for key, (lowest, words) in SAID_AT.items():
        turns = {n for n in range(1, len(words)) if words[n] != words[n - 1]}
        edges = {lowest + n for turn in turns for n in (turn - 1, turn)}
        assert edges <= seen[key], key


@pytest.mark.parametrize(
    ("estimate", "word"),
    [
        ("under_6_weeks", S), ("6_weeks_to_3_months", S), ("3_to_6_months", S), ("6_to_12_months", M),
        ("over_12_months", L),
    ],
)  # fmt: skip
def test_the_clinicians_own_word(estimate: str, word: str) -> None:
    assert said("survival", FEMUR, expected_survival=estimate)["clinician"] == word


def test_a_score_that_does_not_place_the_primary_is_silent() -> None:
    assert "tomita" not in said("survival", SPINE, primary="myeloma")
    assert list(said("survival", RIB)) == ["clinician", "katagiri"]


# Lung, organs that cannot be removed, chemotherapy, several: Katagiri 3 + 1 + 1 + 1 = 6, with bloods 8
POOR: Answers = {
    "primary": "lung", "lung_type": "small_cell", "visceral_metastases": "unremovable",
    "previous_chemotherapy": True, "platelets": 90,
}  # fmt: skip
# Myeloma with all else bad: Katagiri 0 + 2 + 2 + 1 + 1 + 1 = 7, Tokuhashi 4, NESMS 1 say short, Tomita is
# silent; only the modified Bauer says long: 2 + 1 for no organ = 3.
ONE_SAYS_LONG: Answers = {
    "primary": "myeloma", "hormone_dependent": None, "dissemination": True, "platelets": 90, "ecog": 3,
    "previous_chemotherapy": True, "karnofsky": 40, "vertebral_metastases": 3, "other_bone_metastases": 3,
    "frankel": "A", "walking": "unable", "albumin": 30.0, "expected_survival": "under_6_weeks",
}  # fmt: skip
# Only Tokuhashi says long: 4 + 2 + 1 + 2 + 1 + 2 = 12; Katagiri 8, Tomita 4 + 2 + 2 = 8, Bauer 1, NESMS 1.
RECTUM: Answers = {
    **ONE_SAYS_LONG, "primary": "rectum", "dissemination": False, "visceral_metastases": "removable",
    "visceral_treatable": True, "karnofsky": 90, "ecog": 1, "vertebral_metastases": 1,
    "other_bone_metastases": 1, "frankel": "E", "walking": "unaided",
}  # fmt: skip
# Only Tomita says long: 1 + 2 + 2 = 5; Katagiri 0 + 2 + 2 + 1 + 1 + 1 = 7, Tokuhashi 6, Bauer 1.
THYROID: Answers = {
    **ONE_SAYS_LONG, "primary": "thyroid", "visceral_metastases": "removable", "visceral_treatable": True,
}  # fmt: skip
SURVIVAL_CASES: list[tuple[str, Answers, Answers, Answers]] = [
    ("clinician_under_3_months", SPINE, RECTUM, {"expected_survival": "3_to_6_months"}),
    ("clinician_under_3_months", SPINE, THYROID, {"expected_survival": "3_to_6_months"}),
    ("clinician_shorter", SPINE, {**RECTUM, "expected_survival": "3_to_6_months"}, {"karnofsky": 70}),
    ("clinician_shorter", SPINE, {**THYROID, "expected_survival": "3_to_6_months"},
     {"visceral_metastases": "unremovable", "visceral_treatable": False}),
    ("clinician_under_3_months", SPINE, ONE_SAYS_LONG, {"expected_survival": "3_to_6_months"}),
    ("clinician_under_3_months", FEMUR, {"expected_survival": "6_weeks_to_3_months"}, {
        "expected_survival": "3_to_6_months"}),
    ("clinician_under_3_months", FEMUR, {"expected_survival": "under_6_weeks"}, {**POOR}),
    ("clinician_shorter", FEMUR, {"expected_survival": "3_to_6_months"}, {
        "expected_survival": "6_to_12_months"}),
    ("clinician_shorter", FEMUR, {"expected_survival": "3_to_6_months"}, POOR),
    ("clinician_longer", FEMUR, {**POOR, "expected_survival": "6_to_12_months"}, {
        "expected_survival": "3_to_6_months"}),
    ("clinician_longer", FEMUR, POOR, {"expected_survival": None}),
    ("models_apart", SPINE, {"primary": "thyroid", "visceral_metastases": "unremovable",
        "visceral_treatable": False, "other_bone_metastases": 3, "vertebral_metastases": 3,
        "karnofsky": 40, "frankel": "A", "ecog": 2}, {"visceral_metastases": "none",
        "frankel": "E", "karnofsky": 80}),
    ("drugs_left", FEMUR, POOR, {"systemic_options": False}),
    ("drugs_left", FEMUR, POOR, {"primary": "breast", "platelets": 250}),
    ("lung_with_targeted_drug", FEMUR, {"primary": "lung", "lung_type": "non_small_cell",
        "targeted_therapy": True}, {"targeted_therapy": False}),
    ("hormone_resistant", SPINE, {"hormone_dependent": False}, {"hormone_dependent": True}),
    ("hormone_resistant", SPINE, {"primary": "prostate", "hormone_dependent": False}, {"primary": "lung"}),
    ("thyroid", FEMUR, {"primary": "thyroid"}, {"primary": "kidney"}),
    ("rectum", SPINE, {"primary": "rectum"}, {"primary": "colon"}),
]  # fmt: skip


@pytest.mark.parametrize(("key", "base", "yes", "no"), SURVIVAL_CASES)
def test_a_survival_disagreement_holds_and_does_not(
    key: str, base: Answers, yes: Answers, no: Answers
) -> None:
    assert key in [row.key for row in reading("survival", base, yes).disagreements]
    assert key not in [row.key for row in reading("survival", base, yes, no).disagreements]


def test_every_survival_disagreement_is_tested() -> None:
    assert {key for key, *_ in SURVIVAL_CASES} == {row.key for row in SURVIVAL_PANEL.disagreements}


def test_the_evaluation_carries_them() -> None:
    assert [panel.title for panel in judge(FEMUR).panels] == ["Fracture risk", "Survival"]
