"""Imaging: where the lesion is, what it is, and what it has done to the bone. One lesion."""

from assessments.clinical.language.questions import Choice, Section
from assessments.clinical.language.translatable import _

IMAGING = Section("imaging", _("Imaging"), _("The bone comes first: it decides what else is asked."))

BONE = IMAGING.choice(
    "bone",
    _("Which bone?"),
    Choice("spine", _("Spine")),
    Choice("femur", _("Femur")),
    Choice("tibia", _("Tibia")),
    Choice("fibula", _("Fibula")),
    Choice("humerus", _("Humerus")),
    Choice("radius", _("Radius")),
    Choice("ulna", _("Ulna")),
    Choice("acetabulum", _("Acetabulum")),
    Choice("ilium", _("Ilium")),
    Choice("pubis_ischium", _("Pubis or ischium")),
    Choice("scapula", _("Scapula")),
    Choice("clavicle", _("Clavicle")),
    Choice("rib", _("Rib")),
    Choice("sternum", _("Sternum")),
    Choice("skull", _("Skull")),
    Choice("hand", _("Hand")),
    Choice("foot", _("Foot")),
    Choice(
        "pelvis",
        _("Pelvis, part not known"),
        stands_for=("acetabulum", "ilium", "pubis_ischium"),
        asks=_("Which part of the pelvis?"),
    ),
    core=True,
)
SPINE = BONE.is_("spine")
FEMUR = BONE.is_("femur")
LONG_BONE = BONE.is_("femur", "tibia", "fibula", "humerus", "radius", "ulna")

SIDE = IMAGING.choice(
    "side",
    _("Which side?"),
    Choice("left", _("Left")),
    Choice("right", _("Right")),
    asked=~BONE.is_("spine", "sternum", "skull"),
    core=True,
)

