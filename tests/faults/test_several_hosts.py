"""Two hosts, one PostgreSQL with a replica: a host is lost, then the primary, and nothing that was saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.cluster import Cluster
from tests.faults.server import Browser, Server
from tests.faults.writers import Writer, nothing_acknowledged_is_lost, wait_for
from tests.patience import PATIENCE, free_port

pytestmark = pytest.mark.prove

PASSWORD = "correct horse battery"


@pytest.fixture
def clusters() -> Iterator[tuple[Cluster, Cluster]]:
    """Give a primary and a replica without which nothing is answered as saved."""
    port = free_port()
    with Cluster("127.0.0.1", port) as primary, Cluster("127.0.0.2", port) as replica:
        primary.make()
        replica.copy_of(primary)
        primary.do(
            "ALTER SYSTEM SET synchronous_standby_names = '*'"
        )  # after the copy: it is the primary's alone
        primary.do("SELECT pg_reload_conf()")
        until = time.monotonic() + PATIENCE
        while primary.ask("SELECT sync_state FROM pg_stat_replication") != [("sync",)]:
            assert time.monotonic() < until, replica.log()
            time.sleep(0.1)
        yield primary, replica


def logged_in(host: Server, name: str, password: str) -> bool:
    nobody = Browser(host, {"session": "none"})
    return nobody.post("/accounts/login/", {"login": name, "password": password})[0] == 302


def test_a_host_and_the_primary_are_lost_and_nothing_that_was_saved(
    tmp_path: Path, clusters: tuple[Cluster, Cluster], measured: Callable[[str], None]
) -> None:
    primary, replica = clusters
    folders = [tmp_path / "north", tmp_path / "south"]
    for folder in folders:
        folder.mkdir()
    north = Server(folders[0], 10, address="127.0.0.1", settings=primary.settings)
    south = Server(folders[1], north.surgeons, address="127.0.0.2", settings=primary.settings)
    with north, south:
        # Session, draft and counted log-ins of one host are the other's, too.
        typing = north.surgeons[9]
        section = f"/assessments/{typing['uuid']}/case/history/"
        draft = {"albumin": "thirty-", "base_revision": "1"}
        assert Browser(north, typing).post(f"{section}draft/", draft)[0] == 200
        assert 'value="thirty-"' in Browser(south, typing).get(section)[1]
        assert logged_in(south, "surgeon9", PASSWORD)
        for host in (north, north, north, south, south):
            assert not logged_in(host, "surgeon8", "another horse battery")
        assert not logged_in(north, "surgeon8", PASSWORD), "five attempts, at whichever host"
        assert not logged_in(south, "surgeon8", PASSWORD)

        begun = time.monotonic()
        writers = [Writer([north, south], number, range(100, 125)) for number in range(8)]
        for writer in writers:
            writer.start()
        wait_for(writers, 100)
        north.kill()
        wait_for(writers, 150)
        primary.kill()
        lost = time.monotonic()
        replica.promote()
        for host in (north, south):
            host.kill()
            host.environment["BONEMET_POSTGRES_HOST"] = replica.address  # the one setting
            host.start()
        again = time.monotonic() - lost
        for writer in writers:
            writer.join(180)
            assert not writer.is_alive()

        answered = sum(len(writer.answered) for writer in writers)
        in_doubt = sum(len(writer.in_doubt) for writer in writers)
        assert answered + in_doubt == 200
        assert answered >= 150
        assert all(all(writer.kept) for writer in writers), "what was refused came back with what was typed"
        nothing_acknowledged_is_lost(writers, south.stored())
        assert 'value="thirty-"' in Browser(north, typing).get(section)[1]
        for host in (north, south):
            proved = host.manage("verify_records")
            assert proved.returncode == 0, proved.stderr
            assert "Nothing that is kept was touched." in proved.stdout
        seconds = sorted(second for writer in writers for second in writer.seconds)
        told = sorted({status for writer in writers for status in writer.statuses})
        measured(
            f"two hosts, 200 saves of 8 writers in {time.monotonic() - begun:.1f} s: "
            f"{answered} answered as saved, all are there; {in_doubt} cut off or refused {told}; "
            f"median {1000 * seconds[len(seconds) // 2]:.0f} ms; both back after {again:.1f} s"
        )
