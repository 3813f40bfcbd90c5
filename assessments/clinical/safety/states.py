"""The states of a lesion that several safety rows look at."""

from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.deficits import NEURO_MOTOR, SPHINCTER_DISTURBED
from assessments.clinical.findings.tumour import HAEMATOLOGICAL, PRIMARY_TUMOUR
from assessments.clinical.language.logic import AnyOf, Named, known, maybe
from assessments.clinical.risks.stability import STABILITY
from assessments.clinical.rules.indications import I4, INDICATIONS
from assessments.clinical.scores import SURVIVAL_SCORES
from assessments.clinical.sections.history import (
    ALBUMIN,
    ASA,
    BLOODS_ON,
    CALCIUM,
    FIT_FOR_ANAESTHESIA,
    HAEMOGLOBIN,
    INR,
    PLATELETS,
)
from assessments.clinical.sections.imaging import (
    BONE,
    HISTOLOGY,
    HYPERVASCULAR,
    IMAGED_ON,
    SPINE,
    WEEKS_SINCE_RADIOTHERAPY,
)
from assessments.clinical.sections.neuro import (
    DEFICIT,
    DEFICIT_HOURS,
    EXAMINED_ON,
    HOURS_SINCE_WALKING_LOST,
    ONSET,
)

from .row import Complete, Older

OLD_DAYS = 42
OLD_NEUROLOGY_DAYS = 1
FRESHLY_IRRADIATED_WEEKS = 2

OPERATION_PROPOSED = Named(
    "an operation is proposed", AnyOf(tuple(i.when for i in INDICATIONS if i is not I4))
)
# Whether surgery can be borne is open until then.
ANAESTHETIST_ASKED = OPERATION_PROPOSED & (
    FIT_FOR_ANAESTHESIA.is_("needs_review") | (~FIT_FOR_ANAESTHESIA.given & ASA.between(4, 4))
)

SURVIVAL_SCORE_COMPLETE = Named(
    "a survival score is complete",
    AnyOf(tuple(Complete(score) for score in SURVIVAL_SCORES)),
)

DEFICIT_SAID = DEFICIT.given & ~DEFICIT.is_("none")
SPINE_DEFICIT = Named("spine with a deficit", SPINE & (DEFICIT_SAID | NEURO_MOTOR | SPHINCTER_DISTURBED))
ANY_DEFICIT = DEFICIT_SAID | SPINE_DEFICIT
TWO_WEEKS = 14 * 24  # hours
# What came over weeks is new all the same where walking was lost since.
NEW_DEFICIT = SPINE_DEFICIT & ~known(
    (ONSET.is_("over_14_days") | DEFICIT_HOURS.above(TWO_WEEKS))
    & ~HOURS_SINCE_WALKING_LOST.at_most(TWO_WEEKS)
)
DEFICIT_NOT_EXCLUDED = ~known(DEFICIT.is_("none"))

PROVEN = HISTOLOGY.is_("metastasis_confirmed", "confirmed_elsewhere")
# Known to be lymphoma or myeloma but not proven in bone; and: may be that for all that is known.
LYMPHOMA_SUSPECTED = HAEMATOLOGICAL & ~known(PROVEN)
LYMPHOMA_POSSIBLE = maybe(HAEMATOLOGICAL | PRIMARY_TUMOUR.is_("no_primary_found")) & ~known(PROVEN)

# SINS has left the stable band and may still reach the unstable one.
UNSTABLE_NOT_EXCLUDED = STABILITY.is_("borderline", "unstable") & maybe(STABILITY.is_("unstable"))
# A rib, the breastbone and the skull carry no limb: there is nothing to splint or to unload.
NO_LIMB = BONE.is_("rib", "sternum", "skull")
BREAKING_LIMB = ~SPINE & ~NO_LIMB & STABILITY.is_("fractured", "high")
FRACTURE_NOT_STABLE = FRACTURED & ~known(STABILITY.is_("stable"))

VASCULAR = HYPERVASCULAR.yes
VASCULAR_TUMOUR = PRIMARY_TUMOUR.is_("kidney", "thyroid", "liver", "neuroendocrine", "phaeochromocytoma")

FRESHLY_IRRADIATED = maybe(WEEKS_SINCE_RADIOTHERAPY.at_most(FRESHLY_IRRADIATED_WEEKS))

IMAGING_OLD = Older(IMAGED_ON, OLD_DAYS)
BLOODS_OLD = Older(BLOODS_ON, OLD_DAYS)
NEUROLOGY_OLD = ANY_DEFICIT & Older(EXAMINED_ON, OLD_NEUROLOGY_DAYS)
CALCIUM_NOT_CORRECTED = CALCIUM.given & ~ALBUMIN.given
# Below 50 row S8 says so.
TOO_FEW_PLATELETS_FOR_SPINE = SPINE & PLATELETS.between(50, 99)
ANAEMIC = HAEMOGLOBIN.below(80)
BIOPSY_OR_OPERATION = OPERATION_PROPOSED | HISTOLOGY.is_("inconclusive", "not_done")
BLOODS_NOT_KNOWN = ~CALCIUM.given | ~PLATELETS.given | ~INR.given
