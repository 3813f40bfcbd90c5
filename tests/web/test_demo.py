"""manage.py demo."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from assessments.models import Assessment, Patient
from bonemet.accounts.models import User


def test_it_is_refused_outside_development(db: None) -> None:
    with pytest.raises(CommandError, match="BONEMET_DEBUG"):
        call_command("demo", stdout=StringIO())
    assert not User.objects.exists()


def test_it_loads_the_cases_once_and_says_how_to_log_in(db: None, settings: Any) -> None:
    settings.DEBUG = True
    out = StringIO()
    call_command("demo", stdout=out)
    call_command("demo", stdout=out)
    assert out.getvalue().count("Log in as “demo” with the password “demonstration”.") == 2
    assert Patient.objects.count() == 16
    assert set(Patient.objects.values_list("name", flat=True)) == {""}
    assert Patient.objects.first().identifier == "DEMO-01"  # type: ignore[union-attr]
    decisions = dict(Assessment.objects.values_list("patient__identifier", "decision"))
    assert decisions["DEMO-03"] == "operate"
    assert decisions["DEMO-05"] == "non_operative"
    assert decisions["DEMO-06"] == "diagnose_first"
    client = Client()
    assert client.login(username="demo", password="demonstration")
    assert client.get("/").status_code == 200


def test_its_public_password_opens_nothing_outside_development(db: None, settings: Any) -> None:
    """The database that was tried out may be the one that is then used."""
    settings.DEBUG = True
    call_command("demo", stdout=StringIO())
    said = {"login": "demo", "password": "demonstration"}
    assert Client().post("/accounts/login/", said).status_code == 302
    settings.DEBUG = False
    client = Client()
    assert client.post("/accounts/login/", said).status_code == 200
    assert "_auth_user_id" not in client.session
