"""A constant of the knowledge has one name and one home: nothing is declared twice, under one name or two."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import assessments.clinical

CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]+b?")
ROOT = Path(assessments.clinical.__file__).parent


def declared() -> Iterator[tuple[str, str, str]]:
    """Give module, name and expression of everything that a module of the knowledge assigns."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    yield from pairs(str(path.relative_to(ROOT)), target, node.value)


def pairs(module: str, target: ast.expr, value: ast.expr) -> Iterator[tuple[str, str, str]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its_value in zip(target.elts, value.elts, strict=True):
            yield from pairs(module, one, its_value)
    elif (
        isinstance(target, ast.Name)
        and not is_number(value)
        and re.fullmatch(r"_?[A-Z][A-Z0-9_]+b?", target.id)
    ):
        yield module, target.id, ast.unparse(value)


def is_number(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, (int, float))


def homes(place: int) -> dict[str, list[str]]:
    found = defaultdict(list)
    for row in declared():
        found[row[place]].append(f"{row[0]}: {row[1]}")
    return {what: where for what, where in found.items() if len(where) > 1}


def test_no_name_stands_for_two_things() -> None:
    assert homes(1) == {}


def test_nothing_has_two_names() -> None:
    assert len(list(declared())) > 700
    assert homes(2) == {}
