"""Cards on a patient's chart (CDS Hooks 2.0): a signed advice there is, or a bone metastasis nobody assessed.

No advice is ever worked out from what is sent along: that only says whose chart it is, and what is on the
problem list.
"""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.clinical.advice import EMERGENCY, EXPEDITED, URGENCY_RANK, URGENT
from assessments.clinical.versions import KNOWLEDGE
from assessments.models import Assessment, Status
from assessments.models.signing import OverrideReason
from assessments.record.chain import DamagedRecordError, content_of
from assessments.record.signed import decisions_of, sealed_report
from assessments.report.from_data import kept_report

from .alone import NotGivenError, refuse_what_misleads
from .codes import BONE_METASTASIS
from .matching import agree, patients_of
from .names import ICD_10, SNOMED, own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.models.base import User
    from assessments.report.tree import LesionReport

    from .resources import Resource

LONGEST_SUMMARY = 139  # characters: the standard wants less than 140
INDICATORS = {EMERGENCY: "critical", URGENT: "critical", EXPEDITED: "warning"}  # whatever else: info
ICD_CM = "http://hl7.org/fhir/sid/icd-10-cm"
METASTASES = ((SNOMED, (BONE_METASTASIS,)), (ICD_10, ("C79.5",)), (ICD_CM, ("C79.5", "C79.51", "C79.52")))
OVER = ("inactive", "remission", "resolved")
NOT_SO = ("refuted", "entered-in-error")
MOST_CONDITIONS = 1000
PREFETCH = {
    "patient": "Patient/{{context.patientId}}",
    "conditions": "Condition?patient={{context.patientId}}&category=problem-list-item",
}
OVERRIDES = "CodeSystem/override-reasons"
OF_THE_CARD = "bonemet.exchange.cards"


class NotPrefetchedError(ValueError):
    """Whose chart it is was not sent along."""


def service() -> dict[str, Any]:
    """Describe the service, as clients discover it."""
    return {
        "hook": "patient-view",
        "id": "bonemet",
        "title": "Bone metastasis: signed advice on surgery",
        "description": (
            "Shows the advice that was signed in bonemet, or that a bone metastasis on the problem list was "
            "not assessed. It works out nothing from what is sent along."
        ),
        "prefetch": PREFETCH,
    }


def cards_for(
    account: User, prefetch: dict[str, Any], address: str
) -> tuple[list[Resource], Assessment | None]:
    """Give the cards on a patient that this account may see, and the assessment that they show, if any.

    `address` is where bonemet is reached. Raises NotPrefetchedError without a patient.
    """
    sent = prefetch.get("patient")
    if not isinstance(sent, dict) or sent.get("resourceType") != "Patient":
        raise NotPrefetchedError
    found = patients_of(account, sent)
    if len(found) > 1 or (found and not agree(found[0], sent)):
        return [], None
    if found:
        mine = Assessment.objects.visible_to(account).filter(patient__in=found[0].everyone)
        signed = mine.filter(status=Status.SIGNED).select_related("patient__unit", "unit", "amends")
        if (assessment := signed.order_by("-signed_at", "-pk").first()) is not None:
            card = _advice(assessment, address)
            return ([card], assessment) if card else ([], None)
        if mine.exists():
            return [], None  # somebody is at it, or has withdrawn it and said why
    if _has_metastasis(prefetch.get("conditions"), sent):
        return [_not_assessed(address)], None
    return [], None


def _advice(assessment: Assessment, address: str) -> Resource | None:
    """Give the card of what was signed; None for a record that is not shown as signed any more."""
    try:
        refuse_what_misleads(assessment)
        sealed = sealed_report(assessment)
        content = content_of(sealed)
    except (NotGivenError, DamagedRecordError):
        return None
    report = kept_report(content["report"])
    most = max(report.lesions, key=lambda lesion: URGENCY_RANK.get(lesion.urgency, 0))
    with override(report.language):
        signed = _("Signed on {day}").format(day=date_format(localtime(sealed.at), "SHORT_DATE_FORMAT"))
        decided = {one.lesion: one for one in decisions_of(assessment, content)}
        lines = [signed + "."]
        for lesion in report.lesions:
            lines.append(f"{lesion.name}: {lesion.headline}")
            one = decided.get(lesion.number)
            lines += [text for text in ((one.answer, one.done, one.board) if one else ()) if text]
        return {
            "uuid": new_card(),
            "summary": _summary(most, signed),
            "detail": "\n\n".join(map(_plain, lines)),
            "indicator": INDICATORS.get(most.urgency, "info"),
            "source": _source(address, content["knowledge"]),
            "links": _links(
                address, _("Open the report"), f"{address}/assessments/{assessment.uuid}/report/"
            ),
            "overrideReasons": [
                {"code": reason.value, "system": own(OVERRIDES), "display": str(reason.label)}
                for reason in OverrideReason
            ],
        }


