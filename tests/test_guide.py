"""The guide for developers, the glossary and the decisions name what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "DEVELOPERS.md", ROOT / "GLOSSARY.md", *sorted((ROOT / "docs" / "adr").glob("*.md"))]
TOPS = ("assessments/", "bonemet/", "docs/", "locale/", "static/", "templates/", "tests/")
SHORT = ("answers/", "actions/", "clinical/", "forms/", "report/", "record/", "views/")  # inside the app


def named(text: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text.read_text("utf-8"))


@pytest.mark.parametrize("text", PAGES, ids=lambda path: path.name)
def test_every_file_and_command_that_it_names_is_there(text: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    commands = {file.stem for file in (ROOT / "assessments/management/commands").glob("*.py")}
    for name in named(text):
        path = name.split(":")[0]
        if path.startswith(TOPS):
            assert (ROOT / path).exists(), name
        elif path.startswith(SHORT):
            assert (ROOT / "assessments" / path).exists(), name
        elif name.startswith("make "):
            assert name.split()[1] in targets, name
        elif name.startswith("manage.py "):
            assert name.split()[1] in commands, name


@pytest.mark.parametrize("text", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(text: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", text.read_text("utf-8")):
        assert (text.parent / link).exists(), link


def test_the_map_names_every_room() -> None:
    guide = (ROOT / "DEVELOPERS.md").read_text("utf-8").split("## The map")[1].split("```")[1]
    folders = [*(ROOT / "assessments").iterdir(), *(ROOT / "assessments/clinical").iterdir()]
    rooms = {path.name for path in folders if (path / "__init__.py").exists()} - {"migrations"}
    assert {room for room in rooms if f"{room}/" not in guide} == set()
