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


@dataclass(frozen=True, slots=True, kw_only=True)
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
        key="katagiri_low",
        score="katagiri",
        band="low",
        title=_("New Katagiri 0-3"),
        cohort=KATAGIRI_COHORT,
        years=YEARS_2005,
        patients=808,
        kind="mostly_not_operated",
        references=("katagiri_2014",),
        points=(Point(6, 98), Point(12, 91), Point(24, 78)),
    ),
    Survival(
        key="katagiri_intermediate",
        score="katagiri",
        band="intermediate",
        title=_("New Katagiri 4-6"),
        cohort=KATAGIRI_COHORT,
        years=YEARS_2005,
        patients=808,
        kind="mostly_not_operated",
        references=("katagiri_2014",),
        points=(Point(6, 74), Point(12, 49), Point(24, 28, to_be_confirmed=True)),
    ),
    Survival(
        key="katagiri_high",
        score="katagiri",
        band="high",
        title=_("New Katagiri 7-10"),
        cohort=KATAGIRI_COHORT,
        years=YEARS_2005,
        patients=808,
        kind="mostly_not_operated",
        references=("katagiri_2014",),
        points=(Point(6, 27), Point(12, 6), Point(24, 2, to_be_confirmed=True)),
    ),
    Survival(
        key="katagiri_all",
        score="katagiri",
        band=None,
        title=_("New Katagiri, all patients"),
        cohort=KATAGIRI_COHORT,
        years=YEARS_2005,
        patients=808,
        kind="mostly_not_operated",
        references=("katagiri_2014", "katagiri_japanese"),
        points=(Point(6, 57), Point(12, 36), Point(24, 23), Point(36, 16)),
    ),
    Survival(
        key="katagiri_low_operated",
        score="katagiri",
        band="low",
        title=_("New Katagiri 1-3, operated"),
        cohort=UGUR_COHORT,
        years=NOT_STATED,
        patients=183,
        kind="operated",
        references=("katagiri_surgical",),
        points=(Point(6, 83.3), Point(12, 71.8), Point(24, 43.6)),
    ),
    Survival(
        key="katagiri_intermediate_operated",
        score="katagiri",
        band="intermediate",
        title=_("New Katagiri 4-6, operated"),
        cohort=UGUR_COHORT,
        years=NOT_STATED,
        patients=183,
        kind="operated",
        references=("katagiri_surgical",),
        points=(Point(6, 64.1), Point(12, 43.6), Point(24, 30.1)),
    ),
    Survival(
        key="bauer_good",
        score="bauer",
        band="good",
        title=_("Bauer 4-5"),
        cohort=BAUER_COHORT,
        years=BEFORE_1995,
        patients=241,
        kind="operated",
        references=("bauer_1995", "janssen_2015"),
        points=(Point(12, 50),),
    ),
    Survival(
        key="bauer_middle",
        score="bauer",
        band="middle",
        title=_("Bauer 2-3"),
        cohort=BAUER_COHORT,
        years=BEFORE_1995,
        patients=241,
        kind="operated",
        references=("bauer_1995", "janssen_2015"),
        points=(Point(12, 25),),
    ),
    Survival(
        key="bauer_poor",
        score="bauer",
        band="poor",
        title=_("Bauer 0-1"),
        cohort=BAUER_COHORT,
        years=BEFORE_1995,
        patients=241,
        kind="operated",
        references=("bauer_1995", "janssen_2015"),
        points=(Point(6, 0),),
    ),
    *(
        Survival(
            key=f"tokuhashi_{band}",
            score="tokuhashi",
            band=band,
            title=title,
            cohort=ZENG_COHORT,
            years=BEFORE_2007,
            patients=447,
            kind="both",
            references=("zeng_2007",),
            median_months=median,
        )
        for band, title, median in (
            ("short", _("Revised Tokuhashi 0-8"), 4),
            ("middle", _("Revised Tokuhashi 9-11"), 10),
            ("long", _("Revised Tokuhashi 12-15"), 29),
        )
    ),
    Survival(
        key="spine_netherlands",
        score=None,
        band=None,
        title=_("Spinal metastases, Netherlands"),
        cohort=_("953 patients with spinal metastases, no score"),
        years=_("2016-2021"),
        patients=953,
        kind="both",
        references=("bindels_2025",),
        points=(Point(3, 76.4), Point(6, 62.2), Point(12, 50.3)),
    ),
    Survival(
        key="limb_east_asia",
        score=None,
        band=None,
        title=_("Non-spinal surgery, East Asia"),
        cohort=_("1,045 operated patients; only those whose fate was known at each time are counted"),
        years=_("2009-2022"),
        patients=1045,
        kind="operated",
        references=("east_asia_2026",),
        points=(Point(3, 84), Point(6, 71), Point(12, 56), Point(36, 36), Point(60, 31)),
    ),
    Survival(
        key="limb_scandinavia",
        score=None,
        band=None,
        title=_("SSG register, extremities and pelvis"),
        cohort=_("460 operated patients of a register"),
        years=_("published 2004"),
        patients=460,
        kind="operated",
        references=("hansen_2004",),
        points=(Point(12, 40), Point(24, 30), Point(36, 20)),
    ),
    Survival(
        key="portugal",
        score=None,
        band=None,
        title=_("Operated, Portugal"),
        cohort=_("49 operated patients of one centre"),
        years=_("2018-2023"),
        patients=49,
        kind="operated",
        references=("pathfx_2026",),
        points=(Point(1, 89.8), Point(3, 81.6), Point(6, 69.4), Point(12, 65.3), Point(24, 42.9)),
    ),
)


def survival_of(score: str, band: str | None) -> tuple[Survival, ...]:
    """List what was published of one band of one score."""
    return tuple(entry for entry in SURVIVAL if entry.score == score and entry.band == band)
