"""The names under which FHIR knows things: code systems, extensions, and our own, which rest on a setting."""

from __future__ import annotations

from django.conf import settings

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
ICD_10 = "http://hl7.org/fhir/sid/icd-10"
HL7 = "http://terminology.hl7.org/CodeSystem/"
STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/"
URN = "urn:uuid:"

RELATED_TO = f"{STRUCTURE}condition-related"
ABSENT_BECAUSE = f"{STRUCTURE}data-absent-reason"
TRANSLATION = f"{STRUCTURE}translation"
UNIT = f"{STRUCTURE}questionnaire-unit"
LEAST, MOST = f"{STRUCTURE}minValue", f"{STRUCTURE}maxValue"
CONTROL = f"{STRUCTURE}questionnaire-itemControl"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
SHOWN_WHEN = f"{SDC}sdc-questionnaire-enableWhenExpression"

QUESTIONNAIRE, ANSWERS, SCORES, SEALS = (
    "Questionnaire/bonemet",
    "CodeSystem/answers",
    "CodeSystem/scores",
    "NamingSystem/seals",
)
LANGUAGES = {"zh-hans": "zh-Hans"}  # beside English: as Django names them, and as FHIR does
LESION = "lesion"  # the group of the questionnaire that is repeated


def own(name: str) -> str:
    """Give the address of one of our own names: alike on every server that is set alike."""
    return f"{settings.FHIR_BASE}/{name}"
