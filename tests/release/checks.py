"""What must be true before a release; each check gives what is wrong, or nothing."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_AGE = timedelta(days=120)  # of the lock
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
RELEASED = re.compile(r"^## \[([\d.]+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
# What pictures show: templates, styles, scripts, and the words of the report.
SHOWN = ("templates", "static", "assessments/report", "assessments/skeleton")
PICTURES = "docs/images"
MIGRATIONS = ":(glob)**/migrations/*.py"


@dataclass(frozen=True)
class Tree:
    """A working copy, and the day on which it is looked at."""

    root: Path
    today: date

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    @property
    def version(self) -> str:
        """The version as bonemet/__init__.py, its only place, says it; empty where it says none."""
        found = re.search(r'^__version__ = "([\d.]+)"$', self.read("bonemet/__init__.py"), re.MULTILINE)
        return found[1] if found else ""

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, text=True, check=True
        ).stdout.rstrip()


def version_is_one(tree: Tree) -> list[str]:
    """Version, changelog, upgrade note and the log of the knowledge agree."""
    version, wrong = tree.version, []
    newest = RELEASED.search(tree.read("CHANGELOG.md"))
    if newest is None or newest[1] != version:
        wrong.append(f"the changelog's newest section with a day is not {version}")
    elif date.fromisoformat(newest[2]) > tree.today:
        wrong.append(f"the changelog's day of {version} is still to come")
    if not re.search(rf"^## .*{re.escape(version)}", tree.read("docs/upgrade.md"), re.MULTILINE):
        wrong.append(f"docs/upgrade.md says nothing of {version}")
    knowledge = re.search(
        r'Version\(\s*"([\d.]+)",\s*"([\d-]+)"', tree.read("assessments/clinical/versions.py")
    )
    if knowledge is None or date.fromisoformat(knowledge[2]) > tree.today:
        wrong.append("the newest version of the knowledge has no day that has come")
    elif knowledge[1] not in tree.read("CHANGELOG.md"):
        wrong.append(f"the changelog does not name the knowledge {knowledge[1]}")
    return wrong


def tree_is_clean(tree: Tree) -> list[str]:
    """Nothing is changed or left over, and the version has no tag yet."""
    wrong = [f"not committed: {line[3:]}" for line in tree.git("status", "--porcelain").splitlines()]
    if tree.git("tag", "--list", f"v{tree.version}"):
        wrong.append(f"v{tree.version} has been released: raise the version")
    return wrong


def lock_is_fresh(tree: Tree) -> list[str]:
    """What is pinned was looked at within 120 days (`make lock` writes the day)."""
    locked_on = date.fromisoformat(tree.read("requirements.date").strip())
    if locked_on > tree.today:
        return [f"requirements.date is {locked_on}, which is still to come"]
    age = tree.today - locked_on
    return [f"the lock is {age.days} days old: make lock, and read what changed"] if age > LONGEST_AGE else []


def links_lead_somewhere(tree: Tree) -> list[str]:
    """Every link of a document leads to a file that is there, and to a heading of it."""
    wrong = []
    for name in tree.git("ls-files", "*.md").splitlines():
        for link in LINK.findall(tree.read(name)):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = unquote(link).partition("#")
            target = (tree.root / name).parent / path if path else tree.root / name
            if not target.exists():
                wrong.append(f"{name}: {link} is not there")
            elif anchor and target.suffix == ".md" and anchor not in _anchors(target.read_text("utf-8")):
                wrong.append(f"{name}: {link} is no heading there")
    return wrong


def _anchors(text: str) -> set[str]:
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


def pictures_are_new(tree: Tree) -> list[str]:
    """The pictures of the documents were taken after what they show was changed last."""
    taken = tree.git("log", "-1", "--format=%ct", "--", PICTURES)
    changed = tree.git("log", "-1", "--format=%ct %h %s", "--", *SHOWN)
    if not taken or not changed or int(taken) >= int(changed.split()[0]):
        return []
    return [f"{PICTURES} is older than {changed.partition(' ')[2]}: make tour, and look at every picture"]


def database_is_kept(tree: Tree) -> list[str]:
    """The database that this version leaves behind is in the tests, with what stands in it."""
    name = f"tests/upgrade/{tree.version}.sqlite3.xz"
    if not tree.git("ls-files", name):
        return [f"{name} is not there: python -m tests.upgrade.make_release {name}"]
    made, changed = (tree.git("log", "-1", "--format=%ct %h %s", "--", one) for one in (name, MIGRATIONS))
    if changed and int(made.split()[0]) < int(changed.split()[0]):
        return [f"{name} is older than the tables of {changed.partition(' ')[2]}: make it again"]
    return []


CHECKS: dict[str, Callable[[Tree], list[str]]] = {
    "version, changelog, upgrade note and knowledge": version_is_one,
    "clean tree, no such tag": tree_is_clean,
    "age of the lock": lock_is_fresh,
    "links of the documents": links_lead_somewhere,
    "pictures newer than pages": pictures_are_new,
    "this version's database in tests/upgrade": database_is_kept,
}
