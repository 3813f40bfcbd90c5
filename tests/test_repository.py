"""What the files of the repository must and must not hold."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUFFIXES = ".py .html .css .js .md .toml .txt .in .po .svg .json .typ .yml .yaml"
LOCKED = ("requirements", "requirements-dev", "requirements-postgres", "requirements-release")
TEXT = {"", *SUFFIXES.split()}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    found = [ROOT / name for name in listed if name] or [
        path
        for folder in ("assessments", "bonemet", "templates", "static")
        for path in (ROOT / folder).rglob("*")
    ]
    return [path for path in found if path.is_file() and path.suffix in TEXT and path != Path(__file__)]


def lines_with(pattern: str) -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in tracked()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if wanted.search(line)
    ]


def test_there_is_something_to_look_at() -> None:
    assert len(tracked()) > 20


def test_nothing_is_loaded_from_a_content_delivery_network() -> None:
    assert lines_with(r"https?://(cdn|unpkg|ajax|fonts|stackpath|maxcdn)|jsdelivr|cloudflare\.com") == []


def test_no_package_registry_is_named() -> None:
    assert (
        lines_with(r"pypi\.org|pythonhosted|registry\.npmjs|--extra-index|--index-url|--trusted-host") == []
    )


def test_no_path_of_a_developers_machine_is_named() -> None:
    assert lines_with(r"(?<![\w.])/(home|Users|work|root)/\w") == []


@pytest.mark.parametrize("name", [f"{name}.txt" for name in LOCKED])
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    entries = re.split(r"\n(?=\w)", (ROOT / name).read_text("utf-8").strip())
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("name", LOCKED)
def test_the_lock_holds_what_was_asked_for(name: str) -> None:
    locked = (ROOT / f"{name}.txt").read_text("utf-8").lower()
    wanted = (ROOT / f"{name}.in").read_text("utf-8")
    asked = re.findall(r"^([\w-]+)(?:\[[\w,-]+\])?==([\w.]+)", wanted, re.MULTILINE)
    assert asked
    for package, version in asked:
        assert re.search(rf"^{re.escape(package.lower())}=={re.escape(version)}\b", locked, re.MULTILINE), (
            package
        )


def test_one_version() -> None:
    import tomllib

    import bonemet

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" not in project, "it is declared in bonemet/__init__.py alone"
    assert f"## [{bonemet.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_nothing_is_measured_while_it_moves() -> None:
    """Contrast measured while a panel faded was 4.47 to 1, now and then."""
    measures = re.compile(
        r"axe\.run\((?!still\()|(?<!still\(page\))\.(screenshot|pdf)\(|\.bounding_box\(|"
        r"\.evaluate\(\s*(WIDTH|TOO_WIDE|\"[^\"]*(scrollWidth|getComputedStyle|getBoundingClientRect))"
    )
    measured = {
        f"{file.name}: {found[0]}"
        for file in (ROOT / "tests" / "browser").glob("*.py")
        for found in measures.finditer(file.read_text(encoding="utf-8"))
    }
    assert measured - {"test_tour.py: .screenshot("} == set()
    styles = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "static" / "css").glob("*.css"))
    assert not re.search(r"\.htmx-(request|swapping|settling)[^{]*\{[^}]*opacity", styles), "text fades"


# Where a break would put a space into what is read, or into the value of an attribute.
MAY_BE_LONG = {
    "account/base_reauthenticate.html",
    "account/password_change.html",
    "assessments/comments/comment.html",
    "assessments/form/errors.html",
    "assessments/form/next_asked.html",
    "assessments/form/stages.html",
    "assessments/knowledge/entry.html",
    "assessments/knowledge/kind.html",
    "assessments/panel/lesion.html",
    "assessments/patients/timeline.html",
    "assessments/pictures/frankel.html",
    "assessments/report/cohort.html",
    "assessments/report/folds.html",
    "assessments/report/foot.html",
    "assessments/report/gauge.html",
    "assessments/report/overview.html",
    "assessments/report/report.html",
    "assessments/report/screen.html",
    "assessments/results/results.html",
    "assessments/section/conflict.html",
    "assessments/withdrawing/told.html",
    "mfa/webauthn/authenticator_list.html",
}


def test_templates_are_read_without_scrolling() -> None:
    templates = ROOT / "templates"
    long = {
        str(path.relative_to(templates))
        for path in templates.rglob("*.html")
        if any(len(line) > 160 for line in path.read_text("utf-8").splitlines())
    }
    assert long <= MAY_BE_LONG, "break it: between attributes, at a space that is there, or beside a block"
    assert long >= MAY_BE_LONG, "no longer long: take it off the list"


def test_a_page_with_an_aside_keeps_its_room_from_the_first_line_on() -> None:
    """What stands above the aside is painted before that is read: without its room the page would jump."""
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        if path.name != "base.html" and "{% block aside %}" in text:
            shell = text.find("{% block shell %}")
            assert 0 < shell < text.index("{% block aside %}"), path
            assert "has-aside" in text[shell : shell + 80], path
