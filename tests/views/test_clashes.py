"""Contradictory and thin input: named on the overview, the review and the report; both answers kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import World, fill, save, skip, squeezed

SPINE = {
    "bone": "spine",
    "level": "T8",
    "lesion_type": "lytic",
    "alignment": "normal",
    "collapse": "none",
    "posterolateral": "none",
    "cord_compression": "1a",
    "histology": "metastasis_confirmed",
}
PAGES = ("hub", "review", "report")
PROVISIONAL = "Answers contradict each other"

CLASHES = [
    (
        {"deficit": "cord", "frankel": "E"},
        "Frankel E says normal, but a deficit of the cord or cauda equina is entered.",
        ("Frankel grade", "Spinal cord"),
    ),
    (
        {"deficit": "cord", "frankel": "B", "walking": "unaided"},
        "Walking unaided does not go with Frankel A, B or C.",
        ("Walking", "Unaided"),
    ),
    (
        {"deficit": "none", "frankel": "D"},
        "The Frankel grade says impaired, but no deficit is entered.",
        ("Neurological deficit", "None"),
    ),
]


def texts(client: Client, world: World) -> dict[str, str]:
    skip(world.assessment, world.alice)
    found = {}
    for name in PAGES:
        response = client.get(reverse(f"assessments:{name}", args=[world.assessment.uuid]))
        assert response.status_code == 200, name
        found[name] = squeezed(response.content.decode())
    return found


def write(world: World, **sections: dict[str, Any]) -> None:
    for key, answers in sections.items():
        lesion = None if key in ("patient", "history") else world.lesion
        save(world.assessment, key, answers, lesion, world.alice)


@pytest.mark.parametrize(("neuro", "sentence", "words"), CLASHES, ids=lambda value: str(value)[:24])
def test_contradictory_answers_are_named_everywhere_and_both_kept(
    alices: Client, world: World, neuro: dict[str, Any], sentence: str, words: tuple[str, ...]
) -> None:
    write(world, imaging=SPINE, pain={"worst_pain": 4, "mechanical": False}, neuro=neuro)
    pages = texts(alices, world)
    for name, text in pages.items():
        assert sentence in text, name
        assert all(word in text for word in words), name
    assert PROVISIONAL in pages["report"]
    assert "Final for the answers" not in pages["report"]
    assert world.assessment.latest().answers["lesions"][0]["neuro"] == neuro
    link = reverse("assessments:lesion_section", args=[world.assessment.uuid, world.lesion.uuid, "neuro"])
    assert f"{link}#question_frankel" in pages["hub"]


def test_a_count_that_leaves_out_the_lesion_is_named(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    history = world.assessment.latest().answers["case"]["history"]
    write(world, history={**history, "vertebral_metastases": 2, "other_bone_metastases": 0})
    for name, text in texts(alices, world).items():
        assert "The number of metastases leaves out the lesion itself." in text, name
        assert "Bone metastases outside the spine" in text, name


def test_no_metastasis_beside_a_lesion_leaves_no_advice_and_says_where(alices: Client, world: World) -> None:
    write(world, history={"vertebral_metastases": 0, "other_bone_metastases": 0}, imaging={"bone": "femur"})
    pages = texts(alices, world)
    for name in ("hub", "review"):
        assert "at least 1 bone metastasis in all, because a lesion is entered" in pages[name]
        assert "#question_other_bone_metastases" in pages[name]
    assert "There is no advice until this is put right" in pages["report"]


def test_a_reader_is_told_without_links(world: World, client: Client) -> None:
    write(world, imaging=SPINE, neuro=CLASHES[0][0])
    client.force_login(world.rita)
    text = client.get(reverse("assessments:review", args=[world.assessment.uuid])).content.decode()
    assert CLASHES[0][1] in text
    assert "#question_frankel" not in text


def test_what_fits_is_not_named(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    for text in texts(alices, world).values():
        assert "contradict" not in text


def test_bone_and_pain_alone_get_the_most_that_can_be_said(alices: Client, world: World) -> None:
    write(world, imaging={"bone": "femur"}, pain={"worst_pain": 8, "mechanical": True})
    text = texts(alices, world)["report"]
    assert "Unanswered questions could change it" in text
    assert '<p class="patient-line">Femur: Mirels 7–12, pain 8/10</p>' in text
    assert "<strong>Why:</strong> Too little is known to decide." in text
    missing = text.split("<h3>What is missing</h3>")[1]
    assert missing.lstrip().startswith('<ol class="missing"><li>Pathological fracture</li><li>Histology</li>')
    assert "Full-length radiographs" in text
    mirels = text.split('/knowledge/scores/mirels/">Mirels</a>')[1].split("</section>")[0]
    assert '<span class="score-total">7–12</span>' in mirels
    assert "<strong>low to high possible</strong> · 1 of 4 known" in mirels
    assert "Katagiri" not in text.split('id="scores-1"')[0]
