"""The form by which a key image is attached to a lesion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .written import WrittenField

LONGEST_CAPTION = 200


class ImageForm(forms.Form):
    """A picture; the one who sends it has looked whether it names somebody."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG, WebP or a single DICOM image, up to 20 MB. Or paste it, or drop it here."),
        error_messages={"required": _("Choose a picture."), "empty": _("The file is empty.")},
        widget=forms.ClearableFileInput(
            attrs={"class": "form-control", "accept": ".png,.jpg,.jpeg,.webp,.dcm,image/*,application/dicom"}
        ),
    )
    caption = WrittenField(
        label=_("What it shows"),
        help_text=_("Without anything that names the patient, such as “AP, left”."),
        max_length=LONGEST_CAPTION,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    names_nobody = forms.BooleanField(
        label=_("I have looked: no name, date of birth or number of the patient is in the picture"),
        error_messages={
            "required": _(
                "Cut or cover the part of the picture that names the patient, look again, and tick this."
            )
        },
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, use_required_attribute=False)
