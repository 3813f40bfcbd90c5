"""What scrolls by itself can be scrolled with the keyboard: it takes the focus, and says what it is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_BOOTSTRAP = {"table-responsive", "overflow-auto", "overflow-scroll", "overflow-x-auto", "overflow-y-auto"}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SCROLLS = re.compile(r"\boverflow(?:-[xy])?:\s*(?:auto|scroll)")
TAG = re.compile(r'<\w+[^<>]*?\bclass="([^"]*)"(?:[^<>]|<(?=\w+>))*?>')


def scrolling_classes() -> set[str]:
    """The class of what each rule with an overflow of its own speaks of: the last in its selector."""
    rules = [rule for path in (ROOT / "static/css").glob("*.css") for rule in RULE.findall(path.read_text())]
    selectors = [one for selectors, body in rules if SCROLLS.search(body) for one in selectors.split(",")]
    return OF_BOOTSTRAP | {re.findall(r"\.([\w-]+)", selector.split()[-1])[0] for selector in selectors}


def test_the_classes_that_scroll_are_found() -> None:
    assert scrolling_classes() - OF_BOOTSTRAP == {"shell-aside", "timeline-picture", "panel-scroll"}


def test_every_scrolling_region_takes_the_focus_and_has_a_name() -> None:
    scrolling = scrolling_classes()
    found = 0
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for tag in TAG.finditer(
            re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.DOTALL)
        ):
            if scrolling & set(tag[1].split()):
                found += 1
                assert 'tabindex="0"' in tag[0], f"{path.name}: {tag[0]}"
                assert re.search(r"aria-label(ledby)?=", tag[0]), f"{path.name}: {tag[0]}"
    assert found >= 8
