"""Programs read the signed reports of their own unit by a token, and nothing else; every refusal is data."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from assessments.actions import corrections, signing, units
from assessments.actions.service_accounts import make_account, of_unit
from assessments.models import AccessEntry, Assessment, Sealed
from assessments.models.append_only import permitted
from bonemet.accounts.models import ServiceToken, User
from tests.people import World, confirm, fill, sign
from tests.views.test_access import url_of

SIGNED_AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


@pytest.fixture
def signed(world: World) -> Assessment:
    fill(world.assessment, world.alice)
    sign(Assessment.objects.get(pk=world.assessment.pk), world.alice, at=SIGNED_AT)
    return Assessment.objects.get(pk=world.assessment.pk)


@pytest.fixture
def norths(world: World) -> str:
    return make_account(unit=world.north, name="engine", days=90, by=world.leah)


@pytest.fixture
def souths(world: World) -> str:
    return make_account(unit=world.south, name="engine-south", days=90, by=None)


def ask(address: str, token: str = "", client: Client | None = None, **more: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return (client or Client()).get(address, headers=headers | more)


def said(answer: Any) -> str:
    """Read the one issue of an OperationOutcome."""
    assert answer.headers["Content-Type"] == "application/fhir+json"
    assert not answer.cookies
    told = json.loads(answer.content)
    assert told["resourceType"] == "OperationOutcome"
    (issue,) = told["issue"]
    return str(issue["diagnostics"])


OF_A_REPORT = ("fhir_response", "fhir_report", "fhir_document")


class TestWhoSeesWhat:
    def test_a_signed_report_is_its_units(
        self, world: World, signed: Assessment, norths: str, souths: str
    ) -> None:
        for name in OF_A_REPORT:
            address = url_of(world, name)
            assert "N-001" not in address
            mine = ask(address, norths)
            assert (mine.status_code, "N-001" in mine.content.decode()) == (200, True), name
            assert not mine.cookies
            other = ask(address, souths)
            assert (other.status_code, "N-001" in said(other)) == (404, False), name
        log = AccessEntry.objects.filter(assessment=signed, user__username__startswith="engine")
        assert list(log.order_by("pk").values_list("user__username", "kind", "what")) == [
            ("engine", "exported", "answers as FHIR"),
            ("engine-south", "refused", ""),
            ("engine", "exported", "report as FHIR"),
            ("engine-south", "refused", ""),
            ("engine", "exported", "report as FHIR"),
            ("engine-south", "refused", ""),
        ]

    def test_a_search_shows_nothing_of_another_unit(
        self, signed: Assessment, norths: str, souths: str
    ) -> None:
        assert [e["resource"]["id"] for e in ask("/fhir/DiagnosticReport", norths).json()["entry"]] == [
            str(signed.uuid)
        ]
        assert "entry" not in ask("/fhir/DiagnosticReport", souths).json()
        log = AccessEntry.objects.filter(what="reports by interface")
        assert list(log.values_list("user__username", "unit__name", "count")) == [("engine", "North", 1)]

    def test_a_draft_is_nobodys(self, world: World, norths: str) -> None:
        assert {ask(url_of(world, name), norths).status_code for name in OF_A_REPORT} == {404}
        assert "entry" not in ask("/fhir/DiagnosticReport", norths).json()

    def test_a_session_opens_nothing(self, world: World) -> None:
        client = Client()
        client.force_login(world.leah)
        for name in (*OF_A_REPORT, "fhir_reports", "fhir_questionnaire"):
            answer = ask(url_of(world, name), client=client)
            assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="bonemet"')
            assert "token" in said(answer)

    def test_who_left_the_unit_or_is_closed_sees_nothing(self, world: World, norths: str) -> None:
        units.end_membership(membership=of_unit(world.north).get(), by=world.leah)
        assert ask("/fhir/DiagnosticReport", norths).status_code == 401

    def test_an_account_that_is_closed_sees_nothing(self, world: World, norths: str) -> None:
        units.close_account(user=User.objects.get(username="engine"))
        assert ask("/fhir/DiagnosticReport", norths).status_code == 401


class TestTokens:
    def test_the_token_itself_is_nowhere(self, norths: str) -> None:
        assert len(norths) == len("bonemet_") + 43
        row = ServiceToken.objects.values().get()
        assert norths not in str(row)
        assert norths[8:] not in str(list(AccessEntry.objects.values()))

    def test_a_wrong_one_opens_nothing_and_is_told_once(self, norths: str) -> None:
        for wrong in ("", "x", "bonemet_" + "A" * 43, "Bearer", "\u00e9" * 51, "a" * 9000):
            answer = Client().get("/fhir/DiagnosticReport", headers={"Authorization": f"Bearer {wrong}"})
            assert answer.status_code == 401
        failed = AccessEntry.objects.filter(kind="login_failed")
        assert [(row.user, row.what) for row in failed] == [(None, "token")]

    def test_it_ends_with_its_time(self, norths: str) -> None:
        assert ask("/fhir/DiagnosticReport", norths).status_code == 200
        token = ServiceToken.objects.get()
        assert token.used is not None
        assert timedelta(days=89) < token.until - timezone.now() <= timedelta(days=90)
        ServiceToken.objects.update(until=timezone.now())
        assert ask("/fhir/DiagnosticReport", norths).status_code == 401
        failed = AccessEntry.objects.filter(kind="login_failed").values_list("user__username", "unit__name")
        assert list(failed) == [("engine", "North")], "its lead reads of it"

    def test_nobody_logs_in_with_its_account(self, norths: str) -> None:
        user = User.objects.get(username="engine")
        assert not user.has_usable_password()
        user.set_password("correct horse battery")
        user.save()
        client = Client()
        client.post("/accounts/login/", {"login": "engine", "password": "correct horse battery"})
        assert client.get("/").status_code == 302

    def test_it_keeps_a_pace(self, norths: str, settings: Any) -> None:
        settings.PACE, settings.PACES = 1, settings.PACES | {"questions of programs": (2, 300)}
        statuses = [ask("/fhir/DiagnosticReport", norths) for _time in range(3)]
        assert [answer.status_code for answer in statuses] == [200, 200, 429]
        assert 0 < int(statuses[2].headers["Retry-After"]) <= 300
        assert said(statuses[2]).startswith("Too many at once")
        assert AccessEntry.objects.filter(kind="too_many", user__username="engine").count() == 1


class TestThePage:
    def address(self, world: World) -> str:
        return f"/units/{world.north.pk}/interface/"

    @pytest.fixture
    def leahs(self, world: World) -> Client:
        client = Client()
        client.post("/accounts/login/", {"login": "leah", "password": "correct horse battery"})
        confirm(client)
        return client

    def test_makes_shows_once_and_revokes(self, world: World, leahs: Client) -> None:
        made = leahs.post(self.address(world), {"action": "make", "name": "engine", "days": "30"})
        page = made.content.decode()
        token = page.partition('<code class="text-break">')[2].partition("</code>")[0]
        assert ask("/fhir/DiagnosticReport", token).status_code == 200
        again = leahs.get(self.address(world)).content.decode()
        assert "engine" in again
        assert token not in again
        assert (
            "engine"
            not in leahs.get(f"/units/{world.north.pk}/")
            .content.decode()
            .partition("Events")[0][: -len("engine")]
            .partition("What changed")[0]
        ), "no member whose role could be changed"
        leahs.post(self.address(world), {"action": "revoke", "token": ServiceToken.objects.get().pk})
        assert ask("/fhir/DiagnosticReport", token).status_code == 401
        told = AccessEntry.objects.filter(about__username="engine", user=world.leah).order_by("pk")
        assert [row.what for row in told] == ["account made", "token made", "token revoked"]

    def test_another_token_leaves_the_first(self, world: World, leahs: Client, norths: str) -> None:
        account = of_unit(world.north).get().pk
        leahs.post(self.address(world), {"action": "renew", "account": account, "days": "90"})
        assert ServiceToken.objects.filter(user__username="engine").count() == 2
        assert ask("/fhir/DiagnosticReport", norths).status_code == 200

    def test_what_cannot_be(self, world: World, leahs: Client) -> None:
        forms: list[tuple[dict[str, str], int]] = [
            ({"name": "ALICE", "days": "90"}, 422),
            ({"name": "", "days": "90"}, 422),
            ({"name": "a b", "days": "90"}, 422),
            ({"name": "engine", "days": "4000"}, 422),
            ({"action": "renew", "account": "1", "days": "90"}, 404),
            ({"action": "revoke", "token": "x"}, 404),
        ]
        for form, status in forms:
            assert leahs.post(self.address(world), form).status_code == status, form
        assert not ServiceToken.objects.exists()

    def test_the_token_of_another_unit_is_not_there(self, world: World, leahs: Client, souths: str) -> None:
        theirs = {"action": "revoke", "token": ServiceToken.objects.get().pk}
        assert leahs.post(self.address(world), theirs).status_code == 404
        assert ask("/fhir/DiagnosticReport", souths).status_code == 200


def test_the_command_makes_lists_and_revokes(world: World) -> None:
    def run(*arguments: str) -> str:
        out = StringIO()
        call_command("service_account", *arguments, stdout=out)
        return out.getvalue().strip()

    token = run("North", "engine", "--days", "10")
    assert ask("/fhir/Questionnaire/bonemet", token).json()["url"].endswith("/Questionnaire/bonemet")
    assert run("North", "engine") != token
    assert run("North", "--list").count("engine: valid, until ") == 2
    assert run("North", "engine", "--revoke") == "2 tokens revoked."
    assert ask("/fhir/Questionnaire/bonemet", token).status_code == 401
    for wrong in (
        ["East"],
        ["North"],
        ["North", "alice"],
        ["North", "x", "--days", "0"],
        ["South", "engine"],
    ):
        with pytest.raises(CommandError):
            run(*wrong)


class TestReports:
    def test_what_is_in_it(self, world: World, signed: Assessment, norths: str) -> None:
        told = ask(url_of(world, "fhir_report"), norths).json()
        assert (told["resourceType"], told["status"]) == ("DiagnosticReport", "final")
        assert told["id"] == str(signed.uuid)
        assert told["contained"][0]["identifier"] == [{"value": "N-001"}]
        assert told["subject"] == {"reference": "#patient"}
        assert told["presentedForm"][0]["data"].startswith("JVBERi0"), "a PDF"
        assert told["conclusion"].startswith("Left femur, subtrochanteric: Operate")
        assert told["issued"] == "2026-11-20T08:30:00+00:00"
        answers = ask(url_of(world, "fhir_response"), norths).json()
        assert (answers["resourceType"], answers["status"]) == ("QuestionnaireResponse", "completed")
        assert answers["item"][0]["item"][0]["answer"] == [{"valueInteger": 61}]
        document = ask(url_of(world, "fhir_document"), norths).json()
        assert (document["resourceType"], document["type"]) == ("Bundle", "document")
        (entry,) = ask("/fhir/DiagnosticReport", norths).json()["entry"]
        assert "presentedForm" not in entry["resource"]
        assert entry["resource"]["meta"]["tag"][0]["code"] == "SUBSETTED"

    def test_one_that_was_replaced_is_not_given_as_if_it_stood(
        self, world: World, signed: Assessment, norths: str
    ) -> None:
        amendment = signing.amend(assessment=signed, reason="side", by=world.alice)
        assert ask(url_of(world, "fhir_response"), norths).status_code == 200, "until that is signed"
        sign(amendment, world.alice)
        for name in OF_A_REPORT:
            gone = ask(url_of(world, name), norths)
            assert gone.status_code == 410
            assert said(gone).endswith(f"DiagnosticReport/{amendment.uuid}")
        entries = ask("/fhir/DiagnosticReport", norths).json()["entry"]
        assert [(e["resource"]["id"], e["resource"]["status"]) for e in entries] == [
            (str(amendment.uuid), "amended")
        ]

    def test_one_of_a_corrected_identifier_or_a_damaged_record_is_not_given(
        self, world: World, signed: Assessment, norths: str
    ) -> None:
        corrections.correct_identity(
            patient=signed.patient,
            identifier="n-002",
            name="",
            birth_date=None,
            sex="",
            reason="typing",
            by=world.alice,
        )
        for name in OF_A_REPORT:
            other = ask(url_of(world, name), norths)
            assert (other.status_code, "to be amended" in said(other)) == (409, True)
        (entry,) = ask("/fhir/DiagnosticReport", norths).json()["entry"]
        assert (entry["search"]["mode"], entry["resource"]["resourceType"]) == ("outcome", "OperationOutcome")
        with permitted("the test"):
            QuerySet(Sealed).filter(assessment=signed).update(identity="{}")
        for name in OF_A_REPORT:
            assert "after it was sealed" in said(ask(url_of(world, name), norths))
        (entry,) = ask("/fhir/DiagnosticReport", norths).json()["entry"]
        assert entry["search"]["mode"] == "outcome"

    def test_by_date(self, signed: Assessment, norths: str) -> None:
        for query, found in (
            ("date=2026-11-20", True),
            ("date=ge2026-11-20", True),
            ("date=gt2026-11-20", False),
            ("date=lt2026-11-20", False),
            ("date=le2026-11-20", True),
            ("date=2026", True),
            ("date=2026-11", True),
            ("date=2025-12", False),
            ("date=gt2026-11-20T08:30:00Z", False),
            ("date=ge2026-11-20T09:30:00%2B01:00", True),
            ("date=ge2026-11-20T09:30:01+01:00", False),
            ("date=ge2026-11-01&date=lt2026-12-01", True),
            ("_lastUpdated=ge2026-11-20&_lastUpdated=lt2026-11-21", True),
            ("_lastUpdated=gt2026-11-20", False),
        ):
            answer = ask(f"/fhir/DiagnosticReport?{query}", norths)
            assert answer.status_code == 200, query
            assert ("entry" in answer.json()) is found, query

    def test_what_is_added_later_changes_it(self, world: World, signed: Assessment, norths: str) -> None:
        before = timezone.now()
        signing.add_note(assessment=signed, text="Seen again.", by=world.alice)
        assert Sealed.objects.count() == 2
        later = f"_lastUpdated=ge{before:%Y-%m-%dT%H:%M:%S}Z"
        assert "entry" in ask(f"/fhir/DiagnosticReport?{later}", norths).json()

    def test_page_by_page(self, world: World, signed: Assessment, norths: str) -> None:
        amendment = signing.amend(assessment=signed, reason="side", by=world.alice)
        sign(amendment, world.alice)
        Assessment.objects.filter(pk=signed.pk).update(status="signed")  # two that stand
        address, seen = "/fhir/DiagnosticReport?_count=1&date=ge2026", []
        while address:
            told = ask(address, norths).json()
            seen += [entry["resource"]["id"] for entry in told["entry"]]
            links = {link["relation"]: link["url"] for link in told["link"]}
            address = links.get("next", "")
        assert seen == [str(signed.uuid), str(amendment.uuid)]

    def test_what_cannot_be_read_is_named(self, norths: str) -> None:
        for query in (
            "patient=N-001", "identifier=N-001", "_count=0", "_count=51", "_count=x", "_count=\u0661",
            "date=yesterday", "date=2026-13", "date=2026-02-30", "date=ne2026", "date=1500", "date=",
            "date=2026-11-20T08:30", "_after=x", "_after=2026-11-20T08:30:00Z_1", "date=%00",
        ):  # fmt: skip
            answer = ask(f"/fhir/DiagnosticReport?{query}", norths)
            assert answer.status_code == 400, query
            assert "N-001" not in said(answer)


class TestRefusals:
    def test_are_data(self, norths: str) -> None:
        for path in (
            "Patient", "Patient?identifier=N-001", "DiagnosticReport/1", "Questionnaire/other", "",
            f"DiagnosticReport/{uuid4()}",
        ):  # fmt: skip
            answer = ask(f"/fhir/{path}", norths)
            assert answer.status_code == 404, path
            said(answer)

    def test_nothing_is_written(self, norths: str) -> None:
        client = Client(enforce_csrf_checks=True)
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(
                "/fhir/DiagnosticReport", headers={"Authorization": f"Bearer {norths}"}
            )
            assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
            said(answer)

    def test_too_large_too_is_data(self, norths: str) -> None:
        answer = Client().post(
            "/fhir/DiagnosticReport", "x", content_type="application/json", CONTENT_LENGTH=str(31_000_000)
        )
        assert answer.status_code == 413
        said(answer)

    def test_plain_http_is_refused_and_not_redirected(self, norths: str, settings: Any) -> None:
        settings.SECURE_SSL_REDIRECT = True
        answer = ask("/fhir/DiagnosticReport", norths)
        assert answer.status_code == 403
        assert "Revoke" in said(answer)

    @pytest.mark.django_db
    def test_what_it_is_is_open_to_everybody(self) -> None:
        told = Client().get("/fhir/metadata").json()
        assert (told["resourceType"], told["fhirVersion"]) == ("CapabilityStatement", "4.0.1")
        assert [one["type"] for one in told["rest"][0]["resource"]] == [
            "DiagnosticReport", "Questionnaire", "QuestionnaireResponse",
        ]  # fmt: skip
        paths = Client().get("/fhir/openapi.json").json()["paths"]
        assert sorted(paths) == [
            "/fhir/DiagnosticReport",
            "/fhir/DiagnosticReport/{number}",
            "/fhir/DiagnosticReport/{number}/$document",
            "/fhir/Questionnaire/bonemet",
            "/fhir/QuestionnaireResponse/{number}",
            "/fhir/metadata",
        ]
