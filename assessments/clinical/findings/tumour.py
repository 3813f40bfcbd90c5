"""The primary tumour: which it is, how fast it grows, what radiation does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.findings import Cases, Finding
from assessments.clinical.language.logic import (
    NO_KEYS,
    Named,
    Variable,
    known,
)
from assessments.clinical.language.questions import NOT_ASKED
from assessments.clinical.sections.history import (
    CANCER_HISTORY,
    HORMONE_DEPENDENT,
    LUNG_TYPE,
    PRIMARY,
    RADIOSENSITIVITY_KNOWN,
    TARGETED_THERAPY,
    THYROID_DIFFERENTIATED,
)

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts


@dataclass(frozen=True, eq=False, slots=True)
class _PrimaryTumour(Finding, Variable):
    """The primary with "none found" as a value of its own; not worked up leaves every one possible."""

    none_found: frozenset[object]
    name = "primary tumour"
    looks_at = (PRIMARY, CANCER_HISTORY)

    def possible(self, facts: Facts) -> frozenset[object]:
        primaries = PRIMARY.possible(facts)
        if NOT_ASKED not in primaries:
            return primaries
        history = CANCER_HISTORY.possible(facts)
        if history == self.none_found:
            return self.none_found
        every = PRIMARY.values_for(None, facts)
        return every | self.none_found

    def open_keys(self, facts: Facts) -> frozenset[str]:
        if PRIMARY.possible(facts) == {NOT_ASKED} and CANCER_HISTORY.said("not_worked_up").holds(facts):
            return frozenset({CANCER_HISTORY.path})
        return PRIMARY.open_keys(facts)


PRIMARY_TUMOUR = _PrimaryTumour(none_found=frozenset({"no_primary_found"}))
HAEMATOLOGICAL = PRIMARY_TUMOUR.is_("myeloma", "lymphoma")
# Tumours that drugs and radiation cure or hold without a resection, or that no resection holds.
NOT_FOR_RESECTION = Named(
    "not for resection",
    PRIMARY_TUMOUR.is_("myeloma", "lymphoma", "germ_cell")
    | (PRIMARY_TUMOUR.is_("lung") & LUNG_TYPE.is_("small_cell"))
    | known(PRIMARY_TUMOUR.is_("thyroid") & THYROID_DIFFERENTIATED.no),
)

GROWTH = Cases(
    "growth",
    ("slow", PRIMARY_TUMOUR.is_("thyroid", "myeloma", "lymphoma")),
    ("slow", PRIMARY_TUMOUR.is_("breast", "prostate") & HORMONE_DEPENDENT.yes),
    ("moderate", PRIMARY_TUMOUR.is_("breast", "prostate")),
    ("rapid", PRIMARY_TUMOUR.is_("lung") & LUNG_TYPE.is_("small_cell")),
    ("moderate", PRIMARY_TUMOUR.is_("lung") & TARGETED_THERAPY.yes),
    (
        "moderate",
        PRIMARY_TUMOUR.is_(
            "kidney",
            "sarcoma",
            "endometrium",
            "ovary",
            "germ_cell",
            "neuroendocrine",
            "phaeochromocytoma",
            "other",
        ),
    ),
    # Lung without a targeted drug, colon, rectum, stomach, pancreas, head and neck, oesophagus, liver,
    # melanoma, urothelial, biliary, cervix, and no primary found.
    otherwise="rapid",
)


@dataclass(frozen=True, eq=False, slots=True)
class _Radiosensitivity(Finding, Variable):
    """What is known better wins, else what is usual for the primary; open while no primary is known."""

    usual: Cases
    every: frozenset[object]
    name = "radiosensitivity"
    looks_at = (RADIOSENSITIVITY_KNOWN,)

    def possible(self, facts: Facts) -> frozenset[object]:
        known_better = facts.answer(RADIOSENSITIVITY_KNOWN)
        if known_better is not None:
            return frozenset({known_better})
        if "no_primary_found" in PRIMARY_TUMOUR.possible(facts):
            return self.every
        return self.usual.possible(facts)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        if facts.answer(RADIOSENSITIVITY_KNOWN) is not None:
            return NO_KEYS
        if CANCER_HISTORY.said("no_primary_found").holds(facts):
            return frozenset({CANCER_HISTORY.path})
        return self.usual.open_keys(facts)


RADIOSENSITIVITY = _Radiosensitivity(
    usual=Cases(
        "usual radiosensitivity",
        ("sensitive", PRIMARY_TUMOUR.is_("lymphoma", "myeloma", "germ_cell")),
        ("sensitive", PRIMARY_TUMOUR.is_("lung") & LUNG_TYPE.is_("small_cell")),
        (
            "resistant",
            PRIMARY_TUMOUR.is_("kidney", "melanoma", "thyroid", "colon", "rectum", "liver", "sarcoma"),
        ),
        otherwise="intermediate",
    ),
    every=frozenset({"sensitive", "intermediate", "resistant"}),
)
SENSITIVE = RADIOSENSITIVITY.is_("sensitive")
INTERMEDIATE = RADIOSENSITIVITY.is_("intermediate")
RESISTANT = RADIOSENSITIVITY.is_("resistant")
