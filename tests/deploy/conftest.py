"""What the tests of deploy/ share: programs that must be there, and bonemet served as in a hospital."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.server import HOST, Server
from tests.patience import free_port

REQUIRED = os.environ.get("BONEMET_REQUIRE_BROWSER") == "1"


@pytest.fixture
def program() -> Callable[[str], str]:
    """program(name) gives its path; without it the test is left out, in continuous integration it fails."""

    def find(name: str) -> str:
        path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
        if path is None and REQUIRED:
            pytest.fail(f"{name} is not installed, and nothing may be left out here")
        if path is None:
            pytest.skip(f"no {name} on this computer")
        return path

    return find


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("served"), surgeons=1) as server:
        yield server


@pytest.fixture
def certificate(tmp_path: Path, program: Callable[[str], str]) -> Path:
    """A folder with fullchain.pem and privkey.pem, good for a day."""
    subprocess.run(
        [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", f"/CN={HOST}",
         "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", tmp_path / "privkey.pem",
         "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return tmp_path


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def redirect() -> int:
    return free_port()
