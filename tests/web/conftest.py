"""Fixtures of the web tests: the people of tests/web/people.py, and clients logged in as them."""

import pytest
from django.test import Client

from tests.web.people import TODAY, World, make_world


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_kwargs: TODAY)
    return make_world()


@pytest.fixture
def alices(world: World, client: Client) -> Client:
    client.force_login(world.alice)
    return client


@pytest.fixture
def bobs(world: World) -> Client:
    client = Client()
    client.force_login(world.bob)
    return client
