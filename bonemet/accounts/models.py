"""The users, the browsers in which they have logged in, the tokens of programs, and counted attempts."""

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


class ServiceToken(models.Model):
    """By this a program asks as the account that it is: a random token, of which this is the digest.

    An account that has ever had one is a program's, and nobody logs in with it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="service_tokens")
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    used = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made", "-pk")

    def __str__(self) -> str:
        return f"token {self.pk} of {self.user}"

    @property
    def is_valid(self) -> bool:
        """Whether it still lets a program in."""
        return self.revoked is None and self.until > timezone.now()


class Counter(models.Model):
    """A row of the cache that bonemet.accounts.counters keeps; JSON, and gone once it has expired."""

    key = models.CharField(max_length=255, primary_key=True)
    value = models.JSONField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
