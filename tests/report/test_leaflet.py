"""The leaflet for the patient can be read at twelve, and says what was decided."""

import json
import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from django.utils import translation

from assessments.clinical.evaluation.evaluate import evaluate
from assessments.report.build import report
from assessments.report.leaflet import BONES, SPINE, Chosen, leaflet, place_in_plain_words
from tests.drawn import CASES

from .documents import CORD, lesion_of

INTENTS = ("operate", "non_operative", "diagnose_first", "undecided")
HOW_SOON = ("emergency", "urgent", "expedited", "planned", "none")


def syllables(word: str) -> int:
    """Count groups of vowels, without a silent e at the end, but one at the least."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not re.search(r"([^aeiouy]le|[aeiouy]e)$", word)
    return max(1, groups - silent)


def grade(text: str) -> float:
    """Give the grade of Flesch and Kincaid (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    sentences = [one for one in re.split(r"[.!?:]+\s*", text) if one.strip()]
    words = re.findall(r"[a-z']+", text.lower())
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def chosen_of(file: Path) -> list[Chosen]:
    """Take it that what was advised is what was decided; of advice to consider, the operation."""
    document = json.loads(json.dumps(tomllib.loads(file.read_text("utf-8")), default=str))
    document.pop("expected")
    return [
        Chosen(one, "operate" if one.decision == "consider" else one.decision, one.urgency)
        for one in report(evaluate(document)).in_order
    ]


@cache
def every_leaflet() -> list[list[Chosen]]:
    lesion = lesion_of(CORD)
    made = [[Chosen(lesion, intent, soon)] for intent in INTENTS for soon in HOW_SOON]
    return [*map(chosen_of, CASES), *made]


def text_of(chosen: list[Chosen]) -> str:
    return "\n".join(" ".join(part.sentences) for part in leaflet(chosen))


def test_the_formula_is_that_of_the_paper() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 - 15.59
    assert round(grade("The cat sat on the mat."), 2) == -1.45
    assert [syllables(word) for word in ("surgery", "bone", "radiotherapy", "table", "the")] == [
        3,
        1,
        5,
        2,
        1,
    ]


def test_every_leaflet_can_be_read_at_twelve() -> None:
    """No leaflet, and no sentence of twenty words or more."""
    for chosen in every_leaflet():
        text = text_of(chosen)
        assert grade(text) <= 7, text
        longest = max(re.split(r"[.:]\s*", text), key=lambda one: len(one.split()))
        assert len(longest.split()) <= 20, longest


def test_no_chinese_sentence_is_longer_than_25_characters() -> None:
    with translation.override("zh-hans"):
        texts = {text_of(chosen) for chosen in every_leaflet()}
    sentences = {one for text in texts for one in re.split(r"[。\N{FULLWIDTH COLON}？！\n]", text)}
    assert [one for one in sentences if len(one.strip()) > 25] == []
    assert not re.search("[A-Za-z]", "".join(texts))


def test_it_says_what_was_decided_and_not_what_was_advised() -> None:
    lesion = lesion_of(CORD)
    text = text_of([Chosen(lesion, "non_operative", "none")])
    assert "There is cancer in the chest part of your spine. The bone is broken there." in text
    assert "It harms the nerves." in text
    assert "Your doctors do not advise surgery now." in text
    assert "within" not in text
    operated = text_of([Chosen(lesion, "operate", "urgent")])
    assert "Your doctors advise surgery. This should be done within three days." in operated
    assert "Your legs or arms get weak or numb." in operated
    assert "You have a fever, or the wound gets red or wet." in operated


def test_what_is_not_proven_is_not_called_cancer() -> None:
    unproven = chosen_of(CASES[0].parent / "limb-no-diagnosis.toml")
    text = text_of(unproven)
    assert "We do not yet know what it is." in text
    assert "There is cancer" not in text


@pytest.mark.parametrize("bone", ["spine", *BONES])
def test_every_bone_has_plain_words(bone: str) -> None:
    parts = [f"{letter}5" for letter in SPINE] if bone == "spine" else [""]
    for part in parts:
        lesion = Chosen(lesion_of(CORD), "operate", "none").lesion
        words = place_in_plain_words(replace(lesion, bone=bone, side="left", part=part))
        assert words != "a bone"
        assert "{" not in words
        assert "  " not in words
