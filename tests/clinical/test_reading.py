"""Reading a case: what is refused is named with its key, its value and what is allowed."""

import math

import pytest

from assessments.clinical.case import Refused, check_answer, is_later, read_case
from assessments.clinical.facts import Facts
from assessments.clinical.sections import QUESTIONS


def case(lesion: dict[str, object] | None = None, **history: object) -> dict[str, object]:
    lesions = [] if lesion is None else [lesion]
    patient = {"assessed_on": "2026-06-15"}
    return {"case": {"patient": patient, "history": history}, "lesions": lesions}


def problems(document: object) -> list[tuple[str, object]]:
    with pytest.raises(Refused) as refused:
        read_case(document)
    return [(problem.path, problem.value) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("karnofsky", 75), ("karnofsky", 0), ("karnofsky", 110), ("ecog", 5), ("ecog", -1), ("ecog", True),
        ("ecog", 1.0), ("ecog", "1"), ("asa", 0), ("asa", 6), ("albumin", 9.9), ("albumin", 60.1),
        ("albumin", math.nan), ("albumin", math.inf), ("albumin", False), ("albumin", "40"),
        ("primary", "brain"), ("primary", 3), ("primary", ["breast"]), ("dissemination", "yes"),
        ("dissemination", 1), ("vertebral_metastases", 34), ("other_bone_metastases", 10**400),
        ("primary", {"a": 1}), ("whole_body_staging", ""),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused(key: str, value: object) -> None:
    assert problems(case(cancer_history="known_before", **{key: value}))[0][0] == f"case.history.{key}"


def test_edges_are_taken() -> None:
    read_case(case(karnofsky=10, albumin=60, vertebral_metastases=33, asa=5, inr=0.5, ldh=50))
    read_case(case(karnofsky=100, albumin=10.0, other_bone_metastases=99, crp=0, inr=20))


def test_unknown_names_are_refused() -> None:
    assert problems({"case": {"surgery": {}}}) == [("case.surgery", {})]
    assert problems(case(favourite=1)) == [("case.history.favourite", 1)]
    assert problems({"cases": {}}) == [("cases", {})]
    assert problems(case({"history": {}})) == [("lesions[1].history", {})]


@pytest.mark.parametrize("document", [None, [], "text", 3, {"case": []}, {"lesions": {}}, {"lesions": [3]}])
def test_what_is_no_document_is_refused(document: object) -> None:
    assert problems(document)


def test_a_question_not_asked_is_refused_and_named() -> None:
    assert problems(case({"imaging": {"bone": "femur", "level": "T8"}})) == [
        ("lesions[1].imaging.level", "T8")
    ]


def test_said_to_be_not_known_is_taken() -> None:
    assert read_case(case({"imaging": {"bone": "femur"}}, ecog=None)).lesions[0] == {
        "assessed_on": "2026-06-15",
        "bone": "femur",
    }


def test_a_choice_of_another_bone_is_refused() -> None:
    document = case({"imaging": {"bone": "tibia", "segment": "head_neck"}})
    assert problems(document) == [("lesions[1].imaging.segment", "head_neck")]
    document = case({"imaging": {"bone": "femur"}, "neuro": {"deficit": "cord"}})
    assert problems(document) == [("lesions[1].neuro.deficit", "cord")]


@pytest.mark.parametrize(("day", "taken"), [
    ("2026-06-15", True), ("2026-06-16", False), ("2026-06", True), ("2026-07", False), ("2025", False),
    ("2026-02-30", False), ("2026-13", False), (20260615, False),
])  # fmt: skip
def test_dates_are_compared_with_the_day_of_assessment(day: object, taken: bool) -> None:
    document = case({"imaging": {"imaged_on": day}})
    if taken:
        read_case(document)
    else:
        assert problems(document)[0][0] == "lesions[1].imaging.imaged_on"


def test_no_metastasis_beside_a_lesion_is_inconsistent() -> None:
    document = case({"imaging": {}}, vertebral_metastases=0, other_bone_metastases=0)
    assert problems(document) == [("case.history.other_bone_metastases", 0)]
    read_case(case(vertebral_metastases=0, other_bone_metastases=0))
    read_case(case({"imaging": {}}, vertebral_metastases=0))


def test_a_refusal_is_one_short_line() -> None:
    with pytest.raises(Refused) as refused:
        read_case(case(primary="x\n" * 500))
    line = str(refused.value.problems[0])
    assert "\n" not in line
    assert "case.history.primary" in line
    assert "breast" in line


def test_one_answer_by_itself() -> None:
    facts = Facts({"bone": "spine", "assessed_on": "2026-06-15"})
    assert check_answer(QUESTIONS["worst_pain"], 11, facts) == "a whole number from 0 to 10"
    assert check_answer(QUESTIONS["worst_pain"], 10, facts) is None
    assert "not asked" in str(check_answer(QUESTIONS["fracture"], "none", facts))
    assert check_answer(QUESTIONS["fracture"], None, facts) is None


def test_later_is_said_only_where_it_is_sure() -> None:
    assert is_later("2026-07-01", "2026-06-30")
    assert not is_later("2026-06", "2026-06-01")
