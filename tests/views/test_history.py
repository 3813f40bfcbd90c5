"""Revisions and what changed between them; two assessments of a lesion: other findings or other rules."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.clinical.rules.indications import INDICATIONS
from assessments.clinical.rules.rule import Indication
from assessments.models import Assessment, Revision
from assessments.models.append_only import permitted
from assessments.record import steps
from tests.people import FEMUR, TODAY, World, answer, fill, save, sign, skip


def url(world: World, query: str = "") -> str:
    return reverse("assessments:history", args=[world.assessment.uuid]) + query


def told(response: Any) -> list[tuple[str, str, str, str, str]]:
    """The table of differences: (lesion, question, before, after, by)."""
    found = response.context["differences"]
    return [(one.place, one.question, one.before, one.after, one.by) for one in found]


# -- Revisions


def test_every_revision_tells_what_it_changed(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    save(world.assessment, "pain", {"worst_pain": 9, "mechanical": None}, world.lesion, world.bob)
    rows = alices.get(url(world)).context["rows"]
    assert [row["revision"].number for row in rows] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert rows[0]["step"]["what"] == "Pain"
    assert [(one.question, one.before, one.after) for one in rows[0]["changed"].differences] == [
        ("Worst pain in the last 24 hours", "7", "9"),
        ("Is the pain mechanical", "Yes", "Not known"),
    ]
    assert rows[-1]["step"]["what"] == "Begun"
    page = alices.get(url(world)).content.decode()
    assert "bob" in page
    assert "knowledge 2026.2" in " ".join(page.split())


def test_the_difference_between_any_two(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    save(world.assessment, "pain", {"worst_pain": 3, "mechanical": True}, world.lesion, world.alice)
    save(world.assessment, "pain", {"worst_pain": 9}, world.lesion, world.bob)
    save(world.assessment, "neuro", {"deficit": "none"}, world.lesion, world.alice)
    femur = "Left femur, subtrochanteric"
    expected = [
        (femur, "Worst pain in the last 24 hours", "7", "9", "bob"),
        (femur, "Is the pain mechanical", "Yes", "not answered", "bob"),
    ]
    assert told(alices.get(url(world, "?from=7&to=9"))) == expected
    assert told(alices.get(url(world, "?from=9&to=7"))) == expected, "the older one comes first"
    assert told(alices.get(url(world, "?from=7&to=7"))) == []
    assert "No answer is different." in alices.get(url(world, "?from=7&to=7")).content.decode()


def test_an_answer_that_came_and_went_is_no_difference(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    save(world.assessment, "pain", {"worst_pain": 3, "mechanical": True}, world.lesion, world.bob)
    save(world.assessment, "pain", FEMUR["pain"], world.lesion, world.alice)
    assert told(alices.get(url(world, "?from=7&to=9"))) == []


def test_an_answer_set_aside_is_said_to_be(alices: Client, world: World) -> None:
    answer(world.assessment, world.alice)
    save(world.assessment, "imaging", FEMUR["imaging"] | {"bone": "spine"}, world.lesion, world.alice)
    found = told(alices.get(url(world, "?from=7&to=8")))
    assert ("Spine", "Which bone", "Femur", "Spine", "alice") in found
    assert ("Spine", "Which side", "Left", "Left (set aside)", "") in found


def test_lesions_added_and_removed_are_told(alices: Client, world: World) -> None:
    second = actions.add_lesion(assessment=world.assessment, by=world.alice)
    save(world.assessment, "imaging", {"bone": "humerus", "side": "right"}, second, world.alice)
    actions.remove_lesion(assessment=world.assessment, lesion=second, by=world.alice)
    rows = alices.get(url(world)).context["rows"]
    assert rows[0]["changed"].removed == ["Right humerus"]
    assert rows[2]["changed"].added == ["Bone not entered yet"]
    assert ("Right humerus", "Which bone", "Humerus", "not answered", "alice") in told(
        alices.get(url(world, "?from=3&to=4"))
    )


@pytest.mark.parametrize(
    "query", ["?from=1&to=99", "?from=x&to=1", "?from=1", "?to=%00&from=1", "?from=-1&to=1"]
)
def test_a_revision_that_is_not_there_is_said_to_be(alices: Client, world: World, query: str) -> None:
    response = alices.get(url(world, query))
    assert response.status_code == 404
    page = response.content.decode()
    assert "There is no such revision" in page
    assert "This assessment has the revisions 1 to 1." in page


def test_answers_of_another_day_stay_and_break_nothing(alices: Client, world: World) -> None:
    """A question or a choice that is not there any more, in a record made when it was."""
    fill(world.assessment, world.alice)
    revision = world.assessment.latest()
    document = revision.answers
    document["case"]["history"] |= {"asked_no_more": "x", "primary": "offered_no_more"}
    with permitted("an older version"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_revision SET answers = %s WHERE id = %s", [json.dumps(document), revision.pk]
        )
    for name in ("history", "hub", "review", "report", "section"):
        more = ["history"] if name == "section" else []
        address = reverse(f"assessments:{name}", args=[world.assessment.uuid, *more])
        assert alices.get(address).status_code == 200, name


# -- Page by page


def numbers(response: Any) -> list[int]:
    return [row["revision"].number for row in response.context["rows"]]


def links(response: Any) -> dict[str, str]:
    """Where the page leads on to, by the words of its links."""
    found = re.findall(
        r'<a class="btn btn-secondary"\s+href="(\?[^"]*)">([^<]+)</a>', response.content.decode()
    )
    return {said: unescape(address) for address, said in found}


@pytest.fixture
def three_a_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.views.history.PAGE", 3)
    answer(world.assessment, world.alice)
    save(world.assessment, "pain", {"worst_pain": 9, "mechanical": None}, world.lesion, world.bob)


def damage(revision: Revision) -> None:
    document = revision.answers
    document["case"]["history"]["primary"] = "kidney"
    with permitted("somebody who may write to the database"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_revision SET answers = %s WHERE id = %s", [json.dumps(document), revision.pk]
        )


@pytest.mark.usefixtures("three_a_page")
def test_every_revision_is_reached_page_by_page(alices: Client, world: World) -> None:
    first = alices.get(url(world))
    assert numbers(first) == [8, 7, 6]
    assert "Revisions 8 to 6 of 8" in first.content.decode()
    assert links(first) == {"Older": "?after=6", "All on one page": "?all=1"}
    second = alices.get(url(world, "?after=6"))
    assert numbers(second) == [5, 4, 3]
    assert links(second) == {"Newest": "?", "Older": "?after=3", "All on one page": "?all=1"}
    last = alices.get(url(world, "?after=3"))
    assert numbers(last) == [2, 1]
    assert links(last) == {"Newest": "?", "All on one page": "?all=1"}
    whole = alices.get(url(world, "?all=1"))
    assert numbers(whole) == [8, 7, 6, 5, 4, 3, 2, 1]
    assert links(whole) == {"Newest": "?"}
    told = [row["changed"] for page in (first, second, last) for row in page.context["rows"]]
    assert told == [row["changed"] for row in whole.context["rows"]]
    assert told[-1].added == [], "the lesion that it was begun with"
    assert [(one.question, one.before, one.after) for one in told[0].differences] == [
        ("Worst pain in the last 24 hours", "7", "9"),
        ("Is the pain mechanical", "Yes", "Not known"),
    ]


@pytest.mark.usefixtures("three_a_page")
def test_what_names_no_place_shows_the_newest(alices: Client, world: World) -> None:
    for token in ("x", "1", "0", "9", "-1", "%00", "", "6_1"):
        assert numbers(alices.get(url(world, f"?after={token}"))) == [8, 7, 6], token


@pytest.mark.usefixtures("three_a_page")
def test_a_comparison_and_a_page_keep_each_other(alices: Client, world: World) -> None:
    page = alices.get(url(world, "?from=7&to=8&after=6"))
    assert numbers(page) == [5, 4, 3]
    assert [one[1] for one in told(page)] == ["Worst pain in the last 24 hours", "Is the pain mechanical"]
    assert links(page) == {
        "Newest": "?from=7&to=8&",
        "Older": "?from=7&to=8&after=3",
        "All on one page": "?from=7&to=8&all=1",
    }
    assert '<input type="hidden" name="after" value="6">' in page.content.decode()
    whole = alices.get(url(world, "?all=1")).content.decode()
    assert '<input type="hidden" name="all" value="1">' in whole
    assert 'type="hidden" name="a' not in alices.get(url(world)).content.decode()


@pytest.mark.usefixtures("three_a_page")
def test_a_revision_damaged_after_it_was_shown_is_told_and_compared_with_none(
    alices: Client, world: World
) -> None:
    """That the way from one to the next is kept hides no damage, on its own page and on the next one."""
    before = [row["changed"] for row in alices.get(url(world, "?all=1")).context["rows"]]
    damage(world.assessment.revisions.get(number=5))
    found = alices.get(url(world, "?after=6"))
    assert [row["changed"] is None for row in found.context["rows"]] == [True, False, False]
    assert "A record that does not match its signature" in found.content.decode()
    assert [row["changed"] for row in found.context["rows"]][1:] == before[4:6]
    # The sixth is told from the fourth on: all that both saves changed, and nothing of the damaged one.
    sixth = alices.get(url(world)).context["rows"][2]["changed"]
    assert [one.question for one in sixth.differences] == [
        one.question for one in [*before[3].differences, *before[2].differences]
    ]
    assert sixth == alices.get(url(world, "?all=1")).context["rows"][2]["changed"]


def test_what_is_kept_follows_from_answers_and_language_alone(
    alices: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another patient's case with the same answers is told by the same; another answer by another."""
    other = actions.create_patient(unit=world.north, identifier="O-1", by=world.bob)
    begun = actions.start_assessment(patient=other, today=TODAY, by=world.bob)
    pages = [reverse("assessments:history", args=[one.uuid]) for one in (world.assessment, begun)]
    for one in (world.assessment, begun):
        save(one, "neuro", {"deficit": "none"}, one.latest().lesion_rows()[0], world.bob)
    asked: list[Any] = []
    kept = steps.changed_by

    def noted(pair: steps.Pair) -> steps.Changed:
        asked.append(pair)
        return kept(pair)

    monkeypatch.setattr(steps, "changed_by", noted)
    for page in pages:
        assert alices.get(page).status_code == 200
    assert asked[:2] == asked[2:]
    known = kept.cache_info().misses
    assert "Neurological deficit" in alices.get(pages[1]).content.decode()
    assert kept.cache_info().misses == known, "opened again, nothing is worked out"
    alices.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    assert "Neurological deficit" not in alices.get(pages[1]).content.decode()
    assert kept.cache_info().misses == known + 2
    for secret in (str(world.patient.uuid), world.lesion.key, world.patient.identifier, "alice", "bob"):
        assert secret not in repr(asked)


