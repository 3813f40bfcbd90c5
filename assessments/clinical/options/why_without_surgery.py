"""Why treatment without surgery fits, and what speaks against it."""

from assessments.clinical.findings.bone import FRACTURED, IRRADIATED
from assessments.clinical.findings.deficits import (
    COMPLETE_LOSS,
    HIGH_GRADE,
    LOSS,
    PARALYSIS_HOURS,
    WITHIN_48_HOURS,
)
from assessments.clinical.findings.pain import PAINFUL
from assessments.clinical.findings.tumour import (
    HAEMATOLOGICAL,
    INTERMEDIATE,
    PRIMARY_TUMOUR,
    RESISTANT,
    SENSITIVE,
)
from assessments.clinical.language.logic import known
from assessments.clinical.language.translatable import _
from assessments.clinical.safety.row import unknown
from assessments.clinical.safety.states import TWO_WEEKS
from assessments.clinical.sections.history import SYSTEMIC_OPTIONS
from assessments.clinical.sections.imaging import (
    BONE,
    BONE_RETROPULSION,
    CERVICAL,
    COLLAPSE,
    FEMUR,
    LESION_TYPE,
    LEVEL,
    LONG_BONE,
    RADIOTHERAPY_KIND,
    SPINE,
)

from .reason import but, fits, reasons_on
from .states import ABLATIVE, ABOUT_TO_BREAK, FAILING, HIGH_RISK_SITE, SHORT, SPINE_AT_RISK, UNSTABLE
from .why_fixation import HEALS
from .why_prosthesis import FEW

# The trial's limits of size were not read.
HIGH_RISK_PAINLESS = ~PAINFUL & HIGH_RISK_SITE
NO_STRENGTH = _(
    "The bone regains strength over months, if at all, and may fracture first: 10-15 % in one trial."
)
DOSE_SPENT = _("Previous radiotherapy here: the radiation oncologist must say whether dose is left.")

SINGLE_DOSE = reasons_on(
    "radiotherapy_8gy",
    fits(
        says=_("One visit relieves pain as well as a longer course."),
        evidence=("guideline",),
        references=("esmo_2020", "astro_2024"),
    ),
    fits(
        says=_("Preferred with a short life expectancy."),
        when=SHORT,
        evidence=("guideline",),
        references=("astro_2017",),
    ),
    fits(
        says=_(
            "Cord compression: 69 % walked at 8 weeks, 73 % after five fractions; not proven to be as good."
        ),
        when=FAILING,
        evidence=("trial",),
        references=("scorad_2019",),
    ),
    fits(
        says=_(
            "Painless, of high risk: skeletal events in 1.6 against 29 % of 122; phase II, not confirmed."
        ),
        when=HIGH_RISK_PAINLESS,
        evidence=("trial",),
        references=("gillespie_2024",),
    ),
    but(says=NO_STRENGTH, evidence=("trial",), references=("density_2018",)),
    but(
        says=_("It is repeated more often than a longer course."),
        evidence=("guideline",),
        references=("astro_2024",),
    ),
    but(
        says=_("Impending fracture: the single-fraction trials excluded impending fractures."),
        when=ABOUT_TO_BREAK,
    ),
    but(says=DOSE_SPENT, when=IRRADIATED),
)

