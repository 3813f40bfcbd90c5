"""What to answer next: few answers settle the advice, and each question says what waits for it."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.language.facts import Facts
from assessments.clinical.language.questions import Question
from assessments.clinical.sections import QUESTIONS

pytestmark = pytest.mark.no_cover  # too many cases to trace each line of each

CASES = Path(__file__).resolve().parents[2] / "cases"


def lesion_of(answers: dict[str, Any]) -> LesionEvaluation:
    return LesionEvaluation(Facts(answers))


def flat(path: Path) -> dict[str, Any]:
    document = tomllib.loads(path.read_text())
    sections = [*document["case"].values(), *document["lesions"][0].values()]
    return {key: answer for answers in sections for key, answer in answers.items()}


@cache
def asked_until_settled(path: Path) -> tuple[str, ...] | None:
    """Answer what is asked next until the advice is settled, from bone and pain alone; list what was asked.

    What the case does not answer is answered "not known", and counts. None where the case leaves it open.
    """
    full = flat(path)
    if not lesion_of(full).settled:
        return None
    answers: dict[str, Any] = {key: full[key] for key in ("bone", "worst_pain") if key in full}
    asked: list[str] = []
    while not (lesion := lesion_of(answers)).settled:
        key = lesion.wanted[0].question.key
        assert key not in answers
        answers[key] = full.get(key)
        asked.append(key)
    return tuple(asked)


@cache
def in_every_proof(path: Path) -> int:
    """Count the answers of a case that no order can leave out.

    These are the ones without any one of which it is not settled, and those that have to be given before
    one of these is asked at all.
    """
    full = flat(path)
    others = [key for key in full if key not in ("bone", "worst_pain")]
    without = {key: {other: full[other] for other in full if other != key} for key in others}
    needed = {key for key in others if not lesion_of(without[key]).settled}
    leads_to = {key: _not_asked(others, without[key]) for key in others}
    while more := {key for key in others if key not in needed and leads_to[key] & needed}:
        needed |= more
    return len(needed)


def _not_asked(keys: list[str], answers: dict[str, Any]) -> set[str]:
    facts = Facts(answers)
    return {key for key in keys if facts.asked[QUESTIONS[key]] is not True}


SINGLE = [path for path in sorted(CASES.glob("*.toml")) if path.read_text().count("[[lesions]]") == 1]


@cache
def settled() -> dict[str, list[Path]]:
    """Give the cases that their answers settle."""
    found = [path for path in SINGLE if lesion_of(flat(path)).settled]
    spine = [path for path in found if flat(path)["bone"] == "spine"]
    return {"limb and pelvis": [path for path in found if path not in spine], "spine": spine}


def tried() -> dict[str, list[Path]]:
    """Give a part of them; `make bench` tries all, and names those that take most."""
    return {name: paths[2::4] for name, paths in settled().items()}


def test_few_answers_settle_the_advice() -> None:
    found = {
        name: [len(asked_until_settled(path) or ()) for path in paths] for name, paths in tried().items()
    }
    assert [len(paths) for paths in settled().values()] >= [60, 40]
    assert median(found["limb and pelvis"]) <= 10
    assert median(found["spine"]) <= 17
    assert max(found["limb and pelvis"] + found["spine"]) <= 22


def test_hardly_more_is_asked_than_no_order_could_leave_out() -> None:
    paths = [path for part in tried().values() for path in part]
    found = [(len(asked_until_settled(path) or ()), in_every_proof(path)) for path in paths]
    assert all(asked >= needed for asked, needed in found)
    assert median(asked - needed for asked, needed in found) <= 3


def test_what_nothing_can_be_said_without_stands_first() -> None:
    first = lesion_of({}).wanted[0]
    assert (first.question.key, first.essential) == ("bone", True)
    first, second = lesion_of({"bone": "femur"}).wanted[:2]
    assert (first.question.key, first.essential) == ("fracture", True)
    assert not second.essential


def test_the_histology_heads_the_list_where_the_diagnosis_is_not_secure() -> None:
    answers = {"bone": "femur", "fracture": "displaced", "cancer_history": "no_primary_found"}
    first = lesion_of(answers).wanted[0]
    assert first.question.key == "histology"
    assert "D2" in [rule.key for rule in first.rules]


def test_each_question_names_the_rules_that_wait_for_it() -> None:
    answers = {
        "bone": "femur",
        "fracture": "none",
        "segment": "diaphysis",
        "cortical_fraction": "under_third",
    }
    rules = {one.question.key: [rule.key for rule in one.rules] for one in lesion_of(answers).wanted}
    assert "I13" in rules["axial_extent_mm"]
    broken = {"bone": "femur", "fracture": "displaced"}
    rules = {one.question.key: [rule.key for rule in one.rules] for one in lesion_of(broken).wanted}
    assert rules["fit_for_anaesthesia"] == ["L1"]
    assert rules["expected_benefit"] == ["L4"]


def test_each_question_names_what_its_answer_could_bring() -> None:
    """A displaced fracture is operated on within 72 hours: L1 forbids it, L4 lowers it, I23 hurries."""
    wanted = lesion_of({"bone": "femur", "fracture": "displaced"}).wanted
    brings = {one.question.key: {(a.decision, a.urgency) for a in one.brings} for one in wanted}
    assert brings["fit_for_anaesthesia"] == {("non_operative", "urgent")}
    assert brings["expected_benefit"] == {("consider", "urgent")}
    assert brings["open_or_vascular_injury"] == {("operate", "emergency")}


def test_of_many_answers_eight_at_most_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    followed: Counter[str] = Counter()
    follow = Facts.with_answer

    def counted(facts: Facts, question: Question, answer: object) -> Facts:
        followed[question.key] += 1
        return follow(facts, question, answer)

    lesion = lesion_of({"bone": "femur", "fracture": "none", "cancer_history": "known_before"})
    monkeypatch.setattr(Facts, "with_answer", counted)
    assert "primary" in [one.question.key for one in lesion.wanted]
    assert len(QUESTIONS["primary"].choices) > 20
    assert 5 <= followed["primary"] <= 8


def test_wanted_is_what_is_missing_in_another_order() -> None:
    for answers in ({}, {"bone": "spine", "collapse": "none"}, {"bone": "humerus", "fracture": "displaced"}):
        lesion = lesion_of(answers)
        assert sorted(one.question.path for one in lesion.wanted) == sorted(lesion.missing)


def test_nothing_is_wanted_once_settled() -> None:
    full = flat(CASES / "limb-femur-about-to-break.toml")
    assert lesion_of(full).settled
    assert lesion_of(full).wanted == ()
    assert QUESTIONS["radiosensitivity_known"].key not in full


def test_what_heads_the_questions_while_nothing_is_decided() -> None:
    def first(number: int, **answers: Any) -> list[str]:
        return [one.question.key for one in lesion_of(answers).wanted][:number]

    assert first(1) == ["bone"]
    assert first(1, bone="femur") == ["fracture"]
    assert first(2, bone="femur", cancer_history="not_worked_up") == ["histology", "fracture"]
    assert first(2, bone="spine") == ["collapse", "deficit"]
    assert first(1, bone="spine", implant="intact") == ["deficit"]


def test_what_could_be_highest_is_decided_first_and_what_is_moot_then_is_not_asked() -> None:
    """An open fracture before Mirels; a long breach of the cortex before what only Mirels counts."""

    def order(**answers: Any) -> list[str]:
        return [one.question.key for one in lesion_of(answers).wanted]

    broken = order(bone="femur", fracture="displaced", histology="metastasis_confirmed")
    assert broken[0] == "open_or_vascular_injury"
    assert "cortical_fraction" not in broken
    whole = order(bone="femur", fracture="none", histology="metastasis_confirmed", age=60, deficit="none")
    assert whole.index("axial_extent_mm") < whole.index("lesion_type")
    assert order(bone="spine", collapse="none", deficit="cord", histology="metastasis_confirmed")[0] == "age"


def test_what_decides_by_itself_goes_before_what_brings_nearer_or_stands_for_others() -> None:
    """The length of a breach decides; function is one of many; an estimate stands for others, but judges."""

    def before(first: str, second: str, **answers: Any) -> bool:
        order = [one.question.key for one in lesion_of(answers).wanted]
        return order.index(first) < order.index(second)

    whole: dict[str, Any] = {"bone": "femur", "fracture": "none", "histology": "metastasis_confirmed"}
    whole |= {"age": 60, "deficit": "none"}
    assert before("circumferential_percent", "limb_function", **whole)
    assert before("limb_function", "tumour_free_interval_expected", **whole)
    assert before("tumour_free_interval_expected", "segment", **whole)
    broken = whole | {"fracture": "displaced"}
    del broken["age"], broken["deficit"]
    assert before("implant", "expected_survival", **broken)
    assert before("fit_for_anaesthesia", "expected_benefit", **broken)
    cord = {"bone": "spine", "collapse": "none", "deficit": "cord", "histology": "metastasis_confirmed"}
    assert before("deficit_hours", "level", **cord)


def test_what_nobody_knows_is_not_asked_for_again_and_is_listed_apart() -> None:
    assert "fracture" in [one.question.key for one in lesion_of({"bone": "femur"}).wanted]
    lesion = lesion_of({"bone": "femur", "fracture": None})
    assert "fracture" not in [one.question.key for one in lesion.wanted]
    assert lesion.not_known == ("fracture.fracture",)
    assert not lesion.settled


def test_whoever_knows_nothing_comes_to_an_end() -> None:
    answers: dict[str, Any] = {"bone": "femur"}
    for _question in QUESTIONS:
        if not (wanted := lesion_of(answers).wanted):
            break
        assert wanted[0].question.key not in answers
        answers[wanted[0].question.key] = None
    assert lesion_of(answers).wanted == ()
    assert "fracture.fracture" in lesion_of(answers).not_known
