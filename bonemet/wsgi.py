"""The WSGI application that a production server imports."""

import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application

from bonemet import unwritten
from bonemet.charset import in_utf_8
from bonemet.environment import SettingMissing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonemet.settings")

try:
    application = in_utf_8(get_wsgi_application())
except SettingMissing as missing:  # one sentence for whoever starts it, and no trace
    raise SystemExit(f"bonemet cannot start. {missing}") from None
with suppress(OSError):  # a disk without room: /readyz tells of it
    unwritten.reserve()
