"""Every indication is shown to fire, with what it proposes, and not to fire where one part is missing."""

from __future__ import annotations

import pytest

from assessments.clinical.rules.indications import I13, INDICATIONS
from tests.clinical.bases import (
    ACETABULUM,
    CORD,
    DEFICIT,
    FEMUR,
    FOOT,
    HUMERUS,
    ILIUM,
    LUMBAR,
    RIB,
    SPINE,
    TIBIA,
    TREATED,
    ULNA,
    Answers,
    facts,
    proposals,
)

DECOMPRESS = "decompression_and_stabilisation"
GRADE_3: Answers = {"cord_compression": "3"}
CAUDA: Answers = {
    "cauda_compression": "severe", "bone_retropulsion": False, "separate_compression_levels": False,
}  # fmt: skip
KIDNEY: Answers = {"primary": "kidney", "hormone_dependent": None}
LYMPHOMA: Answers = {"primary": "lymphoma", "hormone_dependent": None}
LUNG: Answers = {
    "primary": "lung", "lung_type": "non_small_cell", "targeted_therapy": False, "hormone_dependent": None,
}  # fmt: skip
NOW: Answers = {"deficit_hours": 24}
DAYS: Answers = {"deficit_hours": 100}
WHEN_OPEN: Answers = {"deficit_hours": None, "onset": None}
LOST: Answers = {"frankel": "A", "walking": "unable"}
ONE: Answers = {"vertebral_metastases": 0, "other_bone_metastases": 1}
HOPE: Answers = {**ONE, "tumour_free_interval_expected": True}
WORSE: Answers = {**TREATED, "pain_trend": "worse"}
GROWN: Answers = {**TREATED, "response_on_imaging": "progressed"}
DENS: Answers = {"level": "C2", "other_spinal_fracture": True}
BROKEN_SACRUM: Answers = {"level": "S1", "other_spinal_fracture": True}
# SINS by hand
SINS_6: Answers = {"mechanical": True, "lesion_type": "lytic"}  # T7 1 + 3 + 2
SINS_7: Answers = {**SINS_6, "collapse": "none_over_half_involved"}
SINS_9: Answers = {
    "level": "L3",
    "cauda_compression": "none",
    "mechanical": True,
    "lesion_type": "lytic",
    "collapse": "under_half",
    "bone_retropulsion": False,
}  # 2 + 3 + 2 + 2
SINS_10: Answers = {**SINS_9, "posterolateral": "unilateral"}
SINS_10_NOT_MECHANICAL: Answers = {**SINS_9, "mechanical": False, "posterolateral": "bilateral"}  # 2+1+2+2+3
SINS_12: Answers = {**SINS_9, "posterolateral": "bilateral"}
SINS_13: Answers = {**SINS_12, "collapse": "over_half"}
# The same in the thoracic spine, to go with a cord
CORD_12: Answers = {
    "level": "L1",
    "mechanical": True,
    "lesion_type": "lytic",
    "alignment": "deformity",
    "collapse": "under_half",
    "bone_retropulsion": False,
}  # 3 + 3 + 2 + 2 + 2
CORD_13: Answers = {**CORD_12, "posterolateral": "unilateral"}
HIGH_MIRELS: Answers = {"lesion_type": "lytic", "cortical_fraction": "over_two_thirds"}  # 9 in the leg, 8 arm
EIGHT: Answers = {"lesion_type": "lytic", "cortical_fraction": "third_to_two_thirds"}  # 8 in the leg, 7 arm

