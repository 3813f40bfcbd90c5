"""Mutates the code of the clinical core, one place after another, and asks whether some test notices.

The mutations are those of mutmut, made in properties as well (mutmut leaves out what is decorated, and
here that is half of the logic). Each is compiled in memory and takes the place of the function's code in
a process of its own. Where the tests stay content and the function also works while the knowledge is
being declared, it is tried once more from the start, in an interpreter that imports the mutated module.

    python -m tests.prove.mutate_code [--jobs N] [--quick] [--every N] [--again FILE] [MODULE ...]

Exit status 1 where a mutation went unnoticed that docs/safety/mutants.md does not explain, or where an
explanation is there for one that was noticed, or that there is not.
"""

from __future__ import annotations

import argparse
import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from inspect import getattr_static
from pathlib import Path
from textwrap import indent
from types import CodeType, FrameType, FunctionType
from typing import Any

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, WhitespaceInclusivePositionProvider
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

from .trying import COPIES, ROOT, SLOW, Change, Function, Trial, arguments, first_to_fail

CORE = ROOT / "assessments" / "clinical"
LIST = ROOT / "docs" / "safety" / "mutants.md"
ROW = re.compile(r"^\| `(?P<place>[^`]+)` \| (?P<mutation>.+?) \| (?P<why>.+) \|$")
CAST = re.compile(r"""\bcast\((?:"[^"]*"|\w+), """)
HARMLESS = ("property", "cached_property", "staticmethod")


# -- What there is to mutate


@dataclass(frozen=True)
class Mutant:
    path: Path
    function: str
    source: str
    words: str

    @property
    def module(self) -> str:
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    @property
    def place(self) -> Function:
        return str(self.path), self.function

    @property
    def name(self) -> str:
        return f"{self.module.removeprefix('assessments.clinical.')}.{self.function}: {self.words}"


