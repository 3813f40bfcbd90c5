"""How long a request waits for a locked database."""

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_who_reads_gives_up_sooner_than_who_saves(client: Client) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks no reader out")

    def seconds() -> int:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            return int(cursor.fetchone()[0]) // 1000

    client.get("/accounts/login/")
    assert seconds() == 3
    client.post("/accounts/login/", {})
    assert seconds() == 20
