"""manage.py blank_forms: the forms for the time without a server, to be printed ahead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from assessments.report.blank_form import PATHS, blank_form
from assessments.report.pdf import blank_pdf

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Write the blank forms (limb, pelvis, spine, emergency) as PDF, in each language, into a folder: to "
        "be printed ahead and kept where emergencies come in. Write and print them anew with each release."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="made where it is not there")

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for language, _name in settings.LANGUAGES:
                for path in PATHS:
                    file = folder / f"bonemet-{path}-{language}.pdf"
                    with translation.override(language):
                        file.write_bytes(blank_pdf(blank_form(path)))
                    self.stdout.write(str(file))
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}.") from error
