"""Our curve and intervals beside SciPy's, over drawn groups."""

import warnings
from collections import Counter
from math import isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, binomtest, ecdf

from assessments.results.small_numbers import wilson
from assessments.results.survival import Observation, curve

GROUPS = st.lists(st.builds(Observation, st.integers(0, 60), st.booleans()), min_size=10, max_size=80)


def same(ours: float | None, theirs: float) -> bool:
    return isnan(theirs) if ours is None else ours == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(GROUPS)
def test_the_curve_and_its_band_are_those_of_scipy(group: list[Observation]) -> None:
    ours = curve(Counter(group))
    assert ours is not None
    sample = CensoredData.right_censored([one.days for one in group], [not one.died for one in group])
    theirs = ecdf(sample).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # where there is no bound
        band = theirs.confidence_interval(0.95, method="log-log")
    assert [step.day for step in ours.steps] == list(theirs.quantiles)
    for step, alive, low, high in zip(
        ours.steps, theirs.probabilities, band.low.probabilities, band.high.probabilities, strict=True
    ):
        assert step.alive == pytest.approx(alive, abs=1e-12)
        assert same(step.low, low), (step, low)
        assert same(step.high, high), (step, high)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_of_a_share_is_that_of_scipy(counts: tuple[int, int]) -> None:
    theirs = binomtest(*counts).proportion_ci(method="wilson")
    assert wilson(*counts) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
