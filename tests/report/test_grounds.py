"""Which answers a verdict rests on."""

from assessments.clinical.language.facts import Facts
from assessments.clinical.rules.indications import INDICATIONS
from assessments.report.grounds import deciding, deciding_otherwise, looked_at

BY_KEY = {rule.key: rule for rule in INDICATIONS}
PATHS = ("pain.worst_pain", "pain.mechanical", "fracture.limb_function")


def test_one_of_two_sufficient_answers_is_enough() -> None:
    facts = Facts({"worst_pain": 8, "mechanical": True, "limb_function": "lost"})

    def stands(less: Facts) -> bool:
        return less.answers.get("worst_pain") == 8 or less.answers.get("mechanical") is True

    assert deciding(PATHS, facts, stands) in (("pain.worst_pain",), ("pain.mechanical",))


def test_the_shorter_ground_is_taken() -> None:
    facts = Facts({"worst_pain": 8, "mechanical": True, "limb_function": "lost"})

    def stands(less: Facts) -> bool:
        both = less.answers.get("worst_pain") == 8 and less.answers.get("mechanical") is True
        return both or less.answers.get("limb_function") == "lost"

    assert deciding(PATHS, facts, stands) == ("fracture.limb_function",)
    otherwise = deciding_otherwise(("fracture.limb_function",), PATHS, facts, stands)
    assert otherwise == {"pain.worst_pain", "pain.mechanical"}


def test_an_answer_that_is_not_read_decides_nothing() -> None:
    facts = Facts({"worst_pain": 8})
    assert deciding(("pain.mechanical",), facts, lambda _less: True) == ()


def test_the_scores_that_a_rule_reads_are_found_apart_from_its_own_questions() -> None:
    scores, direct = looked_at(BY_KEY["I8"].when)
    assert {score.key for score in scores} == {"sins"}
    assert {"pain.mechanical", "pain.worst_pain"} <= direct
    assert "imaging.posterolateral" not in direct
