"""`make prove`: the long proofs one portion after another, also after one that failed.

    python -m tests.prove [PORTION ...]

A portion is a folder of tests with the mark `prove`, the tables perturbed, or the code mutated. Which one
runs, how many there are and since when is said as it begins; what it printed is kept in var/prove/. At the
end come a table of all, what was measured, and what failed or was left out. Exit status 1 where one failed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOGS = ROOT / "var" / "prove"
# A test that hangs ends its portion after an hour, and not the night.
HANGS = "-o faulthandler_timeout=3600 -o faulthandler_exit_on_timeout=true"
PYTEST = f"pytest -m prove -v -o console_output_style=count {HANGS}".split()
TRIALS = ("tests.prove.perturb_tables", "tests.prove.mutate_code")
NOT_PROVED = re.compile(r"(FAILED|ERROR|SKIPPED|UNNOTICED|noticed, though|explained, though) ")
MEASURED = "measured: "


@dataclass
class Portion:
    """One run, how many tests it has where that is known before, and what it came to."""

    name: str
    tests: int | None
    seconds: float = 0
    status: int = 0
    said: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Show what it prints while it runs, and keep it."""
        begun = time.monotonic()
        command = (self.name,) if self.tests is None else (*PYTEST, self.name)
        with (
            (LOGS / f"{self.name.replace('/', '.')}.log").open("w", encoding="utf-8") as log,
            subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                text=True,
                errors="replace",
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            ) as running,
        ):
            for line in running.stdout or ():
                print(line, end="", flush=True)
                log.write(line)
                self.said.append(line.rstrip())
        self.status = running.returncode
        self.seconds = time.monotonic() - begun

    @property
    def in_short(self) -> str:
        word = "FAILED" if self.status else "passed"
        count = "" if self.tests is None else self.tests
        last = self.said[-1].strip("= ") if self.said else "nothing was said"
        return f"{word}  {self.name:28} {count:>5}  {self.seconds / 60:6.1f} min  {last}"

    @property
    def not_proved(self) -> list[str]:
        return [line for line in self.said if NOT_PROVED.match(line)]

    @property
    def measured(self) -> list[str]:
        return [line.removeprefix(MEASURED) for line in self.said if line.startswith(MEASURED)]


def portions() -> list[Portion]:
    """Find which folders hold long tests, and how many; the changes of the knowledge come last."""
    command = [sys.executable, "-m", "pytest", "-m", "prove", "--collect-only", "-q"]
    told = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    if told.returncode:
        raise SystemExit(f"the tests could not be collected\n{told.stdout}{told.stderr}")
    paths = (line.partition("::")[0] for line in told.stdout.splitlines() if "::" in line)
    counted = Counter("/".join(path.split("/")[:2]) for path in paths)
    return [
        *(Portion(name, count) for name, count in counted.items()),
        *(Portion(name, None) for name in TRIALS),
    ]


def main(only: list[str]) -> int:
    LOGS.mkdir(parents=True, exist_ok=True)
    todo = [portion for portion in portions() if not only or portion.name in only]
    for number, portion in enumerate(todo, start=1):
        count = "" if portion.tests is None else f", {portion.tests} tests"
        print(
            f"\n### {number} of {len(todo)}: {portion.name}{count}, since {time.strftime('%H:%M:%S')}",
            flush=True,
        )
        portion.run()
    for title, lines in (
        ("What was proved", [portion.in_short for portion in todo]),
        ("Measured", [line for portion in todo for line in portion.measured]),
        ("Failed, left out, or not noticed", [line for portion in todo for line in portion.not_proved]),
    ):
        print("", f"### {title}", *(lines or ["nothing"]), sep="\n")
    failed = [portion.name for portion in todo if portion.status]
    print(f"\n{'Failed: ' + ', '.join(failed) if failed else f'All {len(todo)} portions passed.'}")
    return 1 if failed or not todo else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
