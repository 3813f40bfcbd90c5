"""The catalogue: everything declared is in it, in words, and what it points to exists."""

from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from types import FunctionType, MemberDescriptorType

import pytest

from assessments import clinical
from assessments.clinical.advice import STANDINGS
from assessments.clinical.agreement import Disagreement
from assessments.clinical.findings.pain import PAIN_GRADE
from assessments.clinical.language.in_words import Clause
from assessments.clinical.language.questions import Question, Section
from assessments.clinical.options import Option
from assessments.clinical.options.place import Place
from assessments.clinical.references import REFERENCES, Reference
from assessments.clinical.rules.contradictions import Contradiction
from assessments.clinical.rules.criteria import Criterion
from assessments.clinical.rules.rule import Rule
from assessments.clinical.rules.treatment_order import Rank
from assessments.clinical.scores import Grading, Score
from assessments.clinical.scores.elsewhere import Elsewhere
from assessments.clinical.sections import QUESTIONS
from assessments.clinical.sections.history import PLATELETS
from assessments.knowledge.catalogue import KINDS, Entry, catalogue
from assessments.knowledge.catalogue.of_questions import READERS
from assessments.knowledge.catalogue.parts import CLINICAL, parts_of, walk

ENTRIES = catalogue()
BY_KEY = {(entry.kind, entry.key): entry for entry in ENTRIES}


def clauses(found: Clause | None) -> Iterator[Clause]:
    if found is not None:
        yield found
        for part in found.parts:
            yield from clauses(part)


def of(entry: Entry) -> Iterator[Clause]:
    yield from clauses(entry.when)
    for group in entry.more:
        for row in group.rows:
            yield from clauses(row.when)


def test_it_holds_everything_once() -> None:
    counts = Counter(entry.kind for entry in ENTRIES)
    assert list(counts) == list(KINDS)
    assert len(BY_KEY) == len(ENTRIES)
    assert counts["red_flags"] == 1
    assert counts["questions"] == len(QUESTIONS)
    assert counts["references"] + counts["not_used"] == len(REFERENCES)


ROWS = (
    Rule, Criterion, Contradiction, Rank, Disagreement, Score, Grading, Elsewhere, Option, Place, Question,
    Reference,
)  # fmt: skip


def test_whatever_is_declared_anywhere_is_in_it() -> None:
    keys = {entry.key for entry in ENTRIES}
    found = set()
    for info in pkgutil.walk_packages(clinical.__path__, "assessments.clinical."):
        for value in vars(import_module(info.name)).values():
            parts = value.values() if isinstance(value, dict) else value
            if isinstance(value, (tuple, list, dict, Section)):
                found |= {part for part in parts if isinstance(part, ROWS)}
            elif isinstance(value, ROWS):  # by its name, and perhaps forgotten in its table
                found.add(value)
    assert len(found) > 450
    missing = {part.path if isinstance(part, Question) else part.key for part in found} - keys
    assert missing == set()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.kind}-{entry.key}")
def test_every_entry_says_something_and_points_to_what_exists(entry: Entry) -> None:
    assert entry.title
    assert " " not in entry.key
    assert set(entry.standing) <= set(STANDINGS)
    assert set(entry.cited) <= set(REFERENCES)
    if entry.kind not in ("questions", "findings", "references", "not_used", "elsewhere"):
        assert entry.standing
        assert entry.cited
    for found in of(entry):
        assert found.text
        assert "object at" not in found.text
        assert found.about is None or found.about in BY_KEY, found


def test_a_rule_tells_its_condition_outcome_and_sources() -> None:
    entry = BY_KEY["indications", "I10"]
    assert entry.title == "Pathological fracture of femur or tibia"
    assert entry.when == Clause(
        "all of", (Clause("Which bone: Femur or Tibia"), Clause("fractured", about=("findings", "fractured")))
    )
    (proposes,) = entry.more
    assert proposes.heading == "Proposes"
    assert [row.text for row in proposes.rows] == [
        "Operate; Expedited, within 2 weeks; Fracture fixation",
        "Operate; Urgent, within 72 hours; Fracture fixation",
    ]
    assert [row.when.text for row in proposes.rows if row.when] == [
        "known: Pathological fracture: Undisplaced",
        "else",
    ]


