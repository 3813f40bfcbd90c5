"""The version of the knowledge and its declarations change together, or this fails and says what to do."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.clinical.versions import VERSIONS
from assessments.knowledge import fingerprint
from assessments.knowledge.versioning import Kept, as_text, kept, problem, state

ROWS = {"limits.LIMITS.L1": "aaa", "limits.LIMITS.L2": "bbb"}
OTHER = {**ROWS, "limits.LIMITS.L2": "ccc"}
FIRST = replace(VERSIONS[0], key="2026.1", fingerprint=fingerprint.total(ROWS))
SECOND = replace(FIRST, key="2026.2", fingerprint=fingerprint.total(OTHER))


def test_the_declarations_are_those_of_the_version() -> None:
    wrong = state()
    assert wrong == "", wrong


def test_a_change_without_a_new_version_says_what_changed_and_what_to_do() -> None:
    wrong = problem(Kept("2026.1", ROWS), FIRST, OTHER)
    assert "no longer that of version 2026.1" in wrong
    assert "changed: limits.LIMITS.L2" in wrong
    assert "put a new Version on top" in wrong
    assert f'fingerprint "{fingerprint.total(OTHER)}"' in wrong
    # Another fingerprint under the same version does not do either.
    assert "put a new Version on top" in problem(
        Kept("2026.1", ROWS), replace(FIRST, fingerprint=fingerprint.total(OTHER)), OTHER
    )


def test_a_new_version_needs_its_fingerprint_then_its_file() -> None:
    assert "must be" in problem(Kept("2026.1", ROWS), replace(SECOND, fingerprint=""), OTHER)
    assert "run manage.py knowledge_version" in problem(Kept("2026.1", ROWS), SECOND, OTHER)
    assert problem(Kept("2026.2", OTHER), SECOND, OTHER) == ""


def test_many_changes_are_counted() -> None:
    many = {f"a.{number}": str(number) for number in range(30)}
    assert "and 10 more" in problem(Kept("2026.1", {}), FIRST, many)


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "fingerprints.txt"
    assert kept(file) == Kept("", {})
    file.write_text(as_text("2026.1", ROWS), "utf-8")
    assert kept(file) == Kept("2026.1", ROWS)


def test_the_command_keeps_a_new_version_and_refuses_an_old_one(tmp_path: Path) -> None:
    file = tmp_path / "fingerprints.txt"
    with pytest.raises(CommandError, match="not yet that of version"):
        call_command("knowledge_version", check=True, file=file, stdout=StringIO())
    call_command("knowledge_version", file=file, stdout=StringIO())
    call_command("knowledge_version", check=True, file=file, stdout=StringIO())
    file.write_text(file.read_text("utf-8").replace("limits.LIMITS.L1\n", "limits.LIMITS.gone\n"), "utf-8")
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([*lines[:-1], "0123456789ab sections.changed"]) + "\n", "utf-8")
    with pytest.raises(CommandError, match="no longer that of version"):
        call_command("knowledge_version", file=file, stdout=StringIO())
