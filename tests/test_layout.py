"""The layout: no circle among files, few flat modules, and none that is named for nothing it knows."""

from graphlib import TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).parent.parent
OURS = ("assessments", "bonemet")
SAYS_NOTHING = {"utils", "util", "helpers", "common", "services", "managers", "misc"}


def test_no_file_imports_itself_by_a_detour() -> None:
    graph = grimp.build_graph(*OURS, exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(imports) > 250
    order = list(TopologicalSorter(imports).static_order())  # a circle raises CycleError and names it
    assert order.index("assessments.clinical.language.logic") < order.index("assessments.views.section")


def test_the_app_has_few_flat_modules() -> None:
    flat = {path.stem for path in (ROOT / "assessments").glob("*.py")} - {"__init__"}
    assert flat == {"admin", "apps", "middleware", "urls"}


def test_a_module_is_named_for_what_it_knows() -> None:
    names = {path.stem for folder in OURS for path in (ROOT / folder).rglob("*.py")}
    assert not names & SAYS_NOTHING
