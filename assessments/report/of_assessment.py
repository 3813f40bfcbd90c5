"""An assessment's report: worked out while it is a draft, and as it is signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime

from assessments.answers.wording import date_in_words
from assessments.clinical.sections.patient import ASSESSED_ON
from assessments.models.unit_settings import UnitSettings

from .build import report
from .drafts import Draft, worded
from .tree import Identity

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.clinical.evaluation.evaluate import Evaluation
    from assessments.models import Assessment, Revision
    from bonemet.accounts.models import User

    from .tree import Report


def full_name(user: User) -> str:
    """Give the name by which a person is known on a report."""
    return user.get_full_name() or user.get_username()


def identity_of(
    assessment: Assessment, revision: Revision, *, signer: User | None = None, at: datetime | None = None
) -> Identity:
    """Say whose report this is, who wrote it, and who signed it when."""
    patient = assessment.patient
    day = revision.given.facts(None).answer(ASSESSED_ON)
    return Identity(
        identifier=patient.identifier,
        name=patient.name,
        born=date_in_words(patient.birth_date.isoformat()) if patient.birth_date else "",
        sex=patient.get_sex_display(),
        unit=UnitSettings.of(assessment.unit).report_name or assessment.unit.name,
        author=full_name(assessment.author),
        assessed_on=date_in_words(str(day)) if day else "",
        signed_by=full_name(signer) if signer else "",
        signed_at=date_format(localtime(at), "DATETIME_FORMAT") if at else "",
        revision=str(revision.number),
    )


def draft_report(assessment: Assessment, revision: Revision, evaluation: Evaluation) -> Report:
    """Work out the report as things stand."""
    shown = worded(draft_of(assessment, revision, evaluation))
    return replace(shown, identity=identity_of(assessment, revision))


def report_to_sign(assessment: Assessment, revision: Revision, evaluation: Evaluation) -> Report:
    """Work out the report of a draft afresh: nothing that was kept is ever signed."""
    return report(
        evaluation,
        identity=identity_of(assessment, revision),
        assessed_at=begun_at(assessment, revision),
    )


def draft_of(assessment: Assessment, revision: Revision, evaluation: Evaluation) -> Draft:
    """Give what the report of a draft follows from."""
    return Draft.of(revision.given, evaluation.knowledge, begun_at(assessment, revision))


def final_report(
    assessment: Assessment, revision: Revision, evaluation: Evaluation, *, signer: User, at: datetime
) -> Report:
    """Work out the report as it is signed, by whom and when."""
    return report(
        evaluation,
        identity=identity_of(assessment, revision, signer=signer, at=at),
        final=True,
        assessed_at=begun_at(assessment, revision),
    )


def begun_at(assessment: Assessment, revision: Revision) -> datetime | None:
    """Give the time from which hours count: when the assessment was begun, if that was on its own day."""
    day = revision.given.facts(None).answer(ASSESSED_ON)
    begun = localtime(assessment.begun)
    return begun if day is not None and begun.date().isoformat() == str(day) else None


def article(shown: Report) -> str:
    """Draw the report as HTML, as it is sealed: no later change of the pages around it reaches it."""
    return render_to_string("assessments/report/article.html", {"report": shown}).strip()
