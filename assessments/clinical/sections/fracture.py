"""Fracture and function. One lesion."""

from assessments.clinical.language.questions import Choice, Section
from assessments.clinical.language.translatable import _

from .imaging import SPINE, TREATED_BEFORE

FRACTURE_SECTION = Section("fracture", _("Fracture"), _("Fracture and what it does to function."))

FRACTURE = FRACTURE_SECTION.choice(
    "fracture",
    _("Pathological fracture"),
    Choice("none", _("None")),
    Choice("undisplaced", _("Undisplaced")),
    Choice("displaced", _("Displaced")),
    Choice(
        "present",
        _("Fractured, displacement not known"),
        stands_for=("undisplaced", "displaced"),
        asks=_("Fracture displaced?"),
    ),
    asked=~SPINE,
    core=True,
)
LIMB_FUNCTION = FRACTURE_SECTION.choice(
    "limb_function",
    _("Motor function of the limb or trunk"),
    Choice("normal", _("Normal")),
    Choice("limited", _("Limited")),
    Choice("lost", _("Lost")),
    Choice(
        "impaired",
        _("Impaired, degree not known"),
        stands_for=("limited", "lost"),
        asks=_("Motor function limited or lost?"),
    ),
    core=True,
)
FUNCTION_TREND = FRACTURE_SECTION.choice(
    "function_trend",
    _("Motor function since conservative treatment"),
    Choice("restored", _("Restored")),
    Choice("not_restored", _("Not restored")),
    asked=TREATED_BEFORE.yes,
    core=True,
)
OPEN_OR_VASCULAR_INJURY = FRACTURE_SECTION.yes_no(
    "open_or_vascular_injury",
    _("Open fracture or vascular injury?"),
    asked=~SPINE & ~FRACTURE.is_("none"),
    core=True,
)
