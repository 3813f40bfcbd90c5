"""Findings: what follows from the answers before any score or rule is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from assessments.clinical.language.findings import Bands, Cases, Sum
from assessments.clinical.language.logic import (
    NO_KEYS,
    Named,
    Quantity,
    Undetermined,
    Variable,
    known,
)
from assessments.clinical.language.questions import NOT_ASKED
from assessments.clinical.sections.fracture import FRACTURE, LIMB_FUNCTION
from assessments.clinical.sections.history import (
    CANCER_HISTORY,
    CEREBRAL_METASTASES,
    DISSEMINATION,
    ECOG,
    ECOG_BEFORE,
    HORMONE_DEPENDENT,
    KARNOFSKY,
    LUNG_TYPE,
    OTHER_BONE_METASTASES,
    PRIMARY,
    RADIOSENSITIVITY_KNOWN,
    TARGETED_THERAPY,
    THYROID_DIFFERENTIATED,
    VERTEBRAL_METASTASES,
    VISCERAL_METASTASES,
    WHOLE_BODY_STAGING,
)
from assessments.clinical.sections.imaging import (
    BONE,
    COLLAPSE,
    CONTIGUOUS_LEVELS,
    LONG_BONE,
    OTHER_SPINAL_FRACTURE,
    RADIOTHERAPY_HERE,
    RESPONSE_ON_IMAGING,
    SPINE,
    WEEKS_SINCE_RADIOTHERAPY,
)
from assessments.clinical.sections.neuro import DEFICIT
from assessments.clinical.sections.pain import MECHANICAL, PAIN_IN_WORDS, PAIN_TREND, WORST_PAIN

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.logic import Node


# Region and load

REGION = Cases(
    "region",
    ("spine", SPINE),
    ("long_bone", LONG_BONE),
    ("acetabulum", BONE.is_("acetabulum")),
    otherwise="other",
)
WEIGHT_BEARING_BONE = BONE.is_("spine", "femur", "tibia", "acetabulum", "foot")
UPPER_LIMB = BONE.is_("humerus", "radius", "ulna")
FRACTURED = Named(
    "fractured",
    FRACTURE.is_("undisplaced", "displaced")
    | (SPINE & (COLLAPSE.is_("under_half", "over_half") | OTHER_SPINAL_FRACTURE.yes)),
)
FUNCTION_DISTURBED = LIMB_FUNCTION.is_("limited", "lost")

# Extent


class _BoneMetastases(Sum):
    """Both counts together; a tumour that spans neighbouring vertebrae is one, and one lesion is there."""

    __slots__ = ()

    def span(self, facts: Facts) -> tuple[float, float] | None:
        low, high = cast("tuple[float, float]", super().span(facts))
        merged = self.merged(facts)
        return max(1, low - merged), max(1, high - merged)

    def merged(self, facts: Facts) -> int:
        """Give how many of the vertebrae counted belong to a tumour that is counted already."""
        levels = facts.answer(CONTIGUOUS_LEVELS)
        return facts.merged + (levels - 1 if isinstance(levels, int) else 0)

    @property
    def children(self) -> tuple[Node, ...]:
        return (*super().children, CONTIGUOUS_LEVELS)


# Scores go by the counts as entered, a vertebra each, as their papers did.
COUNTED_METASTASES = Sum("bone metastases as counted", VERTEBRAL_METASTASES, OTHER_BONE_METASTASES)
BONE_METASTASES = _BoneMetastases("bone metastases in all", VERTEBRAL_METASTASES, OTHER_BONE_METASTASES)
SINGLE_METASTASIS = Named("single metastasis", BONE_METASTASES.at_most(1))
SOLITARY = Named(
    "solitary",
    SINGLE_METASTASIS & (WHOLE_BODY_STAGING.is_("complete") | Undetermined(WHOLE_BODY_STAGING)),
)

OLIGOMETASTATIC = Named(
    "oligometastatic: one to five bone metastases, fully staged, none elsewhere",
    BONE_METASTASES.at_most(5)
    & WHOLE_BODY_STAGING.is_("complete")
    & VISCERAL_METASTASES.is_("none")
    & CEREBRAL_METASTASES.no
    & DISSEMINATION.no,
)

# The primary tumour


class _PrimaryTumour(Variable):
    """The primary with "none found" as a value of its own; not worked up leaves every one possible."""

    __slots__ = ()
    name = "primary tumour"
    none_found = frozenset[object]({"no_primary_found"})

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

    @property
    def children(self) -> tuple[Node, ...]:
        return (PRIMARY, CANCER_HISTORY)


PRIMARY_TUMOUR = _PrimaryTumour()
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


class _Radiosensitivity(Variable):
    """What is known better wins, else what is usual for the primary; open while no primary is known."""

    __slots__ = ()
    name = "radiosensitivity"
    usual = Cases(
        "usual radiosensitivity",
        ("sensitive", PRIMARY_TUMOUR.is_("lymphoma", "myeloma", "germ_cell")),
        ("sensitive", PRIMARY_TUMOUR.is_("lung") & LUNG_TYPE.is_("small_cell")),
        (
            "resistant",
            PRIMARY_TUMOUR.is_("kidney", "melanoma", "thyroid", "colon", "rectum", "liver", "sarcoma"),
        ),
        otherwise="intermediate",
    )
    every = frozenset[object]({"sensitive", "intermediate", "resistant"})

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

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.usual, RADIOSENSITIVITY_KNOWN)


RADIOSENSITIVITY = _Radiosensitivity()

# Pain: 0 none, 1-4 mild, 5-6 moderate, 7-10 severe (Serlin 1995)


class _Pain(Variable):
    """The grade of pain, by number where one was taken, else in words."""

    __slots__ = ()
    name = "pain"
    by_number = Bands(WORST_PAIN, ("none", 0), ("mild", 4), ("moderate", 6), ("severe", 10))

    def possible(self, facts: Facts) -> frozenset[object]:
        if facts.answer(WORST_PAIN) is None:
            return PAIN_IN_WORDS.possible(facts)
        return self.by_number.possible(facts)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        # Where one of the two is answered the other is never open.
        if facts.answer(PAIN_IN_WORDS) is not None:
            return PAIN_IN_WORDS.open_keys(facts)
        return WORST_PAIN.open_keys(facts) | PAIN_IN_WORDS.open_keys(facts)

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.by_number, PAIN_IN_WORDS)


PAIN_GRADE = _Pain()
SEVERE_PAIN = PAIN_GRADE.is_("severe")
PAINFUL = ~PAIN_GRADE.is_("none")
# In words, mild counts as below 4: only the number can say 4.
PAIN_OF_FOUR = (WORST_PAIN.given & WORST_PAIN.at_least(4)) | (
    ~WORST_PAIN.given & PAIN_GRADE.is_("moderate", "severe")
)
IRRADIATED = RADIOTHERAPY_HERE.yes
WEEKS_AFTER_RADIOTHERAPY = IRRADIATED & WEEKS_SINCE_RADIOTHERAPY.at_least(4)
MECHANICAL_PAIN = MECHANICAL.yes

# The patient's state


class _BaselineEcog(Quantity):
    """ECOG before the lesion's own effect; the present one stands in where the lesion did no harm."""

    __slots__ = ()
    name = "ECOG before the lesion"
    harmless = ~FRACTURED & DEFICIT.is_("none")

    def span(self, facts: Facts) -> tuple[float, float] | None:
        if facts.answer(ECOG_BEFORE) is None and facts.presuming and self.harmless.holds(facts):
            return ECOG.span(facts)
        return ECOG_BEFORE.span(facts)

    def open_keys(self, facts: Facts) -> frozenset[str]:
        if facts.answer(ECOG_BEFORE) is None and facts.presuming and self.harmless.holds(facts):
            return ECOG.open_keys(facts)
        keys = ECOG_BEFORE.open_keys(facts)
        return keys | ECOG.open_keys(facts) if keys else keys

    @property
    def children(self) -> tuple[Node, ...]:
        return (ECOG_BEFORE, ECOG, self.harmless)

    @property
    def cut_in(self) -> Quantity:
        return ECOG_BEFORE


BASELINE_ECOG = _BaselineEcog()

KARNOFSKY_OF_ECOG = {0: 100, 1: 80, 2: 60, 3: 40, 4: 20}


class _Performance(Quantity):
    """Karnofsky where given, else mapped from ECOG."""

    __slots__ = ()
    name = "Karnofsky status"

    def span(self, facts: Facts) -> tuple[float, float] | None:
        if facts.answer(KARNOFSKY) is not None:
            return KARNOFSKY.span(facts)
        low, high = cast("tuple[int, int]", ECOG.span(facts))
        return KARNOFSKY_OF_ECOG[high], KARNOFSKY_OF_ECOG[low]

    def open_keys(self, facts: Facts) -> frozenset[str]:
        return NO_KEYS if facts.answer(KARNOFSKY) is not None else ECOG.open_keys(facts)

    @property
    def children(self) -> tuple[Node, ...]:
        return (KARNOFSKY, ECOG)

    @property
    def cut_in(self) -> Quantity:
        return KARNOFSKY


PERFORMANCE = _Performance()

# Conservative treatment has failed: timings T4, T5 and T6 of the source

PROGRESSED = RESPONSE_ON_IMAGING.is_("progressed")
PAIN_WORSE = PAIN_TREND.is_("worse")
