"""The marks between words, in both languages."""

from django.utils import translation

from assessments.answers import punctuation as marks


def test_in_english() -> None:
    with translation.override("en"):
        assert marks.listed(["pain", "fracture"]) == "pain, fracture"
        assert marks.clauses(["operate", "within 2 weeks"]) == "operate, within 2 weeks"
        assert marks.series(["a, b", "c"]) == "a, b; c"
        assert marks.told("Age", "61") == "Age: 61"
        assert marks.explained("text", "more") == "text (more)"
        assert marks.sentences(["One.", "Two.", "Three."]) == "One. Two. Three."
        assert (marks.stop("One"), marks.stop("One."), marks.stop("一。")) == ("One.", "One.", "一。")
        assert (marks.bare("Age?"), marks.bare("One."), marks.bare("年龄\uff1f")) == ("Age", "One", "年龄")


def test_in_chinese_nothing_is_put_after_a_mark() -> None:
    with translation.override("zh-hans"):
        assert marks.listed(["甲", "乙"]) == "甲、乙"
        assert marks.clauses(["甲", "乙"]) == "甲，乙"
        assert marks.series(["甲", "乙"]) == "甲；乙"
        assert marks.told("甲", "乙") == "甲：乙"
        assert marks.explained("甲", "乙") == "甲（乙）"
        assert marks.sentences(["甲。", "乙。"]) == "甲。乙。"
        assert marks.stop("甲") == "甲。"
