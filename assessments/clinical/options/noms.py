"""What each row of the NOMS table advises, as a reason for the option that it names.

Where a matter lies between two columns of the table (intermediate radiosensitivity, on which the centres
disagree, or SINS 7 to 12) both rows are named; so they are while fitness is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.logic import Condition
from assessments.clinical.language.translatable import _
from assessments.clinical.scores.noms import NEUROLOGIC, NOMS

from .reason import Reason

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts


@dataclass(frozen=True, eq=False, slots=True)
class InRow(Condition):
    """The lesion may fall into this row of NOMS, and its compression is graded."""

    row: str
    looks_at = (NOMS,)

    @property
    def words(self) -> str:
        """Say it in words."""
        return f"may lie in {self.row}, and the compression is graded"

    def holds(self, facts: Facts) -> bool | None:
        reading = NOMS.read(facts)
        if reading is None or NEUROLOGIC.value(facts) is None:
            return False
        return any(grade.key == self.row for grade in reading.possible)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NOMS.open_keys(facts)


def _row(*, row: str, option: str, says: str, evidence: str = "consensus") -> Reason:
    return Reason(
        option=option,
        favours=True,
        says=says,
        when=InRow(row),
        evidence=(evidence,),
        references=("noms_2013", "noms_2010"),
    )


# Rows 8 and 10 were not seen in print.
NOMS_REASONS: tuple[Reason, ...] = (
    _row(
        row="noms_01",
        option="radiotherapy_fractionated",
        says=_("NOMS row 1 (low grade, sensitive, stable): conventional radiotherapy."),
    ),
    _row(
        row="noms_02",
        option="percutaneous_fixation",
        says=_("NOMS row 2 (low grade, sensitive, unstable): stabilisation, then conventional radiotherapy."),
    ),
    _row(
        row="noms_03",
        option="stereotactic_radiotherapy",
        says=_("NOMS row 3 (low grade, resistant, stable): stereotactic radiotherapy."),
    ),
    _row(
        row="noms_04",
        option="percutaneous_fixation",
        says=_("NOMS row 4 (low grade, resistant, unstable): stabilisation, then stereotactic radiotherapy."),
    ),
    _row(
        row="noms_05",
        option="radiotherapy_fractionated",
        says=_("NOMS row 5 (high grade, sensitive, stable): conventional radiotherapy."),
    ),
    _row(
        row="noms_06",
        option="percutaneous_fixation",
        says=_(
            "NOMS row 6 (high grade, sensitive, unstable): stabilisation, then conventional radiotherapy."
        ),
    ),
    _row(
        row="noms_07",
        option="decompression_and_fixation",
        says=_("NOMS row 7 (high grade, resistant, stable, fit): separation surgery, then SBRT."),
    ),
    _row(
        row="noms_08",
        option="radiotherapy_fractionated",
        says=_("NOMS row 8 (high grade, resistant, stable, not fit): conventional radiotherapy."),
        evidence="expert",
    ),
    _row(
        row="noms_09",
        option="decompression_and_fixation",
        says=_("NOMS row 9 (high grade, resistant, unstable, fit): separation surgery, then SBRT."),
    ),
    _row(
        row="noms_10",
        option="percutaneous_fixation",
        says=_(
            "NOMS row 10 (high grade, resistant, unstable, not fit): percutaneous cement or screws, "
            "radiotherapy."
        ),
        evidence="expert",
    ),
)
