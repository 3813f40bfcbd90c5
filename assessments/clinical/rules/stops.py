"""Stops: nothing is fixed before the diagnosis is secure. In the order in which one speaks before another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.advice import EXPEDITED, NONE, URGENT
from assessments.clinical.findings.basic import BONE_METASTASES, FRACTURED, SINGLE_METASTASIS
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always, Meanwhile, Named, known
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import CANCER_HISTORY, INTERVAL_MONTHS, WHOLE_BODY_STAGING
from assessments.clinical.sections.imaging import AGGRESSIVE_FEATURES, HISTOLOGY, INFECTION_SIGNS, SPINE
from assessments.clinical.sections.patient import AGE

from .rule import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.clinical.language.facts import Facts

NO_BIOPSY = HISTOLOGY.is_("inconclusive", "not_done")
NOTHING_PROVEN = Named(
    "nothing proven, or perhaps another cancer",
    CANCER_HISTORY.is_("no_primary_found", "not_worked_up")
    | SINGLE_METASTASIS
    | (BONE_METASTASES.at_most(2) & INTERVAL_MONTHS.at_least(60)),
)
SARCOMA = HISTOLOGY.is_("primary_bone_tumour") | AGGRESSIVE_FEATURES.yes
# Staging without a cancer found may mean a tumour of the bone itself (BOAST 2022, standard 7).
STAGED_IN_VAIN = Named(
    "staged without a cancer found",
    ~SPINE
    & CANCER_HISTORY.is_("no_primary_found")
    & WHOLE_BODY_STAGING.is_("complete")
    & ~known(BONE_METASTASES.above(1))
    & NO_BIOPSY,
)
NEVER = ~Always()

D3 = Stop(
    "D3",
    "child",
    _("Under 18 years"),
    AGE.below(18),
    _("These rules are for adults: refer to a paediatric tumour centre now."),
    ("expert",),
    ("expert",),
    Cases("D3", otherwise=URGENT),
    firm=Always(),
)
D1 = Stop(
    "D1",
    "sarcoma",
    _("Possible primary bone tumour"),
    SARCOMA | STAGED_IN_VAIN,
    _(
        "This may be a primary bone tumour: no fixation and no biopsy here; refer to a bone "
        "tumour centre within 72 hours."
    ),
    ("guideline",),
    ("boast_2022",),
    Cases("D1", otherwise=URGENT),
    firm=SARCOMA,
)
D4 = Stop(
    "D4",
    "other_disease",
    _("Another disease"),
    HISTOLOGY.is_("other_disease"),
    _("The biopsy shows another disease: these rules do not apply; treat that disease."),
    ("expert",),
    ("expert",),
    Cases("D4", otherwise=NONE),
    firm=Always(),
)
D5 = Stop(
    "D5",
    "infection",
    _("Possible infection"),
    INFECTION_SIGNS.yes & NO_BIOPSY,
    _("This may be an infection: culture, for tuberculosis too, before radiotherapy or fixation."),
    ("expert",),
    ("expert",),
    Cases("D5", otherwise=URGENT),
    firm=NEVER,
)
D2 = Stop(
    "D2",
    "unproven",
    _("Diagnosis not secure"),
    NOTHING_PROVEN & NO_BIOPSY,
    _(
        "Never assume a metastasis: stage (CT of chest, abdomen and pelvis within 24 hours, bloods with PSA "
        "and a myeloma screen, radiographs of the whole bone) and biopsy before any fixation; splint or "
        "traction meanwhile."
    ),
    ("guideline", "cohort"),
    ("boast_2022", "rougraff_1993"),
    # A fracture that is not excluded counts as one for the urgency.
    Cases("D2", (URGENT, Meanwhile(FRACTURED, Always())), otherwise=EXPEDITED),
    firm=NEVER,
    how_soon=("expert",),
)
STOPS: tuple[Stop, ...] = (D3, D1, D4, D5, D2)
IN_SPITE_OF_EMERGENCY = frozenset({"D1", "D3", "D4"})


def speaking(stops: Sequence[Stop], facts: Facts) -> Stop:
    """Give the one that speaks where several hold: a sarcoma only feared from the staging gives way to D5."""
    feared = D1 in stops and not SARCOMA.holds(facts.presumed)
    if feared and D5 in stops and D3 not in stops:
        return D5
    return stops[0]
