"""Settings of a real server under test: an installation's own, but static files need no collecting."""

from bonemet.settings import *  # noqa: F403

PACE = 0  # a program goes faster than people
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
