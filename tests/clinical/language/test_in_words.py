"""Conditions in words: as a sentence, and as a tree that points to what says more."""

from __future__ import annotations

from math import nextafter

from assessments.clinical.findings.extent import BONE_METASTASES, SOLITARY
from assessments.clinical.findings.pain import PAIN_GRADE
from assessments.clinical.findings.place import REGION
from assessments.clinical.language.findings import Cases
from assessments.clinical.language.in_words import Clause, cases_in_words, clause, in_words, slug
from assessments.clinical.language.logic import (
    INFINITY,
    Always,
    Between,
    Condition,
    Meanwhile,
    Named,
    Presumed,
    Undetermined,
    known,
)
from assessments.clinical.language.questions import Choice, Question
from assessments.clinical.options.noms import InRow
from assessments.clinical.rules.contradictions import CONTRADICTIONS
from assessments.clinical.rules.criteria import P4, T10
from assessments.clinical.safety.row import Complete, Older
from assessments.clinical.scores.sins import SINS
from assessments.clinical.sections.history import CALCIUM, EXPECTED_SURVIVAL, PLATELETS
from assessments.clinical.sections.imaging import BONE, CORD_COMPRESSION, IMAGED_ON, SPINE
from assessments.clinical.sections.pain import MECHANICAL

FEMUR, LOW = BONE.is_("femur"), PLATELETS.below(50)
HURTS = MECHANICAL.yes


def marked(text: str) -> str:
    return f"<{text}>"


def test_parts_are_joined_and_bracketed() -> None:
    assert in_words(FEMUR & LOW) == "Which bone: Femur and Platelets below 50"
    assert in_words(FEMUR | LOW) == "Which bone: Femur or Platelets below 50"
    assert in_words(FEMUR & (LOW | HURTS)) == (
        "Which bone: Femur and (Platelets below 50 or Is the pain mechanical: yes)"
    )
    assert in_words(~FEMUR) == "not Which bone: Femur"
    assert in_words(~Always()) == "never"
    assert clause(~Always()) == Clause("never")
    assert in_words(~(FEMUR | LOW)) == "not (Which bone: Femur or Platelets below 50)"
    assert in_words(Always()) == "always"


def test_values_are_listed_in_the_order_of_the_form() -> None:
    assert in_words(BONE.is_("tibia", "femur", "fibula")) == "Which bone: Femur, Tibia or Fibula"
    assert in_words(CORD_COMPRESSION.is_("2", "3")) == "Epidural cord compression (ESCC grade): 2 or 3"
    assert in_words(MECHANICAL.no) == "Is the pain mechanical: no"
    assert in_words(REGION.is_("long_bone", "acetabulum")) == "region: acetabulum or long bone"
    assert in_words(BONE.said("femur")) == "Which bone: said Femur"


def test_numbers_have_their_side() -> None:
    # Not with at_least and the like, which would note the cut-off on the question.
    assert in_words(Between(PLATELETS, 3, INFINITY)) == "Platelets at least 3"
    assert in_words(Between(PLATELETS, nextafter(3, 9), INFINITY)) == "Platelets above 3"
    assert in_words(Between(PLATELETS, -INFINITY, nextafter(3, 0))) == "Platelets below 3"
    assert in_words(Between(PLATELETS, -INFINITY, 3)) == "Platelets at most 3"
    assert in_words(Between(SINS, 7, 12)) == "SINS from 7 to 12"
    assert in_words(Between(SINS, 8, 8)) == "SINS 8"


def test_decimals_and_values_that_are_numbers() -> None:
    assert in_words(Between(CALCIUM, -INFINITY, nextafter(2.57, 0))) == f"{CALCIUM.label} below 2.57"
    assert in_words(Between(CALCIUM, nextafter(2.57, 9), INFINITY)) == f"{CALCIUM.label} above 2.57"
    assert in_words(Between(CALCIUM, 2.57, INFINITY)) == f"{CALCIUM.label} at least 2.57"
    assert cases_in_words(Cases("points", (1, FEMUR), otherwise=0)) == "1 if Which bone: Femur; else 0"


def test_what_is_open_or_stands_in_is_said() -> None:
    assert in_words(known(FEMUR)) == "known: Which bone: Femur"
    assert in_words(Meanwhile(FEMUR, Always())) == "Which bone: Femur or open"
    assert in_words(Meanwhile(FEMUR, HURTS)) == "Which bone: Femur (while open: Is the pain mechanical: yes)"
    assert in_words(Undetermined(BONE)) == "left open by: Which bone"
    presumed = Presumed(BONE.path, given=BONE.given, answer=FEMUR, derived=HURTS)
    assert in_words(presumed) == "Which bone: Femur (while open, presumed: Is the pain mechanical: yes)"
    assert in_words(EXPECTED_SURVIVAL.given) == "Expected survival, your own estimate: answered"
    assert in_words(CORD_COMPRESSION.is_asked) == "Epidural cord compression (ESCC grade): asked"


