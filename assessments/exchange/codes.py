"""Codes of others for what our answers say. What has none here goes out as text alone, never as a guess.

Units: UCUM. Laboratory: LOINC, of the very property and unit that the question has, each seen in several
published mappings. Bones: SNOMED CT as DICOM lists them (PS3.16, context group 4031). Primaries: ICD-10, and
only where the answer is that category and nothing wider.
"""

from __future__ import annotations

from assessments.clinical.sections.history import (
    ALBUMIN,
    ASA,
    BILIRUBIN,
    CALCIUM,
    CRP,
    ECOG,
    HAEMOGLOBIN,
    INR,
    KARNOFSKY,
    LDH,
    PLATELETS,
)
from assessments.clinical.sections.pain import WORST_PAIN

UCUM_CODES = {
    "months": "mo",
    "years": "a",
    "weeks": "wk",
    "hours": "h",
    "mm": "mm",
    "%": "%",
    "g/L": "g/L",
    "mg/L": "mg/L",
    "U/L": "U/L",
    "10^9/L": "10*9/L",
    "mmol/L": "mmol/L",
    "µmol/L": "umol/L",
}
WITHOUT_UNIT = {INR: "{INR}"}

LABORATORY = {
    ALBUMIN: "1751-7",
    CRP: "1988-5",
    LDH: "2532-0",
    PLATELETS: "777-3",
    CALCIUM: "2000-8",
    BILIRUBIN: "14631-6",
    INR: "6301-6",
    HAEMOGLOBIN: "718-7",
}
STATE = {ECOG: "89247-1", KARNOFSKY: "89243-0", WORST_PAIN: "72514-3"}

# What is read besides, in the units (UCUM) of its property alone: a mass is no amount of substance.
ALSO_READ = {
    "14804-9": LDH,
    "26515-7": PLATELETS,
    "17861-6": CALCIUM,
    "1975-2": BILIRUBIN,
    "34714-6": INR,
    "97816-3": ASA,
}
READ_AS = {code: question for question, code in (LABORATORY | STATE).items()} | ALSO_READ
OTHER_UCUM_CODES = {"g/dL": "g/dL", "mg/dL": "mg/dL", "10*3/uL": "10^9/L"}
OF_MASS = ("g/L", "g/dL", "mg/L", "mg/dL")
UNITS_READ = {
    "1751-7": OF_MASS,
    "1988-5": OF_MASS,
    "718-7": OF_MASS,
    "17861-6": OF_MASS,
    "1975-2": OF_MASS,
    "2000-8": ("mmol/L",),
    "14631-6": ("umol/L",),
    "2532-0": ("U/L",),
    "14804-9": ("U/L",),
    "777-3": ("10*9/L", "10*3/uL"),
    "26515-7": ("10*9/L", "10*3/uL"),
    "6301-6": ("{INR}", "1"),
    "34714-6": ("{INR}", "1"),
}
OF_SCORES = ("{score}", "1")  # what a rating may have for a unit; Karnofsky's also its per cent

# Ratings that come as a code: LOINC's list LL529-9, SNOMED CT's classes of the ASA.
RATED = {
    ECOG: {"LA9622-7": 0, "LA9623-5": 1, "LA9624-3": 2, "LA9625-0": 3, "LA9626-8": 4},
    ASA: {"413495001": 1, "413496000": 2, "413497009": 3, "413498004": 4, "413499007": 5},
}

BONES = {
    "femur": "71341001",
    "fibula": "87342007",
    "humerus": "85050009",
    "ilium": "22356005",
    "scapula": "79601000",
    "clavicle": "51299004",
    "rib": "113197003",
    "sternum": "56873002",
    "skull": "89546000",
    "hand": "85562004",
    "foot": "56459004",
    "spine": "421060004",
}
REGIONS = {"C": "122494005", "T": "122495006", "L": "122496007", "S": "54735007"}  # of the spine
SIDES = {"left": "7771000", "right": "24028007"}
BONE_METASTASIS = "94222008"
SUMMARY = "11488-4"  # consultation note: what the whole document is

PRIMARIES = {
    "breast": "C50",
    "prostate": "C61",
    "kidney": "C64",
    "thyroid": "C73",
    "lung": "C34",
    "melanoma": "C43",
    "colon": "C18",
    "rectum": "C20",
    "stomach": "C16",
    "oesophagus": "C15",
    "pancreas": "C25",
    "cervix": "C53",
    "ovary": "C56",
}

# Primaries that come in, by the longest beginning of their code: only where nothing else is meant by it. Bone
# (C40, C41) is none: metastases are often coded so.
PRIMARIES_READ = {code: primary for primary, code in PRIMARIES.items()} | {
    "C22.0": "liver",
    "C22.1": "biliary",
    "C23": "biliary",
    "C24": "biliary",
    "C54.1": "endometrium",
    "C65": "urothelial",
    "C66": "urothelial",
    "C67": "urothelial",
    "C90": "myeloma",
    "C7A": "neuroendocrine",
    **dict.fromkeys([f"C{number}" for number in range(81, 87)], "lymphoma"),
    **dict.fromkeys([f"C{number:02}" for number in (*range(15), 30, 31, 32)], "head_neck"),
}
PRIMARIES_IN_SNOMED = {
    "254837009": "breast",
    "399068003": "prostate",
    "363518003": "kidney",
    "363478007": "thyroid",
    "363358000": "lung",
    "254637007": "lung",
    "254632001": "lung",
    "109989006": "myeloma",
    "118600007": "lymphoma",
    "372244006": "melanoma",
    "109841003": "liver",
    "363406005": "colon",
    "363351006": "rectum",
    "363349007": "stomach",
    "363402007": "oesophagus",
    "363418001": "pancreas",
    "363354003": "cervix",
    "363443007": "ovary",
}
