"""Frankel as recorded (spine.md 5.1)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.frankel import FRANKEL_CLASS
from tests.clinical.scores.reading import grade, grades

SPINE: dict[str, object] = {"bone": "spine"}


@pytest.mark.parametrize(
    ("recorded", "meaning"),
    [
        ("A", "No motor or sensory function below the lesion."),
        ("B", "Sensation preserved, no motor function."),
        ("C", "Motor function present but not functional."),
        ("D", "Can walk, with or without an aid."),
        ("E", "Normal motor and sensory function; reflexes may differ."),
    ],
)
def test_each_grade(recorded: str, meaning: str) -> None:
    reading = FRANKEL_CLASS.read(Facts({**SPINE, "frankel": recorded}))
    assert reading is not None
    assert reading.band is not None
    assert (reading.band.key, reading.band.meaning) == (recorded, meaning)
    assert reading.known_items == 1


def test_impaired_is_any_but_normal() -> None:
    assert grade(FRANKEL_CLASS, SPINE, frankel="impaired") is None
    assert grades(FRANKEL_CLASS, SPINE, frankel="impaired") == ["A", "B", "C", "D"]


def test_open_and_off_the_spine() -> None:
    assert grades(FRANKEL_CLASS, SPINE) == ["A", "B", "C", "D", "E"]
    assert FRANKEL_CLASS.read(Facts({"bone": "tibia"})) is None
    assert FRANKEL_CLASS.open_keys(Facts(SPINE)) == {"neuro.frankel"}
