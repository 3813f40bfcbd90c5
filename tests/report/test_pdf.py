"""The report as a PDF: readable, tagged, fit for an archive, and deaf to what users type."""

import io
import json
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation

from assessments.clinical.evaluation import evaluate
from assessments.pdf import report_pdf
from assessments.report import Identity, report
from assessments.reporting.tree import Report

from .documents import CORD, HALF_OPEN, report_of

AT = 1_793_577_600  # 2 November 2026
HOSTILE = '#read("/etc/passwd") #let x = 1 *bold* $x$ @label <tag> "quote" \\ //'


def text_of(pdf: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not on this computer")
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return read.stdout.decode()


def with_name(name: str) -> Report:
    return replace(report_of(CORD), identity=Identity(identifier="DEMO-08", name=name))


def test_its_words_can_be_read_back(tmp_path: Path) -> None:
    text = text_of(report_pdf(report_of(CORD), at=AT), tmp_path)
    assert "Operate, urgent, within 72 hours: decompression and stabilisation." in text
    assert "SINS 11 (possibly unstable)" in text
    assert "Expected to survive more than three months" in text
    assert "Surgeon, date" in text
    assert re.search(r"1\s?/\s?[4-8]\n", text)  # page x of y


def test_the_first_page_stands_alone() -> None:
    with pikepdf.open(io.BytesIO(report_pdf(report_of(CORD), at=AT))) as pdf:
        assert 3 <= len(pdf.pages) <= 8
        width, height = (float(edge) for edge in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_it_claims_to_be_accessible_and_archivable_and_is_sound() -> None:
    with pikepdf.open(io.BytesIO(report_pdf(report_of(CORD), at=AT))) as pdf:
        assert pdf.check_pdf_syntax() == []
        meta = pdf.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert pdf.Root.MarkInfo.Marked is True or bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith("en")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_all_fonts_are_inside() -> None:
    with pikepdf.open(io.BytesIO(report_pdf(report_of(HALF_OPEN), at=AT))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_what_a_user_typed_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    text = text_of(report_pdf(with_name(HOSTILE), at=AT), tmp_path)
    assert '#read("/etc/passwd")' in text
    assert "*bold*" in text
    assert "root:" not in text


def test_chinese_can_be_read_back(tmp_path: Path) -> None:
    assert "王小明" in text_of(report_pdf(with_name("王小明"), at=AT), tmp_path)


def test_a_draft_says_so_on_each_page_and_a_final_report_nowhere(tmp_path: Path) -> None:
    draft = text_of(report_pdf(report_of(CORD), at=AT), tmp_path)
    assert all("DRAFT" in page for page in draft.split("\f") if page.strip())
    final = text_of(report_pdf(replace(report_of(CORD), final=True), at=AT), tmp_path)
    assert "DRAFT" not in final


def test_the_same_report_and_time_give_the_same_bytes() -> None:
    assert report_pdf(report_of(CORD), at=AT) == report_pdf(report_of(CORD), at=AT)


def test_two_readers_at_once_get_their_own() -> None:
    shown = [with_name("Ann"), with_name("Bob")] * 3
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda one: report_pdf(one, at=AT), shown))
    assert together == [report_pdf(one, at=AT) for one in shown[:2]] * 3


def test_a_kept_report_is_set_from_its_data() -> None:
    kept = json.loads(json.dumps(asdict(report_of(CORD))))
    assert report_pdf(kept, at=AT) == report_pdf(report_of(CORD), at=AT)


def test_several_lesions_and_none_can_be_set(tmp_path: Path) -> None:
    document = {"case": CORD["case"], "lesions": [*CORD["lesions"], *HALF_OPEN["lesions"]]}
    text = text_of(report_pdf(report(evaluate(document), document), at=AT), tmp_path)
    assert "1. Spine, T8" in text
    assert "2. Left femur, subtrochanteric" in text
    empty = {"case": {}, "lesions": []}
    assert report_pdf(report(evaluate(empty), empty), at=AT).startswith(b"%PDF-1.7")


def test_the_file_says_which_language_it_is_in() -> None:
    with translation.override("zh-hans"):
        pdf = report_pdf(report_of(CORD), at=AT)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang).startswith("zh")