FIRES: list[tuple[str, Answers, Answers, tuple[str, str, str | None]]] = [
    ("I0", SPINE, {"sphincter": "disturbed", "cord_compression": None},
     ("consider", "emergency", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, "cord_compression": None}, ("consider", "urgent", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, **NOW, "cord_compression": None}, ("consider", "emergency", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, **DAYS, "cord_compression": None}, ("consider", "urgent", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, **WHEN_OPEN, "cord_compression": None}, ("consider", "emergency", DECOMPRESS)),
    # The sphincter is open, so it is still urgent as an emergency.
    ("I0", CORD, {**DEFICIT, **DAYS, "sphincter": None, "cord_compression": None},
     ("consider", "emergency", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, **DAYS, "deficit": "present", "frankel": "E", "cord_compression": None},
     ("consider", "urgent", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, **DAYS, "deficit": "radiculopathy", "frankel": "impaired",
                  "cord_compression": None}, ("consider", "urgent", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, **DAYS, "deficit": "radiculopathy", "frankel": "E", "weakest_power": 3,
                  "cord_compression": None}, ("consider", "urgent", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, "deficit": "radiculopathy", "frankel": "E", "weakest_power": 3,
                  "cord_compression": None}, ("consider", "expedited", DECOMPRESS)),
    ("I0", SPINE, {"level": "lumbar", "cord_compression": "0", "sphincter": "disturbed"},
     ("consider", "emergency", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, **LOST, "cord_compression": None, "hours_since_walking_lost": 48},
     ("consider", "emergency", DECOMPRESS)),
    # Paralysed, but not known for how long.
    ("I0", CORD, {**DEFICIT, **LOST, "cord_compression": None, "hours_since_walking_lost": None},
     ("consider", "emergency", DECOMPRESS)),
    ("I0", CORD, {**DEFICIT, **NOW, "cord_compression": None, "expected_survival": "under_6_weeks"},
     ("consider", "urgent", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **NOW, "cord_compression": "1c"}, ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **NOW, "cord_compression": "2"}, ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **NOW, **GRADE_3}, ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, "deficit_hours": 48, **GRADE_3}, ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **WHEN_OPEN, **GRADE_3}, ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, "deficit_hours": None, "onset": "within_48_hours", **GRADE_3},
     ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **GRADE_3, "walking": "unable", "hours_since_walking_lost": 4},
     ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **NOW, "cord_compression": "compressed"}, ("operate", "emergency", DECOMPRESS)),
    ("I1", LUMBAR, {**DEFICIT, **NOW, **CAUDA, "cauda_compression": "partial"},
     ("operate", "emergency", DECOMPRESS)),
    ("I1", LUMBAR, {**DEFICIT, **NOW, **CAUDA}, ("operate", "emergency", DECOMPRESS)),
    ("I1", LUMBAR, {**DEFICIT, **NOW, **CAUDA, "cauda_compression": "present"},
     ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **NOW, "collapse": "under_half", "bone_retropulsion": True},
     ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**GRADE_3, "sphincter": "disturbed"}, ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**GRADE_3, "sphincter": "disturbed", "sphincter_hours": 168},
     ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **GRADE_3, "sphincter": "disturbed", "deficit": "radiculopathy", "frankel": "E"},
     ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **LOST, **GRADE_3, "hours_since_walking_lost": 48},
     ("operate", "emergency", DECOMPRESS)),
    # Not walking for weeks, but paralysed since this morning.
    ("I1", CORD, {**DEFICIT, **NOW, **LOST, **GRADE_3, "hours_since_walking_lost": 600},
     ("operate", "emergency", DECOMPRESS)),
    ("I1", CORD, {**DEFICIT, **NOW, **GRADE_3, **LYMPHOMA, **CORD_13}, ("operate", "emergency", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **KIDNEY}, ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, "cord_compression": "2", **KIDNEY}, ("operate", "urgent", DECOMPRESS)),
    ("I2", LUMBAR, {**DEFICIT, **CAUDA, **KIDNEY}, ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **NOW}, ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **WHEN_OPEN}, ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **LYMPHOMA, "bone_retropulsion": True},
     ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **LYMPHOMA, **TREATED}, ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **DAYS}, ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **SINS_7}, ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, "bone_retropulsion": True}, ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **TREATED}, ("operate", "urgent", DECOMPRESS)),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **KIDNEY, "deficit": "radiculopathy"},
     ("operate", "urgent", DECOMPRESS)),
    ("I2b", CORD, {**DEFICIT, **GRADE_3}, ("consider", "urgent", DECOMPRESS)),
    ("I2b", CORD, {**DEFICIT, **GRADE_3, **KIDNEY}, ("consider", "urgent", DECOMPRESS)),
    ("I2b", LUMBAR, {**DEFICIT, **CAUDA}, ("consider", "urgent", DECOMPRESS)),
    ("I2b", CORD, {**DEFICIT, "cord_compression": "1c"}, ("consider", "urgent", DECOMPRESS)),
    ("I2b", CORD, {**DEFICIT, "collapse": "under_half", "bone_retropulsion": True},
     ("consider", "urgent", DECOMPRESS)),
    ("I2b", CORD, {**DEFICIT, **GRADE_3, **LYMPHOMA, **TREATED}, ("consider", "urgent", DECOMPRESS)),
    ("I2b", CORD, {**DEFICIT, **GRADE_3, **LOST, "hours_since_walking_lost": 49},
     ("consider", "expedited", DECOMPRESS)),
    ("I2b", CORD, {**DEFICIT, **GRADE_3, **LOST, "frankel": "B", "hours_since_walking_lost": 169},
     ("consider", "expedited", DECOMPRESS)),
    ("I2b", CORD, {**DEFICIT, **GRADE_3, **LOST, "hours_since_walking_lost": None},
     ("consider", "urgent", DECOMPRESS)),
    ("I3", CORD, {**GRADE_3, **KIDNEY}, ("operate", "urgent", DECOMPRESS)),
    ("I3", CORD, {"cord_compression": "2", **KIDNEY}, ("operate", "urgent", DECOMPRESS)),
    ("I3", CORD, {"cord_compression": "compressed", **TREATED}, ("operate", "urgent", DECOMPRESS)),
    ("I3", CORD, {**GRADE_3, **KIDNEY, **DEFICIT, **LOST, "hours_since_walking_lost": 48},
     ("operate", "urgent", DECOMPRESS)),
    ("I3", CORD, {**GRADE_3, **LYMPHOMA, **TREATED}, ("operate", "urgent", DECOMPRESS)),
    *[
        ("I4", base, changes, ("non_operative", "none", None))
        for base, changes in (
            (CORD, {**GRADE_3, **LYMPHOMA}),
            (CORD, {**GRADE_3, **LYMPHOMA, **DEFICIT}),
            (CORD, {**GRADE_3, **LYMPHOMA, **CORD_12}),
            (CORD, {**LYMPHOMA, **DEFICIT, "cord_compression": "1c"}),
            (CORD, {**LYMPHOMA, "cord_compression": "1c", "sphincter": "disturbed"}),
            (LUMBAR, {**CAUDA, **LYMPHOMA}),
            (LUMBAR, {**CAUDA, **LYMPHOMA, **DEFICIT, "cauda_compression": "partial"}),
            (CORD, {**GRADE_3, "radiosensitivity_known": "sensitive"}),
        )
    ],
    ("I5", CORD, {"cord_compression": "1c"}, ("consider", "expedited", DECOMPRESS)),
    ("I5", CORD, {"cord_compression": "1c", **KIDNEY}, ("consider", "expedited", DECOMPRESS)),
    ("I6", CORD, GRADE_3, ("consider", "urgent", DECOMPRESS)),
    ("I6", CORD, {"cord_compression": "2"}, ("consider", "urgent", DECOMPRESS)),
    ("I6", CORD, {**GRADE_3, **DEFICIT, "deficit": "radiculopathy", "frankel": "E"},
     ("consider", "urgent", DECOMPRESS)),
    ("I6", CORD, {**GRADE_3, **LYMPHOMA, "bone_retropulsion": True}, ("consider", "urgent", DECOMPRESS)),
    ("I6", LUMBAR, CAUDA, ("consider", "urgent", DECOMPRESS)),
    ("I6", LUMBAR, {**CAUDA, **KIDNEY}, ("consider", "urgent", DECOMPRESS)),
    ("I6", LUMBAR, {**CAUDA, **LYMPHOMA, "bone_retropulsion": True}, ("consider", "urgent", DECOMPRESS)),
    ("I6", LUMBAR, {**CAUDA, **LYMPHOMA, **TREATED}, ("consider", "urgent", DECOMPRESS)),
    ("I7", SPINE, SINS_13, ("operate", "urgent", "stabilisation")),
    ("I7", SPINE, {"alignment": "subluxation"}, ("operate", "urgent", "stabilisation")),
    ("I7b", SPINE, {**DENS, "mechanical": True}, ("consider", "urgent", "stabilisation")),
    ("I7b", SPINE, {**DENS, "worst_pain": 7}, ("consider", "urgent", "stabilisation")),
    ("I7b", SPINE, {**DENS, "level": "C0", "collapse": "under_half", "worst_pain": 7},
     ("consider", "urgent", "stabilisation")),
    ("I7b", SPINE, {**DENS, "alignment": "deformity"}, ("operate", "urgent", "stabilisation")),
    ("I7b", SPINE, {**DENS, "level": "C1", "alignment": "subluxation"},
     ("operate", "urgent", "stabilisation")),
    ("I8", SPINE, {**SINS_10, "worst_pain": 7}, ("operate", "expedited", "stabilisation")),
    ("I8", SPINE, {**SINS_10, "worst_pain": None, "pain_in_words": "severe"},
     ("operate", "expedited", "stabilisation")),
    ("I8", SPINE, {**SINS_10, **WORSE}, ("operate", "expedited", "stabilisation")),
    ("I8b", LUMBAR, {**BROKEN_SACRUM, "mechanical": True}, ("consider", "expedited", "stabilisation")),
    ("I8b", LUMBAR, {**BROKEN_SACRUM, "level": "S5", "limb_function": "limited"},
     ("consider", "expedited", "stabilisation")),
    ("I9", SPINE, SINS_7, ("consider", "planned", "stabilisation")),
    ("I9", SPINE, SINS_13, ("consider", "planned", "stabilisation")),
    ("I9", SPINE, {**SINS_9, "posterolateral": None}, ("consider", "planned", "stabilisation")),  # 9-12
    ("I10", FEMUR, {"fracture": "displaced"}, ("operate", "urgent", "fracture_fixation")),
    ("I10", FEMUR, {"fracture": "undisplaced"}, ("operate", "expedited", "fracture_fixation")),
    ("I10", FEMUR, {"fracture": "present"}, ("operate", "urgent", "fracture_fixation")),
    ("I10", TIBIA, {"fracture": "displaced"}, ("operate", "urgent", "fracture_fixation")),
    ("I11", HUMERUS, {"fracture": "displaced"}, ("operate", "expedited", "fracture_fixation")),
    ("I11", HUMERUS, {"fracture": "undisplaced", "limb_function": "lost"},
     ("operate", "expedited", "fracture_fixation")),
    ("I11", HUMERUS, {"fracture": "undisplaced", "worst_pain": 7},
     ("operate", "expedited", "fracture_fixation")),
    ("I11", HUMERUS, {"fracture": "undisplaced", "mechanical": True},
     ("operate", "expedited", "fracture_fixation")),
    ("I11", HUMERUS, {"fracture": "present", "worst_pain": 7}, ("operate", "expedited", "fracture_fixation")),
    ("I12", ULNA, {"fracture": "undisplaced"}, ("consider", "expedited", "fracture_fixation")),
    ("I12", HUMERUS, {"fracture": "undisplaced"}, ("consider", "expedited", "fracture_fixation")),
    ("I12", FEMUR, {"fracture": "present"}, ("consider", "expedited", "fracture_fixation")),
    ("I12", RIB, {"fracture": "displaced", "limb_function": "limited"},
     ("consider", "expedited", "pain_palliation")),
    ("I12", RIB, {"bone": "scapula", "fracture": "displaced", "limb_function": "limited"},
     ("consider", "expedited", "pain_palliation")),
    ("I12", FOOT, {"fracture": "undisplaced", "limb_function": "lost"},
     ("consider", "expedited", "fracture_fixation")),
    ("I13", FEMUR, {"axial_extent_mm": 30}, ("operate", "expedited", "prophylactic_fixation")),
    ("I13", FEMUR, {"circumferential_percent": 51}, ("operate", "expedited", "prophylactic_fixation")),
    ("I13", FEMUR, {"segment": "subtrochanteric", "lesser_trochanter_avulsed": True},
     ("operate", "expedited", "prophylactic_fixation")),
    ("I13", FEMUR, {**EIGHT, "mechanical": True}, ("operate", "expedited", "prophylactic_fixation")),  # 10
    ("I13", FEMUR, {"axial_extent_mm": 30, **TREATED}, ("operate", "expedited", "prophylactic_fixation")),
    ("I13", TIBIA, HIGH_MIRELS, ("operate", "expedited", "prophylactic_fixation")),  # size is the second
    ("I13", TIBIA, {**EIGHT, "worst_pain": 5}, ("consider", "expedited", "prophylactic_fixation")),  # 9 alone
    ("I13", TIBIA, {**EIGHT, "worst_pain": 5, **TREATED},
     ("operate", "expedited", "prophylactic_fixation")),  # pain after radiotherapy
    ("I13", TIBIA, {**EIGHT, "worst_pain": 5, "circumferential_percent": 51},
     ("operate", "expedited", "prophylactic_fixation")),
    ("I14", HUMERUS, {"cortical_breach": True, "mechanical": True},
     ("operate", "expedited", "prophylactic_fixation")),
    ("I14", HUMERUS, {"cortical_breach": True}, ("consider", "planned", "prophylactic_fixation")),
    ("I14", HUMERUS, HIGH_MIRELS, ("consider", "planned", "prophylactic_fixation")),
    ("I15", FEMUR, EIGHT, ("consider", "planned", "prophylactic_fixation")),
    ("I15", HUMERUS, EIGHT, ("consider", "planned", "prophylactic_fixation")),
    ("I15", ULNA, HIGH_MIRELS, ("consider", "planned", "prophylactic_fixation")),
    ("I15", FEMUR, {**HIGH_MIRELS, "axial_extent_mm": None},
     ("consider", "planned", "prophylactic_fixation")),
    ("I16", ACETABULUM, {"acetabular_class": "II", "mechanical": True},
     ("consider", "expedited", "reconstruction")),
    ("I16", ACETABULUM, {"acetabular_class": "III", "limb_function": "limited"},
     ("consider", "expedited", "reconstruction")),
    ("I16", ACETABULUM, {"acetabular_class": "II", "mechanical": True, "worst_pain": 7},
     ("operate", "expedited", "reconstruction")),
    ("I16", ACETABULUM, {"acetabular_class": "II", "mechanical": True, **WORSE},
     ("operate", "expedited", "reconstruction")),
    ("I16", ACETABULUM, {"fracture": "undisplaced", "limb_function": "impaired"},
     ("operate", "expedited", "reconstruction")),
    ("I16", ACETABULUM, {"acetabular_class": "IV", "mechanical": True, "worst_pain": 9},
     ("operate", "expedited", "reconstruction")),
    ("I16", ILIUM, {"pelvic_weight_bearing": True, "mechanical": True},
     ("consider", "expedited", "reconstruction")),
    ("I16", ILIUM, {"pelvic_weight_bearing": True, "mechanical": True, "worst_pain": 7},
     ("operate", "expedited", "reconstruction")),
    ("I16b", ILIUM, {"mechanical": True, "worst_pain": 7}, ("consider", "planned", "pain_palliation")),
    ("I16b", ACETABULUM, {"mechanical": True, "worst_pain": 7}, ("consider", "planned", "pain_palliation")),
    ("I16b", ILIUM, {"bone": "pubis_ischium", "mechanical": True, "worst_pain": 7},
     ("consider", "planned", "pain_palliation")),
    ("I17", FEMUR, HOPE, ("operate", "planned", "curative_resection")),
    ("I17", FEMUR, {**ONE, "tumour_free_interval_expected": None},
     ("operate", "planned", "curative_resection")),  # slow and controlled: presumed
    ("I17", SPINE, {**HOPE, "vertebral_metastases": 1, "other_bone_metastases": 0},
     ("consider", "planned", "curative_resection")),
    ("I17", SPINE, {**HOPE, "vertebral_metastases": 3, "other_bone_metastases": 0, "contiguous_levels": 3},
     ("consider", "planned", "curative_resection")),
    *[
        ("I18", FEMUR, {**ONE, "tumour_free_interval_expected": None, "primary": primary,
                        "visceral_metastases": "removable", "visceral_treatable": True},
         ("consider", "planned", "local_control_resection"))
        for primary in ("kidney", "thyroid", "breast", "prostate", "sarcoma", "neuroendocrine")
    ],
    ("I18", FEMUR, {**HOPE, "visceral_metastases": "removable", "visceral_treatable": True},
     ("consider", "planned", "local_control_resection")),
    ("I19", FEMUR, {**WORSE, "worst_pain": 7, "mechanical": True},
     ("operate", "expedited", "pain_palliation")),
    ("I19", HUMERUS, {**WORSE, "worst_pain": 7, "mechanical": True},
     ("operate", "expedited", "pain_palliation")),
    ("I19", FOOT, {**TREATED, "response_on_imaging": "progressed", "worst_pain": 7, "mechanical": True},
     ("operate", "expedited", "pain_palliation")),
    ("I20", RIB, {**WORSE, "worst_pain": 4}, ("consider", "planned", "pain_palliation")),
    ("I20", RIB, {**WORSE, "mechanical": True}, ("consider", "planned", "pain_palliation")),
    ("I20", RIB, {**WORSE, "limb_function": "limited"}, ("consider", "planned", "pain_palliation")),
    ("I20", RIB, {**WORSE, "worst_pain": None, "pain_in_words": "moderate"},
     ("consider", "planned", "pain_palliation")),
    ("I20", RIB, {**TREATED, "response_on_imaging": "progressed", "worst_pain": 4},
     ("consider", "planned", "pain_palliation")),
    ("I20", RIB, {**TREATED, "function_trend": "not_restored", "worst_pain": 4},
     ("consider", "planned", "pain_palliation")),
    ("I20b", SPINE, GROWN, ("consider", "planned", "stabilisation")),
    ("I20b", ACETABULUM, GROWN, ("consider", "planned", "reconstruction")),
    ("I20b", FEMUR, GROWN, ("consider", "planned", "prophylactic_fixation")),
    ("I20b", ULNA, GROWN, ("consider", "planned", "prophylactic_fixation")),
    ("I20b", FOOT, GROWN, ("consider", "planned", "prophylactic_fixation")),
    ("I21", SPINE, {**DEFICIT, "deficit": "radiculopathy", "frankel": "E"},
     ("consider", "expedited", "decompression")),
    ("I21", SPINE, {**DEFICIT, **NOW, "deficit": "radiculopathy", "frankel": "E", "weakest_power": 3},
     ("consider", "urgent", "decompression")),
    ("I21", SPINE, {**DEFICIT, **DAYS, "deficit": "radiculopathy", "frankel": "E", "weakest_power": 3},
     ("consider", "urgent", "decompression")),
    ("I21", SPINE, {**DEFICIT, **DAYS, "deficit": "radiculopathy", "frankel": "E", "weakest_power": 4},
     ("consider", "expedited", "decompression")),
    ("I21", SPINE, {**DEFICIT, "deficit": "radiculopathy", "frankel": "E", "weakest_power": 3},
     ("consider", "expedited", "decompression")),
    ("I21", SPINE, {**DEFICIT, **WHEN_OPEN, "deficit": "radiculopathy", "frankel": "E", "weakest_power": 3},
     ("consider", "urgent", "decompression")),
    ("I21", HUMERUS, {"deficit": "peripheral_nerve", **NOW, "weakest_power": 3},
     ("consider", "urgent", "decompression")),
    ("I21", HUMERUS, {"deficit": "peripheral_nerve", "onset": "over_14_days", "weakest_power": 5},
     ("consider", "expedited", "decompression")),
    ("I21", HUMERUS, {"deficit": "present", "onset": "over_14_days", "weakest_power": 5},
     ("consider", "expedited", "decompression")),
    ("I22", FEMUR, {**KIDNEY, "systemic_options": False}, ("consider", "planned", "pain_palliation")),
    ("I22", HUMERUS, {**KIDNEY, "systemic_options": False, "worst_pain": 4},
     ("consider", "planned", "pain_palliation")),
    ("I22", HUMERUS, {**KIDNEY, "systemic_options": False, "worst_pain": None, "pain_in_words": "moderate"},
     ("consider", "planned", "pain_palliation")),
    ("I23", ULNA, {"fracture": "displaced", "open_or_vascular_injury": True},
     ("operate", "emergency", "fracture_fixation")),
    ("I24", FEMUR, {"implant": "failed", "mechanical": True}, ("operate", "expedited", "reconstruction")),
    ("I24", FEMUR, {"implant": "failed", "limb_function": "limited"},
     ("operate", "expedited", "reconstruction")),
    ("I24", SPINE, {"implant": "failed", "limb_function": "impaired"},
     ("operate", "expedited", "reconstruction")),
    ("I24", FEMUR, {"implant": "failed", "fracture": "undisplaced"},
     ("operate", "expedited", "reconstruction")),
    ("I24", FEMUR, {"implant": "failed", "fracture": "displaced"}, ("operate", "urgent", "reconstruction")),
    ("I24", HUMERUS, {"implant": "failed", "fracture": "displaced"},
     ("operate", "expedited", "reconstruction")),
    ("I24", SPINE, {"implant": "failed", "collapse": "over_half", "bone_retropulsion": False},
     ("operate", "expedited", "reconstruction")),
]  # fmt: skip

