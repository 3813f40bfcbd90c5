"""The container file's steps, one after the other, in a bare Debian: no container daemon is needed."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.patience import PATIENCE, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root makes another root"),
]
ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "Containerfile"
SUITES = {"debian:12-slim": "bookworm"}
HOST = "bonemet.hospital.example"


def steps() -> Iterator[tuple[str, str]]:
    """Give each step of the file: instruction and argument."""
    text = re.sub(r"^#.*\n", "", FILE.read_text("utf-8"), flags=re.MULTILINE).replace("\\\n", "")
    for line in filter(None, text.splitlines()):
        name, _blank, argument = line.partition(" ")
        yield name, argument.strip()


class Replayed:
    """What the steps lead to: a root, and how the program in it is started."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder, self.user = "/", "root"
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/tmp"}
        self.command: list[str] = []

    def start(self, command: list[str], **more: str) -> subprocess.Popen[bytes]:
        """Run a command inside, as the user of this step, with its own view of processes."""
        inside = ["chroot", f"--userspec={self.user}", str(self.root), "sh", "-c", 'cd "$0" && exec "$@"']
        mounts = f"mount -t proc proc {self.root}/proc && exec {shlex.join([*inside, self.folder, *command])}"
        return subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", mounts], env=self.environment | more, start_new_session=True
        )

    def run(self, command: list[str], **more: str) -> None:
        assert self.start(command, **more).wait() == 0, command

    def step(self, name: str, argument: str) -> None:
        if name == "RUN":
            self.run(["sh", "-c", argument], **of_this_network(self.root))
        elif name == "COPY":
            *sources, target = argument.split()
            for source in sources:
                put(ROOT / source, self.root / self.folder.lstrip("/") / target)
        elif name == "WORKDIR":
            self.folder = argument
            (self.root / argument.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif name == "ENV":
            key, _equals, value = argument.partition("=")
            self.environment[key] = value
        elif name == "USER":
            self.user = argument
        elif name == "CMD":
            self.command = json.loads(argument)
        else:
            assert name in ("FROM", "VOLUME", "EXPOSE"), name


def put(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def of_this_network(root: Path) -> dict[str, str]:
    """Let pip and apt inside reach what they reach outside."""
    told = {
        name: text for name, text in os.environ.items() if re.match("PIP_|https?_proxy", name, re.IGNORECASE)
    }
    if certificates := told.get("PIP_CERT"):
        shutil.copy(certificates, root / "tmp" / "certificates.pem")
        told["PIP_CERT"] = "/tmp/certificates.pem"
    return told


def built(root: Path) -> Replayed:
    for name in ("resolv.conf", "hosts"):
        shutil.copy(Path("/etc") / name, root / "etc" / name)
    found = Replayed(root)
    for name, argument in steps():
        found.step(name, argument)
    return found


def answers(port: int) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/readyz", headers={"Host": HOST, "X-Forwarded-Proto": "https"})
            return connection.getresponse().read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError("no answer")


def proved(found: Replayed) -> None:
    """Migrate as docs/deploy.md says, start the command, and ask whether it is ready."""
    settings = {
        "BONEMET_SECRET_KEY": "a key of a container that lives for one test, and is long enough",
        "BONEMET_SEAL_KEY": "a key of the seals of that container; it lives no longer than it does",
        "BONEMET_ALLOWED_HOSTS": HOST,
        "BONEMET_BEHIND_PROXY": "1",
    }
    found.run([".venv/bin/python", "manage.py", "migrate", "--verbosity", "0"], **settings)
    port = free_port()
    command = [str(port) if word == "8000" else word for word in found.command]
    server = found.start(command, **settings)
    try:
        told = answers(port)
    finally:
        server.terminate()
        server.wait(PATIENCE)
    assert [line for line in told.splitlines() if not line.endswith(": ok")] == []
    assert told.count(": ok") >= 5
    kept = found.root / "var/lib/bonemet"
    assert kept.stat().st_mode & 0o777 == 0o700
    assert (kept / "bonemet.sqlite3").stat().st_mode & 0o777 == 0o600


def test_its_steps_lead_to_a_server_that_is_ready(tmp_path: Path, program: Callable[[str], str]) -> None:
    (image,) = [argument for name, argument in steps() if name == "FROM"]
    root = tmp_path / "root"
    made = subprocess.run(
        [program("debootstrap"), "--variant=minbase", SUITES[image], root], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no Debian is to be had here: {made.stderr[-200:]!r}")
    proved(built(root))
