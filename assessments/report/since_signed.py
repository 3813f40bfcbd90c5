"""What came after a report was signed and must be known by whoever holds a copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from assessments.models import Assessment, Status

if TYPE_CHECKING:
    from collections.abc import Iterator


def since_signed(assessment: Assessment, content: dict[str, Any]) -> tuple[str, ...]:
    """Say, in whole sentences, what a reader of the sealed report has to know today."""
    return tuple(_sentences(assessment, content))


def _sentences(assessment: Assessment, content: dict[str, Any]) -> Iterator[str]:
    if not content["is_proved"]:
        yield _(
            "It cannot be proved that this report is as it was signed: the key of its signature is not "
            "on the server. Tell the administrator."
        )
    if assessment.status == Status.AMENDED:
        yield _("This report was replaced by an amendment.")
    then, now = content["patient"]["identifier"], assessment.patient.identifier
    if content["patient"]["uuid"] != str(assessment.patient.uuid):
        yield _(
            "Since it was signed, this assessment was moved from the record of %(then)s to that of %(now)s. "
            "The report still names %(then)s."
        ) % {"now": now, "then": then}
    elif then != now:
        yield _("The patient's identifier was corrected from %(then)s to %(now)s since this was signed.") % {
            "now": now,
            "then": then,
        }
