"""What the accounts keep beside the users: browsers that are known, and counted attempts."""

from django.conf import settings
from django.db import models


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
