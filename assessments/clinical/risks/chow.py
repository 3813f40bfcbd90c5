"""Chow 2008, the count of three factors: survival under palliative radiotherapy."""

from assessments.clinical.findings.performance import PERFORMANCE
from assessments.clinical.findings.tumour import PRIMARY_TUMOUR
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.logic import Always
from assessments.clinical.language.translatable import _
from assessments.clinical.scores.bauer import POINT
from assessments.clinical.scores.score import Band, Item
from assessments.clinical.sections.history import CEREBRAL_METASTASES, DISSEMINATION, VISCERAL_METASTASES

from .published import Risk

NOT_BREAST = Cases("not breast", (1, ~PRIMARY_TUMOUR.is_("breast")), otherwise=0)
BEYOND_BONE = Cases(
    "metastases beyond bone",
    (1, VISCERAL_METASTASES.is_("removable", "unremovable") | CEREBRAL_METASTASES.yes | DISSEMINATION.yes),
    otherwise=0,
)
KARNOFSKY_60 = Cases("Karnofsky 60 or less", (1, PERFORMANCE.at_most(60)), otherwise=0)

CHOW = Risk(
    key="chow",
    title=_("Chow, three factors"),
    of=_("Survival under palliative radiotherapy"),
    applies=Always(),
    items=(
        Item(key="not_breast", label=_("Primary is not breast"), looks_at=NOT_BREAST, points=POINT),
        Item(key="beyond_bone", label=_("Metastases beyond bone"), looks_at=BEYOND_BONE, points=POINT),
        Item(key="karnofsky", label=_("Karnofsky 60 or less"), looks_at=KARNOFSKY_60, points=POINT),
    ),
    bands=(
        Band(
            key="good",
            label=_("good prognosis"),
            low=0,
            high=1,
            meaning=_("Half alive at 114 weeks, in 579 later courses."),
        ),
        Band(
            key="two",
            label=_("shorter survival"),
            low=2,
            high=2,
            meaning=_("Half alive at 29 weeks, in 579 later courses."),
        ),
        Band(
            key="three",
            label=_("shortest survival"),
            low=3,
            high=3,
            meaning=_("Half alive at 13 weeks, in 579 later courses."),
        ),
    ),
    higher_is=_("shorter survival"),
    cohort=_(
        "395 patients of a palliative radiotherapy clinic in Canada, published 2008; 579 courses in Norway"
    ),
    validation=_(
        "445 later patients and 467 of another centre, in the paper itself; 579 courses in Norway. "
        "Of 505 patients who died within 90 days it foresaw so short a life in few."
    ),
    read_as=_(
        "A rough prognosis from three answers, for patients having radiotherapy; the estimates above "
        "say more."
    ),
    limits=(
        _("Under the age of 60 it did not tell the first two groups apart."),
        _("Metastases in lymph nodes are not asked for; they would count as beyond bone."),
        _("Karnofsky is used where given, else mapped from ECOG (0: 100, 1: 80, 2: 60, 3: 40, 4: 20)."),
    ),
    references=("chow_2008", "chow_norway", "chow_last_90_days"),
)
