"""The report as a PDF: the same tree as the page, set by typst in this process.

Everything that comes from users goes in as data, never as source, so nothing that is typed can be read as
markup. The file is tagged (PDF/UA-1) and fit for an archive (PDF/A-2a), with its fonts inside.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import font_source_sans_pro  # type: ignore[import-untyped]  # it ships no types
import noto_cjk_sans_otc  # type: ignore[import-untyped]  # nor does this
import typst
from django.template.loader import render_to_string
from django.utils import translation

from assessments.report.blank_form import blank_words
from assessments.report.words import words
from assessments.skeleton import Place
from assessments.skeleton.drawing import with_lesions

from .plain import plain, with_signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from assessments.report.blank_form import BlankForm
    from assessments.report.tree import Decision, Picture, Report

HERE = Path(__file__).parent
SOURCE = HERE / "report.typ"
BLANK = HERE / "blank.typ"
MEETING = HERE / "meeting.typ"
# Sets a text as the report does; it fails where a sign is lacking.
TRIAL = HERE / "trial.typ"
ONE_AT_A_TIME = Lock()  # the compiler refuses a second caller
# For so many documents it keeps what it worked out, some 40 MB for each report. Empty ones, each of a
# millisecond or two, take their place: a process stays at a third of the memory.
KEPT_BY_COMPILER = 10


def report_pdf(
    report: Report | dict[str, Any],
    *,
    at: datetime | int,
    since: Sequence[str] = (),
    decided: Sequence[Decision] = (),
    pictures: Sequence[Picture] = (),
) -> bytes:
    """Set a report, or the data that a signed one was kept as. `at` is the time written into the file.

    `since` are sentences that whoever reads a signed report must know first; `decided` is what surgeon and
    board decided, lesion by lesion, `pictures` are key images. A sign that no font has is shown as a square.

    The same report and time give the same bytes.
    """
    tree = report if isinstance(report, dict) else asdict(report)
    with translation.override(tree["language"]):
        data = plain(
            {
                "report": tree,
                "words": words(),
                "since": since,
                "decided": [asdict(one) for one in decided],
                "pictures": [asdict(one) for one in pictures],
            }
        )
        figure = _figure(tree)
    timestamp = at if isinstance(at, int) else int(at.timestamp())
    return _set_for_ever(SOURCE, data, figure, timestamp)


def meeting_pdf(tree: dict[str, Any]) -> bytes:
    """Set the agenda or the minutes of a meeting, in the tree's own language."""
    return _set_for_ever(MEETING, {"meeting": plain(tree)})


def _set_for_ever(source: Path, data: dict[str, Any], figure: str = "", timestamp: int = 0) -> bytes:
    """Set what was typed by users; a sign that no font has is shown as a square."""
    with _turn():
        try:
            return _set(source, data | {"replaced": False}, figure, timestamp)
        except typst.TypstError:
            data = with_signs(data, _can_be_set) | {"replaced": True}
            return _set(source, data, figure, timestamp)


def blank_pdf(form: BlankForm) -> bytes:
    """Set a blank form, in the language in force. The same form gives the same bytes."""
    return _alone(BLANK, {"form": plain(asdict(form)), "words": plain(blank_words())})


def _alone(source: Path, data: dict[str, Any]) -> bytes:
    with _turn():
        return _set(source, data)


@contextmanager
def _turn() -> Iterator[None]:
    """Set one at a time; afterwards let the compiler forget what it worked out for it."""
    with ONE_AT_A_TIME:
        yield
        for _empty in range(KEPT_BY_COMPILER + 1):
            _compiler().compile(b"", format="pdf")


def _set(source: Path, data: dict[str, Any], figure: str = "", timestamp: int = 0) -> bytes:
    inputs = {key: json.dumps(one) for key, one in data.items()} | {"figure": figure}
    pdf = _compiler().compile(
        source.read_bytes(),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=timestamp,
    )
    assert isinstance(pdf, bytes)
    return pdf


def _can_be_set(text: str) -> bool:
    try:
        _set(TRIAL, {"text": text})
    except typst.TypstError:
        return False
    return True


def _figure(data: dict[str, Any]) -> str:
    """Draw the skeleton with the lesions, as the page does; data from before it had one has none."""
    lesions = data["lesions"]
    if not lesions or any("bone" not in one for one in lesions):
        return ""
    places = [Place(one["number"], one["bone"], one["side"], one["part"]) for one in lesions]
    return render_to_string("assessments/skeleton/small.html", with_lesions(places)).strip()


@cache
def _fonts() -> typst.Fonts:
    # The computer's own fonts are asked only for what these two lack, such as a name in Arabic.
    ours = [str(Path(font.__file__).parent) for font in (font_source_sans_pro, noto_cjk_sans_otc)]
    return typst.Fonts(include_system_fonts=True, font_paths=ours)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(HERE), font_paths=_fonts())
