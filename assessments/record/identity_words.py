"""How a patient's identity is found in texts: names in every script, identifiers, dates of birth.

A name is matched with both apostrophes, ß or ss, composed or not, in full width, with invisible signs between
its letters, its words in any order. Chinese, Japanese, Korean and Thai put no blank between words, so there a
whole name is found anywhere, and a part of it only behind another script or beside a title.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import permutations
from typing import Any

from django.utils.html import escape

from assessments.models.names import APOSTROPHES, UNSPACED

from .birth_dates import as_written

GONE = "[erased]"
# A shorter name or part of one is also a word of the language; in free text it is one where it has a capital.
RECOGNISABLE = 5
# Whose names these are: of those who wrote, not of the patient.
OF_OTHERS = frozenset({"author", "by", "by_full_name", "by_name", "signed_by", "unit", "unit_name"})
FREE_TEXT = frozenset({"text", "amendment_reason"})

_NO_BLANKS = UNSPACED + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # with Thai, Lao, Burmese, Khmer
_HYPHEN = "\\-\u2010-\u2015\u2212\uff0d"
_BEFORE, _AFTER = rf"(?<![^\W_{_NO_BLANKS}])", rf"(?![^\W_{_NO_BLANKS}])"
_UNSEEN = "[\u00ad\u200b-\u200f\u2060\ufeff]*"
_BETWEEN = rf"[\s,.{_HYPHEN}\u00b7\u2027\u30fb]"
_TITLE_BEHIND = "先生|女士|小姐|太太|老师|同学|某|氏|さん|さま|様|くん|ちゃん|씨|님|환자"
_TITLE_BEFORE = ("患者", "病人", "환자", "นาย", "นาง", "นางสาว", "คุณ")
# Before a short identifier, which may as well be a vertebra or a dose. "No T12" is no label.
_LABEL = r"(?i:(?:(?:\b(?:no\.|nr\.|id|mrn|pid|number|nummer))|[#号號\u2116])[\s.:：#]*)"


@dataclass
class IdentityWords:
    """The words by which a patient is known: what they are taken out of, and what a person has to look at.

    `keep` are words that are not taken for the name. What was found is gathered, with the words around it: in
    `gone` what was taken out of free text, in `left` what may still tell who it was.
    """

    identifiers: set[str]
    names: set[str]
    born: set[str]
    keep: frozenset[str] = frozenset()
    gone: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        identifiers, names = self.identifiers - {"", GONE}, self.names - {"", GONE}
        parts = {part for name in names for part in re.split(rf"{_BETWEEN}+", name)} - {""}
        parts = {part for part in parts if part.lower() not in self.keep}
        dates = [as_written(born) or _loosely(born) for born in self.born - {"", GONE}]
        whole = [*dates, *(_identifier(one) for one in identifiers if len(one) >= RECOGNISABLE)]
        whole += [_name(name) for name in names if len(name) >= RECOGNISABLE or _is_unspaced(name)]
        in_text = [*whole, *(f"{_LABEL}{_identifier(one)}" for one in identifiers if len(one) < RECOGNISABLE)]
        in_text += [_name(name) for name in names] + [_part(part) for part in parts]
        in_text += [_double(word) for name in names for word in re.split(r"[\s,]+", name)]
        in_text += [_surname(part) for part in parts if re.match(f"[{UNSPACED}]", part)]
        self.whole, self.in_text = _any_of(whole), _any_of(in_text)
        years = {born[:4] for born in self.born if re.match(r"\d{4}-", born)}
        numbers = {run for one in identifiers for run in re.findall(r"\d{4,}", one)}
        loose = {part for part in parts if len(part) > 1} | {one for one in identifiers if len(one) > 1}
        self.loose = _any_of([_loosely(word) for word in loose] + sorted(years | numbers))
        self.parts = {part.lower() for part in parts if len(part) >= RECOGNISABLE and not _is_unspaced(part)}

    def out_of(self, value: Any, key: str = "") -> Any:
        """Give a value without these words, all the way down."""
        if isinstance(value, dict):
            return {name: self.out_of(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [self.out_of(part, key) for part in value]
        if not isinstance(value, str) or key in OF_OTHERS:
            return value
        if key not in FREE_TEXT:
            return self.whole.sub(GONE, value)
        now = self.in_text.sub(GONE, value)
        self.gone += [(match[0], _around(value, match)) for match in self.in_text.finditer(value)]
        self.left += [(match[0], _around(now, match)) for match in self._doubtful(now)]
        return now

    def _doubtful(self, text: str) -> list[re.Match[str]]:
        """Find what may still tell who it was: short parts, years, parts of numbers, misspelt names."""
        words = [word for word in re.finditer(r"[^\W\d_]{4,}", text) if word[0] not in GONE]
        near = [word for word in words if any(_is_near(word[0].lower(), part) for part in self.parts)]
        return sorted([*self.loose.finditer(text), *near], key=lambda match: match.start())


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    longest_first = sorted(set(patterns), key=len, reverse=True)
    return re.compile("|".join(f"(?:{one})" for one in longest_first) or "(?!)")


def _around(text: str, match: re.Match[str]) -> str:
    return " ".join(text[max(0, match.start() - 30) : match.end() + 30].split())


def _is_unspaced(word: str) -> bool:
    return len(word) > 1 and re.fullmatch(rf"[{_NO_BLANKS}]+", re.sub(rf"{_BETWEEN}+", "", word)) is not None


def _is_near(word: str, part: str) -> bool:
    return word[:1] == part[:1] and word != part and SequenceMatcher(None, word, part).ratio() >= 0.8


def _sign(sign: str) -> str:
    """Match one sign of a name in all forms in which it is stored."""
    if sign in APOSTROPHES:
        return f"(?:[{APOSTROPHES}]|&#x27;|&#39;)"
    forms = {sign, unicodedata.normalize("NFD", sign), escape(sign)}
    if "!" <= sign <= "~":
        forms.add(chr(ord(sign) + 0xFEE0))  # full width
    return f"(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})"


def _signs(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).replace("ß", "ss").replace("ẞ", "SS")
    pieces = re.split("(ss)", plain, flags=re.IGNORECASE)
    forms = (
        "(?:ss|SS|ß|ẞ)" if one.lower() == "ss" else _UNSEEN.join(map(_sign, one)) for one in pieces if one
    )
    return _UNSEEN.join(forms)


def _capitalised(word: str) -> str:
    return "|".join(_signs(form) for form in {word[:1].upper() + word[1:], word.capitalize(), word.upper()})


def _name(name: str) -> str:
    """Match a whole name, its words in any order; a short one only with its capitals."""
    is_unspaced = _is_unspaced(name)
    words = [word for word in re.split(f"{_BETWEEN}+" if is_unspaced else r"[\s,]+", name) if word]
    orders = permutations(words) if len(words) <= 3 else [tuple(words)]
    if is_unspaced:
        return "|".join(r"[\s\u00b7\u2027\u30fb]*".join(map(_sign, "".join(order))) for order in orders)
    found = "|".join(rf"{_BETWEEN}+".join(_flexible(word) for word in order) for order in orders)
    if len(name) < RECOGNISABLE:
        found = _capitalised(name)
        return f"{_BEFORE}(?:{found}){_AFTER}"
    return f"{_BEFORE}(?i:{found}){_AFTER}"


def _flexible(word: str) -> str:
    """Match a word of a name whose hyphens may be blanks."""
    return rf"{_BETWEEN}+".join(_signs(piece) for piece in re.split(rf"[{_HYPHEN}]", word) if piece)


def _double(word: str) -> str:
    """Match a double name whose hyphen may be a blank."""
    return f"{_BEFORE}(?i:{_flexible(word)}){_AFTER}" if re.search(f"[{_HYPHEN}]", word) else "(?!)"


def _part(part: str) -> str:
    if _is_unspaced(part):
        behind = "|".join(f"(?<={title})" for title in _TITLE_BEFORE)
        return f"(?:(?<![{_NO_BLANKS}])|{behind}){_signs(part)}"
    if len(part) >= RECOGNISABLE:
        return f"{_BEFORE}(?i:{_signs(part)}){_AFTER}"
    return f"{_BEFORE}(?:{_capitalised(part)}){_AFTER}" if len(part) > 2 else "(?!)"


def _surname(part: str) -> str:
    """Match the first one or two signs of a name before a title: 王先生, 山田さん."""
    firsts = {part[:1], part[:2], part}
    return f"(?:{'|'.join(map(_signs, sorted(firsts, key=len, reverse=True)))})(?=\\s*(?:{_TITLE_BEHIND}))"


def _identifier(identifier: str) -> str:
    pieces = [piece for piece in re.split(rf"[\s_./{_HYPHEN}]+", identifier) if piece]
    between = rf"[\s_./{_HYPHEN}]*"
    return f"{_BEFORE}(?i:{between.join(map(_signs, pieces))}){_AFTER}" if pieces else "(?!)"


def _loosely(word: str) -> str:
    found = f"(?i:{_signs(word)})"
    return found if _is_unspaced(word) else f"{_BEFORE}{found}{_AFTER}"
