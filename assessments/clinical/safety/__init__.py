"""Safety and work-up: what must be seen to, whatever the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .nerves import NERVES
from .operation import OPERATION
from .patient import OF_THE_PATIENT
from .row import Extra, SafetyRow
from .work_up import WORK_UP

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts

SAFETY: tuple[SafetyRow, ...] = tuple(
    sorted((*WORK_UP, *NERVES, *OPERATION, *OF_THE_PATIENT), key=lambda row: int(row.key.removeprefix("S")))
)


def safety(facts: Facts) -> tuple[SafetyRow, ...]:
    """List the rows that hold. A presumption counts until it is answered; unknown is not taken for no."""
    presumed = facts.presumed
    return tuple(row for row in SAFETY if row.when.holds(presumed))


__all__ = ["SAFETY", "Extra", "SafetyRow", "safety"]
