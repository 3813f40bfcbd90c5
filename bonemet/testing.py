"""Settings for the tests: those of an installation, but over plain HTTP and with a fast hasher.

On SQLite; with BONEMET_TEST_ON_POSTGRES=1 on the PostgreSQL server that BONEMET_POSTGRES_* name.
"""

import os
import tempfile
from pathlib import Path

KEPT: tuple[str, ...] = ("BONEMET_REQUIRE_BROWSER", "BONEMET_TEST_ON_POSTGRES")
if os.environ.get("BONEMET_TEST_ON_POSTGRES") == "1":
    KEPT += tuple(name for name in os.environ if name.startswith("BONEMET_POSTGRES_"))
for name in [name for name in os.environ if name.startswith("BONEMET_")]:
    if name not in KEPT:
        del os.environ[name]
os.environ["BONEMET_SECRET_KEY"] = "a key for the tests, which is long enough and known to everybody"
os.environ["BONEMET_SEAL_KEY"] = "a key for the seals of the tests; everybody knows it as well"
os.environ["BONEMET_ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"

from bonemet.settings import *

# The tables come from the models, in a sixteenth of the time: lint asks that the migrations say the same, and
# tests/upgrade that they do the same. On PostgreSQL the migrations themselves make them.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"MIGRATE": False}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

EXPORT_DIR = Path(tempfile.gettempdir()) / f"bonemet-exports-of-tests-{os.getuid()}"
PACE = 0  # a program goes faster than people
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_NAME = "sessionid"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrftoken"
CSRF_COOKIE_SECURE = False
LANGUAGE_COOKIE_NAME = "bonemet_language"
LANGUAGE_COOKIE_SECURE = False
BROWSER_COOKIE_NAME = "bonemet_browser"
THEME_COOKIE_NAME = "bonemet_theme"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
