"""The Django app of the accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bonemet.accounts"
    default_auto_field = "django.db.models.BigAutoField"
