"""The users, the browsers in which they have logged in, and counted attempts."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Who logs in, with the language that they chose, how they go through a form, and what is due of them.

    An empty `language` is that of the browser, an empty `way` the app's first. A password that is due was
    given by somebody else, or is too short to stand alone, and must be changed before anything else; after
    `password_until` it opens nothing. The hints for whoever begins are shown until they are dismissed.
    """

    language = models.CharField(_("language"), max_length=10, blank=True)
    way = models.CharField(_("way through a form"), max_length=10, blank=True)
    password_due = models.BooleanField(_("password to be changed"), default=False)
    hints_dismissed = models.BooleanField(default=False, editable=False)
    password_until = models.DateTimeField(null=True, blank=True)

    @property
    def password_has_expired(self) -> bool:
        """Whether the password was a temporary one whose time is over."""
        return self.password_until is not None and self.password_until < timezone.now()


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
