"""Static files: of Bootstrap's many builds only the three that the pages use are collected.

And the file of an embedded database, which only its owner may read.
"""

from pathlib import Path
from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.backends.signals import connection_created


class Administration(AdminConfig):
    default_site = "assessments.views.admin_site.Site"


class StaticFiles(StaticFilesConfig):
    ignore_patterns = [  # noqa: RUF012  the base class has it so
        *StaticFilesConfig.ignore_patterns,
        "css/bootstrap-*.rtl.*",
        "css/bootstrap-grid*",
        "css/bootstrap-utilities*",
        "css/bootstrap-*[!n].css",  # not the .min.css
        "css/bootstrap-*[!n].css.map",
        "css/bootstrap.*",
        "js/bootstrap.bundle.js*",
        "js/bootstrap.esm.*",
        "js/bootstrap.js*",
        "js/bootstrap.min.js*",
        "django_htmx/htm*x-4*",
    ]

    def ready(self) -> None:
        super().ready()
        connection_created.connect(close_to_others)


def close_to_others(sender: type, connection: Any, **_rest: Any) -> None:
    """Take the rights of group and others from a new database file; SQLite gives its side files the same."""
    if connection.vendor != "sqlite":
        return
    file = Path(connection.settings_dict["NAME"])
    if file.is_file() and file.stat().st_mode & 0o077:
        file.chmod(0o600)
