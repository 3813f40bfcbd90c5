"""Why a value of the record is not taken: in words, for whoever looks for it there."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Why(TextChoices):
    """A reason; none says more of the record than that."""

    STATUS = "status", _("not final: preliminary, cancelled or entered in error")
    VERIFICATION = "verification", _("not a confirmed diagnosis")
    UNIT = "unit", _("its unit is not one that belongs to this code")
    NO_NUMBER = "no_number", _("no number stands there")
    BOUND = "bound", _("a bound, not a number")
    RANGE = "range", _("no number that can be an answer here")
    UNDATED = "undated", _("it does not say when it was measured")
    DATE = "date", _("its date is no whole day")
    FUTURE = "future", _("its date is in the future")
    LATER = "later", _("it is later than the day of this assessment")
    TWO = "two", _("two different values of the same time")
    CODES = "codes", _("its codes do not mean one answer here")
    SUBJECT = "subject", _("it is about somebody else, or does not say about whom")
    MODIFIED = "modified", _("an extension changes its meaning")
    INCOMPLETE = "incomplete", _("there are more values than were read, and not the newest first")
