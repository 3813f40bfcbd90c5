"""The versions of the knowledge, newest first, each with what it changed in clinical words.

The newest names the knowledge that speaks: every report carries it. `fingerprint` is that of all declarations
of the version (see knowledge.fingerprint); a test fails when the declarations are no longer those.
"""

from __future__ import annotations

from dataclasses import dataclass

from .language.translatable import _


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its key, the day it was made (ISO), and what changed for patients, with the sources.

    `fingerprint` is empty where the version was never in force by itself.
    """

    key: str
    made_on: str
    changes: tuple[str, ...]
    fingerprint: str


VERSIONS: tuple[Version, ...] = (
    Version(
        "2026.2",
        "2026-11-26",
        (
            _("An unanswered question never silences a stop: what lifts it must be known (BOAST 2022)."),
            _(
                "The state of nerves and bone sets a least urgency (U1 to U5), whatever is decided "
                "(NICE NG234, QS56): a failing cord is never called planned or without urgency."
            ),
            _(
                "How long ago power or walking was lost is asked in hours; paralysis of more than 48 "
                "hours is no emergency, walking lost today after weeks of decline is one."
            ),
            _(
                "“No operation” is only said where no open answer can bring one; else it is "
                "undecided, with the decisions still possible, what the advice is provided with, and "
                "what the next answer brings."
            ),
            _(
                "New stops: full staging without a cancer (BOAST 2022, standard 7), under 18 years, "
                "another disease on biopsy, possible infection; a second bone metastasis five years "
                "after the cancer."
            ),
            _(
                "New or changed indications: fractures of C0 to C2 and of the sacrum, severe "
                "compression of the cauda equina, Harrington class IV, the weight-bearing ilium, "
                "progression, failed implants before fractures; no resection of lymphoma, myeloma, "
                "germ cell or small-cell tumours."
            ),
            _(
                "A short life expectancy is weighed by the fracture and the patient's state, not by a "
                "pain of 7 (MSTS 2020, Dea 2020); an open fracture is always at least considered."
            ),
            _(
                "Options: prosthesis first after a failed implant; stereotactic radiotherapy before a "
                "resection; radiotherapy of painless lesions at high risk (Gillespie 2024); ablation, "
                "amputation, external and lumbopelvic fixation are new."
            ),
            _(
                "Safety rows: embolisation for every operation that opens a vascular tumour, and S24 "
                "to S31 (tissue, pregnancy, anticoagulants, wound healing, failed implant, anaemia)."
            ),
            _(
                "Risks beside survival, which never drive advice: Kowalchuk 2022, SOMA 2020, Rades 2013, "
                "Chow 2008; the Glasgow prognostic score is built and switched off."
            ),
            _(
                "Counter-evidence beside what it counters: myeloma (Zijlstra 2025), cord compression (Rades "
                "2010 to 2022), single metastases (NRG-BR002, SABR-COMET), corsets, plates of the humerus "
                "and femur (Wedin 2012, Steensma 2012); forceps instead of reamings; no number of platelets "
                "that was only remembered."
            ),
            _(
                "Evidence by part: what a rule asks, what it advises, how soon. The reference text is "
                "called a text without author or references, and what was published beside each "
                "criterion is named."
            ),
        ),
        "e8901058fa5b",
    ),
    Version(
        "2026.1.1",
        "2026-11-26",
        (
            _(
                "Words only, no advice changed: standard terms of orthopaedic and spinal oncology for "
                "procedures, findings, criteria and precautions. It was never in force by itself: its words "
                "came with 2026.2."
            ),
        ),
        "",
    ),
    Version(
        "2026.1",
        "2026-11-25",
        (
            _("First version: metastases of limbs, pelvis and spine, from a reference text and papers."),
            _("Sixteen criteria of the reference text: six principles of surgery and ten timings."),
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
