"""Where conditions cut the numbers that are answered: read off the conditions themselves."""

from __future__ import annotations

from collections import defaultdict
from math import ceil, floor, isinf
from typing import TYPE_CHECKING

from assessments.clinical.language.findings import Bands
from assessments.clinical.language.logic import Between, Quantity, walk
from assessments.clinical.language.questions import Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessments.clinical.language.logic import Node

Cut = tuple[float, float]  # the nearest answers on its two sides
_DIGITS = 6  # a bound that is a hair off its rounded value was declared as "below" or "above" it


def cut_offs(*nodes: Node) -> Mapping[Quantity, frozenset[Cut]]:
    """List the cut-offs in all that these rest on, by the quantity that they divide."""
    found: dict[Quantity, set[Cut]] = defaultdict(set)
    for node in walk(*nodes):
        for quantity, cut in _cuts(node):
            found[quantity].add(cut)
    return {quantity: frozenset(cuts) for quantity, cuts in found.items()}


def _cuts(node: Node) -> Iterator[tuple[Quantity, Cut]]:
    if isinstance(node, Bands):
        quantity = node.number.cut_in
        for _name, highest in node.bands[:-1]:
            yield quantity, _after(highest, quantity)
    elif isinstance(node, Between):
        quantity = node.quantity.cut_in
        if not isinf(node.low):
            low = round(node.low, _DIGITS)
            yield quantity, _before(low, quantity) if low == node.low else _after(low, quantity)
        if not isinf(node.high):
            high = round(node.high, _DIGITS)
            yield quantity, _after(high, quantity) if high == node.high else _before(high, quantity)


def _before(number: float, quantity: Quantity) -> Cut:
    """Cut below `number`, which is the first above, or lies between two answers that can be given."""
    step = _step(quantity)
    above = ceil(round(number / step, _DIGITS)) * step
    return round(above - step, _DIGITS), round(above, _DIGITS)


def _after(number: float, quantity: Quantity) -> Cut:
    """Cut above `number`, which is the last below, or lies between two answers that can be given."""
    step = _step(quantity)
    below = floor(round(number / step, _DIGITS)) * step
    return round(below, _DIGITS), round(below + step, _DIGITS)


def _step(quantity: Quantity) -> float:
    return quantity.step if isinstance(quantity, Question) else 1
