"""manage.py demo."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from assessments.clinical.options import OPTIONS
from assessments.models import Assessment, FollowUp, Patient
from bonemet.accounts.models import User
from bonemet.accounts.passwords import DEMONSTRATION


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
    assert Patient.objects.count() == 19
    assert Patient.objects.get(identifier="DEMO-17").name == "Example patient 17"
    assert not Patient.objects.exclude(name__startswith="Example patient ").exists(), "nobody's name"
    decisions = dict(Assessment.objects.values_list("patient__identifier", "decision"))
    assert decisions["DEMO-03"] == "operate"
    assert decisions["DEMO-05"] == "non_operative"
    assert decisions["DEMO-06"] == "diagnose_first"
    client = Client()
    assert client.login(username="demo", password="demonstration")
    assert client.get("/").status_code == 200


def test_its_histories_make_every_page_alive_and_are_sealed_like_a_users(db: None, settings: Any) -> None:
    settings.DEBUG = True
    call_command("demo", stdout=StringIO())
    out = StringIO()
    call_command("verify_records", stdout=out)
    assert "Nothing that is kept was touched." in out.getvalue()
    assert "clock" not in out.getvalue(), "every step came after the one before"
    histories = Assessment.objects.exclude(status="draft").order_by("created")
    assert [(one.patient.identifier, one.status) for one in histories] == [
        ("DEMO-19", "signed"),
        ("DEMO-17", "signed"),
        ("DEMO-18", "amended"),
        ("DEMO-18", "signed"),
    ]
    assert [one.responses.get().agrees for one in histories] == [True, True, False, True]
    told = FollowUp.objects.get(operated="yes")
    assert {told.operation, *told.treatments} <= OPTIONS.keys()
    client = Client()
    client.login(username="demo", password="demonstration")
    for waiting, who in (("overdue", "DEMO-12"), ("follow_up", "DEMO-17")):
        assert who in client.get("/", {"waiting": waiting}).content.decode()
    for who, words in (
        ("DEMO-17", "What changed since"),
        ("DEMO-18", "not as advised"),
        ("DEMO-19", "Tumour board"),
    ):
        patient = Patient.objects.get(identifier=who)
        assert words in client.get(reverse("assessments:patient", args=[patient.uuid])).content.decode()
    results = client.get(reverse("assessments:results")).context["board"]
    assert results.groups, "what was predicted stands against what came"


def test_its_public_password_opens_nothing_outside_development(db: None, settings: Any) -> None:
    """The database that was tried out may be the one that is then used."""
    settings.DEBUG = True
    User.objects.create_user("demo", password=DEMONSTRATION)
    said = {"login": "demo", "password": "demonstration"}
    assert Client().post("/accounts/login/", said).status_code == 302
    settings.DEBUG = False
    client = Client()
    assert client.post("/accounts/login/", said).status_code == 200
    assert "_auth_user_id" not in client.session
