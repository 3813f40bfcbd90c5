"""A small disk of a test's own, that can be really full: only root can make one."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount 14 MB at a folder that is made for it; where that cannot be done the test is skipped."""
    if os.geteuid():
        pytest.skip("only root makes a file system")
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=14m", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("this computer lets not even root mount one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(place: Path) -> None:
    file = os.open(place, os.O_CREAT | os.O_WRONLY)
    try:
        while True:
            os.write(file, b"x" * 4096)
    except OSError:
        os.close(file)
