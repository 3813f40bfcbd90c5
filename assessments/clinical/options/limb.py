"""Operations by aim (resection, nerve, revision), and on the femur by place and band of survival."""

from assessments.clinical.advice import DECOMPRESSION, PAIN_PALLIATION, RESECTIONS
from assessments.clinical.findings.basic import FRACTURED, SOLITARY
from assessments.clinical.language.logic import Always
from assessments.clinical.risks.stability import ACETABULUM, HUMERUS
from assessments.clinical.sections.imaging import FEMUR, LONG_BONE

from .place import Order, Place, When
from .states import (
    DISTAL,
    FIBULA,
    FOREARM,
    HEAD_NECK,
    IMPLANT_FAILED,
    INTERTROCHANTERIC,
    LARGE_LOSS,
    NOT_AT_RISK,
    PROXIMAL_FEMUR,
    RESECT_FIRST,
    SHAFT,
    SUBTROCHANTERIC,
    TIBIA,
)

RESECT_IF_SINGLE = When("wide_resection", SOLITARY)
LARGE_BONE = FEMUR | TIBIA | HUMERUS
EXPERT = ("expert",)

BY_AIM: tuple[Place, ...] = (
    Place(
        "resection_of_shaft",
        LONG_BONE & SHAFT & ~FOREARM & ~FIBULA,
        (Order("ABCDE", ("wide_resection", "intercalary_prosthesis", "long_nail")),),
        ("guideline",),
        ("nov_surgery",),
        RESECTIONS,
    ),
    Place(
        "resection_of_end",
        LONG_BONE & ~FOREARM & ~FIBULA,
        (Order("ABCDE", ("wide_resection", "endoprosthesis", "plate_and_cement")),),
        ("guideline",),
        ("nov_surgery",),
        RESECTIONS,
    ),
    Place(
        "resection_of_acetabulum",
        ACETABULUM,
        (Order("ABCDE", ("wide_resection", "acetabular_reconstruction")),),
        ("cohort",),
        ("muller_capanna_2015", "harrington_1981"),
        RESECTIONS,
    ),
    Place(
        "resection_elsewhere",
        Always(),
        (Order("ABCDE", ("wide_resection", "curettage_and_cement")),),
        EXPERT,
        EXPERT,
        RESECTIONS,
    ),
    Place(
        "nerve",
        Always(),
        (Order("ABCDE", ("curettage_and_cement", RESECT_IF_SINGLE)),),
        EXPERT,
        EXPERT,
        frozenset({DECOMPRESSION}),
    ),
    # What was put in has failed, so the like of it is not put in first.
    Place(
        "revision_of_shaft",
        LARGE_BONE & SHAFT & IMPLANT_FAILED,
        (
            Order("A", ("brace_or_splint", "intercalary_prosthesis", "long_nail")),
            Order("BCDE", ("intercalary_prosthesis", "plate_and_cement", "long_nail")),
        ),
        ("cohort", "expert"),
        ("forsberg_2013", "expert"),
    ),
    Place(
        "revision_of_end",
        LARGE_BONE & IMPLANT_FAILED,
        (
            Order("A", ("brace_or_splint", "endoprosthesis", "plate_and_cement")),
            Order("BCDE", ("endoprosthesis", "plate_and_cement", "long_nail")),
        ),
        ("cohort", "expert"),
        ("forsberg_2013", "expert"),
    ),
    # A nail through the only metastasis of these would spread it through the whole bone.
    Place(
        "single_vascular_shaft",
        LARGE_BONE & SHAFT & RESECT_FIRST,
        (
            Order("D", ("intercalary_prosthesis", "plate_and_cement", "long_nail")),
            Order("E", ("wide_resection", "intercalary_prosthesis", "long_nail")),
        ),
        ("cohort",),
        ("rcc_margins", "rcc_wide_2018", "thyroid_resection"),
    ),
    Place(
        "single_vascular_end",
        LARGE_BONE & RESECT_FIRST,
        (
            Order("D", ("endoprosthesis", "plate_and_cement")),
            Order("E", ("wide_resection", "endoprosthesis", "plate_and_cement")),
        ),
        ("cohort",),
        ("rcc_margins", "rcc_wide_2018", "thyroid_resection"),
    ),
    Place(
        "painful_only",
        NOT_AT_RISK,
        (
            Order("AB", ("cementoplasty", "curettage_and_cement")),
            Order("CDE", ("curettage_and_cement", "cementoplasty", "thermal_ablation")),
        ),
        ("cohort",),
        ("cement_outside_spine", "ablation_cement"),
        frozenset({PAIN_PALLIATION}),
    ),
)

