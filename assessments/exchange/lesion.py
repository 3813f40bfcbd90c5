"""What a signed report says of one lesion: condition, scores with their ranges, survival, proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.clinical.advice import CONSIDER, DIAGNOSE_FIRST, EMERGENCY, EXPEDITED, OPERATE, URGENT
from assessments.clinical.sections.imaging import BONE, LEVEL, SIDE
from assessments.report.scores import read_span

from .codes import BONE_METASTASIS, BONES, REGIONS, SIDES
from .measured import observations
from .names import ICD_10, MCODE, RELATED_TO, SCORES, own
from .resources import (
    AUTHOR,
    PRIMARY_TUMOUR,
    RESPONSE,
    Document,
    code,
    concept,
    hl7,
    points,
    quantity,
    snomed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.clinical.language.facts import Facts
    from assessments.report.tree import Cohort, GradingLine, LesionReport, ScoreLine

    from .resources import Resource

PRIORITY = {EMERGENCY: "stat", URGENT: "asap", EXPEDITED: "urgent"}  # whatever else: routine
PROPOSED = (OPERATE, CONSIDER, DIAGNOSE_FIRST)


def condition(what: Resource, profile: str = "") -> Resource:
    """Give a disease that is there now."""
    return {
        "resourceType": "Condition",
        **({"meta": {"profile": [f"{MCODE}{profile}"]}} if profile else {}),
        "clinicalStatus": hl7("condition-clinical", "active"),
        "category": [hl7("condition-category", "problem-list-item")],
        "code": what,
    }


class Lesion:
    """One lesion of a signed report, as it is put into a document. `decided` says what was decided on it."""

    def __init__(
        self, document: Document, key: str, facts: Facts, told: LesionReport, decided: Sequence[str]
    ) -> None:
        self.document, self.key, self.facts, self.told, self.decided = document, key, facts, told, decided
        self.results: list[Resource] = []  # observations
        self.others: list[Resource] = []  # what is no result of a report
        self.condition = self.document.add(f"lesion {key}", self._condition())
        self._add_results()
        self._add_survival()
        if told.decision in PROPOSED:
            self.others.append(document.add(f"proposal {key}", self._proposal()))

    @property
    def entries(self) -> list[Resource]:
        """Give all that the document holds of the lesion."""
        return [self.condition, *self.results, *self.others]

    def _condition(self) -> Resource:
        name = f"{_('Bone metastasis')}: {self.told.name}"
        what = concept(name, snomed(BONE_METASTASIS), code(ICD_10, "C79.5"))
        related = []
        if self.document.has(PRIMARY_TUMOUR):
            related = [{"url": RELATED_TO, "valueReference": self.document.reference(PRIMARY_TUMOUR)}]
        return {
            **condition(what, "mcode-secondary-cancer-condition"),
            **({"extension": related} if related else {}),
            "bodySite": [self._place()],
            **self.document.about,
        }

    def _place(self) -> Resource:
        bone, level, side = (self.facts.answer(question) for question in (BONE, LEVEL, SIDE))
        codes = []
        if isinstance(level, str):
            codes = [snomed(REGIONS[level[0].upper()])]
        elif isinstance(bone, str) and bone in BONES:
            codes = [snomed(BONES[bone])]
        place = concept(self.told.name, *codes)
        if isinstance(side, str):
            label = next(_(choice.label) for choice in SIDE.choices if choice.value == side)
            qualifier = concept(label, snomed(SIDES[side]))
            url = f"{MCODE}mcode-laterality-qualifier"
            place["extension"] = [{"url": url, "valueCodeableConcept": qualifier}]
        return place

    def _add_results(self) -> None:
        about = self.document.about | {"focus": [self.condition]}
        for role, found in observations(self.facts, self.document, about, self.key):
            self._add(role, found)
        for line in (*self.told.scores, *self.told.risks):
            if line.begun:
                self._add(line.key, self._score(line))
        for grading in self.told.gradings:
            self._add(grading.key, self._grading(grading))

    def _add(self, role: str, resource: Resource) -> None:
        self.results.append(self.document.add(f"{role} {self.key}", resource))

    def _score(self, line: ScoreLine) -> Resource:
        told = self._observation(line) | points(*read_span(line.total))
        if line.band:
            told["interpretation"] = [{"text": line.band}]
        items = [{"code": {"text": item.label}, **points(*read_span(item.points))} for item in line.items]
        return told | {"component": items}

    def _grading(self, line: GradingLine) -> Resource:
        return self._observation(line) | {"valueCodeableConcept": {"text": line.grade}}

    def _observation(self, line: ScoreLine | GradingLine) -> Resource:
        return {
            "resourceType": "Observation",
            "status": self.document.status,
            "category": [hl7("observation-category", "survey")],
            "code": concept(line.title, code(own(SCORES), line.key)),
            **self.document.about,
            "focus": [self.condition],
            "effectiveDateTime": self.document.at,
            "method": {"text": line.cohort},
            **self.document.source,
        }

    def _add_survival(self) -> None:
        for cohort in self.told.survival:
            if cohort.this_patients_group and cohort.dots:
                role = f"survival {cohort.number} {self.key}"
                self.others.append(self.document.add(role, self._survival(cohort)))

    def _survival(self, cohort: Cohort) -> Resource:
        alive, unsure = _("Alive"), _("Alive (figure to be confirmed)")
        return {
            "resourceType": "RiskAssessment",
            "status": self.document.status,
            "method": {"text": f"{cohort.title}: {cohort.cohort} ({cohort.years}; {cohort.kind})"},
            **self.document.about,
            "condition": self.condition,
            "occurrenceDateTime": self.document.at,
            "basis": [self.document.reference(RESPONSE)],
            "prediction": [
                {
                    "outcome": {"text": unsure if dot.to_be_confirmed else alive},
                    "probabilityRange": dict.fromkeys(("low", "high"), quantity(float(dot.percent), "%")),
                    "whenRange": {"high": quantity(dot.months, "mo")},
                }
                for dot in cohort.dots
            ],
        }

    def _proposal(self) -> Resource:
        """Give the advice as what it is, a proposal: with its reason, and what was decided on it."""
        return {
            "resourceType": "ServiceRequest",
            "status": "active",
            "intent": "proposal",
            "priority": PRIORITY.get(self.told.urgency, "routine"),
            "code": {"text": self.told.headline},
            **self.document.about,
            "authoredOn": self.document.at,
            "requester": self.document.reference(AUTHOR),
            "reasonReference": [self.condition],
            "note": [{"text": text} for text in (self.told.reason, *self.decided) if text],
        }
