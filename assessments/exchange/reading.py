"""Reading values out of somebody else's record: what may be taken for an answer, and why the rest may not.

Only what was measured or rated under a code that has one meaning here; nothing that is judged. Nothing is
taken: that is for whoever looks at it, one by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.timezone import get_current_timezone, is_aware

from assessments.answers.parsing import NotUnderstood, in_range, is_likely, number_as_typed, read_number
from assessments.clinical.sections import BY_PATH
from assessments.clinical.sections.history import KARNOFSKY, PRIMARY

from .codes import OF_SCORES, OTHER_UCUM_CODES, RATED, READ_AS, UCUM_CODES, UNITS_READ
from .left import Why
from .names import LOINC, SNOMED, UCUM
from .primaries import primary_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from assessments.clinical.language.questions import Question

    from .resources import Resource

FINAL = ("final", "amended", "corrected")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(DAY.pattern + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?")
OUR_UNITS = {code: unit for unit, code in UCUM_CODES.items()} | OTHER_UCUM_CODES
MOST_DIGITS, MOST_DECIMALS = 9, 6  # before the point and behind it: as many as can be typed
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be taken for the answer to a question: as it would be typed, in which unit, of which day."""

    path: str
    text: str
    unit: str
    on: str  # a whole day; empty where a diagnosis has none
    code: str
    is_rare: bool = False

    @property
    def question(self) -> Question:
        """Give the question that it would answer."""
        return BY_PATH[self.path]


@dataclass(frozen=True, slots=True)
class Left:
    """What is not taken: the question it seems to be of, what stood there, and why."""

    path: str
    value: str
    on: str
    code: str
    why: str

    @property
    def question(self) -> Question:
        """Give the question that it seems to be of."""
        return BY_PATH[self.path]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a record offers; what of it is left; and how many resources say nothing that is asked here."""

    offers: list[Offer]
    left: list[Left]
    others: int = 0


class LeftError(ValueError):
    """Something is not taken; `why` is one of Why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_record(resources: Iterable[Resource], names: Collection[str], today: date) -> Reading:
    """Read the observations and conditions of the one patient whom references call by these names.

    Of each question the newest value is offered; of two at the same time neither.
    """
    found: dict[str, list[tuple[str, Offer]]] = defaultdict(list)
    left: list[Left] = []
    others = 0
    for one in resources:
        read = {"Observation": _observation, "Condition": _condition}.get(str(one.get("resourceType")))
        told = read(one, names, today) if read else None
        if told is None:
            others += 1
        elif isinstance(told, Left):
            left.append(told)
        else:
            found[told[1].path].append(told)
    offers: list[Offer] = []
    for path in (path for path in BY_PATH if path in found):
        if path == PRIMARY.path:
            offers += {offer.text: offer for _at, offer in sorted(found[path], key=_when)}.values()
            continue
        newest = max(at for at, _offer in found[path])
        same = {(offer.text, offer.unit): offer for at, offer in found[path] if at == newest}
        if len(same) > 1:
            left += [_left(offer, Why.TWO) for offer in same.values()]
        else:
            offers += same.values()
    return Reading(offers, left, others)


def _when(told: tuple[str, Offer]) -> str:
    return told[0]


def _left(offer: Offer, why: str) -> Left:
    value = f"{offer.text} {offer.unit}".strip()
    return Left(offer.path, value, offer.on, offer.code, why)


# -- Observations


def _observation(one: Resource, names: Collection[str], today: date) -> tuple[str, Offer] | Left | None:
    """Read an observation; None where its code is none that is read here."""
    codes = [code for code in codes_of(one.get("code"), LOINC) if code in READ_AS]
    if not codes:
        return None
    code, question = codes[0], READ_AS[codes[0]]
    shown, on = _shown_value(one), ""
    try:
        if {READ_AS[code] for code in codes} != {question}:
            raise LeftError(Why.CODES)
        refuse_foreign(one, names)
        if one.get("status") not in FINAL:
            raise LeftError(Why.STATUS)
        at, on = _time_of(one, today)
        text, unit = _rated(question, one) if code not in UNITS_READ else _measured(code, one)
        try:
            number = read_number(question, text, unit)
            in_range(question, number, unit)
        except NotUnderstood as error:
            raise LeftError(Why.RANGE) from error
    except LeftError as error:
        return Left(question.path, shown, on, f"LOINC {code}", error.why)
    return at, Offer(question.path, text, unit, on, f"LOINC {code}", not is_likely(question, number))


def codes_of(concept: object, *systems: str) -> list[str]:
    """Give the codes that a concept has in these systems."""
    codings = concept.get("coding") if isinstance(concept, dict) else None
    return [
        str(coding.get("code"))
        for coding in (codings if isinstance(codings, list) else ())
        if isinstance(coding, dict) and coding.get("system") in systems
    ]


