"""The page of the report, as it is sent to the browser."""

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from assessments.clinical.evaluation.evaluate import evaluate
from assessments.report.build import report
from assessments.report.of_assessment import article
from assessments.report.tree import Decision, Report
from assessments.report.words import words
from assessments.templatetags.advice import with_decided
from assessments.templatetags.paper import css_text
from tests.drawn import CASES, one_in
from tests.people import squeezed

from .documents import CORD, HALF_OPEN, report_of


def page(shown: Report) -> str:
    return squeezed(render_to_string("assessments/report/report.html", {"report": shown, "decided": ()}))


def case(name: str) -> Report:
    document = tomllib.loads((CASES[0].parent / f"{name}.toml").read_text(encoding="utf-8"))
    document.pop("expected")
    document = json.loads(json.dumps(document, default=str))
    return report(evaluate(document))


def test_what_a_user_typed_is_never_markup() -> None:
    html = page(report_of(CORD))
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_draft_says_so_and_a_final_report_does_not() -> None:
    draft = report_of(CORD)
    assert page(draft).count(">DRAFT<") == 2  # in the heading, and across every printed page
    assert "DRAFT" not in page(replace(draft, final=True))


def test_advice_that_could_change_says_so_in_words() -> None:
    assert "Unanswered questions could change it" in page(report_of(HALF_OPEN))
    assert "Final for the answers given" in page(report_of(CORD))


def test_what_is_undecided_is_not_called_no_urgency() -> None:
    document = {"case": {}, "lesions": [{"imaging": {"bone": "spine"}}]}
    html = page(report(evaluate(document)))
    assert "Undecided; still possible:" in html
    assert "Urgency not known yet" in html
    assert "No urgency" not in html


def places(html: str, *texts: str) -> list[int]:
    return [html.index(text) for text in texts]


def test_the_first_screen_says_who_what_how_soon_why_and_what_to_do_in_this_order() -> None:
    html = page(report_of(CORD))
    found = places(
        html,
        "Bone metastasis assessment: <bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>, Spine, T8",
        "62 y, kidney cancer, T8: ESCC 3, Frankel D, SINS 11, ECOG 2",
        "Operate, urgent, within 72 hours: decompression and stabilisation.",
        "<h3>Surgeon</h3>",
        "<h3>Tumour board</h3>",
        '<span class="urgency urgency-urgent">',
        "When assessed, the deficit had lasted 96 hours",
        "Compression with a motor deficit that radiotherapy alone will not relieve in time:",
        "<h3>Treatment options</h3>",
        "<h3>Before theatre</h3>",
        "<details",
    )
    assert found == sorted(found)


def test_what_it_rests_on_is_folded_under_it_each_thing_once() -> None:
    html = page(report_of(CORD))
    folds = ["All answers", "Why, and what argues against it", "Treatment options: for and against"]
    folds += ["What would change the advice", "Precautions and work-up in full", "Survival and risks"]
    folds += ["Scores", "The sixteen criteria", "Rules applied, and not applicable", "Sources"]
    found = places(html, *(f"<summary><h3>{fold}</h3></summary>" for fold in folds))
    assert found == sorted(found)
    screen = html[: html.index("<details")]
    for hidden in (">I3<", "abstract read", "(expert)"):
        assert hidden not in screen
        assert hidden in html
    for told in report_of(CORD).lesions[0].reasons:
        assert html.count(f'<span class="sentence">{told.sentence}</span>') == 1


def test_while_a_stop_is_live_it_is_the_first_line() -> None:
    html = page(case("limb-no-diagnosis"))
    assert '<div class="screen"><p class="first-of-all">' in html
    assert "Histology unconfirmed: diagnosis before any operation</p>" in html
    unknown = {"case": {}, "lesions": [{"imaging": {"bone": "femur"}}]}
    assert '<div class="screen"><p class="first-of-all">' in page(report(evaluate(unknown)))
    assert 'class="first-of-all"' not in page(report_of(CORD))


def test_the_tab_tells_the_case_apart_and_not_whose_it_is() -> None:
    html = page(report_of(CORD))
    title = html[html.index("<title>") : html.index("</title>")]
    assert title == "<title>Spine, T8 · 62 · kidney – bonemet"


def test_a_sealed_article_has_marks_where_the_decisions_are_put_and_nothing_else_is_touched() -> None:
    sealed = article(replace(report_of(CORD), final=True))
    assert sealed.count("<!--decided in-full 1-->") == 1
    row = Decision(1, "Spine, T8", "Operate", by="Ann", done="No operation", answer="Otherwise", agrees=False)
    shown = with_decided(sealed, [row])
    before, after = sealed.split("<!--decided in-full 1-->")
    assert shown.startswith(before)
    assert shown.endswith(after)
    assert "Differs from the advice" in shown
    assert with_decided("<p>of the first shape</p>", [row]) == "<p>of the first shape</p>"


def test_several_lesions_stand_on_one_page_with_an_overview() -> None:
    document = {"case": CORD["case"], "lesions": [*CORD["lesions"], *HALF_OPEN["lesions"]]}
    html = page(report(evaluate(document)))
    assert html.index("1. Spine, T8</a>") < html.index("2. Left femur")  # the spine is treated first
    assert html.index('id="lesion-1"') < html.index('id="lesion-2"')
    assert 'href="#lesion-2">2. Left femur, subtrochanteric</a>' in html
    assert html.count('class="lesion"') == 2
    assert html.count("<h1") == 1


def test_no_lesion_is_an_empty_state() -> None:
    empty: dict[str, Any] = {"case": {}, "lesions": []}
    assert "No lesion has been entered yet" in page(report(evaluate(empty)))


@pytest.mark.parametrize("file", one_in(5, CASES), ids=lambda file: file.stem)
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
@pytest.mark.parametrize("file", one_in(8, CASES), ids=lambda file: file.stem)
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
    assert squeezed(with_decided(sealed, ())) in page(final)