CERVICAL = ("C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7")
THORACIC = ("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12")
LUMBAR = ("L1", "L2", "L3", "L4", "L5")
SACRAL = ("S1", "S2", "S3", "S4", "S5")
LEVEL = IMAGING.choice(
    "level",
    _("Most affected level"),
    *(
        Choice(level, level, _("Occiput to atlas") if level == "C0" else "")
        for level in CERVICAL + THORACIC + LUMBAR + SACRAL
    ),
    Choice("cervical", _("Cervical, level not known"), stands_for=CERVICAL, asks=_("Which cervical level?")),
    Choice("thoracic", _("Thoracic, level not known"), stands_for=THORACIC, asks=_("Which thoracic level?")),
    Choice("lumbar", _("Lumbar, level not known"), stands_for=LUMBAR, asks=_("Which lumbar level?")),
    Choice("sacral", _("Sacral, level not known"), stands_for=SACRAL, asks=_("Which sacral level?")),
    asked=SPINE,
    core=True,
)
SEGMENT = IMAGING.choice(
    "segment",
    _("Which part of the bone?"),
    Choice("head_neck", _("Head or neck"), when=FEMUR),
    Choice(
        "intertrochanteric",
        _("Intertrochanteric"),
        _("Between the base of the neck and the lesser trochanter."),
        when=FEMUR,
    ),
    Choice(
        "subtrochanteric",
        _("Subtrochanteric"),
        _("From the lesser trochanter down to about 5 cm below it."),
        when=FEMUR,
    ),
    Choice("proximal", _("Proximal"), when=~FEMUR),
    Choice("diaphysis", _("Shaft")),
    Choice("distal", _("Distal")),
    Choice(
        "proximal",
        _("Proximal, part not known"),
        when=FEMUR,
        stands_for=("head_neck", "intertrochanteric", "subtrochanteric"),
        asks=_("Which part of the proximal femur?"),
    ),
    asked=LONG_BONE,
    core=True,
)
IMAGED_ON = IMAGING.date("imaged_on", _("Date of the imaging assessed here"))
HISTOLOGY = IMAGING.choice(
    "histology",
    _("Histology"),
    Choice("metastasis_confirmed", _("Metastasis confirmed in this lesion")),
    Choice("confirmed_elsewhere", _("Bone metastasis confirmed at another site")),
    Choice("inconclusive", _("Biopsy inconclusive")),
    Choice("not_done", _("No biopsy")),
    Choice("primary_bone_tumour", _("Primary bone tumour")),
    Choice(
        "other_disease",
        _("Another disease, no tumour"),
        _("Infection, insufficiency or atypical fracture, Paget disease, haemangioma or another."),
    ),
    core=True,
)
INFECTION_SIGNS = IMAGING.yes_no(
    "infection_signs",
    _("Signs of infection?"),
    hint=_("Fever, sinus, disc or joint destroyed, cold abscess, or a raised CRP without another cause."),
    asked=HISTOLOGY.is_("inconclusive", "not_done"),
)
AGGRESSIVE_FEATURES = IMAGING.yes_no(
    "aggressive_features",
    _("Features of a primary bone tumour?"),
    hint=_("Destruction with new bone, periosteal reaction, or a soft-tissue mass."),
    asked=HISTOLOGY.is_("inconclusive", "not_done"),
)
LESION_TYPE = IMAGING.choice(
    "lesion_type",
    _("Type of lesion"),
    Choice("lytic", _("Lytic (osteolytic)"), _("Bone destroyed.")),
    Choice("mixed", _("Mixed"), _("Both lytic and blastic.")),
    Choice("blastic", _("Blastic (osteoblastic)"), _("Sclerotic.")),
    core=True,
)
DESTRUCTION_ON_RADIOGRAPH = IMAGING.choice(
    "destruction_on_radiograph",
    _("Bone destruction on plain radiographs"),
    Choice("seen", _("Seen")),
    Choice("not_seen", _("Not seen")),
    Choice("not_taken", _("No radiograph taken")),
    core=True,
)
CORTICAL_FRACTION = IMAGING.choice(
    "cortical_fraction",
    _("Cortical involvement (fraction of diameter)"),
    Choice("under_third", _("Under a third")),
    Choice("third_to_two_thirds", _("A third to two thirds")),
    Choice("over_two_thirds", _("Over two thirds")),
    hint=_(
        "On the view where it is largest. Published definitions differ between bone diameter and "
        "cortical thickness."
    ),
    asked=LONG_BONE,
    core=True,
)
AXIAL_EXTENT_MM = IMAGING.integer(
    "axial_extent_mm",
    _("Axial cortical involvement"),
    0,
    450,
    unit="mm",
    hint=_("On a plain radiograph with a scale; 30 mm is the published limit."),
    asked=FEMUR,
    core=True,
)
CIRCUMFERENTIAL_PERCENT = IMAGING.integer(
    "circumferential_percent",
    _("Circumferential cortical involvement"),
    0,
    100,
    unit="%",
    asked=LONG_BONE,
)
LARGEST_DIAMETER_MM = IMAGING.integer(
    "largest_diameter_mm",
    _("Largest diameter of the lesion"),
    0,
    400,
    unit="mm",
    asked=~SPINE,
)
CORTICAL_BREACH = IMAGING.yes_no("cortical_breach", _("Is the cortex breached?"), asked=LONG_BONE)
LESSER_TROCHANTER_AVULSED = IMAGING.yes_no(
    "lesser_trochanter_avulsed",
    _("Is the lesser trochanter avulsed?"),
    asked=FEMUR & SEGMENT.is_("intertrochanteric", "subtrochanteric"),
)
ACETABULAR_CLASS = IMAGING.choice(
    "acetabular_class",
    _("Harrington class of the acetabulum"),
    Choice("I", "I", _("Medial wall, dome and lateral cortices intact.")),
    Choice("II", "II", _("Medial wall deficient; dome and rim intact.")),
    Choice("III", "III", _("Medial wall, dome and lateral cortices deficient.")),
    Choice("IV", "IV", _("Solitary lesion whose complete resection could cure.")),
    asked=BONE.is_("acetabulum"),
    core=True,
)
PELVIC_WEIGHT_BEARING = IMAGING.yes_no(
    "pelvic_weight_bearing",
    _("Weight-bearing part of the ilium involved?"),
    hint=_("The acetabular roof or the sacroiliac joint."),
    asked=BONE.is_("ilium"),
    core=True,
)
CONTIGUOUS_LEVELS = IMAGING.integer(
    "contiguous_levels",
    _("Contiguous vertebral levels of this tumour"),
    1,
    6,
    hint=_("Neighbouring vertebrae that one tumour spans count as one bone metastasis. Open: one level."),
    asked=SPINE,
)
ALIGNMENT = IMAGING.choice(
    "alignment",
    _("Spinal alignment"),
    Choice("normal", _("Normal")),
    Choice("deformity", _("New deformity"), _("Kyphosis or scoliosis.")),
    Choice("subluxation", _("Subluxation or translation")),
    asked=SPINE,
    core=True,
)
COLLAPSE = IMAGING.choice(
    "collapse",
    _("Collapse of the vertebral body"),
    Choice("none", _("None, half of the body or less involved")),
    Choice("none_over_half_involved", _("None, but over half of the body involved")),
    Choice("under_half", _("Collapse of less than half")),
    Choice("over_half", _("Collapse of more than half")),
    Choice(
        "present",
        _("Collapsed, amount not known"),
        stands_for=("under_half", "over_half"),
        asks=_("How much collapse?"),
    ),
    asked=SPINE,
    core=True,
)
OTHER_SPINAL_FRACTURE = IMAGING.yes_no(
    "other_spinal_fracture",
    _("Fracture without collapse of the body?"),
    hint=_("Dens, sacrum or posterior elements."),
    asked=SPINE,
)
POSTEROLATERAL = IMAGING.choice(
    "posterolateral",
    _("Posterolateral elements involved"),
    Choice("none", _("Neither side")),
    Choice("unilateral", _("One side")),
    Choice("bilateral", _("Both sides")),
    Choice(
        "present",
        _("Involved, sides not known"),
        stands_for=("unilateral", "bilateral"),
        asks=_("Posterolateral elements on one side or both?"),
    ),
    hint=_("Facet, pedicle or costovertebral joint fractured or replaced by tumour."),
    asked=SPINE,
    core=True,
)
CORD_COMPRESSION = IMAGING.choice(
    "cord_compression",
    _("Epidural cord compression (ESCC grade)"),
    Choice("0", "0", _("Tumour in the bone only.")),
    Choice("1a", "1a", _("Epidural, thecal sac not deformed.")),
    Choice("1b", "1b", _("Thecal sac deformed, no cord abutment.")),
    Choice("1c", "1c", _("Cord abutment: thecal sac deformed, cord not compressed.")),
    Choice("2", "2", _("Cord compressed, CSF still visible around the cord.")),
    Choice("3", "3", _("Cord compressed, no CSF visible around the cord.")),
    Choice(
        "compressed", _("Cord compressed, grade not known"), stands_for=("2", "3"), asks=_("ESCC 2 or 3?")
    ),
    hint=_("On axial T2 MRI at the most compressed level."),
    asked=SPINE & (LEVEL.is_(*CERVICAL, *THORACIC, "L1") | LEVEL.said("lumbar")),
    core=True,
)
CAUDA_COMPRESSION = IMAGING.choice(
    "cauda_compression",
    _("Compression of the cauda equina"),
    Choice("none", _("None")),
    Choice("partial", _("Partial")),
    Choice("severe", _("Severe")),
    Choice(
        "present",
        _("Present, degree not known"),
        stands_for=("partial", "severe"),
        asks=_("Cauda equina compression partial or severe?"),
    ),
    hint=_("Below the conus, where the cord grades do not apply."),
    asked=SPINE & (LEVEL.is_(*LUMBAR[1:], *SACRAL) | LEVEL.said("lumbar")),
    core=True,
)
COMPRESSED = CORD_COMPRESSION.is_("1c", "2", "3") | CAUDA_COMPRESSION.is_("partial", "severe")
SEPARATE_COMPRESSION_LEVELS = IMAGING.yes_no(
    "separate_compression_levels",
    _("Non-contiguous levels of compression?"),
    hint=_("Separate areas that one operation cannot reach."),
    asked=COMPRESSED,
)
BONE_RETROPULSION = IMAGING.yes_no(
    "bone_retropulsion",
    _("Bony retropulsion into the canal?"),
    asked=SPINE & (COLLAPSE.is_("under_half", "over_half") | COMPRESSED),
    core=True,
)
TREATED_BEFORE = IMAGING.yes_no(
    "treated_before",
    _("Non-operative (conservative) treatment of this lesion so far?"),
    hint=_("Radiotherapy, systemic treatment, bone agent or brace."),
    core=True,
)
RADIOTHERAPY_HERE = IMAGING.yes_no(
    "radiotherapy_here", _("Previous radiotherapy to this lesion?"), asked=TREATED_BEFORE.yes, core=True
)
RADIOTHERAPY_KIND = IMAGING.choice(
    "radiotherapy_kind",
    _("Type of that radiotherapy"),
    Choice("conventional", _("Conventional"), _("8 Gy in 1, 20 Gy in 5, 30 Gy in 10 fractions, or similar.")),
    Choice("stereotactic", _("Stereotactic (SBRT)")),
    asked=RADIOTHERAPY_HERE.yes,
)
WEEKS_SINCE_RADIOTHERAPY = IMAGING.integer(
    "weeks_since_radiotherapy",
    _("Time since the end of radiotherapy"),
    0,
    1000,
    unit=_("weeks"),
    asked=RADIOTHERAPY_HERE.yes,
)
RESPONSE_ON_IMAGING = IMAGING.choice(
    "response_on_imaging",
    _("Bone destruction since that treatment"),
    Choice("improved", _("Improved")),
    Choice("stable", _("Stable")),
    Choice("progressed", _("Progressed")),
    asked=TREATED_BEFORE.yes,
    core=True,
)
HYPERVASCULAR = IMAGING.yes_no("hypervascular", _("Hypervascular on angiography or contrast imaging?"))
IMPLANT = IMAGING.choice(
    "implant",
    _("Implant in this bone"),
    Choice("none", _("None")),
    Choice("intact", _("Intact")),
    Choice("failed", _("Failed"), _("Broken, loose or cut out.")),
    asked=~BONE.is_("rib", "sternum", "skull"),
    core=True,
)
IMPLANT_KIND = IMAGING.choice(
    "implant_kind",
    _("Type of implant"),
    Choice("nail", _("Intramedullary nail")),
    Choice("plate", _("Plate")),
    Choice("prosthesis", _("Prosthesis")),
    Choice("spinal_instrumentation", _("Spinal instrumentation")),
    Choice("cement", _("Cement alone")),
    Choice("other", _("Other")),
    asked=IMPLANT.is_("intact", "failed"),
)
