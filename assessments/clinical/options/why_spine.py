"""Why operations on the spine fit, and what speaks against them."""

from assessments.clinical.findings.basic import IRRADIATED, PRIMARY_TUMOUR, SOLITARY
from assessments.clinical.findings.deficits import NEURO_MOTOR, PROLONGED_PARALYSIS, SENSITIVE
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import CAUDA_COMPRESSION, SPINE

from .reason import but, fits, reasons_on
from .states import (
    CANAL_TAKEN,
    FAILING,
    GOOD_OUTLOOK,
    INTERMEDIATE,
    KIDNEY,
    OVER_65,
    RESISTANT,
    SHORT,
    UNSTABLE,
)

DECOMPRESSION_AND_FIXATION = reasons_on(
    "decompression_and_fixation",
    fits(
        says=_("Frees cord and roots and holds the spine in one operation."),
        evidence=("consensus",),
        references=("noms_2013",),
    ),
    fits(
        says=_("Walking afterwards: 84 % after surgery with radiotherapy, 57 % after radiotherapy alone."),
        when=FAILING,
        evidence=("trial",),
        references=("patchell_2005",),
    ),
    but(
        says=_(
            "Matched cohorts since: power better (39 against 22 %), walking no better (60 and 67 %), and "
            "37 % did not finish radiotherapy."
        ),
        when=FAILING,
        evidence=("cohort",),
        references=("rades_matched_2022", "rades_matched_2010"),
    ),
    fits(
        says=_(
            "With unfavourable tumours 28 against 19 % gained power when it was also stabilised (matched)."
        ),
        when=FAILING,
        evidence=("cohort",),
        references=("rades_matched_2011",),
    ),
    fits(
        says=_("Resistant tumour: with a gap to the cord, stereotactic radiotherapy held 84 % for a year."),
        when=RESISTANT,
        evidence=("cohort",),
        references=("separation_2013", "postop_sbrt_2013"),
    ),
    but(says=_("A large open operation; drugs and radiotherapy wait until the wound has healed.")),
    but(
        says=_("Intermediate radiosensitivity: whether surgery or radiotherapy stands first is disputed."),
        when=SPINE & INTERMEDIATE,
        evidence=("cohort",),
        references=("noms_2013", "ao_radiosensitivity", "rades_matched_2010", "rades_matched_2022"),
    ),
    fits(
        says=_("Myeloma, 247 patients, adjusted: fewer got worse and less pain after an operation."),
        when=SPINE & PRIMARY_TUMOUR.is_("myeloma"),
        evidence=("cohort",),
        references=("zijlstra_2025", "myeloma_2022"),
    ),
    but(
        says=_(
            "Stereotactic dose to follow: carbon-fibre screws disturb it less; better control is not proven."
        ),
        when=RESISTANT,
        evidence=("cohort",),
        references=("carbon_spine", "carbon_radiosurgery"),
    ),
    but(
        says=_("Radiosensitive tumours were left out of the trial; radiotherapy may do as well."),
        when=SENSITIVE,
        evidence=("trial",),
        references=("patchell_2005",),
    ),
    but(
        says=_("Compression of the cauda equina alone was left out of the trial."),
        when=CAUDA_COMPRESSION.is_("partial", "severe"),
        evidence=("trial",),
        references=("patchell_2005",),
    ),
    but(
        says=_("The gain over radiotherapy shrinks with age, and was lost somewhere between 60 and 70."),
        when=OVER_65,
        evidence=("trial",),
        references=("chi_2009",),
    ),
    but(
        says=_("Irradiated before: major wound trouble in 32 %, against 12 % (85 patients of 1970-1996)."),
        when=IRRADIATED,
        evidence=("cohort",),
        references=("wounds_ghogawala",),
    ),
    but(
        says=_(
            "Paralysed for over 48 hours: outside the trial; walked again 2 of 7 with complete loss, 7 of 28."
        ),
        when=PROLONGED_PARALYSIS,
        evidence=("cohort",),
        references=("late_decompression", "pending_paralysis"),
    ),
    but(
        says=_("A short time to live; yet those who died within three months valued it as much as others."),
        when=SHORT,
        evidence=("cohort",),
        references=("dea_2020",),
    ),
)

