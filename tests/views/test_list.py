"""The list of assessments: what is in it, searching it, going through it."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.models import Assessment, SavedFilter
from assessments.record.keyset import after, token_of
from assessments.record.listing import Listing
from assessments.record.orders import SORTS, page_of, segments
from tests.people import TODAY, World, fill, save, sign, skip, squeezed

LIST = "/"


def test_an_empty_list_says_how_to_begin(world: World, client: Client) -> None:
    client.force_login(world.charlie)
    page = squeezed(client.get(LIST).content.decode())
    assert "No assessments yet" in page
    assert reverse("assessments:new") in page


def test_who_belongs_to_no_unit_is_told(world: World, client: Client) -> None:
    client.force_login(world.nobody)
    page = squeezed(client.get(LIST).content.decode())
    assert "You belong to no unit" in page
    assert reverse("assessments:new") not in page


def test_a_row_tells_patient_lesion_primary_and_advice(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    page = squeezed(alices.get(LIST).content.decode())
    for words in (
        "N-001",
        "Left femur, subtrochanteric",
        "Breast",
        "Operate",
        "Expedited, within 2 weeks",
        "Draft",
    ):
        assert words in page


def test_search_finds_by_the_beginning_in_any_case(alices: Client, world: World) -> None:
    other = actions.create_patient(unit=world.north, identifier="M-7", by=world.alice)
    actions.start_assessment(patient=other, today=TODAY, by=world.alice)
    response = alices.post("/search/", {"patient": " n-0 "}, follow=True)
    page = squeezed(response.content.decode())
    ((led, _status),) = response.redirect_chain
    assert re.fullmatch(r"/\?search=[A-Za-z0-9]{8}", led), "the identifier never stands in an address"
    assert "N-001" in page
    assert "M-7" not in page
    assert "M-7" in squeezed(
        alices.post("/search/", {"clear": "1", "patient": "n"}, follow=True).content.decode()
    )


def test_search_that_finds_nothing_says_so(alices: Client) -> None:
    page = squeezed(alices.post("/search/", {"patient": "<b>zz"}, follow=True).content.decode())
    assert "No patient is found" in page
    assert "&lt;B&gt;ZZ" in page


def test_search_does_not_reach_other_units(world: World, client: Client) -> None:
    client.force_login(world.charlie)
    page = squeezed(client.post("/search/", {"patient": "N-001"}, follow=True).content.decode())
    assert '<th scope="row">' not in page


def test_every_assessment_stands_on_exactly_one_page(alices: Client, world: World) -> None:
    for number in range(60):
        patient = actions.create_patient(unit=world.north, identifier=f"P-{number:03}", by=world.alice)
        actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    seen: list[str] = []
    url, pages = LIST, 0
    while url:
        response = alices.get(url)
        seen += [row["assessment"].patient.identifier for row in response.context["rows"]]
        token = response.context["next"]
        url = f"/?after={token.replace('+', '%2B')}" if token else ""
        pages += 1
    assert pages == 3
    assert len(seen) == 61
    assert len(set(seen)) == 61
    assert seen[0] == "P-059"
    assert seen[-1] == "N-001"


def test_a_forged_place_shows_the_first_page(alices: Client) -> None:
    for token in (
        "0001-01-01T00:00:00+14:00_5",
        "9999-12-31T23:59:59-14:00_5",
        "2026-01-01T00:00:00+00:00_" + "9" * 5000,
        "x",
        "2026-11-25_1",
        "2026-11-25T00:00:00+00:00_-1",
        "_",
        "2026-11-25T00:00:00Z_99999999999999999999",
    ):
        response = alices.get("/", {"after": token})
        assert response.status_code == 200
        assert len(response.context["rows"]) == 1


def test_the_list_asks_the_database_as_little_when_it_is_long(alices: Client, world: World) -> None:
    asked = []
    alices.get(LIST)  # which also writes the session, once a minute
    for numbers in (range(2), range(2, 25)):
        for number in numbers:
            patient = actions.create_patient(unit=world.north, identifier=f"P-{number}", by=world.alice)
            actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
        with CaptureQueriesContext(connection) as queries:
            alices.get(LIST)
        asked.append(len(queries))
    assert asked == [19, 19]  # five of them for the access log, two for what was decided


# -- Filters


def identifiers(client: Client, query: str) -> list[str]:
    return [row["assessment"].patient.identifier for row in client.get(f"/?{query}").context["rows"]]


@pytest.fixture
def three(world: World) -> World:
    """A femur of breast cancer by Alice, signed; a humerus by Bob; and nothing answered yet."""
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    for identifier, by in (("H-1", world.bob), ("Z-1", world.alice)):
        patient = actions.create_patient(unit=world.north, identifier=identifier, name="Ang Mo", by=by)
        actions.start_assessment(patient=patient, today=TODAY, by=by)
    humerus = Assessment.objects.get(patient__identifier="H-1")
    save(humerus, "imaging", {"bone": "humerus", "side": "right"}, humerus.patient.lesions.get(), world.bob)
    skip(humerus, world.bob)
    return world


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["H-1", "Z-1", "N-001"]),
        ("status=signed", ["N-001"]),
        ("status=draft", ["H-1", "Z-1"]),
        ("bone=humerus", ["H-1"]),
        ("bone=femur", ["N-001"]),
        ("primary=breast", ["N-001"]),
        ("decision=operate", ["N-001"]),
        ("urgency=expedited", ["N-001"]),
        ("urgency=emergency", []),
        ("waiting=mine", ["Z-1"]),
        ("assessed_since=2026-11-20&assessed_until=2026-11-20", ["N-001"]),
        ("assessed_since=2026-11-21", ["H-1", "Z-1"]),
        ("waiting=unsigned", ["H-1", "Z-1"]),
        ("author=BOB", ["H-1"]),
        ("author=ALICE&status=draft", ["Z-1"]),
        ("author=CHARLIE", ["H-1", "Z-1", "N-001"]),  # of another unit: no such choice
        ("since=2000-01-01", ["H-1", "Z-1", "N-001"]),
        ("until=2000-01-01", []),
        ("until=9999-12-31", ["H-1", "Z-1", "N-001"]),
        ("since=0001-01-01", ["H-1", "Z-1", "N-001"]),
        ("bone=humerus&status=signed", []),
        ("bone=femur&primary=breast&status=signed&decision=operate", ["N-001"]),
        # What cannot be read is left out.
        ("status=forged&bone=%00", ["H-1", "Z-1", "N-001"]),
        ("since=yesterday&until=31.31.31", ["H-1", "Z-1", "N-001"]),
    ],
)
def test_filters(alices: Client, three: World, query: str, expected: list[str]) -> None:
    for name in ("alice", "bob", "charlie"):
        query = query.replace(name.upper(), str(getattr(three, name).pk))
    assert identifiers(alices, query) == expected


def test_filters_do_not_reach_other_units(three: World, client: Client) -> None:
    client.force_login(three.charlie)
    assert identifiers(client, "bone=femur") == []


def test_a_filter_that_finds_nothing_says_so(alices: Client, three: World) -> None:
    assert "Nothing fits these filters" in squeezed(alices.get("/?bone=rib").content.decode())


def test_search_finds_by_name(alices: Client, three: World) -> None:
    page = alices.post("/search/", {"patient": "ang"}, follow=True)
    assert [row["assessment"].patient.identifier for row in page.context["rows"]] == ["H-1", "Z-1"]


def test_the_next_page_keeps_the_filter(alices: Client, world: World) -> None:
    for number in range(30):
        patient = actions.create_patient(unit=world.north, identifier=f"P-{number:03}", by=world.alice)
        actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    page = alices.get("/?status=draft")
    token = page.context["next"].replace("+", "%2B")
    assert f'href="?status=draft&amp;after={token.replace(":", "%3A")}"' in squeezed(page.content.decode())
    assert len(identifiers(alices, f"status=draft&after={token}")) == 6


def test_what_is_past_its_hour_is_found_and_marked(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    assert identifiers(alices, "waiting=overdue") == []
    Assessment.objects.update(due=timezone.now() - timedelta(minutes=1))
    assert identifiers(alices, "waiting=overdue") == ["N-001"]
    assert "Overdue" in squeezed(alices.get("/").content.decode())


def test_the_hour_by_which_to_act_follows_the_urgency(world: World) -> None:
    fill(world.assessment, world.alice)
    found = Assessment.objects.get()
    assert found.urgency == "expedited"
    assert found.due == found.created + timedelta(days=14)


ORDERS = {
    "": ["H-1", "Z-1", "N-001"],
    "patient": ["H-1", "N-001", "Z-1"],
    "-patient": ["Z-1", "N-001", "H-1"],
    "bone": ["N-001", "H-1", "Z-1"],  # femur, humerus, none
    "primary": ["N-001", "H-1", "Z-1"],
    "decision": ["N-001", "H-1", "Z-1"],  # operate, undecided, not told
    "-decision": ["Z-1", "H-1", "N-001"],
    "urgency": ["N-001", "H-1", "Z-1"],
    "status": ["H-1", "Z-1", "N-001"],
    "author": ["Z-1", "N-001", "H-1"],  # alice, bob
    "assessed_on": ["Z-1", "H-1", "N-001"],
    "-assessed_on": ["N-001", "H-1", "Z-1"],
    "updated": ["H-1", "Z-1", "N-001"],
    "-updated": ["N-001", "Z-1", "H-1"],
    "forged": ["H-1", "Z-1", "N-001"],
}


@pytest.mark.database
def test_the_list_is_sorted_by_any_column(
    alices: Client, three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {order: identifiers(alices, f"sort={order}") for order in ORDERS} == ORDERS
    monkeypatch.setattr("assessments.views.cases.PAGE", 1)
    for order, expected in ORDERS.items():  # each stands on exactly one page
        seen, token = list[str](), ""
        for _page in range(4):
            page = alices.get("/", {"sort": order, "after": token})
            seen += [row["assessment"].patient.identifier for row in page.context["rows"]]
            token = page.context["next"]
            assert not any(one in token for one in expected), "no identifier in an address"
            if not token:
                break
        assert seen == expected, order


def test_what_is_overdue_stands_first(alices: Client, three: World) -> None:
    due = Assessment.objects.filter(patient__identifier__in=["H-1", "Z-1"])
    due.update(due=timezone.now() - timedelta(hours=1))
    due.filter(patient__identifier="Z-1").update(due=timezone.now() - timedelta(hours=2))
    Assessment.objects.filter(patient__identifier="N-001").update(updated=timezone.now())
    assert identifiers(alices, "") == ["Z-1", "H-1", "N-001"]
    assert identifiers(alices, "sort=updated") == ["N-001", "H-1", "Z-1"]


def test_a_heading_sorts_and_turns_round(alices: Client, three: World) -> None:
    page = squeezed(alices.get("/?sort=urgency&status=draft").content.decode())
    assert 'href="?status=draft&amp;sort=-urgency"' in page
    assert 'href="?status=draft&amp;sort=patient"' in page
    assert page.count("aria-sort=") == 1


def test_a_search_is_kept_only_while_it_is_shown(alices: Client, three: World) -> None:
    found = alices.post("/search/", {"patient": "ang"}, follow=True)
    address = found.redirect_chain[-1][0]
    assert f'href="?search={address[-8:]}&amp;sort=patient"' in squeezed(found.content.decode())
    alices.get(reverse("assessments:hub", args=[three.assessment.uuid]))
    assert len(alices.get(address).context["rows"]) == 2, "back from a patient it is still there"
    assert len(alices.get("/").context["rows"]) == 3
    assert "searched_patients" not in alices.session
    assert len(alices.get(address).context["rows"]) == 3


def test_filters_are_kept_under_a_name(alices: Client, bobs: Client, three: World) -> None:
    address = f"{reverse('assessments:filters')}?status=draft&sort=urgency&search=forged"
    assert alices.post(address, {"name": " Tonight's drafts "}).status_code == 302
    kept = SavedFilter.objects.get()
    assert (kept.user, kept.name, kept.query) == (
        three.alice,
        "Tonight's drafts",
        "status=draft&sort=urgency",
    )
    page = squeezed(alices.get(f"/?{kept.query}").content.decode())
    assert 'href="?status=draft&amp;sort=urgency" aria-current="true">Tonight&#x27;s drafts</a>' in page
    assert "Tonight" not in squeezed(bobs.get("/").content.decode())
    bobs.post(reverse("assessments:filters"), {"forget": str(kept.pk)})
    assert SavedFilter.objects.exists(), "it is not his"
    for form in ({"name": ""}, {"name": "x" * 61}, {"name": "\u202e"}):
        assert "at most 60" in squeezed(alices.post(address, form, follow=True).content.decode())
    told = squeezed(
        alices.post(reverse("assessments:filters"), {"name": "all"}, follow=True).content.decode()
    )
    assert "the whole list needs no name" in told
    alices.post(reverse("assessments:filters"), {"forget": str(kept.pk)})
    assert not SavedFilter.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is worded as SQLite words it")
@pytest.mark.parametrize("sort", ["", *SORTS])
def test_every_order_is_that_of_an_index(three: World, sort: str) -> None:
    """Whatever is listed of a hospital, no order reads and sorts all of it."""
    listing = Listing(three.alice, TODAY)
    for segment in segments(sort, [three.north], [three.alice]):
        with CaptureQueriesContext(connection) as queries:
            page_of([segment], [three.north], listing.of_unit, "", 25)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
            plan = "\n".join(row[3] for row in cursor.fetchall())
        assert "SCAN assessments" not in plan, plan
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan or segment.column == "patient__identifier", plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is worded as SQLite words it")
def test_pages_start_at_their_place_in_the_index(world: World) -> None:
    """Nothing is counted or sorted: the database begins where the last page ended."""
    rows = Assessment.objects.filter(unit=world.north).order_by("-updated", "-pk")
    first = rows.get()
    plan = after(rows, "updated", token_of(first.updated, first.pk)).explain()
    assert "assessment_listed" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # 25 October 2026 has 25 hours in Berlin: from 22:00 UTC of the day before to 23:00 UTC.
        ("since=2026-10-25&until=2026-10-25", ["N-001"]),
        ("since=2026-10-26", []),
        ("until=2026-10-24", []),
    ],
)
def test_a_day_is_the_units_own_and_as_long_as_it_is_there(
    world: World, alices: Client, query: str, expected: list[str]
) -> None:
    world.north.settings = {"time_zone": "Europe/Berlin"}
    world.north.save()
    for moment in ("2026-10-24T22:00:00+00:00", "2026-10-25T22:59:59+00:00"):
        Assessment.objects.filter(pk=world.assessment.pk).update(updated=datetime.fromisoformat(moment))
        assert identifiers(alices, query) == expected, moment


def test_a_decision_that_is_still_open_has_no_shield_in_any_list(alices: Client, world: World) -> None:
    """The list, the printed list and the time line show as decided only what no open answer can change."""
    patient = reverse("assessments:patient", args=[world.patient.uuid])
    imaging = {"bone": "femur", "histology": "metastasis_confirmed"}
    save(world.assessment, "imaging", imaging, world.lesion, world.alice)
    save(world.assessment, "fracture", {"fracture": "displaced"}, world.lesion, world.alice)
    skip(Assessment.objects.get(pk=world.assessment.pk), world.alice)
    saved = Assessment.objects.get(pk=world.assessment.pk)
    assert (saved.decision, saved.is_open) == ("operate", True)
    pages = {where: alices.get(where).content.decode() for where in (LIST, f"{LIST}?print=1", patient)}
    for where, page in pages.items():
        assert "decision-operate" not in page, where
        assert "Preliminary: Operate" in page, where
    Assessment.objects.update(is_open=False)
    page = alices.get(LIST).content.decode()
    assert 'class="decision decision-operate"' in page
    assert "Preliminary" not in page
    # Of what was saved before this was kept it is not known: the word alone.
    Assessment.objects.update(is_open=None)
    page = alices.get(LIST).content.decode()
    assert "<span>Operate</span>" in page
    assert "decision-operate" not in page
