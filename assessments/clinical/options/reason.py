"""What a reason is: a sentence for or against an option, where its condition holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessments.clinical.language.questions import ALWAYS

if TYPE_CHECKING:
    from assessments.clinical.language.logic import Condition

EXPERT = ("expert",)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Reason:
    """One sentence on one option, for it or (`favours` false) against it."""

    option: str
    favours: bool
    says: str
    when: Condition
    evidence: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Reasons:
    """The reasons on one option, in the order in which they are told."""

    option: str
    reasons: tuple[Reason, ...]


def fits(
    *,
    says: str,
    when: Condition = ALWAYS,
    evidence: tuple[str, ...] = EXPERT,
    references: tuple[str, ...] = EXPERT,
) -> Reason:
    """Speak for an option, which `reasons_on` names."""
    return Reason(option="", favours=True, says=says, when=when, evidence=evidence, references=references)


def but(
    *,
    says: str,
    when: Condition = ALWAYS,
    evidence: tuple[str, ...] = EXPERT,
    references: tuple[str, ...] = EXPERT,
) -> Reason:
    """Speak against it."""
    return replace(fits(says=says, when=when, evidence=evidence, references=references), favours=False)


def reasons_on(option: str, *reasons: Reason) -> Reasons:
    """Declare what speaks for and against an option."""
    return Reasons(option, tuple(replace(reason, option=option) for reason in reasons))
