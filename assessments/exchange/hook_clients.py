"""Who asks for a card (CDS Hooks 2.0): a client on the list, by a token that it alone can have signed."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jwt
from django.conf import settings
from django.core.cache import cache

from assessments.models import units_of
from bonemet.accounts.models import User
from bonemet.accounts.tokens import is_service

from .asking import NotAnsweredError, ask_json

if TYPE_CHECKING:
    from collections.abc import Iterator

ALGORITHMS = ("ES384", "RS384")  # those of the standard; what else a token calls itself is not even tried
LONGEST = 5 * 60  # seconds from now until a token ends
LEEWAY = 30  # seconds by which clocks may differ
KEYS_KEPT = 5 * 60  # seconds
ASKED_ANEW = 60  # seconds: a key that is not known makes us ask for keys no more often
CLAIMS = ["iss", "aud", "exp", "iat", "jti"]


class NotAClientError(Exception):
    """Whoever asks is not let in; the text says why, for the log, and quotes nothing that was sent."""


def account_of(token: str, address: str) -> User:
    """Give the account that sees for whoever signed this token for this address. Raises NotAClientError."""
    issuer, keys, name = _client(token)
    claims = _verified(token, _key(token, keys), issuer, address)
    _only_once(issuer, claims)
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None or not is_service(user) or not units_of(user).exists():
        raise NotAClientError("the account of this client is no program's of a unit")
    return user


def _client(token: str) -> tuple[str, str, str]:
    """Find whose token it says to be; nothing is believed yet."""
    try:
        told = jwt.decode(token, options={"verify_signature": False}).get("iss")
        jku = jwt.get_unverified_header(token).get("jku")
    except jwt.PyJWTError:
        raise NotAClientError("the token cannot be read") from None
    for client in settings.CDS_CLIENTS:
        if client[0] == told:
            if jku is not None and jku != client[1]:
                raise NotAClientError("the token names keys that are not on the list")
            return client
    raise NotAClientError("the issuer is not on the list")


def _key(token: str, keys: str) -> Any:
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise NotAClientError("the token is signed in a way that is not taken")
    for told in _keys(keys):
        try:
            for key in jwt.PyJWKSet.from_dict(told).keys:
                if key.key_id == header.get("kid") and key.key_type in ("EC", "RSA"):
                    return key.key
        except (jwt.PyJWTError, AttributeError, TypeError, ValueError):
            raise NotAClientError("the keys of the client cannot be read") from None
    raise NotAClientError("the key is none of the client's")


def _keys(place: str) -> Iterator[Any]:
    """Give the client's keys: those that are kept, and once a minute at most those that it has now."""
    name = hashlib.sha256(place.encode()).hexdigest()
    kept = cache.get(f"bonemet:keys:{name}")
    if kept is not None:
        yield kept
    if not cache.add(f"bonemet:keys:asked:{name}", 1, timeout=ASKED_ANEW):
        return
    try:
        told = _told(place)
    except (NotAnsweredError, OSError, ValueError):
        raise NotAClientError("the keys of the client cannot be had") from None
    cache.set(f"bonemet:keys:{name}", told, timeout=KEYS_KEPT)
    yield told


def _told(place: str) -> Any:
    told = Path(place).read_text("utf-8") if Path(place).is_absolute() else ask_json(place)
    return json.loads(told if isinstance(told, str) else json.dumps(told, default=str))


def _verified(token: str, key: Any, issuer: str, address: str) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=address,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": CLAIMS},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise NotAClientError(f"the token does not hold: {type(error).__name__}") from None
    if claims["exp"] > time.time() + LONGEST + LEEWAY:
        raise NotAClientError("the token lasts longer than five minutes")
    return claims


def _only_once(issuer: str, claims: dict[str, Any]) -> None:
    used = hashlib.sha256(f"{issuer}\n{claims['jti']}".encode()).hexdigest()
    if not cache.add(f"bonemet:jti:{used}", 1, timeout=LONGEST + 4 * LEEWAY):
        raise NotAClientError("the token was used before")
