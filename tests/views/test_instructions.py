"""The instructions for use, and the versions in the foot of every page."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.clinical.versions import VERSIONS
from bonemet import __version__
from tests.people import World, squeezed

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


@pytest.mark.usefixtures("db")
def test_the_foot_of_every_page_names_the_versions_and_leads_to_them(client: Client) -> None:
    for path in (reverse("account_login"), "/nowhere/"):
        page = client.get(path).content.decode()
        foot = squeezed(page[page.index("<footer") :])
        assert f"bonemet {__version__} · knowledge {VERSIONS[0].key}" in foot
        assert 'href="/instructions/"' in foot
