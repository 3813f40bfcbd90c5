"""What a declaration waits for is among what it reads; over all rules and all case files."""

import tomllib

import pytest

from assessments.clinical.evaluation.case import Problem, Refused, read_case
from assessments.clinical.evaluation.evaluate import LesionEvaluation, evaluate
from assessments.clinical.findings.laboratory import CORRECTED_CALCIUM
from assessments.clinical.findings.pain import PAIN_GRADE
from assessments.clinical.findings.performance import BASELINE_ECOG, PERFORMANCE
from assessments.clinical.findings.tumour import PRIMARY_TUMOUR, RADIOSENSITIVITY
from assessments.clinical.language.facts import Facts
from assessments.clinical.language.in_words import in_words
from assessments.clinical.risks import RISKS
from assessments.clinical.risks.prognosis import SURVIVAL_BAND, SURVIVAL_OVER_3_MONTHS
from assessments.clinical.risks.stability import STABILITY
from assessments.clinical.rules.contradictions import CONTRADICTIONS
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.rule import outcome_of
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.safety import SAFETY
from assessments.clinical.scores import SCORES
from assessments.clinical.sections import BY_PATH, QUESTIONS
from assessments.clinical.sections.history import PLATELETS
from tests.drawn import CASES

FACTS = [
    Facts({}),
    Facts({"cancer_history": "not_worked_up"}),
    Facts({"cancer_history": "no_primary_found", "bone": "spine"}),
    Facts({"cancer_history": "known_before", "primary": "lung", "radiosensitivity_known": "sensitive"}),
    Facts({"bone": "femur", "fracture": "none", "deficit": "none", "ecog": 1, "karnofsky": 80}),
    Facts({"bone": "spine", "pain_in_words": "present", "calcium": 2.6, "albumin": 30, "platelets": 60}),
    Facts({"bone": "spine", "deficit": "present", "frankel": "impaired", "sphincter": "normal"}),
    Facts({"bone": "spine", "treated_before": True, "radiotherapy_here": True, "ecog": 4, "karnofsky": 90}),
]


def every_facts(step: int) -> list[Facts]:
    """The facts typed above, and those of one case file in `step`."""
    files = CASES[::step] if step else []
    return FACTS + [facts for file in files for facts in read_case(tomllib.loads(file.read_text())).facts()]


@pytest.mark.parametrize(
    "step",
    [
        0,  # none of the case files; these alone are traced line by line
        pytest.param(12, marks=pytest.mark.no_cover),
        pytest.param(1, marks=pytest.mark.prove),
    ],
    ids=["typed", "sample", "all"],
)
@pytest.mark.parametrize("reading", ["strict", "presuming"])
def test_what_a_declaration_waits_for_is_among_what_it_reads(reading: str, step: int) -> None:
    declared = [
        *((rule.key, rule.when) for rule in (*INDICATIONS, *LIMITS, *STOPS, *SAFETY)),
        *((row.key, row.when) for row in CONTRADICTIONS),
        *((rule.key, outcome_of(rule)) for rules in (INDICATIONS, LIMITS) for rule in rules),
        *((criterion.key, criterion.finding) for criterion in CRITERIA),
        *((score.key, score) for score in (*SCORES, *RISKS)),
        *((str(item.key), item.looks_at) for score in (*SCORES, *RISKS) for item in score.items),
        *(
            (type(thing).__name__, thing)
            for thing in (
                PRIMARY_TUMOUR, RADIOSENSITIVITY, PAIN_GRADE, BASELINE_ECOG, PERFORMANCE, CORRECTED_CALCIUM,
                STABILITY, SURVIVAL_BAND, SURVIVAL_OVER_3_MONTHS,
            )
        ),
    ]  # fmt: skip
    for facts in every_facts(step):
        read = facts.presumed if reading == "presuming" else facts
        for key, thing in declared:
            waits_for = thing.open_keys(read)
            # Where it is open whether a question is asked at all, the questions that decide that are named.
            asked = frozenset().union(*(BY_PATH[path].asked.reads for path in thing.reads))
            deeper = frozenset().union(*(BY_PATH[path].asked.reads for path in asked))
            assert waits_for <= thing.reads | asked | deeper, key


@pytest.mark.no_cover
def test_an_open_condition_names_what_it_waits_for() -> None:
    for facts in every_facts(1):
        for rule in (*INDICATIONS, *LIMITS, *STOPS):
            if rule.when.holds(facts) is None:
                assert rule.when.open_keys(facts), rule.key


def test_what_is_said_beside_the_advice() -> None:
    document = {
        "case": {},
        "lesions": [{"imaging": {"bone": "spine"}, "neuro": {"deficit": "cord", "frankel": "E"}}],
    }
    lesion = evaluate(document).lesions[0]
    assert set(lesion.presumed) == {
        "history.fit_for_anaesthesia",
        "history.expected_survival",
        "history.tumour_free_interval_expected",
        "neuro.deficit_hours",
    }
    assert "I0" in [rule.key for rule in lesion.indications]
    assert "I1" in [rule.key for rule in lesion.live]
    assert "L2" in [rule.key for rule in lesion.live]
    assert "D2" in [rule.key for rule in lesion.considered]
    assert "history.lung_disease" in lesion.harmless


def test_a_coarse_answer_is_still_open() -> None:
    lesion = LesionEvaluation(Facts({"bone": "femur", "fracture": "present"}))
    assert lesion.facts.is_open(QUESTIONS["fracture"])
    assert not lesion.facts.is_open(QUESTIONS["bone"])


def test_conditions_that_have_words_of_their_own() -> None:
    assert in_words(PLATELETS.below(50)) == "Platelets below 50"
    assert in_words(PLATELETS.between(50, 60)) == "Platelets from 50 to 60"
    assert in_words(PLATELETS.between(50, 50)) == "Platelets 50"
    assert in_words(PLATELETS.given) == "Platelets: answered"
    assert in_words(STABILITY.is_("high")) == "stability: high"
    assert in_words(PLATELETS.is_asked) == "Platelets: asked"


def test_an_assessment_in_the_future_is_refused_where_today_is_known() -> None:
    from datetime import date

    document = {"case": {"patient": {"assessed_on": "2026-06-16"}}}
    read_case(document)
    read_case(document, today=date(2026, 6, 16))
    with pytest.raises(Refused) as refused:
        read_case(document, today=date(2026, 6, 15))
    assert refused.value.problems == (
        Problem("case.patient.assessed_on", "2026-06-16", "not in the future", QUESTIONS["assessed_on"]),
    )