PERCUTANEOUS_FIXATION = reasons_on(
    "percutaneous_fixation",
    fits(
        says=_("Holds an unstable spine through small wounds: 87 % walked within three days (101 patients)."),
        evidence=("cohort",),
        references=("percutaneous_101",),
    ),
    fits(
        says=_("Radiotherapy does not give stability back."),
        when=UNSTABLE,
        evidence=("consensus",),
        references=("noms_2010",),
    ),
    fits(
        says=_("A panel of experts advises the less invasive way where it will do."),
        evidence=("consensus",),
        references=("ao_2025",),
    ),
    but(
        says=_("18 % had a complication; the 100 mL of blood were measured in 41 of 101."),
        evidence=("cohort",),
        references=("percutaneous_101",),
    ),
    but(says=_("It neither frees the cord nor treats the tumour: radiotherapy must follow.")),
    but(
        says=_("With a deficit screws alone may be too little: 40 % improved, 100 % with decompression."),
        when=NEURO_MOTOR | CANAL_TAKEN,
        evidence=("cohort",),
        references=("percutaneous_40",),
    ),
)

EN_BLOC = reasons_on(
    "en_bloc_spondylectomy",
    fits(
        says=_(
            "Isolated: 70 % alive at three years, 60 % at five; back at this place in 10 % of 124, in 5 of "
            "18 of another series."
        ),
        evidence=("cohort",),
        references=("en_bloc_2022", "en_bloc_2019"),
    ),
    fits(
        says=_("The only metastasis, with a good outlook."),
        when=GOOD_OUTLOOK,
        evidence=("source",),
        references=("source",),
    ),
    but(
        says=_("Complications in 67 % of 18, in a median of 13 hours; implants failed in 22 % of 124."),
        evidence=("cohort",),
        references=("en_bloc_2019", "en_bloc_2022"),
    ),
    but(
        says=_("Stereotactic radiotherapy did comparably in a matched series."),
        evidence=("cohort",),
        references=("en_bloc_sbrt_2023",),
    ),
    but(
        says=_("Kidney: in 100 patients removal gave better local control, but not longer survival."),
        when=KIDNEY,
        evidence=("cohort",),
        references=("en_bloc_rcc_2020",),
    ),
    but(
        says=_("More than one metastasis: not for cure; yet up to three lived like a single one (selected)."),
        when=~SOLITARY,
        evidence=("cohort",),
        references=("few_metastases_2020",),
    ),
)

OCCIPITOCERVICAL = reasons_on(
    "occipitocervical_fixation",
    fits(
        says=_("Pain fell from 8.3 to 1 of 10 in 29 patients, without removal of the tumour from the front."),
        evidence=("cohort",),
        references=("rustagi_2019", "atlantoaxial_19"),
    ),
    fits(
        says=_("It guards against sudden injury of the high cord, which is rare here but feared."),
        evidence=("cohort",),
        references=("atlantoaxial_19", "rustagi_2019"),
    ),
    but(says=_("Nodding and turning of the head are lost, and the tumour is not treated.")),
)

LUMBOPELVIC = reasons_on(
    "lumbopelvic_fixation",
    fits(says=_("Carries the load from the lumbar spine to the ilium past a sacrum that no longer holds.")),
    but(says=_("A large operation over tissue that heals badly, more so where it was irradiated.")),
)

WHY_SPINE = (LUMBOPELVIC, DECOMPRESSION_AND_FIXATION, PERCUTANEOUS_FIXATION, EN_BLOC, OCCIPITOCERVICAL)
