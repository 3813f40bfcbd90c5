"""Every number in the tables of the scores, moved by one, is noticed by some test (minutes)."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.prove
def test_no_change_in_a_table_goes_unnoticed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.prove.perturb_tables"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
