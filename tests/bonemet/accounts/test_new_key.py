"""A secret key is replaced: the second factors move to the new one, and the old one can go."""

from __future__ import annotations

import time
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.management import CommandError, call_command
from django.test import Client

from assessments.models import AccessEntry
from bonemet.accounts.keys import encrypted
from bonemet.accounts.models import User
from tests.people import World

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OLD, NEW = "the key before, known to nobody " * 2, "the key after, known to nobody " * 2


@pytest.fixture
def old_key(world: World, settings: Any) -> World:
    """Alice has codes and recovery codes, and Bob a security key, all set up under the old key."""
    settings.SECRET_KEY = OLD
    for user, kind, data in (
        (world.alice, "totp", {"secret": encrypted(SECRET)}),
        (world.alice, "recovery_codes", {"seed": encrypted("a" * 80), "used_mask": 0}),
        (world.bob, "webauthn", {"name": "key", "credential": {"id": "x"}}),
    ):
        Authenticator.objects.create(user=user, type=kind, data=data)
    return world


def half_way(name: str = "alice") -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    return client


def code() -> str:
    return str(totp.format_hotp_value(totp.hotp_value(SECRET, int(time.time()) // 30)))


def recovery_code(user: User) -> str:
    return str(Authenticator.objects.get(user=user, type="recovery_codes").wrap().generate_codes()[0])


def renew(*options: str) -> str:
    out = StringIO()
    call_command("renew_second_factors", *options, stdout=out)
    return out.getvalue()


def test_with_both_keys_they_are_renewed_and_then_the_old_one_goes(old_key: World, settings: Any) -> None:
    before = recovery_code(old_key.alice)
    key = Authenticator.objects.get(type="webauthn").data
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert "Encrypted with the present key: 2." in renew()
    settings.SECRET_KEY_FALLBACKS = []
    assert recovery_code(old_key.alice) == before
    assert Authenticator.objects.get(type="webauthn").data == key
    client = half_way()
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["", "000000", "the right one"])
def test_without_the_key_nobody_comes_in_and_nothing_breaks(
    old_key: World, settings: Any, typed: str
) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, []
    client = half_way()
    answer = client.post(
        "/accounts/2fa/authenticate/", {"code": code() if typed == "the right one" else typed}
    )
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    if typed:
        assert "can no longer be read" in answer.content.decode()


RECOVERY = ("recovery-codes/", "recovery-codes/download/", "recovery-codes/generate/")


@pytest.mark.parametrize("name", ["", "totp/deactivate/", *RECOVERY])
def test_no_page_of_the_second_factor_breaks_without_the_key(
    old_key: World, settings: Any, name: str
) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, []
    client = Client()
    client.force_login(old_key.alice)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get(f"/accounts/2fa/{name}").status_code in (200, 302, 409)
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": code()})
    assert "can no longer be read" in answer.content.decode()


def test_without_the_key_they_are_set_up_anew(old_key: World, settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, []
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    with pytest.raises(CommandError, match=r"of: alice\. Nothing was changed"):
        renew()
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before
    assert "“alice”" in renew("--take-away")
    assert list(Authenticator.objects.values_list("user__username", flat=True)) == ["bob"]
    client = half_way()
    assert "_auth_user_id" in client.session
    assert client.get("/")["Location"] == "/accounts/password/change/", "a short one does not stand alone"
    row = AccessEntry.objects.get(kind="account")
    assert (row.what, row.about, row.user, row.unit) == (
        "second factor unreadable", old_key.alice, None, old_key.north,
    )  # fmt: skip
