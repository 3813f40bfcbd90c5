"""Operations on the spine, by aim, state and band of survival."""

from assessments.clinical.advice import (
    DECOMPRESSION,
    DECOMPRESSION_AND_STABILISATION,
    RECONSTRUCTION,
    RESECTIONS,
    STABILISATION,
)
from assessments.clinical.sections.imaging import LEVEL, SPINE

from .place import Order, Place, When
from .states import CANAL_TAKEN, NO_CEMENT_ALONE, SACRUM, SPINE_FRACTURED, UNSTABLE, UPPER_CERVICAL

S1 = LEVEL.is_("S1")
OPEN_FIRST = ("decompression_and_fixation", "percutaneous_fixation")
SKIN_FIRST = ("percutaneous_fixation", "decompression_and_fixation")

SPINE_PLACES: tuple[Place, ...] = (
    Place(
        "spine_resection",
        SPINE,
        (Order("ABCDE", ("en_bloc_spondylectomy", "decompression_and_fixation")),),
        ("cohort",),
        ("tomita_2001", "en_bloc_2022"),
        RESECTIONS,
    ),
    Place(
        "upper_neck",
        UPPER_CERVICAL,
        (Order("ABCDE", ("occipitocervical_fixation", "decompression_and_fixation")),),
        ("cohort",),
        ("rustagi_2019", "atlantoaxial_19"),
    ),
    Place(
        "spine_decompression",
        SPINE,
        (Order("ABCDE", OPEN_FIRST),),
        ("trial", "consensus"),
        ("patchell_2005", "noms_2013"),
        frozenset({DECOMPRESSION_AND_STABILISATION, DECOMPRESSION, RECONSTRUCTION}),
    ),
    Place(
        "sacrum",
        SACRUM,
        (
            Order("ABCDE", OPEN_FIRST, CANAL_TAKEN),
            Order(
                "ABCDE",
                ("cementoplasty", When("lumbopelvic_fixation", S1 | UNSTABLE), "radiotherapy_8gy"),
                SPINE_FRACTURED,
            ),
            Order("ABCDE", SKIN_FIRST, UNSTABLE),
            Order("ABCDE", ("cementoplasty", "percutaneous_fixation")),
        ),
        ("cohort",),
        ("sacrum_2012", "sacrum_2021"),
    ),
    Place(
        "spine_stabilisation",
        SPINE,
        (
            Order("ABCDE", OPEN_FIRST, CANAL_TAKEN),
            Order("AB", ("percutaneous_fixation",), UNSTABLE),
            Order("CDE", SKIN_FIRST, UNSTABLE),
            Order("ABCDE", ("cementoplasty", "percutaneous_fixation"), SPINE_FRACTURED),
            Order("ABCDE", ("percutaneous_fixation", "cementoplasty")),
        ),
        ("consensus", "cohort"),
        ("noms_2010", "percutaneous_101"),
        frozenset({STABILISATION}),
    ),
    Place(
        "spine_pain",
        SPINE,
        (
            Order("ABCDE", OPEN_FIRST, CANAL_TAKEN),
            Order("ABCDE", ("percutaneous_fixation",), NO_CEMENT_ALONE),
            Order("ABCDE", ("cementoplasty", "percutaneous_fixation")),
        ),
        ("trial", "consensus"),
        ("cafe_2011", "noms_2010"),
    ),
)
