"""Makes each change of `changes.py` in turn and asks whether some test of the knowledge notices.

    python -m tests.prove.perturb_tables [--jobs N] [--only WORD] [--quick]

Exit status 1 where a change went unnoticed that is not explained in `explained.py`, or where an
explanation is there for a change that was noticed, or that there is not.
"""

from __future__ import annotations

import argparse
import os
import sys

from .changes import every_change
from .explained import EXPLAINED
from .trying import COPIES, SLOW, Trial


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="only changes whose name has this word")
    parser.add_argument("--quick", action="store_true", help="leave the slow tests out")
    given = parser.parse_args()
    todo = [change for change in every_change() if given.only in change.name]
    skip = (*COPIES, *SLOW) if given.quick else COPIES
    return Trial(lambda: todo, EXPLAINED, given.jobs, skip, is_whole=not given.only).run()


if __name__ == "__main__":
    sys.exit(main())