FEMUR_PLACES: tuple[Place, ...] = (
    Place(
        "femoral_head_and_neck",
        HEAD_NECK,
        (
            Order("ABC", ("hemiarthroplasty",)),
            Order("DE", ("endoprosthesis", "hemiarthroplasty"), LARGE_LOSS),
            Order("DE", ("hemiarthroplasty", "endoprosthesis")),
        ),
        ("guideline", "cohort"),
        ("msts_2020", "hip_or_nail"),
    ),
    Place(
        "intertrochanteric",
        INTERTROCHANTERIC,
        (
            Order("C", ("cephalomedullary_nail", "endoprosthesis"), FRACTURED),
            Order("ABC", ("cephalomedullary_nail",)),
            Order("DE", ("endoprosthesis", "cephalomedullary_nail"), FRACTURED | LARGE_LOSS),
            Order("DE", ("cephalomedullary_nail", "endoprosthesis")),
        ),
        ("guideline", "cohort"),
        ("msts_2020", "sorensen_2019", "steensma_2012", "tanaka_2016"),
    ),
    Place(
        "subtrochanteric",
        SUBTROCHANTERIC,
        (
            Order("ABC", ("cephalomedullary_nail",)),
            Order("DE", ("endoprosthesis", "cephalomedullary_nail"), LARGE_LOSS),
            Order("DE", ("cephalomedullary_nail", "endoprosthesis")),
        ),
        ("cohort",),
        ("steensma_2012", "tanaka_2016", "sorensen_2019"),
    ),
    Place(
        "proximal_femur",
        PROXIMAL_FEMUR,
        (
            Order("AB", ("cephalomedullary_nail", "hemiarthroplasty")),
            Order("C", ("cephalomedullary_nail", "hemiarthroplasty", "endoprosthesis")),
            Order("DE", ("endoprosthesis", "cephalomedullary_nail", "hemiarthroplasty")),
        ),
        ("guideline",),
        ("msts_2020",),
    ),
    Place(
        "femoral_shaft",
        FEMUR & SHAFT,
        (
            Order("AB", ("long_nail",)),
            Order("C", ("long_nail", "cephalomedullary_nail")),
            Order("DE", ("long_nail", When("intercalary_prosthesis", LARGE_LOSS), RESECT_IF_SINGLE)),
        ),
        ("guideline",),
        ("nov_surgery", "msts_2020"),
    ),
    Place(
        "distal_femur",
        FEMUR & DISTAL,
        (
            Order("AB", ("long_nail", "plate_and_cement")),
            Order("C", ("plate_and_cement", "long_nail")),
            Order("DE", ("endoprosthesis", "plate_and_cement"), LARGE_LOSS),
            Order("DE", ("plate_and_cement", "endoprosthesis")),
        ),
        ("guideline",),
        ("nov_surgery",),
    ),
    Place(
        "femur",
        FEMUR,
        (
            Order("ABC", ("long_nail", "cephalomedullary_nail", "hemiarthroplasty")),
            Order("DE", ("long_nail", "endoprosthesis", "hemiarthroplasty")),
        ),
        ("cohort",),
        ("steensma_2012", "tanaka_2016", "sorensen_2019"),
    ),
)
