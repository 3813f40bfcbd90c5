"""Operations by aim (resection, nerve, revision), and on the femur by place and band of survival."""

from assessments.clinical.advice import DECOMPRESSION, PAIN_PALLIATION, RESECTIONS
from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.extent import SOLITARY
from assessments.clinical.findings.place import (
    ACETABULUM,
    FIBULA,
    FOREARM,
    LARGE_BONE,
    TRUNK_AND_SKULL,
)
from assessments.clinical.language.logic import Always
from assessments.clinical.sections.imaging import FEMUR, LONG_BONE

from .place import Only, Place, prefer
from .reason import EXPERT
from .states import (
    DISTAL,
    HEAD_NECK,
    IMPLANT_FAILED,
    INTERTROCHANTERIC,
    LARGE_LOSS,
    NOT_AT_RISK,
    PROXIMAL_FEMUR,
    RESECT_FIRST,
    SHAFT,
    SUBTROCHANTERIC,
)

RESECT_IF_SINGLE = Only("wide_resection", when=SOLITARY)

BY_AIM: tuple[Place, ...] = (
    Place(
        key="resection_of_shaft",
        when=LONG_BONE & SHAFT & ~FOREARM & ~FIBULA,
        aims=RESECTIONS,
        orders=(prefer("wide_resection", "intercalary_prosthesis", "long_nail"),),
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    Place(
        key="resection_of_end",
        when=LONG_BONE & ~FOREARM & ~FIBULA,
        aims=RESECTIONS,
        orders=(prefer("wide_resection", "endoprosthesis", "plate_and_cement"),),
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    Place(
        key="resection_of_acetabulum",
        when=ACETABULUM,
        aims=RESECTIONS,
        orders=(prefer("wide_resection", "acetabular_reconstruction"),),
        evidence=("cohort",),
        references=("muller_capanna_2015", "harrington_1981"),
    ),
    Place(
        key="resection_elsewhere",
        when=Always(),
        aims=RESECTIONS,
        orders=(prefer("wide_resection", Only("curettage_and_cement", when=~TRUNK_AND_SKULL)),),
        evidence=EXPERT,
        references=EXPERT,
    ),
    Place(
        key="nerve",
        when=Always(),
        aims={DECOMPRESSION},
        orders=(prefer("curettage_and_cement", RESECT_IF_SINGLE),),
        evidence=EXPERT,
        references=EXPERT,
    ),
    # What was put in has failed, so the like of it is not put in first.
    Place(
        key="revision_of_shaft",
        when=LARGE_BONE & SHAFT & IMPLANT_FAILED,
        orders=(
            prefer("brace_or_splint", "intercalary_prosthesis", "long_nail", until="6 weeks"),
            prefer("intercalary_prosthesis", "plate_and_cement", "long_nail", over="6 weeks"),
        ),
        evidence=("cohort", "expert"),
        references=("forsberg_2013", "expert"),
    ),
    Place(
        key="revision_of_end",
        when=LARGE_BONE & IMPLANT_FAILED,
        orders=(
            prefer("brace_or_splint", "endoprosthesis", "plate_and_cement", until="6 weeks"),
            prefer("endoprosthesis", "plate_and_cement", "long_nail", over="6 weeks"),
        ),
        evidence=("cohort", "expert"),
        references=("forsberg_2013", "expert"),
    ),
    # A nail through the only metastasis of these would spread it through the whole bone.
    Place(
        key="single_vascular_shaft",
        when=LARGE_BONE & SHAFT & RESECT_FIRST,
        orders=(
            prefer(
                "intercalary_prosthesis", "plate_and_cement", "long_nail", over="6 months", until="12 months"
            ),
            prefer("wide_resection", "intercalary_prosthesis", "long_nail", over="12 months"),
        ),
        evidence=("cohort",),
        references=("rcc_margins", "rcc_wide_2018", "thyroid_resection"),
    ),
    Place(
        key="single_vascular_end",
        when=LARGE_BONE & RESECT_FIRST,
        orders=(
            prefer("endoprosthesis", "plate_and_cement", over="6 months", until="12 months"),
            prefer("wide_resection", "endoprosthesis", "plate_and_cement", over="12 months"),
        ),
        evidence=("cohort",),
        references=("rcc_margins", "rcc_wide_2018", "thyroid_resection"),
    ),
    Place(
        key="painful_only",
        when=NOT_AT_RISK,
        aims={PAIN_PALLIATION},
        orders=(
            prefer("cementoplasty", "curettage_and_cement", until="3 months"),
            prefer("curettage_and_cement", "cementoplasty", "thermal_ablation", over="3 months"),
        ),
        evidence=("cohort",),
        references=("cement_outside_spine", "ablation_cement"),
    ),
)

FEMUR_PLACES: tuple[Place, ...] = (
    Place(
        key="femoral_head_and_neck",
        when=HEAD_NECK,
        orders=(
            prefer("hemiarthroplasty", until="6 months"),
            prefer("endoprosthesis", "hemiarthroplasty", over="6 months", when=LARGE_LOSS),
            prefer("hemiarthroplasty", "endoprosthesis", over="6 months"),
        ),
        evidence=("guideline", "cohort"),
        references=("msts_2020", "hip_or_nail"),
    ),
    Place(
        key="intertrochanteric",
        when=INTERTROCHANTERIC,
        orders=(
            prefer(
                "cephalomedullary_nail", "endoprosthesis", over="3 months", until="6 months", when=FRACTURED
            ),
            prefer("cephalomedullary_nail", until="6 months"),
            prefer("endoprosthesis", "cephalomedullary_nail", over="6 months", when=FRACTURED | LARGE_LOSS),
            prefer("cephalomedullary_nail", "endoprosthesis", over="6 months"),
        ),
        evidence=("guideline", "cohort"),
        references=("msts_2020", "sorensen_2019", "steensma_2012", "tanaka_2016"),
    ),
    Place(
        key="subtrochanteric",
        when=SUBTROCHANTERIC,
        orders=(
            prefer("cephalomedullary_nail", until="6 months"),
            prefer("endoprosthesis", "cephalomedullary_nail", over="6 months", when=LARGE_LOSS),
            prefer("cephalomedullary_nail", "endoprosthesis", over="6 months"),
        ),
        evidence=("cohort",),
        references=("steensma_2012", "tanaka_2016", "sorensen_2019"),
    ),
    Place(
        key="proximal_femur",
        when=PROXIMAL_FEMUR,
        orders=(
            prefer("cephalomedullary_nail", "hemiarthroplasty", until="3 months"),
            prefer(
                "cephalomedullary_nail",
                "hemiarthroplasty",
                "endoprosthesis",
                over="3 months",
                until="6 months",
            ),
            prefer("endoprosthesis", "cephalomedullary_nail", "hemiarthroplasty", over="6 months"),
        ),
        evidence=("guideline",),
        references=("msts_2020",),
    ),
    Place(
        key="femoral_shaft",
        when=FEMUR & SHAFT,
        orders=(
            prefer("long_nail", until="3 months"),
            prefer("long_nail", "cephalomedullary_nail", over="3 months", until="6 months"),
            prefer(
                "long_nail",
                Only("intercalary_prosthesis", when=LARGE_LOSS),
                RESECT_IF_SINGLE,
                over="6 months",
            ),
        ),
        evidence=("guideline",),
        references=("nov_surgery", "msts_2020"),
    ),
    Place(
        key="distal_femur",
        when=FEMUR & DISTAL,
        orders=(
            prefer("long_nail", "plate_and_cement", until="3 months"),
            prefer("plate_and_cement", "long_nail", over="3 months", until="6 months"),
            prefer("endoprosthesis", "plate_and_cement", over="6 months", when=LARGE_LOSS),
            prefer("plate_and_cement", "endoprosthesis", over="6 months"),
        ),
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    Place(
        key="femur",
        when=FEMUR,
        orders=(
            prefer("long_nail", "cephalomedullary_nail", "hemiarthroplasty", until="6 months"),
            prefer("long_nail", "endoprosthesis", "hemiarthroplasty", over="6 months"),
        ),
        evidence=("cohort",),
        references=("steensma_2012", "tanaka_2016", "sorensen_2019"),
    ),
)
