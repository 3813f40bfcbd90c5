"""NOMS (Laufer 2013): neurologic, oncologic, mechanical, systemic, and the row of the table they lead to."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from assessments.clinical.findings.bone import IRRADIATED
from assessments.clinical.findings.deficits import CAUDA_SEVERE, CORD_HIGH_GRADE
from assessments.clinical.findings.tumour import HAEMATOLOGICAL, PRIMARY_TUMOUR, RADIOSENSITIVITY
from assessments.clinical.language.findings import Cases, Finding
from assessments.clinical.language.logic import NO_KEYS, Variable
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import (
    FIT_FOR_ANAESTHESIA,
    LUNG_TYPE,
    RADIOSENSITIVITY_KNOWN,
)
from assessments.clinical.sections.imaging import (
    CAUDA_COMPRESSION,
    CORD_COMPRESSION,
    SPINE,
)
from assessments.clinical.sections.neuro import DEFICIT

from .grading import Grade, Grading, Note, Part
from .sins import SINS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Condition

PARTIAL_CAUDA = CAUDA_COMPRESSION.is_("partial")

NEUROLOGIC = Cases(
    "NOMS neurologic",
    ("high", CORD_HIGH_GRADE | CAUDA_SEVERE),
    ("partial", PARTIAL_CAUDA),
    otherwise="low",
)
ONCOLOGIC = Cases(
    "NOMS oncologic",
    ("irradiated", IRRADIATED),
    ("resistant", RADIOSENSITIVITY.is_("resistant")),
    ("sensitive", RADIOSENSITIVITY.is_("sensitive")),
    otherwise="intermediate",
)
NOMS_MECHANICAL = Cases(
    "NOMS mechanical",
    ("unstable", SINS.at_least(13)),
    ("possibly_unstable", SINS.at_least(7)),
    otherwise="stable",
)

# Which columns of the table each finding belongs to. Where the table has none of its own (cauda partly
# compressed, intermediate radiosensitivity, SINS 7-12, a review to come) all that it may mean are shown.
COLUMNS: tuple[tuple[Variable, Mapping[object, tuple[str, ...]]], ...] = (
    (NEUROLOGIC, {"low": ("low",), "partial": ("low", "high"), "high": ("high",)}),
    (
        ONCOLOGIC,
        {
            "sensitive": ("sensitive",),
            "intermediate": ("sensitive", "resistant"),
            "resistant": ("resistant",),
            "irradiated": ("resistant",),
        },
    ),
    (
        NOMS_MECHANICAL,
        {
            "stable": ("stable",),
            "possibly_unstable": ("stable", "unstable"),
            "unstable": ("unstable",),
        },
    ),
    (
        FIT_FOR_ANAESTHESIA,
        {
            "fit": ("able",),
            "small_operation_only": ("small_only",),
            "unfit": ("unable",),
            "needs_review": ("able", "small_only", "unable"),
        },
    ),
)
ANY = ("able", "small_only", "unable")
SMALL = ("able", "small_only")  # cement or screws through the skin stabilise as well
OPEN = ("able",)
NOT_OPEN = ("small_only", "unable")
ROWS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("noms_01", "low", "sensitive", "stable", ANY),
    ("noms_02", "low", "sensitive", "unstable", SMALL),
    ("noms_03", "low", "resistant", "stable", ANY),
    ("noms_04", "low", "resistant", "unstable", SMALL),
    ("noms_05", "high", "sensitive", "stable", ANY),
    ("noms_06", "high", "sensitive", "unstable", SMALL),
    ("noms_07", "high", "resistant", "stable", OPEN),
    ("noms_08", "high", "resistant", "stable", NOT_OPEN),
    ("noms_09", "high", "resistant", "unstable", OPEN),
    ("noms_10", "high", "resistant", "unstable", NOT_OPEN),
)
ROW_OF = {(*columns, able): row for row, *columns, ables in ROWS for able in ables}
NO_ROW = "no_row"


class _Row(Finding, Variable):
    """The rows that the four assessments can still lead to."""

    __slots__ = ()
    name = "NOMS row"
    looks_at = tuple(finding for finding, _columns in COLUMNS)

    def possible(self, facts: Facts) -> frozenset[object]:
        axes = [
            {column for value in finding.possible(facts) for column in columns[value]}
            for finding, columns in COLUMNS
        ]
        return frozenset(ROW_OF.get(combination, NO_ROW) for combination in product(*axes))

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS.union(*(finding.open_keys(facts) for finding, _columns in COLUMNS))


# Primaries on whose radiosensitivity sources disagree; told while it is taken from the primary.

USUAL = ~RADIOSENSITIVITY_KNOWN.given & ~IRRADIATED
DISPUTED_PRIMARIES: tuple[tuple[str, Condition, str], ...] = (
    (
        "breast_prostate",
        PRIMARY_TUMOUR.is_("breast", "prostate"),
        _("Breast and prostate: intermediate in one reference; many centres treat them as sensitive."),
    ),
    (
        "lung",
        PRIMARY_TUMOUR.is_("lung") & LUNG_TYPE.is_("non_small_cell"),
        _("Non-small-cell lung cancer: intermediate in one source, resistant or sensitive in others."),
    ),
    (
        "thyroid",
        PRIMARY_TUMOUR.is_("thyroid"),
        _("Thyroid: resistant in two sources, counted as sensitive in one trial."),
    ),
    (
        "liver",
        PRIMARY_TUMOUR.is_("liver"),
        _("Liver: intermediate in one source, resistant in another."),
    ),
)

NOMS = Grading(
    key="noms",
    title="NOMS",
    applies=SPINE,
    finding=_Row(),
    grades=(
        Grade(
            key="noms_01", label=_("row 1: low, sensitive, stable"), meaning=_("Conventional radiotherapy.")
        ),
        Grade(
            key="noms_02",
            label=_("row 2: low, sensitive, unstable"),
            meaning=_("Stabilisation, then conventional radiotherapy."),
        ),
        Grade(
            key="noms_03", label=_("row 3: low, resistant, stable"), meaning=_("Stereotactic radiotherapy.")
        ),
        Grade(
            key="noms_04",
            label=_("row 4: low, resistant, unstable"),
            meaning=_("Stabilisation, then stereotactic radiotherapy."),
        ),
        Grade(
            key="noms_05",
            label=_("row 5: high, sensitive, stable"),
            meaning=_("Conventional radiotherapy, whatever the compression."),
        ),
        Grade(
            key="noms_06",
            label=_("row 6: high, sensitive, unstable"),
            meaning=_("Stabilisation, then conventional radiotherapy."),
        ),
        Grade(
            key="noms_07",
            label=_("row 7: high, resistant, stable, fit"),
            meaning=_("Decompression and fixation (separation surgery), then stereotactic radiotherapy."),
        ),
        Grade(
            key="noms_08",
            label=_("row 8: high, resistant, stable, unfit"),
            meaning=_("Conventional radiotherapy. This row was not seen in print."),
        ),
        Grade(
            key="noms_09",
            label=_("row 9: high, resistant, unstable, fit"),
            meaning=_("Decompression and fixation (separation surgery), then stereotactic radiotherapy."),
        ),
        Grade(
            key="noms_10",
            label=_("row 10: high, resistant, unstable, unfit for open surgery"),
            meaning=_(
                "Percutaneous cement augmentation or screws, then conventional radiotherapy. Not seen "
                "in print."
            ),
        ),
        Grade(
            key=NO_ROW,
            label=_("no row: unstable and unfit for any stabilisation"),
            meaning=_("The table has no row: radiotherapy and a brace, as far as tolerated."),
        ),
    ),
    parts=(
        Part(key="neurologic", label=_("Compression"), looks_at=NEUROLOGIC),
        Part(key="oncologic", label=_("Radiosensitivity"), looks_at=ONCOLOGIC),
        Part(key="mechanical", label=_("Stability by SINS"), looks_at=NOMS_MECHANICAL),
        Part(key="systemic", label=_("Fit for anaesthesia and surgery"), looks_at=FIT_FOR_ANAESTHESIA),
    ),
    notes=(
        Note(
            key="disputed",
            when=RADIOSENSITIVITY.is_("intermediate") & ~IRRADIATED,
            says=_(
                "Radiosensitivity is intermediate: the rows for sensitive and for resistant are disputed."
            ),
        ),
        *(Note(key=key, when=condition & USUAL, says=text) for key, condition, text in DISPUTED_PRIMARIES),
        Note(
            key="irradiated",
            when=IRRADIATED,
            says=_("Irradiated before: read as resistant; that wording of the table was not seen."),
        ),
        Note(
            key="possibly_unstable",
            when=SINS.between(7, 12),
            says=_("SINS 7-12 is neither stable nor unstable in the table: both rows are shown."),
        ),
        Note(
            key="partial_cauda",
            when=PARTIAL_CAUDA,
            says=_("The table grades the cord; a partly compressed cauda equina may be read as low or high."),
        ),
        Note(
            key="inconsistent",
            when=DEFICIT.is_("cord") & CORD_COMPRESSION.is_("0", "1a", "1b", "1c"),
            says=_(
                "Cord signs without a compressed cord do not fit together: look at level and imaging again."
            ),
        ),
        Note(
            key="haematological",
            when=HAEMATOLOGICAL,
            says=_("Myeloma and lymphoma are treated medically first, even with a deficit."),
        ),
    ),
    cohort=_("A framework of one cancer centre, published 2013, with updates in 2020 and 2023; no cohort"),
    limits=(
        _("The printed table was not seen: rows 8 and 10, and the order in unstable rows, are inferred."),
        _("Sources disagree on breast, prostate, non-small-cell lung, thyroid and liver."),
        _("Where stereotactic radiotherapy is not to be had, conventional follows decompression."),
        _("Fitness is taken as answered, never presumed from the ASA class."),
    ),
    references=(
        "noms_2013",
        "noms_2010",
        "noms_2020",
        "noms_2023",
        "haematological_epidural",
        "ao_radiosensitivity",
        "sc24_2021",
    ),
)
