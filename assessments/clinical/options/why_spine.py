"""Why operations on the spine fit, and what speaks against them."""

from assessments.clinical.findings.bone import IRRADIATED
from assessments.clinical.findings.deficits import PROLONGED_PARALYSIS
from assessments.clinical.findings.extent import SOLITARY
from assessments.clinical.findings.tumour import INTERMEDIATE, PRIMARY_TUMOUR, RESISTANT, SENSITIVE
from assessments.clinical.language.logic import known
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import CAUDA_COMPRESSION, SPINE

from .reason import but, fits, reasons_on
from .states import FAILING, GOOD_OUTLOOK, KIDNEY, OVER_65, SHORT, UNSTABLE

DECOMPRESSION_AND_FIXATION = reasons_on(
    "decompression_and_fixation",
    fits(
        says=_("Decompresses cord and roots and stabilises the spine in one operation."),
        evidence=("consensus",),
        references=("noms_2013",),
    ),
    fits(
        says=_(
            "Ambulatory after treatment: 84 % after surgery with radiotherapy, 57 % after radiotherapy alone."
        ),
        when=FAILING,
        evidence=("trial",),
        references=("patchell_2005",),
    ),
    but(
        says=_(
            "Matched cohorts since: motor function better (39 against 22 %), ambulation no better (60 "
            "and 67 %), and 37 % did not complete radiotherapy."
        ),
        when=FAILING,
        evidence=("cohort",),
        references=("rades_matched_2022", "rades_matched_2010"),
    ),
    fits(
        says=_(
            "With unfavourable tumours motor function improved in 28 against 19 % when stabilisation "
            "was added (matched)."
        ),
        when=FAILING,
        evidence=("cohort",),
        references=("rades_matched_2011",),
    ),
    fits(
        says=_("Resistant tumour: after separation surgery SBRT gave local control in 84 % at one year."),
        when=RESISTANT,
        evidence=("cohort",),
        references=("separation_2013", "postop_sbrt_2013"),
    ),
    but(says=_("Major open surgery; systemic therapy and radiotherapy wait for wound healing.")),
    but(
        says=_("Intermediate radiosensitivity: surgery or radiotherapy first is disputed."),
        when=SPINE & INTERMEDIATE,
        evidence=("cohort",),
        references=("noms_2013", "ao_radiosensitivity", "rades_matched_2010", "rades_matched_2022"),
    ),
    fits(
        says=_("Myeloma, 247 patients, adjusted: less deterioration and less pain after surgery."),
        when=SPINE & PRIMARY_TUMOUR.is_("myeloma"),
        evidence=("cohort",),
        references=("zijlstra_2025", "myeloma_2022"),
    ),
    but(
        says=_("If SBRT is to follow: carbon-fibre screws disturb it less; better control is not proven."),
        when=RESISTANT,
        evidence=("cohort",),
        references=("carbon_spine", "carbon_radiosurgery"),
    ),
    but(
        says=_("Radiosensitive tumours were excluded from the trial; radiotherapy may do as well."),
        when=SENSITIVE & ~known(IRRADIATED),
        evidence=("trial",),
        references=("patchell_2005",),
    ),
    but(
        says=_("Compression of the cauda equina alone was excluded from the trial."),
        when=CAUDA_COMPRESSION.is_("partial", "severe"),
        evidence=("trial",),
        references=("patchell_2005",),
    ),
    but(
        says=_("The benefit over radiotherapy decreases with age, and was lost somewhere between 60 and 70."),
        when=OVER_65,
        evidence=("trial",),
        references=("chi_2009",),
    ),
    but(
        says=_(
            "Previous radiotherapy: major wound complications in 32 %, against 12 % (85 patients of "
            "1970-1996)."
        ),
        when=IRRADIATED,
        evidence=("cohort",),
        references=("wounds_ghogawala",),
    ),
    but(
        says=_(
            "Paralysed for over 48 hours: outside the trial; 2 of 7 with complete loss regained "
            "ambulation, 7 of 28."
        ),
        when=PROLONGED_PARALYSIS,
        evidence=("cohort",),
        references=("late_decompression", "pending_paralysis"),
    ),
    but(
        says=_("Short life expectancy; yet those who died within three months valued it as much as others."),
        when=SHORT,
        evidence=("cohort",),
        references=("dea_2020",),
    ),
)

PERCUTANEOUS_FIXATION = reasons_on(
    "percutaneous_fixation",
    fits(
        says=_("Minimally invasive stabilisation: 87 % walked within three days (101 patients)."),
        evidence=("cohort",),
        references=("percutaneous_101",),
    ),
    fits(
        says=_("Radiotherapy does not restore stability."),
        when=UNSTABLE,
        evidence=("consensus",),
        references=("noms_2010",),
    ),
    fits(
        says=_("An expert panel advises the less invasive technique where sufficient."),
        evidence=("consensus",),
        references=("ao_2025",),
    ),
    but(
        says=_("18 % had a complication; the blood loss of 100 mL was measured in 41 of 101."),
        evidence=("cohort",),
        references=("percutaneous_101",),
    ),
    but(says=_("It neither decompresses the cord nor treats the tumour: radiotherapy is needed.")),
    but(
        says=_("With a deficit screws alone may not suffice: 40 % improved, 100 % with decompression."),
        when=FAILING,
        evidence=("cohort",),
        references=("percutaneous_40",),
    ),
)

EN_BLOC = reasons_on(
    "en_bloc_spondylectomy",
    fits(
        says=_(
            "Isolated metastasis: 70 % alive at three years, 60 % at five; local recurrence in 10 % of "
            "124, in 5 of 18 of another series."
        ),
        evidence=("cohort",),
        references=("en_bloc_2022", "en_bloc_2019"),
    ),
    fits(
        says=_("Solitary metastasis with a good prognosis."),
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
        says=_("Kidney: in 100 patients resection gave better local control, but not longer survival."),
        when=KIDNEY,
        evidence=("cohort",),
        references=("en_bloc_rcc_2020",),
    ),
    but(
        says=_(
            "More than one metastasis: not curative; yet survival with up to three was similar to a "
            "single one (selected)."
        ),
        when=~SOLITARY,
        evidence=("cohort",),
        references=("few_metastases_2020",),
    ),
)

OCCIPITOCERVICAL = reasons_on(
    "occipitocervical_fixation",
    fits(
        says=_("Pain fell from 8.3 to 1 of 10 in 29 patients, without anterior tumour resection."),
        evidence=("cohort",),
        references=("rustagi_2019", "atlantoaxial_19"),
    ),
    fits(
        says=_(
            "It protects against sudden injury of the upper cervical cord, which is rare here but feared."
        ),
        evidence=("cohort",),
        references=("atlantoaxial_19", "rustagi_2019"),
    ),
    but(says=_("Flexion and rotation of the head are lost, and the tumour is not treated.")),
)

LUMBOPELVIC = reasons_on(
    "lumbopelvic_fixation",
    fits(says=_("Transfers load from the lumbar spine to the ilium past an insufficient sacrum.")),
    but(says=_("Major surgery through tissue that heals poorly, more so after radiotherapy.")),
)

WHY_SPINE = (LUMBOPELVIC, DECOMPRESSION_AND_FIXATION, PERCUTANEOUS_FIXATION, EN_BLOC, OCCIPITOCERVICAL)
