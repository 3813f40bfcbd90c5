"""Why treatment without surgery fits, and what speaks against it."""

from assessments.clinical.findings.basic import FRACTURED, HAEMATOLOGICAL, IRRADIATED, PAINFUL, PRIMARY_TUMOUR
from assessments.clinical.findings.deficits import (
    COMPLETE_LOSS,
    HIGH_GRADE,
    LOSS,
    PARALYSIS_HOURS,
    SENSITIVE,
    WITHIN_48_HOURS,
)
from assessments.clinical.language.logic import known
from assessments.clinical.language.translatable import _
from assessments.clinical.safety.row import unknown
from assessments.clinical.sections.history import SYSTEMIC_OPTIONS
from assessments.clinical.sections.imaging import (
    CERVICAL,
    COLLAPSE,
    FEMUR,
    LESION_TYPE,
    LEVEL,
    RADIOTHERAPY_KIND,
    SPINE,
)

from .reason import Reasons
from .states import (
    ABLATIVE,
    ABOUT_TO_BREAK,
    FAILING,
    HIGH_RISK_SITE,
    INTERMEDIATE,
    RESISTANT,
    SHORT,
    SPINE_AT_RISK,
    UNSTABLE,
)
from .why_fixation import HEALS
from .why_prosthesis import FEW

# The trial's limits of size were not read.
HIGH_RISK_PAINLESS = ~PAINFUL & HIGH_RISK_SITE
TWO_WEEKS = 14 * 24  # hours
NO_STRENGTH = _(
    "Strength comes back over months, if at all, and the bone may break before: 10-15 % in one trial."
)
DOSE_SPENT = _("Irradiated here before: the radiation oncologist must tell whether dose is left.")

SINGLE_DOSE = (
    Reasons("radiotherapy_8gy")
    .fits(
        _("One visit relieves pain as well as a longer course."),
        standing="guideline",
        source="esmo_2020 astro_2024",
    )
    .fits(_("Preferred where time is short."), SHORT, standing="guideline", source="astro_2017")
    .fits(
        _("Cord compression: 69 % walked at 8 weeks, 73 % after five fractions; not proven to be as good."),
        FAILING,
        standing="trial",
        source="scorad_2019",
    )
    .fits(
        _("Painless, of high risk: skeletal events in 1.6 against 29 % of 122; phase II, not confirmed."),
        HIGH_RISK_PAINLESS,
        standing="trial",
        source="gillespie_2024",
    )
    .but(NO_STRENGTH, standing="trial", source="density_2018")
    .but(
        _("It is repeated more often than a longer course."),
        standing="guideline",
        source="astro_2024",
    )
    .but(_("About to break: the trials of a single dose were of bones that were not."), ABOUT_TO_BREAK)
    .but(DOSE_SPENT, IRRADIATED)
)

FRACTIONATED = (
    Reasons("radiotherapy_fractionated")
    .fits(
        _("Fractures of femora at risk became rarer in a lung cancer cohort; it does not replace surgery."),
        FEMUR & ABOUT_TO_BREAK,
        standing="guideline",
        source="msts_2020",
    )
    .fits(
        _("Radiosensitive: conventional radiotherapy stands first, even with a deficit."),
        SPINE & SENSITIVE & ~known(UNSTABLE),
        standing="consensus",
        source="noms_2013",
    )
    .fits(
        _("A higher dose than a single one, repeated less often."), standing="guideline", source="astro_2024"
    )
    .fits(
        _("For pain 20 Gy in 5, 24 Gy in 6 and 30 Gy in 10 fractions do alike."),
        standing="guideline",
        source="astro_2017 astro_2024",
    )
    .fits(
        _("Painless, of high risk: skeletal events in 1.6 against 29 % of 122; phase II, not confirmed."),
        HIGH_RISK_PAINLESS,
        standing="trial",
        source="gillespie_2024",
    )
    .but(NO_STRENGTH, standing="trial", source="density_2018")
    .but(
        _("Power lost within 48 hours did not come back under radiotherapy in any of 14 patients."),
        FAILING & LOSS.is_(WITHIN_48_HOURS),
        standing="cohort",
        source="rades_tempo",
    )
    .but(_("Resistant to conventional doses."), RESISTANT, standing="consensus", source="ao_radiosensitivity")
    .but(
        _("Intermediate radiosensitivity: whether radiotherapy or surgery stands first is disputed."),
        SPINE & INTERMEDIATE & HIGH_GRADE,
        standing="consensus",
        source="noms_2013 ao_radiosensitivity",
    )
    .but(_("Several visits, hard on a patient with little time."), SHORT)
    .but(DOSE_SPENT, IRRADIATED)
)

