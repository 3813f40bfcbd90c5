"""manage.py demo: made-up patients and an account to try bonemet with. Only while developing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.actions import signing
from assessments.answers.document import SECTION_BY_KEY
from assessments.clinical.evaluation.case import read_case
from assessments.models import Membership, Role, SkipReason, Unit
from bonemet.accounts.models import User
from bonemet.accounts.passwords import DEMONSTRATION

CASES = Path(__file__).parents[2] / "demo"
UNIT = "Demonstration unit"
USER, PASSWORD = "demo", DEMONSTRATION


class Command(BaseCommand):
    help = "Load demonstration patients and an account, on the first start only. Refused unless DEBUG is on."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Demonstration accounts and patients exist only with BONEMET_DEBUG=1.")
        if not Unit.objects.filter(name=UNIT).exists():
            self._load()
        self.stdout.write(f"  Log in as “{USER}” with the password “{PASSWORD}”.")

    @transaction.atomic
    def _load(self) -> None:
        user = User.objects.create_user(USER, password=PASSWORD)
        unit = Unit.objects.create(name=UNIT)
        Membership.objects.create(unit=unit, user=user, role=Role.LEAD)
        files = sorted(CASES.glob("*.toml"))
        for number, file in enumerate(files, start=1):
            load_case(tomllib.loads(file.read_text(encoding="utf-8")), f"DEMO-{number:02}", unit, user)
        self.stdout.write(
            f"  {len(files)} demonstration patients are there: DEMO-01 to DEMO-{len(files):02}."
        )


def load_case(document: dict[str, Any], identifier: str, unit: Unit, by: User) -> None:
    """Enter a case file the way the form does: a patient, an assessment, and a save for each section."""
    read_case(document)
    sex = document["case"]["patient"].get("sex", "")
    patient = actions.create_patient(unit=unit, identifier=identifier, sex=sex, by=by)
    assessment = actions.start_assessment(patient=patient, today=timezone.localdate(), by=by)
    revision = assessment.latest()
    lesions = list(patient.lesions.all())
    while len(lesions) < len(document["lesions"]):
        lesions.append(actions.add_lesion(assessment=assessment, by=by))
    parts = [(None, document["case"]), *zip(lesions, document["lesions"], strict=True)]
    for lesion, sections in parts:
        for key, answers in sections.items():
            revision = actions.save_section(
                assessment=assessment,
                section=SECTION_BY_KEY[key],
                lesion=lesion,
                answers={name: _stored(answer) for name, answer in answers.items()},
                typed={},
                base_revision=revision.number,
                by=by,
            )
    signing.skip_plans(assessment=assessment, reason=SkipReason.TEACHING, by=by)


def _stored(answer: Any) -> Any:
    return answer.isoformat() if hasattr(answer, "isoformat") else answer
