"""Capanna's classes (as in Muller and Capanna 2015): which lesions belong to the surgeon first."""

from assessments.clinical.findings.bone import AXIAL_LONG, CIRCUMFERENCE_HALF, FRACTURED
from assessments.clinical.findings.extent import SOLITARY
from assessments.clinical.findings.place import ACETABULUM, PELVIS
from assessments.clinical.findings.tumour import PRIMARY_TUMOUR
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.translatable import _
from assessments.clinical.sections.history import (
    HORMONE_DEPENDENT,
    INTERVAL_MONTHS,
    SYSTEMIC_OPTIONS,
    THYROID_DIFFERENTIATED,
)
from assessments.clinical.sections.imaging import ACETABULAR_CLASS, BONE, LESION_TYPE, LONG_BONE

from .cortical import PAIN_AFTER_RADIOTHERAPY
from .grading import Grade, Grading, Part
from .mirels import MIRELS

# The paper's clear-cell renal and adjuvant-sensitive breast cancers are not told apart by the questions:
# every renal one counts, and breast while hormones or another systemic treatment can still work.
GOOD_PRIMARY = (
    PRIMARY_TUMOUR.is_("prostate", "rectum", "kidney", "lymphoma", "myeloma")
    | (PRIMARY_TUMOUR.is_("thyroid") & THYROID_DIFFERENTIATED.yes)
    | (PRIMARY_TUMOUR.is_("breast") & (HORMONE_DEPENDENT.yes | SYSTEMIC_OPTIONS.yes))
)
LONG_INTERVAL = INTERVAL_MONTHS.above(36)
# A fracture of the iliac wing or the pubis is none of the paper's second class.
CAPANNA_FRACTURE = FRACTURED & (LONG_BONE | ACETABULUM)
IMPENDING = (
    BONE.is_("femur", "tibia")
    & (MIRELS.at_least(9) | AXIAL_LONG | CIRCUMFERENCE_HALF | PAIN_AFTER_RADIOTHERAPY)
) | (ACETABULUM & ACETABULAR_CLASS.is_("II", "III", "IV") & LESION_TYPE.is_("lytic", "mixed"))

CAPANNA = Grading(
    key="capanna",
    title=_("Capanna class"),
    applies=LONG_BONE | PELVIS,
    finding=Cases(
        "Capanna class",
        ("1", SOLITARY & GOOD_PRIMARY & LONG_INTERVAL),
        ("2", CAPANNA_FRACTURE),
        ("3", IMPENDING),
        otherwise="4",
    ),
    grades=(
        Grade(
            key="1",
            label=_("1: solitary, good prognosis"),
            meaning=_(
                "One metastasis, a primary of good prognosis, over three years since: as a primary tumour."
            ),
        ),
        Grade(
            key="2",
            label=_("2: pathological fracture"),
            meaning=_("The surgeon first, then radiotherapy and drugs."),
        ),
        Grade(
            key="3",
            label=_("3: impending fracture"),
            meaning=_("The surgeon first, then radiotherapy and drugs."),
        ),
        Grade(
            key="4",
            label=_("4: all others"),
            meaning=_("Drugs and radiotherapy first; surgery where they fail."),
        ),
    ),
    parts=(
        Part(
            key="solitary",
            label=_("Single metastasis"),
            looks_at=Cases("solitary", (True, SOLITARY), otherwise=False),
        ),
        Part(
            key="good_primary",
            label=_("Primary of good prognosis"),
            looks_at=Cases("good primary", (True, GOOD_PRIMARY), otherwise=False),
        ),
        Part(
            key="long_interval",
            label=_("Over three years since the primary"),
            looks_at=Cases("long interval", (True, LONG_INTERVAL), otherwise=False),
        ),
        Part(
            key="fracture",
            label=_("Pathological fracture"),
            looks_at=Cases("fracture", (True, CAPANNA_FRACTURE), otherwise=False),
        ),
        Part(
            key="impending",
            label=_("Impending fracture"),
            looks_at=Cases("impending", (True, IMPENDING), otherwise=False),
        ),
    ),
    cohort=_("Surgeons' classification of limb and pelvis, table of 2015"),
    limits=(
        _(
            "Impending is read as Mirels 9 or more, axial involvement of 30 mm or more, circumferential "
            "over half, or pain after radiotherapy."
        ),
        _("In the acetabulum a lytic or mixed lesion of Harrington class II to IV is read as impending."),
        _("What is done in each class is general knowledge in part; its method score is not computed."),
    ),
    references=("muller_capanna_2015", "capanna_2001"),
    evidence="expert",
)
