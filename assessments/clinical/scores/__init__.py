"""The scores in the order in which they are shown: mechanical first, then survival."""

from .bauer import BAUER, BAUER_MODIFIED
from .katagiri import KATAGIRI
from .mirels import MIRELS
from .score import Score
from .sins import SINS
from .tokuhashi import TOKUHASHI
from .tomita import TOMITA

SCORES: tuple[Score, ...] = (MIRELS, SINS, KATAGIRI, BAUER, BAUER_MODIFIED, TOKUHASHI, TOMITA)
SCORES_BY_KEY: dict[str, Score] = {score.key: score for score in SCORES}
