"""Lists, searches and logs in a small and in a large hospital: does a page cost more where there is more?"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from . import hospital
from .timing import computing, progress, server_computing, shown, table
from .work import work

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = 1_000
LARGE = int(os.environ.get("BENCH_ASSESSMENTS") or 1_000_000)
FOLDER = Path(os.environ.get("BENCH_FOLDER", "/tmp/bonemet-bench"))
TURNS, TIMES = 3, 5  # through both, so that whatever else the computer does falls on both alike
AT_MOST = 1.5
FILTERS = (
    "status=draft", "status=signed", "decision=operate", "decision=non_operative", "urgency=emergency",
    "urgency=planned", "bone=femur", "bone=rib", "bone=hand", "primary=breast", "primary=thyroid", "author=1",
    "since=2026-11-01", "until=2022-01-01", "since=2021-12-01&until=2021-12-03", "assessed_until=2020-01-01",
    "waiting=asked", "waiting=mine", "waiting=unsigned", "waiting=overdue", "waiting=follow_up",
    "bone=hand&primary=breast", "bone=femur&decision=operate&urgency=emergency&status=draft",
    "sort=patient", "sort=-patient", "sort=bone", "sort=primary", "sort=decision", "sort=urgency",
    "sort=status", "sort=author", "sort=assessed_on", "sort=-assessed_on", "sort=updated", "sort=-updated",
)  # fmt: skip
SEARCHES = ("1", "10", "1010", "1010-2", "ZZZNONE", "NAME010", "NAME010 1", "N", "9")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page took: nanoseconds, work of the database in units of its own, and rows that it shows."""

    time: float
    work: int
    rows: int


def measure() -> None:
    """Print what pages cost in both, on the database in use; the large one is made once, in some minutes."""
    names = {size: _name(size) for size in (SMALL, LARGE)}
    taken: dict[int, dict[str, Taken]] = {size: {} for size in names}
    for size, name in names.items():
        hospital.use(name)
        hospital.build(size)
    for _turn in range(TURNS):
        for size, name in names.items():
            hospital.use(name)
            _take(taken[size])
    rows = []
    for name, small in taken[SMALL].items():
        large = taken[LARGE][name]
        rows.append((
            name, shown(small.time), shown(large.time), f"{large.time / small.time:.1f}",
            *(f"{number:,}" for number in (small.work, large.work, small.rows, large.rows)),
        ))  # fmt: skip
    rows.sort(key=lambda row: -float(row[3]))
    unit = "steps" if connection.vendor == "sqlite" else "blocks"
    title = f"Pages at {SMALL:,} and {LARGE:,} assessments, {connection.vendor}; at most {AT_MOST} times"
    table(title, ("", f"{SMALL:,}", f"{LARGE:,}", "ratio", unit, unit, "rows", "rows"), rows)


def _name(size: int) -> str:
    if connection.vendor == "postgresql":
        return f"bench{size}"
    FOLDER.mkdir(exist_ok=True)
    return str(FOLDER / f"{size}.sqlite3")


def _take(taken: dict[str, Taken]) -> None:
    """Take the least time of each page, and once what the database did for it. Its first call does not count.

    The computing of the page and of its database: what else the computer does is left out.
    """
    browsers, works = _works()
    for done, (name, ask) in enumerate(works.items()):
        progress("pages", done, len(works))
        for client, user in browsers:  # a session ends while this takes long
            client.force_login(user)
        response = ask()
        assert response.status_code == 200, (name, response.status_code)
        least = min(_computing(ask) for _ in range(TIMES))
        if before := taken.get(name):
            taken[name] = replace(before, time=min(before.time, least))
        else:
            taken[name] = Taken(least, work(ask), response.content.count(b"<tr"))


def _computing(ask: Callable[[], object]) -> int:
    """Nanoseconds of this process, in which SQLite computes, and of that of PostgreSQL, on this computer."""
    if connection.vendor == "sqlite":
        return computing(ask)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    before = server_computing(server)
    return computing(ask) + server_computing(server) - before


def _undone(write: Callable[[], object]) -> HttpResponse:
    """Write something as a request does, and take it back."""
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    return HttpResponse()


def _works() -> tuple[list[tuple[Client, Any]], dict[str, Callable[[], Any]]]:
    from assessments.actions.follow_up import record_follow_up
    from assessments.models import Assessment, Status
    from bonemet.accounts.models import User
    from tests.people import sign

    browsers = {}
    for name in ("lead", "every", "surgeon0"):
        browsers[name] = Client()
    listed = reverse("assessments:list")
    works: dict[str, Callable[[], Any]] = {
        "list": lambda: browsers["lead"].get(listed),
        "list, four units": lambda: browsers["every"].get(listed),
    }
    for query in FILTERS:
        works[f"list, {query}"] = partial(browsers["lead"].get, f"{listed}?{query}")
    works["list, four units, waiting=follow_up"] = lambda: browsers["every"].get(
        f"{listed}?waiting=follow_up"
    )
    for words in SEARCHES:
        works[f"search {words}"] = partial(
            browsers["lead"].post, reverse("assessments:search"), {"patient": words}, follow=True
        )
    draft = Assessment.objects.filter(unit__name="North", status=Status.DRAFT, pk__lt=hospital.STRIDE).first()
    signed = Assessment.objects.filter(
        unit__name="North", status=Status.SIGNED, pk__lt=hospital.STRIDE
    ).first()
    assert draft is not None
    assert signed is not None
    by = browsers["surgeon0"]
    unit = draft.unit_id
    works |= {
        "hub": lambda: by.get(reverse("assessments:hub", args=[draft.uuid])),
        "history": lambda: by.get(reverse("assessments:history", args=[draft.uuid])),
        "report, signed": lambda: by.get(reverse("assessments:report", args=[signed.uuid])),
        "patient": lambda: by.get(reverse("assessments:patient", args=[draft.patient.uuid])),
        "access log": lambda: browsers["lead"].get(reverse("assessments:access")),
        "access log, four units": lambda: browsers["every"].get(reverse("assessments:access")),
        "page of the unit": lambda: browsers["lead"].get(reverse("assessments:unit", args=[unit])),
        "results": lambda: browsers["lead"].get(reverse("assessments:results")),
    }
    surgeon = User.objects.get(username="surgeon0")
    lesion = signed.lesions_assessed()[0].lesion
    told = {"on": timezone.localdate()}
    works |= {
        "signing": lambda: _undone(lambda: sign(Assessment.objects.get(pk=draft.pk), surgeon)),
        "follow-up": lambda: _undone(lambda: record_follow_up(lesion=lesion, told=told, by=surgeon)),
    }
    return [(client, User.objects.get(username=name)) for name, client in browsers.items()], works
