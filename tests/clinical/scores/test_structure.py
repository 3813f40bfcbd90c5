"""What must be so for every score. A wrong point passes these; the tables are typed again beside them."""

from collections import Counter
from dataclasses import replace

import pytest

from assessments.clinical.findings.tumour import PRIMARY_TUMOUR
from assessments.clinical.language.facts import Facts
from assessments.clinical.language.findings import Bands, Cases
from assessments.clinical.language.logic import Always
from assessments.clinical.language.questions import NOT_ASKED, Question
from assessments.clinical.references import EVERY_REFERENCE, REFERENCES
from assessments.clinical.scores import GRADINGS, GRADINGS_BY_KEY, SCORES, SCORES_BY_KEY
from assessments.clinical.scores.grading import Grade, Grading, Note, Part
from assessments.clinical.scores.score import Groups, Item, Score
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.history import (
    CEREBRAL_METASTASES,
    DISSEMINATION,
    LUNG_DISEASE,
    PRIMARY,
)
from assessments.clinical.sections.neuro import FRANKEL
from assessments.clinical.sections.pain import MECHANICAL

ADDITIVE = pytest.mark.parametrize("score", SCORES, ids=lambda score: score.key)
GRADED = pytest.mark.parametrize("grading", GRADINGS, ids=lambda grading: grading.key)
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
    graded = [grading.key for grading in GRADINGS]
    assert sorted(keys + graded) == sorted(KNOWN_KEYS)
    assert list(SCORES_BY_KEY) == keys
    assert list(GRADINGS_BY_KEY) == graded
    assert all(GRADINGS_BY_KEY[grading.key] is grading for grading in GRADINGS)
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
    assert score.evidence in {"cohort", "consensus"}
    assert bool(score.not_computed_because) is (score.excluded is not None)


@GRADED
def test_every_grading_says_what_it_is_worth(grading: Grading) -> None:
    assert grading.title
    assert grading.cohort
    assert grading.limits
    assert grading.parts
    assert all(one.key and one.label and one.meaning for one in grading.grades)
    for named in (grading.grades, grading.parts, grading.notes):
        assert len({one.key for one in named}) == len(named)
    assert grading.evidence in {"cohort", "consensus", "expert"}
    assert bool(grading.not_computed_because) is (grading.excluded is not None)


@GRADED
def test_every_class_can_be_given_and_no_other(grading: Grading) -> None:
    keys = {one.key for one in grading.grades}
    finding = grading.finding
    if isinstance(finding, Question):
        assert keys == {choice.value for choice in finding.choices if not choice.stands_for}
    elif isinstance(finding, Cases):
        assert keys == {value for value, _condition in finding.cases} | {finding.otherwise}
    elif isinstance(finding, Groups):
        assert keys == set(finding.groups)
    else:
        assert finding.possible(Facts({"bone": "spine"})) == keys


@pytest.mark.parametrize("score", [*SCORES, *GRADINGS], ids=lambda score: score.key)
def test_every_reference_and_every_question_read_exists(score: Score | Grading) -> None:
    assert score.references
    assert set(score.references) <= set(REFERENCES)
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


def test_items_as_data() -> None:
    sins = SCORES_BY_KEY["sins"].read(Facts({"bone": "spine", "level": "T3", "alignment": "subluxation"}))
    assert sins is not None
    assert sins.items_as_data == {
        "location": 1,
        "pain": [0, 3],
        "lesion": [0, 2],
        "alignment": 4,
        "collapse": [0, 3],
        "posterolateral": [0, 3],
    }
    escc = GRADINGS_BY_KEY["escc"]
    for answers, expected in (
        ({"bone": "spine", "level": "T3", "cord_compression": "2"}, "2"),
        ({"bone": "spine", "level": "T3", "cord_compression": "compressed"}, ["2", "3"]),
        ({"bone": "spine"}, ["0", "1a", "1b", "1c", "2", "3"]),
    ):
        reading = escc.read(Facts(answers))
        assert reading is not None
        assert reading.items_as_data == {"grade": expected}
    frankel = GRADINGS_BY_KEY["frankel"].read(Facts({"bone": "spine", "frankel": "impaired"}))
    assert frankel is not None
    assert frankel.items_as_data == {"grade": ["A", "B", "C", "D"]}


# Made up, so that each part looks at something that no other looks at.
MADE_UP = Grading(
    key="made_up",
    title="Made up",
    applies=MECHANICAL.yes,
    finding=Cases("either way", ("x", CEREBRAL_METASTASES.yes), otherwise="x"),
    grades=(Grade(key="x", label="X", meaning="both"),),
    parts=(Part(key="lung", label="Lung disease", looks_at=LUNG_DISEASE),),
    cohort="nobody",
    limits=(),
    references=(),
    notes=(Note(key="note", when=DISSEMINATION.yes, says="Spread."),),
)


def test_a_grading_looks_at_its_scope_its_finding_its_parts_and_its_notes() -> None:
    assert MADE_UP.reads == {
        "pain.mechanical", "history.cerebral_metastases", "history.lung_disease", "history.dissemination",
    }  # fmt: skip


def test_only_what_keeps_more_than_one_class_possible_is_waited_for() -> None:
    assert MADE_UP.open_keys(Facts({})) == {"pain.mechanical"}
    two = replace(MADE_UP, finding=Cases("of two", ("x", CEREBRAL_METASTASES.yes), otherwise="y"))
    assert two.open_keys(Facts({})) == {"pain.mechanical", "history.cerebral_metastases"}
    assert two.open_keys(Facts({"cerebral_metastases": True})) == {"pain.mechanical"}


def test_an_item_worth_the_same_either_way_is_not_waited_for() -> None:
    bauer = SCORES_BY_KEY["bauer"]
    same = Item(key="lung", label="Lung disease", looks_at=LUNG_DISEASE, points={True: 1, False: 1})
    other = Item(
        key="brain", label="Brain metastases", looks_at=CEREBRAL_METASTASES, points={True: 1, False: 0}
    )
    score = replace(bauer, applies=Always(), items=(same, other))
    assert score.open_keys(Facts({})) == {"history.cerebral_metastases"}


def test_a_value_in_no_group_stays_what_it_is() -> None:
    groups = Groups("loss", FRANKEL, {"complete": ("A",)})
    assert groups.possible(Facts({"bone": "spine", "frankel": "A"})) == {"complete"}
    assert groups.possible(Facts({"bone": "spine", "frankel": "B"})) == {"B"}
    assert groups.possible(Facts({"bone": "femur"})) == {NOT_ASKED}
