"""Rendering pages. Where a page shows a patient, the access log gets a row: here, and nowhere else for pages.

So an answer to a form is written down like a look, and a page that comes later cannot forget it.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import shortcuts
from django.db.models import DateTimeField
from django.utils import timezone

from assessments.actions.access_log import record_access, record_list
from assessments.models import AccessEntry, AccessKind, Assessment, Patient
from assessments.models.written_once import Asked, Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse

    from bonemet.accounts.models import User

# The words of the log for each page that can show a patient; a section goes by its own key.
WHAT = {
    "access_pages.html": "access log",
    "board/board.html": "tumour board",
    "comments/comments.html": "comments",
    "corrections/correct.html": "correction",
    "corrections/merge.html": "correction",
    "corrections/move.html": "correction",
    "emergency/emergency.html": "emergency",
    "follow_up/follow_up.html": "follow-up",
    "follow_up/follow_ups.html": "follow-up",
    "history/comparison.html": "comparison",
    "history/history.html": "history",
    "hub.html": "overview",
    "key_images/key_images.html": "key images",
    "key_images/measure.html": "key images",
    "key_images/withdraw.html": "key images",
    "leaflet/leaflet.html": "leaflet",
    "lesions/remove.html": "overview",
    "meetings/case.html": "meeting",
    "meetings/decide.html": "meeting",
    "meetings/to_board.html": "meeting",
    "panel/answer.html": "panel",
    "patients/assess.html": "new assessment",
    "patients/new.html": "new assessment",
    "patients/patient.html": "patient",
    "plan.html": "plan",
    "record/values.html": "values from the record",
    "report/contradictions.html": "report",
    "report/report.html": "report",
    "review.html": "answers",
    "sign.html": "signing",
    "withdrawing/plan.html": "plan",
    "withdrawing/withdraw.html": "withdrawal",
    "signed/amend.html": "amendment",
    "signed/signed.html": "signed report",
    "signed/today.html": "today's rules",
}
# The panel answers every pause in typing and its page has a row already; this is for who asks without it.
OFTEN, QUIET = frozenset({"panel"}), timedelta(minutes=15)
ONE, SEVERAL = ("assessment", "patient", "earlier", "known"), ("doubles", "alike")


def render(
    request: HttpRequest, template: str, context: dict[str, Any], status: int | None = None
) -> HttpResponse:
    """Render a page, and write down whom it shows."""
    name = template.removeprefix("assessments/")
    what = WHAT.get(name) or (context["section"].key if "section" in context else "")
    user: Any = request.user
    for record in _shown(context):
        if what not in OFTEN or not _seen_lately(user, record):
            assessment = record if isinstance(record, Assessment) else None
            patient = record if isinstance(record, Patient) else None
            record_access(user, AccessKind.VIEWED, what=what, patient=patient, assessment=assessment)
    return shortcuts.render(request, template, context, status=status)


def _shown(context: dict[str, Any]) -> Iterator[Assessment | Patient]:
    """Give the records of a page: each patient once, by the assessment that is shown where there is one."""
    records = [context.get(key) for key in ONE] + [one for key in SEVERAL for one in context.get(key) or ()]
    patients = set()
    for record in records:
        if isinstance(record, Assessment):
            patients.add(record.patient_id)
            yield record
        elif isinstance(record, Patient) and record.pk not in patients:
            patients.add(record.pk)
            yield record


def _seen_lately(user: User, record: Assessment | Patient) -> bool:
    patient = record.patient_id if isinstance(record, Assessment) else record.pk
    return bool(_LATELY(AccessEntry, patient=patient, user=user.pk, since=timezone.now() - QUIET))


_LATELY = Written(
    lambda: AccessEntry.objects.filter(
        patient=Asked("patient"), user=Asked("user"), at__gt=Asked("since", DateTimeField())
    ).only("pk")[:1]
)


def listed(request: HttpRequest, what: str, patients: Iterable[Patient]) -> None:
    """Write down that several patients were shown in a list: one row a unit, with how many."""
    user: Any = request.user
    counts = Counter({patient.pk: patient.unit_id for patient in patients}.values())
    record_list(user, what, counts)
