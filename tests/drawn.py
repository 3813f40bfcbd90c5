"""A sample of many alike for `make test`; all of them in `make prove`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def one_in(step: int, things: Iterable[Any], *, always: Iterable[str] = ()) -> list[Any]:
    """Give parameters of which one in `step`, and those named, are in the sample; the others are proofs."""
    named = set(always)
    return [
        thing if place % step == 0 or str(thing) in named else pytest.param(thing, marks=pytest.mark.prove)
        for place, thing in enumerate(things)
    ]
