"""Why operations on the spine fit, and what speaks against them."""

from assessments.clinical.findings.basic import IRRADIATED, SOLITARY
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
        standing="consensus",
        source="noms_2013 ao_radiosensitivity",
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
        _("Irradiated before: wounds failed in 32 %, against 12 % in fresh tissue."),
        IRRADIATED,
        standing="cohort",
        source="wounds_ghogawala",
    )
    .but(
        _("Paralysed for over 48 hours: outside the trial; in one series 2 of 7 of these walked again."),
        PROLONGED_PARALYSIS,
        standing="cohort",
        source="late_decompression",
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
        _("Holds an unstable spine through small wounds: 100 mL of blood, 87 % walking within three days."),
        standing="cohort",
        source="percutaneous_101",
    )
    .fits(_("Radiotherapy does not give stability back."), UNSTABLE, standing="consensus", source="noms_2010")
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
        _("Isolated metastases: 70 % alive at three years, 60 % at five; 10 % came back at this place."),
        standing="cohort",
        source="en_bloc_2022",
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
    .but(_("Not the only metastasis, so that resection cannot cure."), ~SOLITARY)
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
