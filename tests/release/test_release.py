"""What `make release` finds wrong with a tree made wrong, and that it finds nothing with one that is well."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from importlib import metadata
from pathlib import Path

import pytest

from tests.release import audit, checks, inventory
from tests.release.checks import Tree

ROOT = Path(__file__).parents[2]
TODAY = date(2027, 3, 1)
FILES = {
    "bonemet/__init__.py": '__version__ = "1.2.3"\n',
    "CHANGELOG.md": "# Changelog\n\n## [1.2.3] - 2027-02-28\n- Knowledge 2027.1.\n",
    "docs/upgrade.md": "# Upgrading\n\n## To 1.2.3\nSee [here](../CHANGELOG.md#changelog).\n",
    "assessments/clinical/versions.py": 'VERSIONS = (Version(\n  "2027.1",\n  "2027-02-01",\n),)\n',
    "requirements.date": "2027-02-01\n",
    "templates/page.html": "<p>1</p>\n",
    "app/migrations/0001_first.py": "1\n",
    "tests/upgrade/1.2.3.sqlite3.xz": "rows",
}


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    tree = Tree(tmp_path, TODAY)
    tree.git("init", "--quiet", "--initial-branch=main")
    for name, text in FILES.items():
        write(tree, name, text)
    commit(tree, "2027-02-28T10:00:00+00:00")
    write(tree, "docs/images/page.png", "picture")
    commit(tree, "2027-02-28T11:00:00+00:00")
    return tree


def write(tree: Tree, name: str, text: str) -> None:
    path = tree.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def commit(tree: Tree, at: str) -> None:
    tree.git("add", "--all")
    who = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@t", "GIT_COMMITTER_NAME": "t"}
    who |= {"GIT_COMMITTER_EMAIL": "t@t", "GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at}
    subprocess.run(["git", "commit", "--quiet", "-m", "x"], cwd=tree.root, env=who, check=True)


@pytest.mark.parametrize("name", checks.CHECKS)
def test_a_tree_that_is_well_passes(tree: Tree, name: str) -> None:
    assert checks.CHECKS[name](tree) == []


WRONG: list[tuple[Callable[[Tree], list[str]], str, str, str]] = [
    (checks.version_is_one, "bonemet/__init__.py", '__version__ = "1.2.4"', "a day is not 1.2.4"),
    (
        checks.version_is_one,
        "CHANGELOG.md",
        "## [1.2.3] - unreleased\n2027.1",
        "section with a day is not 1.2.3",
    ),
    (checks.version_is_one, "CHANGELOG.md", "## [1.2.3] - 2027-03-02\n2027.1", "is still to come"),
    (
        checks.version_is_one,
        "CHANGELOG.md",
        "## [1.2.3] - 2027-02-28\n",
        "does not name the knowledge 2027.1",
    ),
    (checks.version_is_one, "docs/upgrade.md", "# Upgrading", "says nothing of 1.2.3"),
    (checks.tree_is_clean, "left.txt", "over", "not committed: left.txt"),
    (checks.lock_is_fresh, "requirements.date", "2027-03-02", "still to come"),
    (checks.links_lead_somewhere, "docs/upgrade.md", "[a](nowhere.md)", "nowhere.md is not there"),
    (checks.links_lead_somewhere, "docs/upgrade.md", "[a](../CHANGELOG.md#none)", "no heading there"),
]


@pytest.mark.parametrize(("check", "name", "text", "told"), WRONG, ids=[row[3] for row in WRONG])
def test_what_is_wrong_is_said(
    tree: Tree, check: Callable[[Tree], list[str]], name: str, text: str, told: str
) -> None:
    write(tree, name, text)
    assert [line for line in check(tree) if told in line] != []


@pytest.mark.parametrize(("days", "is_fresh"), [(120, True), (121, False)])
def test_a_lock_lasts_120_days_before_a_release(tree: Tree, days: int, is_fresh: bool) -> None:
    write(tree, "requirements.date", str(TODAY - timedelta(days=days)))
    assert (checks.lock_is_fresh(tree) == []) is is_fresh


def test_a_version_is_released_once(tree: Tree) -> None:
    tree.git("tag", "v1.2.3")
    assert checks.tree_is_clean(tree) == ["v1.2.3 has been released: raise the version"]


def test_a_page_changed_after_its_picture_is_told(tree: Tree) -> None:
    write(tree, "templates/page.html", "<p>2</p>")
    commit(tree, "2027-02-28T12:00:00+00:00")
    assert "make tour" in checks.pictures_are_new(tree)[0]


def test_the_database_of_a_version_is_kept_as_its_last_migration_leaves_it(tree: Tree) -> None:
    write(tree, "app/migrations/0002_more.py", "2")
    commit(tree, "2027-02-28T12:00:00+00:00")
    assert "is older than the tables of" in checks.database_is_kept(tree)[0]
    write(tree, "bonemet/__init__.py", '__version__ = "1.2.4"\n')
    assert "1.2.4.sqlite3.xz is not there" in checks.database_is_kept(tree)[0]


def test_links_of_our_documents_lead_somewhere() -> None:
    assert checks.links_lead_somewhere(Tree(ROOT, TODAY)) == []


def test_the_day_of_the_lock_is_written_with_it() -> None:
    """Read here, and held against the clock before a release only."""
    assert date.fromisoformat((ROOT / "requirements.date").read_text("utf-8").strip()) >= date(2026, 11, 26)
    assert "> requirements.date" in (ROOT / "Makefile").read_text("utf-8")


WELL = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "skip_reason": "not found"}
ILL = {"name": "c", "version": "2", "vulns": [{"id": "CVE-1"}]}


class TestAudit:
    @pytest.mark.parametrize(
        ("packages", "is_well", "says"),
        [
            ([WELL], True, "No vulnerability is known of the 1 packages"),
            ([WELL, SKIPPED], False, "NOT AUDITED: 1 of 2 packages"),
            ([SKIPPED], False, "NOT AUDITED: 1 of 1 packages"),
            ([ILL, SKIPPED], False, "KNOWN VULNERABILITIES: c 2 (CVE-1)"),
            ([], False, ""),
        ],
    )
    def test_what_was_not_looked_up_is_not_well(
        self, packages: list[dict[str, object]], is_well: bool, says: str
    ) -> None:
        found = audit.read(json.dumps({"dependencies": packages}))
        assert found.is_well is is_well
        assert found.says.startswith(says)

    @pytest.mark.parametrize("answer", ["", "no JSON", "[]", "{}"])
    def test_no_answer_is_no_audit(self, answer: str) -> None:
        assert not audit.read(answer).is_well
        assert "NOT AUDITED" in audit.read(answer).says


class TestInventory:
    def test_everything_pinned_is_in_the_list_with_hashes_and_a_licence(self) -> None:
        listed = inventory.sbom("0.0.0", "2026-11-26T00:00:00+00:00")
        assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
        parts = {part["bom-ref"]: part for part in listed["components"]}
        assert len(parts) == len(listed["components"])
        assert "pkg:pypi/django@5.2.19" in parts
        for part in parts.values():
            assert part["licenses"][0]["license"]["name"], part["name"]
            assert part.get("hashes") or part["bom-ref"].startswith("asset:"), part["name"]
        refs = {*parts, "pkg:generic/bonemet@0.0.0"}
        for node in listed["dependencies"]:
            assert {node["ref"], *node["dependsOn"]} <= refs
        assert listed == inventory.sbom("0.0.0", "2026-11-26T00:00:00+00:00")

    def test_an_entry_without_a_hash_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "lock.txt").write_text("loose==1.0\n", "utf-8")
        with pytest.raises(ValueError, match=r"not pinned with a hash: loose==1\.0"):
            inventory.locked(tmp_path / "lock.txt")

    def test_notices_hold_the_text_of_every_licence(self) -> None:
        told = inventory.notices()
        assert inventory.NO_TEXT not in told
        for words in ("SIL Open Font License", "The Bootstrap Authors", "Copyright (c) Django Software"):
            assert words in told, words

    def test_the_versions_inside_packages_are_those_that_are_listed(self) -> None:
        named = {asset.name: asset.version for asset in inventory.ASSETS}
        place = metadata.distribution("django-htmx").locate_file("django_htmx/static/django_htmx")
        script = (Path(str(place)) / "htmx-2.min.js").read_text("utf-8")
        assert re.findall(r'version:"([\d.]+)"', script) == [named["htmx"]]
        place = metadata.distribution("bootstrap-wrapper").locate_file("bootstrap/css")
        style = (Path(str(place)) / "bootstrap-grid.min.css").read_text("utf-8")
        assert re.findall(r"v([\d.]+) \(https", style[:200]) == [named["bootstrap"]]

    def test_what_lies_under_static_is_ours_or_listed(self) -> None:
        foreign = [
            path
            for path in (ROOT / "static").rglob("*")
            if re.search(r"\.(woff2?|ttf|otf|min\.\w+)$", path.name)
        ]
        listed = {asset.inside for asset in inventory.ASSETS}
        assert {str(path.relative_to(ROOT)) for path in foreign} <= listed
