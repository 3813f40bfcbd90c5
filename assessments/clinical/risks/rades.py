"""Rades 2013: death within two months in metastatic spinal cord compression, 6 to 25 points."""

from assessments.clinical.findings.deficits import NEURO_MOTOR, TWO_DAYS
from assessments.clinical.findings.tumour import HAEMATOLOGICAL, PRIMARY_TUMOUR
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.questions import NOT_ASKED
from assessments.clinical.language.translatable import _
from assessments.clinical.scores.katagiri import MULTIPLE
from assessments.clinical.scores.score import Band, Groups, Item
from assessments.clinical.sections.history import CANCER_HISTORY, ECOG, INTERVAL_MONTHS, VISCERAL_METASTASES
from assessments.clinical.sections.imaging import COMPRESSED, SPINE
from assessments.clinical.sections.neuro import DEFICIT_HOURS, ONSET, WALKING

from .published import Risk

CORD_COMPRESSED = SPINE & COMPRESSED & NEURO_MOTOR
ECOG_3_OR_4 = Cases("ECOG 3 or 4", ("3-4", ECOG.at_least(3)), otherwise="2")
CANCER = Cases(
    "type of cancer",
    ("breast", PRIMARY_TUMOUR.is_("breast")),
    ("prostate", PRIMARY_TUMOUR.is_("prostate")),
    ("myeloma_lymphoma", HAEMATOLOGICAL),
    otherwise="lung_other",
)
RADES_VISCERAL = Groups(
    "visceral metastases", VISCERAL_METASTASES, {"no": ("none",), "yes": ("removable", "unremovable")}
)
# Where no cancer was known before, it was found with the compression or is still looked for.
INTERVAL = Cases(
    "from the cancer to the compression",
    ("over_15_months", CANCER_HISTORY.is_("known_before") & INTERVAL_MONTHS.at_least(16)),
    otherwise="up_to_15_months",
)
CAN_WALK = Groups("walking", WALKING, {"yes": ("unaided", "aided"), "no": ("unable",)})
# A deficit that began within two days developed in no longer: it is not asked how fast.
DEVELOPED = Cases(
    "time in which the deficit developed",
    ("over_7_days", ONSET.is_("8_to_14_days", "over_14_days")),
    ("up_to_7_days", ONSET.is_("within_48_hours", "2_to_7_days") | DEFICIT_HOURS.at_most(TWO_DAYS)),
    otherwise=NOT_ASKED,
)

RADES_2013 = Risk(
    key="rades_2013",
    title=_("Rades 2013"),
    of=_("Death within two months, in metastatic spinal cord compression"),
    applies=CORD_COMPRESSED & ~ECOG.between(0, 1),
    items=(
        Item(key="ecog", label=_("ECOG performance status"), looks_at=ECOG_3_OR_4, points={"2": 0, "3-4": 4}),
        Item(
            key="cancer",
            label=_("Type of cancer"),
            looks_at=CANCER,
            points={"breast": 1, "prostate": 2, "myeloma_lymphoma": 1, "lung_other": 3},
        ),
        Item(
            key="other_bone",
            label=_("Other bone metastases"),
            looks_at=MULTIPLE,
            points={"single": 1, "multiple": 3},
        ),
        Item(
            key="visceral",
            label=_("Visceral metastases"),
            looks_at=RADES_VISCERAL,
            points={"no": 1, "yes": 4},
        ),
        Item(
            key="interval",
            label=_("From the cancer to the compression"),
            looks_at=INTERVAL,
            points={"up_to_15_months": 3, "over_15_months": 1},
        ),
        Item(key="walking", label=_("Can walk"), looks_at=CAN_WALK, points={"yes": 1, "no": 4}),
        Item(
            key="developed",
            label=_("The motor deficit developed in"),
            looks_at=DEVELOPED,
            points={"up_to_7_days": 4, "over_7_days": 1},
        ),
    ),
    bands=(
        Band(
            key="below",
            label=_("below the limit for a high risk"),
            low=6,
            high=18,
            meaning=_("Of those with less than 19, 95 % outlived two months."),
        ),
        Band(
            key="high",
            label=_("high risk of death within two months"),
            low=19,
            high=25,
            meaning=_("Of those who died within two months 81 % had 19 or more, of the others 16 %."),
        ),
    ),
    higher_is=_("more deaths within two months"),
    cohort=_("2,029 patients with metastatic spinal cord compression, published 2013; none was ECOG 0 or 1"),
    validation=_(
        "In the same patients only, as far as was read; of those with less than 19, 95 % outlived two months."
    ),
    read_as=_(
        "A reason to look again at how ill the patient is. It must not withhold surgery by itself: that "
        "walking is lost, which surgery may restore, counts as a bad sign here."
    ),
    limits=(
        _(
            "The limit is disputed: a reference work takes 19 (sensitivity 81 %, specificity 84 %), the "
            "paper's abstract 24 (specificity 99.8 %; 96 % of those died within two months)."
        ),
        _("Point table read through one secondary source; compare with the paper before use."),
        _("The interval is counted to this bone disease; the compression may have come later."),
        _("Whether brain metastases count as visceral was not seen; here they do not."),
    ),
    references=("rades_2013", "rades_2013_table"),
    not_computed_because=_("ECOG 0 or 1: outside its cohort, in which nobody was so well."),
    excluded=CORD_COMPRESSED & ECOG.between(0, 1),
)
