"""Shares of small groups: below ten there are counts and no percentages, and no curve."""

from __future__ import annotations

from django.utils.translation import gettext as _

MINIMUM = 10
# A curve is drawn, and read off, only while so many are still watched.
FEWEST_AT_RISK = 5


def share(count: int, of: int) -> str:
    """Write a count, and from ten on its share with the 95 % interval of Wilson."""
    if of < MINIMUM:
        return _("%(count)s of %(of)s") % {"count": count, "of": of}
    from scipy.stats import binomtest  # takes seconds to import, and only the board needs it

    interval = binomtest(count, of).proportion_ci(method="wilson")
    return _("%(count)s of %(of)s, %(percent)s %% (%(low)s to %(high)s)") % {
        "count": count,
        "of": of,
        "percent": per_cent(count / of),
        "low": per_cent(interval.low),
        "high": per_cent(interval.high),
    }


def per_cent(part: float) -> str:
    """Write a share in whole per cent."""
    return f"{100 * part:.0f}"