SILENT: list[tuple[str, Answers, Answers]] = [
    ("I0", SPINE, {"cord_compression": None}),
    ("I0", SPINE, {"sphincter": "disturbed"}),  # compression known to be absent
    ("I0", SPINE, {"sphincter": "disturbed", "cord_compression": "1a"}),
    ("I0", SPINE, {"sphincter": "disturbed", "cord_compression": "1b"}),
    ("I0", LUMBAR, {"sphincter": "disturbed"}),
    ("I0", SPINE, {"level": "lumbar", "cauda_compression": "none", "sphincter": "disturbed"}),
    ("I0", CORD, {**DEFICIT, **DAYS, "deficit": "radiculopathy", "frankel": "E", "cord_compression": None}),
    ("I0", CORD, {**DEFICIT, **DAYS, "deficit": "radiculopathy", "frankel": "E", "weakest_power": None,
                  "cord_compression": None}),
    ("I0", CORD, {"deficit": None, "frankel": None, "sphincter": None, "cord_compression": None}),
    ("I0", CORD, {**DEFICIT, **NOW, **GRADE_3, **LYMPHOMA}),
    ("I0", CORD, {**DEFICIT, **LOST, "cord_compression": None, "hours_since_walking_lost": 49}),
    ("I0", CORD, {**DEFICIT, **NOW, **GRADE_3}),  # the compression is there: I1
    ("I0", LUMBAR, {**CAUDA, "cauda_compression": "present", "sphincter": "disturbed"}),
    ("I0", FEMUR, {"deficit": "peripheral_nerve", **NOW, "weakest_power": 0}),
    ("I1", CORD, {**DEFICIT, **DAYS, **GRADE_3}),
    ("I1", CORD, {**DEFICIT, **NOW, "cord_compression": "1b"}),
    ("I1", CORD, {**DEFICIT, "deficit_hours": 49, **GRADE_3}),
    ("I1", CORD, {**GRADE_3, "sphincter": "disturbed", "sphincter_hours": 169}),
    ("I1", CORD, {**DEFICIT, **NOW, "deficit": "radiculopathy", "frankel": "E", "cord_compression": "1c"}),
    ("I1", CORD, {**DEFICIT, **LOST, **GRADE_3, "hours_since_walking_lost": 49}),
    ("I1", CORD, {**DEFICIT, **NOW, **GRADE_3, **LYMPHOMA}),
    ("I1", CORD, {**DEFICIT, **NOW, "cord_compression": None}),
    ("I1", LUMBAR, {**DEFICIT, **NOW}),
    ("I2", CORD, {**DEFICIT, **GRADE_3}),
    ("I2", CORD, {**DEFICIT, **GRADE_3, "deficit_hours": 169}),
    ("I2", CORD, {**DEFICIT, **GRADE_3, "deficit_hours": None, "onset": "8_to_14_days"}),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **SINS_6}),
    ("I2", CORD, {**GRADE_3, **KIDNEY}),
    ("I2", CORD, {**DEFICIT, **KIDNEY, "cord_compression": "1c"}),
    ("I2", LUMBAR, {**DEFICIT, **CAUDA, **KIDNEY, "cauda_compression": "partial"}),
    ("I2", LUMBAR, {**DEFICIT, **CAUDA, **KIDNEY, "cauda_compression": "present"}),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **LYMPHOMA, **DAYS}),
    ("I2", CORD, {**DEFICIT, **GRADE_3, **KIDNEY, **LOST, "hours_since_walking_lost": 49}),
    ("I2b", CORD, {**DEFICIT, **GRADE_3, **LYMPHOMA}),
    ("I2b", CORD, GRADE_3),
    ("I2b", CORD, {**DEFICIT, "cord_compression": "1b"}),
    ("I2b", CORD, {**DEFICIT, **GRADE_3, **LOST, "hours_since_walking_lost": 169}),
    ("I3", CORD, GRADE_3),
    ("I3", CORD, {"cord_compression": "1c", **KIDNEY}),
    ("I3", LUMBAR, {**CAUDA, **KIDNEY}),
    ("I3", CORD, {**GRADE_3, **KIDNEY, **DEFICIT, **LOST, "hours_since_walking_lost": 49}),
    ("I3", CORD, {**GRADE_3, **TREATED, "radiotherapy_here": False}),
    ("I4", CORD, GRADE_3),
    ("I4", CORD, {**LYMPHOMA, "cord_compression": "1c"}),
    ("I4", CORD, {**GRADE_3, **LYMPHOMA, **CORD_13}),
    ("I4", CORD, {**GRADE_3, **LYMPHOMA, "bone_retropulsion": True}),
    ("I4", CORD, {**GRADE_3, **LYMPHOMA, **TREATED}),
    ("I4", LUMBAR, {**CAUDA, **LYMPHOMA, "cauda_compression": "partial"}),
    ("I4", CORD, {**GRADE_3, **LYMPHOMA, "bone_retropulsion": None}),
    ("I5", CORD, {"cord_compression": "1b"}),
    ("I5", CORD, {"cord_compression": "2"}),
    ("I5", CORD, {"cord_compression": "1c", **LYMPHOMA}),
    ("I5", CORD, {"cord_compression": "1c", **DEFICIT}),
    ("I6", CORD, {**GRADE_3, **KIDNEY}),
    ("I6", CORD, {**GRADE_3, **LYMPHOMA}),
    ("I6", CORD, {**GRADE_3, **DEFICIT}),
    ("I6", CORD, {**GRADE_3, **TREATED}),
    ("I6", CORD, {"cord_compression": "1c"}),
    ("I6", LUMBAR, {**CAUDA, **LYMPHOMA}),
    ("I6", LUMBAR, {**CAUDA, "cauda_compression": "partial"}),
    ("I6", CORD, {**GRADE_3, **TREATED, **LYMPHOMA, "bone_retropulsion": True}),
    ("I7", SPINE, SINS_12),
    ("I7", SPINE, {"alignment": "deformity"}),
    ("I7", SPINE, {**SINS_12, "alignment": None}),
    ("I7b", SPINE, DENS),
    ("I7b", SPINE, {**DENS, "level": "C3", "mechanical": True, "worst_pain": 9, "alignment": "deformity"}),
    ("I7b", SPINE, {"level": "C2", "mechanical": True, "worst_pain": 9, "alignment": "deformity"}),
    ("I8", SPINE, {**SINS_9, "worst_pain": 9}),
    ("I8", SPINE, {**SINS_10, "worst_pain": 6}),
    ("I8", SPINE, {**SINS_10_NOT_MECHANICAL, "worst_pain": 9}),
    ("I8", SPINE, {**SINS_10, **TREATED}),
    ("I8b", LUMBAR, BROKEN_SACRUM),
    ("I8b", LUMBAR, {**BROKEN_SACRUM, "level": "L5", "mechanical": True}),
    ("I8b", LUMBAR, {"level": "S1", "mechanical": True}),
    ("I9", SPINE, SINS_6),
    ("I9", SPINE, {**SINS_6, "collapse": None}),  # 6-9
    ("I10", FEMUR, {}),
    ("I10", FEMUR, {"fracture": None}),
    ("I10", HUMERUS, {"fracture": "displaced"}),
    ("I10", ACETABULUM, {"fracture": "displaced"}),
    ("I11", HUMERUS, {"fracture": "undisplaced", "worst_pain": 6, "limb_function": "limited"}),
    ("I11", HUMERUS, {"worst_pain": 9, "limb_function": "lost"}),
    ("I11", HUMERUS, {"fracture": "present"}),
    ("I11", ULNA, {"fracture": "displaced", "worst_pain": 9}),
    ("I12", RIB, {"fracture": "displaced"}),
    ("I12", RIB, {"limb_function": "lost"}),
    ("I12", SPINE, {"collapse": "over_half", "bone_retropulsion": False, "limb_function": "lost"}),
    ("I13", FEMUR, {"axial_extent_mm": 29, "circumferential_percent": 50}),
    ("I13", FEMUR, HIGH_MIRELS),  # discordant, so borderline
    ("I13", FEMUR, {"axial_extent_mm": 30, "fracture": "displaced"}),
    ("I13", TIBIA, EIGHT),
    ("I13", HUMERUS, {"cortical_breach": True}),
    ("I14", HUMERUS, EIGHT),
    ("I14", HUMERUS, {"cortical_breach": True, "fracture": "undisplaced"}),
    ("I14", ULNA, HIGH_MIRELS),
    ("I15", FEMUR, {}),
    ("I15", FEMUR, {**EIGHT, "fracture": "displaced"}),
    ("I15", ACETABULUM, {"acetabular_class": "II"}),
    ("I16", ACETABULUM, {"mechanical": True, "worst_pain": 9}),
    ("I16", ILIUM, {"mechanical": True, "worst_pain": 9}),
    ("I16", ACETABULUM, {"acetabular_class": "IV"}),
    ("I16b", ILIUM, {"mechanical": True, "worst_pain": 6}),
    ("I16b", ILIUM, {"worst_pain": 9}),
    ("I16b", ILIUM, {"mechanical": True, "worst_pain": 9, "pelvic_weight_bearing": True}),
    ("I16b", RIB, {"mechanical": True, "worst_pain": 9}),
    ("I16", ACETABULUM, {"acetabular_class": "III"}),
    ("I17", FEMUR, ONE),
    ("I17", FEMUR, {**HOPE, "other_bone_metastases": 2}),
    ("I17", FEMUR, {**HOPE, "whole_body_staging": "partial"}),
    ("I17", FEMUR, {**HOPE, "histology": "confirmed_elsewhere"}),
    ("I17", FEMUR, {**HOPE, "visceral_metastases": "removable"}),
    ("I17", FEMUR, {**HOPE, "cerebral_metastases": True}),
    ("I17", FEMUR, {**HOPE, "dissemination": True}),
    ("I17", FEMUR, {**HOPE, "dissemination": None}),
    ("I17", FEMUR, {**HOPE, **LYMPHOMA}),
    ("I17", FEMUR, {**HOPE, "primary": "myeloma"}),
    ("I17", FEMUR, {**HOPE, "primary": "germ_cell"}),
    ("I17", FEMUR, {**HOPE, **LUNG, "lung_type": "small_cell", "targeted_therapy": None}),
    ("I17", FEMUR, {**HOPE, "primary": "thyroid", "thyroid_differentiated": False}),
    ("I17", FEMUR, {**HOPE, "primary": "prostate", "hormone_dependent": True}),
    ("I18", FEMUR, {**HOPE, "primary": "thyroid", "thyroid_differentiated": False}),
    ("I18", FEMUR, ONE),  # P4 not met
    ("I18", FEMUR, {**HOPE, **LUNG}),
    ("I18", FEMUR, {**HOPE, "other_bone_metastases": 2}),
    ("I18", FEMUR, {**HOPE, "histology": "confirmed_elsewhere"}),
    ("I19", FEMUR, {**WORSE, "worst_pain": 6, "mechanical": True}),
    ("I19", FEMUR, {**WORSE, "worst_pain": 7}),
    ("I19", FEMUR, {**TREATED, "worst_pain": 7, "mechanical": True}),
    ("I19", RIB, {**WORSE, "worst_pain": 7, "mechanical": True}),
    ("I20", RIB, WORSE),  # a little pain, not mechanical, function normal
    ("I20", RIB, {**TREATED, "worst_pain": 9, "mechanical": True}),
    ("I20", RIB, TREATED),
    ("I20b", RIB, GROWN),
    ("I20b", FEMUR, TREATED),
    ("I20b", FEMUR, WORSE),
    ("I20", RIB, {}),
    ("I21", SPINE, {}),
    ("I21", SPINE, DEFICIT),
    ("I21", SPINE, {**DEFICIT, "deficit": "cauda_equina"}),
    ("I21", SPINE, {**DEFICIT, "deficit": "radiculopathy", "weakest_power": None, **DAYS}),
    ("I22", HUMERUS, {**KIDNEY, "systemic_options": False, "worst_pain": 3}),
    ("I22", HUMERUS, {**KIDNEY, "systemic_options": False, "worst_pain": None, "pain_in_words": "mild"}),
    ("I22", FEMUR, KIDNEY),
    ("I22", FEMUR, {"systemic_options": False}),
    ("I23", ULNA, {"fracture": "displaced", "open_or_vascular_injury": False}),
    ("I24", FEMUR, {"implant": "failed"}),
    ("I24", FEMUR, {"implant": "intact", "mechanical": True}),
    ("I24", FEMUR, {"mechanical": True, "limb_function": "lost"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "base", "changes", "proposed"), FIRES, ids=[f"{row[0]}-{n}" for n, row in enumerate(FIRES)]
)
def test_fires(key: str, base: Answers, changes: Answers, proposed: tuple[str, str, str | None]) -> None:
    assert proposals(base, changes).get(key) == proposed


