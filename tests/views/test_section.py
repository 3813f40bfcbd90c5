"""Every section: shown, answered, refused with everything typed kept, and questions that come and go."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.clinical.sections import CASE_SECTIONS, LESION_SECTIONS, SECTIONS
from assessments.models import Assessment, Revision
from tests.people import CASE, FEMUR, World, fill, save, squeezed


def address(world: World, key: str) -> str:
    if key in ("patient", "history"):
        return reverse("assessments:section", args=[world.assessment.uuid, key])
    return reverse("assessments:lesion_section", args=[world.assessment.uuid, world.lesion.uuid, key])


def posted(answers: dict[str, Any], base: int | str = 1, **more: str) -> dict[str, str]:
    """Write answers as the browser sends them."""
    words = {True: "yes", False: "no", None: "not_known"}
    data = {
        key: words.get(a, str(a)) if isinstance(a, bool) or a is None else str(a)
        for key, a in answers.items()
    }
    return {"action": "save", "base_revision": str(base), **data, **more}


def stored(world: World, key: str) -> dict[str, Any]:
    document = Assessment.objects.get(pk=world.assessment.pk).latest().answers
    part = document["case"] if key in ("patient", "history") else document["lesions"][0]
    return dict(part[key])


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_section_shows_every_one_of_its_questions_and_marks_no_answer(
    alices: Client, world: World, section: Any
) -> None:
    response = alices.get(address(world, section.key))
    assert response.status_code == 200
    page = squeezed(response.content.decode())
    for question in section:
        assert f'data-question="{question.key}"' in page
        assert "not_known" in page or f"{question.key}-unknown" in page
    assert " checked" not in page


@pytest.mark.parametrize("key", [*CASE, *FEMUR])
def test_answers_are_stored_as_given(alices: Client, world: World, key: str) -> None:
    fill(world.assessment, world.alice)
    answers = (CASE | FEMUR)[key]
    response = alices.post(address(world, key), posted(answers, base=7))
    assert response.status_code == 302
    assert stored(world, key) == answers


def test_not_known_is_an_answer(alices: Client, world: World) -> None:
    data = posted({"worst_pain": None, "mechanical": None})
    assert alices.post(address(world, "pain"), data).status_code == 302
    assert stored(world, "pain") == {"worst_pain": None, "mechanical": None}
    data = posted({"vertebral_metastases": ""}, base=2, **{"vertebral_metastases-unknown": "on"})
    assert alices.post(address(world, "history"), data).status_code == 302
    assert stored(world, "history") == {"vertebral_metastases": None}


def test_a_question_left_open_is_not_stored(alices: Client, world: World) -> None:
    alices.post(address(world, "pain"), posted({"worst_pain": 7}))
    assert stored(world, "pain") == {"worst_pain": 7}
    alices.post(address(world, "pain"), posted({}, base=2))
    assert stored(world, "pain") == {}


def test_saving_goes_on_to_the_next_section_and_at_last_to_the_review(alices: Client, world: World) -> None:
    ways = [(section.key, None) for section in CASE_SECTIONS] + [
        (s.key, world.lesion) for s in LESION_SECTIONS
    ]
    for number, (key, _lesion) in enumerate(ways):
        response = alices.post(address(world, key), posted({}, base=number + 1))
        target = address(world, ways[number + 1][0]) if number + 1 < len(ways) else "review/"
        assert response.status_code == 302
        assert response.headers["Location"].endswith(target)


def test_saving_can_go_to_the_overview(alices: Client, world: World) -> None:
    response = alices.post(address(world, "pain"), posted({"worst_pain": 7}) | {"action": "overview"})
    assert response.headers["Location"] == reverse("assessments:hub", args=[world.assessment.uuid])


def test_a_number_keeps_what_was_typed_beside_it(alices: Client, world: World) -> None:
    data = posted({"albumin": "3,5"}, **{"albumin-unit": "g/dL"})
    assert alices.post(address(world, "history"), data).status_code == 302
    assert stored(world, "history") == {"albumin": 35.0}
    revision = Revision.objects.get(number=2)
    assert revision.typed == {"history": {"albumin": {"value": "3,5", "unit": "g/dL"}}}
    page = squeezed(alices.get(address(world, "history")).content.decode())
    assert 'value="3,5"' in page
    assert '<option value="g/dL" selected>g/dL</option>' in page


BAD = [
    ("history", {"albumin": "plenty"}, "albumin", "Enter a number, such as 12 or 3.5."),
    ("history", {"ldh": "12.5"}, "ldh", "Enter a whole number, without decimals."),
    ("history", {"albumin": "900"}, "albumin", "Enter a number from 10 to 60 g/L."),
    (
        "history",
        {"interval_months": "7", "cancer_history": "guessed"},
        "cancer_history_0",
        "Choose one of the answers",
    ),
    ("history", {"asa": "9"}, "asa_0", "Choose one of the answers shown."),
    ("history", {"albumin": "35", "albumin-unknown": "on"}, "albumin", "not both"),
    (
        "history",
        {"vertebral_metastases": "0", "other_bone_metastases": "0"},
        "other_bone_metastases",
        "at least one",
    ),
    ("patient", {"assessed_on": "1.1.2030"}, "assessed_on", "The date is in the future."),
    ("patient", {"assessed_on": "31.2.2026"}, "assessed_on", "There is no such date"),
    ("patient", {"sex": "<script>alert(1)</script>"}, "sex_0", "Choose one of the answers shown."),
    ("imaging", {"imaged_on": "26.11.2026"}, "imaged_on", "The date is in the future."),
    ("imaging", {"bone": "x" * 1000}, "bone_0", "longer than any answer"),
]


@pytest.mark.parametrize(("key", "data", "control", "message"), BAD)
def test_a_bad_answer_comes_back_with_everything_typed(
    alices: Client, world: World, key: str, data: dict[str, str], control: str, message: str
) -> None:
    other = {"karnofsky": "70"} if key == "history" else {}
    response = alices.post(address(world, key), {"base_revision": "1", "action": "save", **data, **other})
    page = squeezed(response.content.decode())
    assert response.status_code == 422
    assert "<title>Error:" in page
    assert f'<a href="#id_{control}">' in page
    assert page.count(message) == 2, "once in the summary, once at the field"
    assert Revision.objects.count() == 1
    if other:
        assert 'value="70" id="id_karnofsky_6" checked' in page
    for value in data.values():
        if value.isalnum() and len(value) < 40 and value not in ("guessed", "on", "9"):
            assert f'value="{value}"' in page


def test_typed_text_is_escaped(alices: Client, world: World) -> None:
    response = alices.post(address(world, "history"), posted({"albumin": '"><script>x</script>'}))
    assert response.status_code == 422
    assert "<script>x" not in squeezed(response.content.decode())


def test_a_rare_value_is_asked_about_once(alices: Client, world: World) -> None:
    response = alices.post(address(world, "patient"), posted({"age": 12}))
    page = squeezed(response.content.decode())
    assert response.status_code == 422
    assert "Is this right? 12 years is rarely met." in page
    assert 'name="age-sure"' in page
    assert (
        alices.post(address(world, "patient"), posted({"age": 12}, **{"age-sure": "on"})).status_code == 302
    )
    assert stored(world, "patient") == {"age": 12}
    again = posted({"age": 12, "sex": "female"}, base=2)
    assert alices.post(address(world, "patient"), again).status_code == 302


def test_a_date_after_the_assessment_is_refused_from_both_sides(alices: Client, world: World) -> None:
    save(world.assessment, "patient", {"assessed_on": "2026-11-10"}, None, world.alice)
    response = alices.post(address(world, "imaging"), posted({"imaged_on": "2026-11-12"}, base=2))
    assert response.status_code == 422
    assert "dated 10 November 2026" in squeezed(response.content.decode())
    assert alices.post(address(world, "imaging"), posted({"imaged_on": "11.2026"}, base=2)).status_code == 302
    response = alices.post(address(world, "patient"), posted({"assessed_on": "2026-10-31"}, base=3))
    assert response.status_code == 422
    assert "A finding is dated November 2026" in squeezed(response.content.decode())


def test_without_script_the_questions_that_follow_are_shown_after_saving(
    alices: Client, world: World
) -> None:
    data = posted({"bone": "femur"}, shown="bone,imaged_on,histology,lesion_type")
    response = alices.post(address(world, "imaging"), data)
    assert response.status_code == 302
    follow = response.headers["Location"]
    assert follow.startswith(address(world, "imaging") + "?follows=side,segment,")
    page = squeezed(alices.get(follow).content.decode())
    assert "These questions follow from your answers" in page
    assert '<a href="#id_segment_0">' in page
    assert stored(world, "imaging") == {"bone": "femur"}


def test_questions_can_be_updated_without_saving(alices: Client, world: World) -> None:
    data = posted({"bone": "spine", "largest_diameter_mm": "many"}) | {"action": "update"}
    response = alices.post(address(world, "imaging"), data)
    page = squeezed(response.content.decode())
    assert response.status_code == 200
    assert Revision.objects.count() == 1
    assert 'data-question="level" hidden' not in page.replace(" aria-describedby", "")
    assert 'value="spine" id="id_bone_0" checked' in page
    assert 'value="many"' in page
    assert "error-summary" not in page


def test_an_answer_no_longer_asked_is_kept_set_aside_and_told(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    spine = FEMUR["imaging"] | {"bone": "spine"}
    response = alices.post(address(world, "imaging"), posted(spine, base=7), follow=True)
    page = squeezed(response.content.decode())
    assert "Set aside, because “Which bone” is now Spine: Which side (Left)." in page
    assert stored(world, "imaging")["segment"] == "subtrochanteric"
    review = squeezed(
        alices.get(reverse("assessments:review", args=[world.assessment.uuid])).content.decode()
    )
    assert "Which part of the bone: Subtrochanteric" in review
    assert alices.get(reverse("assessments:report", args=[world.assessment.uuid])).status_code == 200
    assert alices.post(address(world, "imaging"), posted(FEMUR["imaging"], base=8)).status_code == 302
    assert Assessment.objects.get().assessed.get().part == "subtrochanteric"


def test_a_choice_no_longer_offered_is_set_aside(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    humerus = FEMUR["imaging"] | {"bone": "humerus"}
    alices.post(address(world, "imaging"), posted(humerus, base=7))
    assert stored(world, "imaging")["segment"] == "subtrochanteric"
    assert Assessment.objects.get().assessed.get().part == ""


def test_an_answer_to_a_question_not_asked_is_kept_and_not_used(alices: Client, world: World) -> None:
    data = posted({"bone": "femur", "level": "T8"})
    assert alices.post(address(world, "imaging"), data).status_code == 302
    assert stored(world, "imaging") == {"bone": "femur", "level": "T8"}
    assert Assessment.objects.get().assessed.get().part == ""


def test_nonsense_in_a_hidden_question_does_not_get_in_the_way(alices: Client, world: World) -> None:
    data = posted({"bone": "spine", "axial_extent_mm": "long"})
    assert alices.post(address(world, "imaging"), data).status_code == 302
    assert stored(world, "imaging") == {"bone": "spine"}


def test_an_unknown_field_is_not_stored(alices: Client, world: World) -> None:
    alices.post(address(world, "pain"), posted({"worst_pain": 7}, secret="x"))
    assert stored(world, "pain") == {"worst_pain": 7}


def test_questions_that_wait_for_another_section_are_told(alices: Client, world: World) -> None:
    page = squeezed(alices.get(address(world, "neuro")).content.decode())
    assert "Which bone" in page
    assert address(world, "imaging") in page


@pytest.mark.parametrize("tail", ["case/imaging/", "case/nonsense/", "case/"])
def test_there_is_no_such_section(alices: Client, world: World, tail: str) -> None:
    assert alices.get(f"/assessments/{world.assessment.uuid}/{tail}").status_code == 404


def test_a_case_section_is_not_one_of_a_lesion(alices: Client, world: World) -> None:
    url = f"/assessments/{world.assessment.uuid}/lesions/{world.lesion.uuid}/history/"
    assert alices.get(url).status_code == 404


@pytest.mark.parametrize("base", ["", "x", "-1", "99999999999999999999", "0"])
def test_an_unreadable_base_revision_is_no_error(alices: Client, world: World, base: str) -> None:
    response = alices.post(
        address(world, "pain"), {"worst_pain": "7", "base_revision": base, "action": "save"}
    )
    assert response.status_code == 302


def test_a_body_of_ten_megabytes_is_refused(alices: Client, world: World) -> None:
    response = alices.post(address(world, "pain"), {"worst_pain": "7" * 10_000_000})
    assert response.status_code == 413


def test_ten_thousand_fields_are_refused(alices: Client, world: World) -> None:
    response = alices.post(address(world, "pain"), {f"field{n}": "" for n in range(10_000)})
    assert response.status_code == 400


def test_a_number_that_fits_the_other_unit_is_asked_about_and_taken(alices: Client, world: World) -> None:
    data = posted({"albumin": "3.9"}, **{"albumin-unit": "g/L"})
    refused = alices.post(address(world, "history"), data)
    page = squeezed(refused.content.decode())
    assert refused.status_code == 422
    assert "3.9 g/L cannot be. Is it 3.9 g/dL?" in page
    assert 'name="albumin-sure" id="id_albumin_sure" value="g/dL"' in page
    assert "Yes, in g/dL" in page
    assert alices.post(address(world, "history"), data | {"albumin-sure": "g/dL"}).status_code == 302
    revision = Assessment.objects.get(pk=world.assessment.pk).latest()
    assert revision.answers["case"]["history"]["albumin"] == 39.0
    assert revision.typed["history"]["albumin"] == {"value": "3.9", "unit": "g/dL"}
    several = alices.post(
        address(world, "history"), posted({"haemoglobin": "8.1"}, **{"haemoglobin-unit": "g/L"})
    )
    assert "8.1 g/L cannot be. Choose the unit that it is in: g/dL, mmol/L." in squeezed(
        several.content.decode()
    )


def test_a_year_of_two_digits_is_asked_about_and_taken(alices: Client, world: World) -> None:
    data = posted({"imaged_on": "1.11.26"})
    page = squeezed(alices.post(address(world, "imaging"), data).content.decode())
    assert "Is that 01.11.2026? Confirm it below, or write the year with four digits." in page
    assert 'name="imaged_on-sure"' in page
    assert alices.post(address(world, "imaging"), data | {"imaged_on-sure": "on"}).status_code == 302
    assert stored(world, "imaging") == {"imaged_on": "2026-11-01"}
    new = alices.post("/assessments/new/", {"identifier": "x", "birth_date": "1.2.60"})
    assert "Is that 01.02.1960? Then write the year with four digits." in squeezed(new.content.decode())
