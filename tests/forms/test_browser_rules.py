"""What the browser is told of the questions."""

import pytest

from assessments.clinical.language.logic import Undetermined
from assessments.clinical.sections import QUESTIONS, SECTIONS
from assessments.forms.browser_rules import NotForTheBrowser, as_json, rules_of


def test_conditions_are_nested_lists() -> None:
    assert as_json(QUESTIONS["age"].asked) is True
    assert as_json(QUESTIONS["hormone_dependent"].asked) == ["is", "primary", ["breast", "prostate"]]
    assert as_json(QUESTIONS["targeted_therapy"].asked) == [
        "all",
        [["is", "primary", ["lung"]], ["not", ["is", "lung_type", ["small_cell"]]]],
    ]
    assert as_json(QUESTIONS["pain_in_words"].asked) == ["not", ["given", "worst_pain"]]
    assert as_json(QUESTIONS["age"].at_least(18)) == ["between", "age", 18, False]
    assert as_json(QUESTIONS["level"].is_asked) == ["asked", "level"]


def test_what_the_browser_cannot_work_out_is_refused() -> None:
    with pytest.raises(NotForTheBrowser):
        as_json(Undetermined(QUESTIONS["ecog"]))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_the_rules_of_a_section_name_every_question_they_look_at(section: object) -> None:
    rules = rules_of(section)  # type: ignore[arg-type]
    for key in rules:
        for condition in (QUESTIONS[key].asked, *(choice.when for choice in QUESTIONS[key].choices)):
            assert {path.split(".")[1] for path in condition.reads} <= set(rules)
