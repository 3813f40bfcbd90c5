"""The Chinese catalogue is complete, compiled, and says the same numbers as the English text."""

from __future__ import annotations

import gettext
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from tests.catalogue import CHINESE, as_mo, gathered, is_translated, written

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

MAKE = "run `make messages`, and translate what is new in locale/zh_Hans/LC_MESSAGES/django.po"
# "One" is often no number; the others are.
WORDS = {
    "two": "两二双", "three": "三", "four": "四", "five": "五", "six": "六", "seven": "七", "eight": "八",
    "nine": "九", "ten": "十", "twelve": "十二", "third": "三", "fifth": "五", "half": "半",
}  # fmt: skip
AMOUNT = r"(an? |\d|half|one|two|three|six|\{|%)"


def messages(compiled: bytes) -> dict[str, str]:
    return dict(vars(gettext.GNUTranslations(BytesIO(compiled)))["_catalog"])


def translated() -> list[Message]:
    return [message for message in written() if message.id and is_translated(message)]


def english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def chinese(message: Message) -> str:
    return message.string if isinstance(message.string, str) else (message.string or [""])[0]


def keys(catalogue: Catalog) -> set[tuple[str | None, str]]:
    return {(message.context, english(message)) for message in catalogue if message.id}


def test_the_catalogue_holds_every_text_and_nothing_else() -> None:
    marked, held = keys(gathered()), keys(written())
    assert marked - held == set(), MAKE
    assert held - marked == set(), MAKE


def test_every_text_is_translated_and_none_is_fuzzy() -> None:
    assert [english(message) for message in written() if message.id and not is_translated(message)] == [], (
        MAKE
    )


def test_what_is_compiled_is_what_is_written() -> None:
    compiled = CHINESE.with_suffix(".mo").read_bytes()
    assert messages(compiled) == messages(as_mo(written())), "run `make messages`"


@pytest.mark.parametrize(
    "pattern",
    [r"%\(\w+\)[sd]", r"\{\w*\}", r"<[^>]+>", r"%(?!\()"],
    ids=["percent", "braces", "tags", "per cent"],
)
def test_placeholders_are_kept(pattern: str) -> None:
    for message in translated():
        found = [sorted(re.findall(pattern, text)) for text in (english(message), chinese(message))]
        assert found[0] == found[1], english(message)


def numbers(text: str) -> list[str]:
    bare = re.sub(r"%\(\w+\)[sd]|\{\w*\}|(?<=\d),(?=\d{3}\b)", "", text)
    bare = re.sub(r"\b(\d\d)\.(?=\d\d\.\d{4}|\d{4})", r"\1 ", bare)  # an English date
    return sorted(re.findall(r"\d+(?:\.\d+)?", bare))


def test_every_number_is_kept() -> None:
    for message in translated():
        assert numbers(chinese(message)) == numbers(english(message)), english(message)


def test_a_number_in_letters_is_kept() -> None:
    for message in translated():
        for word in re.findall(rf"\b({'|'.join(WORDS)})\b", english(message).lower()):
            if not set(WORDS[word]) & set(chinese(message)):
                pytest.fail(f"{word}: {english(message)}")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (r"\b(not|no|never|without|neither|none|nor|cannot)\b", "不无非未没勿否绝丧"),
        (r"\b(at least|or more)\b", "或以上|至少"),
        (rf"\b(under|below|less than|fewer than)\b {AMOUNT}", "不足|低于|少于|不到|小于|以下"),
        (rf"(?<!back )\b(over|more than|above)\b {AMOUNT}", "超过|高于|过半|以上|以后|早于"),
        (r"\bat most\b", "不超过|最多|最高|最长"),
        (r"\bor less\b", "或以下|不超过"),
        (r"\b[Ww]ithin\b", "内|期间"),
    ],
    ids=["not", "at least", "under", "over", "at most", "or less", "within"],
)
def test_no_sense_is_turned_round(said: str, meant: str) -> None:
    """A lost "not" or a "below" for an "above" would be dangerous."""
    words = meant.split("|") if "|" in meant else list(meant)
    for message in translated():
        if re.search(said, english(message)):
            assert any(word in chinese(message) for word in words), english(message)


@pytest.mark.parametrize(("latin", "full"), [(".", "。"), ("?", "\N{FULLWIDTH QUESTION MARK}")])
def test_it_ends_as_the_english_does(latin: str, full: str) -> None:
    for message in translated():
        ends = chinese(message).endswith(full)
        assert ends == english(message).endswith(latin), english(message)


def test_nothing_hangs_over() -> None:
    for message in translated():
        assert chinese(message) == chinese(message).strip(), english(message)
