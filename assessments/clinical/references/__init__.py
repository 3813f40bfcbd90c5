"""Every paper and guideline once: what it is, where to find it, and how much of it was read."""

from .care import CARE
from .limb import LIMB
from .reference import Reference
from .spine import SPINE
from .survival import SURVIVAL

EVERY_REFERENCE: tuple[Reference, ...] = (*CARE, *LIMB, *SPINE, *SURVIVAL)
REFERENCES: dict[str, Reference] = {reference.key: reference for reference in EVERY_REFERENCE}

__all__ = ["EVERY_REFERENCE", "REFERENCES", "Reference"]
