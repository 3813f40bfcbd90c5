"""Safety rows where the spine, its nerves or a breaking bone are at stake."""

from assessments.clinical.deciding.clock import CLOCK_RUNS
from assessments.clinical.findings.basic import FRACTURED, HAEMATOLOGICAL, PAINFUL
from assessments.clinical.findings.deficits import NERVES_FAILING
from assessments.clinical.language.logic import Always, known, maybe
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.stability import STABILITY
from assessments.clinical.sections.imaging import RADIOTHERAPY_HERE, SPINE, TREATED_BEFORE
from assessments.clinical.sections.neuro import DEFICIT, DEXAMETHASONE_GIVEN

from .row import Extra, SafetyRow
from .states import (
    BREAKING_LIMB,
    DEFICIT_NOT_EXCLUDED,
    FRACTURE_NOT_STABLE,
    FRESHLY_IRRADIATED,
    LYMPHOMA_POSSIBLE,
    LYMPHOMA_SUSPECTED,
    NEW_DEFICIT,
    NO_LIMB,
    PROVEN,
    SPINE_DEFICIT,
    UNSTABLE_NOT_EXCLUDED,
)

NERVES: tuple[SafetyRow, ...] = (
    SafetyRow(
        "S2",
        "whole_spine_mri",
        _("MRI of the whole spine"),
        SPINE & (SPINE_DEFICIT | DEFICIT_NOT_EXCLUDED | maybe(PAINFUL)),
        _("MRI of the whole spine: other levels may be compressed, and would change the plan."),
        ("guideline",),
        ("nice_ng234", "nice_qs56"),
        (
            Extra(NEW_DEFICIT, _("A new deficit: always within 24 hours; call the spinal team now.")),
            Extra(
                SPINE_DEFICIT & ~NEW_DEFICIT,
                _("Over two weeks old: within 24 hours as well, unless imaged since and not worse."),
            ),
            Extra(
                ~known(SPINE_DEFICIT) & DEFICIT_NOT_EXCLUDED,
                _("Neurology not recorded: examine first; with any deficit the MRI is due within 24 hours."),
            ),
            Extra(
                DEFICIT.is_("none") & ~known(SPINE_DEFICIT),
                _("Pain without a deficit: within a week."),
            ),
        ),
        how_soon=("guideline", "expert"),
    ),
    SafetyRow(
        "S5",
        "steroid",
        _("Dexamethasone"),
        NERVES_FAILING & ~LYMPHOMA_SUSPECTED,
        _("Signs of cord or cauda equina: dexamethasone 16 mg now, then 16 mg a day."),
        ("guideline", "trial"),
        ("nice_ng234", "mscc_pathway", "bmj_mscc", "sorensen_1994", "vecht_1989"),
        (
            Extra(
                LYMPHOMA_POSSIBLE,
                _("Lymphoma or myeloma is possible and not biopsied: ask haematology before the first dose."),
            ),
            Extra(
                HAEMATOLOGICAL & PROVEN,
                _("Proven lymphoma or myeloma: 16 mg once; further doses with haematology."),
            ),
            Extra(DEXAMETHASONE_GIVEN.yes, _("Given already: record dose and hour, and do not load again.")),
            Extra(
                Always(),
                _("Stop it if imaging excludes compression; taper after surgery or as radiotherapy starts."),
            ),
        ),
    ),
    SafetyRow(
        "S6",
        "immobilise",
        _("Immobilise"),
        SPINE_DEFICIT
        | (SPINE & (STABILITY.is_("unstable") | UNSTABLE_NOT_EXCLUDED))
        | BREAKING_LIMB
        | FRACTURE_NOT_STABLE,
        _("Immobilise until it is treated or judged stable."),
        ("guideline", "cohort", "expert"),
        ("nice_ng234", "cochrane_brace_2015", "corset_2015", "expert"),
        (
            Extra(SPINE, _("Lay flat or partly raised, log-roll; mind skin, lungs and legs.")),
            Extra(
                SPINE,
                _("A brace eases movement at best: no trial, and no fewer fractures in 915 patients."),
            ),
            Extra(BREAKING_LIMB & FRACTURED, _("Splint or traction, and pain relief, before any transfer.")),
            Extra(
                BREAKING_LIMB & ~FRACTURED,
                _("No load on a bone about to break: crutches, or bed to chair; a sling for the arm."),
            ),
            Extra(
                NO_LIMB & FRACTURED,
                _("Rib, sternum or skull: pain relief and protection; no splint holds it."),
            ),
        ),
    ),
    SafetyRow(
        "S17",
        "irradiated_wound",
        _("Recent radiotherapy"),
        TREATED_BEFORE.yes & maybe(RADIOTHERAPY_HERE.yes) & FRESHLY_IRRADIATED,
        _("Irradiated within two weeks, or not known when: wounds fail more; leave two weeks each way."),
        ("cohort",),
        ("wounds_ghogawala", "wounds_2021", "radiotherapy_interval"),
        (
            Extra(
                NERVES_FAILING,
                _("Failing nerves do not wait for the skin: if operated on, plan the closure."),
            ),
        ),
        advises=("consensus",),
        how_soon=("expert",),
    ),
    SafetyRow(
        "S21",
        "clock",
        _("The clock is running"),
        CLOCK_RUNS,
        _("Hours count: note when walking was lost or the deficit began, and when the advised window ends."),
        ("trial", "cohort"),
        ("patchell_2005", "quraishi_2013", "rades_tempo"),
    ),
)
