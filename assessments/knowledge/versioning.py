"""The version of the knowledge against its declarations: neither changes without the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from assessments.clinical.versions import VERSIONS
from assessments.knowledge import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from assessments.clinical.versions import Version

FILE: Path = settings.BASE_DIR / "docs" / "fingerprints.txt"
DIFFERENCES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file keeps: for which version it was written, and the fingerprint of each declaration."""

    version: str
    rows: dict[str, str]


def kept(file: Path = FILE) -> Kept:
    """Read the file of fingerprints."""
    first, *lines = file.read_text("utf-8").splitlines() if file.exists() else [""]
    rows = {name: digest for digest, _blank, name in (line.partition(" ") for line in lines)}
    return Kept(first.removeprefix("version "), rows)


def as_text(version: str, rows: dict[str, str]) -> str:
    """Write the file of fingerprints."""
    return "\n".join([f"version {version}", *(f"{digest} {name}" for name, digest in rows.items())]) + "\n"


def problem(found: Kept, newest: Version, rows: dict[str, str]) -> str:
    """Say why version and declarations do not belong together, and what to do; empty where they do."""
    now, changed = fingerprint.total(rows), fingerprint.differences(found.rows, rows)
    if now == newest.fingerprint and not changed and found.version == newest.key:
        return ""
    told = "\n".join(f"  {line}" for line in changed[:DIFFERENCES_SHOWN])
    if len(changed) > DIFFERENCES_SHOWN:
        told += f"\n  and {len(changed) - DIFFERENCES_SHOWN} more"
    if changed and found.version == newest.key:
        return (
            f"The knowledge is no longer that of version {newest.key}:\n{told}\n"
            "Every report names the version that spoke, so a change needs a new one:\n"
            "  1. In assessments/clinical/versions.py put a new Version on top, with a new key, today's\n"
            "     date, what changed for patients in clinical words with its sources, and\n"
            f'     fingerprint "{now}".\n'
            "  2. Run manage.py knowledge_version, and commit docs/fingerprints.txt with it."
        )
    if now != newest.fingerprint:
        return f'The fingerprint of version {newest.key} in assessments/clinical/versions.py must be "{now}".'
    return f"docs/fingerprints.txt is not yet that of version {newest.key}: run manage.py knowledge_version."


def state() -> str:
    """Say what is wrong with the version in force; empty where nothing is."""
    return problem(kept(), VERSIONS[0], fingerprint.rows())
