"""Names and free text as they are entered: what nobody can see is taken out or refused by name."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from assessments.models.names import turns_round

# Format characters that are seen, or shape what is: joiners of Persian, Indic scripts and emoji, signs of
# numbers and verses. All others are pasted along unseen: byte order marks, zero-width blanks, soft hyphens.
SHAPING = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
LINES = str.maketrans({"\u2028": "\n", "\u2029": "\n"})
BLANKS = "\t\n\r"


def written(text: str) -> str:
    """Give a text as it is kept.

    Raises ValidationError, naming the sign, for control characters other than tabulators and line ends, for
    code points that are no characters, and for marks that turn the direction of what follows.
    """
    for place, sign in enumerate(text):
        if turns_round(sign):
            raise _refused(
                text, place, _("it makes a reader see the text in another order than it is stored")
            )
        if _is_no_sign(sign):
            raise _refused(text, place, _("it can be neither seen nor printed"))
    seen = (sign for sign in text if unicodedata.category(sign) != "Cf" or sign in SHAPING)
    return "".join(seen).translate(LINES)


def _turned() -> str:
    return _("it makes a reader see the text in another order than it is stored")


def _is_no_sign(sign: str) -> bool:
    code = ord(sign)
    is_no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return (
        is_no_character
        or unicodedata.category(sign) == "Cs"
        or (unicodedata.category(sign) == "Cc" and sign not in BLANKS)
    )


def _refused(text: str, place: int, why: str) -> forms.ValidationError:
    before = text[max(0, place - 20) : place].split()
    where = _("after “%(words)s”") % {"words": " ".join(before)} if before else _("at the beginning")
    told = {"code": f"U+{ord(text[place]):04X}", "where": where, "why": why}
    message = _(
        "Take out the sign %(code)s %(where)s: %(why)s. Letters of any script, numbers, punctuation, "
        "symbols and line ends are allowed."
    )
    return forms.ValidationError(message % told, "unseen")


class WrittenField(forms.CharField):
    """A name or free text, of which all can be seen."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        kept = written(text) if isinstance(text, str) else text
        return kept.strip() if self.strip and isinstance(kept, str) else kept