class Visitor(MutationVisitor):
    """mutmut's, which goes into properties as well."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return not all(getattr(d.decorator, "value", "") in HARMLESS for d in node.decorators)
        return super()._skip_node_and_children(node)


def mutants(path: Path) -> Iterator[Mutant]:
    before = path.read_text("utf-8")
    lines = before.splitlines(keepends=True)
    wrapper = MetadataWrapper(cst.parse_module(before))
    visitor = Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    places = wrapper.resolve(WhitespaceInclusivePositionProvider)
    names = dict(functions(wrapper.module.body))
    for mutation in visitor.mutations:
        function = mutation.contained_by_top_level_function
        if function in names:
            place = places[function]
            changed = function.deep_replace(mutation.original_node, mutation.mutated_node)
            if of_types_only(wrapper.module.code_for_node(function), wrapper.module.code_for_node(changed)):
                continue
            text = indent(wrapper.module.code_for_node(changed), "    " * names[function].count("."))
            source = "".join((*lines[: place.start.line - 1], text, *lines[place.end.line - 1 :]))
            yield Mutant(path, names[function], source, difference(before, source))


def of_types_only(before: str, after: str) -> bool:
    """Tell whether only what `cast` tells the type checker differs: it does nothing else."""
    return CAST.sub("cast(", before) == CAST.sub("cast(", after)


def functions(body: object, prefix: str = "") -> Iterator[tuple[cst.CSTNode, str]]:
    for node in body:  # type: ignore[attr-defined]
        if isinstance(node, cst.FunctionDef):
            yield node, prefix + node.name.value
        elif isinstance(node, cst.ClassDef):
            yield from functions(node.body.body, f"{prefix}{node.name.value}.")


def difference(before: str, after: str) -> str:
    """The first line that differs, as it was and as it is now."""
    for old, new in zip(before.splitlines(), after.splitlines(), strict=False):
        if old.strip() != new.strip():
            return f"{old.strip()} => {new.strip()}"
    return "nothing that can be seen"


# -- Making one


def code_of(code: CodeType, name: str) -> CodeType | None:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            if part.co_qualname == name:
                return part
            if name.startswith(f"{part.co_qualname}.") and (found := code_of(part, name)) is not None:
                return found
    return None


def function_of(mutant: Mutant) -> FunctionType:
    thing: object = import_module(mutant.module)
    for name in mutant.function.split("."):
        thing = getattr_static(thing, name)
    for wrapper in ("fget", "func", "__func__"):
        if isinstance(thing, (property, cached_property, staticmethod)) and hasattr(thing, wrapper):
            thing = getattr(thing, wrapper)
    assert isinstance(thing, FunctionType), mutant.name
    return thing


def make(mutant: Mutant) -> None:
    code = code_of(compile(mutant.source, str(mutant.path), "exec"), mutant.function)
    assert code is not None, mutant.name
    function_of(mutant).__code__ = code


def noticed_from_the_start(mutant: Mutant, declaring: set[Function], was: CodeType) -> bool:
    """Run the tests in a fresh interpreter that imports the mutated module, where that may tell more.

    It may where the function is called while the knowledge is declared, or where a default was mutated,
    which is no part of the function's code.
    """
    if mutant.place not in declaring and function_of(mutant).__code__ != was:
        return False
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
        file.write(mutant.source)
        file.flush()
        command = [sys.executable, "-m", "tests.prove.mutate_code", "--fresh", mutant.module, file.name]
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode != 0


class Loader(SourceFileLoader):
    """Loads one module out of another file than its own."""

    def __init__(self, name: str, path: str, instead: str) -> None:
        super().__init__(name, path)
        self.instead = instead

    def get_code(self, fullname: str) -> CodeType:
        return compile(Path(self.instead).read_text("utf-8"), self.path, "exec")


class Finder:
    def __init__(self, module: str, instead: str) -> None:
        self.module = module
        self.instead = instead

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self.module:
            return None
        own = ROOT.joinpath(*name.split("."))
        file = own / "__init__.py" if own.is_dir() else own.with_suffix(".py")
        return spec_from_file_location(name, file, loader=Loader(name, str(file), self.instead))


def run_fresh(module: str, source: str) -> int:
    sys.meta_path.insert(0, Finder(module, source))
    left_out = [f"--ignore-glob=*/{name}" for name in (*COPIES, *SLOW)]
    return int(pytest.main([*arguments("test_questionnaire.py", "test_structure.py"), "-x", *left_out]))


# -- Trying them


class Watch:
    """Notes which functions of the core are called."""

    def __init__(self) -> None:
        self.called: set[Function] = set()
        self.core = f"{CORE}{os.sep}"

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(self.core):
            self.called.add((code.co_filename, code.co_qualname.partition(".<locals>")[0]))


class Mutation(Trial):
    """Runs the tests that call the mutated function before the others."""

    def sort(self, items: list[pytest.Item]) -> None:
        sys.setprofile(None)  # the tests are collected: all is declared
        super().sort(items)
        watched = [item for name in self.items if name not in SLOW for item in self.items[name]]
        callers = in_another_process(partial(calls, watched))
        self.callers = {place: {watched[number] for number in numbers} for place, numbers in callers.items()}
        # They hold what the sheets say: right for the code that writes them, a mere copy for all else.
        self.sheets = [item for item in items if item.path.name in COPIES]

    def in_order(self, change: Change) -> list[pytest.Item]:
        callers = self.callers.get(change.where, set())
        items = super().in_order(change)
        if change.group == "assessments.knowledge.score_sheet":
            items = [*self.sheets, *items]
        return sorted(
            items, key=lambda item: item not in callers
        )  # a stable sort: the rest of the order stays


def calls(items: list[pytest.Item]) -> dict[Function, list[int]]:
    """Run the tests and note which function of the core is called by which, by its number."""
    found: dict[Function, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        watch = Watch()
        sys.setprofile(watch)
        first_to_fail([item])
        sys.setprofile(None)
        for place in watch.called:
            found[place].append(number)
    return found


def in_another_process(work: Callable[[], object]) -> Any:
    """Leave no trace of the work here but its result."""
    with tempfile.TemporaryFile() as file:
        if os.fork() == 0:
            try:
                pickle.dump(work(), file)
                file.flush()
            finally:
                os._exit(0)
        os.wait()
        file.seek(0)
        return pickle.load(file)


def plan(declaring: Watch, modules: list[str], every: int, named: frozenset[str] | None) -> Iterator[Change]:
    seen: Counter[str] = Counter()
    paths = [CORE / f"{name.replace('.', '/')}.py" for name in modules] or sorted(CORE.rglob("*.py"))
    for number, mutant in enumerate(mutant for path in paths for mutant in mutants(path)):
        seen[mutant.name] += 1
        name = f"{mutant.name} ({seen[mutant.name]})" if seen[mutant.name] > 1 else mutant.name
        if number % every == 0 and (named is None or name in named):
            again = partial(noticed_from_the_start, mutant, declaring.called, function_of(mutant).__code__)
            yield Change(name, partial(make, mutant), mutant.module, again, mutant.place)


def unnoticed_in(output: Path) -> frozenset[str]:
    """Read which mutations an earlier run told unnoticed, whether they are explained or not."""
    told = (line.split("  ", 1) for line in output.read_text("utf-8").splitlines() if "  " in line)
    return frozenset(name for word, name in told if word in ("UNNOTICED", "explained"))


def explained() -> dict[str, str]:
    rows = (ROW.match(line) for line in LIST.read_text("utf-8").splitlines()) if LIST.exists() else ()
    return {
        f"{row['place']}: {row['mutation'].strip('`').replace(chr(92) + '|', '|')}": row["why"]
        for row in rows
        if row
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--quick", action="store_true", help="leave the slow tests out")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="a sample: one mutation of N")
    parser.add_argument(
        "--again",
        type=Path,
        metavar="FILE",
        help="only what this output of an earlier run says was unnoticed",
    )
    parser.add_argument("modules", nargs="*", help="such as logic or scores.score; all where none is named")
    parser.add_argument("--fresh", nargs=2, metavar=("MODULE", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.fresh:
        return run_fresh(*given.fresh)
    named = unnoticed_in(given.again) if given.again else None
    declaring = Watch()
    sys.setprofile(declaring)
    skip = (*COPIES, *SLOW) if given.quick else COPIES
    todo = partial(plan, declaring, given.modules, given.every, named)
    is_whole = not given.modules and given.every == 1 and named is None
    return Mutation(todo, explained(), given.jobs, skip, is_whole=is_whole).run()


if __name__ == "__main__":
    sys.exit(main())
