"""Whether other findings or other rules are why the advice is not what it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.advice import AIMS, DECISIONS
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.stops import STOPS
from assessments.models import SealedKind
from assessments.report.scores import grading_line, score_phrase
from assessments.report.words import how_soon

from .chain import content_of
from .signed import answers_of, told_of

if TYPE_CHECKING:
    from assessments.answers.document import Answers
    from assessments.models import Assessment

TITLES = {rule.key: rule.title for rule in (*STOPS, *INDICATIONS, *LIMITS)}


@dataclass(frozen=True, slots=True)
class Advice:
    """What is advised on a lesion, by its keys, so that the language does not matter."""

    decision: str
    urgency: str
    aim: str

    @property
    def words(self) -> list[str]:
        decision, aim = DECISIONS.get(self.decision, ""), AIMS.get(self.aim, "")
        told = (decision and _(decision), how_soon(self.decision, self.urgency), aim and _(aim))
        return [text for text in told if text]


@dataclass(frozen=True, slots=True)
class Judged:
    """A lesion's advice as it was given, under its knowledge, and by today's rules for the same answers."""

    knowledge: str
    given: Advice
    today: Advice | None
    # The rules that spoke: when it was signed (None where that was not kept), and today.
    spoke: dict[str, str] | None
    speak: dict[str, str]
    # Scores and classifications by today's tables, in words, by their keys.
    scores: dict[str, str]

    @property
    def rules_change_it(self) -> bool:
        return self.today is not None and self.today != self.given

    @property
    def silent_now(self) -> list[str]:
        """Name the rules that spoke then and do not today."""
        return [title for key, title in (self.spoke or {}).items() if key not in self.speak]

    @property
    def new_now(self) -> list[str]:
        """Name the rules that speak today and did not then."""
        return [] if self.spoke is None else [t for key, t in self.speak.items() if key not in self.spoke]


def judged(assessment: Assessment, lesion: str) -> Judged:
    """Set the advice that was given on a lesion beside what today's rules say to the same answers."""
    sealed = None if not assessment.is_signed else assessment.sealed.filter(kind=SealedKind.REPORT).first()
    if sealed is not None:
        content = content_of(sealed)
        told = told_of(content)[lesion]
        spoke = {line["key"]: _(TITLES.get(line["key"], line["title"])) for line in told["rules"]}
        given = Advice(told["decision"], told["urgency"], told["aim"])
        return Judged(content["knowledge"], given, *_today(answers_of(content), lesion, spoke))
    revision = assessment.latest()
    row = assessment.assessed.get(lesion__uuid=lesion)
    given = Advice(row.decision, row.urgency, row.aim)
    return Judged(revision.knowledge, given, *_today(revision.given, lesion, None))


def _today(
    answers: Answers, of: str, spoke: dict[str, str] | None
) -> tuple[Advice | None, dict[str, str] | None, dict[str, str], dict[str, str]]:
    lesion = answers.judged.get(of)
    if lesion is None:
        return None, spoke, {}, {}
    speaking = (*lesion.stops, *lesion.indications, *lesion.limits)
    advice = Advice(lesion.decision, lesion.urgency, lesion.aim or "")
    scores = {reading.score.key: score_phrase(reading) for reading in lesion.scores}
    graded = (grading_line(reading, lambda _keys: ()) for reading in lesion.gradings)
    scores |= {line.key: f"{line.title}: {line.grade}" for line in graded}
    return advice, spoke, {rule.key: _(rule.title) for rule in speaking}, scores


@dataclass(frozen=True, slots=True)
class Why:
    """Why two assessments of a lesion have, or have not, the same advice."""

    earlier: Judged
    later: Judged

    @property
    def same_rules(self) -> bool:
        """Tell whether both were judged under the same version of the knowledge."""
        return self.earlier.knowledge == self.later.knowledge

    @property
    def by_findings(self) -> bool | None:
        """Tell whether the findings changed the advice: under rules that are the same for both."""
        if self.same_rules:
            return self.earlier.given != self.later.given
        if self.earlier.today is None or self.later.today is None:
            return None
        return self.earlier.today != self.later.today

    @property
    def by_rules(self) -> bool | None:
        """Tell whether changed rules changed the advice: on the same answers."""
        if self.same_rules:
            return False
        if self.earlier.today is None or self.later.today is None:
            return None
        return self.earlier.rules_change_it or self.later.rules_change_it

    @property
    def scores(self) -> list[tuple[str, str]]:
        """Give the scores that are not what they were, both by today's tables: (then, now)."""
        before, after = self.earlier.scores, self.later.scores
        keys = dict.fromkeys([*before, *after])
        return [(before.get(k, ""), after.get(k, "")) for k in keys if before.get(k) != after.get(k)]
