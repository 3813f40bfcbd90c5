"""What the tests of the scores share: answers in, totals and points out."""

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.grading import Grading
from assessments.clinical.scores.score import Reading, Score


def read(score: Score, answers: dict[str, object]) -> Reading | None:
    return score.read(Facts(answers))


def total(score: Score, answers: dict[str, object], **more: object) -> tuple[int, int]:
    """The lowest and highest total, with `more` answers in place of those in `answers`."""
    reading = read(score, {**answers, **more})
    assert reading is not None
    return reading.low, reading.high


def points(score: Score, item: str, answers: dict[str, object], **more: object) -> set[int]:
    """The points that one item can still have."""
    reading = read(score, {**answers, **more})
    assert reading is not None
    return set(reading.items[item])


def band(score: Score, answers: dict[str, object], **more: object) -> str | None:
    reading = read(score, {**answers, **more})
    assert reading is not None
    return reading.band.key if reading.band else None


def without(answers: dict[str, object], *keys: str) -> dict[str, object]:
    return {key: answer for key, answer in answers.items() if key not in keys}


def grade(grading: Grading, answers: dict[str, object], **more: object) -> str | None:
    """The class of a grading, None while more than one is possible."""
    reading = grading.read(Facts({**answers, **more}))
    assert reading is not None
    assert reading.complete is (reading.band is not None)
    return reading.band.key if reading.band else None


def grades(grading: Grading, answers: dict[str, object], **more: object) -> list[str]:
    """The classes that a grading can still have."""
    reading = grading.read(Facts({**answers, **more}))
    assert reading is not None
    return [one.key for one in reading.possible]


def parts(grading: Grading, answers: dict[str, object], **more: object) -> dict[str, set[object]]:
    """What each part of a grading can still be."""
    reading = grading.read(Facts({**answers, **more}))
    assert reading is not None
    return {key: set(values) for key, values in reading.items.items()}
