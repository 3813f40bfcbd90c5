"""make bench: how fast the clinical core and the pages are, and a rule engine beside it for comparison.

Exit status 1 where the rule engine and the scores disagree, where a lesion's what_if and missing together
take longer than the panel beside the form can wait for, or where a case takes more answers than promised.
"""

from __future__ import annotations

import os
import platform
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bonemet.testing"
django.setup()

from tests.bench import answers, core, pages  # noqa: E402

ROUNDS = 2000


def main() -> int:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    core.evaluation(ROUNDS)
    in_time = core.what_if_and_missing()
    agree = core.beside_a_rule_engine(ROUNDS)
    few = answers.measure()
    pages.measure()
    print()
    if not agree:
        print("The rule engine and the scores DISAGREE.")
    if not in_time:
        print("What-if and missing take LONGER than 50 ms for a lesion.")
    if not few:
        print("A case takes MORE answers than promised.")
    return 0 if agree and in_time and few else 1


if __name__ == "__main__":
    sys.exit(main())
