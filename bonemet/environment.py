"""Reading the settings of a unit from environment variables, all named BONEMET_*."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


class SettingMissing(ImproperlyConfigured):
    """A setting that only the installation can give is not there, or is not usable."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"BONEMET_{name}", "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise SettingMissing(f"BONEMET_{name} is {value!r}: give 1 or 0.")


def words(name: str) -> list[str]:
    """Values with commas between them."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def secret_key() -> str:
    key = text("SECRET_KEY")
    if len(key) < 50:
        raise SettingMissing(
            "Set BONEMET_SECRET_KEY to a random text of at least 50 characters that no one else has. "
            "This makes one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'. "
            "For trying bonemet out, `make run` needs no key."
        )
    return key


def allowed_hosts() -> list[str]:
    hosts = words("ALLOWED_HOSTS")
    if not hosts or "*" in hosts:
        raise SettingMissing(
            "Set BONEMET_ALLOWED_HOSTS to the host names under which bonemet is reached, with commas "
            "between them, for example bonemet.hospital.example. A bare * is not accepted. "
            "For trying bonemet out, `make run` needs none."
        )
    return hosts
