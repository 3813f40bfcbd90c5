"""Values from the record: read from a file or from the hospital's system, and taken for answers one by one.

The forms of the sections never wait for this: it is a page of its own, and stores nothing but what is taken.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions.access_log import record_access
from assessments.actions.assessments import StaleRevisionError
from assessments.actions.taking import AnsweredAlreadyError, take_value
from assessments.answers.wording import date_in_words, question_name
from assessments.clinical.sections.history import BLOODS_ON, HISTORY
from assessments.exchange.asking import LARGEST_ANSWER, FhirServer
from assessments.exchange.carried import FILE, SERVER, Carried, NotCarriedError
from assessments.exchange.codes import LABORATORY
from assessments.exchange.fetching import (
    NotRead,
    NotReadError,
    name_of,
    record_in_file,
    record_of_chart,
    record_on_server,
)
from assessments.exchange.left import Why
from assessments.forms.record import RecordFile
from assessments.models import AccessKind
from assessments.models.patients import Sex

from .access import editable_revision, member_page, today, user_of, wants
from .place import Place, address_of_step, base_revision
from .record_rows import rows_of
from .showing import render
from .shown import FilledInForAnotherError, refuse_unshown
from .smart import REASONS, chart_of

if TYPE_CHECKING:
    from assessments.exchange.fetching import Record
    from assessments.models import Revision

    from .record_rows import Row

SECONDS = 15  # for all that the hospital's system is asked
TEMPLATE = "assessments/record/values.html"


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def record_values(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for a record, show what it offers, and take what is pressed."""
    revision = editable_revision(request, uuid)
    if request.method != "POST":
        return _page(request, revision, RecordFile())
    try:
        refuse_unshown(request, revision.assessment.patient)
        if "found" in request.POST:
            return _go_on(request, revision)
    except FilledInForAnotherError:
        return _page(request, revision, RecordFile(), status=409, not_as_shown=True)
    except NotCarriedError:
        why = _("What was read is no longer there: it is kept for an hour. Read it again.")
        return _page(request, revision, RecordFile.refused(None, why), status=422)
    return _read(request, revision)


def _read(request: HttpRequest, revision: Revision) -> HttpResponse:
    """Read a record, and ask whether it is this patient's."""
    wants_chart = wants(request, action="chart")
    chart = chart_of(request, time.monotonic() + SECONDS) if wants_chart else None
    if wants_chart and chart is None:
        form = RecordFile.refused(None, _(REASONS["elsewhere"][1]))
        return _page(request, revision, form, status=422)
    from_server = chart is not None or (wants(request, action="server") and bool(settings.FHIR_SERVER))
    form = RecordFile() if from_server else RecordFile(request.POST, request.FILES)
    if not from_server and not form.is_valid():
        return _page(request, revision, form, status=422)
    record_access(
        user_of(request),
        AccessKind.VIEWED,
        what="record read from the server" if from_server else "record read from a file",
        assessment=revision.assessment,
    )
    try:
        record = _record(form, revision, chart, from_server=from_server)
    except NotReadError as error:
        form = RecordFile.refused(None if from_server else "file", str(error.why.label))
        return _page(request, revision, form, status=422)
    carried = Carried(record.reading, SERVER if from_server else FILE)
    return _page(request, revision, RecordFile(), carried=carried, theirs=record)


def _record(
    form: RecordFile, revision: Revision, chart: tuple[FhirServer, str] | None, *, from_server: bool
) -> Record:
    patient = revision.assessment.patient
    if chart is not None:
        return record_of_chart(*chart, patient, today())
    if from_server:
        until = time.monotonic() + SECONDS
        server = FhirServer(settings.FHIR_SERVER, settings.FHIR_TOKEN, until)
        return record_on_server(server, patient, today())
    file = form.cleaned_data["file"]
    if file.size > LARGEST_ANSWER:
        raise NotReadError(NotRead.LARGE)
    return record_in_file(file.read(), patient, today())


def _go_on(request: HttpRequest, revision: Revision) -> HttpResponse:
    """Go on with what was read: once it is said to be this patient's, with what is taken."""
    carried = Carried.opened(request.POST["found"], revision.assessment, user_of(request))
    if not carried.is_confirmed:
        return _page(request, revision, RecordFile(), carried=carried.confirmed())
    key = request.POST.get("take", "")
    row = next((row for row in rows_of(revision, carried.reading) if row.key == key), None)
    if row is None or row.against:
        if row is not None:
            messages.warning(request, _("Not taken: %(why)s.") % {"why": row.against})
        return _page(request, revision, RecordFile(), carried=carried, status=422)
    try:
        revision = _take(request, row, carried)
    except (AnsweredAlreadyError, StaleRevisionError):
        messages.warning(request, _("Not taken: somebody answered here meanwhile. Look at it as it is now."))
        return _page(
            request, editable_revision(request, revision.assessment.uuid), RecordFile(), carried=carried
        )
    return _page(request, revision, RecordFile(), carried=carried)


def _take(request: HttpRequest, row: Row, carried: Carried) -> Revision:
    offer, place = row.offer, row.place
    before = place.stored.get(BLOODS_ON.key)
    revision = take_value(
        assessment=place.assessment,
        section=place.section,
        lesion=place.lesion,
        question=offer.question,
        text=offer.text,
        unit=offer.unit,
        source={"from": carried.source, "on": offer.on, "code": offer.code},
        dates_bloods=offer.question in LABORATORY,
        base_revision=base_revision(request.POST),
        by=user_of(request),
        check=lambda patient: refuse_unshown(request, patient),
    )
    words = {"question": row.name, "answer": row.words}
    messages.success(request, _("Taken: %(question)s, %(answer)s.") % words)
    now = revision.given.section(HISTORY.key, None).get(BLOODS_ON.key)
    if offer.question in LABORATORY and now != before and now is not None:
        told = _("The date of the blood results is %(day)s now: the oldest that was taken.")
        messages.info(request, told % {"day": date_in_words(now)})
    return revision


def _page(
    request: HttpRequest,
    revision: Revision,
    form: RecordFile,
    *,
    carried: Carried | None = None,
    theirs: Record | None = None,
    status: int = 200,
    not_as_shown: bool = False,
) -> HttpResponse:
    assessment, patient = revision.assessment, revision.assessment.patient
    context = {
        "assessment": assessment,
        "patient": patient,
        "form": form,
        "has_chart": chart_of(request) is not None,
        "has_server": bool(settings.FHIR_SERVER),
        "not_as_shown": not_as_shown,
        "base_revision": revision.number,
        "drafts": assessment.drafts.filter(user=user_of(request), section__in=("history", "pain")).exists(),
        "history_address": address_of_step(assessment, Place(assessment, revision, HISTORY, None).step),
    }
    if carried is not None:
        context |= {"found": carried.sealed(assessment, user_of(request)), "source": carried.source}
        if carried.is_confirmed:
            context |= {"rows": list(rows_of(revision, carried.reading)), "left": _left(carried)}
            context |= {"others": carried.reading.others}
    if theirs is not None:
        resource = theirs.theirs
        context["theirs"] = {
            "name": name_of(resource),
            "birth_date": resource.get("birthDate", ""),
            "sex": dict(Sex.choices).get(str(resource.get("gender")), ""),
        }
    return render(request, TEMPLATE, context, status=status)


def _left(carried: Carried) -> list[dict[str, str]]:
    return [
        {
            "name": question_name(one.question),
            "value": one.value,
            "day": date_in_words(one.on) if one.on else "",
            "code": one.code,
            "why": str(Why(one.why).label),
        }
        for one in carried.reading.left
    ]
