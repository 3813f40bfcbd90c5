"""The audit sheets for the page: what the declarations say of a score, and what a human wrote of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from assessments.answers.punctuation import listed, told
from assessments.clinical.language.findings import Bands, Cases
from assessments.clinical.language.questions import Question
from assessments.clinical.risks import RISKS_BY_KEY
from assessments.clinical.risks.published import Unasked
from assessments.clinical.scores import GRADINGS_BY_KEY, SCORES_BY_KEY
from assessments.clinical.scores.score import Groups
from assessments.knowledge.catalogue.entry import Statement, outcomes
from assessments.knowledge.score_sheet import category, hand_written, points_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.clinical.scores import Grading, Score


@dataclass(frozen=True, slots=True)
class ItemTable:
    """An item of a score: its categories with their points, and how a category is found in the answers."""

    label: str
    categories: tuple[tuple[str, str], ...]
    found: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of what a human wrote: paragraphs, points of a list, rows of a table."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


def instrument(key: str) -> Score | Grading | None:
    """Give the score, classification or risk of this key."""
    return SCORES_BY_KEY.get(key) or GRADINGS_BY_KEY.get(key) or RISKS_BY_KEY.get(key)


def items(score: Score) -> tuple[ItemTable, ...]:
    """Give the table of a score, item by item."""
    return tuple(
        ItemTable(
            _(item.label),
            tuple(
                (_(category(item.looks_at, value)), points_in_words(points))
                for value, points in item.points.items()
            ),
            tuple(found_by(item.looks_at)),
        )
        for item in score.items
    )


def found_by(looks_at: object) -> Iterator[Statement]:
    """Say how a category is found in the answers."""
    if isinstance(looks_at, Question):
        yield Statement(_("as answered: {question}").format(question=_(looks_at.label)))
    elif isinstance(looks_at, Unasked):
        yield Statement(_("not asked for here, so that it stays open"))
    elif isinstance(looks_at, Cases):
        yield from outcomes(looks_at, lambda value: _(category(looks_at, value)), _)
    elif isinstance(looks_at, Groups):
        for name, values in looks_at.groups.items():
            yield Statement(
                told(_(category(looks_at, name)), listed(_(str(value).replace("_", " ")) for value in values))
            )
    elif isinstance(looks_at, Bands):
        for name, highest in looks_at.bands:
            yield Statement(_("{band} up to {number}").format(band=name, number=f"{highest:g}"))


def by_hand(key: str) -> tuple[Part, ...]:
    """Read the part of an audit sheet that a human wrote."""
    text = (settings.BASE_DIR / "docs" / "scores" / f"{key}.md").read_text("utf-8")
    return tuple(map(_part, hand_written(text).split("## ")[1:]))


def _part(text: str) -> Part:
    heading, _newline, body = text.partition("\n")
    paragraphs: list[str] = []
    points: list[str] = []
    table: list[tuple[str, ...]] = []
    for block in body.split("\n\n"):
        lines = [line.strip() for line in block.strip().splitlines()]
        if lines and lines[0].startswith("|"):
            rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
            table += [row for row in rows if set("".join(row)) - set("-: ")]
        elif lines and lines[0].startswith("- "):
            points += " ".join(lines).removeprefix("- ").replace("`", "").split(" - ")
        elif lines:
            paragraphs.append(" ".join(lines).replace("`", ""))
    return Part(heading.strip(), tuple(paragraphs), tuple(points), tuple(table))