FRACTIONATED = reasons_on(
    "radiotherapy_fractionated",
    fits(
        says=_(
            "Fractures of femora at risk became rarer in a lung cancer cohort; it does not replace fixation."
        ),
        when=FEMUR & ABOUT_TO_BREAK,
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    fits(
        says=_("Radiosensitive: conventional radiotherapy first, even with a deficit."),
        when=SPINE & SENSITIVE & ~known(UNSTABLE | IRRADIATED | BONE_RETROPULSION.yes),
        evidence=("consensus",),
        references=("noms_2013",),
    ),
    fits(
        says=_("A higher dose than a single one, repeated less often."),
        evidence=("guideline",),
        references=("astro_2024",),
    ),
    fits(
        says=_("For pain 20 Gy in 5, 24 Gy in 6 and 30 Gy in 10 fractions are equivalent."),
        evidence=("guideline",),
        references=("astro_2017", "astro_2024"),
    ),
    fits(
        says=_(
            "Painless, of high risk: skeletal events in 1.6 against 29 % of 122; phase II, not confirmed."
        ),
        when=HIGH_RISK_PAINLESS,
        evidence=("trial",),
        references=("gillespie_2024",),
    ),
    but(says=NO_STRENGTH, evidence=("trial",), references=("density_2018",)),
    but(
        says=_("Motor function lost within 48 hours recovered under radiotherapy in none of 14 patients."),
        when=FAILING & LOSS.is_(WITHIN_48_HOURS),
        evidence=("cohort",),
        references=("rades_tempo",),
    ),
    but(
        says=_("Resistant to conventional doses."),
        when=RESISTANT,
        evidence=("consensus",),
        references=("ao_radiosensitivity",),
    ),
    but(
        says=_("Intermediate radiosensitivity: radiotherapy or surgery first is disputed."),
        when=SPINE & INTERMEDIATE & HIGH_GRADE,
        evidence=("consensus",),
        references=("noms_2013", "ao_radiosensitivity"),
    ),
    but(says=_("Several visits, a burden on a patient with a short life expectancy."), when=SHORT),
    but(says=DOSE_SPENT, when=IRRADIATED),
)

STEREOTACTIC = reasons_on(
    "stereotactic_radiotherapy",
    fits(
        says=_("A dose that controls resistant tumours as well."),
        evidence=("consensus",),
        references=("noms_2013", "noms_2020"),
    ),
    fits(
        says=_("Complete pain response at three months: 35 %, against 14 % after conventional doses."),
        when=SPINE,
        evidence=("trial",),
        references=("sc24_2021",),
    ),
    fits(
        says=_("One to five metastases, fully staged: it can be treated with curative intent."),
        when=ABLATIVE,
        evidence=("consensus",),
        references=("oligometastatic_2020",),
    ),
    fits(
        says=_("If there are one to five metastases, fully staged: it can be treated with curative intent."),
        when=unknown(ABLATIVE),
        evidence=("consensus",),
        references=("oligometastatic_2020",),
    ),
    fits(
        says=_("Up to five metastases: 42 against 18 % alive at five years in a trial of 99 patients."),
        when=FEW,
        evidence=("trial",),
        references=("sabr_comet",),
    ),
    but(
        says=_(
            "Breast: the only trial of treating every metastasis found no longer survival (news reports)."
        ),
        when=PRIMARY_TUMOUR.is_("breast") & FEW,
        evidence=("trial",),
        references=("br002",),
    ),
    but(
        says=_(
            "It requires a centre, planning and immobility; the bone regains strength over months, if at all."
        )
    ),
    but(
        says=_("Another trial found it no better for pain (41 against 60 %)."),
        when=SPINE,
        evidence=("trial",),
        references=("rtog_0631",),
    ),
    but(
        says=_("Vertebral fracture afterwards in 14 %, more so if lytic or already fractured."),
        when=SPINE & (LESION_TYPE.is_("lytic") | COLLAPSE.is_("under_half", "over_half")),
        evidence=("cohort",),
        references=("sbrt_fracture_2013",),
    ),
    but(
        says=_("Previous SBRT here: cord and bone may not tolerate a second course."),
        when=RADIOTHERAPY_KIND.is_("stereotactic"),
    ),
    but(
        says=_("Cord or cauda equina is compressed: its tolerance limits the dose."),
        when=HIGH_GRADE,
        evidence=("consensus",),
        references=("noms_2013",),
    ),
)

BRACE = reasons_on(
    "brace_or_splint",
    fits(says=_("Supports at once and without anaesthesia, while other treatment works.")),
    fits(says=_("In the cervical spine: a rigid collar or a halo."), when=SPINE & LEVEL.is_(*CERVICAL)),
    fits(
        says=_("Eases movement pain until the spine is treated."),
        when=SPINE_AT_RISK,
        evidence=("guideline",),
        references=("nice_ng234",),
    ),
    but(
        says=_("A corset did not prevent fractures in 915 patients (8.6 against 9.3 %); no trial exists."),
        when=SPINE & ~LEVEL.is_(*CERVICAL),
        evidence=("cohort",),
        references=("corset_2015", "cochrane_brace_2015"),
    ),
    but(
        says=_("No trial of a collar, halo or brace exists."),
        when=SPINE & LEVEL.is_(*CERVICAL),
        evidence=("guideline",),
        references=("cochrane_brace_2015",),
    ),
    but(
        says=HEALS,
        when=LONG_BONE & FRACTURED,
        evidence=("cohort",),
        references=("gainor_buchert", "distal_limbs_2021"),
    ),
    but(says=_("Skin, lungs and comfort suffer.")),
    but(says=_("A splinted leg does not allow walking."), when=BONE.is_("femur", "tibia")),
    but(says=_("A brace does not control gross instability."), when=UNSTABLE),
)

SYSTEMIC = reasons_on(
    "systemic_treatment",
    fits(says=_("It treats all lesions, including occult ones.")),
    fits(
        says=_("Myeloma or lymphoma: 14 of 15 with a deficit recovered, operated on or not."),
        when=SPINE & HAEMATOLOGICAL,
        evidence=("cohort",),
        references=("haematological_epidural",),
    ),
    but(
        says=_("Myeloma, 247 patients: without surgery more deteriorated within two years; not randomised."),
        when=SPINE & PRIMARY_TUMOUR.is_("myeloma"),
        evidence=("cohort",),
        references=("zijlstra_2025",),
    ),
    fits(
        says=_(
            "Effective systemic therapy is available: associated with longer survival and better function."
        ),
        when=SYSTEMIC_OPTIONS.yes,
        evidence=("cohort",),
        references=("remaining_systemic",),
    ),
    but(says=_("It acts over weeks and does not restore the strength of the bone.")),
    but(says=_("No effective systemic therapy is known to be left."), when=SYSTEMIC_OPTIONS.no),
)

SUPPORTIVE = reasons_on(
    "supportive_care",
    fits(says=_("Relief of pain and good nursing, without wound, travel or stay in hospital.")),
    fits(says=_("With a life expectancy of days to weeks nothing else may be worth its burden."), when=SHORT),
    fits(
        says=_(
            "Complete loss for two weeks or more, pain under control: treating the cord may not be warranted."
        ),
        when=COMPLETE_LOSS & PARALYSIS_HOURS.at_least(TWO_WEEKS),
        evidence=("guideline",),
        references=("mscc_pathway", "bmj_mscc"),
    ),
    but(
        says=_(
            "The lesion stays untreated: pain on movement, fracture or neurological deterioration may follow."
        )
    ),
)

WHY_WITHOUT_SURGERY = (SINGLE_DOSE, FRACTIONATED, STEREOTACTIC, BRACE, SYSTEMIC, SUPPORTIVE)
