"""Where a procedure is asked for (board, signing, follow-up), those of this bone are offered."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.sections.imaging import BONE
from assessments.forms.follow_up import FollowUpForm
from assessments.forms.records import BoardForm
from assessments.forms.signing import ResponseForm
from assessments.models import FollowUp, Lesion
from assessments.record.outcomes import outcome_of
from tests.people import TODAY

OF_THE_SPINE = {
    "decompression_and_fixation", "percutaneous_fixation", "en_bloc_spondylectomy",
    "occipitocervical_fixation", "lumbopelvic_fixation",
}  # fmt: skip
ELSEWHERE = {
    "long_nail", "cephalomedullary_nail", "plate_and_cement", "hemiarthroplasty", "endoprosthesis",
    "intercalary_prosthesis", "external_fixation", "amputation", "acetabular_reconstruction",
    "curettage_and_cement", "wide_resection", "percutaneous_screws_and_cement",
}  # fmt: skip


def offered(field: Any) -> set[str]:
    return {key for key, _title in field.choices}


def follow_up(bone: str, replaces: FollowUp | None = None) -> set[str]:
    form = FollowUpForm(today=TODAY, outcome=outcome_of([]), bone=bone, replaces=replaces)
    return offered(form.fields["operation"])


def signing(bone: str) -> set[str]:
    advice = SimpleNamespace(decision="non_operative", urgency="none", facts=Facts({"bone": bone}))
    shown: Any = SimpleNamespace(number=1, name="the lesion", options=())
    return offered(ResponseForm(Lesion(uuid=uuid4()), advice, shown).fields["procedure"])


@pytest.mark.parametrize("bone", [choice.value for choice in BONE.choices])
def test_only_procedures_of_this_bone(bone: str) -> None:
    board = offered(BoardForm(Lesion(uuid=uuid4()), "the lesion", bone).fields["procedure"])
    never = ELSEWHERE if bone == "spine" else OF_THE_SPINE
    for found in (board, signing(bone), follow_up(bone)):
        assert not found & never
        assert {"cementoplasty", "other"} <= found
        assert ("decompression_and_fixation" in found) == (bone == "spine")
        assert ("hemiarthroplasty" in found) == (bone == "femur")


def test_a_corrected_follow_up_keeps_the_operation_that_was_told() -> None:
    """The bone was another one when it was told; the rest that is offered is of the bone as it is now."""
    told = FollowUp(on=TODAY, operation="decompression_and_fixation")
    assert follow_up("femur", told) & OF_THE_SPINE == {"decompression_and_fixation"}
    assert not follow_up("femur", FollowUp(on=TODAY, operation="long_nail")) & OF_THE_SPINE
