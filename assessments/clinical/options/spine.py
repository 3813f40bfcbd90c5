"""Operations on the spine, by aim, state and band of survival."""

from assessments.clinical.advice import (
    DECOMPRESSION,
    DECOMPRESSION_AND_STABILISATION,
    RECONSTRUCTION,
    RESECTIONS,
    STABILISATION,
)
from assessments.clinical.rules.indications import RADIOTHERAPY_FIRST
from assessments.clinical.sections.imaging import LEVEL, SPINE

from .place import Only, Place, prefer
from .states import CANAL_TAKEN, NO_CEMENT_ALONE, SACRUM, SPINE_FRACTURED, UNSTABLE, UPPER_CERVICAL

LEVEL_S1 = LEVEL.is_("S1")
OPEN_FIRST = ("decompression_and_fixation", "percutaneous_fixation")
SKIN_FIRST = ("percutaneous_fixation", "decompression_and_fixation")

SPINE_PLACES: tuple[Place, ...] = (
    Place(
        key="spine_resection",
        when=SPINE,
        aims=RESECTIONS,
        orders=(prefer("en_bloc_spondylectomy", "decompression_and_fixation"),),
        evidence=("cohort",),
        references=("tomita_2001", "en_bloc_2022"),
    ),
    Place(
        key="upper_neck",
        when=UPPER_CERVICAL,
        orders=(prefer("occipitocervical_fixation", "decompression_and_fixation"),),
        evidence=("cohort",),
        references=("rustagi_2019", "atlantoaxial_19"),
    ),
    Place(
        key="spine_decompression",
        when=SPINE,
        aims={DECOMPRESSION_AND_STABILISATION, DECOMPRESSION, RECONSTRUCTION},
        orders=(prefer(*OPEN_FIRST),),
        evidence=("trial", "consensus"),
        references=("patchell_2005", "noms_2013"),
    ),
    Place(
        key="sacrum",
        when=SACRUM,
        orders=(
            prefer(*OPEN_FIRST, when=CANAL_TAKEN),
            prefer(
                "cementoplasty",
                Only("lumbopelvic_fixation", when=LEVEL_S1 | UNSTABLE),
                "radiotherapy_8gy",
                when=SPINE_FRACTURED,
            ),
            prefer(*SKIN_FIRST, when=UNSTABLE),
            prefer("cementoplasty", "percutaneous_fixation"),
        ),
        evidence=("cohort",),
        references=("sacrum_2012", "sacrum_2021"),
    ),
    Place(
        key="spine_stabilisation",
        when=SPINE,
        aims={STABILISATION},
        orders=(
            # Where radiation frees the cord, screws are for the stability alone.
            prefer(*SKIN_FIRST, when=CANAL_TAKEN & RADIOTHERAPY_FIRST),
            prefer(*OPEN_FIRST, when=CANAL_TAKEN),
            prefer("percutaneous_fixation", until="3 months", when=UNSTABLE),
            prefer(*SKIN_FIRST, over="3 months", when=UNSTABLE),
            prefer("cementoplasty", "percutaneous_fixation", when=SPINE_FRACTURED),
            prefer("percutaneous_fixation", "cementoplasty"),
        ),
        evidence=("consensus", "cohort"),
        references=("noms_2010", "percutaneous_101"),
    ),
    Place(
        key="spine_pain",
        when=SPINE,
        orders=(
            prefer(*OPEN_FIRST, when=CANAL_TAKEN),
            prefer("percutaneous_fixation", when=NO_CEMENT_ALONE),
            prefer("cementoplasty", "percutaneous_fixation"),
        ),
        evidence=("trial", "consensus"),
        references=("cafe_2011", "noms_2010"),
    ),
)
