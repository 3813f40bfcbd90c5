"""The report as a PDF: readable, tagged, fit for an archive, and deaf to what users type."""

import io
import json
import re
import shutil
import subprocess
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro  # type: ignore[import-untyped]  # it ships no types
import noto_cjk_sans_otc  # type: ignore[import-untyped]  # nor does this
import pikepdf
import pytest
import typst
from django.utils import translation
from django.utils.translation import gettext_lazy

from assessments.clinical.evaluation.evaluate import evaluate
from assessments.report import pdf as pdf_maker
from assessments.report.build import Identity, report
from assessments.report.pdf import report_pdf
from assessments.report.pdf.plain import plain, with_signs
from assessments.report.tree import Decision, Report
from tests.drawn import CASES, one_in

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


def pages_of(pdf: bytes) -> list[str]:
    """Read the text of each page back."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not on this computer")
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return read.stdout.decode().split("\f")


def with_name(name: str) -> Report:
    return replace(report_of(CORD), identity=Identity(identifier="DEMO-08", name=name))


def test_its_words_can_be_read_back(tmp_path: Path) -> None:
    text = text_of(report_pdf(report_of(CORD), at=AT), tmp_path)
    assert "Bone metastasis assessment: <script>alert(1)</script>, Spine, T8" in text
    assert "62 y, kidney cancer, T8: ESCC 3, Frankel D, SINS 11, ECOG 2" in text
    assert "Operate, urgent, within 72 hours:" in text
    assert "SINS 11 (possibly unstable)" in text
    assert "Expected to survive more than three months" in text
    assert "Surgeon, date" in text
    assert re.search(r"1\s?/\s?[4-9]\n", text)  # page x of y


SHEET, FOOT = 842, 790  # points from the top: an A4 sheet, and where its text ends above the line at its foot


def reaches(pdf: bytes) -> list[float]:
    """Tell how far down the text of each page reaches, in points, without the line at its foot."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not on this computer")
    read = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = read.stdout.decode().split("<page ")[1:]
    ends = ([float(end) for end in re.findall(r'yMax="([\d.]+)"', page)] for page in pages)
    return [max(end for end in found if end < FOOT) for found in ends]


def report_on(file: Path, language: str = "en") -> Report:
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    document.pop("expected")
    document = json.loads(json.dumps(document, default=str))
    with translation.override(language):
        return report(evaluate(document), identity=Identity(identifier="DEMO-08"))


@pytest.mark.parametrize("file", one_in(8, CASES), ids=lambda file: file.stem)
def test_the_first_page_stands_alone(file: Path) -> None:
    """The screen to the signature on the first page, a tenth of the sheet free; all answers on the second."""
    language = ("en", "zh-hans")[CASES.index(file) // 8 % 2]
    pdf = report_pdf(report_on(file, language), at=AT)
    first, second, *_rest = pages_of(pdf)
    signed, answers = {"en": ("Surgeon, date", "All answers"), "zh-hans": ("外科医师，日期", "全部答案")}[
        language
    ]
    assert signed in first
    assert answers not in first
    assert second.lstrip().startswith(answers)
    ends = reaches(pdf)
    assert FOOT - ends[0] >= SHEET / 10
    assert min(ends[1:]) > SHEET / 4  # no page is nearly empty


@cache
def compiler_without_the_computers_fonts() -> typst.Compiler:
    ours = [str(Path(str(font.__file__)).parent) for font in (font_source_sans_pro, noto_cjk_sans_otc)]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=ours)
    return typst.Compiler(root=str(pdf_maker.HERE), font_paths=fonts)


