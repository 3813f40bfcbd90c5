"""Whether this process is alive, and whether it can serve.

`/healthz` answers while process and database do: for whoever restarts processes. `/readyz` also asks for
what a page needs (all migrations, the collected static files, room on the disk, a database that can be
written to, the fonts of the PDF): for whoever sends users here, or is called at night. Neither says
anything of a patient.
"""

import os
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bonemet.privacy import cause_of

PLAIN = "text/plain; charset=utf-8"
LEAST_ROOM = 200 * 1024 * 1024  # bytes


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    problem = database_answers()
    return HttpResponse(f"{problem or 'ok'}\n", status=503 if problem else 200, content_type=PLAIN)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer with a line for each check; 503 when one of them fails."""
    found: dict[str, str] = {}
    for name, check in CHECKS.items():
        try:
            found[name] = check()
        except (
            DatabaseError,
            OSError,
            ImportError,
            ValueError,
        ) as error:  # its text may quote what was typed
            found[name] = f"{type(error).__name__} {cause_of(error.__cause__ or error)}".rstrip()
    lines = "".join(f"{name}: {problem or 'ok'}\n" for name, problem in found.items())
    return HttpResponse(lines, status=503 if any(found.values()) else 200, content_type=PLAIN)


def database_answers() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError as error:
        return f"database unavailable {cause_of(error.__cause__ or error)}".rstrip()
    return ""


def migrations_are_done() -> str:
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(left)} to do: run manage.py migrate" if left else ""


def database_can_be_written() -> str:
    """Take the lock of a writer and give it back; nothing is changed."""
    if connection.vendor == "sqlite":
        room = _room(Path(connection.settings_dict["NAME"]).parent)
        if room:
            return room
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE django_session SET session_key = session_key WHERE session_key = ''")
    return ""


def static_files_are_there() -> str:
    manifest = getattr(staticfiles_storage, "read_manifest", None)
    if manifest is not None and not manifest():
        return "not collected: run manage.py collectstatic"
    return ""


def disk_has_room() -> str:
    """Look where the backups go; the database's own disk is looked at with the writing."""
    folder = Path(settings.BACKUP_DIR)
    return _room(folder) if folder.exists() else ""


def fonts_of_the_pdf_are_there() -> str:
    for package in ("font_source_sans_pro", "noto_cjk_sans_otc"):
        spec = find_spec(package)
        folders = spec.submodule_search_locations if spec else None
        if not any(any(Path(folder).rglob("*.[ot]t[cf]")) for folder in folders or ()):
            return f"{package} is not installed: install requirements.txt again"
    return ""


def _room(folder: Path) -> str:
    if not os.access(folder, os.W_OK):
        return f"{folder.name}/ cannot be written to"
    free = shutil.disk_usage(folder).free
    return f"{free // 2**20} MB left" if free < LEAST_ROOM else ""


CHECKS: dict[str, Callable[[], str]] = {
    "database": database_answers,
    "migrations": migrations_are_done,
    "writing": database_can_be_written,
    "static files": static_files_are_there,
    "backups": disk_has_room,
    "fonts": fonts_of_the_pdf_are_there,
}
