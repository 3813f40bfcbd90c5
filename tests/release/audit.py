"""`make audit`: are vulnerabilities known of what is pinned? Says plainly where that could not be looked up.

pip-audit ends well also where it could look up nothing; here such a package is one that was not audited.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PIP_AUDIT = ROOT / "var" / "audit" / "bin" / "pip-audit"
LOCKS = ("requirements.txt", "requirements-postgres.txt")


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found: packages with a known vulnerability, and those that could not be looked up."""

    looked_up: int
    vulnerable: tuple[str, ...]
    not_looked_up: tuple[str, ...]

    @property
    def says(self) -> str:
        """One sentence for people."""
        if self.vulnerable:
            return f"KNOWN VULNERABILITIES: {'; '.join(self.vulnerable)}."
        if self.not_looked_up:
            whole = self.looked_up + len(self.not_looked_up)
            return (
                f"NOT AUDITED: {len(self.not_looked_up)} of {whole} packages could not be looked up. "
                "That is no sign that they are well: audit them where the data can be reached."
            )
        return f"No vulnerability is known of the {self.looked_up} packages."

    @property
    def is_well(self) -> bool:
        return self.looked_up > 0 and not self.vulnerable and not self.not_looked_up


def read(answer: str) -> Audit:
    """Read what pip-audit answers as JSON; an answer that is none is one in which nothing was looked up."""
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Audit(0, (), ("all",))
    vulnerable = [
        f"{one['name']} {one['version']} ({', '.join(known['id'] for known in one['vulns'])})"
        for one in packages
        if one.get("vulns")
    ]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    return Audit(len(packages) - len(skipped), tuple(vulnerable), tuple(skipped))


def audit() -> Audit:
    """Ask pip-audit about everything that an installation installs."""
    found = [read(_answer(lock)) for lock in LOCKS]
    return Audit(
        sum(one.looked_up for one in found),
        tuple(name for one in found for name in one.vulnerable),
        tuple(name for one in found for name in one.not_looked_up),
    )


def _answer(lock: str) -> str:
    command = [str(PIP_AUDIT), "--no-deps", "--disable-pip", "--progress-spinner", "off", "-f", "json"]
    try:
        done = subprocess.run(
            [*command, "-r", lock], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


if __name__ == "__main__":
    found = audit()
    print(found.says)
    sys.exit(0 if found.is_well else 1)
