"""Reading the settings of an installation from environment variables, all named BONEMET_*.

Whatever cannot be meant is refused at the start, in one sentence that names the variable, its value and what
is allowed: a server that starts with a misread setting is found out by a surgeon.
"""

import difflib
import ipaddress
import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
NAME = rf"{LABEL}(\.{LABEL})*"
HOST = re.compile(rf"\.?{NAME}|\[[0-9a-f:.]+\]", re.IGNORECASE)
DOMAIN = re.compile(NAME, re.IGNORECASE)
ORIGIN = re.compile(rf"https://((\*\.)?{NAME}|\[[0-9a-f:.]+\])(:[0-9]{{1,5}})?", re.IGNORECASE)
WORD = re.compile(r"[^\s,]+")
URI = re.compile(r"(https?://|urn:)[A-Za-z0-9._~:/%-]+")
ROLES = ("reviewer", "surgeon", "lead")  # each may more than the one before
RULE = re.compile(rf"(.+)=([^=]+)/\s*({'|'.join(ROLES)})")

# Every name that was asked for; what else begins with BONEMET_ is a misspelling.
known: set[str] = set()
# Not read here: by the tests and by the container file.
ELSEWHERE = {"BONEMET_REQUIRE_BROWSER", "BONEMET_TEST_ON_POSTGRES"}


class SettingMissing(ImproperlyConfigured):
    """A setting that only the installation can give is not there, or is not usable."""


def text(name: str, default: str = "") -> str:
    known.add(f"BONEMET_{name}")
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


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in allowed:
        given = ", ".join(filter(None, allowed))
        raise SettingMissing(f"BONEMET_{name} is {value!r}: give one of {given}.")
    return value


def whole_number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    value = text(name, str(default))
    if not re.fullmatch("[0-9]{1,18}", value) or not least <= int(value) <= most:
        raise SettingMissing(
            f"BONEMET_{name} is {value!r}: give a whole number, at least {least}, at most {most}."
        )
    return int(value)


def word(name: str, default: str) -> str:
    """Give a text without a blank or a comma."""
    value = text(name, default)
    if not WORD.fullmatch(value):
        raise SettingMissing(f"BONEMET_{name} is {value!r}: give one word.")
    return value


def token(name: str) -> str:
    """Give what is sent in a header: one word, which no sentence repeats."""
    value = text(name)
    if not re.fullmatch(r"[!-~]*", value):
        raise SettingMissing(f"BONEMET_{name} holds a blank or another character that no token has.")
    return value


def domains(name: str) -> list[str]:
    """Give names of domains, in small letters."""
    for domain in words(name):
        if not DOMAIN.fullmatch(domain):
            raise SettingMissing(
                f"BONEMET_{name} holds {domain!r}: give names such as hospital.example, with commas between."
            )
    return [domain.lower() for domain in words(name)]


def scopes(name: str, default: str) -> list[str]:
    """Give what is asked of a provider; without "openid" none says who somebody is."""
    asked = text(name, default).split()
    if "openid" not in asked:
        raise SettingMissing(f"BONEMET_{name} is {text(name)!r}: openid must be among the words.")
    return asked


def log_level() -> str:
    value = text("LOG_LEVEL", "INFO").upper()
    if value not in LEVELS:
        raise SettingMissing(f"BONEMET_LOG_LEVEL is {value!r}: give one of {', '.join(LEVELS)}.")
    return value


def time_zone() -> str:
    value = text("TIME_ZONE", "UTC")
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):  # not there, a folder, or no name at all
        raise SettingMissing(
            f"BONEMET_TIME_ZONE is {value!r}, which is no time zone: give a name such as Europe/Berlin."
        ) from None
    return value


def secret_key() -> str:
    """Give the key; one that can be guessed is refused."""
    return _key("SECRET_KEY")


def seal_keys(*, required: bool) -> list[str]:
    """Give the keys that records are sealed with: the present one, then those before it, the newest first."""
    if not required and not text("SEAL_KEY"):
        return ["seals of development, which prove nothing", *words("SEAL_KEYS_OLD")]
    key = _key("SEAL_KEY")
    if key == text("SECRET_KEY"):
        raise SettingMissing("BONEMET_SEAL_KEY is BONEMET_SECRET_KEY: give it a key of its own.")
    if "," in key:
        raise SettingMissing("BONEMET_SEAL_KEY holds a comma, which separates keys in BONEMET_SEAL_KEYS_OLD.")
    old = [one for one in words("SEAL_KEYS_OLD") if one != key]
    for one in old:
        _refuse_weak("SEAL_KEYS_OLD", one)
    return [key, *old]


