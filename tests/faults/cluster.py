"""PostgreSQL clusters of a test's own, on loopback addresses, that can be killed, restarted and copied."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest

if TYPE_CHECKING:
    import psycopg

USER, PASSWORD, DATABASE = "bonemet", "a password of clusters that live for one test", "bonemet"


def programs() -> Path:
    """Find the newest PostgreSQL of this computer; without one, the test is skipped."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        pytest.skip("no PostgreSQL on this computer")
    pytest.importorskip("psycopg")
    return found[-1]


class Cluster:
    """A cluster that listens at one address; used as a block, it is gone afterwards."""

    def __init__(self, address: str, port: int) -> None:
        self.address, self.port, self.bin = address, port, programs()
        # The server refuses to be root; the folder is its own.
        self.owner = "postgres" if os.geteuid() == 0 else ""
        self.folder = Path(tempfile.mkdtemp(prefix="bonemet-cluster-", dir="/tmp"))
        self.data = self.folder / "data"
        if self.owner:
            shutil.chown(self.folder, self.owner)

    def _run(self, program: str, *arguments: str, **environment: str) -> None:
        as_owner = ["runuser", "-u", self.owner, "--"] if self.owner else []
        done = subprocess.run(
            [*as_owner, str(self.bin / program), *arguments],
            cwd="/", env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stderr} {self.log()}"

    def log(self) -> str:
        file = self.folder / "log"
        return file.read_text() if file.is_file() else ""

    def make(self) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        if self.owner:
            shutil.chown(secret, self.owner)
        self._run(
            "initdb", f"--pgdata={self.data}", f"--username={USER}", f"--pwfile={secret}", "--no-sync",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu",
            "--icu-locale=en-US",
        )  # fmt: skip
        with (self.data / "pg_hba.conf").open("a") as rules:
            rules.write(f"host all,replication {USER} 127.0.0.0/8 scram-sha-256\n")
        self.start()
        with self.connected("postgres") as opened:
            opened.execute(f"CREATE DATABASE {DATABASE}")

    def start(self, *options: str) -> None:
        """Start it. What the processes wrote outlives kill -9 of them without fsync: the system has it."""
        given = (
            f"listen_addresses={self.address}", f"port={self.port}", "unix_socket_directories=", "fsync=off",
            "max_connections=200", *options,
        )  # fmt: skip
        told = " ".join(f"-c '{option}'" for option in given)
        self._run(
            "pg_ctl",
            f"--pgdata={self.data}",
            f"--log={self.folder / 'log'}",
            "--wait",
            "start",
            f"--options={told}",
        )

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", f"--pgdata={self.data}", "--wait", f"--mode={mode}", "stop")

    def kill(self) -> None:
        """End all of its processes at once, as a power cut would."""
        file = self.data / "postmaster.pid"
        if not file.is_file():
            return
        first = int(file.read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children")
        every = [first, *(map(int, children.read_text().split()) if children.is_file() else ())]
        for process in every:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        file.unlink(missing_ok=True)

    def copy_of(self, primary: Cluster) -> None:
        """Become a replica that follows the primary."""
        where = f"host={primary.address} port={primary.port} user={USER}"
        self._run(
            "pg_basebackup", f"--pgdata={self.data}", f"--dbname={where}", "--write-recovery-conf",
            "--wal-method=stream", "--checkpoint=fast", "--no-sync", PGPASSWORD=PASSWORD,
        )  # fmt: skip
        self.start()

    def promote(self) -> None:
        self._run("pg_ctl", f"--pgdata={self.data}", "--wait", "promote")

    def connected(self, database: str = DATABASE) -> psycopg.Connection[Any]:
        import psycopg

        return psycopg.connect(
            host=self.address, port=self.port, user=USER, password=PASSWORD, dbname=database, autocommit=True
        )

    def ask(self, statement: str) -> list[Any]:
        with self.connected() as opened:
            return list(opened.execute(statement).fetchall())

    def do(self, statement: str) -> None:
        with self.connected() as opened:
            opened.execute(statement)

    @property
    def settings(self) -> dict[str, str]:
        """Give what an installation sets to use it."""
        return {
            "BONEMET_POSTGRES_NAME": DATABASE,
            "BONEMET_POSTGRES_USER": USER,
            "BONEMET_POSTGRES_PASSWORD": PASSWORD,
            "BONEMET_POSTGRES_HOST": self.address,
            "BONEMET_POSTGRES_PORT": str(self.port),
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.kill()
        time.sleep(0.1)
        shutil.rmtree(self.folder, ignore_errors=True)