# -- Two assessments of a lesion


@pytest.fixture
def again(world: World) -> Assessment:
    """A signed assessment, and another one of the same lesion with the same answers."""
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    earlier = Assessment.objects.filter(pk=world.assessment.pk)
    earlier.update(created=earlier.get().created - timedelta(days=100))
    later = actions.start_assessment(
        patient=world.patient, lesions=[world.lesion], today=TODAY, by=world.alice
    )
    fill(later, world.alice)
    return later


def compare(client: Client, world: World, later: Assessment) -> Any:
    return client.get(reverse("assessments:comparison", args=[later.uuid, world.assessment.uuid]))


def words(response: Any) -> str:
    return " ".join(response.content.decode().replace("<strong>", "").replace("</strong>", "").split())


def without_indications(monkeypatch: pytest.MonkeyPatch, left: tuple[Indication, ...] = ()) -> None:
    """Rules of another day: only those left speak for an operation, by themselves none."""
    monkeypatch.setattr("assessments.clinical.deciding.open_answers.INDICATIONS", left)
    for module in ("clinical.evaluation.evaluate", "actions.assessments", "views.history"):
        monkeypatch.setattr(f"assessments.{module}.KNOWLEDGE", "2031.4")


def test_nothing_changed(alices: Client, world: World, again: Assessment) -> None:
    page = words(compare(alices, world, again))
    assert "Findings: the same." in page
    assert "Rules: the same for both (knowledge 2026.2)." in page


