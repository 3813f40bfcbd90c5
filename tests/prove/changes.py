"""Every number in the tables of the knowledge moved by one, and every value taken out of its group.

Mutation testing touches the code inside functions; the medicine stands at module level, in tables:
points, edges of bands, cut-offs, days and hours, which value belongs to which group, which band of
survival an order is for, what a rule proposes. Each of these is changed once, in memory.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from assessments.clinical import advice
from assessments.clinical.advice import DECISION_RANK, URGENCY_RANK, Proposal
from assessments.clinical.agreement import PANELS
from assessments.clinical.deciding import clock
from assessments.clinical.findings import performance
from assessments.clinical.language.findings import Bands, Cases
from assessments.clinical.language.logic import Between, Is
from assessments.clinical.language.questions import OtherUnit, Question, Said
from assessments.clinical.options import OPERATIONS, REASONS, SMALL_MEANS, WITHOUT_SURGERY
from assessments.clinical.options.place import Order
from assessments.clinical.risks import RISKS
from assessments.clinical.risks.prognosis import SURVIVAL_BAND
from assessments.clinical.rules.contradictions import CONTRADICTIONS
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.least_urgency import LEAST_URGENCIES
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.rule import CAPS
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.rules.treatment_order import RANKS
from assessments.clinical.safety import SAFETY
from assessments.clinical.safety.row import Older
from assessments.clinical.scores import GRADINGS, SCORES, noms, survival
from assessments.clinical.scores.score import Band, Groups, Item, Score
from assessments.clinical.sections import QUESTIONS

from .trying import Change

# What is walked through from, each with the word that its changes begin with.
ROOTS: tuple[tuple[str, Any], ...] = (
    *((score.key, score) for score in (*SCORES, *GRADINGS, *RISKS)),
    *((rule.key, rule) for rules in (INDICATIONS, LIMITS, STOPS, CRITERIA, SAFETY) for rule in rules),
    *((rule.key, rule.urgency) for rule in LEAST_URGENCIES),
    ("survival band", SURVIVAL_BAND),
    ("clock", clock.CLOCK_RUNS),
    *((f"contradiction {row.key}", row) for row in CONTRADICTIONS),
    *((f"panel {panel.key}", panel) for panel in PANELS),
    *((f"order {rank.key}", rank) for rank in RANKS),
    *((f"options {place.key}", place) for place in (*OPERATIONS, *SMALL_MEANS, *WITHOUT_SURGERY)),
    *((f"reason {reason.option}", reason) for reason in REASONS),
    *((question.key, question) for question in QUESTIONS.values()),
)


def assign(thing: object, name: str, value: object) -> Callable[[], None]:
    return lambda: object.__setattr__(thing, name, value)


def enter(table: Any, key: object, value: object) -> Callable[[], None]:
    return lambda: table.update({key: value})


def every_change() -> list[Change]:
    found = [
        change
        for thing, owners in reached().values()
        for change in of_thing(thing, f"{owners[0]}{' and others' if owners[1:] else ''}")
    ]
    found += [*of_noms(), *of_survival(), *of_mappings()]
    return numbered(found)


def numbered(found: list[Change]) -> list[Change]:
    """Tell changes of the same name apart: the same words may stand in two places."""
    seen: Counter[str] = Counter()
    named = []
    for change in found:
        seen[change.name] += 1
        again = f" ({seen[change.name]})" if seen[change.name] > 1 else ""
        named.append(replace(change, name=change.name + again))
    return named


# -- Finding them


def reached() -> dict[int, tuple[object, list[str]]]:
    """Everything that the roots rest on, once, with the names of the roots that do."""
    found: dict[int, tuple[object, list[str]]] = {}
    for name, root in ROOTS:
        walk(root, name, found, set())
    return found


def walk(
    thing: object, root: str, found: dict[int, tuple[object, list[str]]], seen: set[int], *, deep: bool = True
) -> None:
    if isinstance(thing, (tuple, list)):
        for part in thing:
            walk(part, root, found, seen)
    elif isinstance(thing, dict):
        walk(list(thing.values()), root, found, seen)
    elif id(thing) not in seen and type(thing).__module__.startswith("assessments.clinical"):
        seen.add(id(thing))
        if isinstance(thing, Question) and thing.key != root:
            return  # a question's own numbers and conditions are its own matter
        found.setdefault(id(thing), (thing, []))[1].append(root)
        names = {name for one in type(thing).__mro__ for name in getattr(one, "__slots__", ())}
        for name in sorted(names | set(getattr(thing, "__dict__", {}))):
            walk(getattr(thing, name, None), root, found, seen)


# -- Changing them


def of_thing(thing: object, owner: str) -> Iterator[Change]:
    of = next((of for kind, of in OF_KIND.items() if isinstance(thing, kind)), None)
    if of is not None:
        for words, make in of(thing):
            yield Change(f"{owner}: {words}", make, owner.split()[0])


Changes = Iterator[tuple[str, Callable[[], None]]]


def of_item(item: Item) -> Changes:
    for value, points in item.points.items():
        for step in (1, -1):
            if isinstance(points, int):
                moved: list[int | tuple[int, ...]] = [points + step]
            else:
                moved = [
                    tuple(point + step * (at == number) for at, point in enumerate(points))
                    for number in range(len(points))
                ]
            for new in moved:
                table = {**item.points, value: new}
                yield f"{item.key} {value}: {points} -> {new}", assign(item, "points", table)


def of_bands_of_score(score: Score) -> Changes:
    for number, band in enumerate(score.bands):
        for edge in ("low", "high"):
            for step in (1, -1):
                old = getattr(band, edge)
                values = {field.name: getattr(band, field.name) for field in fields(Band)}
                moved = Band(**{**values, edge: old + step})
                bands = (*score.bands[:number], moved, *score.bands[number + 1 :])
                yield f"band {band.key} {edge} {old} -> {old + step}", assign(score, "bands", bands)


def name_of(variable: object) -> str:
    return str(getattr(variable, "key", None) or getattr(variable, "name", "a number"))


def step_of(quantity: object) -> float:
    if isinstance(quantity, Question):
        return quantity.step
    return {"corrected calcium": 0.01, "Karnofsky status": 10}.get(getattr(quantity, "name", ""), 1)


def within(quantity: object, low: float, high: float) -> tuple[float, float] | None:
    """The part of the range that can be answered at all; None where there is none."""
    least = getattr(quantity, "minimum", getattr(quantity, "lowest", -math.inf))
    most = getattr(quantity, "maximum", getattr(quantity, "highest", math.inf))
    low, high = max(low, least), min(high, most)
    return (low, high) if low <= high else None


def of_between(between: Between) -> Changes:
    for edge in ("low", "high"):
        value = getattr(between, edge)
        if math.isinf(value):
            continue
        for step in (step_of(between.quantity), -step_of(between.quantity)):
            # "Above" and "below" are declared a hair off the number; the hair is kept.
            number = round(value, 6)
            hair = math.copysign(1e-9, value - number) if value != number else 0
            moved = number + step + hair
            ends = {"low": between.low, "high": between.high}
            if within(between.quantity, **ends) == within(between.quantity, **{**ends, edge: moved}):
                continue  # nothing that can be answered lies between
            yield f"{name_of(between.quantity)} {edge} {value:g} -> {moved:g}", assign(between, edge, moved)


def of_values(condition: Is | Said) -> Changes:
    variable = condition.variable if isinstance(condition, Is) else condition.question
    for value in sorted(condition.values, key=str):
        words = f"{name_of(variable)} is {'/'.join(sorted(map(str, condition.values)))} without {value}"
        yield words, assign(condition, "values", condition.values - {value})


def of_groups(groups: Groups) -> Changes:
    names = list(groups.groups)
    for group, values in groups.groups.items():
        other = names[(names.index(group) + 1) % len(names)]
        for value in values:
            moved = {
                **groups.groups,
                group: tuple(one for one in values if one != value),
                other: (*groups.groups[other], value),
            }
            yield f"{groups.name} {value}: {group} -> {other}", assign(groups, "groups", moved)


def of_bands(bands: Bands) -> Changes:
    step = step_of(bands.number)
    for number, (band, highest) in enumerate(bands.bands):
        last = number == len(bands.bands) - 1
        for moved in (highest - step, *(() if last else (highest + step,))):
            table = (*bands.bands[:number], (band, moved), *bands.bands[number + 1 :])
            yield f"{band} up to {highest:g} -> {moved:g}", assign(bands, "bands", table)


def of_cases(cases: Cases) -> Changes:
    """What a rule proposes, how urgently, and how far a limit caps, one step on."""
    for number, (value, condition) in enumerate(cases.cases):
        for words, moved in one_step_on(value):
            table = (*cases.cases[:number], (moved, condition), *cases.cases[number + 1 :])
            yield f"{cases.name} (case {number + 1}): {words}", assign(cases, "cases", table)
    for words, moved in one_step_on(cases.otherwise):
        yield f"{cases.name} (else): {words}", assign(cases, "otherwise", moved)


def one_step_on(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Proposal):
        for decision in after(value.decision, tuple(DECISION_RANK)):
            yield f"{value.decision} -> {decision}", replace(value, decision=decision)
        for urgency in after(value.urgency, tuple(URGENCY_RANK)):
            yield f"{value.decision} {value.urgency} -> {urgency}", replace(value, urgency=urgency)
        for aim in after(value.aim, tuple(advice.AIMS)):
            yield f"{value.decision} {value.aim} -> {aim}", replace(value, aim=aim)
    elif isinstance(value, str):
        for words in (CAPS, tuple(URGENCY_RANK), ("low", "borderline", "high"), tuple("ABCDE")):
            for other in after(value, words):
                yield f"{value} -> {other}", other


def after(word: object, words: tuple[str, ...]) -> Iterator[str]:
    if word in words:
        yield words[(words.index(word) + 1) % len(words)]


def of_older(older: Older) -> Changes:
    for step in (1, -1):
        moved = older.days + step
        yield f"{older.question.key} over {older.days} days -> {moved}", assign(older, "days", moved)


def of_order(order: Order) -> Changes:
    options = "/".join(entry if isinstance(entry, str) else entry.key for entry in order.options)
    for band in order.bands:
        left = order.bands.replace(band, "")
        yield f"{options} for {order.bands} without {band}", assign(order, "bands", left)
    for number in range(len(order.options) - 1):
        swapped = list(order.options)
        swapped[number : number + 2] = reversed(swapped[number : number + 2])
        words = f"{options} for {order.bands}, {number + 1} and {number + 2} swapped"
        yield words, assign(order, "options", tuple(swapped))


def of_question(question: Question) -> Changes:
    if question.kind in ("integer", "decimal"):
        for name in ("minimum", "maximum"):
            value = getattr(question, name)
            for step in (question.step, -question.step):
                yield f"{name} {value:g} -> {value + step:g}", assign(question, name, value + step)


def of_unit(unit: OtherUnit) -> Changes:
    yield f"factor of {unit.unit} {unit.factor} twice", assign(unit, "factor", unit.factor * 2)


OF_KIND: dict[type, Callable] = {
    Item: of_item,
    Score: of_bands_of_score,
    Between: of_between,
    Is: of_values,
    Said: of_values,
    Groups: of_groups,
    Bands: of_bands,
    Cases: of_cases,
    Older: of_older,
    Order: of_order,
    Question: of_question,
    OtherUnit: of_unit,
}


# -- Tables that no condition holds


def of_noms() -> Iterator[Change]:
    rows = list(dict.fromkeys(noms.ROW_OF.values()))
    for combination, row in noms.ROW_OF.items():
        other = rows[(rows.index(row) + 1) % len(rows)]
        words = f"noms: {' '.join(combination)}: {row} -> {other}"
        yield Change(words, enter(noms.ROW_OF, combination, other), "noms")
    for _finding, columns in noms.COLUMNS:
        every = sorted({column for some in columns.values() for column in some})
        for value, some in columns.items():
            for column in every:
                moved = tuple(sorted(set(some) ^ {column}))
                if moved:
                    words = f"noms: column of {value}: {some} -> {moved}"
                    yield Change(words, enter(columns, value, moved), "noms")


def of_survival() -> Iterator[Change]:
    for entry in survival.SURVIVAL:
        for point in entry.points:
            for name in ("months", "percent"):
                for step in (1, -1):
                    value = getattr(point, name)
                    words = (
                        f"survival: {entry.key} at {point.months} months: {name} {value} -> {value + step}"
                    )
                    yield Change(words, assign(point, name, value + step), "survival")
        if entry.median_months is not None:
            for step in (1, -1):
                moved = entry.median_months + step
                words = f"survival: {entry.key} median {entry.median_months} -> {moved}"
                yield Change(words, assign(entry, "median_months", moved), "survival")


def of_mappings() -> Iterator[Change]:
    for ecog, karnofsky in performance.KARNOFSKY_OF_ECOG.items():
        for step in (10, -10):
            if (karnofsky + step) // 10 in range(1, 11):
                words = f"tokuhashi: ECOG {ecog} is Karnofsky {karnofsky} -> {karnofsky + step}"
                yield Change(words, enter(performance.KARNOFSKY_OF_ECOG, ecog, karnofsky + step), "tokuhashi")
    for urgency, hours in advice.URGENCY_HOURS.items():
        for step in (1, -1):
            words = f"clock: {urgency} is {hours} hours -> {hours + step}"
            yield Change(words, enter(advice.URGENCY_HOURS, urgency, hours + step), "clock")
    for onset, (low, high) in clock.ONSET_HOURS.items():
        for step in (1, -1):
            ranges = [(low + step, high)] if high is None else [(low + step, high), (low, high + step)]
            for moved in ranges:
                words = f"clock: {onset} is {low} to {high} hours -> {moved[0]} to {moved[1]}"
                yield Change(words, enter(clock.ONSET_HOURS, onset, moved), "clock")
