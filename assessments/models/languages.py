"""The language that a user chose to read."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LanguageChoice(models.Model):
    """What a user chose; whoever has chosen nothing reads the language of the browser."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="language_choice")
    language = models.CharField(_("language"), max_length=10)

    class Meta:
        verbose_name, verbose_name_plural = _("choice of language"), _("choices of language")

    def __str__(self) -> str:
        return f"{self.user} - {self.language}"
