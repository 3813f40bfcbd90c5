"""How a PostgreSQL database is reached, and how the connection is encrypted."""

from __future__ import annotations

import os
import re
import ssl
from importlib.util import find_spec
from pathlib import Path

from bonemet.environment import (
    SettingMissing,
    all_or_none,
    choice,
    is_address,
    is_loopback,
    known,
    text,
    whole_number,
)

HOST_NAME = re.compile(r"[a-z0-9]([\w.-]*[a-z0-9])?", re.IGNORECASE)
MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def database() -> dict[str, object] | None:
    """Give Django's settings of a PostgreSQL database, or None where none is named."""
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    given: dict[str, object] = {name: text(f"POSTGRES_{name}") for name in names}
    name, host = str(given["NAME"]), str(given["HOST"])
    if "://" in name or "=" in name:
        raise SettingMissing(f"BONEMET_POSTGRES_NAME is {name!r}: give the name of the database alone.")
    _refuse_no_host(host)
    if given["PORT"]:
        whole_number("POSTGRES_PORT", 5432, least=1, most=65535)
    options = _encryption(host)
    if not name and any(os.environ.get(one) for one in known if one.startswith("BONEMET_POSTGRES_")):
        raise SettingMissing("BONEMET_POSTGRES_* is set and BONEMET_POSTGRES_NAME is not: name the database.")
    if not name:
        return None
    if not find_spec("psycopg"):
        raise SettingMissing(
            "BONEMET_POSTGRES_NAME is set and PostgreSQL's driver is not installed: "
            "pip install --no-deps --require-hashes -r requirements-postgres.txt"
        )
    engine = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    return {**engine, **given, "OPTIONS": options}


def _encryption(host: str) -> dict[str, str]:
    """To another host it is encrypted and the host's certificate checked, unless the unit says otherwise."""
    is_here = not host or host.startswith("/") or host == "localhost" or is_loopback(host)
    mode = choice("POSTGRES_SSLMODE", MODES, "prefer" if is_here else "verify-full")
    options = {"sslrootcert": text("POSTGRES_SSLROOTCERT", "system" if mode.startswith("verify-") else "")}
    # Instead of a password: the certificate and key by which the application proves who it is.
    options["sslcert"], options["sslkey"] = all_or_none("POSTGRES_SSLCERT", "POSTGRES_SSLKEY")
    if options["sslrootcert"] == "system":
        options["sslrootcert"] = certificates_of_system()
    for name, path in options.items():
        if path and not Path(path).is_file():
            raise SettingMissing(f"BONEMET_POSTGRES_{name.upper()} is {path!r}: there is no such file.")
    return {"sslmode": mode, **{name: path for name, path in options.items() if path}}


def certificates_of_system() -> str:
    """Give the file of the certificates that this computer trusts.

    The client of PostgreSQL has the word "system" for it, but the packaged one looks where it was built, and
    that of PostgreSQL 15 does not know the word.
    """
    file = ssl.get_default_verify_paths().cafile
    if file is None:
        raise SettingMissing(
            "BONEMET_POSTGRES_SSLROOTCERT is not set and this computer has no file of certificates: name the "
            "one by which PostgreSQL's is checked."
        )
    return file


def _refuse_no_host(hosts: str) -> None:
    """A host is a name, an address, or the folder of a socket; several have commas between."""
    for host in hosts.split(",") if hosts else []:
        is_folder = host.startswith("/") and Path(host).is_dir()
        if not is_folder and not HOST_NAME.fullmatch(host) and not is_address(host):
            raise SettingMissing(
                f"BONEMET_POSTGRES_HOST holds {host!r}: give the name or address of a host, without port, or "
                "the folder of its socket."
            )
