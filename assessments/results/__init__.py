"""A unit's own results: what was predicted against what came of it."""
