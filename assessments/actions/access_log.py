"""Writing the access log: who looked at what. What happens to accounts is in account_log."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.answers.document import SECTION_BY_KEY
from assessments.models import AccessEntry, AccessKind, Assessment, Patient, Unit
from bonemet import unwritten
from bonemet.accounts.models import User
from bonemet.pace import keep_pace
from bonemet.privacy import cause_of

if TYPE_CHECKING:
    from collections.abc import Mapping


logger = logging.getLogger(__name__)

# What only looks at something, and is shown even while the database cannot be written.
LOOKS = (AccessKind.VIEWED, AccessKind.REFUSED, AccessKind.PRINTED)
PACED = (AccessKind.VIEWED, AccessKind.EXPORTED, AccessKind.REFUSED)

# What was looked at, as the views call it; sections of the form go by their own titles.
PAGES = {
    "access log": _("access log"),
    "agenda of a meeting, printed": _("agenda of a meeting, printed"),
    "amendment": _("amendment"),
    "answers": _("answers"),
    "card": _("card in the hospital's record"),
    "cases brought in": _("cases brought in from a table"),
    "comments": _("comments"),
    "comparison": _("comparison of two assessments"),
    "correction": _("correction of the record"),
    "emergency": _("emergency"),
    "exported file": _("file of an export"),
    "follow-up": _("follow-up"),
    "history": _("history"),
    "key image": _("key image"),
    "key images": _("key images"),
    "leaflet": _("leaflet for the patient"),
    "list": _("list of assessments"),
    "meeting": _("meeting of the tumour board"),
    "minutes of a meeting": _("minutes of a meeting"),
    "new assessment": _("new assessment"),
    "overview": _("overview"),
    "panel": _("panel beside the form"),
    "patient": _("patient"),
    "plan": _("plan"),
    "record read from a file": _("values read from a file"),
    "record read from the server": _("values read from the hospital's system"),
    "report": _("report"),
    "report as PDF": _("report as PDF"),
    "report as FHIR": _("report as FHIR"),
    "report as text": _("report as text"),
    "reports by interface": _("list of reports by the interface"),
    "answers as FHIR": _("answers as FHIR"),
    "results": _("results"),
    "search": _("result of a search"),
    "signing": _("signing"),
    "signed report": _("signed report"),
    "today's rules": _("what today's rules would say"),
    "tumour board": _("tumour board"),
    "unit": _("page of the unit"),
    "values from the record": _("values from the record"),
    "withdrawal": _("withdrawal of a draft"),
    "work list": _("list of what is decided and not done"),
    # Of accounts
    "confirmation": _("confirming who one is"),
    "password": _("password"),
    "mfa": _("second factor"),
    "totp": _("one-time code"),
    "webauthn": _("security key"),
    "recovery_codes": _("recovery code"),
    "token": _("token of a program"),
    "socialaccount": _("single sign-on"),
    "password changed": _("the password was changed"),
    "password set": _("a password was set"),
    "temporary password": _("a temporary password was given"),
    "temporary password, second factor": _("a temporary password was given, the second factor taken away"),
    "second factor taken away": _("the second factor was taken away"),
    "second factor unreadable": _("the second factor could no longer be read and was taken away"),
    "other sessions ended": _("the other sessions were ended"),
    "added totp": _("one-time codes were set up"),
    "added webauthn": _("a security key was added"),
    "added recovery_codes": _("recovery codes were made"),
    "removed totp": _("one-time codes were taken away"),
    "removed webauthn": _("a security key was taken away"),
    "removed recovery_codes": _("recovery codes were taken away"),
    "renewed recovery_codes": _("recovery codes were made anew"),
    "token made": _("a token of a program was made"),
    "launch linked": _("the account was linked with one of the hospital's record"),
    "token revoked": _("a token of a program was revoked"),
    "account made": _("the account was made"),
    "account closed": _("the account was closed"),
    "account opened": _("the account was opened again"),
    "rights": _("the rights of the account were changed"),
    "names": _("the names of the account were changed"),
    "e-mail address": _("the e-mail address of the account was changed"),
    **{section.key: _(section.title) for section in SECTION_BY_KEY.values()},
}


def page_name(what: str) -> str:
    """Name what was looked at, for readers of the log."""
    return str(PAGES.get(what, what))


def record_access(
    user: User,
    kind: str,
    *,
    what: str = "",
    patient: Patient | None = None,
    assessment: Assessment | None = None,
    unit: Unit | None = None,
    count: int | None = None,
) -> None:
    """Write down that this user looked at a record, or at `count` of a unit's at once, or was refused one.

    Raises what the database raises where it cannot be written, but for looks: they go to the server's log
    and to a file, and into the database as soon as that can be written again. Where the file cannot be
    written either, it is raised for looks too, and nothing is shown. Raises TooFast where an account goes
    through the records faster than anybody reads.
    """
    if kind in PACED:
        keep_pace("records", user)
    patient = assessment.patient if assessment is not None else patient
    _write(
        {
            "at": timezone.now(),
            "user_id": user.pk,
            "kind": kind,
            "what": what,
            "patient_id": patient.pk if patient is not None else None,
            "assessment_id": assessment.pk if assessment is not None else None,
            "unit_id": patient.unit_id if patient is not None else unit.pk if unit is not None else None,
            "count": count,
        }
    )


def record_list(user: User, what: str, counts: Mapping[int, int]) -> None:
    """Write down that this user was shown a list: for each unit, by its key, of how many patients.

    Raises as `record_access` does.
    """
    for unit, count in counts.items():
        row = {"user_id": user.pk, "kind": AccessKind.VIEWED, "what": what, "unit_id": unit, "count": count}
        _write({"at": timezone.now(), **row})


def _write(row: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            AccessEntry.objects.create(**row)
    except unwritten.FAULTS as error:
        if row["kind"] not in LOOKS:
            raise
        try:
            unwritten.keep(row | {"at": row["at"].isoformat()})
        except OSError:
            raise error from None
        logger.error(
            "a look is not in the access log yet (%s): user %s, %s of record %s, at %s",
            cause_of(error.__cause__ or error), row["user_id"], row["kind"],
            row.get("patient_id") or f"list of unit {row.get('unit_id')}", row["at"].isoformat(),
        )  # fmt: skip
    else:
        _take_over()


def _take_over() -> None:
    """Bring what was written down meanwhile into the database; once its rows are there the file is empty.

    Never within somebody's save, which it could spoil or hold up: one would have the database and wait for
    the file, another the file and wait for the database. Whatever is wrong with a line, pages go on.
    """
    if unwritten.is_empty() or transaction.get_connection().in_atomic_block:
        return
    try:
        with unwritten.taken_over() as rows, transaction.atomic():
            for row in _of_what_there_is(rows):
                AccessEntry.objects.create(**row | {"at": datetime.fromisoformat(row["at"])})
    except (DatabaseError, OSError) as error:
        logger.error("looks could not be taken over: %s", cause_of(error.__cause__ or error))


def _of_what_there_is(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the rows whose records are in this database: it may have been restored from before them."""
    for key, model in (
        ("user_id", User),
        ("patient_id", Patient),
        ("assessment_id", Assessment),
        ("unit_id", Unit),
    ):
        named = [row[key] for row in rows if row.get(key) is not None]
        there = {None, *model._base_manager.filter(pk__in=named).values_list("pk", flat=True)}
        if lost := [row for row in rows if row.get(key) not in there]:
            logger.error(
                "%d looks are of records that are not in this database: only this log has them", len(lost)
            )
            rows = [row for row in rows if row.get(key) in there]
    return rows
