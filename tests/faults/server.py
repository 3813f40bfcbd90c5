"""A real server: granian as the README starts it, which can be killed and started again."""

from __future__ import annotations

import http.client
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

import pytest

from tests.patience import PATIENCE, free_port

ROOT = Path(__file__).parents[2]
HOST = "bonemet.hospital.example"
TOKEN = "t" * 32


def wrong_by(clock: str) -> dict[str, str]:
    """Give what lets a program see another time (Debian's faketime); nothing for the right one."""
    if not clock:
        return {}
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not found:
        pytest.skip("no faketime on this computer")
    return {"LD_PRELOAD": str(found[0]), "FAKETIME": clock, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


class Server:
    """The processes, their folder, and the surgeons who use them.

    `settings` are those in which it differs, such as another database; a second host of the same
    installation is given the surgeons of the first.
    """

    def __init__(
        self,
        folder: Path,
        surgeons: int | list[dict[str, Any]],
        *,
        address: str = "127.0.0.1",
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.folder, self.address = folder, address
        self.database = folder / "bonemet.sqlite3"
        self.port = free_port(address)
        ours = {
            name: value for name, value in os.environ.items() if not name.startswith(("BONEMET_", "COV_"))
        }
        self.environment = ours | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.installation",
            "PYTHONPATH": str(ROOT),
            "MALLOC_ARENA_MAX": "2",  # as the unit of systemd sets it
            "BONEMET_SECRET_KEY": "a key of a server that lives for one test, and is long enough for it",
            "BONEMET_SEAL_KEY": "a key of the seals of that server that lives no longer than it does",
            "BONEMET_ALLOWED_HOSTS": HOST,
            "BONEMET_BEHIND_PROXY": "1",
            "BONEMET_DATABASE": str(self.database),
            "BONEMET_LOG_LEVEL": "ERROR",
            **(settings or {}),
        }
        self.surgeons: list[dict[str, Any]] = (
            self._prepared(surgeons) if isinstance(surgeons, int) else surgeons
        )
        self.process: subprocess.Popen[bytes] | None = None

    def _prepared(self, surgeons: int) -> list[dict[str, Any]]:
        prepared = subprocess.run(
            [sys.executable, "-m", "tests.faults.prepare", str(surgeons)],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told: list[dict[str, Any]] = json.loads(prepared.stdout)
        return told

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run manage.py as the installation's administrator does, with its settings."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    @property
    def log(self) -> str:
        """Give what it has logged."""
        return (self.folder / "server.log").read_text()

    def workers(self) -> list[int]:
        """List its worker processes."""
        assert self.process is not None
        main = self.process.pid
        return [int(pid) for pid in Path(f"/proc/{main}/task/{main}/children").read_text().split()]

    def start(self, *, clock: str = "", answers: int = 200) -> float:
        """Start it as the README says, with a clock that is wrong by so much; give the seconds it took."""
        begun = time.monotonic()
        command = [
            *(str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--workers", "2"),
            *(
                "--blocking-threads",
                "2",
                "--respawn-failed-workers",
                "--host",
                self.address,
                "--port",
                str(self.port),
            ),
            *("--log-level", "error", "bonemet.wsgi:application"),
        ]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=self.environment | wrong_by(clock),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._wait(answers)
        except BaseException:  # nobody else ends it
            self.kill()
            raise
        return time.monotonic() - begun

    def _wait(self, answers: int) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if Browser(self, {"session": "none"}).get("/healthz")[0] == answers:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"no answer: {self.log}")

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.address, self.port, timeout=PATIENCE)

    def stop(self) -> None:
        """End it as a service manager does: what is under way is answered first."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)
            self.process = None

    def stored(self) -> dict[int, list[int]]:
        """Read, with another program than the server, what was saved of each assessment, in its order."""
        query = "SELECT assessment_id, answers FROM assessments_revision ORDER BY assessment_id, number"
        found: dict[int, list[int]] = {}
        for assessment, answers in self.ask(query):
            document = json.loads(answers) if isinstance(answers, str) else answers
            value = document["case"].get("history", {}).get("ldh")
            found.setdefault(assessment, []).extend([] if value is None else [value])
        return found

    def ask(self, query: str) -> list[Any]:
        keys = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
        named: dict[str, Any] = {
            key: self.environment.get(f"BONEMET_POSTGRES_{name}", "") for name, key in keys.items()
        }
        if named["dbname"]:
            import psycopg  # installed where PostgreSQL is used

            with psycopg.connect(**named) as server:
                return list(server.execute(query).fetchall())
        with closing(sqlite3.connect(self.database)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
            return opened.execute(query).fetchall()

    def kill(self) -> None:
        """End all of its processes at once, as a power cut would: they can do nothing about it."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_details: object) -> None:
        self.kill()


class Browser:
    """A surgeon's connection to the server, as it comes through the proxy."""

    def __init__(self, server: Server, surgeon: dict[str, Any]) -> None:
        self.server, self.surgeon = server, surgeon
        self.headers = {
            "Host": HOST,
            "Origin": f"https://{HOST}",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.1",
            "Cookie": f"__Host-sessionid={surgeon['session']}; __Host-csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, data: dict[str, str]) -> tuple[int, str]:
        return self._ask("POST", path, urlencode(data))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = self.headers | ({"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        with closing(self.server.connection()) as connection:
            try:
                connection.request(method, path, body, headers)
                response = connection.getresponse()
                return response.status, response.read().decode()
            except (OSError, http.client.HTTPException) as error:
                raise ConnectionError(str(error)) from error
