"""NOMS, typed a second time from the dossier (spine.md 3.1 and 9)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.noms import NOMS
from tests.clinical.scores.reading import grade, grades, parts, without

# SINS 18, 3 and (further down) 9.
UNSTABLE: dict[str, object] = {
    "level": "T12",
    "worst_pain": 8,
    "mechanical": True,
    "lesion_type": "lytic",
    "alignment": "subluxation",
    "collapse": "over_half",
    "posterolateral": "bilateral",
}
STABLE: dict[str, object] = {
    "level": "T12",
    "worst_pain": 0,
    "lesion_type": "blastic",
    "alignment": "normal",
    "collapse": "none",
    "posterolateral": "none",
}
POSSIBLY: dict[str, object] = {**STABLE, "worst_pain": 4, "mechanical": True, "lesion_type": "mixed"}
START: dict[str, object] = {
    "bone": "spine",
    "cancer_history": "known_before",
    "treated_before": False,
    "deficit": "none",
}


def case(cord: str, primary: str, spine: dict[str, object], fit: str) -> dict[str, object]:
    return {**START, **spine, "cord_compression": cord, "primary": primary, "fit_for_anaesthesia": fit}


@pytest.mark.parametrize("low", ["0", "1a", "1b", "1c"])
@pytest.mark.parametrize("high", ["2", "3", "compressed"])
@pytest.mark.parametrize(
    ("sensitive", "resistant"), [("lymphoma", "kidney"), ("myeloma", "melanoma"), ("germ_cell", "thyroid")]
)
def test_every_row(low: str, high: str, sensitive: str, resistant: str) -> None:
    for fit in ("fit", "small_operation_only", "unfit"):
        assert grade(NOMS, case(low, sensitive, STABLE, fit)) == "noms_01"
        assert grade(NOMS, case(low, resistant, STABLE, fit)) == "noms_03"
        assert grade(NOMS, case(high, sensitive, STABLE, fit)) == "noms_05"
    for fit in ("fit", "small_operation_only"):
        assert grade(NOMS, case(low, sensitive, UNSTABLE, fit)) == "noms_02"
        assert grade(NOMS, case(low, resistant, UNSTABLE, fit)) == "noms_04"
        assert grade(NOMS, case(high, sensitive, UNSTABLE, fit)) == "noms_06"
    assert grade(NOMS, case(high, resistant, STABLE, "fit")) == "noms_07"
    assert grade(NOMS, case(high, resistant, UNSTABLE, "fit")) == "noms_09"
    for fit in ("small_operation_only", "unfit"):
        assert grade(NOMS, case(high, resistant, STABLE, fit)) == "noms_08"
        assert grade(NOMS, case(high, resistant, UNSTABLE, fit)) == "noms_10"
    for cord, primary in ((low, sensitive), (low, resistant), (high, sensitive)):
        assert grade(NOMS, case(cord, primary, UNSTABLE, "unfit")) == "no_row"


@pytest.mark.parametrize(
    ("row", "meaning"),
    [
        ("noms_01", "Conventional radiotherapy."),
        ("noms_02", "Stabilisation, then conventional radiotherapy."),
        ("noms_03", "Stereotactic radiotherapy."),
        ("noms_04", "Stabilisation, then stereotactic radiotherapy."),
        ("noms_05", "Conventional radiotherapy, whatever the compression."),
        ("noms_06", "Stabilisation, then conventional radiotherapy."),
        ("noms_07", "Decompression and fixation (separation surgery), then stereotactic radiotherapy."),
        ("noms_08", "Conventional radiotherapy. This row was not seen in print."),
        ("noms_09", "Decompression and fixation (separation surgery), then stereotactic radiotherapy."),
        (
            "noms_10",
            "Percutaneous cement augmentation or screws, then conventional radiotherapy. Not seen in print.",
        ),
    ],
)
def test_what_each_row_says(row: str, meaning: str) -> None:
    assert {one.key: one.meaning for one in NOMS.grades}[row] == meaning


def notes(answers: dict[str, object]) -> list[str]:
    reading = NOMS.read(Facts(answers))
    assert reading is not None
    keys = {note.says: note.key for note in NOMS.notes}
    return [keys[text] for text in reading.notes]


def test_intermediate_radiosensitivity_shows_both_rows_as_disputed() -> None:
    answers = case("2", "prostate", STABLE, "fit")
    assert grades(NOMS, answers) == ["noms_05", "noms_07"]
    assert notes(answers) == ["disputed", "breast_prostate"]
    assert parts(NOMS, answers)["oncologic"] == {"intermediate"}
    assert grade(NOMS, answers, radiosensitivity_known="sensitive") == "noms_05"
    assert notes({**answers, "radiosensitivity_known": "sensitive"}) == []


@pytest.mark.parametrize(
    ("primary", "more", "expected"),
    [
        *((name, {}, "sensitive") for name in ("lymphoma", "myeloma", "germ_cell")),
        ("lung", {"lung_type": "small_cell"}, "sensitive"),
        *(
            (name, {}, "resistant")
            for name in ("kidney", "melanoma", "thyroid", "colon", "rectum", "liver", "sarcoma")
        ),
        ("lung", {"lung_type": "non_small_cell"}, "intermediate"),
        *(
            (name, {}, "intermediate")
            for name in (
                "breast",
                "prostate",
                "biliary",
                "stomach",
                "oesophagus",
                "pancreas",
                "urothelial",
                "endometrium",
                "cervix",
                "ovary",
                "head_neck",
                "neuroendocrine",
                "phaeochromocytoma",
                "other",
            )
        ),
    ],
)
def test_usual_radiosensitivity(primary: str, more: dict[str, object], expected: str) -> None:
    assert parts(NOMS, case("2", primary, STABLE, "fit"), **more)["oncologic"] == {expected}
    assert parts(NOMS, case("2", primary, STABLE, "fit"), **more, radiosensitivity_known="resistant")[
        "oncologic"
    ] == {"resistant"}


@pytest.mark.parametrize(
    ("primary", "more", "expected"),
    [
        ("breast", {}, ["disputed", "breast_prostate"]),
        ("prostate", {}, ["disputed", "breast_prostate"]),
        ("lung", {"lung_type": "non_small_cell"}, ["disputed", "lung"]),
        ("lung", {"lung_type": "small_cell"}, []),
        ("thyroid", {}, ["thyroid"]),
        ("liver", {}, ["liver"]),
        ("kidney", {}, []),
        ("melanoma", {}, []),
    ],
)
def test_primaries_on_which_sources_disagree_are_named(
    primary: str, more: dict[str, object], expected: list[str]
) -> None:
    answers = {**case("2", primary, STABLE, "fit"), **more}
    assert notes(answers) == expected
    assert notes({**answers, "radiosensitivity_known": "resistant"}) == []
    assert notes({**answers, "treated_before": True, "radiotherapy_here": True}) == ["irradiated"]


def test_possibly_unstable_shows_both_rows() -> None:
    answers = case("3", "kidney", POSSIBLY, "fit")
    assert grades(NOMS, answers) == ["noms_07", "noms_09"]
    assert notes(answers) == ["possibly_unstable"]
    assert parts(NOMS, answers)["mechanical"] == {"possibly_unstable"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"lesion_type": "blastic"}, ["noms_07"]),  # SINS 6
        ({"lesion_type": "mixed"}, ["noms_07", "noms_09"]),  # SINS 7
        (
            {"collapse": "over_half", "posterolateral": "unilateral", "lesion_type": "lytic"},
            ["noms_07", "noms_09"],
        ),
        (
            {
                "collapse": "over_half",
                "posterolateral": "unilateral",
                "lesion_type": "lytic",
                "alignment": "deformity",
            },
            ["noms_09"],
        ),
    ],
)
def test_the_edges_of_stability(change: dict[str, object], expected: list[str]) -> None:
    assert grades(NOMS, {**case("3", "kidney", POSSIBLY, "fit"), **change}) == expected


@pytest.mark.parametrize(
    ("change", "mechanical"),
    [
        ({"lesion_type": "blastic"}, "stable"),  # SINS 6
        ({}, "possibly_unstable"),  # 7
        ({"collapse": "over_half", "posterolateral": "unilateral", "lesion_type": "lytic"},
         "possibly_unstable"),  # 12
        ({"collapse": "over_half", "posterolateral": "bilateral"}, "unstable"),  # 13
    ],
)  # fmt: skip
def test_stability_and_its_note_at_each_edge(change: dict[str, object], mechanical: str) -> None:
    answers = {**case("3", "kidney", POSSIBLY, "fit"), **change}
    assert parts(NOMS, answers)["mechanical"] == {mechanical}
    assert notes(answers) == (["possibly_unstable"] if mechanical == "possibly_unstable" else [])


def test_irradiated_before_counts_as_resistant() -> None:
    answers = {**case("2", "lymphoma", STABLE, "fit"), "treated_before": True, "radiotherapy_here": True}
    assert grade(NOMS, answers) == "noms_07"
    assert notes(answers) == ["irradiated", "haematological"]
    assert notes({**answers, "primary": "prostate"}) == ["irradiated"]
    assert grade(NOMS, {**answers, "primary": "prostate"}) == "noms_07"
    assert grade(NOMS, answers, radiotherapy_here=False) == "noms_05"


@pytest.mark.parametrize(
    ("cord", "deficit", "expected"),
    [
        ("0", "cord", ["inconsistent"]),
        ("1a", "cord", ["inconsistent"]),
        ("1b", "cord", ["inconsistent"]),
        ("1c", "cord", ["inconsistent"]),
        ("2", "cord", []),
        ("0", "radiculopathy", []),
        ("0", "none", []),
    ],
)
def test_low_grade_with_cord_signs_is_named(cord: str, deficit: str, expected: list[str]) -> None:
    assert notes({**case(cord, "kidney", STABLE, "fit"), "deficit": deficit}) == expected


@pytest.mark.parametrize(
    ("cauda", "expected", "named"),
    [
        ("none", ["noms_03"], []),
        ("partial", ["noms_03", "noms_07"], ["partial_cauda"]),
        ("severe", ["noms_07"], []),
        ("present", ["noms_03", "noms_07"], []),
    ],
)
def test_below_the_conus(cauda: str, expected: list[str], named: list[str]) -> None:
    answers = without(case("2", "kidney", {**STABLE, "level": "L3"}, "fit"), "cord_compression")
    assert grades(NOMS, {**answers, "cauda_compression": cauda}) == expected
    assert notes({**answers, "cauda_compression": cauda}) == named


def test_an_anaesthetists_review_leaves_fitness_open() -> None:
    answers = case("3", "kidney", STABLE, "needs_review")
    assert grades(NOMS, answers) == ["noms_07", "noms_08"]
    assert grades(NOMS, without(answers, "fit_for_anaesthesia")) == ["noms_07", "noms_08"]
    unstable = case("0", "lymphoma", UNSTABLE, "needs_review")
    assert grades(NOMS, unstable) == ["noms_02", "no_row"]


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        (
            "A2",
            {
                **case("3", "kidney", {}, "fit"),
                "level": "T8",
                "worst_pain": 7,
                "mechanical": True,
                "lesion_type": "lytic",
                "alignment": "normal",
                "collapse": "under_half",
                "posterolateral": "bilateral",
            },
            ["noms_07", "noms_09"],
        ),
        ("A3", {**case("2", "prostate", STABLE, "fit"), "level": "T10"}, ["noms_05", "noms_07"]),
        ("A7", {**case("3", "lymphoma", STABLE, "fit"), "level": "T5"}, ["noms_05"]),
    ],
)
def test_worked_examples(name: str, answers: dict[str, object], expected: list[str]) -> None:
    assert grades(NOMS, answers) == expected, name


def test_nothing_known_leaves_every_row() -> None:
    assert grades(NOMS, {"bone": "spine"}) == [
        *(f"noms_{number:02}" for number in range(1, 11)),
        "no_row",
    ]
    assert notes({"bone": "spine"}) == []


def test_what_would_decide_it() -> None:
    complete = case("3", "kidney", STABLE, "fit")
    assert NOMS.open_keys(Facts(complete)) == set()
    assert NOMS.open_keys(Facts(without(complete, "cord_compression"))) == {"imaging.cord_compression"}
    assert NOMS.open_keys(Facts(without(complete, "fit_for_anaesthesia"))) == {"history.fit_for_anaesthesia"}


def test_off_the_spine_there_is_none() -> None:
    assert NOMS.read(Facts({"bone": "femur"})) is None
