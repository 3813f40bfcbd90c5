"""The patient: what the advice needs to know of the person. Identity is not among it."""

from assessments.clinical.language.questions import Choice, Section
from assessments.clinical.language.translatable import _

PATIENT = Section(
    "patient",
    _("Patient"),
    _("Identifier, name and date of birth are kept with the patient's record, apart from these answers."),
)

AGE = PATIENT.integer("age", _("Age"), 0, 120, unit=_("years"), likely=(18, 105), core=True)
SEX = PATIENT.choice(
    "sex",
    _("Sex"),
    Choice("female", _("Female")),
    Choice("male", _("Male")),
    Choice("other", _("Other")),
    core=True,
)
ASSESSED_ON = PATIENT.date(
    "assessed_on",
    _("Date of this assessment"),
    hint=_("Ages of findings are counted up to this day."),
    core=True,
)
