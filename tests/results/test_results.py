"""The board of results: whom it counts, what it says of them, and what it does not say."""

import json
import re
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import assessments as actions
from assessments.actions.follow_up import record_follow_up
from assessments.models import AccessEntry, AssessedLesion, Assessment, Lesion, Patient, Response, Status
from assessments.results.tally import Tally, tally_of
from tests.people import World, fill, sign, squeezed
from tests.results.hand_computed import DIED, LAST_SEEN_ALIVE

URL = reverse("assessments:results")
START = date(2025, 1, 1)
NUMBERS = iter(range(1, 100_000))


@pytest.fixture
def leahs(world: World, client: Client) -> Client:
    client.force_login(world.leah)
    return client


def predicted(
    world: World, bands: dict[str, str], on: date = START, patient: Patient | None = None, **kwargs: Any
) -> Lesion:
    """Make a signed assessment that states these bands, without going through the form."""
    unit = kwargs.pop("unit", world.north)
    patient = patient or Patient.objects.create(unit=unit, identifier=f"made-up-{next(NUMBERS)}")
    kwargs = {"status": Status.SIGNED, "signed_at": timezone.now()} | kwargs
    assessment = Assessment.objects.create(
        patient=patient, unit=unit, author=world.alice, updated=timezone.now(), assessed_on=on, **kwargs
    )
    lesion, _new = Lesion.objects.get_or_create(patient=patient, number=1)
    AssessedLesion.objects.create(assessment=assessment, lesion=lesion, position=0, predicted=bands)
    return lesion


def tell(world: World, lesion: Lesion, **told: Any) -> None:
    told.setdefault("on", START)
    record_follow_up(lesion=lesion, told=told, by=world.alice)


def dies(world: World, lesion: Lesion, days: int) -> None:
    day = START + timedelta(days=days)
    tell(world, lesion, on=day, life="died", died_on=day)


def lives(world: World, lesion: Lesion, days: int) -> None:
    tell(world, lesion, on=START + timedelta(days=days), life="alive")


