"""The emergency path writes into the sections of an ordinary assessment."""

from typing import Any

import pytest

from assessments.actions.assessments import StaleRevisionError
from assessments.actions.emergency import begin_emergency, emergency_typed, save_emergency
from assessments.models import Plan
from tests.people import TODAY, World, save

CORD = {"bone": "spine", "level": "T8", "cord_compression": "3", "deficit": "cord", "worst_pain": 7}


def test_it_is_spread_over_the_sections_and_says_why_there_is_no_plan(world: World) -> None:
    typed = {"worst_pain": {"value": "7", "unit": ""}}
    begun = begin_emergency(patient=world.patient, answers=CORD, typed=typed, today=TODAY, by=world.bob)
    revision = begun.latest()
    lesion = revision.answers["lesions"][0]
    assert lesion["imaging"] == {"bone": "spine", "level": "T8", "cord_compression": "3"}
    assert (lesion["neuro"], lesion["pain"]) == ({"deficit": "cord"}, {"worst_pain": 7})
    assert emergency_typed(revision) == typed
    assert {plan.skipped for plan in Plan.objects.filter(assessment=begun)} == {"emergency"}
    args: dict[str, Any] = {"assessment": begun, "typed": typed, "by": world.bob}
    same = save_emergency(**args, answers=CORD, base_revision=revision.number)
    assert same.number == revision.number, "nothing changed"
    without = {key: answer for key, answer in CORD.items() if key != "deficit"}
    later = save_emergency(**args, answers=without, base_revision=revision.number)
    assert later.number == revision.number + 1
    assert "deficit" not in later.answers["lesions"][0].get("neuro", {})


def test_what_somebody_else_changed_meanwhile_is_not_written_over(world: World) -> None:
    begun = begin_emergency(patient=world.patient, answers=CORD, typed={}, today=TODAY, by=world.bob)
    lesion = world.patient.lesions.get(uuid=begun.latest().lesions[0])
    number = begun.latest().number
    save(begun, "pain", {"worst_pain": 3}, lesion, world.alice)
    with pytest.raises(StaleRevisionError):
        save_emergency(assessment=begun, answers=CORD, typed={}, base_revision=number, by=world.bob)
