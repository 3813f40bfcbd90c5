"""manage.py patient_record: all that is kept of a patient, for the patient."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from assessments.models import AccessEntry, AccessKind, Patient
from assessments.record.of_patient import whole_record

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Write all that is kept of a patient, and who looked at it, into a new file (JSON), for the "
        "patient's own access. The access log notes it. Print the signed reports beside it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("patient", help="the random number in the address of the patient's page")
        parser.add_argument("file", type=Path, help="a new file")

    def handle(self, *_args: Any, patient: str, file: Path, **_options: Any) -> None:
        try:
            found = Patient.objects.select_related("unit", "merged_into__unit").get(uuid=patient)
        except (Patient.DoesNotExist, ValidationError) as error:
            raise CommandError(
                "There is no such patient. Give the number in the address of the page."
            ) from error
        found = found.merged_into or found  # the number of a duplicate means the record that stays
        try:  # made here and now, so that nobody has it open or has put a link there
            file.touch(mode=0o600, exist_ok=False)
        except FileExistsError as error:
            raise CommandError(f"{file} exists already.") from error
        except OSError as error:
            raise CommandError(f"{file} cannot be made: {error.strerror}.") from error
        AccessEntry.objects.create(
            at=timezone.now(),
            kind=AccessKind.EXPORTED,
            what="patient's own access",
            patient=found,
            unit=found.unit,
        )
        told = json.dumps(whole_record(found), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        file.write_text(told + "\n", encoding="utf-8")
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes.")