def text_of(client: Client) -> str:
    page = squeezed(client.get(URL).content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_an_empty_unit_is_told_what_will_be_here(leahs: Client) -> None:
    assert "Nothing is signed yet" in text_of(leahs)


def test_thirty_made_up_follow_ups_give_the_table_computed_by_hand(world: World, leahs: Client) -> None:
    for days in DIED:
        dies(world, predicted(world, {"katagiri": "4–6"}), days)
    for days in LAST_SEEN_ALIVE:
        lives(world, predicted(world, {"katagiri": "4–6"}), days)
    predicted(world, {"katagiri": "4–6"})  # nobody followed this one
    page = text_of(leahs)
    assert "New Katagiri 4–6 intermediate risk" in page
    assert "Patients: 31. Followed up: 30, of whom 18 died." in page
    rows = leahs.get(URL).context["board"].groups[0].rows
    assert [(row.months, row.observed, row.at_risk) for row in rows] == [
        (1, "90 % alive (72 to 97)", 26),  # day 30: 377/420
        (3, "68 % alive (47 to 82)", 18),  # day 91: 87/128
        (6, "47 % alive (26 to 64)", 10),  # day 182: 87/187
        (12, "too few left to say", 2),
        (24, "too few left to say", 0),
    ]
    assert [row.published for row in rows[2:]] == [
        (("New Katagiri 4-6", "74 %"), ("New Katagiri 4-6, operated", "64.1 %")),
        (("New Katagiri 4-6", "49 %"), ("New Katagiri 4-6, operated", "43.6 %")),
        (("New Katagiri 4-6", "28 % (to be confirmed)"), ("New Katagiri 4-6, operated", "30.1 %")),
    ]
    assert "808 patients in Japan, 93 % not operated" in page
    assert "183 operated patients of one US centre" in page
    html = squeezed(leahs.get(URL).content.decode())
    assert 'class="observed-band"' in html
    assert "style=" not in html


def test_below_ten_there_are_counts_and_no_curve(world: World, leahs: Client) -> None:
    for days in range(20, 29):
        dies(world, predicted(world, {"bauer": "4–5"}), days)
    page, html = text_of(leahs), squeezed(leahs.get(URL).content.decode())
    assert "Patients: 9. Followed up: 9, of whom 9 died." in page
    assert "Fewer than 10 were followed up: no curve and no percentages." in page
    assert 'class="plot"' not in html
    rows = leahs.get(URL).context["board"].groups[0].rows
    assert rows[0].observed == "9 died by then"
    assert "% alive" not in page


def test_where_nobody_or_everybody_died_words_say_so(world: World, leahs: Client) -> None:
    for _patient in range(10):
        lives(world, predicted(world, {"bauer": "4–5"}), 100)
    rows = leahs.get(URL).context["board"].groups[0].rows
    assert [row.observed for row in rows[:3]] == [
        "all alive so far",
        "all alive so far",
        "too few left to say",
    ]


def test_a_patient_counts_once_a_model_with_the_first_valid_prediction(world: World, leahs: Client) -> None:
    lesion = predicted(world, {"katagiri": "0–3", "bauer": "4–5"}, on=date(2025, 2, 1))
    predicted(world, {"katagiri": "7–10"}, on=date(2025, 3, 1), patient=lesion.patient)
    predicted(world, {"katagiri": "4–6"}, on=START, patient=lesion.patient, status=Status.AMENDED)
    predicted(world, {"katagiri": "4–6"}, on=START, patient=lesion.patient, status=Status.DRAFT)
    predicted(world, {"katagiri": "4–6"}, unit=world.south)
    groups = leahs.get(URL).context["board"].groups
    assert [(shown.group.title, shown.group.predicted) for shown in groups] == [
        ("New Katagiri 0–3", 1),
        ("Bauer 4–5", 1),
    ]


def test_the_clinicians_own_estimate_stands_first_in_the_order_of_its_choices(
    world: World, leahs: Client
) -> None:
    predicted(world, {"bauer": "4–5", "clinician": "over_12_months"})
    dies(world, predicted(world, {"clinician": "under_6_weeks"}), 20)
    groups = leahs.get(URL).context["board"].groups
    assert [shown.group.title for shown in groups] == [
        "Your own estimate: Under 6 weeks",
        "Your own estimate: Over 12 months",
        "Bauer 4–5",
    ]
    page = squeezed(leahs.get(URL).content.decode())
    assert page.count('<th scope="row">24 months') == 1, "nobody else was followed up: no table"


def test_a_band_that_the_rules_no_longer_know_is_still_shown(world: World, leahs: Client) -> None:
    predicted(world, {"katagiri": "5–6"})
    shown = leahs.get(URL).context["board"].groups[0]
    assert (shown.group.title, shown.label, shown.cohorts) == ("New Katagiri 5–6", "", ())


def test_signing_keeps_what_the_report_predicts_and_from_which_day(world: World) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    assessed = AssessedLesion.objects.get(assessment=world.assessment)
    # Bauer: not lung, breast, a single bone, no fracture; the brain was not asked: 4 or 5, one band.
    # Katagiri may still be 0 to 5, over two bands: it predicts nothing.
    assert assessed.predicted == {"clinician": "over_12_months", "bauer": "4–5"}
    assert Assessment.objects.get(pk=world.assessment.pk).assessed_on == date(2026, 11, 20)


def test_early_deaths_are_counted_by_patient_from_the_first_operation(world: World, leahs: Client) -> None:
    def operated(days: int | None, *, alive: int | None = None) -> Lesion:
        lesion = predicted(world, {})
        nailed = {"operated": "yes", "operation": "long_nail", "operated_on": START}
        tell(world, lesion, **nailed)
        if days is not None:
            dies(world, lesion, days)
        if alive is not None:
            lives(world, lesion, alive)
        return lesion

    operated(30)
    operated(31)
    operated(42)
    operated(43)
    operated(None, alive=29)
    operated(None, alive=30)
    operated(None, alive=42)
    operated(None)
    board = leahs.get(URL).context["board"]
    thirty, six_weeks = board.tally.within_30_days, board.tally.within_6_weeks
    assert (thirty.count, thirty.of, thirty.unknown) == (1, 6, 2)
    assert (six_weeks.count, six_weeks.of, six_weeks.unknown) == (3, 5, 3)
    assert thirty.told == "1 of 6"
    for _more in range(4):
        operated(None, alive=100)
    assert leahs.get(URL).context["board"].tally.within_30_days.told == "1 of 10, 10 % (2 to 40)"


def test_implants_that_failed_are_counted_among_those_told_of(world: World, leahs: Client) -> None:
    nailed = {"operated": "yes", "operation": "long_nail", "operated_on": START}
    failed = {"implant_on": START}
    for told in (
        {"implant": "in_place"},
        {"implant": "failed", **failed},
        {"implant": "revised", **failed},
        {"implant": "none"},
        {"implant": ""},
    ):
        tell(world, predicted(world, {}), **nailed, **told)
    implants = leahs.get(URL).context["board"].tally.implants
    assert (implants.count, implants.of, implants.unknown) == (2, 3, 1)


def test_overrides_and_their_reasons_are_counted_in_valid_assessments(world: World, leahs: Client) -> None:
    def answered(agrees: bool, reason: str = "", status: str = Status.SIGNED) -> None:
        lesion = predicted(world, {}, status=status)
        Response.objects.create(
            assessment=Assessment.objects.get(patient=lesion.patient),
            lesion=lesion,
            agrees=agrees,
            intent="operate",
            how_soon="planned",
            reason=reason,
            by=world.alice,
            at=timezone.now(),
        )

    answered(True)
    answered(False, "patient")
    answered(False, "patient")
    answered(False, "board")
    answered(False, "risk", Status.AMENDED)
    board = leahs.get(URL).context["board"]
    assert board.tally.overrides.counted.told == "3 of 4"
    assert board.tally.overrides.named == [("Patient's preference", 2), ("Decision of the tumour board", 1)]


def test_looking_at_the_board_is_written_down_for_the_unit(world: World, leahs: Client) -> None:
    leahs.get(URL)
    entry = AccessEntry.objects.get(what="results")
    assert (entry.user, entry.unit, entry.kind, entry.patient) == (world.leah, world.north, "viewed", None)


def test_the_board_asks_the_database_little_however_many_there_are(
    world: World, leahs: Client, django_assert_max_num_queries: Any
) -> None:
    for _patient in range(12):
        lives(world, predicted(world, {"katagiri": "0–3"}), 100)
    actions.add_lesion(assessment=world.assessment, by=world.alice)
    with django_assert_max_num_queries(20):
        leahs.get(URL)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit is too large to be counted at once from its second signed assessment on."""
    monkeypatch.setattr("assessments.results.current.COUNTED_AT_ONCE", 1)


def counted(*arguments: str) -> str:
    told = StringIO()
    call_command("keep_results", *arguments, stdout=told)
    return told.getvalue()


@pytest.mark.usefixtures("large")
def test_a_large_units_results_are_those_kept_last_and_say_of_when(world: World, leahs: Client) -> None:
    for days in range(20, 32):
        dies(world, predicted(world, {"bauer": "4–5"}), days)
    assert "Not counted yet" in text_of(leahs)
    assert counted() == "North: counted.\nSouth: counted.\n"
    assert "Patients: 12. Followed up: 12, of whom 12 died." in text_of(leahs)
    assert "Counted on " in text_of(leahs)
    predicted(world, {"bauer": "4–5"}, signed_at=timezone.now())
    assert "Patients: 12." in text_of(leahs), "what was signed since is not in it yet"
    assert counted() == "North: counted.\n"
    assert "Patients: 13. Followed up: 12, of whom 12 died." in text_of(leahs)
    assert counted() == ""
    assert counted("--all") == "North: counted.\nSouth: counted.\n"


def test_kept_counts_are_read_back_as_they_were_and_hold_no_patient(world: World, leahs: Client) -> None:
    for days in DIED:
        dies(world, predicted(world, {"katagiri": "4–6", "clinician": "over_12_months"}), days)
    predicted(world, {"katagiri": "4–6"})
    lesion = predicted(world, {"bauer": "4–5"})
    tell(world, lesion, operated="yes", operation="long_nail", operated_on=START, implant="in_place")
    now = tally_of(world.north)
    kept = now.as_data()
    assert Tally.from_data(json.loads(json.dumps(kept))) == now
    assert "made-up" not in json.dumps(kept)
    assert now.watched["katagiri", "4–6"].not_followed == 1
    both = now + Tally()
    assert both == now
    twice = now + now
    assert (twice.signed, twice.implants.of) == (2 * now.signed, 2)
    assert twice.watched["katagiri", "4–6"].observations.total() == 36


def test_a_tally_is_not_a_table_of_patients(world: World) -> None:
    """A lead of two units sees both together; another unit's are in neither."""
    predicted(world, {"bauer": "4–5"}, unit=world.south)
    assert tally_of(world.north).signed == 0
    assert tally_of(world.south).signed == 1
