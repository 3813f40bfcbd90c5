"""Reading cases out of a table with the columns of our own export, or of a REDCap project made from them.

All or nothing: whatever cannot be meant is named by its line, its column and what is allowed there.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from assessments.answers.document import CASE_KEYS
from assessments.clinical.evaluation.case import Refused, clean_answer, is_later, read_case
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.patient import ASSESSED_ON, SEX
from assessments.models import normalised

from .cells import safe_cell
from .columns import DAYS, NOT_KNOWN, columns
from .redcap import RECORD, variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessments.answers.document import Document, Sections
    from assessments.clinical.language.questions import Question

LARGEST = 2_000_000  # bytes
MOST_ROWS = 2_000
ANSWER = "answer."
READ = ("identifier", "name", "birth_date", "assessment", "lesion")
LONGEST = {"identifier": 64, "name": 200}
LONGEST_SHOWN = 60
WHOLE, NUMBER = re.compile(r"-?[0-9]{1,9}"), re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one place: the line of the file, the column, what stands there, what may."""

    line: int
    column: str
    value: str
    allowed: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= LONGEST_SHOWN else f"{self.value[:LONGEST_SHOWN]}..."
        return f"line {self.line}, column {self.column}: {shown!r}: {self.allowed}"


class FaultyError(ValueError):
    """A table that cannot be taken; `faults` says why, each of them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults[:5])))
        self.faults = faults


@dataclass(slots=True)
class ReadCase:
    """One assessment: its answers, and the number of each lesion within the patient, in their order."""

    document: Document
    lesions: list[int]
    lines: list[int]


@dataclass(slots=True)
class Person:
    """A patient with their cases, and the line that names them first."""

    identifier: str
    name: str
    birth_date: date | None
    line: int
    cases: list[ReadCase] = field(default_factory=list)

    @property
    def sex(self) -> str:
        """Give the sex as the first case says it; empty where it says none."""
        return str(self.cases[0].document["case"].get(SEX.section, {}).get(SEX.key) or "")


@dataclass(frozen=True, slots=True)
class Table:
    """What a table holds: people with their cases, and the columns of it that are not brought in."""

    people: list[Person]
    passed_over: list[str]


Cells = dict[str, str]


def read_table(text: bytes, today: date) -> Table:
    """Read a table, in UTF-8. Raises FaultyError with every fault found."""
    if len(text) > LARGEST:
        raise FaultyError([Fault(0, "-", f"{len(text)} bytes", "at most 2 MB")])
    try:
        lines = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultyError([Fault(0, "-", str(error.object[error.start : error.end]), "UTF-8")]) from error
    header, rows = _rows(lines)
    faults: list[Fault] = []
    known = {name: column.name for column in columns(identified=True) for name in _names(column.name)}
    for name in header:
        if name not in known and name != RECORD:
            own = "the columns of an export with identifiers: manage.py export --columns --with-identifiers"
            faults.append(Fault(1, name, name, own + (", not days" if name.endswith(DAYS) else "")))
    if "identifier" not in {known.get(name) for name in header}:
        faults.append(Fault(1, "identifier", "", "this column is needed"))
    if faults:
        raise FaultyError(faults)
    named = [(number, {known[n]: c for n, c in cells.items() if n in known}) for number, cells in rows]
    people = _people(named, today, faults)
    if faults:
        raise FaultyError(sorted(faults, key=lambda fault: fault.line))
    read = {*READ, *(ANSWER + path for path in BY_PATH)}
    return Table(people, [name for name in header if name != RECORD and known[name] not in read])


def _names(column: str) -> Iterator[str]:
    yield column
    yield variable(column)


def _rows(text: str) -> tuple[list[str], list[tuple[int, Cells]]]:
    """Read the cells of each line, whichever of comma, semicolon and tab parts them."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        rows = []
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(header):
                told = f"{len(cells)} cells"
                raise FaultyError([Fault(reader.line_num, "-", told, f"{len(header)}, as in the first line")])
            rows.append((reader.line_num, dict(zip(header, map(_plain, cells), strict=True))))
            if len(rows) > MOST_ROWS:
                raise FaultyError([Fault(reader.line_num, "-", "", "at most 2,000 rows")])
    except csv.Error as error:
        raise FaultyError([Fault(reader.line_num, "-", str(error), "CSV")]) from error
    if len(set(header)) < len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise FaultyError([Fault(1, twice, twice, "each column once")])
    return header, rows


def _plain(cell: str) -> str:
    """Take away the sign that keeps a spreadsheet from reading a text as a formula."""
    return (cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell).strip()


# -- People and cases


