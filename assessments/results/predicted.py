"""Predicted against observed survival: for each model and band its patients, curve and published figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
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

from .survival import Observation, curve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assessments.clinical.scores.score import Band
    from assessments.clinical.scores.survival import Survival
    from assessments.models import Unit
    from assessments.record.outcomes import Outcome

    from .fates import Fates
    from .survival import Curve

PREDICTORS = (CLINICIAN.key, *SCALES)


@dataclass(frozen=True, slots=True)
class Group:
    """The patients to whom one model, or the clinician, gave one band: `said` is "4–6" or "3_to_6_months"."""

    model: str
    said: str
    observations: tuple[Observation, ...]
    not_followed: int
    undated: int  # died, nobody knows when; or told in an order that cannot be
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
    def predicted(self) -> int:
        """Count the patients who were given this band."""
        return len(self.observations) + self.not_followed + self.undated

    @property
    def deaths(self) -> int:
        """Count those who died on a known day."""
        return sum(one.died for one in self.observations)


def groups_of(units: Sequence[Unit], fates: Fates) -> list[Group]:
    """Group the patients by what was predicted first: each counts once for each model."""
    starts = _first_predictions(units)
    groups = [_group(model, said, starts[model, said], fates) for model, said in starts]
    return sorted(groups, key=lambda group: (PREDICTORS.index(group.model), _place(group)))


def _place(group: Group) -> int:
    if group.model != CLINICIAN.key:
        return int(group.said.partition("–")[0])
    offered = [choice.value for choice in EXPECTED_SURVIVAL.choices]
    return offered.index(group.said) if group.said in offered else len(offered)


def _first_predictions(units: Sequence[Unit]) -> dict[tuple[str, str], list[tuple[int, date]]]:
    """Give for each model and band its patients, with the day from which they are counted."""
    signed = AssessedLesion.objects.filter(
        assessment__unit__in=units, assessment__status=Status.SIGNED, assessment__assessed_on__isnull=False
    ).order_by("assessment__assessed_on", "assessment_id", "position")
    seen: set[tuple[int, str]] = set()
    found: dict[tuple[str, str], list[tuple[int, date]]] = defaultdict(list)
    rows = signed.values_list("lesion__patient_id", "predicted", "assessment__assessed_on")
    for patient, predicted, day in rows:
        for model, said in predicted.items():
            if model in PREDICTORS and (patient, model) not in seen and day is not None:
                seen.add((patient, model))
                found[model, said].append((patient, day))
    return found


def _group(model: str, said: str, patients: list[tuple[int, date]], fates: Fates) -> Group:
    observations: list[Observation] = []
    not_followed = undated = 0
    for patient, start in patients:
        match observed(start, fates.outcome(patient)):
            case Observation() as one:
                observations.append(one)
            case "not followed":
                not_followed += 1
            case _:
                undated += 1
    bands = SCORES_BY_KEY[model].bands if model in SCORES_BY_KEY else ()
    band = next((band for band in bands if span(band.low, band.high) == said), None)
    return Group(
        model=model,
        said=said,
        observations=tuple(observations),
        not_followed=not_followed,
        undated=undated,
        curve=curve(observations),
        band=band,
        published=survival_of(model, band.key) if band else (),
    )


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
