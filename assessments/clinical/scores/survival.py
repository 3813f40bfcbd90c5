"""Published survival, for the plots: cohort figures at the months that were printed, nothing between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assessments.clinical.language.translatable import _

Kind = Literal["operated", "mostly_not_operated", "both"]


@dataclass(frozen=True, slots=True)
class Point:
    """So many per cent of the cohort were alive after so many months."""

    months: int
    percent: float
    to_be_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Survival:
    """What was published of one group of one cohort.

    `score` and `band` name the group in this application's words; a cohort with no score is shown for
    comparison only. `kind` tells whether the patients were operated on. Curves are never averaged.
    """

    key: str
    score: str | None
    band: str | None
    title: str
    cohort: str
    years: str
    patients: int
    kind: Kind
    references: tuple[str, ...]
    points: tuple[Point, ...] = ()
    median_months: float | None = None


KATAGIRI_COHORT = _("808 patients in Japan, 93 % not operated")
UGUR_COHORT = _("183 operated patients of one US centre, all sites")
BAUER_COHORT = _("241 operated patients, limbs and spine")
ZENG_COHORT = _("447 patients with spinal metastases, a later series")
YEARS_2005 = _("2005-2008")
NOT_STATED = _("years not seen")
BEFORE_1995 = _("published 1995")
BEFORE_2007 = _("published 2007")

SURVIVAL: tuple[Survival, ...] = (
    Survival(
        "katagiri_low",
        "katagiri",
        "low",
        _("New Katagiri 0-3"),
        KATAGIRI_COHORT,
        YEARS_2005,
        808,
        "mostly_not_operated",
        ("katagiri_2014",),
        (Point(6, 98), Point(12, 91), Point(24, 78)),
    ),
    Survival(
        "katagiri_intermediate",
        "katagiri",
        "intermediate",
        _("New Katagiri 4-6"),
        KATAGIRI_COHORT,
        YEARS_2005,
        808,
        "mostly_not_operated",
        ("katagiri_2014",),
        (Point(6, 74), Point(12, 49), Point(24, 28, to_be_confirmed=True)),
    ),
    Survival(
        "katagiri_high",
        "katagiri",
        "high",
        _("New Katagiri 7-10"),
        KATAGIRI_COHORT,
        YEARS_2005,
        808,
        "mostly_not_operated",
        ("katagiri_2014",),
        (Point(6, 27), Point(12, 6), Point(24, 2, to_be_confirmed=True)),
    ),
    Survival(
        "katagiri_all",
        "katagiri",
        None,
        _("New Katagiri, all patients"),
        KATAGIRI_COHORT,
        YEARS_2005,
        808,
        "mostly_not_operated",
        ("katagiri_2014", "katagiri_japanese"),
        (Point(6, 57), Point(12, 36), Point(24, 23), Point(36, 16)),
    ),
    Survival(
        "katagiri_low_operated",
        "katagiri",
        "low",
        _("New Katagiri 1-3, operated"),
        UGUR_COHORT,
        NOT_STATED,
        183,
        "operated",
        ("katagiri_surgical",),
        (Point(6, 83.3), Point(12, 71.8), Point(24, 43.6)),
    ),
    Survival(
        "katagiri_intermediate_operated",
        "katagiri",
        "intermediate",
        _("New Katagiri 4-6, operated"),
        UGUR_COHORT,
        NOT_STATED,
        183,
        "operated",
        ("katagiri_surgical",),
        (Point(6, 64.1), Point(12, 43.6), Point(24, 30.1)),
    ),
    Survival(
        "bauer_good",
        "bauer",
        "good",
        _("Bauer 4-5"),
        BAUER_COHORT,
        BEFORE_1995,
        241,
        "operated",
        ("bauer_1995", "janssen_2015"),
        (Point(12, 50),),
    ),
    Survival(
        "bauer_middle",
        "bauer",
        "middle",
        _("Bauer 2-3"),
        BAUER_COHORT,
        BEFORE_1995,
        241,
        "operated",
        ("bauer_1995", "janssen_2015"),
        (Point(12, 25),),
    ),
    Survival(
        "bauer_poor",
        "bauer",
        "poor",
        _("Bauer 0-1"),
        BAUER_COHORT,
        BEFORE_1995,
        241,
        "operated",
        ("bauer_1995", "janssen_2015"),
        (Point(6, 0),),
    ),
    *(
        Survival(
            f"tokuhashi_{band}",
            "tokuhashi",
            band,
            title,
            ZENG_COHORT,
            BEFORE_2007,
            447,
            "both",
            ("zeng_2007",),
            median_months=median,
        )
        for band, title, median in (
            ("short", _("Revised Tokuhashi 0-8"), 4),
            ("middle", _("Revised Tokuhashi 9-11"), 10),
            ("long", _("Revised Tokuhashi 12-15"), 29),
        )
    ),
    Survival(
        "spine_netherlands",
        None,
        None,
        _("Spinal metastases, Netherlands"),
        _("953 patients with spinal metastases, no score"),
        _("2016-2021"),
        953,
        "both",
        ("bindels_2025",),
        (Point(3, 76.4), Point(6, 62.2), Point(12, 50.3)),
    ),
    Survival(
        "limb_east_asia",
        None,
        None,
        _("Operated, extremities and pelvis, East Asia"),
        _("1,045 operated patients; only those whose fate was known at each time are counted"),
        _("2009-2022"),
        1045,
        "operated",
        ("east_asia_2026",),
        (Point(3, 84), Point(6, 71), Point(12, 56), Point(36, 36), Point(60, 31)),
    ),
    Survival(
        "limb_scandinavia",
        None,
        None,
        _("SSG register, extremities and pelvis"),
        _("460 operated patients of a register"),
        _("published 2004"),
        460,
        "operated",
        ("hansen_2004",),
        (Point(12, 40), Point(24, 30), Point(36, 20)),
    ),
    Survival(
        "portugal",
        None,
        None,
        _("Operated, Portugal"),
        _("49 operated patients of one centre"),
        _("2018-2023"),
        49,
        "operated",
        ("pathfx_2026",),
        (Point(1, 89.8), Point(3, 81.6), Point(6, 69.4), Point(12, 65.3), Point(24, 42.9)),
    ),
)


def survival_of(score: str, band: str | None) -> tuple[Survival, ...]:
    """List what was published of one band of one score."""
    return tuple(entry for entry in SURVIVAL if entry.score == score and entry.band == band)
