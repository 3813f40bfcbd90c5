"""A signed report as a FHIR document. All of it is read off what was sealed; nothing is worked out anew.

What was decided stands beside what was advised. A score that is not complete goes out as the range in which
it lies.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.answers.punctuation import clauses
from assessments.clinical.sections.history import PRIMARY
from assessments.record.chain import content_of
from assessments.record.signed import answers_of, decisions_of, sealed_report
from assessments.report.from_data import kept_report
from assessments.report.pdf import report_pdf
from assessments.report.since_signed import since_signed

from .codes import PRIMARIES, SUMMARY
from .lesion import Lesion, condition
from .measured import observations
from .names import ICD_10, LANGUAGES, SEALS, own
from .patient import patient_resource
from .resources import (
    AUTHOR,
    COMPOSITION,
    PATIENT,
    PRIMARY_TUMOUR,
    PROVENANCE,
    REPORT,
    RESPONSE,
    Document,
    code,
    concept,
    hl7,
    loinc,
    numbered,
)
from .response import AMENDED, COMPLETED, response_of

if TYPE_CHECKING:
    from assessments.answers.document import Answers
    from assessments.models import Assessment, Sealed
    from assessments.report.tree import Decision, Report

    from .resources import Resource


def document(assessment: Assessment, *, printed: bool = True) -> Resource:
    """Give the document Bundle of a signed assessment, in the language in which it was signed.

    Not printed, it is without the PDF.

    Raises Http404 where it is not signed, and DamagedRecordError where its record was changed since.
    """
    sealed = sealed_report(assessment)
    content = content_of(sealed)
    report = kept_report(content["report"])
    with override(report.language):
        return _bundle(assessment, sealed, content, report, printed=printed)


def _bundle(
    assessment: Assessment, sealed: Sealed, content: dict[str, Any], report: Report, *, printed: bool
) -> Resource:
    made = Document(
        assessment.uuid, sealed.at.isoformat(timespec="seconds"), is_amended=assessment.amends is not None
    )
    answers, decided = answers_of(content), decisions_of(assessment, content)
    made.add(PATIENT, patient_resource(content["patient"]))
    author = made.add(AUTHOR, _author(content))
    status = AMENDED if made.is_amended else COMPLETED
    response = response_of(answers, status, knowledge=content["knowledge"])
    made.add(RESPONSE, response | made.about | {"authored": made.at, "author": author})
    _add_primary(made, answers)
    results = [made.add(*found) for found in observations(answers.facts(None), made, made.about)]
    lesions = [
        Lesion(made, key, answers.facts(key), told, _decided(decided, told.number))
        for key, told in zip(answers.lesions, report.lesions, strict=True)
    ]
    results += [result for lesion in lesions for result in lesion.results]
    since = since_signed(assessment, content)
    diagnostic = _diagnostic(made, lesions, since, results)
    if printed:
        pdf = report_pdf(report, at=sealed.at, since=since, decided=decided)
        diagnostic |= {"presentedForm": [_printed(made, pdf, report.language)]}
    made.add(REPORT, diagnostic)
    made.add(PROVENANCE, _provenance(made, sealed))
    composition = _composition(made, lesions, report.language, assessment)
    return {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": numbered(assessment.uuid),
        "timestamp": made.at,
        "entry": [{"fullUrl": made.address(COMPOSITION), "resource": composition}, *made.entries],
    }


def _author(content: dict[str, Any]) -> Resource:
    name = content["by_full_name"] or content["by_name"]
    return {"resourceType": "Practitioner", "name": [{"text": name}]}


def _add_primary(made: Document, answers: Answers) -> None:
    key = answers.facts(None).answer(PRIMARY)
    if not isinstance(key, str):
        return
    label = next(_(choice.label) for choice in PRIMARY.choices if choice.value == key)
    codes = [code(ICD_10, PRIMARIES[key])] if key in PRIMARIES else []
    told = condition(concept(label, *codes), "mcode-primary-cancer-condition" if codes else "")
    made.add(PRIMARY_TUMOUR, told | made.about)


def _decided(decided: tuple[Decision, ...], lesion: int) -> list[str]:
    """Say what surgeon and board decided on a lesion, and why where it is not what was advised."""
    told = []
    for one in (one for one in decided if one.lesion == lesion):
        if one.done:
            told.append(_("Decided by {by}: {decision}").format(by=one.by, decision=one.done))
        told += filter(None, (clauses(filter(None, (one.reason, one.text))),))
        if one.board:
            told.append(_("Tumour board: {decision}").format(decision=one.board))
            told += filter(None, (one.board_why,))
    return told


def _diagnostic(
    made: Document, lesions: list[Lesion], since: tuple[str, ...], results: list[Resource]
) -> Resource:
    lines = [
        line
        for lesion in lesions
        for line in (f"{lesion.told.name}: {lesion.told.headline}", *lesion.decided)
    ]
    return {
        "resourceType": "DiagnosticReport",
        "identifier": [numbered(made.report)],
        "status": made.status,
        "code": _what(),
        **made.about,
        "effectiveDateTime": made.at,
        "issued": made.at,
        "performer": [made.reference(AUTHOR)],
        "result": results,
        "conclusion": "\n".join((*since, *lines)),
    }


def _printed(made: Document, pdf: bytes, language: str) -> Resource:
    return {
        "contentType": "application/pdf",
        "language": LANGUAGES.get(language, language),
        "data": base64.b64encode(pdf).decode(),
        "title": f"bonemet-{str(made.report)[:8]}.pdf",
        "creation": made.at,
    }


def _provenance(made: Document, sealed: Sealed) -> Resource:
    seal = {"identifier": {"system": own(SEALS), "value": sealed.seal}}
    return {
        "resourceType": "Provenance",
        "target": [made.reference(REPORT), made.reference(RESPONSE)],
        "recorded": made.at,
        "agent": [{"type": hl7("provenance-participant-type", "author"), "who": made.reference(AUTHOR)}],
        "entity": [{"role": "source", "what": seal}],
    }


def _composition(made: Document, lesions: list[Lesion], language: str, assessment: Assessment) -> Resource:
    amended = assessment.amends
    replaced = [{"code": "replaces", "targetIdentifier": numbered(amended.uuid)}] if amended else []
    sections = [
        {
            "title": lesion.told.name,
            "text": _narrative(lesion.told.headline),
            "entry": lesion.entries,
        }
        for lesion in lesions
    ]
    paper = [made.reference(REPORT), made.reference(PROVENANCE)]
    return {
        "resourceType": "Composition",
        "language": LANGUAGES.get(language, language),
        "identifier": numbered(made.report),
        "status": made.status,
        "type": _what(),
        **made.about,
        "date": made.at,
        "author": [made.reference(AUTHOR)],
        "title": _("Bone metastasis assessment"),
        **({"relatesTo": replaced} if replaced else {}),
        "section": [*sections, {"title": _("Report"), "entry": paper}],
    }


def _what() -> Resource:
    return concept(_("Bone metastasis assessment"), loinc(SUMMARY))


def _narrative(text: str) -> Resource:
    div = format_html('<div xmlns="http://www.w3.org/1999/xhtml"><p>{}</p></div>', text)
    return {"status": "generated", "div": str(div)}
