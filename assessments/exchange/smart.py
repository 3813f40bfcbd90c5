"""SMART App Launch 2.2: what an issuer on the list says of itself, gives for a code, and promises of a user.

Nothing that it says is believed but what comes from the addresses that were set, and is signed by its keys.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

import jwt
from django.conf import settings
from django.utils.crypto import constant_time_compare

from bonemet.accounts.single_sign_on import ALGORITHMS

from .asking import ask_json

if TYPE_CHECKING:
    from .resources import Resource

SCOPES = "launch openid fhirUser patient/Patient.rs patient/Observation.rs patient/Condition.rs"
NUMBER = re.compile(r"[A-Za-z0-9.-]{1,64}")  # of a resource, as FHIR has it
LONGEST = 4000  # characters of a token or a code


class NotTrustedError(Exception):
    """What an issuer sent is not what it has to be; the text says why, for the log, and quotes nothing."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """A FHIR server on the list, our client there and its secret, if it has one."""

    address: str
    client: str
    secret: str


@dataclass(frozen=True, slots=True)
class Description:
    """Where an issuer has people log in, gives tokens, and keeps its keys; and who signs."""

    authorize: str
    token: str
    keys: str
    signer: str


@dataclass(frozen=True, slots=True)
class Begun:
    """What only this begin of a launch knows."""

    issuer: str
    nonce: str
    verifier: str

    @classmethod
    def anew(cls, issuer: str) -> Begun:
        """Make a nonce of 256 and a verifier of 512 random bits."""
        return cls(issuer, secrets.token_urlsafe(32), secrets.token_urlsafe(64))

    @property
    def challenge(self) -> str:
        """Give what the verifier is proved by (S256)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Launched:
    """Who is launched, as the issuer's signer names them, and for which patient, with the token to ask."""

    signer: str
    claims: dict[str, Any]
    patient: str
    token: str


def issuer_on_the_list(address: str) -> Issuer | None:
    """Find an issuer by its address; None for one that nobody set."""
    for issuer, client, secret in settings.SMART_ISSUERS:
        if issuer == address.rstrip("/"):
            return Issuer(issuer, client, secret)
    return None


def described(issuer: Issuer) -> Description:
    """Ask an issuer what it is. Raises NotAnsweredError, and NotTrustedError where it leads elsewhere."""
    told = _object(ask_json(f"{issuer.address}/.well-known/smart-configuration"))
    if "S256" not in told.get("code_challenge_methods_supported", ["S256"]):
        raise NotTrustedError("it does not know PKCE by S256")
    signer, keys = told.get("issuer"), told.get("jwks_uri")
    if not signer or not keys:
        openid = _object(ask_json(f"{issuer.address}/.well-known/openid-configuration"))
        signer, keys = signer or openid.get("issuer"), keys or openid.get("jwks_uri")
    places = (told.get("authorization_endpoint"), told.get("token_endpoint"), keys)
    authorize, token, keys = (_own(issuer, place) for place in places)
    if not isinstance(signer, str) or not signer:
        raise NotTrustedError("it does not say who signs")
    return Description(authorize, token, keys, signer.rstrip("/"))


def _object(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise NotTrustedError("it answers with no object")
    return told


def _own(issuer: Issuer, place: object) -> str:
    """Take an address on the issuer's own host, or one that is named beside it, and never out of HTTPS."""
    own, asked = urlsplit(issuer.address), urlsplit(place if isinstance(place, str) else "")
    if asked.hostname not in {own.hostname, *settings.SMART_HOSTS} or asked.scheme != own.scheme:
        raise NotTrustedError("it leads to a host that BONEMET_SMART_HOSTS lacks")
    return str(place)


def way_to(issuer: Issuer, there: Description, begun: Begun, launch: str, state: str, back: str) -> str:
    """Give the address at which the issuer has somebody log in, to come back to `back`."""
    asked = {
        "response_type": "code",
        "client_id": issuer.client,
        "redirect_uri": back,
        "launch": launch,
        "scope": SCOPES,
        "state": state,
        "aud": issuer.address,
        "nonce": begun.nonce,
        "code_challenge": begun.challenge,
        "code_challenge_method": "S256",
    }
    return f"{there.authorize}{'&' if '?' in there.authorize else '?'}{urlencode(asked)}"


def launched(issuer: Issuer, begun: Begun, code: str, back: str, named: str | None = None) -> Launched:
    """Give who is launched for this code; `named` is the issuer that the answer names, where it names one.

    Raises NotAnsweredError and NotTrustedError.
    """
    there = described(issuer)
    if named is not None and named.rstrip("/") not in (there.signer, issuer.address):
        raise NotTrustedError("the answer is of another issuer than was asked")  # RFC 9207
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
    asked |= {"code_verifier": begun.verifier, "client_id": issuer.client}
    proof = ""
    if issuer.secret:
        pair = f"{quote(issuer.client, safe='')}:{quote(issuer.secret, safe='')}"
        proof = f"Basic {base64.b64encode(pair.encode()).decode()}"
    told = _object(ask_json(there.token, form=asked, proof=proof))
    patient, token, id_token = (told.get(name) for name in ("patient", "access_token", "id_token"))
    if not isinstance(patient, str) or not NUMBER.fullmatch(patient):
        raise NotTrustedError("it names no patient")
    if (
        not isinstance(token, str)
        or not 0 < len(token) <= LONGEST
        or str(told.get("token_type")).lower() != "bearer"
    ):
        raise NotTrustedError("it gives no bearer token")
    claims = _claims(issuer, there, str(id_token or ""))
    if not constant_time_compare(str(claims.get("nonce", "")), begun.nonce):
        raise NotTrustedError("the id_token is of another launch")
    return Launched(there.signer, claims, patient, token)


def _claims(issuer: Issuer, there: Description, token: str) -> dict[str, Any]:
    """Read an id_token that the issuer's signer has signed for us; by no key that others know too."""
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise NotTrustedError("the id_token is signed in a way that is not taken")
        told = json.loads(json.dumps(_object(ask_json(there.keys)), default=str))
        known = [key for key in jwt.PyJWKSet.from_dict(told).keys if key.key_type in ("EC", "RSA", "OKP")]
        key = next(key for key in known if key.key_id == header.get("kid"))
        claims: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=[header["alg"]],
            audience=issuer.client,
            leeway=30,
            options={"require": ["iss", "aud", "exp", "sub"]},
        )
    except (jwt.PyJWTError, StopIteration, TypeError, ValueError, AttributeError) as error:
        raise NotTrustedError(f"the id_token does not hold: {type(error).__name__}") from None
    if str(claims["iss"]).rstrip("/") != there.signer:
        raise NotTrustedError("the id_token is of another issuer")
    return claims


def patient_there(issuer: str, number: str, token: str) -> Resource:
    """Read the patient of the launch. Raises NotAnsweredError, and NotTrustedError for another resource."""
    told = _object(ask_json(f"{issuer}/Patient/{number}", proof=f"Bearer {token}"))
    if told.get("resourceType") != "Patient" or told.get("id") != number:
        raise NotTrustedError("it gives another resource than the patient of the launch")
    return told
