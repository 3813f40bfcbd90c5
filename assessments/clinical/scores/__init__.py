"""The scores and gradings in the order in which they are shown: mechanical first, then survival."""

from .acetabulum import HARRINGTON_ACETABULUM
from .bauer import BAUER, BAUER_MODIFIED
from .capanna import CAPANNA
from .cortical import AXIAL_CORTICAL, HARRINGTON_IMPENDING
from .escc import ESCC
from .frankel import FRANKEL_CLASS
from .grading import Grading, GradingReading
from .katagiri import KATAGIRI
from .mirels import MIRELS
from .nesms import NESMS
from .noms import NOMS
from .score import Reading, Score
from .sins import SINS
from .tokuhashi import TOKUHASHI
from .tomita import TOMITA

SURVIVAL_SCORES: tuple[Score, ...] = (KATAGIRI, BAUER, BAUER_MODIFIED, TOKUHASHI, TOMITA, NESMS)
SCORES: tuple[Score, ...] = (MIRELS, SINS, *SURVIVAL_SCORES)
SCORES_BY_KEY: dict[str, Score] = {score.key: score for score in SCORES}
GRADINGS: tuple[Grading, ...] = (
    AXIAL_CORTICAL,
    HARRINGTON_IMPENDING,
    HARRINGTON_ACETABULUM,
    CAPANNA,
    ESCC,
    NOMS,
    FRANKEL_CLASS,
)
GRADINGS_BY_KEY: dict[str, Grading] = {grading.key: grading for grading in GRADINGS}

__all__ = [
    "GRADINGS",
    "GRADINGS_BY_KEY",
    "SCORES",
    "SCORES_BY_KEY",
    "SURVIVAL_SCORES",
    "Grading",
    "GradingReading",
    "Reading",
    "Score",
]
