"""Somebody else's program holds the interface against its own description: schemathesis, over HTTP.

`make prove-exchange` installs it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from assessments.actions.service_accounts import make_account
from assessments.models import Assessment
from tests.people import World, fill, sign

SCHEMATHESIS = Path(__file__).parent.parent.parent / "var/interface/bin/schemathesis"

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(
        not SCHEMATHESIS.exists(), reason="schemathesis is not here: make prove-exchange installs it"
    ),
]


def test_it_answers_as_it_describes_itself(world: World, live_server: Any, tmp_path: Path) -> None:
    fill(world.assessment, world.alice)
    sign(Assessment.objects.get(pk=world.assessment.pk), world.alice)
    token = make_account(unit=world.north, name="engine", days=1, by=None)
    real = f'[parameters]\n"path.number" = "{world.assessment.uuid}"\n'
    (tmp_path / "schemathesis.toml").write_text(real, encoding="utf-8")
    command = [
        *(str(SCHEMATHESIS), "run", f"{live_server.url}/fhir/openapi.json"),
        *("--header", f"Authorization: Bearer {token}"),
        *(
            "--checks",
            "all",
            "--max-examples",
            "15",
            "--phases",
            "examples,coverage,fuzzing",
            "--seed",
            "1",
            "--generation-database",
            "none",
        ),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
