"""What the lists keep of a lesion beside its advice: whether open answers leave other decisions possible."""

from __future__ import annotations

import tomllib
from pathlib import Path

from assessments.answers.columns import columns_of
from assessments.answers.document import Answers

CASES = Path(__file__).resolve().parents[1] / "cases"


def test_open_is_a_decision_that_an_answer_could_change() -> None:
    settled = tomllib.loads((CASES / "limb-femur-about-to-break.toml").read_text())
    whole = columns_of(Answers.from_document(settled, ["one"])).leading
    assert (whole.decision, whole.is_open) == ("operate", False)
    del settled["case"]["history"]["fit_for_anaesthesia"]
    part = columns_of(Answers.from_document(settled, ["one"])).leading
    assert (part.decision, part.is_open) == ("operate", True)
