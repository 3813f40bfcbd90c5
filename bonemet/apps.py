"""Static files: of Bootstrap's many builds only the two that the pages use are collected."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    ignore_patterns = [  # noqa: RUF012  the base class has it so
        *StaticFilesConfig.ignore_patterns,
        "css/bootstrap-*",
        "css/bootstrap.css*",
        "css/bootstrap.rtl.*",
        "js/bootstrap.bundle.js*",
        "js/bootstrap.esm.*",
        "js/bootstrap.js*",
        "js/bootstrap.min.js*",
        "django_htmx/htm*x-4*",
    ]
