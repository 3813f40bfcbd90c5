"""The quiet draft: what was typed is there again after leaving, and only for who typed it."""

from django.test import Client

from assessments.models import Draft, Revision
from tests.web.people import World
from tests.web.test_section import address, posted, stored


def test_a_draft_is_one_row_that_is_overwritten(alices: Client, world: World) -> None:
    url = address(world, "pain") + "draft/"
    for pain in ("3", "7"):
        response = alices.post(url, {"worst_pain": pain, "base_revision": "1"})
        assert response.status_code == 200
        assert response.json()["saved"] is True
    assert Draft.objects.get().raw["worst_pain"] == ["7"]
    assert Revision.objects.count() == 1


def test_what_was_typed_is_back_even_where_it_is_no_answer(alices: Client, world: World) -> None:
    alices.post(address(world, "history") + "draft/", {"albumin": "thirty-", "base_revision": "1"})
    page = alices.get(address(world, "history")).content.decode()
    assert 'value="thirty-"' in page
    assert "What you typed until" in page
    assert "error-summary" not in page
    hub = alices.get(f"/assessments/{world.assessment.uuid}/").content.decode()
    assert "Typed, not saved" in hub


def test_nobody_else_sees_a_draft(alices: Client, bobs: Client, world: World) -> None:
    alices.post(address(world, "history") + "draft/", {"albumin": "31.7", "base_revision": "1"})
    assert "31.7" not in bobs.get(address(world, "history")).content.decode()


def test_saving_ends_the_draft(alices: Client, world: World) -> None:
    alices.post(address(world, "pain") + "draft/", {"worst_pain": "3", "base_revision": "1"})
    alices.post(address(world, "pain"), posted({"worst_pain": 7}))
    assert not Draft.objects.exists()
    assert stored(world, "pain") == {"worst_pain": 7}


def test_a_draft_can_be_discarded(alices: Client, world: World) -> None:
    alices.post(address(world, "pain") + "draft/", {"worst_pain": "3", "base_revision": "1"})
    assert alices.post(address(world, "pain"), {"action": "discard"}).status_code == 302
    assert not Draft.objects.exists()
    assert " checked" not in alices.get(address(world, "pain")).content.decode()


def test_a_draft_remembers_on_what_it_was_based(alices: Client, bobs: Client, world: World) -> None:
    alices.post(address(world, "pain") + "draft/", {"worst_pain": "3", "base_revision": "1"})
    bobs.post(address(world, "pain"), posted({"worst_pain": 9}))
    assert 'name="base_revision" value="1"' in alices.get(address(world, "pain")).content.decode()


def test_a_draft_of_the_case_and_one_of_a_lesion_are_apart(alices: Client, world: World) -> None:
    alices.post(address(world, "history") + "draft/", {"albumin": "31", "base_revision": "1"})
    alices.post(address(world, "history") + "draft/", {"albumin": "32", "base_revision": "1"})
    alices.post(address(world, "pain") + "draft/", {"worst_pain": "3", "base_revision": "1"})
    assert sorted(Draft.objects.values_list("section", flat=True)) == ["history", "pain"]


def test_an_overlong_draft_is_refused(alices: Client, world: World) -> None:
    response = alices.post(address(world, "pain") + "draft/", {"worst_pain": "3" * 100_000})
    assert response.status_code == 413
    assert not Draft.objects.exists()


def test_what_no_database_keeps_is_left_out(alices: Client, world: World) -> None:
    url = address(world, "history") + "draft/"
    assert alices.post(url, {"age\x00": "6\x001", "base_revision": "1"}).status_code == 200
    assert Draft.objects.get().raw == {"age": ["61"], "base_revision": ["1"]}
    alices.post("/search/", {"patient": "n\x00-00"})
    assert alices.session["searched_patient"] == "N-00"
