"""What must be so for every score. A wrong point passes these; the tables are typed again beside them."""

from collections import Counter

import pytest

from assessments.clinical.findings import PRIMARY_TUMOUR, Bands, Cases
from assessments.clinical.questions import Question
from assessments.clinical.references import EVERY_REFERENCE, REFERENCES
from assessments.clinical.scores import SCORES, SCORES_BY_KEY
from assessments.clinical.scores.score import Groups, Item, Score
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.history import PRIMARY

ADDITIVE = pytest.mark.parametrize("score", SCORES, ids=lambda score: score.key)
ITEMS = pytest.mark.parametrize(
    "item", [item for score in SCORES for item in score.items], ids=lambda item: item.label
)
KNOWN_KEYS = [
    "mirels",
    "sins",
    "escc",
    "noms",
    "katagiri",
    "bauer",
    "bauer_modified",
    "tokuhashi",
    "tomita",
    "nesms",
    "axial_cortical",
    "harrington_impending",
    "harrington_acetabulum",
    "capanna",
    "frankel",
]


def all_points(item: Item) -> set[int]:
    return {
        point
        for points in item.points.values()
        for point in (points if isinstance(points, tuple) else (points,))
    }


def test_keys_are_unique_and_no_other_than_agreed() -> None:
    keys = [score.key for score in SCORES]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= set(KNOWN_KEYS)
    assert list(SCORES_BY_KEY) == keys
    assert all(SCORES_BY_KEY[score.key] is score for score in SCORES)


@ADDITIVE
def test_bands_tile_the_totals(score: Score) -> None:
    lowest = sum(min(all_points(item)) for item in score.items)
    highest = sum(max(all_points(item)) for item in score.items)
    assert (score.lowest, score.highest) == (lowest, highest)
    covered = [total for band in score.bands for total in range(band.low, band.high + 1)]
    assert covered == list(range(lowest, highest + 1))
    assert max(Counter(band.key for band in score.bands).values()) == 1
    assert max(Counter(item.key for item in score.items).values()) == 1


@ITEMS
def test_every_choice_has_points(item: Item) -> None:
    looked_at = item.looks_at
    values: set[object]
    if isinstance(looked_at, Question):
        values = {choice.value for choice in looked_at.choices if not choice.stands_for} or {True, False}
    elif isinstance(looked_at, Cases):
        values = {value for value, _condition in looked_at.cases} | {looked_at.otherwise}
    elif isinstance(looked_at, Groups):
        values = set(looked_at.groups)
    elif isinstance(looked_at, Bands):
        values = {name for name, _highest in looked_at.bands}
    else:
        assert looked_at is PRIMARY_TUMOUR
        values = {choice.value for choice in PRIMARY.choices} | {"no_primary_found"}
    assert set(item.points) == values


@ADDITIVE
def test_every_score_says_what_it_is_worth(score: Score) -> None:
    assert score.title
    assert score.cohort
    assert score.higher_is
    assert score.limits
    assert all(band.label and band.meaning for band in score.bands)
    assert score.standing in {"cohort", "consensus"}
    assert bool(score.not_computed_because) is (score.excluded is not None)


@ADDITIVE
def test_every_reference_exists(score: Score) -> None:
    assert score.references
    assert set(score.references) <= set(REFERENCES)


@ADDITIVE
def test_every_question_read_exists(score: Score) -> None:
    assert score.reads <= set(BY_PATH)


def test_references_are_complete_and_each_there_once() -> None:
    assert len(REFERENCES) == len(EVERY_REFERENCE)
    for reference in EVERY_REFERENCE:
        assert reference.key
        assert reference.citation
        assert reference.read
        assert not reference.link.startswith("http")
    links = Counter(r.link for r in EVERY_REFERENCE if r.link.startswith(("DOI", "PMID", "PMC")))
    assert max(links.values()) == 1
    assert max(Counter(r.citation for r in EVERY_REFERENCE).values()) == 1
