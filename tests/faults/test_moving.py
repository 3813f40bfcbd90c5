"""A large installation moves to PostgreSQL: how long it takes, and that all of it is proved there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.cluster import Cluster
from tests.faults.server import ROOT, Server
from tests.patience import free_port

ASSESSMENTS = int(os.environ.get("ASSESSMENTS_TO_MOVE", "1000"))


@pytest.mark.prove
def test_a_hospital_moves_with_every_digest_and_chain(
    tmp_path: Path, measured: Callable[[str], None]
) -> None:
    """A thousand assessments, or as ASSESSMENTS_TO_MOVE says."""
    told: dict[str, float] = {}

    def run(server: Server, name: str, *words: str) -> str:
        begun = time.monotonic()
        done = server.manage(*words)
        told[name] = time.monotonic() - begun
        assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
        return done.stdout

    with Cluster("127.0.0.1", free_port()) as cluster:
        cluster.make()
        before = Server(tmp_path, surgeons=[])
        begun = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "tests.faults.copies", str(ASSESSMENTS)],
            env=before.environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        told["made"] = time.monotonic() - begun
        ends = ends_of(run(before, "proved on SQLite", "verify_records"))
        after = Server(tmp_path, surgeons=[], settings=cluster.settings)
        run(after, "migrate", "migrate")
        moved = run(after, "moved", "move_to_postgresql", str(before.database))
        assert ends_of(run(after, "proved on PostgreSQL", "verify_records")) == ends
        (there,) = after.ask("SELECT count(*) FROM assessments_assessment")
        assert there[0] >= ASSESSMENTS
        measured(
            f"{there[0]} assessments, {before.database.stat().st_size / 2**20:.0f} MB: "
            + "; ".join(f"{name} {seconds:.0f} s" for name, seconds in told.items())
        )
        measured(moved.splitlines()[-1])


def ends_of(text: str) -> list[str]:
    """Give the digests that verify_records prints: the end of each chain."""
    found = re.findall(r"\b[0-9a-f]{64}\b", text)
    assert found, text[-2000:]
    return found
