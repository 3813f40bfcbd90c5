"""A signed report as a FHIR document: what it says, whom it names, and who gets it."""

from __future__ import annotations

import base64
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.actions import signing
from assessments.actions.erasure import erase_identity
from assessments.exchange.signed import document
from assessments.models import AccessEntry, Assessment, Patient, Sealed
from tests.people import World, confirm, fill, sign

OVERRIDE = {
    "agrees": False,
    "intent": "non_operative",
    "how_soon": "none",
    "reason": "patient",
    "text": "Wants to go home.",
}


def signed(world: World, **said: Any) -> dict[str, Any]:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice, **said)
    return document(fresh(world))


def fresh(world: World) -> Assessment:
    return Assessment.objects.select_related("patient", "amends").get(pk=world.assessment.pk)


def of_type(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


def coded(bundle: dict[str, Any], code: str) -> dict[str, Any]:
    found = [
        r
        for r in of_type(bundle, "Observation")
        if any(coding["code"] == code for coding in r["code"].get("coding", ()))
    ]
    assert len(found) == 1
    return found[0]


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["reference"]} if isinstance(value.get("reference"), str) else set()
        return own.union(*(references(one) for one in value.values()))
    return set().union(*(references(one) for one in value)) if isinstance(value, list) else set()


def test_what_the_document_says(world: World) -> None:
    bundle = signed(world)
    assert bundle["type"] == "document"
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    assert bundle["identifier"]["value"] == f"urn:uuid:{world.assessment.uuid}"
    assert of_type(bundle, "Patient") == [
        {"resourceType": "Patient", "identifier": [{"value": "N-001"}], "gender": "unknown"}
    ]
    assert coded(bundle, "89247-1")["valueInteger"] == 1  # ECOG
    assert coded(bundle, "72514-3")["valueInteger"] == 7  # pain
    mirels = coded(bundle, "mirels")
    # Mirels 1989: peritrochanteric 3, functional pain 3, lytic 3, over two thirds 3.
    assert mirels["valueInteger"] == 12
    assert [part["valueInteger"] for part in mirels["component"]] == [3, 3, 3, 3]
    primary, lesion = of_type(bundle, "Condition")
    assert primary["code"]["coding"] == [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "C50"}]
    assert {one["code"] for one in lesion["code"]["coding"]} == {"94222008", "C79.5"}
    assert lesion["bodySite"][0]["coding"] == [{"system": "http://snomed.info/sct", "code": "71341001"}]
    assert lesion["bodySite"][0]["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] == "7771000"
    proposal = of_type(bundle, "ServiceRequest")[0]
    assert (proposal["intent"], proposal["priority"]) == ("proposal", "urgent")  # within two weeks
    assert proposal["code"]["text"].startswith("Operate, provided that: a benefit is expected")
    report = of_type(bundle, "DiagnosticReport")[0]
    assert report["status"] == "final"
    assert base64.b64decode(report["presentedForm"][0]["data"]).startswith(b"%PDF-")
    assert of_type(bundle, "QuestionnaireResponse")[0]["status"] == "completed"
    seal = Sealed.objects.get(assessment=world.assessment, kind="report").seal
    assert of_type(bundle, "Provenance")[0]["entity"][0]["what"]["identifier"]["value"] == seal


def test_a_score_that_is_not_complete_goes_out_as_a_range(world: World) -> None:
    """New Katagiri without laboratory values and chemotherapy: what is open may still add points."""
    katagiri = coded(signed(world), "katagiri")
    low, high = katagiri["valueRange"]["low"], katagiri["valueRange"]["high"]
    assert (low["code"], low["value"] < high["value"]) == ("{score}", True)
    assert any("valueRange" in part for part in katagiri["component"])


def test_every_reference_is_to_something_in_the_document_and_nothing_is_left_over(world: World) -> None:
    bundle = signed(world)
    named = {entry["fullUrl"] for entry in bundle["entry"]}
    assert len(named) == len(bundle["entry"])
    told = references(bundle)
    assert told <= named
    assert named - told == {bundle["entry"][0]["fullUrl"]}
    assert document(fresh(world)) == bundle  # the same again


def test_what_was_decided_stands_beside_what_was_advised(world: World) -> None:
    bundle = signed(world, **OVERRIDE)
    conclusion = of_type(bundle, "DiagnosticReport")[0]["conclusion"]
    assert "Left femur, subtrochanteric: Operate, provided that" in conclusion
    assert "Decided by alice: No operation" in conclusion
    assert "Patient's preference" in conclusion
    notes = [note["text"] for note in of_type(bundle, "ServiceRequest")[0]["note"]]
    assert any("No operation" in note for note in notes)


def test_an_amendment_says_what_it_replaces(world: World) -> None:
    signed(world)
    amendment = signing.amend(assessment=fresh(world), reason="The other side.", by=world.alice)
    sign(amendment, world.alice)
    bundle = document(Assessment.objects.get(pk=amendment.pk))
    composition = bundle["entry"][0]["resource"]
    assert composition["status"] == "amended"
    assert composition["relatesTo"] == [
        {
            "code": "replaces",
            "targetIdentifier": {
                "system": "urn:ietf:rfc:3986",
                "value": f"urn:uuid:{world.assessment.uuid}",
            },
        }
    ]
    assert of_type(bundle, "QuestionnaireResponse")[0]["status"] == "amended"
    replaced = of_type(document(fresh(world)), "DiagnosticReport")[0]["conclusion"]
    assert "replaced" in replaced


def test_of_an_erased_patient_nobody_is_named(world: World) -> None:
    signed(world, **OVERRIDE | {"text": "N-001 wants to go home."})
    assert "N-001" in json.dumps(document(fresh(world)))
    erase_identity(patient=Patient.objects.get(pk=world.patient.pk), by=world.admin)
    told = json.dumps(document(fresh(world)))
    assert "N-001" not in told


def test_only_what_is_signed_goes_out(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    with pytest.raises(Http404):
        document(fresh(world))
    page = alices.get(reverse("assessments:fhir", args=[world.assessment.uuid]))
    assert page.status_code == 409
    assert "Only a signed report goes to other systems" in page.content.decode()


def test_who_asks_proves_who_they_are_and_stands_in_the_log(alices: Client, world: World) -> None:
    signed(world)
    address = reverse("assessments:fhir", args=[world.assessment.uuid])
    asked = alices.get(address)
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not AccessEntry.objects.filter(what="report as FHIR").exists()
    confirm(alices)
    given = alices.get(address)
    assert given.headers["Content-Type"] == "application/fhir+json"
    assert "N-001" not in given.headers["Content-Disposition"]
    assert json.loads(given.content)["type"] == "document"
    entry = AccessEntry.objects.get(what="report as FHIR")
    assert (entry.kind, entry.user, entry.patient) == ("exported", world.alice, world.patient)


def test_a_report_goes_out_in_the_language_in_which_it_was_signed(world: World) -> None:
    fill(world.assessment, world.alice)
    with translation.override("zh-hans"):
        sign(world.assessment, world.alice)
    bundle = document(fresh(world))
    assert bundle["entry"][0]["resource"]["language"] == "zh-Hans"
    assert "左" in of_type(bundle, "Condition")[1]["code"]["text"]


def written(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("fhir", *arguments, stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def test_the_command_writes_the_questionnaire_a_draft_and_a_signed_report(world: World) -> None:
    assert written("--questionnaire")["resourceType"] == "Questionnaire"
    fill(world.assessment, world.alice)
    draft = written(str(world.assessment.uuid))
    assert (draft["resourceType"], draft["status"]) == ("QuestionnaireResponse", "in-progress")
    assert "N-001" not in json.dumps(draft)
    sign(world.assessment, world.alice)
    assert written(str(world.assessment.uuid))["type"] == "document"
    assert AccessEntry.objects.filter(what="report as FHIR", patient=world.patient).count() == 2
    for wrong in ("not-a-number", "00000000-0000-4000-8000-000000000000"):
        with pytest.raises(CommandError, match="no such assessment"):
            call_command("fhir", wrong)
