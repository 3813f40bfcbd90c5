"""Codes of others for what our answers say. What has none here goes out as text alone, never as a guess.

Units: UCUM. Laboratory: LOINC, of the very property and unit that the question has, each seen in several
published mappings. Bones: SNOMED CT as DICOM lists them (PS3.16, context group 4031). Primaries: ICD-10, and
only where the answer is that category and nothing wider.
"""

from __future__ import annotations

from assessments.clinical.sections.history import (
    ALBUMIN,
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