def test_a_name_is_written_out_only_where_the_whole_is_asked_for() -> None:
    named = Named("thin femur", FEMUR & LOW)
    assert in_words(named) == "thin femur"
    assert in_words(named, whole=True) == "thin femur [Which bone: Femur and Platelets below 50]"
    side = Cases("load", ("much_load", FEMUR), otherwise="little")
    assert in_words(side.is_("much_load")) == "load: much load"
    assert (
        in_words(side.is_("little"), whole=True)
        == "load [much load if Which bone: Femur; else little]: little"
    )
    assert cases_in_words(side) == "much load if Which bone: Femur; else little"


def test_conditions_with_words_of_their_own() -> None:
    assert in_words(Complete(SINS)) == "SINS applies and is complete"
    assert in_words(InRow("noms_07")) == "may lie in noms_07, and the compression is graded"
    counted = next(row.when for row in CONTRADICTIONS if row.key == "counts_entered")
    assert in_words(counted) == (
        "(Which bone: Spine and Vertebrae with metastases: fewer than the lesions entered) or "
        "(not Which bone: Spine and Bone metastases outside the spine: fewer than the lesions entered)"
    )
    assert in_words(Older(IMAGED_ON, 42)) == (
        "Date of the imaging assessed here: more than 42 days before the assessment"
    )


def test_every_word_can_be_translated() -> None:
    words = in_words(FEMUR & ~LOW, say=marked)
    for word in ("<Which bone?>", "<Femur>", "<and>", "<not>", "<Platelets>", "<below 50>"):
        assert word in words
    assert "<Femur> <or> <Tibia>" in in_words(BONE.is_("femur", "tibia"), say=marked)
    assert in_words(known(HURTS), say=marked).startswith("<known: <")
    assert "<yes>" in in_words(known(HURTS), say=marked)


def test_a_tree() -> None:
    assert clause(~(FEMUR & LOW)) == Clause(
        "not all of", (Clause("Which bone: Femur"), Clause("Platelets below 50"))
    )
    assert clause(FEMUR | LOW).text == "at least one of"
    assert clause(~known(FEMUR | LOW)).text == "not known: at least one of"
    assert clause(Meanwhile(FEMUR & LOW, Always())).text == "all of (or open)"
    assert clause(known(SOLITARY)) == Clause("known: solitary", about=("findings", "solitary"))
    assert clause(~known(PAIN_GRADE.is_("severe"))).text == "not known: pain: severe"
    assert clause(Always()) == Clause("always")


def test_it_points_to_what_says_more() -> None:
    assert clause(SOLITARY).about == ("findings", "solitary")
    assert clause(P4.is_("met")).about == ("criteria", "P4")
    assert clause(T10.is_("met")).about == ("criteria", "T10")
    assert clause(PAIN_GRADE.is_("severe")).about == ("findings", "pain")
    assert clause(SPINE).about is None
    assert clause(LOW).about is None
    assert clause(Between(SINS, 7, 12)).about is None
    assert clause(BONE_METASTASES.at_least(2)).about == ("findings", "bone-metastases-in-all")
    assert slug("Mirels & axial extent") == "mirels-axial-extent"
    assert slug("Harrington's criteria say") == "harrington-s-criteria-say"


def test_the_cases_of_a_finding_are_written_out() -> None:
    load = Cases("load", ("much", Named("thin femur", FEMUR & LOW)), otherwise="little")
    assert cases_in_words(load) == (
        "much if thin femur [Which bone: Femur and Platelets below 50]; else little"
    )
    assert cases_in_words(load, whole=False) == "much if thin femur; else little"


def test_a_condition_of_its_own_kind_is_told_by_what_it_says_of_itself() -> None:
    class OfGradeX(Condition):
        """The tumour is of grade X."""

    assert in_words(OfGradeX()) == "The tumour is of grade X"
    grade = Question("imaging", "grade", "choice", "Is it grade X?", choices=(Choice("a", "A"),))
    assert in_words(grade.is_("a")) == "Is it grade X: A"


def test_what_is_said_around_a_tree_stays_around_it() -> None:
    assert clause(Meanwhile(~(FEMUR & LOW), Always())).text == "not all of (or open)"
    assert clause(Meanwhile(known(FEMUR & LOW), Always())).text == "known: all of (or open)"
