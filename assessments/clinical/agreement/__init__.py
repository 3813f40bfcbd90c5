"""Panels: where the instruments agree, and where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mechanical import MECHANICAL_PANEL
from .panel import SAYS, Disagreement, Member, Panel, PanelReading, Voice
from .survival import SURVIVAL_PANEL

if TYPE_CHECKING:
    from assessments.clinical.language.facts import Facts

PANELS: tuple[Panel, ...] = (MECHANICAL_PANEL, SURVIVAL_PANEL)


def panels(facts: Facts) -> tuple[PanelReading, ...]:
    """Read the panels that have an instrument for this lesion."""
    readings = (panel.read(facts) for panel in PANELS)
    return tuple(reading for reading in readings if reading is not None)


__all__ = ["PANELS", "SAYS", "Disagreement", "Member", "Panel", "PanelReading", "Voice", "panels"]
