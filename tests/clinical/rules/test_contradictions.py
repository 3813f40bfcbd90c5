"""Contradictory answers: each is named with its questions, none rests on an open answer."""

import pytest

from assessments.clinical.evaluation.evaluate import LesionEvaluation, evaluate
from assessments.clinical.evaluation.what_if import cuts_of
from assessments.clinical.language.facts import Facts
from assessments.clinical.rules.contradictions import CONTRADICTIONS, contradictions
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.history import ECOG, KARNOFSKY
from tests.clinical.bases import BASES, CORD, DEFICIT, FEMUR, LUMBAR, SPINE, Answers, facts, judge


def keys(base: Answers, **changes: object) -> list[str]:
    return [row.key for row in contradictions(facts(base, **changes))]


CASES: list[tuple[str, Answers, Answers, Answers]] = [
    ("frankel_e_with_deficit", CORD, {"deficit": "cord"}, {"deficit": "cord", "frankel": "D"}),
    ("frankel_e_with_deficit", CORD, {"deficit": "cauda_equina"}, {"deficit": "radiculopathy"}),
    ("frankel_without_deficit", CORD, {"frankel": "A"}, {"frankel": "E"}),
    ("frankel_without_deficit", CORD, {"frankel": "D"}, {"frankel": "D", "deficit": "cord"}),
    ("frankel_without_deficit", CORD, {"frankel": "impaired"}, {"frankel": None}),
    (
        "cord_deficit_without_compression",
        CORD,
        {**DEFICIT, "cord_compression": "1b"},
        {"cord_compression": "1c"},
    ),
    (
        "cord_deficit_without_compression",
        LUMBAR,
        {**DEFICIT, "deficit": "cauda_equina"},
        {"cauda_compression": "partial"},
    ),
    ("walking_with_frankel", CORD, {"frankel": "C"}, {"frankel": "D"}),
    ("walking_with_frankel", CORD, {"frankel": "A"}, {"frankel": "A", "walking": "unable"}),
    ("walking_with_frankel", CORD, {"frankel": "B"}, {"frankel": "B", "walking": "aided"}),
    ("walking_with_frankel", CORD, {"frankel": "B"}, {"frankel": "impaired"}),
    ("cord_deficit_without_compression", CORD, {"deficit": "cord"}, {"deficit": "radiculopathy"}),
    (
        "cord_deficit_without_compression",
        CORD,
        {"deficit": "cord"},
        {"deficit": "cord", "cord_compression": "1c"},
    ),
    ("karnofsky_with_ecog", FEMUR, {"ecog": 0, "karnofsky": 70}, {"ecog": 0, "karnofsky": 80}),
    ("karnofsky_with_ecog", FEMUR, {"ecog": 1, "karnofsky": 50}, {"ecog": 1, "karnofsky": 60}),
    ("karnofsky_with_ecog", FEMUR, {"ecog": 2, "karnofsky": 30}, {"ecog": 2, "karnofsky": 40}),
    ("karnofsky_with_ecog", FEMUR, {"ecog": 2, "karnofsky": 100}, {"ecog": 2, "karnofsky": 90}),
    ("karnofsky_with_ecog", FEMUR, {"ecog": 3, "karnofsky": 10}, {"ecog": 3, "karnofsky": 20}),
    ("karnofsky_with_ecog", FEMUR, {"ecog": 3, "karnofsky": 80}, {"ecog": 3, "karnofsky": 70}),
    ("karnofsky_with_ecog", FEMUR, {"ecog": 4, "karnofsky": 60}, {"ecog": 4, "karnofsky": 50}),
    ("karnofsky_with_ecog", FEMUR, {"ecog": 4, "karnofsky": 60}, {"ecog": None, "karnofsky": 60}),
    ("karnofsky_with_ecog", FEMUR, {"ecog": 4, "karnofsky": 60}, {"ecog": 4, "karnofsky": 10}),
    ("counts", SPINE, {"vertebral_metastases": 0}, {"vertebral_metastases": 1}),
    ("counts", SPINE, {"vertebral_metastases": 0}, {"vertebral_metastases": None}),
    ("counts", FEMUR, {"other_bone_metastases": 0}, {"other_bone_metastases": 1}),
    ("counts", FEMUR, {"other_bone_metastases": 0}, {"vertebral_metastases": 0}),
]


@pytest.mark.parametrize(("key", "base", "yes", "no"), CASES)
def test_each_contradiction(key: str, base: Answers, yes: Answers, no: Answers) -> None:
    assert key in keys(base, **yes)
    assert key not in keys(base, **no)


