"""Key images: kept as drawn anew, seen as the patient is, on the log, taken back visibly, and erased."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from assessments.actions import corrections
from assessments.actions import key_images as actions
from assessments.actions.assessments import create_patient, start_assessment
from assessments.actions.erasure import erase_identity
from assessments.models import AccessEntry, ImageWithdrawal, KeyImage, KeyImagePixels, Lesion
from assessments.models.append_only import permitted
from assessments.record.of_patient import whole_record
from assessments.record.verification import faults
from tests.key_images.files import SCRIPT, SECRET, dicom, png_of, talkative
from tests.people import TODAY, World, attach_image, send, sign


def page_of(world: World) -> str:
    return reverse("assessments:key_images", args=[world.assessment.uuid, world.lesion.uuid])


def file_of(world: World, image: KeyImage) -> str:
    return reverse("assessments:picture", args=[world.assessment.uuid, image.uuid])


def form(data: bytes, **more: Any) -> dict[str, Any]:
    return {
        "picture": SimpleUploadedFile(f"{SECRET}.png", data),
        "caption": "AP",
        "names_nobody": "on",
    } | more


def test_a_picture_is_kept_as_it_was_drawn_anew(world: World, alices: Client) -> None:
    answer = send(alices, page_of(world), form(talkative()))
    assert (answer.status_code, answer["Location"]) == (302, page_of(world))
    image = KeyImage.objects.get()
    assert (image.kind, image.media_type, image.width, image.height) == ("jpeg", "image/png", 40, 60)
    assert (image.caption, image.by, image.mm_per_pixel) == ("AP", world.alice, None)
    shown = alices.get(file_of(world, image))
    assert shown.content == bytes(KeyImagePixels.objects.get().data)
    assert SECRET.encode() not in shown.content
    assert SCRIPT not in shown.content
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown["Cache-Control"] == "no-store, private"
    assert shown["Content-Disposition"] == f'inline; filename="bonemet-{str(image.uuid)[:8]}.png"'
    looks = AccessEntry.objects.filter(user=world.alice, patient=world.patient)
    assert list(looks.values_list("what", flat=True)) == ["key images", "key image"]
    assert f'href="{file_of(world, image)}"' in alices.get(page_of(world)).content.decode()
    hub = alices.get(reverse("assessments:hub", args=[world.assessment.uuid])).content.decode()
    assert "Key images (1)" in hub


@pytest.mark.parametrize("theirs", [True, False], ids=["of another unit", "of another patient"])
def test_a_picture_is_found_under_its_own_patient_alone(world: World, alices: Client, theirs: bool) -> None:
    """Whoever knows its number and has an assessment of their own gets nothing of it by that."""
    by = world.charlie if theirs else world.alice
    patient = create_patient(unit=by.memberships.get().unit, identifier="N-900", by=by)
    other = start_assessment(patient=patient, today=TODAY, by=by)
    image = attach_image(other, Lesion.objects.get(patient=patient), by)
    for name in ("picture", "measure", "withdraw_key_image"):
        mine = reverse(f"assessments:{name}", args=[world.assessment.uuid, image.uuid])
        assert alices.get(mine).status_code == 404, name
    assert not AccessEntry.objects.filter(user=world.alice, what="key image").exists()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (
            form(SCRIPT),
            "cannot be read as a picture. Allowed is one picture: PNG, JPEG, WebP, or a single DICOM",
        ),
        (form(png_of(20_001, 10)), "a side longer than 20,000. Allowed is"),
        (form(dicom(NumberOfFrames=500)), "several pictures. Allowed is"),
        (form(dicom(), names_nobody=""), "look again, and tick this"),
        (form(b""), "The file is empty"),
        ({"names_nobody": "on"}, "Choose a picture"),
    ],
)
def test_what_is_refused_is_told_and_nothing_is_kept(
    world: World, alices: Client, sent: dict[str, Any], says: str
) -> None:
    answer = send(alices, page_of(world), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not KeyImage.objects.exists()
    assert not KeyImagePixels.objects.exists()


def test_a_form_that_was_filled_in_for_another_attaches_nothing(world: World, alices: Client) -> None:
    assert alices.post(page_of(world), form(dicom())).status_code == 409
    assert not KeyImage.objects.exists()


def test_twenty_megabytes_are_read_at_this_address_from_who_has_logged_in(
    world: World, alices: Client, client: Client
) -> None:
    three, too_much = form(talkative() + bytes(3_000_000)), form(bytes(22_500_000))
    assert send(alices, page_of(world), three).status_code == 302
    assert alices.post(page_of(world), too_much).status_code == 413
    assert Client().post(page_of(world), form(bytes(3_000_000))).status_code == 413
    hub = reverse("assessments:hub", args=[world.assessment.uuid])
    assert alices.post(hub, form(bytes(3_000_000))).status_code == 413


def test_it_is_seen_as_the_patient_is(world: World) -> None:
    image = attach_image(world.assessment, world.lesion, world.alice)
    for who, status in ((world.rita, 200), (world.charlie, 404), (world.admin, 404), (world.nobody, 404)):
        client = Client()
        client.force_login(who)
        assert client.get(file_of(world, image)).status_code == status
    ritas = Client()
    ritas.force_login(world.rita)
    assert ritas.post(page_of(world), form(dicom())).status_code == 403


def test_a_picture_that_is_taken_back_is_told_and_no_longer_shown(world: World, alices: Client) -> None:
    image = attach_image(world.assessment, world.lesion, world.alice)
    url = reverse("assessments:withdraw_key_image", args=[world.assessment.uuid, image.uuid])
    assert send(alices, url, {"text": ""}).status_code == 422
    assert send(alices, url, {"text": "Another patient's."}).status_code == 302
    page = alices.get(page_of(world)).content.decode()
    assert "Another patient&#x27;s." in page
    assert file_of(world, image) not in page
    assert alices.get(url).status_code == 409
    assert KeyImagePixels.objects.count() == 1
    actions.withdraw_image(image=image, assessment=world.assessment, reason="Again.", by=world.bob)
    assert ImageWithdrawal.objects.count() == 1


def test_what_is_signed_gets_no_more_pictures(world: World, alices: Client) -> None:
    image = attach_image(world.assessment, world.lesion, world.alice)
    sign(world.assessment, world.alice)
    assert alices.post(page_of(world), form(dicom())).status_code == 403
    assert alices.get(page_of(world)).status_code == 200
    assert alices.get(file_of(world, image)).status_code == 200


def test_a_lesion_has_the_few_that_decide(world: World, alices: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    attach_image(world.assessment, world.lesion, world.alice)
    answer = send(alices, page_of(world), form(dicom()))
    assert answer.status_code == 422
    assert "This lesion has 1 key images, as many as are kept" in answer.content.decode()


@pytest.mark.database
def test_an_erasure_leaves_no_picture_and_proves_the_rest(world: World, alices: Client) -> None:
    image = attach_image(world.assessment, world.lesion, world.alice)
    pixels = bytes(KeyImagePixels.objects.get().data)
    told = whole_record(world.patient)
    assert told["keyimagepixels"][0]["data"].startswith("iVBORw0KGgo")
    assert told["keyimage"][0]["sha256"] == image.sha256
    erase_identity(patient=world.patient, by=world.leah)
    assert not KeyImagePixels.objects.exists()
    assert pixels not in str(whole_record(world.patient)).encode()
    assert list(faults(world.north)) == []
    assert "Erased" in alices.get(page_of(world)).content.decode()
    assert alices.get(file_of(world, image)).status_code == 410


def test_it_stays_with_its_lesion_when_patients_are_joined(world: World, alices: Client) -> None:
    image = attach_image(world.assessment, world.lesion, world.alice)
    stays = create_patient(unit=world.north, identifier="N-002", by=world.alice)
    corrections.merge_patients(duplicate=world.patient, into=stays, reason="twice", by=world.alice)
    assert alices.get(file_of(world, image)).status_code == 200
    assert whole_record(stays)["keyimagepixels"]


@pytest.mark.database
def test_the_database_keeps_pictures_from_being_changed_or_deleted(world: World) -> None:
    attach_image(world.assessment, world.lesion, world.alice)
    with connection.cursor() as cursor:
        for statement in (
            "UPDATE assessments_keyimagepixels SET image_id = 0",
            "DELETE FROM assessments_keyimagepixels",
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                cursor.execute(statement)


def test_a_picture_that_was_changed_is_not_shown(world: World, alices: Client) -> None:
    image = attach_image(world.assessment, world.lesion, world.alice)
    with permitted("the test"):
        QuerySet(KeyImagePixels).update(data=b"another")
    assert alices.get(file_of(world, image)).status_code == 409
    with permitted("the test"):
        QuerySet(KeyImage).update(width=9)
    page = alices.get(page_of(world)).content.decode()
    assert "A record that does not match its signature" in page
    assert file_of(world, image) not in page
