"""Our columns as REDCap has them: names without points, a data dictionary, and records that fit it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from assessments.clinical.sections import BY_PATH

from .columns import NOT_KNOWN, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessments.clinical.language.questions import Question

    from .columns import Column

RECORD = "record_id"
FORM, OTHER_FORM = "bonemet", "bonemet_results"
HEADINGS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
NOTE = f"{NOT_KNOWN}: a missing data code of the project"
KINDS = {"integer": "integer", "decimal": "number", "date": "date_ymd"}


def variable(column: str) -> str:
    """Give REDCap's name of a column: small letters, digits and underscores; of an answer its key alone."""
    path = column.removeprefix("answer.")
    return BY_PATH[path].key if path != column and path in BY_PATH else column.replace(".", "_")


def dictionary(*, identified: bool) -> Iterator[list[str]]:
    """Give the lines of a data dictionary, its heading first, for exports with or without identifiers."""
    yield list(HEADINGS)
    yield _line(RECORD, FORM, "text", "Number of the row")
    for column in columns(identified=identified):
        path = column.name.removeprefix("answer.")
        if path != column.name:
            yield _answer(column, BY_PATH[path], identified=identified)
        else:
            kind = "date_ymd" if column.is_date and identified else "integer" if column.is_date else ""
            told = _line(
                variable(column.title(identified=identified)),
                _form(column),
                "text",
                column.meaning,
                valid=kind,
            )
            told[10] = "y" if column.names else ""
            yield told


def _form(column: Column) -> str:
    return OTHER_FORM if "." in column.name or column.name in ("decision", "urgency", "aim") else FORM


def _answer(column: Column, question: Question, *, identified: bool) -> list[str]:
    name = variable(column.name)
    label = f"{question.label} ({question.unit})" if question.unit else question.label
    if question.kind == "choice":
        choices = {choice.value: choice.label for choice in question.choices}
    elif question.kind == "yes_no":
        choices = {"true": "Yes", "false": "No"}
    elif question.kind == "date" and not identified:
        return _line(
            f"{name}_days", FORM, "text", f"{label}: days from the assessment", note=NOTE, valid="integer"
        )
    else:
        limits = ("", "") if question.kind == "date" else (f"{question.minimum:g}", f"{question.maximum:g}")
        return _line(name, FORM, "text", label, note=NOTE, valid=KINDS[question.kind], limits=limits)
    told = " | ".join(f"{code}, {text}" for code, text in (choices | {NOT_KNOWN: "Not known"}).items())
    return _line(name, FORM, "radio", label, choices=told)


def _line(
    name: str,
    form: str,
    kind: str,
    label: str,
    *,
    choices: str = "",
    note: str = "",
    valid: str = "",
    limits: tuple[str, str] = ("", ""),
) -> list[str]:
    return [name, form, "", kind, label, choices, note, valid, *limits, *[""] * 8]


def records(rows: Iterable[Any], *, identified: bool) -> Iterator[list[Any]]:
    """Give the lines of a record export: the values of ours, under a number for each row of a patient."""
    told = columns(identified=identified)
    yield [RECORD, *(variable(column.title(identified=identified)) for column in told)]
    counted: Counter[str] = Counter()
    for row in rows:
        counted[row.study_key] += 1
        number = f"{row.study_key}-{counted[row.study_key]}"
        yield [number, *(column.value(row, identified=identified) for column in told)]
