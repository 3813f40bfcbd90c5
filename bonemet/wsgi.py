"""The WSGI application that a production server imports."""

import os

from django.core.wsgi import get_wsgi_application

from bonemet.charset import in_utf_8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonemet.settings")

application = in_utf_8(get_wsgi_application())
