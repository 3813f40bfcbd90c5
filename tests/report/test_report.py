"""The report says the advice, why, what argues against it and what is open, in this order and in words."""

from assessments.report.tree import CriterionLine

from .documents import CORD, HALF_OPEN, lesion_of, report_of


def criteria(lines: tuple[CriterionLine, ...]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {line.key: (line.verdict_text, line.answers) for line in lines}


def test_the_advice_comes_first_with_its_urgency_strength_and_purpose() -> None:
    lesion = lesion_of(CORD)
    assert lesion.name == "Spine, T8"
    assert lesion.headline == "Operate, urgent, within 72 hours: decompression and stabilisation."
    assert (lesion.decision, lesion.urgency) == ("operate", "urgent")
    assert lesion.strength_text == "Recommend"
    assert "randomised trial" in lesion.rests_on
    assert lesion.purpose == "The purpose is function, relief of pain and nursing, not cure."
    assert lesion.clock is not None
    assert lesion.clock.sentence.startswith("When assessed, the deficit had lasted 96 hours")
    assert lesion.settled


def test_the_reasons_are_few_and_say_the_answers_they_rest_on() -> None:
    reasons = {line.key: line for line in lesion_of(CORD).reasons}
    assert 3 <= len(reasons) <= 5
    assert reasons["I3"].facts == (
        "Primary tumour: Kidney",
        "Epidural cord compression (ESCC grade): 3 (Cord compressed, no CSF visible around the cord)",
    )
    assert reasons["I8"].facts == (
        "SINS 11 (possibly unstable)",
        "Worst pain in the last 24 hours: 7",
        "Is the pain mechanical: Yes",
    )
    assert reasons["I8"].standing == (
        "cohort studies; expert opinion (unvalidated); what it advises: expert opinion; how soon: "
        "expert opinion"
    )


def test_principles_that_are_not_met_argue_against_an_operation() -> None:
    lesion = lesion_of(CORD)
    assert lesion.against_title == "What argues against it, and limits that applied"
    assert [line.key for line in lesion.against] == ["P4", "P5"]
    assert lesion.against[1].sentence == "Principle not met: isolated bone metastasis."


def test_without_an_operation_the_limit_is_the_reason_and_the_indications_argue_against_it() -> None:
    lesion = lesion_of(CORD, fit_for_anaesthesia="unfit")
    assert lesion.decision == "non_operative"
    assert [line.key for line in lesion.reasons] == ["L1"]
    assert lesion.reasons[0].facts == ("Fit for anaesthesia and surgery: Unfit",)
    assert lesion.against_title == "Arguments for surgery"
    assert "I2" in [line.key for line in lesion.against]


def test_open_answers_that_could_change_the_advice_are_apart_from_those_that_cannot() -> None:
    lesion = lesion_of(HALF_OPEN)
    assert not lesion.settled
    assert lesion.headline.startswith("Preliminary: ")
    assert "Cortical involvement (fraction of diameter)" in lesion.missing
    assert "Worst pain in the last 24 hours" in lesion.missing
    assert lesion.harmless
    assert not set(lesion.missing) & set(lesion.harmless)


def test_what_would_change_the_advice_is_gathered_by_what_would_come_of_it() -> None:
    changes = {change.outcome: change for change in lesion_of(CORD).changes}
    none = changes["No operation instead of operate"]
    assert none.decision == "non_operative"
    assert none.answers[0] == "if fitness for anaesthesia and surgery were: unfit"
    assert "if your own estimate of survival were under 6 weeks" in none.answers
    assert "if bladder and bowel were: sphincter dysfunction" in changes["Emergency, within 24 hours"].answers
    assert next(iter(changes)).startswith("No operation")


def test_a_change_that_would_contradict_the_other_answers_is_not_offered() -> None:
    """No deficit beside Frankel D cannot be, so what would then be advised is no help to anybody."""
    told = [answer for change in lesion_of(CORD).changes for answer in change.answers]
    assert "if the neurological deficit were: none" not in told
    assert "if bladder and bowel were: sphincter dysfunction" in told


def test_another_bone_or_another_cancer_is_not_offered_as_a_change() -> None:
    told = [answer for change in lesion_of(CORD).changes for answer in change.answers]
    assert not [
        answer for answer in told if "which bone" in answer.lower() or "primary tumour were" in answer.lower()
    ]


def test_all_sixteen_criteria_are_shown_with_what_decided_them() -> None:
    lesion = lesion_of(CORD)
    principles, timings = criteria(lesion.principles), criteria(lesion.timings)
    assert list(principles) == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert list(timings) == ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10"]
    assert principles["P1"] == ("met", ("Expected survival, your own estimate: 6 to 12 months",))
    assert principles["P5"] == (
        "not met",
        ("Vertebrae with metastases: 1", "Bone metastases outside the spine: 1"),
    )
    assert timings["T4"] == (
        "does not apply",
        ("Non-operative (conservative) treatment of this lesion so far: No",),
    )
    assert timings["T8"] == ("met", ("Neurological deficit: Spinal cord",))


def test_a_criterion_that_is_not_known_says_what_is_open() -> None:
    verdict, answers = criteria(lesion_of(HALF_OPEN).principles)["P6"]
    assert verdict == "not known"
    assert "Open: Worst pain in the last 24 hours" in answers


def test_a_score_is_shown_as_a_range_while_items_are_open() -> None:
    mirels = lesion_of(HALF_OPEN).scores[0]
    assert (mirels.title, mirels.total, mirels.known) == ("Mirels", "8–12", "2 of 4 known")
    assert mirels.band == "borderline to high possible"
    assert [(item.label, item.points) for item in mirels.items] == [
        ("Site", "3"),
        ("Pain", "1–3"),
        ("Type of lesion", "3"),
        ("Size", "1–3"),
    ]


def test_the_gauge_lies_where_the_totals_lie() -> None:
    mirels = lesion_of(HALF_OPEN).scores[0]
    # 4 to 12 points are nine steps on a drawing 320 wide; 8 to 12 are the last five of them.
    assert (mirels.x, mirels.width) == (142.2, 177.8)
    assert [(band.range, band.x, band.width) for band in mirels.bands] == [
        ("4–7", 0.0, 142.2),
        ("8", 142.2, 35.6),
        ("9–12", 177.8, 142.2),
    ]


def test_sources_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    report = report_of(CORD)
    assert [source.number for source in report.sources] == list(range(1, len(report.sources) + 1))
    first = min(number for line in report.lesions[0].reasons[:1] for number in line.sources)
    cited = report.lesions[0].options[0].sources[0] if report.lesions[0].options else first
    assert 1 in (first, cited)
    cited_anywhere = {number for line in report.lesions[0].rules for number in line.sources}
    assert cited_anywhere <= {source.number for source in report.sources}


def test_survival_is_never_shown_without_whose_it_is() -> None:
    cohorts = lesion_of(CORD).survival
    assert cohorts
    assert all(cohort.cohort and cohort.years and cohort.kind and cohort.sources for cohort in cohorts)
    own = [cohort.title for cohort in cohorts if cohort.this_patients_group]
    assert "Revised Tokuhashi 9-11" in own
    assert cohorts[-1].title == "Spinal metastases, Netherlands"
    assert cohorts[-1].figures == "76.4 % at 3 months, 62.2 % at 6 months, 50.3 % at 12 months"


def test_it_is_a_draft_until_it_is_signed() -> None:
    assert report_of(CORD).final is False


def test_how_soon_is_said_of_what_would_then_be_advised_not_of_what_is_now() -> None:
    ends = ("no operation", "consider operating", "operate", "diagnosis before treatment", "undecided")
    told = [change.outcome for change in lesion_of(CORD).changes if "instead of" in change.outcome]
    assert told
    assert all(outcome.endswith(ends) for outcome in told)
