"""Shares of small groups: below ten there are counts and no percentages, and no curve."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from django.utils.translation import gettext as _

MINIMUM = 10
QUANTILE = NormalDist().inv_cdf(0.975)  # of a 95 % interval: 1.96
# A curve is drawn, and read off, only while so many are still watched.
FEWEST_AT_RISK = 5


def share(count: int, of: int) -> str:
    """Write a count, and from ten on its share with the 95 % interval of Wilson."""
    if of < MINIMUM:
        return _("%(count)s of %(of)s") % {"count": count, "of": of}
    low, high = wilson(count, of)
    return _("%(count)s of %(of)s, %(percent)s %% (%(low)s to %(high)s)") % {
        "count": count,
        "of": of,
        "percent": per_cent(count / of),
        "low": per_cent(low),
        "high": per_cent(high),
    }


def wilson(count: int, of: int) -> tuple[float, float]:
    """Give the bounds, 0 to 1, of Wilson's (1927) interval of a share; `of` is at least 1."""
    share, square = count / of, QUANTILE**2
    middle = share + square / (2 * of)
    spread = QUANTILE * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, (middle - spread) / (1 + square / of)), min(1.0, (middle + spread) / (1 + square / of))


def per_cent(part: float) -> str:
    """Write a share in whole per cent."""
    return f"{100 * part:.0f}"
