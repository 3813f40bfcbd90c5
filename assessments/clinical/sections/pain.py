"""Pain of the lesion. One lesion."""

from assessments.clinical.language.questions import Choice, Section
from assessments.clinical.language.translatable import _

from .imaging import TREATED_BEFORE

PAIN = Section("pain", _("Pain"), _("Pain at this lesion."))

WORST_PAIN = PAIN.integer(
    "worst_pain",
    _("Worst pain in the last 24 hours"),
    0,
    10,
    hint=_("0 is no pain, 10 the worst imaginable."),
    core=True,
)
PAIN_IN_WORDS = PAIN.choice(
    "pain_in_words",
    _("Pain in words, if no number was taken"),
    Choice("none", _("None")),
    Choice("mild", _("Mild")),
    Choice("moderate", _("Moderate")),
    Choice("severe", _("Severe")),
    Choice(
        "present",
        _("Present, not graded"),
        stands_for=("mild", "moderate", "severe"),
        asks=_("Pain mild, moderate or severe?"),
    ),
    asked=~WORST_PAIN.given,
)
MECHANICAL = PAIN.yes_no(
    "mechanical",
    _("Is the pain mechanical?"),
    hint=_("Provoked by loading or movement, eased by rest or lying down."),
    asked=~(WORST_PAIN.said(0) | PAIN_IN_WORDS.said("none")),
    core=True,
)
PAIN_TREND = PAIN.choice(
    "pain_trend",
    _("Pain since conservative treatment"),
    Choice("improved", _("Improved")),
    Choice("stable", _("Stable")),
    Choice("worse", _("Worse")),
    asked=TREATED_BEFORE.yes,
    core=True,
)
