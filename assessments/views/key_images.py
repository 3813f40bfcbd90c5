"""The key images of a lesion: attaching one, showing them, taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import key_images as actions
from assessments.actions.access_log import record_access
from assessments.answers.wording import lesion_name
from assessments.forms.key_images import ImageForm
from assessments.forms.signing import TextForm
from assessments.key_images.reading import NotAPictureError, read_picture
from assessments.models import AccessKind, KeyImage
from assessments.record.key_images import file_of, images_of
from bonemet.pace import keep_pace

from .access import RefusedPage, editable_assessment, lesion_of, member_page, user_of, visible_assessment
from .once import once
from .showing import render
from .shown import held, is_another

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.key_images.reading import Picture
    from assessments.models import Assessment, Lesion

ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def key_images(request: HttpRequest, uuid: UUID, lesion_uuid: UUID) -> HttpResponse:
    """Show the key images of a lesion; attach one. It is drawn anew before anything is held."""
    form, picture = ImageForm(), None
    if request.method == "POST":
        editable_assessment(request, uuid)
        form = ImageForm(request.POST, request.FILES)
        picture = _read(request, form)
    return _page(request, uuid, lesion_uuid, form, picture)


def _read(request: HttpRequest, form: ImageForm) -> Picture | None:
    """Draw what was sent anew, if all else of the form is well."""
    if not form.is_valid():
        return None
    keep_pace("pictures", user_of(request))
    try:
        return read_picture(form.cleaned_data["picture"].read())
    except NotAPictureError as refused:
        form.add_error("picture", str(refused))
        return None


@once
def _page(
    request: HttpRequest, uuid: UUID, lesion_uuid: UUID, form: ImageForm, picture: Picture | None
) -> HttpResponse:
    assessment = visible_assessment(request, uuid)
    another = is_another(request, held(request, assessment))
    revision = assessment.latest()
    lesion = lesion_of(assessment, lesion_uuid, revision.lesions)
    if picture is not None and not another and _attached(request, assessment, lesion, form, picture):
        return redirect("assessments:key_images", uuid=uuid, lesion_uuid=lesion_uuid)
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "lesion": lesion,
        "name": lesion_name(revision.given.facts(lesion.key)),
        "images": images_of(lesion),
        "form": form,
        "may_write": assessment.is_draft and assessment.writable_by(user_of(request)),
        "not_as_shown": another,
    }
    status = 422 if form.errors else 409 if another else 200
    return render(request, "assessments/key_images/key_images.html", context, status=status)


def _attached(
    request: HttpRequest, assessment: Assessment, lesion: Lesion, form: ImageForm, picture: Picture
) -> bool:
    """Attach it; tell whether it could be."""
    caption = form.cleaned_data["caption"]
    try:
        actions.attach(
            assessment=assessment, lesion=lesion, picture=picture, caption=caption, by=user_of(request)
        )
    except actions.TooManyImagesError:
        told = _("This lesion has %(most)d key images, as many as are kept. Withdraw one that is not needed.")
        form.add_error(None, told % {"most": actions.MOST})
        return False
    messages.success(request, _("The picture is attached."))
    return True


def image_of(request: HttpRequest, assessment: Assessment, image_uuid: UUID) -> KeyImage:
    """Fetch a key image of a lesion of this assessment's patient."""
    found = KeyImage.objects.visible_to(user_of(request)).filter(
        uuid=image_uuid, lesion__patient=assessment.patient
    )
    image: KeyImage | None = found.select_related("lesion", "by", "chain__unit").first()
    if image is None:
        raise Http404
    return image


@require_safe
@member_page
def picture(request: HttpRequest, uuid: UUID, image_uuid: UUID) -> HttpResponse:
    """Give the file of a key image: of a fixed kind, that nothing in a browser takes for anything else."""
    assessment = visible_assessment(request, uuid)
    return file_answer(request, image_of(request, assessment, image_uuid), assessment)


def file_answer(request: HttpRequest, image: KeyImage, assessment: Assessment) -> HttpResponse:
    """Answer with the file of a key image, on the log."""
    file = file_of(image)
    if file is None:
        raise RefusedPage(410, _("This picture was erased"), _("The patient's identity was erased."))
    record_access(user_of(request), AccessKind.VIEWED, what="key image", assessment=assessment)
    response = HttpResponse(file, content_type=image.media_type)
    name = f"bonemet-{str(image.uuid)[:8]}.{ENDINGS[image.media_type]}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def withdraw(request: HttpRequest, uuid: UUID, image_uuid: UUID) -> HttpResponse:
    """Ask why a key image is withdrawn, and withdraw it."""
    assessment = editable_assessment(request, uuid)
    another = is_another(request, held(request, assessment))
    image = image_of(request, assessment, image_uuid)
    if hasattr(image, "withdrawal"):
        raise RefusedPage(
            409, _("This picture is withdrawn already"), _("It stays on the record as that."), assessment
        )
    form = TextForm(_("Why is it withdrawn?"), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and not another:
        reason = form.cleaned_data["text"]
        actions.withdraw_image(image=image, assessment=assessment, reason=reason, by=user_of(request))
        messages.success(request, _("The picture is withdrawn. It stays on the record as that."))
        return redirect("assessments:key_images", uuid=uuid, lesion_uuid=image.lesion.uuid)
    context = {"assessment": assessment, "patient": assessment.patient, "image": image, "form": form}
    status = 422 if form.errors else 409 if another else 200
    page = "assessments/key_images/withdraw.html"
    return render(request, page, context | {"not_as_shown": another}, status=status)
