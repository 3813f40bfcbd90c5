#!/usr/bin/env python3
"""Django's command line for bonemet."""

import os
import secrets
import sys

# Commands that serve nobody and open no database: they need no key and no hosts of the installation.
NEED_NO_INSTALLATION = {"assess", "collectstatic", "compilemessages", "makemessages", "makemigrations"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonemet.settings")
    if len(sys.argv) > 1 and sys.argv[1] in NEED_NO_INSTALLATION:
        os.environ.setdefault("BONEMET_SECRET_KEY", secrets.token_urlsafe(50))
        os.environ.setdefault("BONEMET_SEAL_KEY", secrets.token_urlsafe(50))
        os.environ.setdefault("BONEMET_ALLOWED_HOSTS", "localhost")
        os.environ.setdefault("BONEMET_DATABASE", ":memory:")
    try:
        from django.core.management import execute_from_command_line

        from bonemet.environment import SettingMissing
    except ImportError as error:
        raise SystemExit(
            "Django is not installed here. `make run` makes .venv and starts bonemet; "
            "for other commands use .venv/bin/python manage.py ..."
        ) from error
    try:
        execute_from_command_line(sys.argv)
    except SettingMissing as missing:
        raise SystemExit(f"bonemet cannot start. {missing}") from None


if __name__ == "__main__":
    main()
