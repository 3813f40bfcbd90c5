"""The survival panel: does the clinician's estimate agree with the models, and they with one another?

The models give groups of old cohorts. Putting their bands on one scale of months is our own reading of
the published figures (standing: expert); nothing is averaged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.clinical.findings.tumour import PRIMARY_TUMOUR
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always, AnyOf, Condition
from assessments.clinical.language.translatable import _
from assessments.clinical.scores import SURVIVAL_SCORES
from assessments.clinical.scores.bauer import BAUER, BAUER_MODIFIED
from assessments.clinical.scores.katagiri import KATAGIRI
from assessments.clinical.scores.nesms import NESMS
from assessments.clinical.scores.tokuhashi import TOKUHASHI
from assessments.clinical.scores.tomita import TOMITA
from assessments.clinical.sections.history import (
    EXPECTED_SURVIVAL,
    HORMONE_DEPENDENT,
    SYSTEMIC_OPTIONS,
    TARGETED_THERAPY,
)
from assessments.clinical.sections.imaging import SPINE

from .panel import Disagreement, Member, Panel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.clinical.scores.score import Score

SHORTER, MIDDLE, LONGER = "under_6_months", "6_to_12_months", "over_12_months"

# For each score the totals of its bands, put on the scale of the panel.
SCALES: Mapping[str, Mapping[str, tuple[int, int]]] = {
    KATAGIRI.key: {LONGER: (0, 3), MIDDLE: (4, 6), SHORTER: (7, 10)},
    BAUER.key: {SHORTER: (0, 1), MIDDLE: (2, 3), LONGER: (4, 5)},
    BAUER_MODIFIED.key: {SHORTER: (0, 1), MIDDLE: (2, 2), LONGER: (3, 4)},
    TOKUHASHI.key: {SHORTER: (0, 8), MIDDLE: (9, 11), LONGER: (12, 15)},
    TOMITA.key: {LONGER: (2, 5), MIDDLE: (6, 7), SHORTER: (8, 10)},
    NESMS.key: {SHORTER: (0, 1), MIDDLE: (2, 2), LONGER: (3, 3)},
}


def _instrument(score: Score) -> Member:
    scale = SCALES[score.key]
    first, second, last = scale
    cases = ((word, score.between(*scale[word])) for word in (first, second))
    return Member(
        key=score.key,
        title=score.title,
        applies=score.applies,
        finding=Cases(f"{score.title} says", *cases, otherwise=last),
    )


MODELS: tuple[Member, ...] = tuple(_instrument(score) for score in SURVIVAL_SCORES)
CLINICIAN = Member(
    key="clinician",
    title=_("Your own estimate"),
    applies=Always(),
    finding=Cases(
        "the clinician says",
        (SHORTER, EXPECTED_SURVIVAL.is_("under_6_weeks", "6_weeks_to_3_months", "3_to_6_months")),
        (MIDDLE, EXPECTED_SURVIVAL.is_("6_to_12_months")),
        otherwise=LONGER,
    ),
)


def _any_model(*words: str) -> Condition:
    return AnyOf(tuple(model.applies & model.finding.is_(*words) for model in MODELS))


ESTIMATED = EXPECTED_SURVIVAL.given
UNDER_3_MONTHS = EXPECTED_SURVIVAL.is_("under_6_weeks", "6_weeks_to_3_months")
ANY_SHORT, ANY_LONG = _any_model(SHORTER), _any_model(LONGER)
ANY_LONGER = _any_model(MIDDLE, LONGER)

SURVIVAL_DISAGREEMENTS: tuple[Disagreement, ...] = (
    Disagreement(
        key="clinician_under_3_months",
        when=ESTIMATED & UNDER_3_MONTHS & ANY_LONGER,
        says=_("You expect less than three months; a model expects more than six."),
        change=_(
            "Your estimate limits the advice; if the model were right those limits would fall away. It is "
            "the best single sign there is, and was right in 33 of 181."
        ),
        evidence=("cohort", "expert"),
        references=("nathan_healey_2005", "source", "expert"),
    ),
    Disagreement(
        key="clinician_shorter",
        when=ESTIMATED & EXPECTED_SURVIVAL.is_("3_to_6_months") & ANY_LONG,
        says=_("You expect three to six months; a model expects more than a year."),
        change=_("If the model were right a durable implant, or a resection, would be chosen."),
        evidence=("cohort", "expert"),
        references=("nathan_healey_2005", "msts_2020", "expert"),
    ),
    Disagreement(
        key="clinician_longer",
        when=ESTIMATED & CLINICIAN.finding.is_(MIDDLE, LONGER) & ANY_SHORT,
        says=_("You expect more than six months; a model expects less."),
        change=_("If the model were right a simpler procedure would do, and no resection."),
        evidence=("cohort", "expert"),
        references=("nathan_healey_2005", "msts_2020", "expert"),
    ),
    Disagreement(
        key="models_apart",
        when=ANY_SHORT & ANY_LONG,
        says=_("One model expects less than six months, another more than a year."),
        change=_(
            "None is calibrated for patients of today: your own estimate, made with the oncologist, decides."
        ),
        evidence=("cohort",),
        references=("bindels_2025",),
    ),
    Disagreement(
        key="drugs_left",
        when=ANY_SHORT & SYSTEMIC_OPTIONS.yes,
        says=_("A model expects less than six months, but effective systemic therapy is available."),
        change=_(
            "After spinal surgery that was associated with a fifth of the risk of death, above all with "
            "low scores."
        ),
        evidence=("cohort",),
        references=("remaining_systemic",),
    ),
    Disagreement(
        key="lung_with_targeted_drug",
        when=PRIMARY_TUMOUR.is_("lung") & TARGETED_THERAPY.yes,
        says=_(
            "Katagiri sets lung cancer with a targeted drug apart; other models call all lung cancer worst."
        ),
        change=_("The others may expect too little here."),
        evidence=("cohort",),
        references=("katagiri_2014", "bindels_2025"),
    ),
    Disagreement(
        key="hormone_resistant",
        when=SPINE & PRIMARY_TUMOUR.is_("breast", "prostate") & HORMONE_DEPENDENT.no,
        says=_("Katagiri counts this tumour as moderate, Tokuhashi and Tomita as the best group."),
        change=_("The latter may expect too much once the tumour no longer depends on hormones."),
        evidence=("cohort",),
        references=("katagiri_2014", "tokuhashi_breast"),
    ),
    Disagreement(
        key="thyroid",
        when=PRIMARY_TUMOUR.is_("thyroid"),
        says=_(
            "Thyroid is the best group of three models; in one spinal cohort median survival was 7 months."
        ),
        change=_("The kind of thyroid cancer decides more than any model: differentiated or not."),
        evidence=("cohort",),
        references=("katagiri_2014", "bollen_thesis"),
    ),
    Disagreement(
        key="rectum",
        when=SPINE & PRIMARY_TUMOUR.is_("rectum"),
        says=_("Tokuhashi gives the rectum 4 of 5 points, Katagiri calls it rapid."),
        change=_("Tokuhashi alone may expect too much."),
        evidence=("cohort",),
        references=("tokuhashi_2005", "katagiri_2014"),
    ),
)
SURVIVAL_PANEL = Panel(
    key="survival",
    title=_("Survival"),
    instruments=(CLINICIAN, *MODELS),
    disagreements=SURVIVAL_DISAGREEMENTS,
)