STEREOTACTIC = (
    Reasons("stereotactic_radiotherapy")
    .fits(
        _("A dose that holds resistant tumours as well."),
        standing="consensus",
        source="noms_2013 noms_2020",
    )
    .fits(
        _("Pain gone at three months: 35 %, against 14 % after conventional doses."),
        SPINE,
        standing="trial",
        source="sc24_2021",
    )
    .fits(
        _("One to five metastases, fully staged: it can be treated with curative intent."),
        ABLATIVE,
        standing="consensus",
        source="oligometastatic_2020",
    )
    .fits(
        _("If there are one to five metastases, fully staged: it can be treated with curative intent."),
        unknown(ABLATIVE),
        standing="consensus",
        source="oligometastatic_2020",
    )
    .fits(
        _("Up to five metastases: 42 against 18 % alive at five years in a trial of 99 patients."),
        FEW,
        standing="trial",
        source="sabr_comet",
    )
    .but(
        _("Breast: the only trial of treating every metastasis found no longer life (news reports)."),
        PRIMARY_TUMOUR.is_("breast") & FEW,
        standing="trial",
        source="br002",
    )
    .but(_("It asks for a centre, planning and lying still; strength comes back over months, if at all."))
    .but(
        _("Another trial found it no better for pain (41 against 60 %)."),
        SPINE,
        standing="trial",
        source="rtog_0631",
    )
    .but(
        _("Vertebrae broke afterwards in 14 %, more so if lytic or already broken."),
        SPINE & (LESION_TYPE.is_("lytic") | COLLAPSE.is_("under_half", "over_half")),
        standing="cohort",
        source="sbrt_fracture_2013",
    )
    .but(
        _("Stereotactic radiotherapy was given here before: cord and bone may not bear a second course."),
        RADIOTHERAPY_KIND.is_("stereotactic"),
    )
    .but(
        _("The cord is compressed: its tolerance limits the dose."),
        HIGH_GRADE,
        standing="consensus",
        source="noms_2013",
    )
)

BRACE = (
    Reasons("brace_or_splint")
    .fits(_("Supports at once and without anaesthesia, while other treatment works."))
    .fits(_("In the neck: a rigid collar or a halo."), SPINE & LEVEL.is_(*CERVICAL))
    .fits(
        _("Eases movement pain until the spine is treated."),
        SPINE_AT_RISK,
        standing="guideline",
        source="nice_ng234",
    )
    .but(
        _("A corset did not prevent fractures in 915 patients (8.6 against 9.3 %); no trial exists."),
        SPINE,
        standing="cohort",
        source="corset_2015 cochrane_brace_2015",
    )
    .but(HEALS, FRACTURED, standing="cohort", source="gainor_buchert distal_limbs_2021")
    .but(_("Skin, lungs and comfort suffer, and a leg in a splint does not walk."))
    .but(_("Gross instability is not held by a brace."), UNSTABLE)
)

SYSTEMIC = (
    Reasons("systemic_treatment")
    .fits(_("It treats every lesion, those not seen as well."))
    .fits(
        _("Myeloma or lymphoma: 14 of 15 with a deficit recovered, operated on or not."),
        SPINE & HAEMATOLOGICAL,
        standing="cohort",
        source="haematological_epidural",
    )
    .but(
        _("Myeloma, 247 patients: without an operation more got worse within two years; not randomised."),
        SPINE & PRIMARY_TUMOUR.is_("myeloma"),
        standing="cohort",
        source="zijlstra_2025",
    )
    .fits(
        _("An effective treatment is open: that goes with longer survival and better function."),
        SYSTEMIC_OPTIONS.yes,
        standing="cohort",
        source="remaining_systemic",
    )
    .but(_("It works over weeks and gives no strength back."))
    .but(_("No effective treatment is known to be left."), SYSTEMIC_OPTIONS.no)
)

SUPPORTIVE = (
    Reasons("supportive_care")
    .fits(_("Relief of pain and good nursing, without wound, travel or stay in hospital."))
    .fits(_("With days or weeks to live nothing else may be worth its burden."), SHORT)
    .fits(
        _("Complete loss for two weeks or more, pain under control: treating the cord may not be warranted."),
        COMPLETE_LOSS & PARALYSIS_HOURS.at_least(TWO_WEEKS),
        standing="guideline",
        source="mscc_pathway bmj_mscc",
    )
    .but(_("The lesion stays as it is, with pain on movement and what may still break or fail."))
)

WHY_WITHOUT_SURGERY = (SINGLE_DOSE, FRACTIONATED, STEREOTACTIC, BRACE, SYSTEMIC, SUPPORTIVE)
