"""The list of assessments: what is in it, searching it, going through it."""

from django.test import Client
from django.urls import reverse

from assessments import actions
from tests.web.people import TODAY, World, fill

LIST = "/"


def test_an_empty_list_says_how_to_begin(world: World, client: Client) -> None:
    client.force_login(world.charlie)
    page = client.get(LIST).content.decode()
    assert "No assessments yet" in page
    assert reverse("assessments:new") in page


def test_who_belongs_to_no_unit_is_told(world: World, client: Client) -> None:
    client.force_login(world.nobody)
    page = client.get(LIST).content.decode()
    assert "You belong to no unit" in page
    assert reverse("assessments:new") not in page


def test_a_row_tells_patient_lesion_primary_and_advice(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    page = alices.get(LIST).content.decode()
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
    page = response.content.decode()
    assert response.redirect_chain == [("/", 302)], "the identifier never stands in an address"
    assert "N-001" in page
    assert "M-7" not in page
    assert "M-7" in alices.post("/search/", {"clear": "1", "patient": "n"}, follow=True).content.decode()


def test_search_that_finds_nothing_says_so(alices: Client) -> None:
    page = alices.post("/search/", {"patient": "<b>zz"}, follow=True).content.decode()
    assert "No patient is found" in page
    assert "&lt;B&gt;ZZ" in page


def test_search_does_not_reach_other_units(world: World, client: Client) -> None:
    client.force_login(world.charlie)
    page = client.post("/search/", {"patient": "N-001"}, follow=True).content.decode()
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
        "x",
        "2026-11-25_1",
        "2026-11-25T00:00:00+00:00_-1",
        "_",
        "2026-11-25T00:00:00Z_99999999999999999999",
    ):
        response = alices.get("/", {"after": token})
        assert response.status_code == 200
        assert len(response.context["rows"]) == 1


def test_the_list_asks_the_database_little_however_long_it_is(
    alices: Client, world: World, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        patient = actions.create_patient(unit=world.north, identifier=f"P-{number}", by=world.alice)
        actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        alices.get(LIST)
