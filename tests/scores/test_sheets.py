"""The audit sheets say what the declarations say, and a human has written the rest."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.clinical.scores import GRADINGS, SCORES, Grading, Score
from assessments.clinical.scores.sheet import BY_HAND, hand_written, sheet

FOLDER = Path(__file__).parents[2] / "docs" / "scores"
EVERY: list[Score | Grading] = [*SCORES, *GRADINGS]
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


def test_what_is_written_by_hand_is_kept(tmp_path: Path) -> None:
    call_command("score_sheets", folder=tmp_path, stdout=StringIO())
    path = tmp_path / "sins.md"
    mine = f"{BY_HAND[0]}\n\nSeen by a human.\n\n{BY_HAND[1]}\n"
    path.write_text(f"# stale\n\n{mine}", "utf-8")
    call_command("score_sheets", folder=tmp_path, stdout=StringIO())
    assert path.read_text("utf-8").endswith(mine)
    assert "| Location | junctional | 3 |" in path.read_text("utf-8")


def test_a_stale_sheet_is_told_and_not_mended(tmp_path: Path) -> None:
    call_command("score_sheets", folder=tmp_path, stdout=StringIO())
    call_command("score_sheets", folder=tmp_path, check=True, stdout=StringIO())
    (tmp_path / "noms.md").write_text("stale", "utf-8")
    with pytest.raises(CommandError, match=r"noms\.md"):
        call_command("score_sheets", folder=tmp_path, check=True, stdout=StringIO())
    assert (tmp_path / "noms.md").read_text("utf-8") == "stale"


def test_a_sheet_never_written_to_has_no_hand_written_part() -> None:
    assert hand_written("# SINS\n") == ""
