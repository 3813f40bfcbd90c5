"""The cases, from which a trainee decides first and then sees what the board decided.

Each is a case file beside this one, evaluated as any other, and no row of a patient. The board's decisions
are written by us, in line with the policy's advice; where boards may reasonably differ it says so.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from assessments.clinical import advice
from assessments.clinical.evaluation.evaluate import evaluate

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from assessments.clinical.evaluation.evaluate import Evaluation

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class BoardDecision:
    """What the board decided: course, how soon, aim and procedure by their keys; the last two may be none."""

    course: str
    how_soon: str
    because: _StrPromise
    differs: _StrPromise
    aim: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class TeachingCase:
    """A closed case: its file's name, what is told of it, and the board's decision."""

    key: str
    title: _StrPromise
    told: _StrPromise
    board: BoardDecision

    @property
    def document(self) -> dict[str, Any]:
        """Read the answers, as a case file has them."""
        return _document(self.key)

    @property
    def bone(self) -> str:
        """Give the key of the bone."""
        [lesion] = self.document["lesions"]
        return str(lesion["imaging"]["bone"])

    def evaluated(self) -> Evaluation:
        """Work out the program's own advice, by the knowledge in force."""
        return _evaluated(self.key)


@cache
def _document(key: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{key}.toml").read_text(encoding="utf-8"))


@cache
def _evaluated(key: str) -> Evaluation:
    return evaluate(_document(key))


CASES = (
    TeachingCase(
        key="femur-shaft",
        title=_("A lytic femoral shaft that hurts on loading"),
        told=_(
            "Breast cancer, hormone-dependent, under control; three other bone metastases, none visceral. A "
            "lytic lesion of the femoral shaft hurts at every step. She walks, is fit, and wants to go on "
            "walking."
        ),
        board=BoardDecision(
            course="operate",
            how_soon=advice.EXPEDITED,
            aim=advice.PROPHYLACTIC_FIXATION,
            procedure="long_nail",
            because=_(
                "Two findings agree: 38 mm of the cortex along the axis, and a Mirels score of 10 with pain "
                "on loading. A prophylactic nail of the whole bone is the smaller operation; no "
                "weight-bearing until then, and radiotherapy after the wound has healed."
            ),
            differs=_(
                "Radiotherapy alone is defended where the pain is not mechanical or the axial extent is "
                "below 30 mm. Neither holds here."
            ),
        ),
    ),
    TeachingCase(
        key="femur-unproven",
        title=_("A broken femur, and no cancer known"),
        told=_(
            "A man breaks his femur on standing up, through a lytic lesion of the shaft. He has had no "
            "cancer. Staging is complete: one other lesion in bone, no primary. Nothing has been biopsied. "
            "The theatre has a nail on the shelf."
        ),
        board=BoardDecision(
            course="refer",
            how_soon=advice.URGENT,
            because=_(
                "This may be a primary bone tumour: a nail would carry it through the whole femur, and a "
                "biopsy in the wrong line may cost the limb. Traction and a nerve block now, to the bone "
                "tumour centre within 72 hours; the biopsy is theirs."
            ),
            differs=_(
                "Once a metastasis is proven the fracture is fixed or replaced without further delay. Some "
                "hospitals biopsy themselves in agreement with the centre; none should nail first."
            ),
        ),
    ),
    TeachingCase(
        key="spine-cord",
        title=_("Weak legs, and a kidney metastasis at T9"),
        told=_(
            "Kidney cancer with lung metastases that cannot be removed. For three days his legs have been "
            "weak; he still walks with an aid. MRI: T9, the cord compressed with no fluid around it. Both "
            "posterolateral elements are involved, the pain is mechanical. The oncologist expects 6 to 12 "
            "months."
        ),
        board=BoardDecision(
            course="operate",
            how_soon=advice.URGENT,
            aim=advice.DECOMPRESSION_AND_STABILISATION,
            procedure="decompression_and_fixation",
            because=_(
                "A cord is failing for a tumour that conventional radiotherapy will not shrink in time, "
                "in a spine that hurts on loading. Separation surgery while he walks, embolisation before "
                "it, stereotactic radiotherapy after it. Dexamethasone now."
            ),
            differs=_(
                "Boards without stereotactic radiotherapy or embolisation operate as well and refer for "
                "both. With a life expectancy of weeks, or paralysis for over 48 hours, most would not "
                "operate."
            ),
        ),
    ),
    TeachingCase(
        key="spine-sensitive",
        title=_("Weak legs, and a lymphoma at T6"),
        told=_(
            "Proven lymphoma, no chemotherapy so far. For some days his legs have been weak; he walks with "
            "an aid. MRI: T6, the cord compressed with no fluid around it. The pain is mild and not "
            "mechanical, the alignment normal, no vertebra has collapsed. He is fit."
        ),
        board=BoardDecision(
            course="radiotherapy",
            how_soon=advice.EMERGENCY,
            because=_(
                "The compression is as high-grade as in a kidney metastasis, yet the tumour melts: "
                "radiotherapy or systemic treatment within 24 hours, with dexamethasone since the lymphoma "
                "is proven. The spine is stable, so nothing needs holding."
            ),
            differs=_(
                "A spine that slips or collapses is stabilised even so, and legs that get worse under "
                "treatment are decompressed. In myeloma, fewer got worse after surgery in one cohort."
            ),
        ),
    ),
    TeachingCase(
        key="femur-borderline",
        title=_("A subtrochanteric lesion that hardly hurts"),
        told=_(
            "Breast cancer under control, three other bone metastases. A lytic lesion below the lesser "
            "trochanter takes under a third of the cortex; 15 mm along the axis. The pain is mild and not "
            "mechanical. She is fit and would accept an operation."
        ),
        board=BoardDecision(
            course="watch",
            how_soon=advice.PLANNED,
            because=_(
                "A Mirels score of 8, 3 points of it for the place and 3 for lysis: the score is at "
                "its weakest here. Radiotherapy now, then images again, and a cephalomedullary nail as soon "
                "as the pain turns mechanical or the lesion reaches 30 mm along the axis."
            ),
            differs=_(
                "To nail it now, planned, is as defensible: she has over a year to live, the place bears "
                "the highest load, and a nail before the fracture is the smaller operation. The program "
                "says “consider” for that reason."
            ),
        ),
    ),
)
BY_KEY = {case.key: case for case in CASES}