@pytest.mark.parametrize(
    ("base", "counted", "entered", "told"),
    [
        (SPINE, {"vertebral_metastases": 1}, (2, 0), True),
        (SPINE, {"vertebral_metastases": 2}, (2, 0), False),
        (SPINE, {"vertebral_metastases": 2}, (3, 9), True),
        (SPINE, {"vertebral_metastases": 1}, (1, 5), False),
        (SPINE, {"vertebral_metastases": None}, (2, 0), False),
        (SPINE, {"vertebral_metastases": 0}, (2, 0), False),  # told by the row of its own
        (FEMUR, {"other_bone_metastases": 1}, (0, 2), True),
        (FEMUR, {"other_bone_metastases": 2}, (0, 2), False),
        (FEMUR, {"other_bone_metastases": 2}, (5, 2), False),
    ],
)
def test_more_lesions_entered_than_counted(
    base: Answers, counted: Answers, entered: tuple[int, int], told: bool
) -> None:
    read = Facts({**base, **counted}, entered)
    for reading in (read, read.presumed):
        assert ("counts_entered" in [row.key for row in contradictions(reading)]) is told


def test_with_the_bone_open_it_waits_for_the_bone_alone() -> None:
    row = next(row for row in CONTRADICTIONS if row.key == "counts_entered")
    read = Facts({"vertebral_metastases": 2, "other_bone_metastases": 1}, (2, 2))
    assert row.when.holds(read) is None
    assert row.when.open_keys(read) == {"imaging.bone"}
    assert row.questions == {
        "imaging.bone", "history.vertebral_metastases", "history.other_bone_metastases",
    }  # fmt: skip


def test_the_lesions_of_a_case_are_counted_by_place() -> None:
    def lesion(bone: str) -> dict[str, object]:
        return {"imaging": {"bone": bone}}

    bones = ("spine", "spine", "femur", "humerus")
    document = {
        "case": {"history": {"vertebral_metastases": 2, "other_bone_metastases": 1}},
        "lesions": [*map(lesion, bones), {}],
    }
    found = evaluate(document).lesions
    assert [[row.key for row in one.contradictions] for one in found] == [
        [],
        [],
        ["counts_entered"],
        ["counts_entered"],
        [],
    ]
    assert [one.facts.entered for one in found] == [(2, 2)] * 5
    assert not found[2].settled
    assert "S23" in [row.key for row in found[2].safety]
    assert "S23" not in [row.key for row in found[0].safety]


def test_what_is_consistent_contradicts_nothing() -> None:
    assert all(contradictions(facts(base)) == () for base in BASES.values())
    assert contradictions(Facts({})) == ()


def test_each_names_the_questions_to_look_at_again() -> None:
    assert len({row.key for row in CONTRADICTIONS}) == len(CONTRADICTIONS)
    for row in CONTRADICTIONS:
        assert row.says.endswith(".")
        assert row.questions <= set(BY_PATH)
    named = {row.key: row.questions for row in CONTRADICTIONS}
    assert named["walking_with_frankel"] == {"neuro.walking", "neuro.frankel"}
    assert named["karnofsky_with_ecog"] == {"history.karnofsky", "history.ecog"}


def test_it_makes_the_advice_provisional_and_changes_nothing_else() -> None:
    plain, odd = judge(FEMUR, ecog=1, karnofsky=80), judge(FEMUR, ecog=1, karnofsky=50)
    assert plain.settled
    assert not odd.settled
    assert (odd.decision, odd.urgency, odd.aim) == (plain.decision, plain.urgency, plain.aim)
    assert odd.headline == "Preliminary: No operation."
    assert [row.key for row in odd.safety if row.key == "S23"] == ["S23"]


def test_its_cut_offs_are_not_tried_by_what_if() -> None:
    # They belong to no rule of the advice. ECOG is cut by Katagiri only, between 2 and 3.
    assert cuts_of(ECOG) == {(2, 3)}
    assert (49, 50) not in cuts_of(KARNOFSKY)
    assert LesionEvaluation(Facts({"bone": "femur", "ecog": 1, "karnofsky": 50})).what_if is not None


def test_what_is_missing_beside_a_contradiction_is_what_is_open_and_matters() -> None:
    """The contradicting answers are named with the contradiction; `missing` keeps its one meaning."""
    whole = judge(FEMUR, ecog=1, karnofsky=50)
    assert (whole.settled, whole.missing) == (False, ())
    assert whole.contradictions[0].questions == {"history.karnofsky", "history.ecog"}
    torn = judge(CORD, deficit="cord", frankel="E", onset="over_14_days", cord_compression=None)
    assert [row.key for row in torn.contradictions] == ["frankel_e_with_deficit"]
    assert not torn.settled
    assert "imaging.cord_compression" in torn.missing
    for lesion in (whole, torn):
        for row in lesion.contradictions:
            assert not row.questions & set(lesion.missing)
            assert all(lesion.facts.answer(BY_PATH[path]) is not None for path in row.questions)
        assert all(lesion.facts.is_open(BY_PATH[path]) for path in lesion.missing)


def test_an_onset_slower_than_the_hours_allow() -> None:
    """The question is not asked then; an answer that stands there is taken and contradicts."""
    late = {"bone": "spine", "deficit": "cord", "deficit_hours": 48, "onset": "2_to_7_days"}
    assert [row.key for row in contradictions(Facts(late))] == ["onset_with_hours"]
    for fits in ({"onset": "within_48_hours"}, {"deficit_hours": 49}, {"onset": None}):
        assert contradictions(Facts(late | fits)) == ()
