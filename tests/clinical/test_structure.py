"""By loop over everything declared. This does not prove the medicine, only that nothing is left out."""

import configparser
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from assessments.clinical.advice import STANDINGS
from assessments.clinical.deciding.open_answers import every_rule
from assessments.clinical.language.in_words import cases_in_words, in_words
from assessments.clinical.references import REFERENCES
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.rule import Rule
from assessments.clinical.scores import SCORES
from assessments.clinical.sections import QUESTIONS, SECTIONS


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.key)
def test_every_rule_has_words_sources_and_standing(rule: Rule) -> None:
    assert rule.title
    assert rule.says.endswith(".")
    assert rule.evidence
    assert set(rule.evidence) <= set(STANDINGS)
    assert rule.references
    assert set(rule.references) <= set(REFERENCES)
    assert in_words(rule.when)
    assert in_words(rule.when, whole=True)


def test_every_score_has_sources_and_its_bands_tile_its_range() -> None:
    for score in SCORES:
        assert set(score.references) <= set(REFERENCES), score.key
        edges = [(band.low, band.high) for band in score.bands]
        assert edges[0][0] == score.lowest, score.key
        assert edges[-1][1] == score.highest, score.key
        for (_low, high), (low, _high) in pairwise(edges):
            assert low == high + 1, score.key


def test_every_finding_can_be_told_in_words() -> None:
    for criterion in CRITERIA:
        assert "else" in cases_in_words(criterion.finding)


def test_question_keys_are_unique_and_none_is_lost() -> None:
    assert len(QUESTIONS) == sum(len(section.questions) for section in SECTIONS)


def test_the_knowledge_needs_no_django() -> None:
    code = (
        "import sys; sys.modules['django'] = None; import assessments.clinical.evaluation.evaluate; "
        "import assessments.clinical.language.in_words, assessments.clinical.case_files.compare"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_its_tests_need_no_django_either_so_that_mutations_can_be_tried_by_them_alone() -> None:
    here, alone = Path(__file__).parent, configparser.ConfigParser()
    others = re.compile(r"^(?:from|import) (?:django|bonemet|assessments\.(?!clinical\b))", re.MULTILINE)
    copies = {"test_sheets.py"}  # left out of these trials: tests/prove/trying.py
    assert {path.name for path in here.rglob("*.py") if others.search(path.read_text())} == copies
    alone.read(here.parent / "prove" / "alone.ini")
    known = {line.partition(":")[0] for line in alone["pytest"]["markers"].split("\n") if line}
    used = {
        mark for path in here.rglob("*.py") for mark in re.findall(r"pytest\.mark\.(\w+)", path.read_text())
    }
    assert used - {"parametrize", "skipif", "skip", "usefixtures"} == known
