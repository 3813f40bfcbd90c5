"""What is kept of drafts' reports is shown to nobody to whom it would not be drawn just so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from assessments.actions import assessments as actions
from assessments.answers.document import Answers, Sections
from assessments.models import Assessment
from assessments.report.drafts import Draft, drawn, worded
from tests.people import TODAY, World, fill, save, skip

EMERGENCY: Sections = {
    "imaging": {"bone": "spine", "level": "T8"},
    "neuro": {"deficit": "cord", "frankel": "C", "deficit_hours": 4},
}


def page(client: Client, assessment: Assessment) -> str:
    return client.get(reverse("assessments:report", args=[assessment.uuid])).content.decode()


@pytest.mark.django_db
def test_two_patients_with_the_same_answers_have_reports_of_their_own(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    patient = actions.create_patient(unit=world.north, identifier="N-777", name="Berta", by=world.alice)
    other = actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
    fill_as(other, world)
    drawn.cache_clear()
    first, second = page(alices, world.assessment), page(alices, other)
    assert drawn.cache_info().hits == 1
    assert ("N-001" in first, "N-777" in first, "Berta" in first) == (True, False, False)
    assert ("N-001" in second, "N-777" in second, "Berta" in second) == (False, True, True)
    for uuid in (world.assessment.uuid, world.lesion.uuid, world.patient.uuid):
        assert str(uuid) not in second


def fill_as(other: Assessment, world: World) -> None:
    """Give another assessment the answers that the world's has."""
    given = world.assessment.latest().given
    for of, part in ((None, given.case), (other.patient.lesions.get(), given.part(given.first))):
        for key, answers in part.items():
            save(other, key, answers, of, world.alice)
    skip(other, world.alice)


@pytest.mark.django_db
def test_what_is_kept_is_what_would_be_drawn(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    with translation.override("zh-hans"):
        alices.cookies["bonemet_language"] = "zh-hans"
        chinese = page(alices, world.assessment)
    alices.cookies["bonemet_language"] = "en"
    english = page(alices, world.assessment)
    assert ("Why" in english, "Why" in chinese, "为什么" in english) == (True, False, False)
    kept = drawn.cache_info().hits
    again = page(alices, world.assessment)
    assert drawn.cache_info().hits == kept + 1
    drawn.cache_clear()
    worded.cache_clear()
    assert article_of(page(alices, world.assessment)) == article_of(again) == article_of(english)
    save(world.assessment, "pain", {"worst_pain": 2}, world.lesion, world.alice)
    assert article_of(page(alices, world.assessment)) != article_of(english)


def article_of(html: str) -> str:
    return html[html.index("<article") : html.index("</article>")]


def test_a_new_version_of_the_knowledge_speaks_for_itself() -> None:
    given = Answers.begun_on(TODAY)
    assert Draft.of(given, "2026.2", None) != Draft.of(given, "2026.3", None)


def test_the_same_moment_is_another_hour_elsewhere() -> None:
    given = Answers({}, {"1": EMERGENCY})
    at = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    told = []
    for zone in ("UTC", "Asia/Shanghai", "UTC"):
        with timezone.override(zone), translation.override("en"):
            (lesion,) = worded(Draft.of(given, "", at)).lesions
            assert lesion.clock is not None
            told.append(lesion.clock.by)
    assert told == ["by 26 November 2026, 08:00", "by 26 November 2026, 16:00", "by 26 November 2026, 08:00"]
