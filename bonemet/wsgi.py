"""The WSGI application that a production server imports."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonemet.settings")

application = get_wsgi_application()

from bonemet.charset import in_utf_8  # noqa: E402  what it imports is there only once Django is set up

application = in_utf_8(application)
