"""What a report speaks of and the unit does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.safety.operation import S9
from assessments.models.unit_settings import UnitSettings

if TYPE_CHECKING:
    from assessments.models import Unit

    from .tree import Report

STEREOTACTIC = "stereotactic_radiotherapy"


def lacking(unit: Unit, report: Report) -> list[str]:
    """Say what the report speaks of and the unit, by its own settings, does not have."""
    has, told = UnitSettings.of(unit), []
    if has.has_stereotactic_radiotherapy is False and any(
        option.key == STEREOTACTIC for lesion in report.lesions for option in lesion.options
    ):
        told.append(_("Stereotactic radiotherapy is not available in your unit: it means a referral."))
    if has.has_embolisation is False and any(
        row.key == S9.key for lesion in report.lesions for row in lesion.safety
    ):
        told.append(_("Embolisation is not available in your unit: it means a transfer."))
    return told
