"""The instructions for use, and the versions in the foot of every page."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from assessments.clinical.versions import VERSIONS
from bonemet import __version__
from tests.people import World, squeezed

TEMPLATES = Path(__file__).parents[2] / "templates"
INCLUDED = '{% include "components/versions.html" %}'
SAYS = (
    "Not to decide",
    "Not for children",
    "Adults with a metastasis",
    "not a certified medical device",
    "In an emergency do not wait for it",
    "Many rules rest on expert judgement",
    "at most some seconds are lost",
)


@pytest.mark.usefixtures("db")
def test_everybody_reads_them_also_who_cannot_log_in(client: Client) -> None:
    page = client.get(reverse("assessments:instructions")).content.decode()
    for words in SAYS:
        assert words in page
    assert f"Program: {__version__}" in page
    assert f"Knowledge: {VERSIONS[0].key}, of {VERSIONS[0].made_on}" in page
    assert "The lead of your unit" in page


def test_whom_to_ask_is_a_setting_of_the_unit(world: World, alices: Client) -> None:
    address = reverse("assessments:instructions")
    assert "no other contact has been entered" in alices.get(address).content.decode()
    world.north.settings = {"contact": "tumour office, 5678"}
    world.north.save()
    world.south.settings = {"contact": "another unit's number"}
    world.south.save()
    page = alices.get(address).content.decode()
    assert "tumour office, 5678" in page
    assert "another unit" not in page


def names_the_versions(page: str) -> bool:
    foot = squeezed(page[page.index("<footer") :])
    return f"bonemet {__version__} · knowledge {VERSIONS[0].key}" in foot and 'href="/instructions/"' in foot


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("path", ["/accounts/login/", "/nowhere/", "/downtime/offline/en/"])
def test_the_foot_of_a_page_names_the_versions_and_leads_to_them(client: Client, path: str) -> None:
    assert names_the_versions(client.get(path).content.decode())


def test_so_does_that_of_the_administration(admin_client: Client) -> None:
    assert names_the_versions(admin_client.get("/admin/").content.decode())


def test_so_does_that_of_an_error_where_no_other_page_can_be_made() -> None:
    assert names_the_versions(render_to_string("plain.html"))


def test_so_does_whatever_is_a_page_of_its_own() -> None:
    """The others extend one of these."""
    whole = [file for file in TEMPLATES.rglob("*.html") if "<!doctype" in file.read_text("utf-8")]
    assert len(whole) >= 4
    assert [file.name for file in whole if INCLUDED not in file.read_text("utf-8")] == []
