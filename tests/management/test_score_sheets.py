"""manage.py score_sheets writes the audit sheets anew and leaves what a human wrote."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.knowledge.score_sheet import BY_HAND


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
