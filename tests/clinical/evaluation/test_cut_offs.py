"""Cut-offs are read off the conditions: each is the nearest answers on its two sides."""

import pytest

from assessments.clinical.evaluation.cut_offs import Cut, cut_offs
from assessments.clinical.findings.performance import BASELINE_ECOG, PERFORMANCE
from assessments.clinical.language.findings import Bands, Cases, Sum
from assessments.clinical.language.logic import Condition, Named
from assessments.clinical.sections.history import (
    BILIRUBIN,
    CALCIUM,
    ECOG,
    ECOG_BEFORE,
    KARNOFSKY,
    OTHER_BONE_METASTASES,
    PLATELETS,
    VERTEBRAL_METASTASES,
)
from assessments.clinical.sections.imaging import AXIAL_EXTENT_MM, BONE


@pytest.mark.parametrize(
    ("condition", "cuts"),
    [
        (PLATELETS.below(50), {(49, 50)}),
        (PLATELETS.at_least(50), {(49, 50)}),
        (PLATELETS.at_most(50), {(50, 51)}),
        (PLATELETS.above(50), {(50, 51)}),
        (PLATELETS.between(50, 99), {(49, 50), (99, 100)}),
        (BILIRUBIN.at_least(23.9), {(23.8, 23.9)}),
        (BILIRUBIN.above(23.9), {(23.9, 24)}),
        (CALCIUM.at_least(2.56985), {(2.56, 2.57)}),  # between two answers that can be given
        (CALCIUM.at_most(2.56985), {(2.56, 2.57)}),
        (KARNOFSKY.at_least(50), {(40, 50)}),  # asked in tens
    ],
)
def test_of_a_question(condition: Condition, cuts: set[Cut]) -> None:
    (found,) = cut_offs(condition).values()
    assert found == cuts


def test_however_deep_they_lie() -> None:
    deep = Cases("deep", ("a", Named("thin", BONE.is_("femur") & ~PLATELETS.below(50))), otherwise="b")
    assert cut_offs(deep.is_("a")) == {PLATELETS: {(49, 50)}}
    assert cut_offs(BONE.is_("femur")) == {}


def test_of_bands_but_for_the_last_which_ends_where_the_number_does() -> None:
    assert cut_offs(Bands(AXIAL_EXTENT_MM, (("short", 29), ("long", 400)))) == {AXIAL_EXTENT_MM: {(29, 30)}}


def test_of_a_sum_they_are_its_own() -> None:
    counts = Sum("both", (VERTEBRAL_METASTASES, OTHER_BONE_METASTASES))
    assert cut_offs(counts.at_least(3), counts.at_most(7)) == {counts: {(2, 3), (7, 8)}}


def test_what_stands_for_a_question_passes_them_on() -> None:
    assert cut_offs(BASELINE_ECOG.above(0), BASELINE_ECOG.at_least(2)) == {ECOG_BEFORE: {(0, 1), (1, 2)}}
    found = cut_offs(PERFORMANCE.at_most(10), PERFORMANCE.at_least(100))
    assert found == {KARNOFSKY: {(10, 20), (90, 100)}}
    assert ECOG not in found
