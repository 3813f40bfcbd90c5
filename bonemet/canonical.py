"""Plain data written in one way, whichever database it was kept in: for seals, and for proofs of a copy."""

import json
from typing import Any


def canonical(value: Any) -> str:
    """Write plain data the one way in which it is sealed: keys sorted, whole numbers as such."""
    return json.dumps(
        _normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _normal(value: Any) -> Any:
    """Write whole numbers as such: a database that keeps documents as numbers gives 1e16 back as digits."""
    if isinstance(value, dict):
        return {key: _normal(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
