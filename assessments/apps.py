"""The Django app around the knowledge: it asks, saves and shows."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Assessments"

    def ready(self) -> None:
        from . import access_log, accounts

        access_log.listen()
        accounts.listen()
