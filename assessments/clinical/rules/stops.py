"""Stops: nothing is fixed before the diagnosis is secure. In the order in which one speaks before another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.advice import EXPEDITED, NONE, URGENT
from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.extent import BONE_METASTASES, SINGLE_METASTASIS
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always, Named, known, maybe
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
    key="D3",
    name="child",
    title=_("Under 18 years"),
    when=AGE.below(18),
    says=_("These rules are for adults: refer to a paediatric tumour centre now."),
    urgency=Cases("D3", otherwise=URGENT),
    firm=Always(),
    evidence=("expert",),
    references=("expert",),
)
D1 = Stop(
    key="D1",
    name="sarcoma",
    title=_("Possible primary bone tumour"),
    when=SARCOMA | STAGED_IN_VAIN,
    says=_(
        "This may be a primary bone tumour: no fixation and no biopsy here; refer to a bone "
        "tumour centre within 72 hours."
    ),
    urgency=Cases("D1", otherwise=URGENT),
    firm=SARCOMA,
    evidence=("guideline",),
    references=("boast_2022",),
)
D4 = Stop(
    key="D4",
    name="other_disease",
    title=_("Another disease"),
    when=HISTOLOGY.is_("other_disease"),
    says=_("The biopsy shows another disease: these rules do not apply; treat that disease."),
    urgency=Cases("D4", otherwise=NONE),
    firm=Always(),
    evidence=("expert",),
    references=("expert",),
)
D5 = Stop(
    key="D5",
    name="infection",
    title=_("Possible infection"),
    when=INFECTION_SIGNS.yes & NO_BIOPSY,
    says=_("This may be an infection: culture, for tuberculosis too, before radiotherapy or fixation."),
    urgency=Cases("D5", otherwise=URGENT),
    firm=NEVER,
    evidence=("expert",),
    references=("expert",),
)
D2 = Stop(
    key="D2",
    name="unproven",
    title=_("Histology unconfirmed"),
    when=NOTHING_PROVEN & NO_BIOPSY,
    says=_(
        "Never assume a metastasis: stage (CT of chest, abdomen and pelvis within 24 hours, bloods with "
        "PSA and a myeloma screen, full-length radiographs) and biopsy before any fixation; splint or "
        "traction meanwhile."
    ),
    # A fracture that is not excluded counts as one for the urgency.
    urgency=Cases("D2", (URGENT, maybe(FRACTURED)), otherwise=EXPEDITED),
    firm=NEVER,
    evidence=("guideline", "cohort"),
    evidence_of_urgency=("expert",),
    references=("boast_2022", "rougraff_1993"),
)
STOPS: tuple[Stop, ...] = (D3, D1, D4, D5, D2)
IN_SPITE_OF_EMERGENCY = frozenset({D1, D3, D4})


def speaking(stops: Sequence[Stop], facts: Facts) -> Stop:
    """Give the one that speaks where several hold: a sarcoma only feared from the staging gives way to D5."""
    feared = D1 in stops and not SARCOMA.holds(facts.presumed)
    if feared and D5 in stops and D3 not in stops:
        return D5
    return stops[0]
