"""Fingerprints of all declarations: they tell that, and where, the knowledge is no longer what it was.

Taken is what the values at the top of the modules say: questions, choices, tables, bands, rules, sentences
and references, with every condition in words. How a class or its slots are called, in which file it stands
and by what abbreviations a condition is written says nothing, so a mere rearrangement changes nothing.
How functions use the declarations is not taken: tests of whole cases are for that.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, TypeGuard

from assessments.clinical.language.findings import Cases
from assessments.clinical.language.in_words import in_words
from assessments.clinical.language.logic import Condition
from assessments.clinical.language.questions import Question, Section
from assessments.clinical.rules.rule import Rule
from assessments.clinical.scores.instrument import Instrument
from assessments.knowledge.catalogue.parts import CLINICAL, is_declared, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

LENGTH = 12
PLAIN = (str, int, float, Decimal, tuple, list, set, frozenset, dict)
NOT_KNOWLEDGE = tuple(f"{CLINICAL}.{name}" for name in ("versions", "language", "case_files"))


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


@cache
def _assigned(module: ModuleType) -> list[str]:
    """List the names that a module itself gives to values; private ones are its own business.

    Read once: Python 3.11 cannot parse in two threads at a time, and printing a traceback parses too.
    """
    found = []
    for node in ast.parse(inspect.getsource(module)).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found += [target.id for target in targets if isinstance(target, ast.Name)]
    return [name for name in found if not name.startswith("_")]


def _rows_of(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Section):
        yield name, says((value.key, value.title, value.intro))
        yield from ((f"{name}.{question.key}", _made_of(question)) for question in value)
    elif _is_table(value):
        keys = [str(getattr(part, "key", number)) for number, part in enumerate(value)]
        yield name, says(keys)
        yield from ((f"{name}.{key}", _made_of(part)) for key, part in zip(keys, value, strict=True))
    elif type(value) in PLAIN:  # not what is filled while it runs, such as a cache
        yield name, says(value)
    elif isinstance(value, (Condition, Cases)):
        if hasattr(value, "name"):  # the others are abbreviations: what is made of them says them in full
            yield name, says(value)
    elif is_declared(value) and not isinstance(value, (type, Question, dict)):
        yield name, _made_of(value)


def _is_table(value: object) -> TypeGuard[tuple[object, ...]]:
    parts = value if isinstance(value, tuple) else ()
    return bool(parts) and all(is_declared(part) and not isinstance(part, Question) for part in parts)


def says(thing: object) -> str:
    """Write what a value says; questions, scores and rules by their keys, for they have rows of their own."""
    if isinstance(thing, Question):
        return f"<{thing.path}>"
    if isinstance(thing, Instrument):
        return f"<{thing.key}>"
    if isinstance(thing, Rule):
        return repr(thing.key)
    if isinstance(thing, Mapping):
        return f"{{{', '.join(f'{says(key)}: {says(value)}' for key, value in thing.items())}}}"
    if isinstance(thing, (set, frozenset)):
        return f"{{{', '.join(sorted(map(says, thing)))}}}"
    if isinstance(thing, (tuple, list)):
        return f"[{', '.join(map(says, thing))}]"
    if isinstance(thing, (Condition, Cases)):
        return _in_words(thing)
    return _made_of(thing) if is_declared(thing) else repr(thing)


def _in_words(thing: Condition | Cases) -> str:
    # What has a class of its own is named in these words, and what it is made of stands beside them.
    if isinstance(thing, Condition):
        text = in_words(thing, whole=True)
    else:
        told = [f"{says(value)} if {in_words(condition, whole=True)}" for value, condition in thing.cases]
        text = "; ".join([*told, f"else {says(thing.otherwise)}"])
    return " | ".join([text, *sorted({_made_of(part) for part in _inside(thing) if _has_own_class(part)})])


def _inside(thing: object) -> Iterator[object]:
    if isinstance(thing, (tuple, list)):
        for part in thing:
            yield from _inside(part)
    elif is_declared(thing) and not isinstance(thing, (Question, Instrument)):
        yield thing
        for part in parts_of(thing).values():
            yield from _inside(part)


def _has_own_class(thing: object) -> bool:
    return not type(thing).__module__.startswith(f"{CLINICAL}.language")


def _made_of(thing: object) -> str:
    # Numbers stay in their order, for one may pass for another; a text tells by itself what it is.
    parts = parts_of(thing).values()
    numbers = [part for part in parts if _is_number(part)]
    return f"({'; '.join([*sorted(says(part) for part in parts if not _is_number(part)), says(numbers)])})"


def _is_number(part: object) -> bool:
    return part is None or isinstance(part, (bool, int, float, Decimal))
