"""Each heading of the report stands in one place, for page, PDF and letter."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from assessments.report.words import WORDS, word, words

ROOT = Path(__file__).parents[2]
TEMPLATES = [
    *(ROOT / "templates/assessments/report").glob("*.html"),
    *(ROOT / "templates/assessments/signed").glob("*.html"),
]
MODULES = [file for file in (ROOT / "assessments/report").rglob("*.py") if file.name != "words.py"]
OTHERS = [
    ROOT / "assessments/record/next_seen.py",
    ROOT / "assessments/report/text.py",
    ROOT / "assessments/report/words.py",
    ROOT / "assessments/report/pdf/report.typ",
]
ASKED = re.compile(r"""(?<![\w.])w\.(\w+)|\bword\(\s*"(\w+)\"""")
# These stand between words, in other texts too.
MARKS = {"comma", "semicolon", "colon", "after_title", "stop", "open", "close"}


def asked(file: Path) -> set[str]:
    return {one or other for one, other in ASKED.findall(file.read_text("utf-8"))}


def marked(file: Path) -> set[str]:
    """Give the texts that a template marks for translation itself, with {} for what is put into them."""
    source = file.read_text("utf-8")
    short = re.findall(r"""\{% translate (["'])(.*?)\1""", source)
    blocks = re.findall(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", source, re.DOTALL)
    return {text for _quote, text in short} | {re.sub(r"\{\{.*?\}\}", "{}", text) for text in blocks}


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_heading_stands_a_second_time_in_a_template(file: Path) -> None:
    with translation.override("en"):
        headings = {re.sub(r"\{\w+\}", "{}", text) for text in words().values()}
    assert marked(file) & headings == set()


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_nor_in_a_module(file: Path) -> None:
    with translation.override("en"):
        headings = {text.rstrip(":") for name, text in words().items() if name not in MARKS}
    calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    of_its_own = {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and call.func.id in {"_", "gettext", "gettext_lazy"}
    }
    assert of_its_own & headings == set()


def test_the_letter_has_no_words_of_its_own() -> None:
    assert "gettext" not in (ROOT / "assessments/report/text.py").read_text("utf-8")


def test_what_is_asked_for_is_there_and_what_is_there_is_asked_for() -> None:
    found = set().union(*map(asked, [*TEMPLATES, *OTHERS]))
    assert found - WORDS.keys() == set()
    assert WORDS.keys() - found - MARKS == set()


def test_no_english_stands_twice_among_them() -> None:
    with translation.override("en"):
        texts = [text for name, text in words().items() if name not in MARKS]
    assert sorted(texts) == sorted(set(texts))


def test_they_are_of_the_language_in_force() -> None:
    assert (word("why"), word("act_by", by="today")) == ("Why", "Act today.")
    with translation.override("zh-hans"):
        assert (words()["options"], word("act_by", by="今天")) == ("治疗方案", "请今天处理。")


def test_a_name_in_a_heading_is_no_markup() -> None:
    page = Template("{% load advice %}{% report_words as w %}{{ w.decided_by|filled:who }}")
    assert page.render(Context({"who": "<b>Ö</b> {by}"})) == "Decided by &lt;b&gt;Ö&lt;/b&gt; {by}"
