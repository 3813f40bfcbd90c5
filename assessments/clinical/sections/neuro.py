"""Neurological state. One lesion."""

from decimal import Decimal

from assessments.clinical.language.questions import Choice, OtherUnit, Section
from assessments.clinical.language.translatable import _

from .imaging import SPINE

DAYS = (OtherUnit(_("days"), Decimal(24)),)
WHEN_BEGUN = _(
    "In hours or days, or the date and time when it began, such as 31.10.2026 14:30 or today 14:30."
)

NEURO = Section("neuro", _("Neuro status"), _("Deficit, its time course, ambulation and sphincters."))

DEFICIT = NEURO.choice(
    "deficit",
    _("Neurological deficit"),
    Choice("none", _("None")),
    Choice("radiculopathy", _("Radiculopathy"), _("One or more nerve roots."), when=SPINE),
    Choice("cord", _("Spinal cord"), _("Long-tract signs, weakness or a sensory level."), when=SPINE),
    Choice(
        "cauda_equina",
        _("Cauda equina"),
        _("Several roots, saddle numbness or sphincters."),
        when=SPINE,
    ),
    Choice("peripheral_nerve", _("Peripheral nerve"), when=~SPINE),
    Choice(
        "present",
        _("Present, kind not known"),
        stands_for=("radiculopathy", "cord", "cauda_equina", "peripheral_nerve"),
        asks=_("Deficit of root, cord, cauda equina or peripheral nerve?"),
    ),
    core=True,
)
FRANKEL = NEURO.choice(
    "frankel",
    _("Frankel grade"),
    Choice("A", "A", _("No motor or sensory function below the lesion.")),
    Choice("B", "B", _("Sensation only.")),
    Choice("C", "C", _("Motor useless: motor function present but not functional.")),
    Choice("D", "D", _("Motor useful: can walk, with or without an aid.")),
    Choice("E", "E", _("Normal.")),
    Choice(
        "impaired",
        _("Impaired, grade not known"),
        stands_for=("A", "B", "C", "D"),
        asks=_("Which Frankel grade?"),
    ),
    asked=SPINE,
    core=True,
)
WALKING = NEURO.choice(
    "walking",
    _("Walking"),
    Choice("unaided", _("Unaided")),
    Choice("aided", _("With an aid")),
    Choice("unable", _("Unable")),
    asked=SPINE,
    core=True,
)
DEFICIT_HOURS = NEURO.integer(
    "deficit_hours",
    _("Time from onset of the deficit"),
    0,
    20000,
    unit=_("hours"),
    other_units=DAYS,
    since=True,
    hint=WHEN_BEGUN,
    asked=~DEFICIT.is_("none"),
    core=True,
)
ONSET = NEURO.choice(
    "onset",
    _("Time over which the deficit developed"),
    Choice("within_48_hours", _("Within 48 hours")),
    Choice("2_to_7_days", _("2 to 7 days")),
    Choice("8_to_14_days", _("8 to 14 days")),
    Choice("over_14_days", _("Over 14 days")),
    # Whose deficit began within two days says nothing new here; an answer is taken, and may contradict.
    asked=~DEFICIT.is_("none") & (~DEFICIT_HOURS.given | DEFICIT_HOURS.between(49, 20000)),
    taken=~DEFICIT.is_("none"),
    core=True,
)
HOURS_SINCE_WALKING_LOST = NEURO.integer(
    "hours_since_walking_lost",
    _("Time since loss of ambulation"),
    0,
    20000,
    unit=_("hours"),
    other_units=DAYS,
    since=True,
    hint=WHEN_BEGUN,
    asked=WALKING.is_("unable"),
    core=True,
)
EXAMINED_ON = NEURO.date("examined_on", _("Date of the neurological examination"))
SPHINCTER = NEURO.choice(
    "sphincter",
    _("Bladder and bowel"),
    Choice("normal", _("Normal")),
    Choice("disturbed", _("Sphincter dysfunction"), _("New retention, incontinence or loss of anal tone.")),
    asked=SPINE,
    core=True,
)
SPHINCTER_HOURS = NEURO.integer(
    "sphincter_hours",
    _("Time since onset of sphincter dysfunction"),
    0,
    20000,
    unit=_("hours"),
    other_units=DAYS,
    since=True,
    hint=_("Bladder or bowel, whichever came first; in hours or days, or the date and time."),
    asked=SPHINCTER.is_("disturbed"),
    core=True,
)
WEAKEST_POWER = NEURO.integer(
    "weakest_power",
    _("Lowest MRC grade"),
    0,
    5,
    hint=_("0 none; 1 flicker; 2 gravity removed; 3 against gravity; 4 against some resistance; 5 normal."),
    asked=~DEFICIT.is_("none"),
)
DEXAMETHASONE_GIVEN = NEURO.yes_no(
    "dexamethasone_given",
    _("Dexamethasone given?"),
    asked=DEFICIT.is_("cord", "cauda_equina"),
)
