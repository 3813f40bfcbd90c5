"""The leaflet for the patient: from what was decided, reviewed by whoever prints it."""

from django.test import Client
from django.urls import reverse

from assessments.models import AccessEntry
from tests.people import World, fill, sign
from tests.views.test_decided import board_says


def url(world: World) -> str:
    return reverse("assessments:report_leaflet", args=[world.assessment.uuid])


def test_it_is_written_from_what_was_signed_and_names_who_reviewed_it(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    sign(
        world.assessment, world.alice, agrees=False, intent="non_operative", how_soon="none", reason="patient"
    )
    page = alices.get(url(world)).content.decode()
    assert "For your left thigh bone: Your doctors do not advise surgery now." in page
    assert "Reviewed by alice on " in page
    assert "N-001" not in page[page.index("<title") : page.index("</title>")]
    assert reverse("assessments:printed", args=[world.assessment.uuid]) in page
    assert AccessEntry.objects.filter(user=world.alice, kind="viewed", what="leaflet").exists()


def test_nothing_decided_gives_no_leaflet(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    page = alices.get(url(world)).content.decode()
    assert "Nothing is decided yet." in page
    assert '<article class="leaflet">' not in page


def test_where_surgeon_and_board_differ_it_asks_from_whose_decision(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    sign(
        world.assessment, world.alice, agrees=False, intent="non_operative", how_soon="none", reason="patient"
    )
    board_says(world, "operate", "urgent")
    asked = alices.get(url(world)).content.decode()
    assert "decided otherwise than each other" in asked
    assert '<article class="leaflet">' not in asked
    of_board = alices.get(url(world) + "?of=board").content.decode()
    assert "Your doctors advise surgery. This should be done within three days." in of_board
    of_surgeon = alices.get(url(world) + "?of=surgeon").content.decode()
    assert "Your doctors do not advise surgery now." in of_surgeon
