"""The quiet draft: what was typed is there again after leaving, and only for who typed it."""

from django.test import Client

from assessments.models import Draft, Patient, Revision
from tests.people import World, sign
from tests.views.test_section import address, posted, stored


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
    assert list(alices.session["searched_patients"].values()) == ["N -00"]


# -- Of two pages ------------------------------------------------------------------------------------------


def keep(client: Client, world: World, once: str, **typed: str) -> None:
    data = {"base_revision": "1", "once": once, **typed}
    assert client.post(address(world, "history") + "draft/", data).status_code == 200


def test_two_pages_do_not_overwrite_each_other(alices: Client, world: World) -> None:
    """The last words of a page that was loaded again arrive after the new page was shown."""
    keep(alices, world, "second", ldh="321")
    keep(alices, world, "first", albumin="31")
    assert {draft.page for draft in Draft.objects.all()} == {"first", "second"}


def test_what_is_not_in_what_was_saved_stays_and_is_told(alices: Client, world: World) -> None:
    keep(alices, world, "first", albumin="31")
    answer = alices.post(address(world, "history"), posted({"ldh": 321}, once="second"), follow=True)
    assert "History: what you typed until" in answer.content.decode()
    assert stored(world, "history") == {"ldh": 321}
    assert [draft.page for draft in Draft.objects.all()] == ["first"]
    assert 'value="31"' in alices.get(address(world, "history")).content.decode()


def test_what_stands_in_what_was_saved_is_gone(alices: Client, world: World) -> None:
    keep(alices, world, "first", albumin="31", **{"albumin-unit": "g/L"})
    alices.post(address(world, "history"), posted({"albumin": 31, "ldh": 321}, once="second"))
    assert not Draft.objects.exists()


def test_a_page_that_was_opened_with_a_draft_takes_its_place(alices: Client, world: World) -> None:
    keep(alices, world, "first", albumin="31")
    page = alices.get(address(world, "history")).content.decode()
    assert '<input type="hidden" name="resumes" value="first">' in page
    keep(alices, world, "second", albumin="32", resumes="first")
    assert [draft.page for draft in Draft.objects.all()] == ["second"]
    alices.post(address(world, "history"), posted({"albumin": 33}, once="second", resumes="first"))
    assert not Draft.objects.exists()


def test_what_was_typed_earlier_and_arrives_later_does_not_count(alices: Client, world: World) -> None:
    keep(alices, world, "page", count="2", albumin="31")
    keep(alices, world, "page", count="1", albumin="3")
    assert Draft.objects.get().raw["albumin"] == ["31"]


def test_one_of_two_is_discarded_by_itself(alices: Client, world: World) -> None:
    keep(alices, world, "first", albumin="31")
    keep(alices, world, "second", ldh="321")
    alices.post(address(world, "history"), {"action": "discard", "draft": "second"})
    assert [draft.page for draft in Draft.objects.all()] == ["first"]


def test_signing_and_removing_a_lesion_leave_what_others_typed(
    alices: Client, bobs: Client, world: World
) -> None:
    keep(bobs, world, "bobs", albumin="31")
    sign(world.assessment, world.alice)
    assert Draft.objects.get().user == world.bob
    report = bobs.get(f"/assessments/{world.assessment.uuid}/report/").content.decode()
    assert 'Albumin: <span class="typed-text">31' in report
    assert "typed-text" not in alices.get(f"/assessments/{world.assessment.uuid}/report/").content.decode()


def test_a_draft_typed_for_another_patient_is_marked(alices: Client, world: World) -> None:
    page = alices.get(address(world, "history")).content.decode()
    of = page.split('name="of" value="')[1].split('"')[0]
    keep(alices, world, "first", albumin="31", of=of)
    assert "no longer what the page showed" not in alices.get(address(world, "history")).content.decode()
    Patient.objects.update(sex="male")
    assert "no longer what the page showed" in alices.get(address(world, "history")).content.decode()
