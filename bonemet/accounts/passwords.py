"""What a password must be (OWASP ASVS 5, 6.2): long and not known; no rules about kinds of characters."""

from __future__ import annotations

import errno
import hashlib
import logging
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bonemet.privacy import cause_of
from bonemet.scripts import is_by_script, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from bonemet.accounts.models import User

logger = logging.getLogger(__name__)

ALONE, WITH_SECOND_FACTOR, LONGEST = 15, 8, 256
DEMONSTRATION = "demonstration"  # public on purpose: it opens nothing outside development
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User | None) -> bool:
    """Tell whether more than the password is asked for when this user logs in."""
    if user is None or user.pk is None:
        return False
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())


class LongEnough:
    """At least 15 characters where the password stands alone; 8 beside a second factor."""

    def validate(self, password: str, user: User | None = None) -> None:
        least = WITH_SECOND_FACTOR if has_second_factor(user) else ALONE
        if len(password) < least:
            raise ValidationError(self._text(least), code="password_too_short")
        if len(password) > LONGEST:
            raise ValidationError(
                _("This password is too long: at most %(most)d characters.") % {"most": LONGEST},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        return _(
            "At least %(alone)d characters, or %(beside)d once you have a second factor. Several words are "
            "easy to keep in mind. Any characters will do."
        ) % {"alone": ALONE, "beside": WITH_SECOND_FACTOR}

    def _text(self, least: int) -> str:
        return _("This password is too short: at least %(least)d characters.") % {"least": least}


ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {pair for row in ROWS for way in (row, row[::-1]) for pair in pairwise(way)}


class NotPredictable:
    """Not a known password, a row of keys or one short piece over and over, whatever is hung on to it.

    Lists of known passwords hold few long ones; these are how people make short ones long.
    """

    def __init__(self) -> None:
        self.known = {*CommonPasswordValidator().passwords, DEMONSTRATION}

    def validate(self, password: str, user: User | None = None) -> None:
        typed = password[:LONGEST].casefold()  # a longer one is refused, and must cost nothing before
        core = typed.strip("0123456789 !?.,;:-_+*#$%&@")
        if typed in self.known or core in self.known or _repeats(typed) or _repeats(core) or _runs(typed):
            raise ValidationError(_("This password is easy to guess."), code="password_predictable")

    def get_help_text(self) -> str:
        return _("Not a common password, and not one made long by repeating it or with digits.")


def _repeats(text: str) -> bool:
    return any(text[size:] == text[:-size] for size in range(1, len(text) // 2 + 1))


def _runs(text: str) -> bool:
    pairs = list(pairwise(text))
    return sum(pair in NEIGHBOURS or pair[0] == pair[1] for pair in pairs) > 0.7 * len(pairs)


LEFT = 8  # characters that a password has besides words that everybody here would try
# What is tried first of all on a server like this; docs/security.md lists it for whoever runs one.
WORDS_OF_HERE = frozenset(
    """
    bonemet bone metastasis metastases tumour tumor fracture spine surgery surgeon surgeons orthopaedic
    orthopedic orthopaedics orthopedics oncology hospital clinic klinik department ward unit reviewer lead
    doctor nurse admin administrator password passwort passphrase welcome letmein login secret
    january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter
    this that mine your with
    """.split()  # noqa: SIM905  words are read in lines
)


class NotOfHere:
    """Not made of words that anybody would try here: enough is left without them and the digits."""

    def validate(self, password: str, user: User | None = None) -> None:
        typed = password[:LONGEST].casefold()
        left = _guessed(user).sub("", typed)
        if left != typed and len(left) < min(LEFT, len(typed) // 2 + 1):
            raise ValidationError(
                _("This password is made of words that anybody would try here."), code="password_of_here"
            )

    def get_help_text(self) -> str:
        return _("Not made of words that anybody would try here, such as the names of the hospital.")


def _guessed(user: User | None) -> re.Pattern[str]:
    """Match what does not count: words of here, of the hospital and of the user; digits and signs."""
    named = {*settings.PASSWORD_WORDS, *settings.OIDC_NAME.split(), user.get_username() if user else ""}
    for host in settings.ALLOWED_HOSTS:
        named.update(host.strip(".[]").split("."))
    words = WORDS_OF_HERE | {word.casefold() for word in named}
    longest_first = sorted((word for word in words if len(word) >= 4), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) + r"|[\W\d_]+")


class NotBreached:
    """Not in the set of breached passwords in the folder that BONEMET_BREACHED_PASSWORDS names.

    The folder is in the form in which such sets are given out: a file for each first five digits of a SHA-1
    (`21BD1` or `21BD1.txt`), a line for each of the rest, with a colon and a count behind it or not. Nothing
    leaves this computer.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > LONGEST:  # refused as too long
            return
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        try:
            is_known = digest[5:] in _rests(Path(settings.BREACHED_PASSWORDS), digest[:5])
        except OSError as error:
            logger.error("the set of breached passwords cannot be read: %s", cause_of(error))
            raise ValidationError(
                _("The password cannot be checked at the moment. Tell your hospital's engineers."),
                code="password_unchecked",
            ) from None
        if is_known:
            raise ValidationError(_("This password is in a list of stolen ones."), code="password_breached")

    def get_help_text(self) -> str:
        return _("Not in a list of stolen passwords.")


def _rests(folder: Path, start: str) -> set[str]:
    """Give the digests that begin so, without their beginning; a file that is not there holds none."""
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "no such folder")
    for name in (start, f"{start}.txt", start.lower(), f"{start.lower()}.txt"):
        if (file := folder / name).exists():
            return {line.partition(":")[0].strip().upper() for line in file.read_text("ascii").splitlines()}
    return set()


class NotAsBefore:
    """Another one than the account has now: a password that was given is changed and not kept."""

    def validate(self, password: str, user: User | None = None) -> None:
        if user is not None and user.pk is not None and user.check_password(password):
            raise ValidationError(_("That is the password you have now."), code="password_unchanged")

    def get_help_text(self) -> str:
        return _("Another one than now.")


PASSWORD_DUE = "password_due"  # noqa: S105  in the session


class PasswordFirst:
    """Shows whoever has a password that another person knows one page only: where it is changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.get(PASSWORD_DUE) and request.user.is_authenticated:
            change = reverse("account_change_password")
            proofs = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
            open_to_them = ("account_logout", "set_language", "healthz", *proofs)
            if request.path not in (change, *map(reverse, open_to_them)):
                if is_by_script(request):
                    return refusal(403, _("Not saved: your password must be changed first."))
                return redirect(change)
        return self.get_response(request)
