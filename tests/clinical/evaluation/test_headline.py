"""The headline: decision, urgency and aim in short, and before it what is more urgent or unconfirmed."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any

import pytest

from assessments.clinical.advice import AIMS, DECISIONS, URGENCIES
from assessments.clinical.evaluation.evaluate import LesionEvaluation
from assessments.clinical.evaluation.headline import headline
from assessments.clinical.language.facts import Facts
from assessments.clinical.rules.least_urgency import U1, urgent_sentence, urgent_words
from assessments.clinical.sections import QUESTIONS
from tests.clinical.bases import CORD, DEFICIT, FEMUR, SPINE, Answers, judge

ESSENTIAL = [
    ("imaging.bone",),
    ("fracture.fracture",),
    ("imaging.collapse",),
    ("neuro.deficit",),
    ("imaging.collapse", "neuro.deficit"),
]
SOON = ("emergency", "urgent", "expedited", "planned")  # what is proposed always has an urgency
WITH_AIM = [
    (decision, urgency, aim, settled, ())
    for decision, urgency, aim, settled in itertools.product(
        ("operate", "consider"), SOON, AIMS, (True, False)
    )
]
WITHOUT_AIM = [
    (decision, urgency, None, settled, essential)
    for decision, urgency, settled, essential in itertools.product(
        ("non_operative", "diagnose_first", "undecided"), URGENCIES, (True, False), ESSENTIAL
    )
    if (decision, urgency) != ("diagnose_first", "none")  # such a stop says its own sentence
]


def said(decision: str, urgency: str, aim: str | None, settled: bool, essential: tuple[str, ...]) -> str:
    lesion: Any = SimpleNamespace(
        decision=decision, urgency=urgency, own_urgency=urgency, aim=aim, settled=settled,
        essential=essential, missing=(), stops=(), least_urgencies=(), urgency_from=(), provided=(),
        possible=("non_operative", "consider", "operate"), facts=Facts({}), histology_unconfirmed=False,
    )  # fmt: skip
    return headline(lesion)


@pytest.mark.parametrize("whole", [WITH_AIM, WITHOUT_AIM])
def test_every_combination_is_short(whole: list[Any]) -> None:
    for combination in whole:
        text = said(*combination)
        assert 10 < len(text) < 150, text
        assert text.endswith("."), text
        assert "{" not in text
        assert ": ." not in text


def test_the_words_are_those_of_the_policy() -> None:
    assert list(DECISIONS) == ["operate", "consider", "non_operative", "diagnose_first", "undecided"]
    assert list(URGENCIES) == ["emergency", "urgent", "expedited", "planned", "none"]
    assert set(AIMS) == {
        "decompression_and_stabilisation", "stabilisation", "decompression", "fracture_fixation",
        "prophylactic_fixation", "reconstruction", "curative_resection", "local_control_resection",
        "pain_palliation",
    }  # fmt: skip


UNCONFIRMED = "Histology unconfirmed: diagnosis before any operation. "
ANY = "Undecided; still possible: no operation, consider operating, operate. To answer first: "


@pytest.mark.parametrize(
    ("base", "changes", "text"),
    [
        (FEMUR, {"fracture": "displaced", "open_or_vascular_injury": False},
         "Operate, urgent, within 72 hours: fracture fixation."),
        (FEMUR, {"lesion_type": "lytic", "cortical_fraction": "third_to_two_thirds"},
         "Consider operating, planned: prophylactic fixation."),
        (FEMUR, {}, "No operation."),
        (FEMUR, {"axial_extent_mm": None},
         ANY + "“Axial cortical involvement”."),
        (FEMUR, {"age": None}, "Preliminary: No operation."),
        (CORD, {**DEFICIT, "primary": "lymphoma", "hormone_dependent": None, "cord_compression": "3"},
         "Radiotherapy or systemic treatment, within 24 hours. No operation."),
        # What is urgent is not the operation, which keeps its own hour.
        (CORD, {**DEFICIT, "primary": "lymphoma", "cord_compression": "3", "mechanical": True,
                "lesion_type": "lytic", "collapse": "none_over_half_involved"},
         "Radiotherapy or systemic treatment, within 24 hours. Consider operating, planned: stabilisation."),
        (FEMUR, {"fracture": "displaced", "open_or_vascular_injury": False, "fit_for_anaesthesia": "unfit"},
         "Splint, analgesia and a decision, within 72 hours. No operation."),
        (FEMUR, {"histology": "primary_bone_tumour"},
         "Diagnosis before any operation: urgent, within 72 hours."),
        ({}, {},
         # The diagnosis is named once.
         UNCONFIRMED + ANY
         + "“Which bone”."),
        (FEMUR, {"fracture": None}, ANY + "“Pathological fracture”."),
        (SPINE, {"collapse": None, "deficit": None},
         ANY + "“Collapse of the vertebral body”, “Neurological deficit”."),
    ],
)  # fmt: skip
def test_what_it_says(base: Answers, changes: Answers, text: str) -> None:
    assert judge(base, changes).headline == text


BROKEN = {"fracture": "displaced", "open_or_vascular_injury": False}


def test_an_open_limit_is_what_the_operation_is_provided_with() -> None:
    assert judge(FEMUR, BROKEN, fit_for_anaesthesia=None).headline == (
        "Operate, provided that: fit for anaesthesia. Operation urgent, within 72 hours: fracture fixation."
    )


@pytest.mark.parametrize(
    "answers",
    [{"histology": None, "other_bone_metastases": None}, {"histology": "not_done", "cancer_history": None}],
)
def test_while_the_histology_may_stop_it_that_is_said_before_any_operation(answers: Answers) -> None:
    text = judge(FEMUR, BROKEN, answers).headline
    assert text.startswith("Histology unconfirmed: diagnosis before any operation. Preliminary: Operate")
    assert "Histology" not in judge(FEMUR, BROKEN, {"other_bone_metastases": None}).headline


def test_after_a_coarse_answer_only_what_it_leaves_open_is_asked() -> None:
    lesion = LesionEvaluation(Facts({"bone": "pelvis"}))
    assert QUESTIONS["bone"].asked_next(lesion.facts) == "Which part of the pelvis?"
    assert QUESTIONS["fracture"].asked_next(Facts({"fracture": "present"})) == "Fracture displaced?"
    assert QUESTIONS["fracture"].asked_next(Facts({"fracture": "none"})) == "Pathological fracture"
    coarse = [c for q in QUESTIONS.values() for c in q.choices if c.stands_for]
    assert len(coarse) == 16
    assert all(choice.asks.endswith("?") for choice in coarse)


@pytest.mark.parametrize(
    ("compression", "words"),
    [
        (None, "Whole-spine MRI, steroid, spinal surgeon and radiotherapy"),
        ("1b", "Whole-spine MRI, steroid, spinal surgeon and radiotherapy"),
        ("2", "Steroid, spinal surgeon and radiotherapy"),
    ],
)
def test_an_mri_that_explains_the_deficit_is_not_asked_for_again(compression: str | None, words: str) -> None:
    lesion = judge(CORD, DEFICIT, cord_compression=compression)
    assert urgent_words(U1, lesion.facts) == words
    assert urgent_sentence(U1, lesion.facts).startswith("Whole-spine MRI") is ("MRI" in words)


def test_a_stop_without_an_urgency_of_its_own_says_what_it_is() -> None:
    assert judge(FEMUR, histology="other_disease").headline == (
        "The biopsy shows another disease: these rules do not apply; treat that disease."
    )


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        # D2 alone would wait two weeks; the compressed cord that it holds back does not.
        ({"primary": "kidney", "hormone_dependent": None, "cord_compression": "2", "histology": "not_done",
          "other_bone_metastases": 0},
         "Diagnosis before any operation: urgent, within 72 hours."),
        ({"cord_compression": "2", "histology": "not_done", "other_bone_metastases": 0},
         "Diagnosis before any operation: urgent, within 72 hours."),
        ({"cord_compression": "2", "histology": "other_disease"},
         ("The biopsy shows another disease: these rules do not apply; treat that disease. "
         "How soon: urgent, within 72 hours.")),
        ({"lesion_type": "lytic", "posterolateral": "bilateral", "histology": "other_disease"},
         ("The biopsy shows another disease: these rules do not apply; treat that disease. "
         "How soon: planned.")),
    ],
)  # fmt: skip
def test_a_stop_that_holds_back_a_more_urgent_operation_says_that_hour(changes: Answers, text: str) -> None:
    answers = {"aggressive_features": False, "infection_signs": False, **changes}
    assert judge(CORD, answers).headline == text


def test_it_can_be_translated() -> None:
    lesion = judge(FEMUR, fracture="displaced", open_or_vascular_injury=False)
    words = {"Operate, {how_soon}: {aim}.": "{aim} | {how_soon}", "Fracture fixation": "AIM"}
    assert headline(lesion, lambda text: words.get(text, text.upper())) == "aIM | URGENT, WITHIN 72 HOURS"
