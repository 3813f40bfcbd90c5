# ruff: noqa: E402  Django is set up before its models are imported
"""Run with an installation's settings: fills its database with surgeons, each with an assessment.

Prints, as JSON, an open session and the addresses of each.
"""

import json
import sys
import time
from datetime import date

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from assessments.actions import assessments as actions
from assessments.models import Membership, Role, Unit
from bonemet.accounts.models import User

call_command("migrate", verbosity=0)
unit = Unit.objects.create(name="North")
told = []
for number in range(int(sys.argv[1])):
    user = User.objects.create_user(f"surgeon{number}", password="correct horse battery")
    Membership.objects.create(unit=unit, user=user, role=Role.SURGEON)
    patient = actions.create_patient(unit=unit, identifier=f"N-{number:03}", by=user)
    assessment = actions.start_assessment(patient=patient, today=date(2026, 11, 25), by=user)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "bonemet.accounts.adapters.Backend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    # Who seals has proved a moment ago who they are.
    proof = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [proof]
    session["account_authentication_methods_user"] = str(user.pk)
    session.create()
    told.append({"session": session.session_key, "pk": assessment.pk, "uuid": str(assessment.uuid)})
print(json.dumps(told))
