"""A signed report: always the same; notes, amendments, and today's rules beside it."""

import re
from dataclasses import asdict
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from assessments.actions import signing
from assessments.models import Assessment, Patient, Sealed
from tests.people import World, confirm, fill, send, sign


@pytest.fixture
def signed(world: World) -> World:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    return world


def url(world: World, name: str = "report") -> str:
    return reverse(f"assessments:{name}", args=[world.assessment.uuid])


def article(client: Client, world: World) -> bytes:
    """The sealed report as it reaches the browser, without what was decided, which is put into it."""
    page = client.get(url(world)).content
    sealed = page[page.index(b"<article") : page.rindex(b"</article>")]
    without, columns = re.subn(
        rb'<section lang="[^"]+" class="said.*?</section>', b"", sealed, flags=re.DOTALL
    )
    assert columns == 2
    return without


def whole(client: Client, world: World) -> str:
    page = client.get(url(world)).content.decode()
    return re.sub(r'(name="(csrfmiddlewaretoken|once)" value|nonce)="[^"]*"', "", page)


def without_indications(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules of another day, under which nothing speaks for an operation."""
    monkeypatch.setattr("assessments.clinical.deciding.open_answers.INDICATIONS", ())


def broken(*_args: object, **_kwargs: object) -> Any:
    raise AssertionError("a signed report must not be worked out again")


def test_it_is_byte_for_byte_the_same_after_the_knowledge_changes(
    alices: Client, signed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, page = article(alices, signed), whole(alices, signed)
    assert b"Operate" in before
    for module in ("clinical.evaluation.evaluate", "actions.signing", "actions.assessments", "views.signed"):
        monkeypatch.setattr(f"assessments.{module}.KNOWLEDGE", "2031.4")
    for place in (
        "assessments.answers.document.evaluate",
        "assessments.report.build.report",
        "assessments.report.build.lesion_report",
        "assessments.views.report.draft_report",
        "assessments.report.of_assessment.report",
    ):
        monkeypatch.setattr(place, broken)
    assert article(alices, signed) == before
    assert whole(alices, signed) == page


def test_it_is_the_same_in_another_language_and_after_the_patient_is_renamed(
    alices: Client, signed: World
) -> None:
    before = article(alices, signed)
    Patient.objects.update(identifier="OTHER", name="Other")
    with override_settings(LANGUAGE_CODE="de"):
        assert article(alices, signed) == before


def test_it_is_the_same_when_the_report_is_drawn_otherwise(
    alices: Client, signed: World, tmp_path: Any, settings: Any
) -> None:
    before = article(alices, signed)
    changed = tmp_path / "assessments" / "report"
    changed.mkdir(parents=True)
    (changed / "article.html").write_text("all is new")
    templates = [dict(settings.TEMPLATES[0])]
    templates[0]["DIRS"] = [str(tmp_path), *templates[0]["DIRS"]]
    settings.TEMPLATES = templates
    assert article(alices, signed) == before


def test_what_was_sealed_is_what_is_shown(alices: Client, signed: World) -> None:
    sealed = Sealed.objects.get()
    assert sealed.link[:16] in whole(alices, signed)
    for words in (
        "Decided by alice",
        "No plan recorded (Teaching or demonstration)",
        "Agreed",
        "Signed by alice on",
    ):
        assert words in whole(alices, signed)


# -- Notes


def test_a_note_is_added_and_the_report_stays(alices: Client, signed: World) -> None:
    confirm(alices)
    before = article(alices, signed)
    page = send(
        alices, url(signed, "note"), {"text": "Seen <b>again</b>."}, url(signed, "report"), follow=True
    ).content.decode()
    assert "The note is saved with the report." in page
    assert "Seen &lt;b&gt;again&lt;/b&gt;." in page
    assert article(alices, signed) == before
    assert [link.kind for link in Sealed.objects.all()] == ["report", "note"]


def test_an_empty_note_is_refused(alices: Client, signed: World) -> None:
    confirm(alices)
    response = send(alices, url(signed, "note"), {"text": "  "}, url(signed, "report"))
    assert response.status_code == 422
    assert "This field is required." in response.content.decode()
    assert send(alices, url(signed, "note"), {"text": "x" * 4001}, url(signed, "report")).status_code == 422
    assert Sealed.objects.count() == 1


def test_a_draft_takes_no_note(world: World) -> None:
    with pytest.raises(signing.NotSignedError):
        signing.add_note(assessment=world.assessment, text="x", by=world.alice)
    with pytest.raises(signing.NotSignedError):
        signing.amend(assessment=world.assessment, reason="x", by=world.alice)


def test_a_reviewer_reads_and_writes_nothing(client: Client, signed: World) -> None:
    client.force_login(signed.rita)
    page = client.get(url(signed)).content.decode()
    assert "Save note" not in page
    assert url(signed, "amend") not in page


# -- Amendments


def test_an_amendment_names_what_it_replaces(alices: Client, signed: World) -> None:
    response = alices.post(url(signed, "amend"), {"text": "Wrong side."})
    amendment = Assessment.objects.get(amends=signed.assessment)
    assert response.headers["Location"] == reverse("assessments:hub", args=[amendment.uuid])
    assert amendment.latest().answers == signed.assessment.latest().answers
    assert amendment.latest().section == "amend"
    assert "Wrong side." in alices.get(response.headers["Location"]).content.decode()
    assert "until it is signed, this report is valid" in whole(alices, signed)
    assert Assessment.objects.get(pk=signed.assessment.pk).status == "signed"
    sign(amendment, signed.alice)
    assert Assessment.objects.get(pk=signed.assessment.pk).status == "amended"
    assert "This report was replaced by an amendment." in whole(alices, signed)
    new = alices.get(reverse("assessments:report", args=[amendment.uuid])).content.decode()
    assert "This is an amendment: Wrong side." in new
    assert url(signed) in new


def test_there_is_one_amendment_at_a_time(alices: Client, signed: World) -> None:
    first = alices.post(url(signed, "amend"), {"text": "One."})
    second = alices.post(url(signed, "amend"), {"text": "Two."})
    assert first.headers["Location"] == second.headers["Location"]
    assert Assessment.objects.count() == 2


def test_an_amendment_needs_a_reason(alices: Client, signed: World) -> None:
    assert alices.post(url(signed, "amend"), {"text": ""}).status_code == 422
    assert Assessment.objects.count() == 1


# -- Today's rules


def test_the_same_rules_give_the_same_advice(alices: Client, signed: World) -> None:
    page = alices.get(url(signed, "today")).content.decode()
    assert "The rules are the same as when it was signed, and so is the advice." in page


def test_new_rules_are_shown_beside_it_as_a_what_if(
    alices: Client, signed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = article(alices, signed)
    monkeypatch.setattr("assessments.views.signed.KNOWLEDGE", "2031.4")
    page = alices.get(url(signed, "today")).content.decode()
    assert "The rules changed, the advice did not." in page
    assert "2031.4" in page
    without_indications(monkeypatch)
    page = alices.get(url(signed, "today")).content.decode()
    assert "The rules changed the advice." in page
    assert "No operation" in page
    assert article(alices, signed) == before


def test_answers_that_today_refuses_are_said_to_be(
    alices: Client, signed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessments.answers.document.Answers.judged", {})
    assert "nothing is worked out" in alices.get(url(signed, "today")).content.decode()


def test_what_was_sealed_in_the_first_shape_opens_prints_and_is_exported(
    alices: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tree then had no first screen, and its article a style sheet of its own."""
    later = {"patient_line", "first_of_all", "advice", "reason", "answers", "own_estimate", "tab", "place"}

    def as_then(shown: Any) -> dict[str, Any]:
        told = asdict(shown)
        for part in (told, *told["lesions"]):
            for key in later & part.keys():
                del part[key]
        return told | {"version": 1}

    fill(world.assessment, world.alice)
    monkeypatch.setattr("assessments.actions.signing.asdict", as_then)
    then = "<article class='full-report'><h1>When does this bone metastasis need surgery?</h1></article>"
    monkeypatch.setattr("assessments.actions.signing.article", lambda _shown: then)
    sign(world.assessment, world.alice)
    page = alices.get(url(world)).content.decode()
    assert then in page
    assert "css/report_1.css" in page
    assert "css/report.css" not in page
    assert '<section class="decided"' in page
    pdf = alices.get(url(world, "report_pdf"))
    assert pdf.content.startswith(b"%PDF")
    assert "(advised)" in alices.get(url(world, "report_text")).content.decode()
