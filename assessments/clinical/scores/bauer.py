"""Bauer 1995 (limbs and pelvis) and modified Bauer (spine): survival, one point for each good sign."""

from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.tumour import PRIMARY_TUMOUR
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import CEREBRAL_METASTASES, VISCERAL_METASTASES
from assessments.clinical.sections.imaging import BONE, SPINE

from .katagiri import MULTIPLE
from .score import Band, Item, Points, Score

NO_VISCERAL = Cases(
    "no organ metastases", (1, VISCERAL_METASTASES.is_("none") & CEREBRAL_METASTASES.no), otherwise=0
)
NOT_LUNG = Cases("not lung", (1, ~PRIMARY_TUMOUR.is_("lung")), otherwise=0)
FAVOURABLE = Cases(
    "favourable primary",
    (1, PRIMARY_TUMOUR.is_("breast", "kidney", "lymphoma", "myeloma")),
    otherwise=0,
)
NO_FRACTURE = Cases("no pathological fracture", (1, ~FRACTURED), otherwise=0)
POINT: dict[object, Points] = {0: 0, 1: 1}

SHARED_ITEMS = (
    Item(key="no_visceral", label=_("No visceral or brain metastases"), looks_at=NO_VISCERAL, points=POINT),
    Item(key="not_lung", label=_("Primary is not lung"), looks_at=NOT_LUNG, points=POINT),
    Item(
        key="favourable_primary",
        label=_("Breast, kidney, lymphoma or myeloma"),
        looks_at=FAVOURABLE,
        points=POINT,
    ),
    Item(
        key="solitary",
        label=_("Single bone metastasis"),
        looks_at=MULTIPLE,
        points={"single": 1, "multiple": 0},
    ),
)
OLD_COHORT = _("A cohort of the years before today's drugs; not calibrated now.")

BAUER = Score(
    key="bauer",
    title="Bauer",
    applies=BONE.is_(
        "femur",
        "tibia",
        "fibula",
        "humerus",
        "radius",
        "ulna",
        "hand",
        "foot",
        "acetabulum",
        "ilium",
        "pubis_ischium",
    ),
    items=(
        *SHARED_ITEMS,
        Item(key="no_fracture", label=_("No pathological fracture"), looks_at=NO_FRACTURE, points=POINT),
    ),
    bands=(
        Band(
            key="poor",
            label=_("poor prognosis"),
            low=0,
            high=1,
            meaning=_("In the cohort none was alive after 6 months."),
        ),
        Band(
            key="middle",
            label=_("intermediate prognosis"),
            low=2,
            high=3,
            meaning=_("In the cohort 25 % were alive after one year."),
        ),
        Band(
            key="good",
            label=_("good prognosis"),
            low=4,
            high=5,
            meaning=_("In the cohort 50 % were alive after one year."),
        ),
    ),
    higher_is=_("longer survival"),
    cohort=_("241 patients operated on for metastases of limbs and spine, published 1995"),
    limits=(
        _("Who modified it warn against deciding on the score alone; pain and nerves count as well."),
        OLD_COHORT,
    ),
    references=("bauer_1995", "janssen_2015", "leithner_2008", "bindels_2025"),
)
BAUER_MODIFIED = Score(
    key="bauer_modified",
    title="Modified Bauer",
    applies=SPINE,
    items=SHARED_ITEMS,
    bands=(
        Band(key="poor", label=_("poor prognosis"), low=0, high=1, meaning=_("Under 6 months expected.")),
        Band(
            key="middle",
            label=_("intermediate prognosis"),
            low=2,
            high=2,
            meaning=_("Over 6 months expected."),
        ),
        Band(key="good", label=_("good prognosis"), low=3, high=4, meaning=_("Over 12 months expected.")),
    ),
    higher_is=_("longer survival"),
    cohort=_("Patients operated on for spinal metastases, seven scores compared, published 2008"),
    limits=(
        _("Its authors warn against deciding on the score alone; pain and nerves count as well."),
        OLD_COHORT,
    ),
    references=("leithner_2008", "bindels_2025"),
)