def _is_weak(key: str) -> bool:
    """Tell of a short key, and of one of few different characters."""
    return len(key) < 50 or len(set(key)) < 12 or key.startswith("django-insecure")


def _refuse_weak(name: str, key: str) -> None:
    """A key of before is believed as the present one is: one that can be guessed opens the same doors."""
    if _is_weak(key):
        raise SettingMissing(
            f"BONEMET_{name} holds a text that was never a key of bonemet: those have at least 50 random "
            "characters."
        )


def _key(name: str) -> str:
    """Read a key; a weak one is refused."""
    key = text(name)
    if _is_weak(key):
        raise SettingMissing(
            f"Set BONEMET_{name} to a random text of at least 50 characters that no one else has. "
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
    for host in hosts:
        if not HOST.fullmatch(host) or not _is_address_or_name(host):
            raise SettingMissing(
                f"BONEMET_ALLOWED_HOSTS holds {host!r}: give host names, without https://, port or path."
            )
    return hosts


def development_hosts() -> list[str]:
    """Give the hosts with debugging on: this computer alone, for its error pages tell everything."""
    hosts = words("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
    for host in hosts:
        if host not in ("localhost", "testserver") and not is_loopback(host):
            raise SettingMissing(
                f"BONEMET_DEBUG is on and BONEMET_ALLOWED_HOSTS holds {host!r}: with debugging on, accounts "
                "and key are known to everybody. Turn BONEMET_DEBUG off to serve others."
            )
    return hosts


def _is_address_or_name(host: str) -> bool:
    """Tell whether what looks like a numeric address is one."""
    is_name = not host.startswith("[") and bool(re.search("[a-z]", host, re.IGNORECASE))
    return is_name or is_address(host)


def is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def trusted_origins() -> list[str]:
    origins = words("TRUSTED_ORIGINS")
    for origin in origins:
        if not _is_origin(origin):
            raise SettingMissing(
                f"BONEMET_TRUSTED_ORIGINS holds {origin!r}: give https:// and the host, such as "
                "https://bonemet.hospital.example, without a path."
            )
    return origins


def secure_address(name: str, value: str) -> str:
    """Give an address to which secrets may go: by https, or plain http on this computer."""
    if not _is_secure(value):
        raise SettingMissing(
            f"BONEMET_{name} holds {value!r}: give an address that begins with https://, or http:// for this "
            "computer itself."
        )
    return value.rstrip("/")


def _is_secure(value: str) -> bool:
    """Tell whether an address can be one, names nobody, and is plain http on this computer at most."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:  # brackets around no address, a port that is none
        return False
    host = parts.hostname or ""
    is_here = host == "localhost" or is_loopback(host)
    is_whole = bool(host) and port != 0 and parts.username is None and not re.search(r"\s", value)
    return is_whole and (parts.scheme == "https" or (parts.scheme == "http" and is_here))


def _is_origin(value: str) -> bool:
    port = re.search(":([0-9]+)$", value)
    return bool(ORIGIN.fullmatch(value)) and (port is None or 0 < int(port[1]) < 2**16)


def origins(name: str) -> list[str]:
    """Give origins, as a browser names them: https:// and the host, with commas between."""
    for origin in words(name):
        if not _is_origin(origin) or "*" in origin:
            raise SettingMissing(
                f"BONEMET_{name} holds {origin!r}: give https:// and the host, such as "
                "https://record.hospital.example, without a path and without *."
            )
    return [origin.lower() for origin in words(name)]


def hook_clients(name: str) -> list[tuple[str, str, str]]:
    """Give (issuer, keys, account) of each client "issuer keys account"; a semicolon stands between clients.

    The keys are an address, or a file of this computer.
    """
    clients = []
    for rule in (rule for rule in text(name).split(";") if rule.strip()):
        parts = rule.split()
        if len(parts) != 3:
            raise SettingMissing(
                f"BONEMET_{name} holds {rule.strip()!r}: give issuer, keys and account with blanks between, "
                "and a semicolon between clients."
            )
        issuer, keys, account = parts
        if Path(keys).is_absolute():
            if not Path(keys).is_file():
                raise SettingMissing(f"BONEMET_{name} holds {keys!r}: there is no such file.")
        else:
            keys = secure_address(name, keys)
        clients.append((issuer, keys, account))
    if len({issuer for issuer, _keys, _account in clients}) < len(clients):
        raise SettingMissing(f"BONEMET_{name} names an issuer twice.")
    return clients


def launchers(name: str) -> list[tuple[str, str, str]]:
    """Give (issuer, client, secret) of each rule "issuer client [secret]"; a semicolon stands between rules.

    The issuer is the address of a FHIR server from whose charts bonemet is launched.
    """
    found = []
    for rule in (rule for rule in text(name).split(";") if rule.strip()):
        parts = rule.split()
        if len(parts) not in (2, 3):
            raise SettingMissing(
                f"BONEMET_{name} holds {' '.join(parts[:2])!r}: give issuer, client and, where there is one, "
                "the secret with blanks between, and a semicolon between issuers."
            )
        found.append((secure_address(name, parts[0]), parts[1], parts[2] if len(parts) == 3 else ""))
    if len({issuer for issuer, _client, _secret in found}) < len(found):
        raise SettingMissing(f"BONEMET_{name} names an issuer twice.")
    return found


def folder(name: str) -> str:
    """Give the path of a folder that must be there, or nothing."""
    value = text(name)
    if value and not Path(value).is_dir():
        raise SettingMissing(f"BONEMET_{name} is {value!r}: give a folder that is there.")
    return value


def all_or_none(*names: str) -> list[str]:
    """Give values that make sense only together, or empty texts for all of them."""
    values = [text(name) for name in names]
    missing = [f"BONEMET_{name}" for name, value in zip(names, values, strict=True) if not value]
    if missing and len(missing) < len(names):
        given = [f"BONEMET_{name}" for name, value in zip(names, values, strict=True) if value]
        raise SettingMissing(f"{', '.join(given)} is set and {', '.join(missing)} is not: give all or none.")
    return values


def only_with(name: str, *others: str) -> None:
    """Refuse settings that say nothing without another one."""
    for other in others:
        if text(other) and not text(name):
            raise SettingMissing(
                f"BONEMET_{other} is set and BONEMET_{name} is not, without which it means nothing."
            )


def old_key(name: str, of: str) -> list[str]:
    """Give the key that was there before another one, or nothing."""
    key = text(name)
    if key and key == text(of):
        raise SettingMissing(f"BONEMET_{name} is BONEMET_{of}: give the key before that one, or none.")
    if key:
        _refuse_weak(name, key)
    return [key] if key else []


def provider(name: str) -> None:
    """Refuse the address of a provider that secrets must not go to: plain http, but on this computer."""
    value = text(name)
    if value and not _is_secure(value):
        raise SettingMissing(f"BONEMET_{name} is {value!r}: give an address that begins with https://.")


def address(name: str, default: str) -> str:
    """Give an address, or another URI, to name things with; without a slash at its end."""
    return uri(name, default).rstrip("/")


def uri(name: str, default: str = "") -> str:
    """Give an address, or another URI, as it is, or nothing."""
    value = text(name, default)
    if value and not URI.fullmatch(value):
        raise SettingMissing(
            f"BONEMET_{name} is {value!r}: give an address such as https://example.org/fhir."
        )
    return value


def groups(name: str) -> list[tuple[str, str, str]]:
    """Give (group, unit, role) of each rule "group=unit/role"; a semicolon stands between rules.

    A group's name may hold "=" itself, as a directory's do: the last one separates it from the unit.
    """
    rules = [rule.strip() for rule in text(name).split(";") if rule.strip()]
    given = [RULE.fullmatch(rule) for rule in rules]
    if wrong := [rule for rule, match in zip(rules, given, strict=True) if match is None]:
        raise SettingMissing(
            f"BONEMET_{name} holds {wrong[0]!r}: give group=unit/role with a semicolon between rules; "
            f"the role is one of {', '.join(ROLES)}."
        )
    return [(match[1].strip(), match[2].strip(), match[3]) for match in given if match]


def refuse_prefix() -> None:
    """Addresses begin at the root of a host name: links in pages know of no path before them."""
    names = ("SCRIPT_NAME", "FORCE_SCRIPT_NAME", "GRANIAN_URL_PATH_PREFIX")
    told = {name: os.environ.get(name, "") for name in names}
    told |= dict(re.findall(r"(--url-path-prefix)[= ]+(\S+)", " ".join(sys.argv)))  # as granian is given it
    for name, given in told.items():
        if value := given.strip("/ "):
            raise SettingMissing(
                f"{name} is {value!r}: bonemet lives at the root of a host name of its own, not below a path."
            )


def refuse_misspelt() -> None:
    """Called once all settings are read: what begins with BONEMET_ and was not asked for is a misspelling."""
    for name in sorted(os.environ):
        if name.startswith("BONEMET_") and name not in known | ELSEWHERE:
            near = difflib.get_close_matches(name, known, n=1)
            raise SettingMissing(
                f"{name} is not a setting of bonemet." + (f" Do you mean {near[0]}?" if near else "")
            )
