"""What findings and scores together say: of breaking, of dying soon, of the nerves; and published risks."""

from .chow import CHOW
from .gps import GPS
from .kowalchuk import KOWALCHUK
from .published import Risk
from .rades import RADES_2013
from .soma import SOMA

# In the order in which they are shown: of the operation and the radiotherapy first, then of dying soon.
RISKS: tuple[Risk, ...] = (KOWALCHUK, SOMA, RADES_2013, GPS, CHOW)
RISKS_BY_KEY: dict[str, Risk] = {risk.key: risk for risk in RISKS}

__all__ = ["RISKS", "RISKS_BY_KEY", "Risk"]
