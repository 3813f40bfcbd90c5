"""Why operations on the spine fit, and what speaks against them."""

from assessments.clinical.findings.basic import IRRADIATED, PRIMARY_TUMOUR, SOLITARY
from assessments.clinical.findings.deficits import NEURO_MOTOR, PROLONGED_PARALYSIS, SENSITIVE
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import CAUDA_COMPRESSION, SPINE

from .reason import Reasons
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

DECOMPRESSION_AND_FIXATION = (
    Reasons("decompression_and_fixation")
    .fits(
        _("Frees cord and roots and holds the spine in one operation."),
        standing="consensus",
        source="noms_2013",
    )
    .fits(
        _("Walking afterwards: 84 % after surgery with radiotherapy, 57 % after radiotherapy alone."),
        FAILING,
        standing="trial",
        source="patchell_2005",
    )
    .but(
        _(
            "Matched cohorts since: power better (39 against 22 %), walking no better (60 and 67 %), and "
            "37 % did not finish radiotherapy."
        ),
        FAILING,
        standing="cohort",
        source="rades_matched_2022 rades_matched_2010",
    )
    .fits(
        _("With unfavourable tumours 28 against 19 % gained power when it was also stabilised (matched)."),
        FAILING,
        standing="cohort",
        source="rades_matched_2011",
    )
    .fits(
        _("Resistant tumour: with a gap to the cord, stereotactic radiotherapy held 84 % for a year."),
        RESISTANT,
        standing="cohort",
        source="separation_2013 postop_sbrt_2013",
    )
    .but(_("A large open operation; drugs and radiotherapy wait until the wound has healed."))
    .but(
        _("Intermediate radiosensitivity: whether surgery or radiotherapy stands first is disputed."),
        SPINE & INTERMEDIATE,
        standing="cohort",
        source="noms_2013 ao_radiosensitivity rades_matched_2010 rades_matched_2022",
    )
    .fits(
        _("Myeloma, 247 patients, adjusted: fewer got worse and less pain after an operation."),
        SPINE & PRIMARY_TUMOUR.is_("myeloma"),
        standing="cohort",
        source="zijlstra_2025 myeloma_2022",
    )
    .but(
        _("Stereotactic dose to follow: carbon-fibre screws disturb it less; better control is not proven."),
        RESISTANT,
        standing="cohort",
        source="carbon_spine carbon_radiosurgery",
    )
    .but(
        _("Radiosensitive tumours were left out of the trial; radiotherapy may do as well."),
        SENSITIVE,
        standing="trial",
        source="patchell_2005",
    )
    .but(
        _("Compression of the cauda equina alone was left out of the trial."),
        CAUDA_COMPRESSION.is_("partial", "severe"),
        standing="trial",
        source="patchell_2005",
    )
    .but(
        _("The gain over radiotherapy shrinks with age, and was lost somewhere between 60 and 70."),
        OVER_65,
        standing="trial",
        source="chi_2009",
    )
    .but(
        _("Irradiated before: major wound trouble in 32 %, against 12 % (85 patients of 1970-1996)."),
        IRRADIATED,
        standing="cohort",
        source="wounds_ghogawala",
    )
    .but(
        _("Paralysed for over 48 hours: outside the trial; walked again 2 of 7 with complete loss, 7 of 28."),
        PROLONGED_PARALYSIS,
        standing="cohort",
        source="late_decompression pending_paralysis",
    )
    .but(
        _("A short time to live; yet those who died within three months valued it as much as others."),
        SHORT,
        standing="cohort",
        source="dea_2020",
    )
)

PERCUTANEOUS_FIXATION = (
    Reasons("percutaneous_fixation")
    .fits(
        _("Holds an unstable spine through small wounds: 87 % walked within three days (101 patients)."),
        standing="cohort",
        source="percutaneous_101",
    )
    .fits(_("Radiotherapy does not give stability back."), UNSTABLE, standing="consensus", source="noms_2010")
    .fits(
        _("A panel of experts advises the less invasive way where it will do."),
        standing="consensus",
        source="ao_2025",
    )
    .but(
        _("18 % had a complication; the 100 mL of blood were measured in 41 of 101."),
        standing="cohort",
        source="percutaneous_101",
    )
    .but(_("It neither frees the cord nor treats the tumour: radiotherapy must follow."))
    .but(
        _("With a deficit screws alone may be too little: 40 % improved, 100 % with decompression."),
        NEURO_MOTOR | CANAL_TAKEN,
        standing="cohort",
        source="percutaneous_40",
    )
)

EN_BLOC = (
    Reasons("en_bloc_spondylectomy")
    .fits(
        _(
            "Isolated: 70 % alive at three years, 60 % at five; back at this place in 10 % of 124, in 5 of "
            "18 of another series."
        ),
        standing="cohort",
        source="en_bloc_2022 en_bloc_2019",
    )
    .fits(_("The only metastasis, with a good outlook."), GOOD_OUTLOOK, standing="source", source="source")
    .but(
        _("Complications in 67 % of 18, in a median of 13 hours; implants failed in 22 % of 124."),
        standing="cohort",
        source="en_bloc_2019 en_bloc_2022",
    )
    .but(
        _("Stereotactic radiotherapy did comparably in a matched series."),
        standing="cohort",
        source="en_bloc_sbrt_2023",
    )
    .but(
        _("Kidney: in 100 patients removal gave better local control, but not longer survival."),
        KIDNEY,
        standing="cohort",
        source="en_bloc_rcc_2020",
    )
    .but(
        _("More than one metastasis: not for cure; yet up to three lived like a single one (selected)."),
        ~SOLITARY,
        standing="cohort",
        source="few_metastases_2020",
    )
)

OCCIPITOCERVICAL = (
    Reasons("occipitocervical_fixation")
    .fits(
        _("Pain fell from 8.3 to 1 of 10 in 29 patients, without removal of the tumour from the front."),
        standing="cohort",
        source="rustagi_2019 atlantoaxial_19",
    )
    .fits(
        _("It guards against sudden injury of the high cord, which is rare here but feared."),
        standing="cohort",
        source="atlantoaxial_19 rustagi_2019",
    )
    .but(_("Nodding and turning of the head are lost, and the tumour is not treated."))
)

LUMBOPELVIC = (
    Reasons("lumbopelvic_fixation")
    .fits(_("Carries the load from the lumbar spine to the ilium past a sacrum that no longer holds."))
    .but(_("A large operation over tissue that heals badly, more so where it was irradiated."))
)

WHY_SPINE = (LUMBOPELVIC, DECOMPRESSION_AND_FIXATION, PERCUTANEOUS_FIXATION, EN_BLOC, OCCIPITOCERVICAL)
