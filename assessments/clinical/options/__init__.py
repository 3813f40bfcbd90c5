"""Options: which procedures or treatments fit the advice, in order, with reasons for and against."""

from .choosing import OPERATIONS, REASONS, operations_on, options
from .noms import NOMS_REASONS
from .option import BANDS, OPTIONS, Offered, Option
from .without_surgery import SMALL_MEANS, WITHOUT_SURGERY

__all__ = [
    "BANDS",
    "NOMS_REASONS",
    "OPERATIONS",
    "OPTIONS",
    "REASONS",
    "SMALL_MEANS",
    "WITHOUT_SURGERY",
    "Offered",
    "Option",
    "operations_on",
    "options",
]
