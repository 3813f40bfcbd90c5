"""Taking a measurement over: reckoned by the server, saved as any answer is, with where it comes from."""

from __future__ import annotations

import io
import json
from typing import Any

import pikepdf
import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from assessments.actions import signing
from assessments.actions.erasure import erase_identity
from assessments.models import KeyImagePixels, Measurement
from assessments.models.append_only import permitted
from assessments.record.chain import content_of
from assessments.record.signed import sealed_report
from tests.people import World, attach_image, fill, save, send, sign
from tests.report.test_pdf import pages_of

AXIAL, FRACTION = "imaging.axial_extent_mm", "imaging.cortical_fraction"


@pytest.fixture
def url(world: World) -> str:
    fill(world.assessment, world.alice)
    image = attach_image(world.assessment, world.lesion, world.alice)
    return reverse("assessments:measure", args=[world.assessment.uuid, image.uuid])


def form(world: World, question: str = AXIAL, tool: str = "length", **more: Any) -> dict[str, Any]:
    world.assessment.refresh_from_db()
    told = {"tool": tool, "question": question, "base_revision": world.assessment.revision_number}
    return told | {"marks": json.dumps([[5, 5], [5, 58.4]]), "scale_marks": "", "scale_mm": ""} | more


def answered(world: World, key: str) -> Any:
    world.assessment.refresh_from_db()
    return world.assessment.latest().given.section("imaging", world.lesion.key).get(key)


def test_it_becomes_the_answer_with_its_provenance(world: World, alices: Client, url: str) -> None:
    answer = send(alices, url, form(world))
    assert (answer.status_code, answer["Location"]) == (302, url)
    assert answered(world, "axial_extent_mm") == 27  # 53.4 pixels of half a millimetre
    kept = Measurement.objects.get()
    assert (kept.question, kept.tool, kept.value, kept.answer) == (AXIAL, "length", 26.7, 27)
    assert (kept.marks, kept.scale) == ([[5, 5], [5, 58.4]], {"from": "patient", "mm_per_pixel": 0.5})
    assert kept.revision_number == world.assessment.revision_number
    for page in ("report", "history", "key_images"):
        arguments = [world.assessment.uuid, *([world.lesion.uuid] if page == "key_images" else [])]
        shown = alices.get(reverse(f"assessments:{page}", args=arguments)).content.decode()
        assert "(measured: 26.7 mm)" in shown, page
    assert 'd="M5.00 5.00L5.00 58.40"' in shown


def test_a_share_is_of_no_scale(world: World, alices: Client, url: str) -> None:
    marks = json.dumps([[0, 10], [40, 10], [5, 10], [12, 10]])
    assert send(alices, url, form(world, FRACTION, "share", marks=marks)).status_code == 302
    assert answered(world, "cortical_fraction") == "under_third"
    assert Measurement.objects.get().scale == {}


def test_a_marked_length_comes_before_the_file(world: World, alices: Client, url: str) -> None:
    scale = {"scale_marks": json.dumps([[0, 0], [0, 10]]), "scale_mm": "20"}
    assert send(alices, url, form(world, **scale)).status_code == 302
    assert answered(world, "axial_extent_mm") == 107  # 53.4 pixels of 2 mm: 106.8
    assert Measurement.objects.get().scale["from"] == "marked"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"marks": "[[1, 1]]"}, "Set all marks"),
        ({"marks": "[" * 300}, "Set all marks"),
        ({"marks": "[[1, 1], [1, 999]]"}, "Set all marks"),
        ({"scale_mm": "5"}, "Mark both ends of the known length"),
        ({"scale_marks": "[[0, 0], [0, 10]]", "scale_mm": "2000"}, "from 0.1 to 1000"),
        ({"scale_marks": "[[0, 0], [0, 1]]", "scale_mm": "900"}, "From 0 to 450 mm are allowed"),
        ({"question": "pain.worst_pain"}, "This question is not asked here"),
        ({"question": FRACTION}, "This question is not asked here"),
        ({"question": ""}, "Choose the question"),
        ({"tool": "scale"}, "Select a valid choice"),
    ],
)
def test_what_is_refused_is_told(
    world: World, alices: Client, url: str, more: dict[str, Any], says: str
) -> None:
    answer = send(alices, url, form(world, **more))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Measurement.objects.exists()
    assert answered(world, "axial_extent_mm") == 45