def test_limits_tell_for_which_aims_they_are_and_whom_they_spare() -> None:
    facts = dict(BY_KEY["limits", "L11"].facts)
    assert facts["For these aims"] == (
        "Complete resection, for prolonged disease-free survival, Resection, for local control"
    )
    assert facts["The aim"].startswith("becomes relief of pain: ")
    assert dict(BY_KEY["limits", "L4"].facts) == {"Does not lower": "I1, I23"}
    assert dict(BY_KEY["indications", "I23"].facts) == {"No limit takes it below": "Consider operating"}
    facts = dict(BY_KEY["indications", "I12"].facts)
    assert facts["Not printed as a reason beside"] == "I10, I11"
    assert facts["Evidence for the urgency"].startswith("expert opinion (unvalidated)")


def test_every_text_goes_through_the_translation() -> None:
    marked = catalogue(lambda text: f"«{text}»")
    entry = next(entry for entry in marked if entry.key == "I10")
    assert entry.title == "«Pathological fracture of femur or tibia»"
    assert entry.when is not None
    assert entry.when.text == "«all of»"
    assert entry.when.parts[0].text == "««Which bone?»: «Femur» «or» «Tibia»»"
    assert entry.more[0].rows[0].text == ("«Operate»«; »«Expedited, within 2 weeks»«; »«Fracture fixation»")


def test_parts_are_what_a_thing_was_made_with() -> None:
    assert set(parts_of(PLATELETS.below(50))) == {"quantity", "low", "high"}
    assert set(parts_of(PAIN_GRADE)) == {"by_number"}
    assert "_possible" not in parts_of(PLATELETS), "what it works out for itself was not declared"
    twice = PLATELETS.below(50)
    assert list(walk((twice, [twice], {"a": twice}))) == [twice, PLATELETS, *list(walk(PLATELETS))[1:]]
    assert list(walk("words")) == []


METHODS = (FunctionType, MemberDescriptorType, property, staticmethod, classmethod)
NO_PART = {"looks_at", "name"}  # what is told in words, or declared elsewhere


def test_what_a_declaration_keeps_is_a_field() -> None:
    things = {kind for thing in walk(READERS) for kind in type(thing).__mro__}
    kinds = [kind for kind in things if kind.__module__.startswith(CLINICAL)]
    assert len(kinds) > 50
    for kind in kinds:
        own = vars(kind)
        kept = {name for name, value in own.items() if name[:2] != "__" and not isinstance(value, METHODS)}
        kept |= {*own.get("__annotations__", {}), *own.get("__slots__", ())}
        lost = kept - NO_PART - {field.name for field in fields(kind)}
        assert not lost, f"{kind.__name__} keeps {lost}, which neither the fingerprint nor the catalogue sees"


def test_what_was_read_and_is_used_by_nothing_stands_apart() -> None:
    cited = {key for entry in ENTRIES for key in entry.cited}
    apart = {entry.key for entry in ENTRIES if entry.kind == "not_used"}
    assert {"nice_cg75", "osri_2013", "klimo_meta"} <= apart
    assert not apart & cited
    assert not apart & {"gillespie_2024", "soma_2020", "chow_2008", "patchell_2005", "hansen_2004", "expert"}


def test_the_source_is_called_what_it_is_and_what_stands_beside_it_is_named() -> None:
    assert STANDINGS["source"] == "reference text (without author or references)"
    assert "without author or references" in REFERENCES["source"].citation
    beside = {
        entry.key: dict(entry.facts)["Published beside it"] for entry in ENTRIES if entry.kind == "criteria"
    }
    assert beside["P1"].startswith(
        "The trial of cord compression included only patients with a life expectancy of three months"
    )
    assert {key for key, text in beside.items() if text == "nothing was found"} == {"P4", "T4", "T5", "T6"}
    assert "patchell_2005" in BY_KEY["criteria", "P1"].references


def test_the_chinese_guidelines_are_cited_with_what_was_read_of_them() -> None:
    read = {key: REFERENCES[key].read for key in BY_KEY["criteria", "P3"].references if key != "source"}
    assert read == {
        "coa_limb_2019": "read in part",
        "coa_spine_2019": "abstract read",
        "china_spine_2023": "read in part",
        "csco_lung_2025": "abstract read",
    }