def _people(rows: list[tuple[int, Cells]], today: date, faults: list[Fault]) -> list[Person]:
    people: dict[str, Person] = {}
    cases: dict[tuple[str, str], list[tuple[int, Cells]]] = defaultdict(list)
    for line, cells in rows:
        before = len(faults)
        person = _person(line, cells, faults)
        known = people.setdefault(person.identifier, person)
        if (known.name, known.birth_date) != (person.name, person.birth_date) and len(faults) == before:
            same = f"as in line {known.line}: one identifier, one name and date of birth"
            faults.append(Fault(line, "identifier", cells["identifier"], same))
        which = cells.get("assessment") or cells.get(ANSWER + ASSESSED_ON.path, "")
        cases[person.identifier, which].append((line, cells))
    for (identifier, _which), lines in cases.items():
        people[identifier].cases.append(_case(lines, today, faults))
    return list(people.values())


def _person(line: int, cells: Cells, faults: list[Fault]) -> Person:
    identifier, name, born = (cells.get(key, "") for key in ("identifier", "name", "birth_date"))
    for key, text in (("identifier", identifier), ("name", name)):
        if len(text) > LONGEST[key] or "\x00" in text:
            faults.append(Fault(line, key, text, f"at most {LONGEST[key]} signs"))
    if not normalised(identifier):
        faults.append(Fault(line, "identifier", identifier, "an identifier"))
    birth_date = None
    if born:
        try:
            birth_date = date.fromisoformat(born)
        except ValueError:
            faults.append(Fault(line, "birth_date", born, "a date such as 1964-05-03"))
    return Person(normalised(identifier), name, birth_date, line)


def _case(rows: list[tuple[int, Cells]], today: date, faults: list[Fault]) -> ReadCase:
    """Read the lines of one assessment, a line for each lesion; what is of the case is alike in all."""
    first, before = rows[0][1], len(faults)
    case: Sections = {}
    lesions: list[Sections] = []
    for line, cells in rows:
        lesion: Sections = {}
        lesions.append(lesion)
        for path, question in BY_PATH.items():
            text, column = cells.get(ANSWER + path, ""), ANSWER + path
            if question.section in CASE_KEYS and text != first.get(column, ""):
                faults.append(Fault(line, column, text, f"as in line {rows[0][0]}: it is of the same case"))
            elif text:
                into = case if question.section in CASE_KEYS else lesion
                value, allowed = _value(question, text)
                into.setdefault(question.section, {})[question.key] = value
                if allowed is not None and (into is lesion or line == rows[0][0]):
                    faults.append(Fault(line, column, text, allowed))
    read = ReadCase({"case": case, "lesions": lesions}, _numbers(rows, faults), [line for line, _c in rows])
    if len(faults) == before:
        faults += _against(read, today)
    return read


def _value(question: Question, text: str) -> tuple[Any, str | None]:
    """Read a cell as an export writes it; say what is allowed where it is none."""
    value: Any = text
    if text == NOT_KNOWN:
        return None, None
    if question.kind == "yes_no":
        value = TRUTH.get(text, text)
    elif question.kind == "integer" and WHOLE.fullmatch(text):
        value = int(text)
    elif question.kind == "decimal" and NUMBER.fullmatch(text):
        value = float(text)
    value, allowed = clean_answer(question, value)
    return value, None if allowed is None else f"{allowed}, or {NOT_KNOWN}"


def _numbers(rows: list[tuple[int, Cells]], faults: list[Fault]) -> list[int]:
    numbers: list[int] = []
    for place, (line, cells) in enumerate(rows, start=1):
        text = cells.get("lesion", "") or str(place)
        number = int(text) if WHOLE.fullmatch(text) else 0
        if not 0 < number <= 999 or number in numbers:
            faults.append(Fault(line, "lesion", text, "a number from 1 on, each once in an assessment"))
        numbers.append(number)
    return numbers


def _against(case: ReadCase, today: date) -> Iterable[Fault]:
    """Say what stands against a case as a whole."""
    day = case.document["case"].get(ASSESSED_ON.section, {}).get(ASSESSED_ON.key)
    column = ANSWER + ASSESSED_ON.path
    if not isinstance(day, str) or is_later(day, today.isoformat()):
        return [Fault(case.lines[0], column, str(day or ""), "the day of the assessment, not in the future")]
    try:
        read_case(case.document, today=today)
    except Refused as refused:
        return [
            Fault(
                case.lines[max(one.lesion, 1) - 1],
                ANSWER + one.question.path if one.question else one.path,
                str(one.value),
                one.allowed,
            )
            for one in refused.problems
        ]
    return []