def _summary(lesion: LesionReport, signed: str) -> str:
    """Give the urgency first, in less than 140 characters."""
    told = ": ".join(filter(None, (lesion.urgency_text, lesion.name, lesion.headline)))
    rest = f" ({signed})"
    return Truncator(told).chars(LONGEST_SUMMARY - len(rest)) + rest


def _plain(text: str) -> str:
    """Keep a text from being read as markup: a card's detail is Markdown."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>#|!" else sign for sign in text)


def _not_assessed(address: str) -> Resource:
    return {
        "uuid": new_card(),
        "summary": _("Bone metastasis on the problem list, not assessed in bonemet by this unit"),
        "indicator": "info",
        "source": _source(address, KNOWLEDGE),
        "links": _links(address, _("New assessment"), f"{address}/assessments/new/"),
    }


def _source(address: str, knowledge: str) -> Resource:
    label = _("bonemet, knowledge {version}").format(version=knowledge)
    return {"label": label, "url": f"{address}/knowledge/"}


def _links(address: str, label: str, url: str) -> list[Resource]:
    """Give the link, and beside it the launch from the chart, where that is set up."""
    links = [{"label": label, "url": url, "type": "absolute"}]
    if settings.SMART_ISSUERS:
        links.append({"label": _("Open bonemet"), "url": f"{address}/smart/launch", "type": "smart"})
    return links


def _has_metastasis(sent: object, patient: dict[str, Any]) -> bool:
    """Tell whether the problem list of this patient says that there is a bone metastasis now."""
    entries = sent.get("entry") if isinstance(sent, dict) else None
    listed = entries if isinstance(entries, list) else []
    found = [one.get("resource") for one in listed[:MOST_CONDITIONS] if isinstance(one, dict)]
    return any(_is_metastasis(one, patient) for one in found if isinstance(one, dict))


def _is_metastasis(condition: dict[str, Any], patient: dict[str, Any]) -> bool:
    subject = condition.get("subject")
    whose = subject.get("reference") if isinstance(subject, dict) else None
    if condition.get("resourceType") != "Condition" or not isinstance(whose, str):
        return False
    if not f"/{whose}".endswith(f"/Patient/{patient.get('id')}"):
        return False
    for key, words in (("clinicalStatus", OVER), ("verificationStatus", NOT_SO)):
        if any(code in words for code in _codes(condition, key)):
            return False
    return any(code in codes for system, codes in METASTASES for code in _codes(condition, "code", system))


def _codes(condition: dict[str, Any], key: str, system: str = "") -> Iterator[str]:
    concept = condition.get(key)
    codings = concept.get("coding") if isinstance(concept, dict) else None
    for one in codings if isinstance(codings, list) else []:
        if isinstance(one, dict) and isinstance(one.get("code"), str) and system in ("", one.get("system")):
            yield one["code"]


# -- What a card is called: made here and known again by that, without keeping whose it was


def new_card() -> str:
    """Give a card a number, of which half proves that it was given here."""
    return str(_number(secrets.token_bytes(8)))


def is_card(number: str) -> bool:
    """Tell whether a card was given here under this number."""
    try:
        given = uuid.UUID(number)
    except ValueError:
        return False
    return given == _number(given.bytes[:8])


def _number(random: bytes) -> uuid.UUID:
    proof = salted_hmac(OF_THE_CARD, random.hex(), algorithm="sha256").digest()[:8]
    return uuid.UUID(bytes=random + proof)
