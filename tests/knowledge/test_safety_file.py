"""The clinical safety file: every proof named exists, no rule lacks source, code or test; none is stale."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from assessments.knowledge.catalogue import Entry
from assessments.knowledge.traceability import DECLARED_BY, Trace, as_text, every_test, stale, traces

FOLDER = settings.BASE_DIR / "docs" / "safety"
HAZARDS = (FOLDER / "hazard-log.md").read_text("utf-8").split("\n## ")[1:]
PARTS = ("Harm", "Causes", "Controls", "Proof", "Risk before", "Residual risk")
TEST = re.compile(r"`(tests/[\w/]+\.py::\w+)`")
# What the log must at least look at.
NAMED = (
    "Wrong patient", "Wrong side or level", "Unit error", "Missing taken as normal", "Hidden answer used",
    "Wrong table", "Draft taken as final", "Wrong patient's report", "Over-reliance", "Delay in an emergency",
    "Sarcoma treated as metastasis", "Model outside its population", "Stale imaging", "Lost draft",
    "Edited after signature", "Two users", "Clock error", "Translation", "Print cut off", "Server down",
    "Update changes advice", "Lesions mixed up", "Contradictory",
)  # fmt: skip


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda text: text[:3])
def test_a_hazard_has_controls_proofs_that_exist_and_a_residual_risk(hazard: str) -> None:
    for part in PARTS:
        assert f"- **{part}**:" in hazard
    proofs = TEST.findall(hazard)
    assert proofs
    assert [proof for proof in proofs if proof not in every_test()] == []
    for part in ("Risk before", "Residual risk"):
        assert re.search(rf"- \*\*{part}\*\*: [a-z ]+, [a-z ]+: \*\*[1-5]\*\*", hazard)


def test_every_rating_is_that_of_the_matrix() -> None:
    matrix = {
        "very high": (3, 4, 4, 5, 5),
        "high": (2, 3, 3, 4, 5),
        "medium": (2, 2, 3, 3, 4),
        "low": (1, 2, 2, 3, 4),
        "very low": (1, 1, 2, 2, 3),
    }
    severities = ("minor", "significant", "considerable", "major", "catastrophic")
    for hazard in HAZARDS:
        rated = re.findall(r"(?:before|Residual risk)\*\*: ([a-z]+), ([a-z ]+): \*\*(\d)\*\*", hazard)
        assert len(rated) == 2
        for severity, likelihood, rating in rated:
            assert int(rating) == matrix[likelihood][severities.index(severity)], hazard[:40]


def test_no_hazard_is_riskier_after_its_controls() -> None:
    for hazard in HAZARDS:
        before, after = re.findall(r"(?:before|Residual risk)\*\*: [^*]+\*\*(\d)\*\*", hazard)
        assert int(after) <= int(before)


def test_every_hazard_that_must_be_there_is() -> None:
    titles = [hazard.partition("\n")[0] for hazard in HAZARDS]
    assert [title[:3] for title in titles] == [f"H{number:02}" for number in range(1, len(titles) + 1)]
    for name in NAMED:
        assert any(name in title for title in titles), name
    table = (FOLDER / "hazard-log.md").read_text("utf-8").split("\n## ")[0]
    for title, hazard in zip(titles, HAZARDS, strict=True):
        before, after = re.findall(r"(?:before|Residual risk)\*\*: [^*]+\*\*(\d)\*\*", hazard)
        key, name = title[:3], title[4:]
        assert f"| {key} | {name} | {before} | {after} |" in table


def test_no_rule_is_without_source_code_or_test() -> None:
    found = traces()
    assert [gap for trace in found for gap in trace.gaps] == []
    assert {trace.entry.kind for trace in found} == set(DECLARED_BY)
    assert len(found) > 200


def test_the_traceability_is_not_stale() -> None:
    text = (FOLDER / "traceability.md").read_text("utf-8")
    assert stale(text, traces()) == [], "run manage.py traceability"


def test_a_matrix_that_no_longer_says_the_truth_is_stale() -> None:
    found = traces()
    text = as_text(found)
    assert stale(text, found) == []
    line = next(line for line in text.splitlines() if line.startswith("| L7 |"))
    for was, wrong in (
        ("| trial |", "| expert |"),
        ("| patchell_2005 |", "| source |"),
        ("| `rules/limits.py` |", "| `rules/stops.py` |"),
        ("::test_", "::test_that_is_gone_"),
        ("| spine-separate-levels |", "| rib-quiet |"),
    ):
        assert was in line
        assert stale(text.replace(line, line.replace(was, wrong, 1)), found) == ["limits L7"]
    assert stale(text.replace(f"{line}\n", ""), found) == ["limits L7"]
    assert stale(text.replace("| L7 |", "| L77 |"), found) == ["Limits L77: no longer there", "limits L7"]


def test_a_rule_is_traced_to_what_proves_it() -> None:
    found = {(trace.entry.kind, trace.entry.key): trace for trace in traces()}
    rule = found["indications", "I10"]
    assert rule.code == ("assessments/clinical/rules/indications.py",)
    assert "tests/clinical/rules/test_indications.py::test_fires" in rule.tests
    # L1 is a vertebra as well; a test that names only the vertebra proves nothing of the limit.
    assert "tests/clinical/rules/test_limits.py::test_separate_levels_cap_decompression_only" not in (
        found["limits", "L1"].tests
    )
    assert found["scores", "sins"].tests[0].startswith("tests/clinical/scores/test_sins.py::")
    assert found["scores", "sins"].cases


def test_a_gap_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare = Trace(Entry("limits", "L99", "Nothing"), (), (), ())
    assert bare.gaps == ["limits L99: no source", "limits L99: no code", "limits L99: no test"]
    monkeypatch.setattr("assessments.management.commands.traceability.traces", lambda: [bare])
    with pytest.raises(CommandError, match="limits L99: no test"):
        call_command("traceability", file=tmp_path / "t.md", stdout=StringIO())
    assert not (tmp_path / "t.md").exists()


def test_the_command_tells_what_is_stale_and_mends_it(tmp_path: Path) -> None:
    file = tmp_path / "traceability.md"
    with pytest.raises(CommandError, match="stale"):
        call_command("traceability", check=True, file=file, stdout=StringIO())
    call_command("traceability", file=file, stdout=StringIO())
    call_command("traceability", check=True, file=file, stdout=StringIO())
    assert "| I10 | Pathological fracture of femur or tibia |" in file.read_text("utf-8")


def test_every_link_leads_somewhere() -> None:
    for file in FOLDER.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", file.read_text("utf-8")):
            assert (FOLDER / target).exists(), f"{file.name}: {target}"
