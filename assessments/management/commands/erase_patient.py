"""manage.py erase_patient: erase who a patient is; and list whose time is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from assessments.actions.erasure import erase_identity, rehearse_erasure
from assessments.exporting.prepared import erase_all
from assessments.models import FollowUp, Patient, Role, units_of
from assessments.record.chain import DamagedRecordError
from bonemet.accounts.models import User

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import datetime

    from assessments.record.identity_words import IdentityWords


class Command(BaseCommand):
    help = (
        "Erase identifier, name and date of birth of a patient, for ever. Clinical content stays, and "
        "verify_records still proves it. Read docs/records.md first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "patient", nargs="?", help="the random number in the address of the patient's page"
        )
        parser.add_argument("--by", metavar="USER", help="the lead of the unit who has decided it")
        parser.add_argument(
            "--keep",
            action="append",
            default=[],
            metavar="WORD",
            help="a word that is not meant as the name in free text, such as May; may be repeated",
        )
        parser.add_argument(
            "--show", action="store_true", help="only show what would be erased, and what not"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument(
            "--list",
            type=int,
            metavar="YEARS",
            help="list patients of whom nothing was written for so many years",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["list"] is not None:
            self._list(options["list"])
            return
        try:
            patient = Patient.objects.select_related("unit", "merged_into__unit").get(uuid=options["patient"])
        except (Patient.DoesNotExist, ValidationError) as error:
            raise CommandError(
                "There is no such patient. Give the number in the address of the page."
            ) from error
        patient = patient.merged_into or patient  # the number of a duplicate means the record that stays
        by = User.objects.filter(username=options["by"] or "").first()
        if by is None or not units_of(by, Role.LEAD).filter(pk=patient.unit_id).exists():
            raise CommandError(f"--by must name a lead of {patient.unit}.")
        try:
            self._erase(patient, by, options)
        except DamagedRecordError as error:
            raise CommandError(
                f"{error} is not as it was sealed. Nothing was erased: that would hide it. "
                "manage.py verify_records names every record that was changed."
            ) from error

    def _erase(self, patient: Patient, by: User, options: dict[str, Any]) -> None:
        keep = frozenset(word.lower() for word in options["keep"])
        found = rehearse_erasure(patient=patient, by=by, keep=keep)
        self._tell(found)
        if options["show"]:
            return
        if not options["yes"] and input("Erase for ever who this patient is? Type erase: ") != "erase":
            raise CommandError("Nothing was erased.")
        erase_identity(patient=patient, by=by, keep=keep)
        erase_all()  # exports that still wait for their readers
        self.stdout.write(
            f"Erased, also from {len(found.gone)} places of free text. What may remain stands above: "
            f"{len(found.left)} places. Backups and exports made before still hold it: let them expire."
        )
        if connection.vendor == "sqlite" and not _log_is_emptied():
            raise CommandError(
                "It is erased, but somebody reads an earlier state: the file beside the database (-wal) "
                "still holds it. Run this once more, at a quieter time."
            )

    def _tell(self, found: IdentityWords) -> None:
        """Show what goes and what may remain; a person decides."""
        known = [*sorted(found.identifiers), *sorted(found.names), *sorted(found.born)]
        self.stdout.write(f"Known as: {', '.join(word for word in known if word)}")
        for title, places in (
            ("Goes from free text, beside the patient's row and what was signed", found.gone),
            ("May remain: look at it before", found.left),
        ):
            self.stdout.write(f"{title}: {len(places) or 'nothing found'}")
            for what, where in places:
                self.stdout.write(f"  {what}: ... {where} ...")

    def _list(self, years: int) -> None:
        before = timezone.now() - timedelta(days=365.25 * years)
        found = [
            (patient, last)
            for patient in Patient.objects.select_related("unit").order_by("pk").iterator()
            if (last := last_written(patient)) < before
        ]
        for patient, last in found:
            self.stdout.write(f"{patient.uuid}  {patient.unit}  last written {last:%Y-%m-%d}")
        self.stdout.write(f"{len(found)} patients")


def _log_is_emptied() -> bool:
    """Empty SQLite's write-ahead log, in which pages stand as they were before. Waits for its readers."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (is_busy, *_pages) = cursor.fetchone()
    return not is_busy


def last_written(patient: Patient) -> datetime:
    """Say when something was last written of a patient."""
    assessed = patient.assessments.aggregate(at=Max("updated"))["at"]
    followed = FollowUp.objects.of_patient(patient).aggregate(at=Max("at"))["at"]
    return max(at for at in (patient.created, assessed, followed) if at is not None)
