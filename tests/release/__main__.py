"""`make release`: check all that must be true, make the files that go with a release, and list what passed.

`--dry` leaves out what takes minutes to hours, and says so. Nothing is changed and nothing tagged: the last
line says what to do by hand.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import bonemet
from tests.release.audit import audit
from tests.release.checks import CHECKS, Tree
from tests.release.inventory import ROOT
from tests.release.write import NAMES, write

LONG = ("test", "prove", "bench")  # targets of the Makefile


def main(*, is_dry: bool) -> int:
    """Do it all, also after something failed, so that everything wrong is told at once."""
    tree = Tree(ROOT, datetime.now(UTC).date())
    told: list[tuple[str, str, list[str]]] = []
    for name, check in CHECKS.items():
        wrong = check(tree)
        told.append(("FAILED" if wrong else "passed", name, wrong))
    written = [str(write(what).relative_to(ROOT)) for what in NAMES]
    told.append(("passed", "list of parts and notices", written))
    found = audit()
    told.append(("passed" if found.is_well else "FAILED", "audit", [found.says]))
    for target in LONG:
        if is_dry:
            told.append(("left out", f"make {target}", []))
        else:
            done = subprocess.run(["make", target], cwd=ROOT, check=False).returncode == 0
            told.append(("passed" if done else "FAILED", f"make {target}", []))
    for state, name, details in told:
        print(f"{state:9} {name}")
        for detail in details:
            print(f"          {detail}")
    if any(state != "passed" for state, _name, _details in told):
        print("\nNot ready to be released.")
        return 1
    print(f"\nReady. By hand: git tag --sign v{bonemet.__version__}, and publish it with the files above.")
    return 0


if __name__ == "__main__":
    sys.exit(main(is_dry="--dry" in sys.argv))
