"""The bare view that all is measured against: session, log-in, CSRF, one row of JSON in a transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import include, path

if TYPE_CHECKING:
    from django.http import HttpRequest

TABLE = "bench_bare"


def make_table() -> None:
    """Make the table that the bare view writes to, in the database in use."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (id integer PRIMARY KEY, answers text)")


@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what was typed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (id, answers) SELECT coalesce(max(id), 0) + 1, %s FROM {TABLE}",
            [json.dumps(dict(request.POST.lists()))],
        )
    return HttpResponse(b"kept")


urlpatterns = [path("bare/", keep), path("", include("bonemet.urls"))]
