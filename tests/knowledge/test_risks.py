"""No table that gives, weighs or words advice holds a risk, however deep one looks."""

from assessments.clinical.options import OPERATIONS, REASONS, SMALL_MEANS, WITHOUT_SURGERY
from assessments.clinical.risks import Risk
from assessments.clinical.risks.published import Unasked
from assessments.clinical.rules.contradictions import CONTRADICTIONS
from assessments.clinical.rules.criteria import CRITERIA
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.limits import LIMITS
from assessments.clinical.rules.stops import STOPS
from assessments.clinical.safety import SAFETY
from assessments.clinical.scores import GRADINGS, SCORES
from assessments.clinical.sections import BY_PATH
from assessments.knowledge.catalogue.parts import walk


def test_nothing_that_advises_reads_a_risk() -> None:
    advising = (
        INDICATIONS, LIMITS, STOPS, CRITERIA, CONTRADICTIONS, SAFETY, OPERATIONS, SMALL_MEANS,
        WITHOUT_SURGERY, REASONS, SCORES, GRADINGS, tuple(BY_PATH.values()),
    )  # fmt: skip
    seen = [part for table in advising for part in walk(table)]
    assert len(seen) > 1000
    assert [part for part in seen if isinstance(part, (Risk, Unasked))] == []
