"""What a page carries of a record that was read: it is stored nowhere else.

The page has it, sealed, for an hour, and only for who read it.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

from django.core import signing

from .reading import Left, Offer, Reading

if TYPE_CHECKING:
    from assessments.models import Assessment
    from bonemet.accounts.models import User

SALT = "bonemet.record"
SECONDS = 3600
MOST_LEFT = 60
FILE, SERVER = "file", "server"


class NotCarriedError(Exception):
    """What a page carries was changed, is too old, or was read by somebody else or for something else."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What was read, from where, and whether somebody said that it is this patient's."""

    reading: Reading
    source: str
    is_confirmed: bool = False

    def confirmed(self) -> Carried:
        """Give the same once somebody has said whose it is."""
        return replace(self, is_confirmed=True)

    def sealed(self, assessment: Assessment, by: User) -> str:
        """Write it down for a page of this user."""
        told = self.reading
        return signing.dumps(
            {
                "of": [str(assessment.uuid), by.pk],
                "source": self.source,
                "is_confirmed": self.is_confirmed,
                "offers": [astuple(one) for one in told.offers],
                "left": [astuple(one) for one in told.left[:MOST_LEFT]],
                "others": told.others,
            },
            salt=SALT,
            compress=True,
        )

    @classmethod
    def opened(cls, text: str, assessment: Assessment, by: User) -> Carried:
        """Read what a page sent back. Raises NotCarriedError."""
        try:
            told = signing.loads(text, salt=SALT, max_age=SECONDS)
        except signing.BadSignature as error:
            raise NotCarriedError from error
        if told["of"] != [str(assessment.uuid), by.pk]:
            raise NotCarriedError
        offers, left = [Offer(*one) for one in told["offers"]], [Left(*one) for one in told["left"]]
        return cls(Reading(offers, left, told["others"]), told["source"], told["is_confirmed"])
