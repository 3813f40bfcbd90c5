"""Safety rows where the spine, its nerves or a breaking bone are at stake."""

from assessments.clinical.deciding.clock import CLOCK_RUNS
from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.deficits import NERVES_FAILING
from assessments.clinical.findings.pain import PAINFUL
from assessments.clinical.findings.tumour import HAEMATOLOGICAL
from assessments.clinical.language.logic import Always, known, maybe
from assessments.clinical.language.translatable import _
from assessments.clinical.risks.stability import STABILITY
from assessments.clinical.sections.imaging import CERVICAL, LEVEL, RADIOTHERAPY_HERE, SPINE, TREATED_BEFORE
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

S2 = SafetyRow(
    key="S2",
    name="whole_spine_mri",
    title=_("Whole-spine MRI"),
    when=SPINE & (SPINE_DEFICIT | DEFICIT_NOT_EXCLUDED | maybe(PAINFUL)),
    says=_("Whole-spine MRI: other levels may be compressed, and would change the plan."),
    extras=(
        Extra(when=NEW_DEFICIT, says=_("A new deficit: always within 24 hours; call the spinal team now.")),
        Extra(
            when=SPINE_DEFICIT & ~NEW_DEFICIT,
            says=_("Over two weeks old: within 24 hours as well, unless imaged since and not worse."),
        ),
        Extra(
            when=~known(SPINE_DEFICIT) & DEFICIT_NOT_EXCLUDED,
            says=_("Neurology not recorded: examine first; with any deficit the MRI is due within 24 hours."),
        ),
        Extra(
            when=DEFICIT.is_("none") & ~known(SPINE_DEFICIT),
            says=_("Pain without a deficit: within a week."),
        ),
    ),
    evidence=("guideline",),
    evidence_of_urgency=("guideline", "expert"),
    references=("nice_ng234", "nice_qs56"),
)
S5 = SafetyRow(
    key="S5",
    name="steroid",
    title=_("Dexamethasone"),
    when=NERVES_FAILING & ~LYMPHOMA_SUSPECTED,
    says=_("Signs of cord or cauda equina: dexamethasone 16 mg now, then 16 mg a day."),
    extras=(
        Extra(
            when=LYMPHOMA_POSSIBLE,
            says=_(
                "Lymphoma or myeloma is possible and not biopsied: ask haematology before the first dose."
            ),
        ),
        Extra(
            when=HAEMATOLOGICAL & PROVEN,
            says=_("Proven lymphoma or myeloma: 16 mg once; further doses with haematology."),
        ),
        Extra(
            when=DEXAMETHASONE_GIVEN.yes,
            says=_("Given already: record dose and hour, and do not load again."),
        ),
        Extra(
            when=Always(),
            says=_("Stop it if imaging excludes compression; taper after surgery or as radiotherapy starts."),
        ),
    ),
    evidence=("guideline", "trial"),
    references=("nice_ng234", "mscc_pathway", "bmj_mscc", "sorensen_1994", "vecht_1989"),
)
S6 = SafetyRow(
    key="S6",
    name="immobilise",
    title=_("Immobilise"),
    when=SPINE_DEFICIT
    | (SPINE & (STABILITY.is_("unstable") | UNSTABLE_NOT_EXCLUDED))
    | BREAKING_LIMB
    | FRACTURE_NOT_STABLE,
    says=_("Immobilise until it is treated or judged stable."),
    extras=(
        Extra(when=SPINE, says=_("Lay flat or partly raised, log-roll; mind skin, lungs and legs.")),
        Extra(when=SPINE & LEVEL.is_(*CERVICAL), says=_("In the neck: a rigid collar or a halo.")),
        Extra(
            when=SPINE & ~LEVEL.is_(*CERVICAL),
            says=_("A brace eases movement at best: no trial, and no fewer fractures in 915 patients."),
        ),
        Extra(
            when=BREAKING_LIMB & FRACTURED,
            says=_("Splint or traction, and pain relief, before any transfer."),
        ),
        Extra(
            when=BREAKING_LIMB & ~FRACTURED,
            says=_(
                "No weight-bearing on an impending fracture: crutches, or bed to chair; a sling for the arm."
            ),
        ),
        Extra(
            when=NO_LIMB & FRACTURED,
            says=_("Rib, sternum or skull: pain relief and protection; no splint holds it."),
        ),
    ),
    evidence=("guideline", "cohort", "expert"),
    references=("nice_ng234", "cochrane_brace_2015", "corset_2015", "expert"),
)
S17 = SafetyRow(
    key="S17",
    name="irradiated_wound",
    title=_("Recent radiotherapy"),
    when=TREATED_BEFORE.yes & maybe(RADIOTHERAPY_HERE.yes) & FRESHLY_IRRADIATED,
    says=_(
        "Radiotherapy within two weeks, or date not known: more wound complications; leave two weeks "
        "each way."
    ),
    extras=(
        Extra(
            when=NERVES_FAILING,
            says=_("A neurological deficit does not wait for the skin: if operated on, plan the closure."),
        ),
    ),
    evidence=("cohort",),
    evidence_of_advice=("consensus",),
    evidence_of_urgency=("expert",),
    references=("wounds_ghogawala", "wounds_2021", "radiotherapy_interval"),
)
S21 = SafetyRow(
    key="S21",
    name="clock",
    title=_("Time-critical"),
    when=CLOCK_RUNS,
    says=_(
        "Hours count: record the time of loss of ambulation or onset of the deficit, and the end of "
        "the advised window."
    ),
    evidence=("trial", "cohort"),
    references=("patchell_2005", "quraishi_2013", "rades_tempo"),
)

NERVES: tuple[SafetyRow, ...] = (S2, S5, S6, S17, S21)