def refuse_foreign(one: Resource, names: Collection[str]) -> None:
    """Raise LeftError for what is about somebody else, or changed in meaning by what is not understood."""
    subject = one.get("subject")
    if not isinstance(subject, dict) or str(subject.get("reference")) not in names:
        raise LeftError(Why.SUBJECT)
    if one.get("modifierExtension"):
        raise LeftError(Why.MODIFIED)


def _time_of(one: Resource, today: date) -> tuple[str, str]:
    """Give when it was measured, to be sorted by, and the day of that where this server is."""
    told = str(one.get("effectiveDateTime") or one.get("effectiveInstant") or "")
    if not told:
        raise LeftError(Why.UNDATED)
    if not DAY.fullmatch(told) and not TIME.fullmatch(told):
        raise LeftError(Why.DATE)
    try:
        at = datetime.fromisoformat(told)
        if is_aware(at):
            at = at.astimezone(get_current_timezone()).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:
        raise LeftError(Why.DATE) from error
    if at.date() > today:
        raise LeftError(Why.FUTURE)
    return at.isoformat(), at.date().isoformat()


def _measured(code: str, one: Resource) -> tuple[str, str]:
    """Read a quantity in a unit that fits its code, as it would be typed; nothing is converted here."""
    told = one.get("valueQuantity")
    if not isinstance(told, dict):
        raise LeftError(Why.NO_NUMBER)
    unit = str(told.get("code"))
    if told.get("system") != UCUM or unit not in UNITS_READ[code]:
        raise LeftError(Why.UNIT)
    question, ours = READ_AS[code], OUR_UNITS.get(unit, "")
    if ours not in ("", question.unit) and question.other_unit(ours) is None:
        raise LeftError(Why.UNIT)
    return _number(told), ours


def _rated(question: Question, one: Resource) -> tuple[str, str]:
    """Read a rating: a whole number, alone or as a quantity without unit, or a code of a list."""
    for code in codes_of(one.get("valueCodeableConcept"), LOINC, SNOMED):
        if code in RATED.get(question, {}):
            return str(RATED[question][code]), question.unit
    if isinstance(told := one.get("valueQuantity"), dict):
        units = (*OF_SCORES, "%") if question is KARNOFSKY else OF_SCORES
        if "code" in told and told["code"] not in units:
            raise LeftError(Why.UNIT)
        return _number(told), question.unit
    return _number({"value": one.get("valueInteger")}), question.unit


def _number(told: Resource) -> str:
    """Write a number as it would be typed: with a point, and no exponent."""
    value = told.get("value")
    if not isinstance(value, Decimal):
        raise LeftError(Why.NO_NUMBER)
    if told.get("comparator"):
        raise LeftError(Why.BOUND)
    if value and not -MOST_DECIMALS <= value.adjusted() < MOST_DIGITS:
        raise LeftError(Why.RANGE)
    if value != round(value, MOST_DECIMALS):
        raise LeftError(Why.RANGE)
    return number_as_typed(float(value))


def _shown_value(one: Resource) -> str:
    """Give what stood there, shortened, for whoever wants to know why it is left."""
    told = one.get("valueQuantity")
    if isinstance(told, dict):
        parts: list[Any] = [told.get("comparator"), told.get("value"), told.get("code") or told.get("unit")]
    else:
        parts = [one.get("valueInteger"), one.get("valueString")]
        parts += codes_of(one.get("valueCodeableConcept"), LOINC, SNOMED)
    return shortened(" ".join(str(part) for part in parts if part is not None))


def shortened(text: str) -> str:
    """Shorten a text of somebody else's, without signs that control how it is shown."""
    plain = "".join(sign for sign in text[:200] if not unicodedata.category(sign).startswith("C"))
    return plain if len(plain) <= MOST_SHOWN else f"{plain[: MOST_SHOWN - 1]}…"


# -- Conditions


def _condition(one: Resource, names: Collection[str], today: date) -> tuple[str, Offer] | Left | None:
    """Read a condition: the primary tumour, where its code is that of one answer; None for any other."""
    found = primary_of(one.get("code"))
    if found is None:
        return None
    answers, code = found
    on = str(one.get("recordedDate") or "")[:10]
    on = on if DAY.fullmatch(on) and on <= today.isoformat() else ""
    try:
        refuse_foreign(one, names)
        status = one.get("verificationStatus")
        if status is not None and "confirmed" not in _any_codes(status):
            raise LeftError(Why.VERIFICATION)
        if len(answers) != 1:
            raise LeftError(Why.CODES)
    except LeftError as error:
        return Left(PRIMARY.path, "", on, shortened(code), error.why)
    return on, Offer(PRIMARY.path, answers.pop(), "", on, shortened(code))


def _any_codes(concept: object) -> list[str]:
    codings = concept.get("coding") if isinstance(concept, dict) else None
    return [str(one.get("code")) for one in codings or () if isinstance(one, dict)] if codings else []
