"""Predicted against observed survival: for each model and band its patients, curve and published figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.answers.punctuation import told
from assessments.answers.wording import in_words
from assessments.clinical.agreement.survival import CLINICIAN, SCALES
from assessments.clinical.scores import SCORES_BY_KEY
from assessments.clinical.scores.survival import survival_of
from assessments.clinical.sections.history import EXPECTED_SURVIVAL
from assessments.models import AssessedLesion, Status
from assessments.report.scores import span

from .survival import Observation, Observations, curve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assessments.clinical.scores.score import Band
    from assessments.clinical.scores.survival import Survival
    from assessments.models import Unit
    from assessments.record.outcomes import Outcome

    from .fates import Fates
    from .survival import Curve

PREDICTORS = (CLINICIAN.key, *SCALES)


@dataclass(slots=True)
class Watched:
    """Of those to whom one model, or the clinician, gave one band: how long they were watched, counted."""

    observations: Observations = field(default_factory=Counter)
    not_followed: int = 0
    undated: int = 0  # died, nobody knows when; or told in an order that cannot be

    def __add__(self, other: Watched) -> Watched:
        return Watched(
            self.observations + other.observations,
            self.not_followed + other.not_followed,
            self.undated + other.undated,
        )

    def note(self, seen: Observation | str) -> None:
        """Count one patient more."""
        if isinstance(seen, Observation):
            self.observations[seen] += 1
        elif seen == "not followed":
            self.not_followed += 1
        else:
            self.undated += 1


@dataclass(frozen=True, slots=True)
class Group:
    """The patients to whom one model, or the clinician, gave one band: `said` is "4–6" or "3_to_6_months"."""

    model: str
    said: str
    watched: Watched
    curve: Curve | None
    band: Band | None
    published: tuple[Survival, ...]

    @property
    def title(self) -> str:
        """Name the group: "New Katagiri 4–6"."""
        if self.model == CLINICIAN.key:
            return told(_(CLINICIAN.title), in_words(EXPECTED_SURVIVAL, self.said))
        return f"{_(SCORES_BY_KEY[self.model].title)} {self.said}"

    @property
    def followed(self) -> int:
        """Count those of whom it is known how long they were watched."""
        return self.watched.observations.total()

    @property
    def predicted(self) -> int:
        """Count the patients who were given this band."""
        return self.followed + self.watched.not_followed + self.watched.undated

    @property
    def deaths(self) -> int:
        """Count those who died on a known day."""
        return sum(count for one, count in self.watched.observations.items() if one.died)


def groups_of(watched: Mapping[tuple[str, str], Watched]) -> list[Group]:
    """Put the groups in order, each with its curve and what was published of its band."""
    groups = [_group(model, said, one) for (model, said), one in watched.items()]
    return sorted(groups, key=lambda group: (PREDICTORS.index(group.model), _place(group)))


def _place(group: Group) -> int:
    if group.model != CLINICIAN.key:
        return int(group.said.partition("–")[0])
    offered = [choice.value for choice in EXPECTED_SURVIVAL.choices]
    return offered.index(group.said) if group.said in offered else len(offered)


def _group(model: str, said: str, watched: Watched) -> Group:
    bands = SCORES_BY_KEY[model].bands if model in SCORES_BY_KEY else ()
    band = next((band for band in bands if span(band.low, band.high) == said), None)
    return Group(
        model=model,
        said=said,
        watched=watched,
        curve=curve(watched.observations),
        band=band,
        published=survival_of(model, band.key) if band else (),
    )


def watched_of(unit: Unit, fates: Fates) -> dict[tuple[str, str], Watched]:
    """Count the patients of a unit by what was predicted first: each counts once for each model."""
    signed = AssessedLesion.objects.filter(
        assessment__unit=unit, assessment__status=Status.SIGNED, assessment__assessed_on__isnull=False
    ).order_by("lesion__patient_id", "assessment__assessed_on", "assessment_id", "position")
    rows = signed.values_list("lesion__patient_id", "predicted", "assessment__assessed_on")
    found: dict[tuple[str, str], Watched] = defaultdict(Watched)
    for patient, of_patient in groupby(rows.iterator(chunk_size=5000), itemgetter(0)):
        outcome, seen = fates.outcome(patient), set[str]()
        for _patient, predicted, day in of_patient:
            for model, said in predicted.items():
                if model in PREDICTORS and model not in seen and day is not None:
                    seen.add(model)
                    found[model, said].note(observed(day, outcome))
    return dict(found)


def observed(start: date, outcome: Outcome) -> Observation | str:
    """Say how long a patient was watched, or why that cannot be said."""
    if outcome.died:
        if outcome.died_on is None:
            return "undated"
        days = (outcome.died_on - start).days
        if days < 0 and not outcome.died_about:
            return "undated"
        return Observation(max(days, 0), died=True)
    if outcome.seen_alive_on is None or outcome.seen_alive_on < start:
        return "not followed"
    return Observation((outcome.seen_alive_on - start).days, died=False)
