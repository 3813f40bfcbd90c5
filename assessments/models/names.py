"""How names and identifiers are compared, however they were typed and whatever was pasted along."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "'\u2019\u2018\u201b\u02bc\u02b9\u2032`\u00b4\uff07"
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
# What stands between the words of a name: blanks, commas, points, hyphens, the dots in transliterated names.
_BETWEEN = re.compile(r"[\s,.\-\u2010-\u2015\u2212\u00b7\u2027\u2022\u30fb\u3001]+")
# Scripts that write names without blanks: Han, kana, Hangul.
UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_BLANK_BETWEEN = re.compile(f"(?<=[{UNSPACED}]) (?=[{UNSPACED}])")

# Accents of Latin, Greek and Cyrillic letters; what changes a letter of another script is none.
_ACCENT = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"Ł": "L", "Ø": "O", "Đ": "D", "Ð": "D", "Þ": "TH", "Æ": "AE", "Œ": "OE", "Ħ": "H", "Ŧ": "T"}
)


def without_invisible(text: str) -> str:
    """Take out what nobody sees: byte order marks, zero-width blanks, soft hyphens, marks of direction."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def turns_round(text: str) -> bool:
    """Tell whether marks in a text make a reader see its signs in another order than they are stored."""
    return re.search("[\u202a-\u202e\u2066-\u2069]", text) is not None


def normalised(identifier: str) -> str:
    """Write an identifier the one way it is stored and searched: upper case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", without_invisible(identifier)).split()).upper()


def words_of(name: str) -> list[str]:
    """Give the words of a name as they are compared: upper case, without accents, one apostrophe, no commas.

    "O’Brien, Ann" and "ann o'brien" have the same words, and so have "Müller" and "muller"; ß is SS.
    A Chinese, Japanese or Korean name is one word.
    """
    plain = unicodedata.normalize("NFKC", _APOSTROPHE.sub("'", without_invisible(name)))
    spaced = " ".join(_BETWEEN.sub(" ", plain).split())
    return folded(_BLANK_BETWEEN.sub("", spaced).upper()).split()


def folded(text: str) -> str:
    """Take the accents off the letters of a text in upper case."""
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", text)).translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)


def name_key(name: str) -> str:
    """Give what all ways to write a name have in common: its words in one order."""
    return " ".join(sorted(words_of(name)))
