"""Stops: nothing is fixed before the diagnosis is secure."""

from __future__ import annotations

from assessments.clinical.advice import EXPEDITED, URGENT
from assessments.clinical.findings.basic import FRACTURED, SINGLE_METASTASIS
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always, AnyOf, Meanwhile, Named, known
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import CANCER_HISTORY
from assessments.clinical.sections.imaging import AGGRESSIVE_FEATURES, HISTOLOGY

from .indications import INDICATIONS_BY_KEY
from .rule import Stop

# Where the nerves or a limb cannot wait, tissue is taken at the operation.
CANNOT_WAIT = AnyOf(
    tuple(INDICATIONS_BY_KEY[key].condition for key in ("I0", "I1", "I2", "I2b", "I3", "I23"))
)
NOTHING_PROVEN = CANCER_HISTORY.is_("no_primary_found", "not_worked_up") | SINGLE_METASTASIS
DIAGNOSIS_OPEN = Named("diagnosis not secure", NOTHING_PROVEN & ~CANNOT_WAIT)
# The histology is what to find out first, unless it is known that the operation cannot wait for it.
HISTOLOGY_FIRST = NOTHING_PROVEN & ~known(CANNOT_WAIT)

STOPS: tuple[Stop, ...] = (
    Stop(
        "D1",
        "sarcoma",
        _("Possible primary bone tumour"),
        HISTOLOGY.is_("primary_bone_tumour") | AGGRESSIVE_FEATURES.yes,
        _(
            "This may be a primary bone tumour: no fixation and no biopsy here; refer to a bone "
            "tumour centre within 72 hours."
        ),
        ("guideline",),
        ("boast_2022",),
        Cases("D1", otherwise=URGENT),
    ),
    Stop(
        "D2",
        "unproven",
        _("Diagnosis not secure"),
        DIAGNOSIS_OPEN & HISTOLOGY.is_("inconclusive", "not_done"),
        _("Never assume a metastasis: stage, biopsy, then decide; splint, brace or traction meanwhile."),
        ("guideline", "cohort"),
        ("boast_2022", "rougraff_1993"),
        # A fracture that is not excluded counts as one for the urgency.
        Cases("D2", (URGENT, Meanwhile(FRACTURED, Always())), otherwise=EXPEDITED),
    ),
)
