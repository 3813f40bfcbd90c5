"""`make sbom` and `make notices`: write what goes with a release beside it, into var/release/."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import bonemet
from tests.release.checks import Tree
from tests.release.inventory import ROOT, notices, sbom

if TYPE_CHECKING:
    from pathlib import Path

PLACE = ROOT / "var" / "release"
NAMES = {"sbom": ".cdx.json", "notices": "-third-party-notices.txt"}


def write(what: str) -> Path:
    """Write one of NAMES and give its place; the same commit gives the same file."""
    PLACE.mkdir(parents=True, exist_ok=True)
    path = PLACE / f"bonemet-{bonemet.__version__}{NAMES[what]}"
    path.write_text(_sbom() if what == "sbom" else notices(), "utf-8")
    return path


def _sbom() -> str:
    committed_at = datetime.fromisoformat(Tree(ROOT, date.max).git("log", "-1", "--format=%cI"))
    return json.dumps(sbom(bonemet.__version__, committed_at.astimezone(UTC).isoformat()), indent=1) + "\n"


if __name__ == "__main__":
    print(write(sys.argv[1]).relative_to(ROOT))
