"""The database knows what its rows are like, and takes the index that fits."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from assessments.models import Assessment


@pytest.mark.django_db
def test_after_migrate_there_are_statistics() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps them by itself")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")
        assert cursor.fetchone() == ("sqlite_stat1",)


@pytest.mark.django_db
def test_they_are_counted_anew_by_a_command() -> None:
    told = StringIO()
    call_command("update_statistics", stdout=told)
    assert told.getvalue() == "Statistics are up to date.\n"
    assert Assessment.objects.count() == 0
