"""manage.py fhir: the questionnaire, or a signed report, as FHIR R4, to standard output."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.exchange.questionnaire import questionnaire
from assessments.exchange.response import IN_PROGRESS, response_of
from assessments.exchange.signed import document
from assessments.models import AccessEntry, AccessKind, Assessment
from assessments.record.chain import DamagedRecordError

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Write the questionnaire, or an assessment, as FHIR R4 (JSON): of a signed one the document with its "
        "PDF, of a draft the answers. The access log notes an assessment that is written out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "assessment", nargs="?", help="the random number in the address of the assessment's pages"
        )
        what.add_argument("--questionnaire", action="store_true", help="the questions, in both languages")

    def handle(self, *_args: Any, assessment: str | None, **_options: Any) -> None:
        told = questionnaire() if assessment is None else _assessment(assessment)
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))


def _assessment(number: str) -> dict[str, Any]:
    try:
        found = Assessment.objects.select_related("patient__unit", "unit", "amends").get(uuid=number)
    except (Assessment.DoesNotExist, ValidationError) as error:
        raise CommandError(
            "There is no such assessment. Give the number in the address of its pages."
        ) from error
    try:
        told = document(found) if found.is_signed else response_of(found.latest().given, IN_PROGRESS)
    except DamagedRecordError as error:
        raise CommandError(f"Its record was changed since it was signed: {error}.") from error
    AccessEntry.objects.create(
        at=timezone.now(),
        kind=AccessKind.EXPORTED,
        what="report as FHIR",
        patient=found.patient,
        assessment=found,
        unit=found.patient.unit,
    )
    return told
