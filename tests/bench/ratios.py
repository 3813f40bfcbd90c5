"""What a request costs beside a bare view of the same process: ratios, so that the machine does not matter.

The bare view stands behind the same middleware: session, log-in, CSRF, and one row of JSON in a transaction
that is on the disk before it answers. All are asked in turn, so that whatever else the computer does falls on
all alike.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment
from django.urls import reverse

from . import bare, hospital
from .timing import progress, shown, table

ROUNDS = 60
Ask = Callable[[int], Any]
BARE = "bare view: session, log-in, CSRF, one JSON row"
# What was measured of the first edition, and what was promised; in multiples of the bare view.
BEFORE = {"save of a section": "3.6-4.0", "draft": "2.4", "panel": "2.9"}
PROMISED = {"save of a section": 2.3, "draft": 2.0, "panel": 2.0}
PAGE_PROMISED = 6.0
PAGES_BEFORE = {"section imaging": "27 ms", "list": "24 ms", "report": "51 ms", "history": "189 ms"}


class Asking:
    """One browser of a surgeon, with a token against forged requests as forms carry it."""

    def __init__(self, user: Any) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(user)
        self.client.get("/")
        self.token = self.client.cookies["csrftoken"].value

    def post(self, url: str, data: dict[str, Any]) -> Any:
        return self.client.post(url, data, headers={"X-CSRFToken": self.token})


def measure() -> None:
    """Print what each request costs, on a database file of its own; on PostgreSQL on the one in use."""
    with tempfile.TemporaryDirectory() as folder, override_settings(ROOT_URLCONF="tests.bench.bare"):
        if connection.vendor == "sqlite":
            hospital.use(str(Path(folder) / "bench.sqlite3"))
        from django.core.management import call_command

        setup_test_environment()
        call_command("migrate", verbosity=0)
        bare.make_table()
        works, before = _works()
        teardown_test_environment()  # it copies the context of each template that is drawn
        taken, computed, statements = _taken(works, before)
        rows = []
        floor, least = statistics.median(taken[BARE]), statistics.median(computed[BARE])
        for name in works:
            middle, busy = statistics.median(taken[name]), statistics.median(computed[name])
            rows.append(
                (
                    name,
                    shown(middle),
                    f"{middle / floor:.2f}",
                    shown(busy),
                    f"{busy / least:.2f}",
                    str(statements[name]),
                    BEFORE.get(name, PAGES_BEFORE.get(name, "")),
                    str(PROMISED.get(name, PAGE_PROMISED if name in PAGES_BEFORE else "")),
                )
            )
        heads = ("", "elapsed", "ratio", "computing", "ratio", "statements", "before", "at most")
        table(f"Requests beside a bare view, {connection.vendor}", heads, rows)
        connection.close()


def _taken(
    works: dict[str, Ask], before: Callable[[], None]
) -> tuple[dict[str, list[int]], dict[str, list[int]], dict[str, int]]:
    """Take the times of each. `before` each, unmeasured, it is looked up which revision its page carries."""
    import time

    statements = {}
    for name, ask in works.items():
        for number in (0, 1):
            before()
            _sound(name, ask(number))
        before()
        with CaptureQueriesContext(connection) as found:
            ask(2)
        statements[name] = len(found)
    taken: dict[str, list[int]] = {name: [] for name in works}
    computed: dict[str, list[int]] = {name: [] for name in works}
    for number in range(3, ROUNDS + 3):
        progress("requests", number, ROUNDS)
        for name, ask in works.items():
            before()
            started, busy = time.perf_counter_ns(), time.thread_time_ns()
            _sound(name, ask(number))
            computed[name].append(time.thread_time_ns() - busy)
            taken[name].append(time.perf_counter_ns() - started)
    return taken, computed, statements


def _sound(name: str, response: Any) -> None:
    assert response.status_code in (200, 302), (name, response.status_code, response.content[:300])
    if response.streaming:
        b"".join(response)


def _works() -> tuple[dict[str, Ask], Callable[[], None]]:
    from assessments.management.entering import load_case
    from assessments.management.histories import CASES
    from tests.people import carried, fill, make_world

    from .core import documents

    world = make_world()
    fill(world.assessment, world.alice)
    for number, document in enumerate([*documents().values()][:40]):
        load_case(document, f"B-{number:03}", world.north, world.alice)
    assert CASES
    asking = Asking(world.alice)
    get = asking.client.get
    uuid, lesion = world.assessment.uuid, world.lesion.uuid
    imaging = reverse("assessments:lesion_section", args=[uuid, lesion, "imaging"])
    history = reverse("assessments:section", args=[uuid, "history"])
    panel = reverse("assessments:lesion_panel", args=[uuid, lesion, "imaging"])
    draft = reverse("assessments:lesion_draft", args=[uuid, lesion, "imaging"])
    pages = {
        name: _typed(get(url)) | carried(asking.client, url) for name, url in (("i", imaging), ("h", history))
    }

    def typed(name: str, number: int, **more: Any) -> dict[str, Any]:
        return pages[name] | {"base_revision": world.assessment.revision_number, **more}

    def changed(number: int) -> Any:
        return asking.post(imaging, typed("i", number, axial_extent_mm=str(20 + number % 60), action="save"))

    def unchanged(number: int) -> Any:
        return asking.post(history, typed("h", number, action="save"))

    works = {
        BARE: lambda number: asking.post("/bare/", typed("i", number)),
        "save of a section": changed,
        "save with nothing changed": unchanged,
        "draft": lambda n: asking.post(draft, typed("i", n, axial_extent_mm=str(20 + n % 60))),
        "panel": lambda n: asking.post(panel, typed("i", n, axial_extent_mm=str(20 + n % 60))),
        "section imaging": lambda _n: get(imaging),
        "section history": lambda _n: get(history),
        "list": lambda _n: get(reverse("assessments:list")),
        "hub": lambda _n: get(reverse("assessments:hub", args=[uuid])),
        "report": lambda _n: get(reverse("assessments:report", args=[uuid])),  # after a save of this round
        "report, opened again": lambda _n: get(reverse("assessments:report", args=[uuid])),
        "history": lambda _n: get(reverse("assessments:history", args=[uuid])),
        "knowledge, references": lambda _n: get(reverse("assessments:knowledge")),
        "report as PDF": lambda _n: get(reverse("assessments:report_pdf", args=[uuid])),
    }
    return works, lambda: world.assessment.refresh_from_db(fields=["revision_number"])


def _typed(page: Any) -> dict[str, Any]:
    """Read what a section's form would send as it stands."""
    form = page.context["form"]
    sent: dict[str, Any] = {"shown": page.context["shown"]}
    for key in form.shown_keys:
        value = form[key].value().text
        if value:
            sent[key] = value
    return sent
