"""manage.py assess: the contract of the command."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

CASES = Path(__file__).parents[1] / "cases"
GOOD = {
    "case": {"patient": {"assessed_on": "2026-05-01"}, "history": {"cancer_history": "known_before"}},
    "lesions": [
        {"imaging": {"bone": "femur"}},
        {"imaging": {"bone": "rib"}, "fracture": {"fracture": "none"}},
    ],
}


def run(*args: str) -> tuple[int, list[str], list[str]]:
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("assess", *args, stdout=out, stderr=err)
    except SystemExit as stop:
        status = int(str(stop.code))
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.json"
    path.write_text(json.dumps(GOOD))
    return str(path)


def test_a_case_is_one_json_line_with_every_key(good: str) -> None:
    status, out, err = run(good)
    assert (status, len(out), err) == (0, 1, [])
    case = json.loads(out[0])
    assert case["file"] == good
    assert case["knowledge"] == "2026.2"
    assert len(case["lesions"]) == 2
    assert {
        "decision", "urgency", "aim", "settled", "headline", "indications", "limits", "criteria", "scores",
        "options", "safety", "missing", "what_if", "references",
    } <= set(case["lesions"][0])  # fmt: skip
    assert case["lesions"][0]["decision"] == "undecided"
    assert case["lesions"][0]["missing"][0] == "fracture.fracture"
    assert case["lesions"][1]["decision"] == "undecided"
    assert case["lesions"][1]["scores"]["katagiri"]["low"] == 0


def test_all_case_files_get_what_they_expect() -> None:
    files = [str(path) for path in sorted(CASES.glob("*.toml"))]
    status, out, err = run("--check", *files)
    assert status == 0, err
    assert [json.loads(line)["file"] for line in out] == files


def test_a_difference_is_a_line_and_exit_1(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(
        json.dumps({**GOOD, "expected": [{"decision": "operate"}, {"decision": "non_operative"}]})
    )
    status, _out, err = run("--check", str(path))
    assert status == 1
    assert f"{path}: lesion 1: decision: expected 'operate', got 'undecided'" in err
    assert run(str(path))[0] == 0, "expectations are ignored without --check"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "a.json",
            '{"case": {"history": {"ecog": 7}}}',
            "case.history.ecog: 7 is refused: a whole number from 0 to 4",
        ),
        (
            "a.json",
            '{"case": {"history": {"primary": "x"}}}',
            "case.history.primary: 'x' is refused: one of breast",
        ),
        ("a.json", '{"case": {"history": {"smoker": 1}}}', "case.history.smoker: 1 is refused"),
        ("a.json", '{"case": {"history": {"cerebral_metastases": 1}}}', "true or false"),
        ("a.json", "[" * 100000, "not a readable document"),
        (
            "a.json",
            '{"case": {"history": {"ecog": 1, "ecog": 4}}}',
            "the key 'ecog' stands twice in one table",
        ),
        ("a.jsonl", '{"case": {}, "lesions": [], "case": {}}', "the key 'case' stands twice in one table"),
        ("a.toml", "[case.history]\necog = 1\necog = 4", "not a readable document"),
        ("a.json", "[]", "a case is a table"),
        ("a.toml", "a = [", "not a readable document"),
        ("a.csv", "a", "'.csv' is refused: .toml, .json or .jsonl"),
        ("missing.toml", None, "cannot be read"),
    ],
)
def test_a_bad_file_is_one_line_and_the_others_are_written(
    tmp_path: Path, good: str, name: str, content: str | None, told: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    status, out, err = run(str(path), good)
    assert status == 2
    assert [json.loads(line)["file"] for line in out] == [good]
    assert len(err) == 1
    assert err[0].startswith(f"{path}:")
    assert told in err[0]


def test_json_lines_from_a_file_and_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n\nnonsense\n{json.dumps(GOOD)}\n")
    status, out, err = run(str(path))
    assert (status, len(err)) == (2, 1)
    assert [json.loads(line)["file"] for line in out] == [f"{path}:1", f"{path}:4"]
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(GOOD)))
    status, out, _err = run("-")
    assert (status, json.loads(out[0])["file"]) == (0, "-:1")


def test_a_folder_means_its_case_files(tmp_path: Path) -> None:
    for name in ("b.toml", "a.json", "c.jsonl", "notes.txt"):
        (tmp_path / name).write_text("" if name == "b.toml" else json.dumps(GOOD))
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "d.json").write_text("not read")
    status, out, err = run(str(tmp_path))
    assert (status, err) == (0, [])
    named = [json.loads(line)["file"] for line in out]
    assert named == [str(tmp_path / "a.json"), str(tmp_path / "b.toml"), f"{tmp_path / 'c.jsonl'}:1"]


def test_a_folder_without_case_files_is_refused(tmp_path: Path, good: str) -> None:
    (tmp_path / "empty").mkdir()
    status, out, err = run(str(tmp_path / "empty"), good)
    assert (status, len(out), len(err)) == (2, 1, 1)
    assert "a folder without case files" in err[0]


def test_the_commands_of_the_readme_work() -> None:
    readme = Path("README.md").read_text(encoding="utf-8")
    assert "manage.py assess folder-of-cases/ > results.jsonl" in readme
    status, out, err = run("assessments/demo/")
    assert (status, len(out), err) == (0, len(list(Path("assessments/demo").glob("*.toml"))), [])


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.toml"])
def test_a_byte_order_mark_is_accepted(tmp_path: Path, name: str) -> None:
    content = '[case.history]\ncancer_history = "known_before"' if name == "a.toml" else json.dumps(GOOD)
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + content.encode())
    status, out, err = run(str(tmp_path / name))
    assert (status, len(out), err) == (0, 1, [])


def test_a_byte_order_mark_on_standard_input_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\ufeff" + json.dumps(GOOD)))
    assert run("-")[0] == 0


def test_text_for_people() -> None:
    status, out, _err = run("--format", "text", str(CASES / "femur-axial-30.toml"))
    assert status == 0
    assert "Lesion 1 (Right femur, shaft): Operate, expedited, within 2 weeks: prophylactic fixation." in out
    assert any(line.startswith("    I13 ") for line in out)
    status, out, _err = run("--format", "text", str(CASES / "limb-size-and-pain-open.toml"))
    assert any("Mirels 8–12" in line for line in out)
    assert "  To find out next: Is the pain mechanical" in out


def test_what_would_change_the_advice() -> None:
    _status, out, _err = run(str(CASES / "femur-axial-30.toml"))
    changes = json.loads(out[0])["lesions"][0]["what_if"]
    assert {
        "change": {"imaging.axial_extent_mm": 29},
        "decision": "consider",
        "urgency": "planned",
        "aim": "prophylactic_fixation",
    } in changes
