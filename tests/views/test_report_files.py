"""The report as PDF and as plain text."""

import io
import shutil
import subprocess
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.actions import signing
from assessments.models import AccessEntry
from tests.people import World, fill, save, sign, skip


def pdf_text(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not on this computer")
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def url(world: World, name: str) -> str:
    return reverse(f"assessments:report_{name}", args=[world.assessment.uuid])


def test_the_pdf_is_one_and_names_no_patient_in_its_name(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    skip(world.assessment, world.alice)
    response = alices.get(url(world, "pdf"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert "N-001" not in response.headers["Content-Disposition"].upper()
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert len(pdf.pages) >= 3


def test_the_text_is_plain(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    skip(world.assessment, world.alice)
    response = alices.get(url(world, "text"))
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    assert text.startswith("Bone metastasis: does it need surgery? (draft)\nN-001")
    assert "Left femur, subtrochanteric: " in text


@pytest.mark.parametrize("name", ["pdf", "text"])
def test_the_plan_comes_first_for_who_writes(alices: Client, world: World, name: str) -> None:
    response = alices.get(url(world, name))
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("assessments:plan", args=[world.assessment.uuid])


@pytest.mark.parametrize("name", ["pdf", "text"])
def test_answers_that_contradict_each_other_are_named(alices: Client, world: World, name: str) -> None:
    counts = {"vertebral_metastases": 0, "other_bone_metastases": 0}
    save(world.assessment, "history", counts, None, world.alice)
    skip(world.assessment, world.alice)
    assert "The answers contradict each other" in alices.get(url(world, name)).content.decode()


def test_what_was_signed_comes_from_what_was_sealed(
    alices: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)

    def never(*_args: object) -> None:
        raise AssertionError("a signed report is never worked out again")

    monkeypatch.setattr("assessments.answers.document.evaluate", never)
    first = alices.get(url(world, "pdf")).content
    assert first == alices.get(url(world, "pdf")).content
    text = alices.get(url(world, "text")).content.decode()
    assert "(draft)" not in text
    assert "Signed by alice" in text
    with translation.override("zh-hans"):
        chinese = alices.get(url(world, "text"), headers={"accept-language": "zh-hans"}).content.decode()
    assert chinese == text


def test_reading_it_is_written_down(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    skip(world.assessment, world.alice)
    alices.get(url(world, "pdf"))
    alices.get(url(world, "text"))
    assert set(AccessEntry.objects.values_list("what", flat=True)) >= {"report as PDF", "report as text"}


def test_a_report_that_was_replaced_says_so_first(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    text = alices.get(url(world, "text")).content.decode()
    assert text.startswith("Bone metastasis")
    assert "Decided by alice" in pdf_text(alices.get(url(world, "pdf")).content)
    amendment = signing.amend(assessment=world.assessment, reason="staging", by=world.alice)
    sign(amendment, world.alice)
    text = alices.get(url(world, "text")).content.decode()
    assert text.startswith("This report was replaced by an amendment.\nBone metastasis")
    assert pdf_text(alices.get(url(world, "pdf")).content).startswith("This report was replaced")
    page = alices.get(reverse("assessments:report", args=[world.assessment.uuid])).content.decode()
    assert '<div class="print-only since"><p>This report was replaced by an amendment.</p></div>' in page


INTENTS = ("operate", "non_operative", "diagnose_first", "undecided")
REASONS = ("patient", "risk", "outlook", "findings", "means", "board", "disagree")
TYPED = "Wish \uf0b7 \U0001f600 สวัสดี <b>#read()"


KINDS: list[dict[str, Any]] = [
    {"agrees": True, "intent": "operate", "how_soon": "expedited", "text": ""},
    {"agrees": True, "intent": "non_operative", "how_soon": "none", "text": TYPED},
    *(
        {"agrees": False, "intent": intent, "how_soon": "none", "reason": reason, "text": TYPED}
        for intent, reason in zip((*INTENTS, *INTENTS), REASONS, strict=False)
    ),
]


# Each answer is printed in one of the languages here, and in the other in `make prove`.
@pytest.mark.parametrize(
    ("language", "kinds"),
    [
        ("en", KINDS[::2]),
        ("zh-hans", KINDS[1::2]),
        pytest.param("en", KINDS[1::2], marks=pytest.mark.prove),
        pytest.param("zh-hans", KINDS[::2], marks=pytest.mark.prove),
    ],
)
def test_every_answer_to_the_advice_opens_and_prints(
    alices: Client, world: World, language: str, kinds: list[dict[str, Any]]
) -> None:
    """Whatever was said at signing, page, PDF, text and time line open, in either language."""
    fill(world.assessment, world.alice)
    assert len(KINDS) == 9
    for one in kinds:
        with translation.override(language):
            sign(world.assessment, world.alice, **one)
        for name in ("report", "report_pdf", "report_text", "today", "history"):
            address = reverse(f"assessments:{name}", args=[world.assessment.uuid])
            answered = alices.get(address, headers={"accept-language": language})
            assert answered.status_code == 200, (name, one)
        assert alices.get(reverse("assessments:patient", args=[world.patient.uuid])).status_code == 200
        world.assessment = signing.amend(assessment=world.assessment, reason="next", by=world.alice)


def test_the_reason_of_an_override_stands_in_the_pdf(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    sign(
        world.assessment, world.alice, agrees=False, intent="non_operative", how_soon="none", reason="patient"
    )
    assert "Different plan: Patient's preference" in " ".join(
        pdf_text(alices.get(url(world, "pdf")).content).replace("’", "'").split()
    )
