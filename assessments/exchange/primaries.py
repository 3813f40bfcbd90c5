"""Which primary tumour a diagnosis means: by ICD-10 or SNOMED CT, where its code is that of one answer."""

from __future__ import annotations

import re

from .codes import PRIMARIES_IN_SNOMED, PRIMARIES_READ
from .names import ICD_10, SNOMED

ICD_10_SYSTEMS = (ICD_10, f"{ICD_10}-cm", "http://fhir.de/CodeSystem/bfarm/icd-10-gm")
MALIGNANT = re.compile(r"C[0-9][0-9A-Z](\.[0-9A-Z]{1,4})?")
OF_METASTASES = ("C77", "C78", "C79", "C7B")


def primary_of(concept: object) -> tuple[set[str], str] | None:
    """Give the answers that the codes of a diagnosis mean, and the codes; None where it is no primary tumour.

    No answer, or several: a malignant tumour, and not one of ours, or not one alone.
    """
    codings = concept.get("coding") if isinstance(concept, dict) else None
    answers: set[str] = set()
    told = []
    for coding in codings if isinstance(codings, list) else ():
        if not isinstance(coding, dict):
            continue
        system, code = coding.get("system"), str(coding.get("code"))
        if system in ICD_10_SYSTEMS and MALIGNANT.fullmatch(code) and not code.startswith(OF_METASTASES):
            told.append(f"ICD-10 {code}")
            answers |= _by_icd_10(code)
        elif system == SNOMED and code in PRIMARIES_IN_SNOMED:
            told.append(f"SNOMED CT {code}")
            answers.add(PRIMARIES_IN_SNOMED[code])
    return (answers, ", ".join(told)) if told else None


def _by_icd_10(code: str) -> set[str]:
    for length in range(len(code), 2, -1):
        if code[:length] in PRIMARIES_READ:
            return {PRIMARIES_READ[code[:length]]}
    return set()
