"""What the accounts keep beside the users: passwords to be changed, known browsers, counted attempts."""

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


class KnownBrowser(models.Model):
    """A browser in which an account has logged in; the cookie holds a random token, this its digest."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_browsers")
    digest = models.CharField(max_length=64)
    seen = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "digest"], name="browser_known_once"),)

    def __str__(self) -> str:
        return f"browser of {self.user}"


class Counter(models.Model):
    """A row of the cache that bonemet.accounts.counters keeps; JSON, and gone once it has expired."""

    key = models.CharField(max_length=255, primary_key=True)
    value = models.JSONField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
