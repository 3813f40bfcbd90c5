"""Whoever calls a write reads in its docstring which errors it raises: no more of them and no fewer."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "assessments"
PACKAGES = ("actions", "record", "models")  # the writes, and the rooms below whose functions raise
TREES = {
    f"{package}.{path.stem}": ast.parse(path.read_text(encoding="utf-8"))
    for package in PACKAGES
    for path in sorted((APP / package).glob("*.py"))
}
Name = tuple[str, str]
FUNCTIONS: dict[Name, ast.FunctionDef] = {
    (module, node.name): node
    for module, tree in TREES.items()
    for node in tree.body
    if isinstance(node, ast.FunctionDef)
}


def known_as(module: str) -> dict[str, Name | str]:
    """What a module calls the functions of these packages and their modules."""
    names: dict[str, Name | str] = {name: (home, name) for home, name in FUNCTIONS if home == module}
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.ImportFrom):
            within = "assessments." + (f"{module.split('.')[0]}." if node.level == 1 else "")
            whole = f"{within if node.level else ''}{node.module or ''}".strip(".")
            home = whole.removeprefix("assessments.")
            for alias in node.names:
                called = alias.asname or alias.name
                if (home, alias.name) in FUNCTIONS:
                    names[called] = (home, alias.name)
                elif f"{home}.{alias.name}" in TREES:
                    names[called] = f"{home}.{alias.name}"
    return names


NAMES = {module: known_as(module) for module in TREES}


def called(module: str, call: ast.Call) -> Name | None:
    """Which function of these packages is called, if one is."""
    if isinstance(call.func, ast.Name):
        found = NAMES[module].get(call.func.id)
        return found if isinstance(found, tuple) else None
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        home = NAMES[module].get(call.func.value.id)
        if isinstance(home, str) and (home, call.func.attr) in FUNCTIONS:
            return home, call.func.attr
    return None


def caught(handler: ast.ExceptHandler) -> set[str]:
    nodes = ast.walk(handler.type) if handler.type else ()
    return {node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in nodes}


def raised(module: str, node: ast.AST, seen: frozenset[Name]) -> set[str]:
    """Which errors leave a piece of code, those of the functions that it calls with them."""
    found: set[str] = set()
    if isinstance(node, ast.Raise) and node.exc is not None:
        error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        found |= {error.id} if isinstance(error, ast.Name) and error.id.endswith("Error") else set()
    if isinstance(node, ast.Call) and (name := called(module, node)) and name not in seen:
        found |= errors_of(name, seen)
    if isinstance(node, ast.Try):
        body = set().union(*(raised(module, part, seen) for part in node.body))
        found |= body - set().union(*(caught(handler) for handler in node.handlers))
        rest: list[ast.AST] = [*node.handlers, *node.orelse, *node.finalbody]
    else:
        rest = list(ast.iter_child_nodes(node))
    return found.union(*(raised(module, part, seen) for part in rest))


def errors_of(name: Name, seen: frozenset[Name] = frozenset()) -> set[str]:
    return raised(name[0], FUNCTIONS[name], seen | {name})


BASES: dict[str, set[str]] = {
    node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
    for tree in TREES.values()
    for node in tree.body
    if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
}
# What cannot happen there, though it could in what they call: it is asked before, or the record is new.
CANNOT: dict[Name, set[str]] = {
    ("actions.provider_groups", "follow"): {"MemberAlreadyError"},
    ("actions.service_accounts", "make_account"): {"MemberAlreadyError"},
    ("actions.emergency", "begin_emergency"): {"NotEditableError", "StaleRevisionError", "WithdrawnError"},
}
WRITES = [module for module in TREES if module.startswith("actions.")]
PUBLIC = [name for name in FUNCTIONS if name[0] in WRITES and not name[1].startswith("_")]


@pytest.mark.parametrize("module", WRITES)
def test_a_write_names_the_errors_that_it_raises(module: str) -> None:
    wrong = []
    for name in (name for name in PUBLIC if name[0] == module):
        told = set(re.findall(r"\b\w+Error\b", ast.get_docstring(FUNCTIONS[name]) or ""))
        errors = errors_of(name) - CANNOT.get(name, set())
        errors = {
            error for error in errors if not BASES[error] & errors
        }  # whoever names the wider names both
        if told & BASES.keys() != errors:
            wrong.append(f"{name[1]}: raises {sorted(errors)}, names {sorted(told)}")
    assert not wrong, "\n".join(wrong)


def test_errors_are_followed_through_calls() -> None:
    found = errors_of(("actions.assessments", "save_section"))
    assert found == {"StaleRevisionError", "NotEditableError", "WithdrawnError", "LesionRemovedError"}
    assert "DamagedRecordError" in errors_of(("actions.erasure", "rehearse_erasure")), (
        "of the rooms below too"
    )
    assert len(PUBLIC) > 60
    assert sum(bool(errors_of(name)) for name in PUBLIC) > 15
