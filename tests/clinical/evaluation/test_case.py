"""Reading a case: whatever cannot be an answer is refused with its key, its value and what is allowed."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Any

import pytest

from assessments.clinical.evaluation.case import Problem, Refused, check_answer, is_later, read_case
from assessments.clinical.findings.extent import BONE_METASTASES
from assessments.clinical.language.facts import Facts
from assessments.clinical.rules.contradictions import contradictions
from assessments.clinical.sections import QUESTIONS
from tests.clinical.bases import CORD, FEMUR, SPINE, Answers, document, vary

DAY = "2026-06-15"


def case(lesion: dict[str, Any] | None = None, **history: Any) -> dict[str, Any]:
    """A case document with one lesion, or none."""
    return {
        "case": {"patient": {"assessed_on": DAY}, "history": history},
        "lesions": [] if lesion is None else [lesion],
    }


def problems(document: object) -> list[tuple[str, object]]:
    with pytest.raises(Refused) as refused:
        read_case(document)
    return [(problem.path, problem.value) for problem in refused.value.problems]


def allowed(document: object) -> str:
    with pytest.raises(Refused) as refused:
        read_case(document)
    (problem,) = refused.value.problems
    return problem.allowed


# One answer by itself

WRONG: list[tuple[str, object]] = [
    # Karnofsky goes in steps of ten.
    ("karnofsky", 75), ("karnofsky", 0), ("karnofsky", 5), ("karnofsky", 110), ("karnofsky", 9),
    ("karnofsky", 80.0), ("karnofsky", "80"),
    # Whole numbers: no yes or no, no fraction, no text, no list, no table.
    ("ecog", True), ("ecog", False), ("ecog", 1.0), ("ecog", 1.5), ("ecog", "1"), ("ecog", [1]),
    ("ecog", {"value": 1}), ("ecog", -1), ("ecog", 5), ("asa", 0), ("asa", 6), ("ldh", 49), ("ldh", 10001),
    ("ldh", 250.0), ("platelets", 0), ("platelets", 2001), ("vertebral_metastases", -1),
    ("vertebral_metastases", 34), ("other_bone_metastases", 100), ("other_bone_metastases", 10**400),
    ("bone_agent_years", 41), ("interval_months", 601), ("ecog", math.nan), ("ecog", math.inf),
    ("ecog", date(2026, 1, 1)),
    # Decimals: whole numbers are taken, what is no number is not.
    ("albumin", 9.9), ("albumin", 60.1), ("albumin", math.nan), ("albumin", math.inf),
    ("albumin", -math.inf), ("albumin", False), ("albumin", True), ("albumin", "40"), ("albumin", [40.0]),
    ("albumin", {}), ("crp", -0.1), ("crp", 500.1), ("calcium", 0.9), ("calcium", 5.1), ("calcium", 10.3),
    ("bilirubin", 0.9), ("bilirubin", 700.1), ("inr", 0.4), ("inr", 20.1), ("albumin", 10**400),
    # Choices
    ("primary", "brain"), ("primary", "Breast"), ("primary", ""), ("primary", 3), ("primary", True),
    ("primary", ["breast"]), ("primary", {"breast": True}), ("whole_body_staging", "unknown"),
    ("radiosensitivity_known", "intermediate"), ("visceral_metastases", False),
    ("expected_survival", "3 months"), ("cancer_history", "known_before "),
    # Yes or no
    ("dissemination", "yes"), ("dissemination", "true"), ("dissemination", 1), ("dissemination", 0),
    ("dissemination", 1.0), ("dissemination", []), ("dissemination", {}), ("cerebral_metastases", ""),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), WRONG, ids=[f"{key}-{n}" for n, (key, _v) in enumerate(WRONG)])
def test_a_wrong_value_is_refused(key: str, value: object) -> None:
    ((path, shown),) = problems(case(None, **{"cancer_history": "known_before", key: value}))
    assert path == f"case.history.{key}"
    assert shown is value


@pytest.mark.parametrize(
    ("key", "lowest", "highest"),
    [
        ("karnofsky", 10, 100), ("ecog", 0, 4), ("ecog_before", 0, 4), ("asa", 1, 5), ("ldh", 50, 10000),
        ("platelets", 1, 2000), ("vertebral_metastases", 0, 33), ("other_bone_metastases", 0, 99),
        ("bone_agent_years", 0, 40), ("interval_months", 0, 600), ("albumin", 10, 60), ("crp", 0, 500),
        ("calcium", 1.0, 5.0), ("bilirubin", 1, 700), ("inr", 0.5, 20),
    ],
)  # fmt: skip
def test_both_ends_of_a_range_are_taken(key: str, lowest: float, highest: float) -> None:
    for number in (lowest, highest):
        read_case(case(None, **{"cancer_history": "known_before", key: number}))


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("pain", "worst_pain", 11), ("pain", "worst_pain", -1), ("pain", "worst_pain", 7.0),
        ("pain", "mechanical", "yes"), ("imaging", "axial_extent_mm", 451),
        ("imaging", "axial_extent_mm", -1), ("imaging", "circumferential_percent", 101),
        ("imaging", "largest_diameter_mm", 401), ("imaging", "segment", "shaft"),
        ("fracture", "fracture", "yes"), ("neuro", "deficit", "numb"), ("imaging", "bone", "knee"),
        ("imaging", "bone", ["femur"]),
    ],
)  # fmt: skip
def test_a_wrong_value_of_a_lesion_is_refused(section: str, key: str, value: object) -> None:
    lesion: dict[str, Any] = {"imaging": {"bone": "femur"}}
    lesion.setdefault(section, {})[key] = value
    assert problems(case(lesion)) == [(f"lesions[1].{section}.{key}", value)]


def test_grades_of_compression_are_text() -> None:
    lesion = {"imaging": {"bone": "spine", "level": "T7", "cord_compression": 2}}
    assert problems(case(lesion)) == [("lesions[1].imaging.cord_compression", 2)]
    read_case(case({"imaging": {"bone": "spine", "level": "T7", "cord_compression": "2"}}))


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("karnofsky", 75, "a whole number from 10 to 100 %, a multiple of 10"),
        ("ecog", 1.0, "a whole number from 0 to 4"),
        ("albumin", "40", "a number from 10 to 60 g/L"),
        ("inr", 0.1, "a number from 0.5 to 20"),
        ("dissemination", 1, "true or false"),
        ("whole_body_staging", "?", "one of complete, partial, none"),
        ("bloods_on", "soon", "a date such as 2026-10-31, or a month such as 2026-10"),
    ],
)
def test_what_is_allowed_is_said(key: str, value: object, text: str) -> None:
    assert allowed(case(None, platelets=100, **{key: value})) == text


# Names and shape


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (None, "case file"), ([], "case file"), ("text", "case file"), (3, "case file"), (True, "case file"),
        (3.5, "case file"), ({"case": []}, "case"), ({"case": "x"}, "case"), ({"case": None}, "case"),
        ({"case": {"history": []}}, "case.history"), ({"case": {"history": 3}}, "case.history"),
        ({"case": {"surgery": {}}}, "case.surgery"), ({"case": {"imaging": {}}}, "case.imaging"),
        ({"lesions": {}}, "lesions"), ({"lesions": "x"}, "lesions"), ({"lesions": [3]}, "lesions[1]"),
        ({"lesions": [{}, []]}, "lesions[2]"), ({"lesions": [{"history": {}}]}, "lesions[1].history"),
        ({"lesions": [{"imaging": "femur"}]}, "lesions[1].imaging"), ({"cases": {}}, "cases"),
        ({"lesion": []}, "lesion"), ({"case": {"history": {"smoker": True}}}, "case.history.smoker"),
        ({"case": {"history": {"age": 60}}}, "case.history.age"),
        ({"case": {"patient": {"name": "x"}}}, "case.patient.name"), ({1: 2}, "1"),
        ({"case": {1: {}}}, "case.1"),
    ],
)  # fmt: skip
def test_unknown_names_and_shapes_are_refused(document: object, path: str) -> None:
    assert [found for found, _value in problems(document)] == [path]


@pytest.mark.parametrize(
    ("document", "path", "value", "text"),
    [
        (None, "case file", None, "a table of sections and answers"),
        ({"cases": {}}, "cases", {}, "allowed here: case, lesions, expected"),
        ({"case": 1}, "case", 1, "a table of sections and answers"),
        ({"case": {"surgery": {}}}, "case.surgery", {}, "sections allowed here: patient, history"),
        ({"case": {"history": 3}}, "case.history", 3, "a table of sections and answers"),
        ({"case": {"history": {"smoker": True}}}, "case.history.smoker", True,
         "no question of this section has that key"),
        ({"lesions": {}}, "lesions", {}, "a list of lesions"),
        ({"lesions": [{}, {"history": 1}]}, "lesions[2].history", 1,
         "sections allowed here: imaging, pain, fracture, neuro"),
        (case({"imaging": {"bone": "femur", "level": "T8"}}), "lesions[1].imaging.level", "T8",
         "this question is not asked with the other answers given; leave it out"),
        (case({}, vertebral_metastases=0, other_bone_metastases=0), "case.history.other_bone_metastases", 0,
         "at least 1 bone metastasis in all, because a lesion is entered"),
    ],
)  # fmt: skip
def test_a_refusal_names_path_value_and_what_is_allowed(
    document: object, path: str, value: object, text: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_case(document)
    (problem,) = refused.value.problems
    assert (problem.path, problem.value, problem.allowed) == (path, value, text)
    assert str(problem) == f"{path}: {value!r} is refused: {text}"


def test_nothing_at_all_is_a_case_without_lesions() -> None:
    assert read_case({}).lesions == ()
    assert read_case({"case": {}, "lesions": [], "expected": "ignored"}).lesions == ()
    assert read_case({"lesions": [{}]}).lesions == ({},)


def test_every_problem_is_told_at_once() -> None:
    wrong = case({"imaging": {"bone": "knee"}, "pain": {"worst_pain": 11}}, ecog=7, smoker=1, asa=0)
    wrong["case"] = {"surgery": 0, **wrong["case"]}
    assert problems(wrong) == [
        ("case.surgery", 0),
        ("case.history.ecog", 7),
        ("case.history.smoker", 1),
        ("case.history.asa", 0),
        ("lesions[1].imaging.bone", "knee"),
        ("lesions[1].pain.worst_pain", 11),
    ]


# Answers together


@pytest.mark.parametrize(
    ("lesion", "path"),
    [
        ({"imaging": {"bone": "femur", "level": "T8"}}, "imaging.level"),
        ({"imaging": {"bone": "spine", "side": "left"}}, "imaging.side"),
        ({"imaging": {"bone": "tibia", "axial_extent_mm": 20}}, "imaging.axial_extent_mm"),
        ({"imaging": {"bone": "spine"}, "fracture": {"fracture": "none"}}, "fracture.fracture"),
        ({"imaging": {"bone": "rib", "implant": "none"}}, "imaging.implant"),
        ({"imaging": {"bone": "spine", "level": "T7", "cauda_compression": "none"}},
         "imaging.cauda_compression"),
        ({"imaging": {"bone": "spine", "level": "L4", "cord_compression": "2"}}, "imaging.cord_compression"),
        ({"imaging": {"treated_before": False, "radiotherapy_here": True}}, "imaging.radiotherapy_here"),
        ({"imaging": {"treated_before": False}, "pain": {"pain_trend": "worse"}}, "pain.pain_trend"),
        ({"pain": {"worst_pain": 0, "mechanical": True}}, "pain.mechanical"),
        ({"pain": {"worst_pain": 3, "pain_in_words": "mild"}}, "pain.pain_in_words"),
        ({"imaging": {"bone": "ulna"}, "fracture": {"fracture": "none", "open_or_vascular_injury": True}},
         "fracture.open_or_vascular_injury"),
        ({"neuro": {"deficit": "none", "onset": "within_48_hours"}}, "neuro.onset"),
        ({"neuro": {"deficit": "none", "weakest_power": 5}}, "neuro.weakest_power"),
        ({"imaging": {"bone": "femur"}, "neuro": {"frankel": "E"}}, "neuro.frankel"),
        ({"imaging": {"bone": "spine", "histology": "metastasis_confirmed", "aggressive_features": False}},
         "imaging.aggressive_features"),
    ],
)  # fmt: skip
def test_an_answer_to_a_question_not_asked_is_refused(lesion: dict[str, Any], path: str) -> None:
    assert [found for found, _value in problems(case(lesion))] == [f"lesions[1].{path}"]
    assert "not asked" in allowed(case(lesion))


@pytest.mark.parametrize(
    ("history", "key"),
    [
        ({"cancer_history": "no_primary_found", "primary": "breast"}, "primary"),
        ({"cancer_history": "known_before", "primary": "lung", "hormone_dependent": True},
         "hormone_dependent"),
        ({"cancer_history": "known_before", "primary": "lung", "lung_type": "small_cell",
          "targeted_therapy": False}, "targeted_therapy"),
        ({"cancer_history": "found_after_bone_lesion", "interval_months": 0}, "interval_months"),
        ({"visceral_metastases": "none", "visceral_treatable": True}, "visceral_treatable"),
        ({"bloods_on": "2026-06-01"}, "bloods_on"),
    ],
)  # fmt: skip
def test_an_answer_of_the_case_that_is_not_asked_is_refused(history: dict[str, Any], key: str) -> None:
    assert [path for path, _value in problems(case(**history))] == [f"case.history.{key}"]


def test_not_known_is_taken_even_where_it_is_not_asked() -> None:
    read = read_case(case({"imaging": {"bone": "femur", "level": None}}, ecog=None))
    assert read.lesions == ({"assessed_on": DAY, "ecog": None, "bone": "femur", "level": None},)
    (facts,) = read.facts()
    assert facts.not_known("history.ecog")
    assert not facts.not_known("history.asa"), "not reached is not the same"


def test_an_onset_beside_recent_hours_is_taken_and_contradicts() -> None:
    neuro: dict[str, Any] = {"deficit": "cord", "deficit_hours": 48, "onset": "within_48_hours"}
    (facts,) = read_case(case({"imaging": {"bone": "spine"}, "neuro": neuro})).facts()
    assert contradictions(facts) == ()
    (facts,) = read_case(
        case({"imaging": {"bone": "spine"}, "neuro": {**neuro, "onset": "8_to_14_days"}})
    ).facts()
    assert [row.key for row in contradictions(facts)] == ["onset_with_hours"]
    assert problems(
        case({"imaging": {"bone": "spine"}, "neuro": {"deficit": "none", "onset": "2_to_7_days"}})
    )


def test_contiguous_levels_count_for_every_lesion_of_the_case() -> None:
    spine, limb = {"imaging": {"bone": "spine", "contiguous_levels": 3}}, {"imaging": {"bone": "femur"}}
    counts = {"vertebral_metastases": 3, "other_bone_metastases": 1}
    one, other = read_case({"case": {"history": counts}, "lesions": [spine, limb]}).facts()
    assert BONE_METASTASES.span(one) == BONE_METASTASES.span(other) == (2, 2)
    assert contradictions(one) == contradictions(other) == ()


def test_an_answer_whose_asking_is_open_is_taken() -> None:
    read = read_case(case({"fracture": {"fracture": "displaced"}, "imaging": {"level": "T7"}}))
    assert read.lesions == ({"assessed_on": DAY, "fracture": "displaced", "level": "T7"},)


@pytest.mark.parametrize(
    ("lesion", "path", "text"),
    [
        ({"imaging": {"bone": "tibia", "segment": "head_neck"}}, "imaging.segment",
         "with the other answers given, one of proximal, diaphysis, distal"),
        ({"imaging": {"bone": "humerus", "segment": "subtrochanteric"}}, "imaging.segment",
         "with the other answers given, one of proximal, diaphysis, distal"),
        ({"imaging": {"bone": "femur"}, "neuro": {"deficit": "cord"}}, "neuro.deficit",
         "with the other answers given, one of none, peripheral_nerve, present"),
        ({"imaging": {"bone": "spine"}, "neuro": {"deficit": "peripheral_nerve"}}, "neuro.deficit",
         "with the other answers given, one of none, radiculopathy, cord, cauda_equina, present"),
    ],
)  # fmt: skip
def test_a_choice_not_offered_for_this_bone_is_refused(lesion: dict[str, Any], path: str, text: str) -> None:
    assert [found for found, _value in problems(case(lesion))] == [f"lesions[1].{path}"]
    assert allowed(case(lesion)) == text


def test_each_lesion_is_checked_by_itself() -> None:
    two = case({"imaging": {"bone": "spine", "level": "T7"}})
    two["lesions"].append({"imaging": {"bone": "femur", "level": "T7"}})
    assert problems(two) == [("lesions[2].imaging.level", "T7")]


@pytest.mark.parametrize(
    ("vertebral", "other", "taken"),
    [(0, 0, False), (0, 1, True), (1, 0, True), (0, None, True), (None, 0, True), (None, None, True)],
)
def test_no_metastasis_beside_a_lesion_is_inconsistent(
    vertebral: int | None, other: int | None, taken: bool
) -> None:
    document = case({}, vertebral_metastases=vertebral, other_bone_metastases=other)
    if taken:
        read_case(document)
    else:
        assert problems(document) == [("case.history.other_bone_metastases", 0)]
        assert "at least 1" in allowed(document)
    read_case(case(vertebral_metastases=vertebral, other_bone_metastases=other))  # no lesion entered


# Dates


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        (DAY, True), ("2026-06-14", True), ("2026-06-16", False), ("2026-06", True), ("2026-07", False),
        ("2026-05", True), ("2027", False), ("2026", False), ("2026-02-29", False), ("2024-02-29", True),
        ("2026-13", False), ("2026-00", False), ("2026-6-1", False), ("15.06.2026", False), ("", False),
        (20260615, False), (True, False), (["2026-06-15"], False), (date(2026, 6, 15), True),
        (date(2026, 6, 16), False), (datetime(2026, 6, 15, 8, tzinfo=UTC), False),
        ("2026-06-15T08:00", False), ("2026-W20", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", [("imaging", "imaged_on"), ("neuro", "examined_on")])
def test_dates_are_compared_with_the_day_of_assessment(
    day: object, taken: bool, where: tuple[str, str]
) -> None:
    section, key = where
    document = case({section: {key: day}})
    if taken:
        read_case(document)
    else:
        assert [path for path, _value in problems(document)] == [f"lesions[1].{section}.{key}"]


def test_the_day_of_the_bloods_too() -> None:
    assert problems(case(inr=1.0, bloods_on="2026-06-16")) == [("case.history.bloods_on", "2026-06-16")]
    assert allowed(case(inr=1.0, bloods_on="2026-07")) == f"a date not after the assessment ({DAY})"
    read_case(case(inr=1.0, bloods_on="2026-06"))


def test_without_a_day_of_assessment_no_date_is_too_late() -> None:
    read_case({"lesions": [{"imaging": {"imaged_on": "2999-01-01"}}]})
    read_case({"case": {"patient": {"assessed_on": "2999-01-01"}}})


def test_the_day_of_assessment_is_compared_with_today_where_it_is_given() -> None:
    later = {"case": {"patient": {"assessed_on": "2026-06-16"}}}
    with pytest.raises(Refused) as refused:
        read_case(later, today=date(2026, 6, 15))
    assert refused.value.problems == (
        Problem("case.patient.assessed_on", "2026-06-16", "not in the future", QUESTIONS["assessed_on"]),
    )
    read_case(later, today=date(2026, 6, 16))
    read_case({"case": {"patient": {"assessed_on": "2026-06"}}}, today=date(2026, 6, 1))


def test_a_long_value_is_shown_in_part() -> None:
    whole, long = "x" * 78, "x" * 79  # with its quotation marks, 80 and 81
    assert str(Problem("case.age", whole, "a number")) == f"case.age: '{whole}' is refused: a number"
    assert str(Problem("case.age", long, "a number")) == f"case.age: '{long}... is refused: a number"


def test_dates_are_kept_as_text() -> None:
    read = read_case({"case": {"patient": {"assessed_on": date(2026, 6, 15)}}, "lesions": [{}]})
    assert read.lesions == ({"assessed_on": "2026-06-15"},)


def test_later_is_said_only_where_it_is_sure() -> None:
    assert is_later("2026-07-01", "2026-06-30")
    assert is_later("2026-07", "2026-06-30")
    assert not is_later("2026-06", "2026-06-01")
    assert not is_later("2026-06-30", "2026-06")
    assert not is_later("2026-06-30", "2026-06-30")


# How a refusal reads


def test_a_refusal_is_one_short_line() -> None:
    with pytest.raises(Refused) as refused:
        read_case(case(cancer_history="known_before", whole_body_staging="x\n" * 500))
    line = str(refused.value.problems[0])
    assert "\n" not in line
    assert line.startswith("case.history.whole_body_staging: 'x\\nx")
    assert line.endswith("... is refused: one of complete, partial, none")
    assert len(line) < 200
    assert str(refused.value) == line


def test_several_refusals_are_joined() -> None:
    with pytest.raises(Refused) as refused:
        read_case({"case": {"history": {"ecog": 9, "asa": 0}}})
    assert str(refused.value) == (
        "case.history.ecog: 9 is refused: a whole number from 0 to 4; "
        "case.history.asa: 0 is refused: a whole number from 1 to 5"
    )


def test_one_answer_beside_the_others() -> None:
    facts = Facts({"bone": "spine", "assessed_on": DAY})
    assert check_answer(QUESTIONS["worst_pain"], 11, facts) == "a whole number from 0 to 10"
    assert check_answer(QUESTIONS["worst_pain"], 10, facts) is None
    assert check_answer(QUESTIONS["fracture"], "none", facts) == (
        "this question is not asked with the other answers given; leave it out"
    )
    assert check_answer(QUESTIONS["fracture"], None, facts) is None
    assert check_answer(QUESTIONS["imaged_on"], "2026-06-16", facts) == (
        f"a date not after the assessment ({DAY})"
    )
    assert check_answer(QUESTIONS["deficit"], "cord", facts) is None


@pytest.mark.parametrize("base", [FEMUR, SPINE, CORD])
def test_a_full_case_is_read_as_it_was_written(base: Answers) -> None:
    answers = vary(base)
    read = read_case(document(answers, answers))
    assert read.lesions == (answers, answers)
    assert [facts.answers for facts in read.facts()] == [answers, answers]
