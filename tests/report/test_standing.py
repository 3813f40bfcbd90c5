"""Standing in words, part by part, and how firmly advice is said that rests on it."""

from assessments.clinical.rules.indications import I7
from assessments.clinical.rules.stops import D2
from assessments.clinical.safety.operation import S7
from assessments.report.lesion import Citations, lesion_report
from assessments.report.standing import standing_of
from tests.clinical.bases import FEMUR, SPINE, judge


def test_it_is_printed_part_by_part() -> None:
    assert standing_of(D2) == "guideline; cohort studies; how soon: expert opinion"
    assert standing_of(I7) == (
        "expert consensus, published; what it advises: expert opinion; how soon: expert opinion"
    )
    assert standing_of(S7) == "guideline"


def test_advice_is_as_firm_as_what_it_advises_rests_on() -> None:
    unstable = judge(
        SPINE, alignment="subluxation", collapse="over_half", lesion_type="lytic", mechanical=True,
        posterolateral="bilateral", bone_retropulsion=False,
    )  # fmt: skip
    assert unstable.indications[0] is I7
    report = lesion_report(unstable, 1, "Spine", Citations())
    assert report.strength_text == "Discuss"
    assert "expert opinion (unvalidated)" in report.rests_on
    broken = judge(FEMUR, fracture="displaced", open_or_vascular_injury=False)
    assert lesion_report(broken, 1, "Femur", Citations()).strength_text == "Recommend"
