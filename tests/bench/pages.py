"""The pages: how long the server works on each, how much it sends, and how much comes with it once."""

from __future__ import annotations

import gzip
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.test import Client
from django.test.runner import DiscoverRunner
from django.urls import reverse

from .timing import computing, median_and_most, once, progress, table

ASSET = re.compile(r'(?:href|src)="/static/([^"?]+\.(?:css|js|svg|woff2?))')
TIMES = 15
LISTED = 200


def measure() -> None:
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        ask_all()
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()


def ask_all() -> None:
    from assessments.actions import assessments as actions
    from assessments.management.entering import load_case
    from assessments.management.histories import CASES
    from tests.people import fill, make_world

    world = make_world()
    fill(world.assessment, world.alice)
    files = sorted(CASES.glob("*.toml"))
    for number in range(LISTED):
        progress("patients for the list", number, LISTED)
        if number < len(files):
            load_case(
                tomllib.loads(files[number].read_text("utf-8")), f"B-{number:03}", world.north, world.alice
            )
        else:
            actions.create_patient(unit=world.north, identifier=f"B-{number:03}", by=world.alice)
    client = Client()
    client.force_login(world.alice)
    uuid, lesion = world.assessment.uuid, world.lesion.uuid
    imaging = reverse("assessments:lesion_section", args=[uuid, lesion, "imaging"])
    history = reverse("assessments:section", args=[uuid, "history"])
    panel = reverse("assessments:lesion_panel", args=[uuid, lesion, "imaging"])
    typed = {"bone": "femur", "segment": "subtrochanteric", "lesion_type": "lytic", "axial_extent_mm": "45"}
    asked: dict[str, Callable[[], Any]] = {
        f"list of {LISTED + 1} patients": lambda: client.get(reverse("assessments:list")),
        "hub": lambda: client.get(reverse("assessments:hub", args=[uuid])),
        "section history": lambda: client.get(history),
        "section imaging": lambda: client.get(imaging),
        "panel, at each change": lambda: client.post(panel, typed),
        "report": lambda: client.get(reverse("assessments:report", args=[uuid])),
        "report as PDF": lambda: client.get(reverse("assessments:report_pdf", args=[uuid])),
    }
    rows, assets = [], set[str]()
    for done, (name, ask) in enumerate(asked.items()):
        progress("pages", done, len(asked))
        response = ask()
        assert response.status_code == 200, (name, response.status_code)
        body = b"".join(response) if response.streaming else response.content
        if name != "report as PDF":
            assets.update(ASSET.findall(body.decode()))
        busy = [computing(ask) for _ in range(TIMES)]
        taken = [once(ask) for _ in range(TIMES)]
        weight = (f"{len(body) / 1024:,.0f} kB", f"{len(gzip.compress(body)) / 1024:,.0f} kB")
        rows.append((name, median_and_most(busy)[0], *median_and_most(taken), *weight))
    table(
        "The server's time and what it sends", ("", "computing", "elapsed", "most", "bytes", "packed"), rows
    )
    weights = {name: Path(found).read_bytes() for name in sorted(assets) if (found := finders.find(name))}
    whole = sum(map(len, weights.values())) / 1024
    packed = sum(len(gzip.compress(data)) for data in weights.values()) / 1024
    row = (f"{len(weights)} style sheets, scripts and pictures", f"{whole:,.0f} kB", f"{packed:,.0f} kB")
    table("Loaded once, then kept by the browser", ("", "bytes", "packed"), [row])
