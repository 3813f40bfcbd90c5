"""`make prove` goes on after what fails, and ends by naming it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.risks import RISKS
from assessments.clinical.scores import GRADINGS, SCORES
from tests.prove import __main__ as proving
from tests.prove.changes import ROOTS
from tests.prove.trying import Change, Trial

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_goes_on_after_a_portion_that_fails_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = [proving.Portion("no_such_proof", None), proving.Portion("this", None)]
    monkeypatch.setattr(proving, "LOGS", tmp_path)
    monkeypatch.setattr(proving, "portions", lambda: there)
    assert proving.main([]) == 1
    told = capsys.readouterr().out
    assert "### 1 of 2: no_such_proof, since " in told
    assert "### 2 of 2: this, since " in told
    assert told.endswith("\nFailed: no_such_proof\n")
    assert "Beautiful is better than ugly." in (tmp_path / "this.log").read_text("utf-8")
    assert proving.main(["this"]) == 0
    assert capsys.readouterr().out.endswith("\nAll 1 portions passed.\n")


def test_an_explanation_of_a_change_that_there_is_not_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("tests.prove.trying.say", said.append)
    for is_whole, status in ((False, 0), (True, 1)):
        trial = Trial(list, {"a rule of old": "nothing shows it"}, 1, is_whole=is_whole)
        trial.tried = [Change("a rule", lambda: None, "")]
        assert trial.sum_up(1) == status
    assert "explained, though there is none  a rule of old" in said


def test_every_table_that_is_counted_is_perturbed() -> None:
    roots = {name for name, _thing in ROOTS}
    assert {"mirels", "noms", "rades_2013", "gps", "I1", "L1", "D1", "harrington_impending", "S31"} <= roots
    assert {one.key for one in (*SCORES, *GRADINGS, *RISKS)} <= roots
