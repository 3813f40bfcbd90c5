"""Operations below the femur, on the arm, the pelvis and the other bones."""

from assessments.clinical.findings.bone import FRACTURED
from assessments.clinical.findings.extent import SOLITARY
from assessments.clinical.findings.place import ACETABULUM, FIBULA, FOREARM, HUMERUS, TIBIA, TRUNK_AND_SKULL
from assessments.clinical.language.logic import Always, known
from assessments.clinical.sections.imaging import ACETABULAR_CLASS, BONE

from .limb import RESECT_IF_SINGLE
from .place import Only, Place, prefer
from .reason import EXPERT
from .states import DISTAL, HUMERUS_BREACHED, LARGE_LOSS, PROXIMAL, SHAFT

HAND_OR_FOOT = BONE.is_("hand", "foot")

OTHER_BONES: tuple[Place, ...] = (
    Place(
        key="proximal_tibia",
        when=TIBIA & PROXIMAL,
        orders=(
            prefer("plate_and_cement", "long_nail", until="6 months"),
            prefer("endoprosthesis", "plate_and_cement", over="6 months", when=LARGE_LOSS),
            prefer("plate_and_cement", "endoprosthesis", over="6 months"),
        ),
        evidence=("guideline", "cohort"),
        references=("nov_surgery", "tibia_2020"),
    ),
    Place(
        key="tibial_shaft",
        when=TIBIA & SHAFT,
        orders=(
            prefer("long_nail", until="6 months"),
            prefer("long_nail", RESECT_IF_SINGLE, over="6 months"),
        ),
        evidence=("guideline",),
        references=("nov_surgery",),
    ),
    Place(
        key="distal_tibia",
        when=TIBIA & DISTAL,
        orders=(
            prefer("plate_and_cement", until="6 months"),
            prefer("plate_and_cement", RESECT_IF_SINGLE, over="6 months"),
        ),
        evidence=("cohort",),
        references=("distal_tibia_2019",),
    ),
    Place(
        key="tibia",
        when=TIBIA,
        orders=(prefer("long_nail", "plate_and_cement"),),
        evidence=("cohort",),
        references=("distal_tibia_2019",),
    ),
    Place(
        key="fibula",
        when=FIBULA,
        orders=(
            prefer("curettage_and_cement", until="3 months"),
            prefer("curettage_and_cement", "wide_resection", over="3 months"),
        ),
        evidence=EXPERT,
        references=EXPERT,
    ),
    Place(
        key="proximal_humerus",
        when=HUMERUS & PROXIMAL,
        orders=(
            prefer("long_nail", "cementoplasty", until="3 months"),
            prefer("long_nail", "endoprosthesis", "plate_and_cement", over="3 months", until="6 months"),
            prefer(
                "endoprosthesis",
                "plate_and_cement",
                over="6 months",
                when=LARGE_LOSS | HUMERUS_BREACHED | FRACTURED,
            ),
            prefer("plate_and_cement", "endoprosthesis", "long_nail", over="6 months"),
        ),
        evidence=("cohort",),
        references=("humerus_proximal_2023", "humerus_nail_2018", "wedin_2012"),
    ),
    Place(
        key="humeral_shaft",
        when=HUMERUS & SHAFT,
        orders=(
            prefer("long_nail", until="3 months"),
            prefer("long_nail", "plate_and_cement", over="3 months", until="6 months"),
            prefer("long_nail", "intercalary_prosthesis", "plate_and_cement", over="6 months"),
        ),
        evidence=("guideline", "cohort"),
        references=("nov_surgery", "humerus_shaft_2021", "wedin_2012"),
    ),
    Place(
        key="distal_humerus",
        when=HUMERUS & DISTAL,
        orders=(
            prefer("plate_and_cement", "long_nail", until="6 months"),
            prefer("endoprosthesis", "plate_and_cement", over="6 months", when=LARGE_LOSS),
            prefer("plate_and_cement", "endoprosthesis", over="6 months"),
        ),
        evidence=("cohort",),
        references=("wedin_2012",),
    ),
    Place(
        key="humerus",
        when=HUMERUS,
        orders=(prefer("long_nail", "plate_and_cement"),),
        evidence=("cohort",),
        references=("wedin_2012",),
    ),
    Place(
        key="forearm",
        when=FOREARM,
        orders=(
            prefer("plate_and_cement", "long_nail", until="6 months"),
            prefer("plate_and_cement", "wide_resection", over="6 months"),
        ),
        evidence=("cohort",),
        references=("forearm_2025",),
    ),
    Place(
        key="acetabulum",
        when=ACETABULUM,
        orders=(
            prefer("percutaneous_screws_and_cement", "cementoplasty", until="3 months"),
            prefer(
                "percutaneous_screws_and_cement",
                "acetabular_reconstruction",
                "cementoplasty",
                over="3 months",
                until="6 months",
            ),
            prefer(
                "wide_resection",
                "acetabular_reconstruction",
                over="6 months",
                # Resection to cure: not where more than one metastasis is known.
                when=ACETABULAR_CLASS.is_("IV") & ~known(~SOLITARY),
            ),
            prefer("acetabular_reconstruction", "percutaneous_screws_and_cement", over="6 months"),
        ),
        evidence=("cohort",),
        references=("harrington_1981", "harrington_modern", "aorif_2023"),
    ),
    Place(
        key="iliac_or_pubic",
        when=BONE.is_("ilium", "pubis_ischium"),
        orders=(
            prefer("cementoplasty", "percutaneous_screws_and_cement", until="6 months"),
            prefer("cementoplasty", "percutaneous_screws_and_cement", RESECT_IF_SINGLE, over="6 months"),
        ),
        evidence=("cohort",),
        references=("cement_outside_spine", "cement_pelvis_44"),
    ),
    Place(
        key="pelvis",
        when=BONE.is_("acetabulum", "ilium", "pubis_ischium"),
        orders=(
            prefer("percutaneous_screws_and_cement", "cementoplasty", until="3 months"),
            prefer(
                "percutaneous_screws_and_cement",
                "cementoplasty",
                "acetabular_reconstruction",
                over="3 months",
            ),
        ),
        evidence=("cohort",),
        references=("cement_outside_spine", "cement_pelvis_44"),
    ),
    Place(
        key="trunk_and_skull",
        when=TRUNK_AND_SKULL,
        orders=(prefer("radiotherapy_8gy", "cementoplasty", "thermal_ablation", "wide_resection"),),
        evidence=EXPERT,
        references=EXPERT,
    ),
    Place(
        key="small_bones",
        when=Always(),
        orders=(prefer("plate_and_cement", "wide_resection", Only("amputation", when=HAND_OR_FOOT)),),
        evidence=("cohort",),
        references=("distal_limbs_2021",),
    ),
)
