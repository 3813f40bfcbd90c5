"""The versions of the knowledge, newest first, each with what it changed in clinical words.

The newest names the knowledge that speaks: every report carries it. `fingerprint` is that of all declarations
of the version (see knowledge.audit.fingerprint); a test fails when the declarations are no longer those.
"""

from __future__ import annotations

from dataclasses import dataclass

from .language.translatable import _


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its key, the day it was made (ISO), and what changed for patients, with the sources."""

    key: str
    made_on: str
    changes: tuple[str, ...]
    fingerprint: str


VERSIONS: tuple[Version, ...] = (
    Version(
        "2026.1",
        "2026-11-25",
        (
            _("First version: metastases of limbs, pelvis and spine, from a source text and papers."),
            _("Sixteen criteria of the source: six principles of surgery and ten timings."),
            _("Indications I0 to I24, limits L1 to L11 and the stops D1 and D2, each with its sources."),
            _("Safety and work-up rows S1 to S23, the urgency clock and the order of several lesions."),
            _(
                "Scores: Mirels, SINS, New Katagiri, Bauer, modified Bauer, revised Tokuhashi, Tomita and "
                "NESMS; each as a range while answers are missing."
            ),
            _(
                "Classifications: axial cortical involvement, Harrington's criteria and acetabular classes, "
                "Capanna, ESCC, NOMS, Frankel."
            ),
            _("Options by place, state and expected survival, with reasons for and against each."),
        ),
        "6bfa09e008be",
    ),
)
KNOWLEDGE = VERSIONS[0].key
