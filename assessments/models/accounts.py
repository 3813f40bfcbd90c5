"""A password that somebody else gave, and that its owner must therefore change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PasswordDue(models.Model):
    """Until it is changed, nothing else can be done with it; after `until` it opens nothing any more."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="password_due")
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("password to be changed"), _("passwords to be changed")

    def __str__(self) -> str:
        return f"{self.user} must change the password"
