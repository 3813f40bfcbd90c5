"""Who looked at what: every look is written down, and only the unit's lead reads it."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.access_log import record_access
from assessments.models import AccessEntry
from assessments.models.base import AppendOnlyError
from tests.people import World, fill, sign


def kinds(world: World) -> list[tuple[str, str, str]]:
    """List what is in the log but for logging in: (user, kind, what)."""
    entries = AccessEntry.objects.exclude(kind__startswith="log").order_by("pk").select_related("user")
    return [(str(entry.user), entry.kind, entry.what) for entry in entries]


def url(world: World, name: str) -> str:
    return reverse(f"assessments:{name}", args=[world.assessment.uuid])


@pytest.fixture
def leahs(world: World) -> Client:
    client = Client()
    client.force_login(world.leah)
    return client


@pytest.mark.parametrize(
    ("name", "what"),
    [("hub", "overview"), ("review", "answers"), ("report", "report"), ("section", "history")],
)
def test_every_look_at_a_record_is_written_down(alices: Client, world: World, name: str, what: str) -> None:
    fill(world.assessment, world.alice)
    more = ["history"] if name == "section" else []
    alices.get(reverse(f"assessments:{name}", args=[world.assessment.uuid, *more]))
    entry = AccessEntry.objects.exclude(kind="logged_in").get()
    assert (entry.user, entry.kind, entry.what) == (world.alice, "viewed", what)
    assert (entry.patient, entry.assessment, entry.unit) == (world.patient, world.assessment, world.north)


def test_a_look_at_a_patient_and_at_a_signed_report(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    alices.get(reverse("assessments:patient", args=[world.patient.uuid]))
    alices.get(url(world, "report"))
    alices.get(url(world, "today"))
    assert kinds(world) == [
        ("alice", "viewed", "patient"),
        ("alice", "viewed", "signed report"),
        ("alice", "viewed", "today's rules"),
    ]


def test_printing_is_written_down(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    page = alices.get(url(world, "report")).content.decode()
    assert f'action="{url(world, "printed")}" hidden data-printed' in page
    assert alices.post(url(world, "printed")).status_code == 204
    assert kinds(world)[-1] == ("alice", "printed", "")


def test_who_is_refused_is_written_down_and_sees_nothing(world: World, client: Client) -> None:
    client.force_login(world.charlie)
    for address in (
        url(world, "hub"),
        url(world, "report"),
        reverse("assessments:patient", args=[world.patient.uuid]),
    ):
        assert client.get(address).status_code == 404
    assert kinds(world) == [("charlie", "refused", "")] * 3
    assert set(AccessEntry.objects.filter(kind="refused").values_list("unit", "patient")) == {
        (world.north.pk, world.patient.pk)
    }


def test_logging_in_out_and_failing_is_written_down(world: World, client: Client) -> None:
    login = reverse("account_login")
    client.post(login, {"login": "alice", "password": "wrong"})
    client.post(login, {"login": "alice", "password": "correct horse battery"})
    client.post(reverse("account_logout"))
    found = list(AccessEntry.objects.order_by("pk").values_list("kind", "user", "unit"))
    assert found == [
        (kind, world.alice.pk, world.north.pk) for kind in ("login_failed", "logged_in", "logged_out")
    ]


def test_a_name_nobody_has_is_not_kept(world: World, client: Client) -> None:
    client.post(reverse("account_login"), {"login": "my-password", "password": "x"})
    entry = AccessEntry.objects.get()
    assert (entry.kind, entry.user, entry.unit, entry.what) == ("login_failed", None, None, "")


def test_the_lead_reads_the_units_log(leahs: Client, world: World) -> None:
    record_access(world.bob, "viewed", what="report", assessment=world.assessment)
    record_access(world.charlie, "viewed", what="elsewhere")
    page = leahs.get(reverse("assessments:access")).content.decode()
    for words in ("bob", "Looked at", "N-001"):
        assert words in page
    assert "elsewhere" not in page
    assert reverse("assessments:access") in leahs.get("/").content.decode()


def test_nobody_else_does(alices: Client, world: World) -> None:
    assert alices.get(reverse("assessments:access")).status_code == 403
    assert reverse("assessments:access") not in alices.get("/").content.decode()


def test_a_long_log_is_read_page_by_page(leahs: Client, world: World) -> None:
    for number in range(120):
        record_access(world.bob, "viewed", what=f"page {number:03}", assessment=world.assessment)
    seen: list[str] = []
    address = reverse("assessments:access")
    url = address
    while url:
        response = leahs.get(url)
        seen += [page for _row, page, _damaged in response.context["rows"] if page]
        token = response.context["next"].replace("+", "%2B")
        url = f"{address}?after={token}" if token else ""
    assert seen == [f"page {number:03}" for number in reversed(range(120))]


def test_one_patients_log_is_exported(leahs: Client, world: World) -> None:
    record_access(world.bob, "viewed", what="=cmd()", assessment=world.assessment)
    record_access(world.alice, "printed", patient=world.patient)
    response = leahs.get(reverse("assessments:patient_access_csv", args=[world.patient.uuid]))
    assert response.headers["Content-Disposition"] == 'attachment; filename="access.csv"'
    rows = list(csv.reader(response.content.decode().splitlines()))
    assert rows[0] == ["time", "user", "what happened", "page", "assessment"]
    assert [row[1:] for row in rows[1:]] == [
        ["bob", "viewed", "'=cmd()", str(world.assessment.uuid)],
        ["alice", "printed", "", ""],
    ]
    moment = datetime.fromisoformat(rows[1][0])
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=5)
    assert kinds(world)[-1] == ("leah", "exported", "access log")


def test_the_log_is_only_added_to(world: World) -> None:
    record_access(world.bob, "viewed", assessment=world.assessment)
    entry = AccessEntry.objects.latest("pk")
    entry.kind = "printed"
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        AccessEntry.objects.all().delete()


def test_the_log_names_no_patient(world: World) -> None:
    record_access(world.bob, "viewed", assessment=world.assessment)
    entry = AccessEntry.objects.latest("pk")
    assert world.patient.identifier not in str(entry)
    stored = AccessEntry.objects.values().get(pk=entry.pk)
    assert world.patient.identifier not in str(stored)