@pytest.mark.parametrize(
    ("key", "base", "changes"), SILENT, ids=[f"{row[0]}-{n}" for n, row in enumerate(SILENT)]
)
def test_does_not_fire(key: str, base: Answers, changes: Answers) -> None:
    assert key not in proposals(base, changes)


def test_none_is_left_out() -> None:
    keys = {indication.key for indication in INDICATIONS}
    assert {row[0] for row in FIRES} == keys
    assert {row[0] for row in SILENT} == keys


STANDING = {
    "I0": ("guideline", "expert"), "I1": ("trial", "expert", "cohort"), "I2": ("trial", "expert"),
    "I2b": ("trial", "cohort", "expert"), "I3": ("consensus", "expert"), "I4": ("consensus", "cohort",
        "guideline"),
    "I5": ("consensus", "expert"), "I6": ("consensus", "expert"), "I7": ("consensus", "expert"),
    "I7b": ("cohort", "expert"), "I8": ("cohort", "expert"), "I8b": ("cohort", "expert"),
    "I9": ("consensus", "expert"), "I24": ("cohort", "expert"), "I10": ("source", "guideline", "expert"),
    "I11": ("source", "guideline", "expert"), "I12": ("source", "expert"),
    "I13": ("source", "guideline", "expert", "cohort"), "I14": ("cohort", "expert"),
    "I15": ("cohort", "expert"), "I16": ("cohort", "expert"), "I16b": ("cohort", "expert"),
    "I17": ("source", "expert"), "I18": ("cohort", "expert"), "I19": ("source", "expert"),
    "I20": ("source", "expert"), "I20b": ("source", "expert"), "I21": ("source", "expert"),
    "I22": ("source", "expert"), "I23": ("expert",),
}  # fmt: skip
NAMES = {
    "I0": "cord_suspected", "I1": "cord_emergency", "I2": "cord_deficit", "I2b": "cord_deficit_slow",
    "I3": "cord_resistant", "I4": "cord_radiosensitive", "I5": "cord_grey", "I6": "cord_intermediate",
    "I7": "spine_unstable", "I7b": "upper_cervical", "I8": "spine_borderline_pain", "I8b": "sacrum_broken",
    "I9": "spine_borderline", "I24": "implant_failed", "I10": "fracture_lower", "I11": "fracture_upper",
    "I12": "fracture_other", "I13": "impending_lower", "I14": "impending_upper", "I15": "borderline_limb",
    "I16": "acetabulum", "I16b": "pelvis_pain", "I17": "solitary_good_prognosis", "I18": "solitary_possible",
    "I19": "failed_severe", "I20": "failed", "I20b": "progressed", "I21": "nerve", "I22": "insensitive",
    "I23": "open_injury",
}  # fmt: skip


def test_order_names_and_standing_are_those_of_the_policy() -> None:
    assert {i.key: i.all_evidence for i in INDICATIONS} == STANDING
    assert {i.key: i.name for i in INDICATIONS} == NAMES
    assert [i.key for i in INDICATIONS] == list(STANDING), "their order gives the aim"
    assert [i.key for i in INDICATIONS] == list(STANDING)


def test_an_indication_whose_outcome_is_open_is_silent_and_live() -> None:
    """I13 holds, but what would be the second finding beside Mirels is open."""
    open_ = facts(TIBIA, EIGHT, worst_pain=5, mechanical=None)
    assert I13.when.holds(open_) is True
    assert len(I13.proposes.possible(open_)) == 2
    assert "I13" not in proposals(TIBIA, EIGHT, worst_pain=5, mechanical=None)
