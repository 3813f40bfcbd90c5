"""Every paper and guideline once: what it is, where to find it, and how much of it was read."""

from .care import CARE_REFERENCES
from .limb import LIMB_REFERENCES
from .reference import Reference
from .spine import SPINE_REFERENCES
from .survival import SURVIVAL_REFERENCES

EVERY_REFERENCE: tuple[Reference, ...] = (
    *CARE_REFERENCES,
    *LIMB_REFERENCES,
    *SPINE_REFERENCES,
    *SURVIVAL_REFERENCES,
)
REFERENCES: dict[str, Reference] = {reference.key: reference for reference in EVERY_REFERENCE}

__all__ = ["EVERY_REFERENCE", "REFERENCES", "Reference"]
