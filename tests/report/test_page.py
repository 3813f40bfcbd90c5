"""The page of the report, as it is sent to the browser."""

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from assessments.clinical.evaluation.evaluate import evaluate
from assessments.report.build import report
from assessments.report.of_assessment import article
from assessments.report.tree import Report
from assessments.report.words import words
from assessments.templatetags.paper import css_text

from .documents import CORD, HALF_OPEN, report_of

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.toml"))


def page(shown: Report) -> str:
    return render_to_string("assessments/report/report.html", {"report": shown})


def test_what_a_user_typed_is_never_markup() -> None:
    html = page(report_of(CORD))
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_draft_says_so_and_a_final_report_does_not() -> None:
    draft = report_of(CORD)
    assert page(draft).count(">DRAFT<") == 2  # in the heading, and across every printed page
    assert "DRAFT" not in page(replace(draft, final=True))


def test_advice_that_could_change_says_so_in_words() -> None:
    assert "Provisional: open answers could change it" in page(report_of(HALF_OPEN))
    assert "Settled: no open answer can change it" in page(report_of(CORD))


def test_what_is_undecided_is_not_called_no_urgency() -> None:
    document = {"case": {}, "lesions": [{"imaging": {"bone": "spine"}}]}
    html = page(report(evaluate(document)))
    assert "Undecided; still possible:" in html
    assert "Urgency not known yet" in html
    assert "No urgency" not in html


def test_the_parts_stand_in_their_order() -> None:
    html = page(report_of(CORD))
    headings = ["Why", "What argues against it", "What would change the advice", "Survival, as published"]
    headings += ["The source&#x27;s principles", "The source&#x27;s timings", "Scores", "Safety and work-up"]
    headings += ["Rules that spoke", "Sources", "About this report"]
    places = [
        html.index(f"<h3>{heading}")
        if "&#x27;" not in heading
        else html.index(heading.replace("&#x27;", "'"))
        for heading in headings
    ]
    assert places == sorted(places)


def test_several_lesions_stand_on_one_page_with_an_overview() -> None:
    document = {"case": CORD["case"], "lesions": [*CORD["lesions"], *HALF_OPEN["lesions"]]}
    html = page(report(evaluate(document)))
    assert html.index("1. Spine, T8</a>") < html.index("2. Left femur")  # the spine is treated first
    assert 'href="#lesion-2">2. Left femur, subtrochanteric</a>' in html
    assert html.count('class="lesion"') == 2
    assert html.count("<h1") == 1


def test_no_lesion_is_an_empty_state() -> None:
    empty = {"case": {}, "lesions": []}
    assert "No lesion has been entered yet" in page(report(evaluate(empty)))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_every_case_has_a_page_that_the_content_policy_allows(file: Path) -> None:
    document = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=float)
    document["case"]["patient"].pop("assessed_on", None)
    document.pop("expected", None)
    for lesion in document["lesions"]:
        for section in lesion.values():
            for key in [key for key, answer in section.items() if hasattr(answer, "isoformat")]:
                section[key] = section[key].isoformat()
    for section in document["case"].values():
        for key in [key for key, answer in section.items() if hasattr(answer, "isoformat")]:
            section[key] = section[key].isoformat()
    html = page(report(evaluate(document)))
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_name_in_the_style_sheet_stays_a_name() -> None:
    assert css_text("O'Neil 1") == "O\\27 Neil\\20 1"
    assert css_text('"}</style><script>') == "\\22 \\7d \\3c \\2f style\\3e \\3c script\\3e "
    assert css_text("a\\b\n王") == "a\\5c b\\a 王"


@pytest.mark.parametrize(
    ("language", "told", "never"),
    [
        ("en", "cannot change the advice", "do not wait"),
        ("zh-hans", "不会改变建议", "不必等待"),
    ],
)
@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_no_report_says_not_to_wait_for_what_is_needed_before_an_operation(
    file: Path, language: str, told: str, never: str
) -> None:
    """Platelets and calcium cannot change the advice, and are asked for before any operation."""
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    document.pop("expected")
    document = json.loads(json.dumps(document, default=str))
    with translation.override(language):
        shown = report(evaluate(document))
        html, words_of_pdf = page(shown), " ".join(words().values())
    if any(lesion.harmless for lesion in shown.lesions):
        assert told in html
    assert told in words_of_pdf
    for text in (html, words_of_pdf):
        # "Failing deficit does not wait for the skin" is another matter.
        assert never not in text.replace("deficit does not wait for the skin", "")


def test_the_page_shows_what_would_be_sealed() -> None:
    final = replace(report_of(CORD), final=True)
    sealed = article(final)
    assert sealed.startswith("<article lang=")
    assert sealed.endswith("</article>")
    assert sealed in page(final)
