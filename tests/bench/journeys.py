"""What it takes: clicks, keys, answers and pages of journeys in a browser, beside what it took before."""

from __future__ import annotations

import re
import subprocess
import sys

from .timing import table

COUNTED = re.compile(r"^counted: (?P<journey>.+?): (?P<counts>.+)$", re.MULTILINE)
# As measured at the first edition of the form, before there were ways and a short emergency path.
BEFORE = {
    "a limb, from log-in over the own plan to settled advice": "36 answers, 53 clicks",
    "an emergency on a phone, from the list to how soon": "8 screens",
}


def measure() -> bool:
    """Go through the journeys and print what they count; tell whether each kept what is promised."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-s",
            "-m",
            "",  # the long ones too, which `make test` leaves out
            "-p",
            "no:cacheprovider",
            "tests/browser/test_counted.py",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [(m["journey"], m["counts"], BEFORE.get(m["journey"], "")) for m in COUNTED.finditer(done.stdout)]
    table("Journeys in a browser", ("", "now", "before"), rows)
    if done.returncode:
        print(done.stdout[-2000:])
    return not done.returncode and bool(rows)
