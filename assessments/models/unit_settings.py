"""What is particular to a unit: name on reports, what it has, units of measure, time zone, follow-up."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

if TYPE_CHECKING:
    from . import Unit
    from .base import User


@dataclass(frozen=True, slots=True)
class UnitSettings:
    """The settings of a unit, as its lead gave them. None is not said, which is neither yes nor no."""

    report_name: str = ""
    whom_to_call: str = ""  # in an emergency: names and numbers, as the lead wrote them
    contact: str = ""  # for questions about bonemet itself; stands in the instructions for use
    has_stereotactic_radiotherapy: bool | None = None
    has_embolisation: bool | None = None
    conventional_units: bool = False
    second_factor: bool = False  # demanded for signing, exporting and administering the unit
    time_zone: str = ""
    files_reports: bool = False  # signed reports go to the hospital's record
    follow_up_weeks: tuple[int, ...] = ()  # after the last operation or signed report; none: the usual ones

    @classmethod
    def of(cls, unit: Unit) -> UnitSettings:
        """Read the settings of a unit; what is not there is as it is by default."""
        known = {field.name for field in fields(cls)}
        given: dict[str, Any] = {key: value for key, value in unit.settings.items() if key in known}
        if "follow_up_weeks" in given:
            given["follow_up_weeks"] = tuple(given["follow_up_weeks"])
        return cls(**given)

    def stored(self) -> dict[str, Any]:
        """Give what is written to the unit."""
        return asdict(self) | {"follow_up_weeks": list(self.follow_up_weeks)}

    @property
    def zone(self) -> ZoneInfo | None:
        """Give the unit's own time zone; None where it has none, or one that this computer does not know."""
        try:
            return ZoneInfo(self.time_zone) if self.time_zone else None
        except ZoneInfoNotFoundError:
            return None


def demands_second_factor(unit: Unit | None = None, *, user: Any = None) -> bool:
    """Tell whether this unit, or one of this user's, demands the second factor, or the installation does."""
    from . import units_of

    units = ([unit] if unit is not None else []) + (list(units_of(user)) if user is not None else [])
    return settings.SECOND_FACTOR_REQUIRED or any(UnitSettings.of(one).second_factor for one in units)


def zone_of(user: User) -> ZoneInfo | None:
    """Find the first time zone among the units of a user."""
    from . import units_of

    zones = (UnitSettings.of(unit).zone for unit in units_of(user).order_by("pk"))
    return next((zone for zone in zones if zone), None)
