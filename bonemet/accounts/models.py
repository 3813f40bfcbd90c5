"""What the accounts keep beside the users: what is due, the language, known browsers, counted attempts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PasswordDue(models.Model):
    """A password that somebody else gave, and that its owner must change before anything else.

    After `until` it opens nothing any more.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="password_due")
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("password to be changed"), _("passwords to be changed")

    def __str__(self) -> str:
        return f"{self.user} must change the password"


class LanguageChoice(models.Model):
    """What a user chose; whoever has chosen nothing reads the language of the browser."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="language_choice")
    language = models.CharField(_("language"), max_length=10)

    class Meta:
        verbose_name, verbose_name_plural = _("choice of language"), _("choices of language")

    def __str__(self) -> str:
        return f"{self.user} - {self.language}"


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
