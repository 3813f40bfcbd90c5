"""Beside what others wrote, in turn: json-rules-engine over the tables of zen-engine, WeasyPrint for the PDF.

`make bench` installs both where it can, each in an environment of its own: nothing of them is a part of
bonemet. What is not there is named, and left out.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
from django.db import connection

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores import SCORES_BY_KEY

from . import hospital
from .core import MIRELS_GRID, SINS_GRID
from .timing import median_and_most, once, progress, table
from .zen_tables import MIRELS, SINS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .zen_tables import Row

HERE = Path(__file__).parent / "peers"
PYTHON = Path(__file__).parents[2] / "var" / "peers" / "bin" / "python"
PORTION, PORTIONS, PDFS = 40, 25, 10
OPERATORS = {">=": "greaterThanInclusive", ">": "greaterThan"}


def measure() -> bool:
    """Print both tables; tell whether the totals agree."""
    node = shutil.which("node")
    agree = True
    if node and (HERE / "node_modules").is_dir():
        agree = _beside_json_rules(node)
    else:
        print("\njson-rules-engine is not installed here (npm): left out.")
    if _has_weasyprint():
        _beside_weasyprint()
    else:
        print("\nWeasyPrint is not installed here, or not the libraries that it needs (Pango): left out.")
    return agree


def _has_weasyprint() -> bool:
    imported = [str(PYTHON), "-c", "import weasyprint"]
    return PYTHON.exists() and subprocess.run(imported, capture_output=True, check=False).returncode == 0


# -- The scores


def _beside_json_rules(node: str) -> bool:
    rows, differing = [], 0
    with _asking([node, str(HERE / "json_rules.mjs")]) as (tell, ask):
        tell(json.dumps({"mirels": _rules(MIRELS), "sins": _rules(SINS)}))
        for key, grid in (("mirels", MIRELS_GRID), ("sins", SINS_GRID)):
            score, ours, theirs = SCORES_BY_KEY[key], list[int](), list[int]()
            for portion in range(PORTIONS):
                progress("json-rules-engine", portion, PORTIONS)
                lesions = [grid[(portion * PORTION + number) * 31 % len(grid)] for number in range(PORTION)]
                ours += [once(partial(_read, key, lesion)) for lesion in lesions]
                told = ask(json.dumps({"score": key, "lesions": lesions}))
                theirs += told["taken"]
                for lesion, total in zip(lesions, told["totals"], strict=True):
                    reading = _read(key, lesion)
                    differing += reading is None or (reading.low, reading.high) != (total, total)
            rows += [
                (f"{score.title}, bonemet", *median_and_most(ours)),
                (f"{score.title}, json-rules-engine", *median_and_most(theirs)),
            ]
    whole = 2 * PORTION * PORTIONS
    rows.append((f"  the same total for {whole - differing:,} of {whole:,} lesions", "", ""))
    table("One score alone, beside json-rules-engine (on Node)", ("", "median", "most"), rows)
    return differing == 0


def _read(key: str, lesion: dict[str, Any]) -> Any:
    return SCORES_BY_KEY[key].read(Facts(lesion))


def _rules(score: dict[str, tuple[tuple[str, ...], list[Row]]]) -> dict[str, Any]:
    return {
        item: [
            {
                "conditions": [
                    _condition(key, cell) for key, cell in zip(looks_at, cells, strict=True) if cell
                ],
                "points": points,
            }
            for cells, points in rows
        ]
        for item, (looks_at, rows) in score.items()
    }


def _condition(key: str, cell: str) -> dict[str, Any]:
    """Say in its words what a cell of zen's table says."""
    operator, _blank, number = cell.partition(" ")
    if cell == "true":
        return {"fact": key, "operator": "equal", "value": True}
    if operator in OPERATORS:
        return {"fact": key, "operator": OPERATORS[operator], "value": int(number)}
    return {"fact": key, "operator": "in", "value": re.findall("'([^']+)'", cell)}


# -- The report as a PDF


def _beside_weasyprint() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = _a_report(folder)
        file = Path(folder) / "report.html"
        file.write_text(_bare(page), "utf-8")
        ours, busy, theirs, theirs_busy = list[int](), list[int](), list[int](), list[int]()
        with _asking([str(PYTHON), str(HERE / "set_pdf.py")]) as (_tell, ask):
            ask(str(file))
            made = pdf()
            for number in range(PDFS):
                progress("PDF", number, PDFS)
                started = time.process_time_ns()
                ours.append(once(pdf))
                busy.append(time.process_time_ns() - started)
                told = ask(str(file))
                theirs.append(told["taken"])
                theirs_busy.append(told["computed"])
        rows = [
            (name, str(sheets), median_and_most(taken)[0], median_and_most(computed)[0])
            for name, sheets, taken, computed in (
                ("bonemet: asked for, read, set by typst", _sheets(BytesIO(made)), ours, busy),
                ("WeasyPrint: its page as drawn", _sheets(file.with_suffix(".pdf")), theirs, theirs_busy),
            )
        ]
        connection.close()
        table("A report as a PDF, both warm", ("", "sheets", "elapsed", "computing"), rows)


def _a_report(folder: str) -> tuple[str, Callable[[], bytes]]:
    """Give the page of a report, and what asks for it as a PDF."""
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from tests.people import fill, make_world

    hospital.use(str(Path(folder) / "beside.sqlite3"))
    call_command("migrate", verbosity=0)
    world = make_world()
    fill(world.assessment, world.alice)
    client = Client()
    client.force_login(world.alice)
    page, pdf = (
        reverse(f"assessments:{name}", args=[world.assessment.uuid]) for name in ("report", "report_pdf")
    )
    return client.get(page).content.decode(), lambda: client.get(pdf).content


def _bare(page: str) -> str:
    """Leave out scripts and style sheets: WeasyPrint 70 fails on the grids of ours."""
    return re.sub(r"<script\b.*?</script>|<link\b[^>]*>", "", page, flags=re.DOTALL)


def _sheets(file: Path | BytesIO) -> int:
    with pikepdf.open(file) as opened:
        return len(opened.pages)


@contextmanager
def _asking(command: list[str]) -> Iterator[tuple[Callable[[str], None], Callable[[str], dict[str, Any]]]]:
    """Give two ways to speak with a program that answers a line with a line: tell, and ask."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=HERE, stdin=pipe, stdout=pipe, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        sent, answered = program.stdin, program.stdout

        def tell(line: str) -> None:
            sent.write(f"{line}\n")
            sent.flush()

        def ask(line: str) -> dict[str, Any]:
            tell(line)
            told: dict[str, Any] = json.loads(answered.readline())
            return told

        try:
            yield tell, ask
        finally:
            sent.close()