@pytest.mark.parametrize("file", one_in(43, CASES), ids=lambda file: file.stem)
def test_the_fonts_of_the_computer_change_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So what holds of a first page here holds wherever it is set: DejaVu, Liberation, or no font at all."""
    for language in ("en", "zh-hans"):
        shown = report_on(file, language)
        here = report_pdf(shown, at=AT)
        with monkeypatch.context() as patch:
            patch.setattr(pdf_maker, "_compiler", compiler_without_the_computers_fonts)
            assert report_pdf(shown, at=AT) == here, language


@pytest.mark.parametrize("name", ["order-of-four", "spine-contradictory", "spine-suspected"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_fullest_first_pages_have_a_tenth_free_too(name: str, language: str) -> None:
    shown = report_on(CASES[0].parent / f"{name}.toml", language)
    decided = [
        Decision(
            one.number,
            one.name,
            "Operate",
            plan="Operate, within 24 hours",
            by="Ann Surgeon",
            answer="Different plan",
            agrees=False,
            reason="Patient's preference",
            done="No operation",
            board="Operate, planned",
            board_on="2 November 2026",
            differ=True,
            board_differs=True,
        )
        for one in shown.lesions
    ]
    assert FOOT - reaches(report_pdf(shown, at=AT, decided=decided))[0] >= SHEET / 10


def test_three_lesions_stand_on_the_first_page_too() -> None:
    counts = {"vertebral_metastases": 2, "other_bone_metastases": 1}
    case = {**CORD["case"], "history": {**CORD["case"]["history"], **counts}}
    document = {"case": case, "lesions": [*CORD["lesions"], *HALF_OPEN["lesions"], *CORD["lesions"]]}
    first, second, *_rest = pages_of(report_pdf(report(evaluate(document)), at=AT))
    assert "Order of treatment" in first
    assert first.count("decompression and stabilisation.") == 2
    assert first.count("Treatment options:") == 3
    assert "Surgeon, date" in first
    assert second.lstrip().startswith("All answers")


def test_it_is_set_on_a4() -> None:
    with pikepdf.open(io.BytesIO(report_pdf(report_of(CORD), at=AT))) as pdf:
        assert 3 <= len(pdf.pages) <= 9
        for page in pdf.pages:
            width, height = (float(edge) for edge in page.mediabox[2:])
            assert (round(width), round(height)) == (595, 842)


def test_who_did_not_write_it_finds_it_sound(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(report_pdf(with_name("王小明"), at=AT))
    for program in ("qpdf", "pdfinfo", "pdffonts"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this computer")
    sound = subprocess.run(["qpdf", "--check", file], capture_output=True, check=True, text=True)
    assert "No syntax or stream encoding errors found" in sound.stdout
    told = subprocess.run(["pdfinfo", file], capture_output=True, check=True, text=True).stdout
    for line in (
        r"Tagged: +yes",
        r"Title: +Spine, T8 · 62 · kidney · bonemet\n",
        r"JavaScript: +no",
    ):
        assert re.search(line, told), line
    assert re.search(r"Encrypted: +no", told)
    fonts = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True).stdout
    rows = fonts.splitlines()[2:]
    assert len(rows) >= 3
    assert any("NotoSansCJKsc" in row for row in rows)
    for row in rows:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row  # embedded, a subset, mapped to Unicode


def test_it_claims_to_be_accessible_and_archivable_and_is_sound() -> None:
    with pikepdf.open(io.BytesIO(report_pdf(report_of(CORD), at=AT))) as pdf:
        assert pdf.check_pdf_syntax() == []
        meta = pdf.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert bool(pdf.Root.MarkInfo.Marked)
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
    draft = [page for page in pages_of(report_pdf(report_of(CORD), at=AT)) if page.strip()]
    # On each page in the line at its foot, and across it, letter by letter.
    assert [page.count("DRAFT") >= 1 for page in draft] == [True] * len(draft)
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
    text = text_of(report_pdf(report(evaluate(document)), at=AT), tmp_path)
    assert "1. Spine, T8" in text
    assert "2. Left femur, subtrochanteric" in text
    empty: dict[str, Any] = {"case": {}, "lesions": []}
    assert report_pdf(report(evaluate(empty)), at=AT).startswith(b"%PDF-1.7")


def test_what_was_decided_and_what_came_since_are_told() -> None:
    decided = Decision(
        lesion=1,
        name="Spine, T8",
        advised="Operate, urgent, within 72 hours",
        plan="Operate, within 24 hours",
        by="Ann Surgeon",
        answer="Different plan",
        agrees=False,
        reason="The patient declines",
        done="No operation",
        text="Declined on 3 November #read()",
        board="Operate, planned",
        board_on="2 November 2026",
        board_text="*Nail*",
        differ=True,
    )
    since = ["This report was replaced by an amendment.", "#strong[moved]"]
    pdf = report_pdf(replace(report_of(CORD), final=True), at=AT, since=since, decided=[decided])
    first, *annex = pages_of(pdf)
    assert first.lstrip().startswith("This report was replaced by an amendment.")
    assert "#strong[moved]" in first
    beside = " ".join(first.split()).replace("’", "'")
    for words in ("Operate, urgent, within 72 hours:", "No operation", "Different plan", "declines"):
        assert words in beside, words
    for words in ("Decided by Ann Surgeon", "Plan before the advice", "Operate, planned", "2 November 2026"):
        assert words in beside, words
    assert "Differs from the advice" in beside
    assert "Surgeon, date" in first
    told = " ".join(" ".join(annex).split())
    assert "What was decided" in told
    assert "In the board's words: *Nail*" in told.replace("’", "'")
    assert "In the signer's words: Declined on 3 November #read()" in told.replace("’", "'")


def test_what_is_undecided_is_not_called_no_urgency() -> None:
    document = {"case": {}, "lesions": [{"imaging": {"bone": "spine"}}]}
    first = pages_of(report_pdf(report(evaluate(document)), at=AT))[0]
    assert "Urgency not known yet" in first
    assert "No urgency" not in first


def test_the_file_says_which_language_it_is_in() -> None:
    with translation.override("zh-hans"):
        pdf = report_pdf(report_of(CORD), at=AT)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang).startswith("zh")


def test_words_that_are_not_worked_out_yet_are_plain_data_when_they_are_set() -> None:
    decided = Decision(
        lesion=1,
        name="Spine, T8",
        advised="Operate",
        by="Ann Surgeon",
        done="No operation",
        answer=gettext_lazy("Different plan"),  # type: ignore[arg-type]
        reason=gettext_lazy("Patient's preference"),  # type: ignore[arg-type]
    )
    first = pages_of(report_pdf(report_of(CORD), at=AT, decided=[decided]))[0]
    assert "Different plan: Patient" in " ".join(first.split()).replace("’", "'")
    with pytest.raises(TypeError, match="date cannot be set as a PDF"):
        plain({"day": date(2026, 11, 2)})


SIGNS = [
    ("Pain \uf0b7 left", "Pain • left"),  # a word processor's bullet
    ("\ufeffMiller\u200b", "Miller"),
    ("Mil\x00ler\x07", "Mil□ler□"),
    ("Mil\uffffler \ufdd0", "Mil□ler □"),
    ("\ue000 \U000f0000", "□ □"),
    ("ab\u202ecd", "ab□cd"),
    ("Müller Łukasz Ørsted", "Müller Łukasz Ørsted"),
    ("Δ Ж", "Δ Ж"),
]


def test_a_sign_that_cannot_be_set_is_shown_as_a_square() -> None:
    name = "".join(f"{typed} / " for typed, _shown in SIGNS) + "end"
    first = " ".join(pages_of(report_pdf(with_name(name), at=AT))[0].split())
    for typed, shown in SIGNS:
        assert f" {shown} /" in first, ascii(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "\U0001f600 👨\u200d👩\u200d👧",
        "สมชาย",
        "தமிழ்",
        "မြန်မာ",
        "አማርኛ",
        "\U0002a6d6\U00030000",
        "e\u0301\u0327\u1dc4",
        "محمد",
        "שרה",
    ],
    ids=["emoji", "Thai", "Tamil", "Burmese", "Amharic", "rare Han", "marks", "Arabic", "Hebrew"],
)
def test_no_script_stops_a_report(typed: str) -> None:
    """Which of them are shown depends on the computer's own fonts; the rest is squares, and is told."""
    first = pages_of(report_pdf(with_name(typed), at=AT))[0]
    assert "DEMO-08" in first
    assert ("□" in first.replace("□ stands for", "")) == ("□ stands for a sign" in first)


def test_what_can_be_set_stays_beside_what_cannot() -> None:
    def has(text: str) -> bool:
        return not set(text) & {"ส", "\ue000"} and "xy" not in text

    data = {"name": "王小明 \ue000", "list": ["ส Müller", 3, None, True], "together": "éxyé"}
    assert with_signs(data, has) == {
        "name": "王小明 □",
        "list": ["□ Müller", 3, None, True],
        "together": "□xy□",
    }


def test_a_word_longer_than_the_line_breaks_and_is_copied_whole(tmp_path: Path) -> None:
    address = "https://pacs.example.org/" + "a1" * 200
    decided = Decision(1, address, "Operate", by="Ann", done="Operate", answer="Agreed", text=address)
    file = tmp_path / "long.pdf"
    file.write_bytes(report_pdf(with_name(address), at=AT, decided=[decided], since=[address]))
    told = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True).stdout.decode()
    assert "".join(told.split()).count(address) >= 4  # since, heading, head, feet, decided
    boxes = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True).stdout.decode()
    assert max(float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)) <= 595.3 - 40
