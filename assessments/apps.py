"""The Django app around the knowledge: it asks, saves and shows."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from bonemet import database_statistics


class AssessmentsConfig(AppConfig):
    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Assessments"

    def ready(self) -> None:
        from bonemet import health, moving
        from bonemet.accounts import actions as accounts

        from .actions import account_log, follow_up, provider_groups
        from .models import append_only, chains, name_parts

        account_log.listen()
        accounts.listen()
        provider_groups.listen()
        health.CHECKS["seals"] = chains.keys_are_here
        moving.LEFT_OUT.add(name_parts.TABLE)
        post_migrate.connect(append_only.install, sender=self)
        post_migrate.connect(name_parts.install, sender=self)
        post_migrate.connect(follow_up.put_right, sender=self)
        post_migrate.connect(database_statistics.after_migrate, sender=self)
