"""Fingerprints of all declarations: they tell that, and where, the knowledge is no longer what it was.

Taken are the values that stand at the top of the modules: questions, choices, conditions, tables, bands,
rules, sentences, references. How functions use them is not taken: tests of whole cases are for that.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, TypeGuard

from assessments.clinical.language.questions import Question, Section
from assessments.clinical.scores.grading import Grading
from assessments.clinical.scores.score import Score
from assessments.knowledge.catalogue.parts import CLINICAL, is_declared, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

LENGTH = 12
PLAIN = (str, int, float, Decimal, tuple, list, set, frozenset, dict)
NOT_KNOWLEDGE = (f"{CLINICAL}.versions", f"{CLINICAL}.case_files.compare")


def rows() -> dict[str, str]:
    """Give the fingerprint of every declaration by its name, such as `indications.INDICATIONS.I10`.

    What several names stand for is told once, by the longest, which is where it is declared.
    """
    found = sorted(((name, _digest(text)) for name, text in _declared()), key=lambda row: (len(row[0]), row))
    once = {digest: name for name, digest in found}
    return dict(sorted((name, digest) for digest, name in once.items()))


def total(found: dict[str, str]) -> str:
    """Give the fingerprint of all of them; that one was moved or renamed does not change it."""
    return _digest(" ".join(sorted(found.values())))


def differences(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """Name what was changed, added and removed, leaving out what was only moved or renamed."""
    gone, come = set(old.values()) - set(new.values()), set(new.values()) - set(old.values())
    before = {name for name, digest in old.items() if digest in gone}
    after = {name for name, digest in new.items() if digest in come}
    told = [f"changed: {name}" for name in sorted(before & after)]
    told += [f"new: {name}" for name in sorted(after - before)]
    return told + [f"removed: {name}" for name in sorted(before - after)]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:LENGTH]


def _declared() -> Iterator[tuple[str, str]]:
    package = import_module(CLINICAL)
    for info in pkgutil.walk_packages(package.__path__, f"{CLINICAL}."):
        if not info.name.startswith(NOT_KNOWLEDGE):
            module = import_module(info.name)
            for name in _assigned(module):
                yield from _rows_of(f"{info.name.removeprefix(f'{CLINICAL}.')}.{name}", getattr(module, name))


def _assigned(module: ModuleType) -> list[str]:
    """List the names that a module itself gives to values."""
    found = []
    for node in ast.parse(inspect.getsource(module)).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found += [target.id for target in targets if isinstance(target, ast.Name)]
    return [name for name in found if not name.startswith("__")]


def _rows_of(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Section):
        yield name, canonical((value.key, value.title, value.intro))
        yield from ((f"{name}.{question.key}", _expanded(question)) for question in value)
    elif _is_table(value):
        keys = [str(getattr(part, "key", number)) for number, part in enumerate(value)]
        yield name, canonical(keys)
        yield from ((f"{name}.{key}", _expanded(part)) for key, part in zip(keys, value, strict=True))
    elif type(value) in PLAIN:  # not what is filled while it runs, such as a cache
        yield name, canonical(value)
    elif is_declared(value) and not isinstance(value, (type, Question, dict)):
        yield name, _expanded(value)


def _is_table(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple) and bool(value) and all(map(is_declared, value))


def _expanded(thing: object) -> str:
    parts = ", ".join(f"{name}={canonical(part)}" for name, part in parts_of(thing).items())
    return f"{type(thing).__name__}({parts})"


def canonical(thing: object) -> str:
    """Write a value so that equal declarations give equal text; questions and scores by their names."""
    if isinstance(thing, Question):
        return f"<{thing.path}>"
    if isinstance(thing, (Score, Grading)):
        return f"<{thing.key}>"
    if isinstance(thing, Mapping):
        return f"{{{', '.join(f'{canonical(key)}: {canonical(value)}' for key, value in thing.items())}}}"
    if isinstance(thing, (set, frozenset)):
        return f"{{{', '.join(sorted(map(canonical, thing)))}}}"
    if isinstance(thing, (tuple, list)):
        return f"[{', '.join(map(canonical, thing))}]"
    return _expanded(thing) if is_declared(thing) else repr(thing)
