"""Filters of the list, counted results, and membership by the provider's groups."""

from typing import Any

import pytest
from django.utils import timezone

from assessments.actions import provider_groups, saved_filters
from assessments.actions.results import keep_results
from assessments.models import KeptResults, Membership, SavedFilter
from tests.people import World


def test_a_filter_is_replaced_by_its_name_and_forgotten_by_its_owner_alone(world: World) -> None:
    for number in range(saved_filters.MOST):
        saved_filters.save_filter(name=f"f{number}", query="status=draft", by=world.alice)
    with pytest.raises(saved_filters.TooManyFiltersError):
        saved_filters.save_filter(name="one more", query="", by=world.alice)
    first = saved_filters.save_filter(name="f0", query="status=signed", by=world.alice)
    assert SavedFilter.objects.get(name="f0").query == "status=signed"
    for pk in ("x", "9" * 30):
        saved_filters.forget_filter(pk=pk, by=world.alice)
    saved_filters.forget_filter(pk=str(first.pk), by=world.bob)
    assert SavedFilter.objects.count() == 20
    saved_filters.forget_filter(pk=str(first.pk), by=world.alice)
    assert SavedFilter.objects.count() == 19


def test_counted_results_take_the_place_of_those_before(world: World) -> None:
    for count in (1, 2):
        keep_results(unit=world.north, tally={"patients": count}, at=timezone.now())
    assert KeptResults.objects.get().tally == {"patients": 2}


def test_groups_of_the_provider_make_and_end_memberships(
    world: World, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.OIDC_GROUPS = [
        ("surgeons", "North", "surgeon"),
        ("heads", "North", "lead"),
        ("heads", "Nowhere", "lead"),
    ]

    def role(user: Any) -> str | None:
        found = Membership.objects.filter(user=user, unit=world.north, is_active=True).first()
        return found.role if found else None

    provider_groups.follow(user=world.nobody, groups={"surgeons", "heads"})
    assert role(world.nobody) == "lead"
    provider_groups.follow(user=world.nobody, groups={"surgeons"})
    assert role(world.nobody) == "surgeon"
    provider_groups.follow(user=world.nobody, groups={"others"})
    assert role(world.nobody) is None
    provider_groups.follow(user=world.leah, groups=set())
    assert role(world.leah) == "lead", "the last lead stays"
    messages = [record.getMessage() for record in caplog.records]
    assert any("does not exist: 'Nowhere'" in message for message in messages)
    assert any("the last lead" in message for message in messages)
