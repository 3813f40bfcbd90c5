"""The audit sheets say what the declarations say, and a human has written the rest."""

from pathlib import Path

import pytest

from assessments.clinical.risks import RISKS
from assessments.clinical.scores import GRADINGS, SCORES, Grading, Score
from assessments.knowledge.score_sheet import BY_HAND, hand_written, sheet

FOLDER = Path(__file__).parents[3] / "docs" / "scores"
EVERY: list[Score | Grading] = [*SCORES, *GRADINGS, *RISKS]
HEADINGS = [
    "## The paper",
    "## Units and boundaries",
    "## Cohort",
    "## Validation",
    "## Misprints and traps",
    "## Not verified",
    "## Who may use it, and for what",
]


@pytest.mark.parametrize("score", EVERY, ids=lambda score: score.key)
def test_the_sheet_is_there_and_not_stale(score: Score | Grading) -> None:
    text = (FOLDER / f"{score.key}.md").read_text("utf-8")
    by_hand = hand_written(text)
    assert text == sheet(score, by_hand), "run manage.py score_sheets"
    lines = by_hand.splitlines()
    assert [line for line in lines if line.startswith("## ")] == HEADINGS
    for number, line in enumerate(lines):
        if line.startswith("## "):
            assert lines[number + 2].strip(), f"nothing written under {line}"


def test_no_sheet_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {score.key for score in EVERY} | {"README"}


def test_the_readme_names_every_sheet() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert [score.key for score in EVERY if f"({score.key}.md)" not in readme] == []


def test_the_hand_written_part_stands_between_the_first_marks() -> None:
    start, end = BY_HAND
    assert hand_written(f"# SINS\n{start}\n\nmine\n\n{end}\nnot mine") == "mine"
    assert hand_written(f"{start} a {start} b {end} c {end}") == f"a {start} b"


def test_a_sheet_never_written_to_has_no_hand_written_part() -> None:
    assert hand_written("# SINS\n") == ""
