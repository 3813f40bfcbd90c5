"""The standard words of surgery: no text says what a surgeon does not say (typed from the table of words)."""

from __future__ import annotations

import re

import pytest

from tests.catalogue import gathered

# Anywhere in a text, whatever its case.
GONE = (
    "through the skin", "removal of the vertebra in one piece", "fixation of skull and upper neck",
    "screws into the femoral neck", "long locked nail", "in place of the bone's end",
    "prosthesis of the shaft", "with a cemented hip", "curettage, plate and cement", "protected load",
    "8 gy once", "in several fractions", "kinds of procedure", "before it breaks", "how near to breaking",
    "treated in vain", "treated without surgery", "treatment without surgery has failed", "of no use",
    "useless movement", "useful movement:", "d: useful movement", "nerves may be failing",
    "failing within hours", "walking is kept longest", "touching the cord", "fluid seen around",
    "fluid still seen", "separate, fix", "bone pushed into", "at separate areas that", "over what time",
    "since walking was lost:", "time since walking was lost", "weakest muscle power", "giving way",
    "no longer carries load", "has slipped", "bone is lost", "bone is formed", "share of the bone's width",
    "along the bone", "share of the cortex", "metastases in major organs", "removable",
    "what is known of a cancer", "searched for, no primary", "systemic treatment still open",
    "effective systemic treatment is open", "movement at once", "longer tumour-free survival",
    "small operation", "can bear", "be borne", "weeks to live", "months to live", "how long to live",
    "diagnose first", "not secure", "films", "prevent thrombosis", "block alpha", "in 100 had one",
    "stop heart and lungs", "shed emboli", "a leg at risk", "carries the body", "grew on",
    "failed and revised", "which operation?", "too ill", "heart or lungs", "nerve or cord", "the source's",
    "source text", "that spoke", "did not speak", "our own expert rule", "rests on", "open answers could",
    "what would you do", "say it, or skip", "what do you say to it", "something else", "keep the decision",
    "throw it away", "past the hour", "or how it begins", "section before", "time line", "show how soon",
    "what decides how soon", "what stands so far", "join the records", "where i am logged in",
    "sent elsewhere", "alive or not", "how it goes", "highest mortality", "raised mortality possible",
    "operated outside the spine", "outlook",
)  # fmt: skip
# As a whole text: as part of another one these are common words.
GONE_ALONE = (
    "Kept", "So far", "Settled", "Settled.", "Grounds", "High:", "middle", "poor", "Disturbed",
    "Died before", "Bladder and bowel disturbed", "Metastases in organs", "The spine is displaced",
    "Thrombosis", "Rests on",
)  # fmt: skip
# Why a text may say it after all: names that the knowledge makes of its keys, which stay.
KEYS = frozenset({"Small elsewhere"})


def said() -> set[str]:
    ids = [message.id for message in gathered() if message.id]
    return {text for found in ids for text in ([found] if isinstance(found, str) else found)} - KEYS


@pytest.fixture(scope="module")
def texts() -> set[str]:
    return said()


def test_no_text_says_what_a_surgeon_does_not_say(texts: set[str]) -> None:
    words = "|".join(map(re.escape, GONE))
    pattern = re.compile(rf"(?<![a-z])({words})(?![a-z])", re.IGNORECASE)
    assert sorted(text for text in texts if pattern.search(text)) == []


def test_these_are_no_texts_of_their_own_any_more(texts: set[str]) -> None:
    assert sorted(texts & set(GONE_ALONE)) == []


def test_the_standard_terms_are_there(texts: set[str]) -> None:
    assert texts >= {
        "Percutaneous pedicle screw fixation", "Vertebroplasty / cementoplasty", "En bloc spondylectomy",
        "Percutaneous screw fixation with cementoplasty", "Occipitocervical fixation",
        "Cephalomedullary nail", "Decompression and instrumented stabilisation (separation surgery)",
        "Prophylactic fixation", "Long intramedullary nail, interlocked", "Modular (tumour) endoprosthesis",
        "Intercalary (diaphyseal) endoprosthesis", "Acetabular reconstruction (cage, cemented THA)",
        "Curettage, plating and cement augmentation", "Brace or splint, protected weight-bearing",
        "Single-fraction radiotherapy (8 Gy)", "Multifraction radiotherapy", "Treatment options",
        "Fracture risk", "Suspected cord or cauda equina compression", "Cancer history",
        "Unknown primary after work-up", "Acute cord or cauda equina compression with neurological deficit",
        "Bony retropulsion into the canal?", "Non-contiguous levels of compression?",
        "Time from onset of the deficit", "Lowest MRC grade", "Time since loss of ambulation",
        "Sphincter dysfunction", "Acetabular insufficiency", "Spinal subluxation/translation",
        "Lytic (osteolytic)", "Blastic (osteoblastic)", "Cortical involvement (fraction of diameter)",
        "Axial cortical involvement", "Visceral metastases", "Circumferential cortical involvement",
        "Resectable", "Effective systemic therapy still available?",
        "Expected benefit: quality of life, immediate mobilisation?", "Minor procedure only",
        "Life expectancy under 6 weeks", "Histology unconfirmed", "Full-length radiographs",
        "Thromboprophylaxis", "Local progression", "Revision", "Procedure performed", "Cardiopulmonary",
        "Neurological complication", "Evidence and scoring", "expert opinion (unvalidated)", "Draft saved",
        "Discard", "Overdue", "Timeline", "Assess urgency", "Merge duplicates", "Active sessions",
        "Died before surgery", "Referred", "Vital status", "SSG register, extremities and pelvis",
        "Current advice", "Previous",
    }  # fmt: skip
