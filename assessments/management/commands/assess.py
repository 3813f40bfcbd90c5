"""manage.py assess: case files in, advice out, a JSON object a line. Touches no database."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from assessments.clinical.case_files.compare import differences
from assessments.clinical.case_files.write import as_data
from assessments.clinical.evaluation.case import Refused
from assessments.clinical.evaluation.evaluate import evaluate
from assessments.report.build import report
from assessments.report.full_text import full_text

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

REFUSED, DIFFERENT = 2, 1
ENDINGS = (".toml", ".json", ".jsonl")
BYTE_ORDER_MARK = "\ufeff"  # some editors begin a file with it


class Unreadable(ValueError):
    """A file, or a line of one, that is no document at all."""


class Command(BaseCommand):
    help = "Write the advice for case files: one JSON object a line, in the order given."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            metavar="FILE",
            help=".toml, .json, .jsonl, a folder of such files, or - for JSON lines",
        )
        parser.add_argument("--format", choices=("json", "text"), default="json")
        parser.add_argument(
            "--check",
            action="store_true",
            help="compare with the files' [[expected]] tables; exit 1 if different",
        )

    def handle(self, *args: object, **options: Any) -> None:
        files = [file for name in options["files"] for file in _files(name)]
        status = 0
        differing = 0
        done = 0
        progress = Progress(len(files))
        for place, name in enumerate(files, start=1):
            for label, read in _cases(name):
                try:
                    document = read()
                    evaluation = evaluate(document)
                except Refused as refused:
                    for problem in refused.problems:
                        self._complain(f"{label}: {problem}", progress)
                    status = REFUSED
                    continue
                except Unreadable as unreadable:
                    self._complain(f"{label}: {unreadable}", progress)
                    status = REFUSED
                    continue
                done += 1
                progress.pause()
                self._write(label, evaluation, options["format"])
                if options["check"]:
                    found = differences(document.get("expected", []), evaluation)
                    differing += bool(found)
                    for line in found:
                        self._complain(f"{label}: {line}", progress)
            progress.show(place)
        progress.pause()
        if options["check"]:
            self.stderr.write(f"{done} cases compared, {differing} differ")
            status = status or (DIFFERENT if differing else 0)
        if status:
            sys.exit(status)

    def _write(self, label: str, evaluation: Any, output: str) -> None:
        if output == "json":
            self.stdout.write(json.dumps({"file": label, **as_data(evaluation)}, ensure_ascii=False))
        else:
            self.stdout.write(f"{label}\n{full_text(report(evaluation))}\n")

    def _complain(self, line: str, progress: Progress) -> None:
        progress.pause()
        self.stderr.write(line.replace("\n", " "))


class Progress:
    """A count on the terminal's last line; nothing where standard error is no terminal."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.wanted = sys.stderr.isatty() and total > 20
        self.shown = False

    def show(self, place: int) -> None:
        if self.wanted and (place % 10 == 0 or place == self.total):
            sys.stderr.write(f"\r{place} of {self.total} files")
            sys.stderr.flush()
            self.shown = True

    def pause(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            self.shown = False


def _files(name: str) -> list[str]:
    """Give the case files that a name stands for: those of a folder, by name, or the one file."""
    path = Path(name)
    if name == "-" or not path.is_dir():
        return [name]
    return [str(file) for file in sorted(path.iterdir()) if file.suffix in ENDINGS] or [name]


def _cases(name: str) -> Iterator[tuple[str, Any]]:
    """Give each case of a file as its label and a function that reads it."""
    if name == "-":
        yield from _json_lines("-", sys.stdin)
        return
    path = Path(name)
    if path.is_dir():
        yield name, lambda: _fail(f"file: a folder without case files: {', '.join(ENDINGS)}")
        return
    try:
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8-sig") as lines:
                yield from _json_lines(name, lines)
            return
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"file: cannot be read: {error}"
        yield name, lambda: _fail(message)
        return
    if path.suffix == ".toml":
        yield name, lambda: _parsed(tomllib.loads, content)
    elif path.suffix == ".json":
        yield name, lambda: _parsed(_json, content)
    else:
        yield name, lambda: _fail(f"file: {path.suffix or 'no ending'!r} is refused: .toml, .json or .jsonl")


def _json_lines(name: str, lines: Any) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(BYTE_ORDER_MARK).strip()
        if text:
            yield f"{name}:{number}", lambda text=text: _parsed(_json, text)


def _json(content: str) -> Any:
    return json.loads(content, object_pairs_hook=_each_key_once)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a table in which a key stands twice: of two answers, JSON silently takes the last."""
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one table")
    return table


def _parsed(loads: Any, content: str) -> Any:
    try:
        document = loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"file: not a readable document: {error}") from error
    if not isinstance(document, dict):
        raise Unreadable("file: a case is a table (an object), with case and lesions")
    return document


def _fail(message: str) -> Any:
    raise Unreadable(message)
