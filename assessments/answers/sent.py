"""What a browser sends: what of it was typed, and from which page, opened with which draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    Raw: TypeAlias = Mapping[str, list[str]]

# What a form carries and nobody types.
CARRIED = frozenset(
    {
        "action",
        "base_revision",
        "count",
        "csrfmiddlewaretoken",
        "of",
        "once",
        "onward",
        "resumes",
        "shown",
        "told",
        "typed_by",
    }
)
LONGEST_PAGE = 32


def page_of(raw: Raw) -> str:
    """Name the page on which it was typed: the key of its form; empty for one without."""
    return "".join(raw.get("once", [])[:1])[:LONGEST_PAGE]


def pages_of(raw: Raw) -> set[str]:
    """Name that page, and those whose drafts it was opened with."""
    return {page_of(raw), *raw.get("resumes", [])}


def count_of(raw: Raw) -> int:
    """Give how many times that page has sent what is typed; a lower number was typed before a higher one."""
    number = "".join(raw.get("count", [])[:1])
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def typed_in(raw: Raw) -> dict[str, list[str]]:
    """Give what was typed, without what was left empty."""
    return {
        name: [value for value in values if value]
        for name, values in raw.items()
        if name not in CARRIED and any(values)
    }


def holds(saved: Raw, draft: Raw) -> bool:
    """Tell whether everything that was typed into a draft stands in what is saved."""
    kept = typed_in(saved)
    return all(kept.get(name) == values for name, values in typed_in(draft).items() if not _is_unit(name))


def _is_unit(name: str) -> bool:
    """Tell whether this is the unit beside a number, which a page sends even with the number left open."""
    return name.endswith("-unit")
