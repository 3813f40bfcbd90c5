"""What holds for every case: nothing raises, unasked answers do nothing, knowing more never overturns."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.clinical.advice import URGENCY_RANK
from assessments.clinical.case_files.write import lesion_as_data
from assessments.clinical.deciding.open_answers import Deliberation
from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.language.facts import Facts
from assessments.clinical.risks import RISKS
from assessments.clinical.rules.contradictions import CONTRADICTIONS
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.scores import SCORES
from assessments.clinical.sections import QUESTIONS

pytestmark = pytest.mark.no_cover  # too many cases to trace each line of each

(SLOWER_ONSET,) = (row for row in CONTRADICTIONS if row.key == "onset_with_hours")
NUMBERS: dict[str, list[Any]] = {
    "worst_pain": [0, 1, 4, 5, 6, 7, 10], "axial_extent_mm": [10, 29, 30, 45], "inr": [1.0, 1.5, 1.6],
    "circumferential_percent": [20, 50, 51], "weeks_since_radiotherapy": [2, 3, 4], "ecog": [0, 2, 3, 4],
    "hours_since_walking_lost": [10, 48, 49, 168, 169], "asa": [1, 3, 4, 5],
    "vertebral_metastases": [0, 1, 2, 3],
    "other_bone_metastases": [1, 2, 3], "platelets": [40, 99, 200], "calcium": [2.3, 2.57, 3.1],
    "albumin": [30.0, 37.0], "crp": [3.9, 4.0], "ldh": [249, 250], "bilirubin": [10.0, 23.9],
    "weakest_power": [0, 1, 3, 4], "deficit_hours": [10, 48, 49, 168, 169, 1000], "age": [12, 17, 18, 60, 70],
    "sphincter_hours": [10, 168, 169], "contiguous_levels": [1, 2, 3], "interval_months": [0, 59, 60],
    "haemoglobin": [79.0, 80.0, 120.0], "ecog_before": [0, 2, 3, 4], "karnofsky": [40, 50, 80],
}  # fmt: skip
# Overrides: an answer replaces what was derived. Numbers and words of pain, Karnofsky and ECOG, calcium and
# albumin replace one another in the same way.
REPLACING = {
    "karnofsky",
    "albumin",
    "radiosensitivity_known",
    "worst_pain",
    "pain_in_words",
    "patient_choice",
}


def choices(key: str, facts: Facts) -> list[Any]:
    question = QUESTIONS[key]
    if question.kind == "choice":
        return list(dict.fromkeys(choice.value for choice in question.offered(facts)))
    if question.kind == "yes_no":
        return [True, False]
    return NUMBERS.get(key, [])


def all_offered(found: dict[str, object], facts: Facts) -> bool:
    """Tell whether each choice still stands for something; a case that says otherwise is refused."""
    return all(
        answer in choices(key, facts)
        for key, answer in found.items()
        if QUESTIONS[key].kind == "choice" and facts.asked[QUESTIONS[key]] is True
    )


@st.composite
def answers(draw: st.DrawFn) -> dict[str, object]:
    found: dict[str, object] = {}
    often = draw(st.sampled_from([2, 5, 20]))
    for key in QUESTIONS:
        facts = Facts(found)
        if facts.asked[QUESTIONS[key]] is not True:
            continue
        offered = choices(key, facts)
        if key == "bone":
            offered = ["spine", "femur", "spine", "humerus", "acetabulum", *offered]
        if offered and draw(st.integers(0, often)) > 0:
            found[key] = draw(st.sampled_from(offered))
    return found


def everything_can_be_said(found: dict[str, object]) -> None:
    lesion = LesionEvaluation(Facts(found))
    data = lesion_as_data(lesion)
    assert json.loads(json.dumps(data)) == data
    named = sum(len(limit.provided) + 2 for limit in lesion.provided)  # each limit that could lower it
    # Unconfirmed histology, whole-spine MRI, four decisions possible and three questions to answer: 316.
    assert len(lesion.headline) - named <= 316
    assert len(lesion.criteria) == 16
    assert (lesion.aim is not None) == (lesion.decision in ("operate", "consider"))
    assert not (lesion.settled and lesion.missing)
    assert lesion.settled or lesion.missing or lesion.contradictions


def answers_that_are_not_asked_change_nothing(found: dict[str, object], data: st.DataObject) -> None:
    facts = Facts(found)
    unasked = [key for key in QUESTIONS if facts.asked[QUESTIONS[key]] is False and choices(key, facts)]
    if unasked:
        key = data.draw(st.sampled_from(unasked))
        more = {**found, key: data.draw(st.sampled_from(choices(key, facts)))}
        assert Deliberation(Facts(more)).advice == Deliberation(facts).advice


def knowing_more_never_overturns(found: dict[str, object], data: st.DataObject) -> None:
    facts = Facts(found)
    still_open = [
        key for key in QUESTIONS
        if facts.asked[QUESTIONS[key]] is True and key not in found
        and key not in REPLACING and choices(key, facts)
    ]  # fmt: skip
    if not still_open:
        return
    key = data.draw(st.sampled_from(still_open))
    more = Facts({**found, key: data.draw(st.sampled_from(choices(key, facts)))})
    assume(all_offered(found, more))
    assume(not SLOWER_ONSET.when.holds(more))  # who contradicts what was said does not know more
    for rule in (*INDICATIONS, *LIMITS):
        before = rule.when.holds(facts)
        assert before is None or rule.when.holds(more) is before, rule.key
    for score in (*SCORES, *RISKS):
        was, now = score.read(facts), score.read(more)
        if was is not None and now is not None:
            assert was.low <= now.low <= now.high <= was.high, score.key
    before_advice = Deliberation(facts)
    if before_advice.settled:
        after = Deliberation(more).advice
        assert (after.decision, after.aim) == (before_advice.advice.decision, before_advice.advice.aim)
        # The floor and the fracture's urgency are cautious on purpose: they may fall, never rise.
        assert URGENCY_RANK[after.urgency] <= URGENCY_RANK[before_advice.advice.urgency]
    if QUESTIONS[key].path in before_advice.harmless:
        assert Deliberation(more).advice == before_advice.advice


def draw(many: int, holds: Callable[..., None], *what: Any) -> None:
    """See that this holds for so many cases, the same each time."""
    settings(max_examples=many, deadline=None, derandomize=True)(given(answers(), *what)(holds))()


def so_many(few: int, at_length: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("many", [few, pytest.param(at_length, marks=pytest.mark.prove)])


@so_many(20, 600)
def test_everything_can_be_said_of_every_case(many: int) -> None:
    draw(many, everything_can_be_said)


@so_many(50, 1500)
def test_answers_that_are_not_asked_change_nothing(many: int) -> None:
    draw(many, answers_that_are_not_asked_change_nothing, st.data())


@so_many(100, 3000)
def test_knowing_more_never_overturns(many: int) -> None:
    draw(many, knowing_more_never_overturns, st.data())
