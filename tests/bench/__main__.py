"""make bench: how fast core and pages are, beside two rule engines, a bare view and another way to a PDF.

`python -m tests.bench scale` measures only a large hospital beside a small one, on the database in use.
Exit status 1 where a rule engine and the scores disagree, where a lesion's what_if and missing together
take longer than the panel beside the form can wait for, where a case takes more answers than promised
or a journey more clicks.
"""

from __future__ import annotations

import os
import platform
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bonemet.testing"
django.setup()

from tests.bench import answers, beside, core, journeys, pages, ratios, scale  # noqa: E402

ROUNDS = 2000


def main() -> int:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    if "scale" in sys.argv[1:]:
        scale.measure()
        return 0
    core.evaluation(ROUNDS)
    in_time = core.what_if_and_missing()
    agree = core.beside_a_rule_engine(ROUNDS)
    few = answers.measure()
    pages.measure()
    ratios.measure()
    agree &= beside.measure()
    if os.environ.get("BENCH_ASSESSMENTS"):
        scale.measure()
    else:
        print("\nBENCH_ASSESSMENTS=1000000 also measures lists in a hospital of that size; it is made once.")
    short = journeys.measure()
    print()
    if not agree:
        print("A rule engine and the scores DISAGREE.")
    if not in_time:
        print("What-if and missing take LONGER than 50 ms for a lesion.")
    if not few:
        print("A case takes MORE answers than promised.")
    if not short:
        print("A journey takes MORE than promised, or failed.")
    return 0 if agree and in_time and few and short else 1


if __name__ == "__main__":
    sys.exit(main())
