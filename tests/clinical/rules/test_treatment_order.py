"""Several lesions: which is treated first, typed by hand for each neighbouring pair of rows."""

import pytest

from assessments.clinical.advice import DECISIONS, STANDINGS, URGENCIES
from assessments.clinical.case_files.write import as_data
from assessments.clinical.evaluation.evaluate import Evaluation, LesionEvaluation, evaluate
from assessments.clinical.language.in_words import in_words
from assessments.clinical.references import REFERENCES
from assessments.clinical.rules.treatment_order import RANKS, treatment_order
from tests.clinical.bases import (
    ACETABULUM,
    CORD,
    DEFICIT,
    FEMUR,
    FOOT,
    HUMERUS,
    RIB,
    SPINE,
    TIBIA,
    Answers,
    document,
    judge,
)

BROKEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": False}
OPEN: Answers = {"fracture": "displaced", "open_or_vascular_injury": True}
FAILING: Answers = {
    **DEFICIT, "deficit_hours": 24, "cord_compression": "3", "separate_compression_levels": False,
}  # fmt: skip
AT_RISK: Answers = {"axial_extent_mm": 30, "mechanical": True}
# One lesion for each row, in the order of the rows.
ROWS: list[tuple[str, LesionEvaluation]] = [
    ("nerves", judge(CORD, FAILING)),
    ("emergency", judge(FEMUR, OPEN)),
    ("spine_urgent", judge(SPINE, alignment="subluxation")),
    ("diagnosis", judge(FEMUR, BROKEN, histology="primary_bone_tumour")),
    ("leg_broken", judge(FEMUR, BROKEN)),
    ("arm_broken", judge(HUMERUS, BROKEN, limb_function="lost")),
    (
        "spine_nerves",
        judge(
            CORD, DEFICIT, cord_compression="3", frankel="B", walking="unable", hours_since_walking_lost=200
        ),
    ),
    ("leg_at_risk", judge(FEMUR, AT_RISK)),
    ("arm_at_risk", judge(HUMERUS, mechanical=True, cortical_breach=True)),
    ("spine_planned", judge(SPINE, mechanical=True, lesion_type="lytic", posterolateral="unilateral")),
    ("other_operation", judge(FOOT, BROKEN, limb_function="limited")),
    ("undecided", judge(FEMUR, fracture=None, open_or_vascular_injury=None)),
    ("no_operation", judge(RIB)),
]


def order(*lesions: LesionEvaluation) -> list[tuple[int, str]]:
    return [(turn.lesion, turn.rank.key) for turn in treatment_order(lesions)]


def test_each_row_takes_its_lesion_and_stands_before_the_next() -> None:
    assert [key for key, _lesion in ROWS] == [rank.key for rank in RANKS]
    backwards = [lesion for _key, lesion in reversed(ROWS)]
    last = len(ROWS) - 1
    assert order(*backwards) == [(last - place, key) for place, (key, _lesion) in enumerate(ROWS)]


@pytest.mark.parametrize(
    ("key", "lesion"),
    [
        # Radiotherapy for a failing cord is as urgent as surgery.
        ("nerves", judge(CORD, FAILING, primary="lymphoma")),
        ("leg_broken", judge(TIBIA, BROKEN)),
        ("leg_broken", judge(ACETABULUM, BROKEN, mechanical=True)),
        ("leg_at_risk", judge(ACETABULUM, acetabular_class="II", mechanical=True)),
        ("no_operation", judge(FEMUR, BROKEN, fit_for_anaesthesia="unfit")),
        ("no_operation", judge(SPINE)),
    ],
)
def test_rows(key: str, lesion: LesionEvaluation) -> None:
    assert order(lesion, ROWS[-1][1])[0] == (0, key)


def test_within_a_row_the_more_urgent_then_the_order_of_entry() -> None:
    displaced, undisplaced = judge(FEMUR, BROKEN), judge(FEMUR, BROKEN, fracture="undisplaced")
    assert (displaced.urgency, undisplaced.urgency) == ("urgent", "expedited")
    assert order(undisplaced, displaced, displaced) == [
        (1, "leg_broken"),
        (2, "leg_broken"),
        (0, "leg_broken"),
    ]


def test_one_lesion_has_no_order() -> None:
    assert treatment_order([]) == ()
    assert treatment_order([judge(FEMUR)]) == ()


def test_every_row_has_words_and_says_that_it_is_expert() -> None:
    for rank in RANKS:
        assert rank.says.endswith(".")
        assert rank.evidence == ("expert",)
        assert set(rank.evidence) <= set(STANDINGS)
        assert set(rank.references) <= set(REFERENCES)
        assert (rank.decisions or frozenset()) <= set(DECISIONS)
        assert (rank.urgencies or frozenset()) <= set(URGENCIES)
        assert in_words(rank.when)
    assert RANKS[-1].fits(judge(RIB))


def test_in_the_evaluation_and_its_output() -> None:
    found = evaluate(document({**HUMERUS, "mechanical": True}, {**FEMUR, **BROKEN}))
    assert [turn.lesion for turn in found.order] == [1, 0]
    assert as_data(found)["order"] == [
        {
            "lesion": 2,
            "reason": "Fractured weight-bearing bone: fixed first, for nursing and mobilisation.",
        },
        {
            "lesion": 1,
            "reason": "Upper-limb impending fracture: soon after the lower limb or in the same session, "
            "because crutches will load it.",
        },
    ]
    assert as_data(Evaluation("2026.1", (judge(FEMUR),)))["order"] == []