def test_without_a_scale_there_are_no_millimetres(world: World, alices: Client) -> None:
    fill(world.assessment, world.alice)
    image = attach_image(world.assessment, world.lesion, world.alice, mm_per_pixel=None, spacing_of="")
    url = reverse("assessments:measure", args=[world.assessment.uuid, image.uuid])
    answer = send(alices, url, form(world))
    assert answer.status_code == 422
    assert "mark a known length on it first" in answer.content.decode()
    assert answered(world, "axial_extent_mm") == 45


def test_two_at_once_are_told(world: World, alices: Client, url: str) -> None:
    sent = form(world)
    lesion = world.assessment.latest().given.section("imaging", world.lesion.key)
    save(world.assessment, "imaging", lesion | {"axial_extent_mm": 12}, world.lesion, world.bob)
    answer = send(alices, url, sent)
    assert answer.status_code == 409
    assert "Somebody else changed this answer meanwhile" in answer.content.decode()
    assert answered(world, "axial_extent_mm") == 12
    assert not Measurement.objects.exists()


def test_a_signed_report_keeps_its_pictures_with_their_marks(world: World, alices: Client, url: str) -> None:
    send(alices, url, form(world))
    sign(world.assessment, world.alice)
    content = content_of(sealed_report(world.assessment))
    [told] = content["pictures"]
    kept = Measurement.objects.get()
    assert told["sha256"] == kept.image.sha256
    assert told["measured"][0]["marks"] == [[5, 5], [5, 58.4]]
    assert send(alices, url, form(world)).status_code == 403
    # Taken back in an amendment later: the report shows it on, and says so.
    amendment = signing.amend(assessment=world.assessment, reason="Wrong picture", by=world.alice)
    withdraw = reverse("assessments:withdraw_key_image", args=[amendment.uuid, kept.image.uuid])
    assert send(alices, withdraw, {"text": "Blurred."}).status_code == 302
    report = reverse("assessments:report", args=[world.assessment.uuid])
    page = alices.get(report).content.decode()
    assert 'd="M5.00 5.00L5.00 58.40"' in page
    assert "(measured: 26.7 mm)" in page
    assert "Blurred." in page
    erase_identity(patient=world.patient, by=world.leah)
    page = alices.get(report).content.decode()
    assert "Erased" in page
    assert "<image" not in page


def test_the_pdf_has_the_pictures_and_what_was_measured(world: World, alices: Client, url: str) -> None:
    """An erasure, or a picture that was changed, leaves a report that prints all the same."""
    send(alices, url, form(world))
    sign(world.assessment, world.alice)
    address = reverse("assessments:report_pdf", args=[world.assessment.uuid])
    whole = alices.get(address).content
    text = " ".join(" ".join(pages_of(whole)).split())
    assert "Key images" in text
    assert "27 mm (measured: 26.7 mm)" in text
    assert "scale of the DICOM file, alice" in text
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        drawn = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert [one for one in drawn if one.get("/Subtype") == "/Image" and one.Width == 40]
    with permitted("the test"):
        QuerySet(KeyImagePixels).update(data=b"another")
    assert "A record that does not match its signature" in " ".join(pages_of(alices.get(address).content))
    erase_identity(patient=world.patient, by=world.leah)
    erased = " ".join(" ".join(pages_of(alices.get(address).content)).split())
    assert "Erased" in erased
    assert "measured: 26.7 mm" in erased
