"""Harrington's classes of the acetabulum (long-bone.md 7)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores.acetabulum import HARRINGTON_ACETABULUM
from tests.clinical.scores.reading import grade, grades

ACETABULUM: dict[str, object] = {"bone": "acetabulum"}


@pytest.mark.parametrize(
    ("recorded", "label"),
    [
        ("I", "I: all walls intact"),
        ("II", "II: medial wall deficient"),  # E11
        ("III", "III: medial wall, dome and lateral cortices deficient"),
        ("IV", "IV: solitary, could be cured"),
    ],
)
def test_each_class(recorded: str, label: str) -> None:
    assert grade(HARRINGTON_ACETABULUM, ACETABULUM, acetabular_class=recorded) == recorded
    assert {one.key: one.label for one in HARRINGTON_ACETABULUM.grades}[recorded] == label


def test_open_and_elsewhere() -> None:
    assert grades(HARRINGTON_ACETABULUM, ACETABULUM) == ["I", "II", "III", "IV"]
    assert HARRINGTON_ACETABULUM.read(Facts({"bone": "ilium"})) is None
    part_unknown = HARRINGTON_ACETABULUM.read(Facts({"bone": "pelvis"}))
    assert part_unknown is not None
    assert part_unknown.applies is None
    assert HARRINGTON_ACETABULUM.open_keys(Facts(ACETABULUM)) == {"imaging.acetabular_class"}
