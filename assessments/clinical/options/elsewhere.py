"""Operations below the femur, on the arm, the pelvis and the other bones."""

from assessments.clinical.findings.basic import FRACTURED
from assessments.clinical.language.logic import Always
from assessments.clinical.risks.stability import ACETABULUM, HUMERUS
from assessments.clinical.sections.imaging import ACETABULAR_CLASS, BONE

from .limb import EXPERT, RESECT_IF_SINGLE
from .place import Order, Place, When
from .states import (
    BREACHED,
    DISTAL,
    FIBULA,
    FOREARM,
    LARGE_LOSS,
    PROXIMAL,
    SHAFT,
    TIBIA,
    TRUNK,
)

HAND_OR_FOOT = BONE.is_("hand", "foot")

ELSEWHERE: tuple[Place, ...] = (
    Place(
        "proximal_tibia",
        TIBIA & PROXIMAL,
        (
            Order("ABC", ("plate_and_cement", "long_nail")),
            Order("DE", ("endoprosthesis", "plate_and_cement"), LARGE_LOSS),
            Order("DE", ("plate_and_cement", "endoprosthesis")),
        ),
        ("guideline", "cohort"),
        ("nov_surgery", "tibia_2020"),
    ),
    Place(
        "tibial_shaft",
        TIBIA & SHAFT,
        (
            Order("ABC", ("long_nail",)),
            Order("DE", ("long_nail", RESECT_IF_SINGLE)),
        ),
        ("guideline",),
        ("nov_surgery",),
    ),
    Place(
        "distal_tibia",
        TIBIA & DISTAL,
        (Order("ABC", ("plate_and_cement",)), Order("DE", ("plate_and_cement", RESECT_IF_SINGLE))),
        ("cohort",),
        ("distal_tibia_2019",),
    ),
    Place(
        "tibia",
        TIBIA,
        (Order("ABCDE", ("long_nail", "plate_and_cement")),),
        ("cohort",),
        ("distal_tibia_2019",),
    ),
    Place(
        "fibula",
        FIBULA,
        (
            Order("AB", ("curettage_and_cement",)),
            Order("CDE", ("curettage_and_cement", "wide_resection")),
        ),
        EXPERT,
        EXPERT,
    ),
    Place(
        "proximal_humerus",
        HUMERUS & PROXIMAL,
        (
            Order("AB", ("long_nail", "cementoplasty")),
            Order("C", ("long_nail", "endoprosthesis", "plate_and_cement")),
            Order("DE", ("endoprosthesis", "plate_and_cement"), LARGE_LOSS | BREACHED | FRACTURED),
            Order("DE", ("plate_and_cement", "endoprosthesis", "long_nail")),
        ),
        ("cohort",),
        ("humerus_proximal_2023", "humerus_nail_2018", "wedin_2012"),
    ),
    Place(
        "humeral_shaft",
        HUMERUS & SHAFT,
        (
            Order("AB", ("long_nail",)),
            Order("C", ("long_nail", "plate_and_cement")),
            Order("DE", ("long_nail", "intercalary_prosthesis", "plate_and_cement")),
        ),
        ("guideline", "cohort"),
        ("nov_surgery", "humerus_shaft_2021", "wedin_2012"),
    ),
    Place(
        "distal_humerus",
        HUMERUS & DISTAL,
        (
            Order("ABC", ("plate_and_cement", "long_nail")),
            Order("DE", ("endoprosthesis", "plate_and_cement"), LARGE_LOSS),
            Order("DE", ("plate_and_cement", "endoprosthesis")),
        ),
        ("cohort",),
        ("wedin_2012",),
    ),
    Place(
        "humerus", HUMERUS, (Order("ABCDE", ("long_nail", "plate_and_cement")),), ("cohort",), ("wedin_2012",)
    ),
    Place(
        "forearm",
        FOREARM,
        (
            Order("ABC", ("plate_and_cement", "long_nail")),
            Order("DE", ("plate_and_cement", "wide_resection")),
        ),
        ("cohort",),
        ("forearm_2025",),
    ),
    Place(
        "acetabulum",
        ACETABULUM,
        (
            Order("AB", ("percutaneous_screws_and_cement", "cementoplasty")),
            Order("C", ("percutaneous_screws_and_cement", "acetabular_reconstruction", "cementoplasty")),
            Order("DE", ("wide_resection", "acetabular_reconstruction"), ACETABULAR_CLASS.is_("IV")),
            Order("DE", ("acetabular_reconstruction", "percutaneous_screws_and_cement")),
        ),
        ("cohort",),
        ("harrington_1981", "harrington_modern", "aorif_2023"),
    ),
    Place(
        "iliac_or_pubic",
        BONE.is_("ilium", "pubis_ischium"),
        (
            Order("ABC", ("cementoplasty", "percutaneous_screws_and_cement")),
            Order("DE", ("cementoplasty", "percutaneous_screws_and_cement", RESECT_IF_SINGLE)),
        ),
        ("cohort",),
        ("cement_outside_spine", "cement_pelvis_44"),
    ),
    Place(
        "pelvis",
        BONE.is_("acetabulum", "ilium", "pubis_ischium"),
        (
            Order("AB", ("percutaneous_screws_and_cement", "cementoplasty")),
            Order("CDE", ("percutaneous_screws_and_cement", "cementoplasty", "acetabular_reconstruction")),
        ),
        ("cohort",),
        ("cement_outside_spine", "cement_pelvis_44"),
    ),
    Place(
        "trunk_and_skull",
        TRUNK,
        (Order("ABCDE", ("radiotherapy_8gy", "cementoplasty", "thermal_ablation", "wide_resection")),),
        EXPERT,
        EXPERT,
    ),
    Place(
        "small_bones",
        Always(),
        (Order("ABCDE", ("plate_and_cement", "wide_resection", When("amputation", HAND_OR_FOOT))),),
        ("cohort",),
        ("distal_limbs_2021",),
    ),
)
