"""manage.py deliver: file the signed reports that wait in the outbox in the hospital's record."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.actions.outbox import note_filed, note_not_filed, take
from assessments.exchange.filing import NotFiledError, file_report
from assessments.models import Filing, NotFiled

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "File the signed reports that are due in the hospital's record: the folder or FHIR server of the "
        "settings. Each is filed once, however often this is run or broken off: on a timer, every minute."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        filed = failed = 0
        while (filing := take(timezone.now())) is not None:
            if why := _failure(filing):
                note_not_filed(filing, why, timezone.now())
                logger.warning("report %s is not filed: %s", filing.assessment.uuid, why)
                failed += 1
            else:
                note_filed(filing, timezone.now())
                filed += 1
        self.stdout.write(f"{filed} reports filed, {failed} not filed.")


def _failure(filing: Filing) -> str:
    """Try to file a report; say why it is not, nothing if it is."""
    try:
        file_report(filing.assessment)
    except NotFiledError as error:
        return error.why
    except Exception:  # one report that cannot be made must not keep the others
        logger.exception("report %s cannot be prepared", filing.assessment.uuid)
        return NotFiled.FAILED
    return ""
