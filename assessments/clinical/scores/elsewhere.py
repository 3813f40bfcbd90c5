"""Instruments that are not computed here, and why: they have tools of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.logic import Always
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.imaging import LONG_BONE, SPINE

from .bauer import BAUER

if TYPE_CHECKING:
    from assessments.clinical.language.logic import Condition


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Elsewhere:
    """An instrument with a tool of its own. `applies` tells for which lesions it is worth the visit."""

    key: str
    title: str
    applies: Condition
    estimates: str
    reason: str
    worth: str
    where: str
    references: tuple[str, ...]


ELSEWHERE: tuple[Elsewhere, ...] = (
    Elsewhere(
        key="pathfx",
        title="PATHFx",
        applies=Always(),
        estimates=_("Survival at 1, 3, 6, 12, 18 and 24 months, operated or irradiated"),
        reason=_("A Bayesian network whose tables of probabilities are not published."),
        worth=_(
            "AUC 0.79-0.80 at 3 and 0.76-0.77 at 12 months in Italy and Scandinavia, 0.65-0.71 in Taiwan."
        ),
        where="pathfx.org",
        references=("pathfx_2011", "pathfx_2012", "pathfx_2015", "pathfx_2020", "pathfx_taiwan"),
    ),
    Elsewhere(
        key="sorg",
        title="SORG",
        applies=LONG_BONE | SPINE,
        estimates=_("Survival at 90 days and one year after surgery of a long bone or the spine"),
        reason=_(
            "A machine-learned model whose weights are not published; its older point table was not found."
        ),
        worth=_("In 2,074 irradiated spinal patients AUC 0.76-0.87, by how missing answers were filled in."),
        where=_("the web calculator of the Skeletal Oncology Research Group"),
        references=(
            "sorg_limb_2020",
            "sorg_limb_2023",
            "sorg_spine_2016",
            "sorg_review_2021",
            "sorg_irradiated_2024",
        ),
    ),
    Elsewhere(
        key="spring",
        title="SPRING",
        applies=BAUER.applies,
        estimates=_("Survival at 3, 6 and 12 months after surgery of a limb or the pelvis"),
        reason=_("Published as a nomogram and an app; its coefficients were found in no readable source."),
        worth=_("AUC 0.78, 0.81 and 0.80 at 3, 6 and 12 months in 303 patients of another centre."),
        where=_("the nomogram of the paper"),
        references=("spring_2016", "spring_2022"),
    ),
    Elsewhere(
        key="optimodel",
        title="OPTIModel",
        applies=LONG_BONE,
        estimates=_(
            "Median survival in four groups, from profile, Karnofsky and visceral or brain metastases"
        ),
        reason=_("Which primary belongs to which profile, and which leaf to which group, could not be read."),
        worth=_("C-statistic 0.70 in 1,520 patients, 2000-2013."),
        where=_("the flow chart of the paper"),
        references=("optimodel_2018", "optimodel_2025"),
    ),
)
