"""docs/asvs.csv is whole, names what there is, and SECURITY.md counts as it does."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROWS = list(csv.DictReader((ROOT / "docs" / "asvs.csv").read_text("utf-8").splitlines()))
# How many requirements of levels 1 and 2 each chapter of version 5.0 has, counted in the standard.
OF_CHAPTER = {
    1: 27,
    2: 11,
    3: 19,
    4: 10,
    5: 9,
    6: 35,
    7: 18,
    8: 7,
    9: 7,
    10: 29,
    11: 14,
    12: 9,
    13: 13,
    14: 9,
    15: 13,
    16: 16,
    17: 7,
}
MOST_NOT_MET = 5


def test_every_requirement_has_its_row() -> None:
    numbers = [row["requirement"] for row in ROWS]
    assert len(set(numbers)) == len(numbers)
    assert Counter(int(number.split(".")[0]) for number in numbers) == OF_CHAPTER
    assert {row["level"] for row in ROWS} == {"1", "2"}
    for row in ROWS:
        assert row["about"], row
        assert row["how, or why not"], row


def test_what_is_met_names_a_test_or_a_document_that_is_there() -> None:
    texts: dict[str, str] = {}
    wrong = []
    for row in ROWS:
        named = row["test or document"].split()
        assert bool(named) is (row["status"] != "does not apply"), row
        for name in named:
            path, _, test = name.partition("::")
            if path not in texts:
                texts[path] = (ROOT / path).read_text("utf-8") if (ROOT / path).is_file() else ""
            if not texts[path] or (test and not re.search(rf"(def|class) {test}\b", texts[path])):
                wrong.append(f"{row['requirement']}: {name}")
    assert wrong == []


def test_the_counts_are_those_that_are_told() -> None:
    counted = Counter(row["status"] for row in ROWS)
    told = " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())
    met, apart, unmet = (counted[status] for status in ("met", "does not apply", "not met"))
    assert f"{met} are met, {apart} do not apply, {unmet} are not met" in told
    assert f"all {len(ROWS)} requirements" in told
    assert counted["not met"] <= MOST_NOT_MET


def test_what_is_not_met_has_its_reason_in_the_document() -> None:
    reasons = (ROOT / "docs" / "security.md").read_text("utf-8").partition("## Not met")[2]
    named = re.findall(r"^\| ([\d.]+) ", reasons, re.MULTILINE)
    assert named == [row["requirement"] for row in ROWS if row["status"] == "not met"]
