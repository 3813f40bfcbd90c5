"""What a browser sends beside what is typed."""

import pytest

from assessments.answers import sent


@pytest.mark.parametrize(
    ("count", "number"), [([], 0), (["7"], 7), (["7", "8"], 7), (["x"], 0), (["9" * 10], 0), ([""], 0)]
)
def test_how_often_a_page_has_sent(count: list[str], number: int) -> None:
    assert sent.count_of({"count": count}) == number


def test_a_page_and_those_it_was_opened_with() -> None:
    assert sent.page_of({}) == ""
    assert sent.page_of({"once": ["k" * 40, "other"]}) == "k" * 32
    assert sent.pages_of({"once": ["a"], "resumes": ["b", "c"]}) == {"a", "b", "c"}


def test_what_is_saved_holds_what_was_typed() -> None:
    draft = {"once": ["a"], "action": ["draft"], "albumin": ["", "35"], "albumin-unit": ["g/L"], "pain": [""]}
    assert sent.typed_in(draft) == {"albumin": ["35"], "albumin-unit": ["g/L"]}
    assert sent.holds({"albumin": ["35"]}, draft), "a unit alone is nothing typed"
    assert not sent.holds({"albumin": ["36"]}, draft)
    assert not sent.holds({}, draft)
    assert sent.holds({}, {"once": ["a"]})
