"""The urgency floor: a spine whose nerves may be failing is urgent whatever is decided."""

from __future__ import annotations

from assessments.clinical.advice import EMERGENCY, NONE, URGENT
from assessments.clinical.findings.basic import COMPLETE_LOSS_OVER_48_HOURS, NEURO_MOTOR, SPHINCTER_DISTURBED
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always, Meanwhile, Named, known
from assessments.clinical.sections.imaging import SPINE
from assessments.clinical.sections.neuro import DEFICIT, ONSET, WEAKEST_POWER

from .prognosis import UNDER_6_WEEKS

# A deficit of a kind not known counts as motor until it is known; one not answered does not.
MAY_BE_MOTOR = Named(
    "deficit may be motor",
    Meanwhile(
        NEURO_MOTOR | (DEFICIT.is_("radiculopathy") & WEAKEST_POWER.at_most(3)), DEFICIT.said("present")
    ),
)
NERVES_FAILING = Named("nerves failing", SPINE & (SPHINCTER_DISTURBED | MAY_BE_MOTOR))
FLOOR_APPLIES = Named(
    "urgency floor applies", NERVES_FAILING & ~known(COMPLETE_LOSS_OVER_48_HOURS | UNDER_6_WEEKS)
)
# How fast it came is taken for fast while it is open, and where a deficit is denied beside a motor grade.
_FAST = Meanwhile(ONSET.is_("within_48_hours"), Always()) | (DEFICIT.is_("none") & NEURO_MOTOR)

URGENCY_FLOOR = Cases(
    "urgency floor",
    (NONE, ~FLOOR_APPLIES),
    (EMERGENCY, _FAST | SPHINCTER_DISTURBED),
    (URGENT, ONSET.is_("2_to_7_days")),
    otherwise=NONE,
)