def test_changed_findings_changed_the_advice(alices: Client, world: World, again: Assessment) -> None:
    save(
        again,
        "imaging",
        FEMUR["imaging"] | {"cortical_fraction": "under_third", "axial_extent_mm": 5},
        world.lesion,
        world.bob,
    )
    save(again, "pain", {"worst_pain": 0, "mechanical": False}, world.lesion, world.bob)
    response = compare(alices, world, again)
    page = words(response)
    assert "Findings: changed findings changed the advice." in page
    assert "Rules: the same for both (knowledge 2026.2)." in page
    scores = dict(response.context["lesions"][0]["why"].scores)
    assert scores["Mirels 12 (high)"] == "Mirels 8 (borderline)"
    found = response.context["lesions"][0]["differences"]
    assert ("Worst pain in the last 24 hours", "7", "0", "bob") in [
        (one.question, one.before, one.after, one.by) for one in found
    ]


def test_changed_rules_changed_the_advice(
    alices: Client, world: World, again: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same findings under another version of the knowledge."""
    without_indications(monkeypatch)
    save(again, "neuro", {}, world.lesion, world.alice)
    save(again, "neuro", FEMUR["neuro"], world.lesion, world.alice)
    response = compare(alices, world, again)
    page = words(response)
    assert "Findings: the same." in page
    assert "Rules: changed rules changed the advice on the same answers." in page
    assert "knowledge 2026.2" in page
    assert "knowledge 2031.4" in page
    why = response.context["lesions"][0]["why"]
    assert why.earlier.given.decision == "operate"
    assert why.earlier.today.decision == "non_operative"
    assert why.later.given.decision == "non_operative"
    assert why.earlier.silent_now
    assert "applied then, not by today's rules:" in page


def test_both_changed_and_each_is_told_apart(
    alices: Client, world: World, again: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, _problems = again.latest().given.evaluated
    assert earlier is not None
    spoke = {rule.key for rule in earlier.lesions[0].indications}
    without_indications(monkeypatch, tuple(rule for rule in INDICATIONS if rule.key not in spoke))
    save(again, "fracture", {"fracture": "displaced", "limb_function": "lost"}, world.lesion, world.alice)
    why = compare(alices, world, again).context["lesions"][0]["why"]
    assert why.by_rules is True
    assert why.by_findings is True
    found = compare(alices, world, again).context["lesions"][0]["differences"]
    assert ("Pathological fracture", "None", "Displaced") in [
        (one.question, one.before, one.after) for one in found
    ]


def test_findings_changed_and_the_advice_did_not(alices: Client, world: World, again: Assessment) -> None:
    save(again, "pain", {"worst_pain": 8, "mechanical": True}, world.lesion, world.alice)
    page = words(compare(alices, world, again))
    assert "Findings: findings changed, the advice they lead to did not." in page


def test_rules_changed_and_the_advice_did_not(
    alices: Client, world: World, again: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("clinical.evaluation.evaluate", "actions.assessments", "views.history"):
        monkeypatch.setattr(f"assessments.{module}.KNOWLEDGE", "2031.4")
    save(again, "neuro", {}, world.lesion, world.alice)
    save(again, "neuro", FEMUR["neuro"], world.lesion, world.alice)
    page = words(compare(alices, world, again))
    assert "Rules: they changed, the advice on the same answers did not." in page


def test_old_answers_that_today_refuses_decide_nothing(
    alices: Client, world: World, again: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessments.answers.document.Answers.judged", {})
    world.assessment.refresh_from_db()
    monkeypatch.setattr("assessments.record.comparison.Why.same_rules", False)
    page = words(compare(alices, world, again))
    assert "cannot be said" in page


def test_what_was_answered_then_and_is_open_now_is_listed(
    alices: Client, world: World, again: Assessment
) -> None:
    save(again, "pain", {}, world.lesion, world.alice)
    page = words(compare(alices, world, again))
    assert "2 questions were answered then and are not now" in page


def test_the_advice_is_not_compared_before_the_plan(alices: Client, world: World, again: Assessment) -> None:
    third = actions.start_assessment(
        patient=world.patient, lesions=[world.lesion], today=TODAY, by=world.alice
    )
    answer(third, world.alice)
    page = words(compare(alices, world, third))
    assert "once your own plan is recorded or skipped" in page
    assert "As advised" not in page
    skip(third, world.alice)
    assert "As advised" in words(compare(alices, world, third))


def test_only_assessments_of_one_lesion_are_compared(alices: Client, world: World, again: Assessment) -> None:
    other = actions.create_patient(unit=world.north, identifier="O-1", by=world.alice)
    elsewhere = actions.start_assessment(patient=other, today=TODAY, by=world.alice)
    assert compare(alices, world, elsewhere).status_code == 404
    unrelated = actions.start_assessment(patient=world.patient, today=TODAY, by=world.alice)
    assert compare(alices, world, unrelated).status_code == 404


def test_the_history_leads_to_the_earlier_assessment(alices: Client, world: World, again: Assessment) -> None:
    address = reverse("assessments:comparison", args=[again.uuid, world.assessment.uuid])
    assert address in alices.get(reverse("assessments:history", args=[again.uuid])).content.decode()
    assert address in alices.get(reverse("assessments:patient", args=[world.patient.uuid])).content.decode()
