"""Several lesions in one assessment."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.models import Revision
from tests.people import TODAY, World, fill, save, squeezed


def add_url(world: World) -> str:
    return reverse("assessments:add_lesion", args=[world.assessment.uuid])


def remove_url(world: World) -> str:
    return reverse("assessments:remove_lesion", args=[world.assessment.uuid, world.lesion.uuid])


def test_another_lesion_is_added_and_its_imaging_opened(alices: Client, world: World) -> None:
    response = alices.post(add_url(world))
    added = world.patient.lesions.get(number=2)
    assert response.headers["Location"].endswith(f"/lesions/{added.uuid}/imaging/")
    assert alices.get(response.headers["Location"]).status_code == 200
    assert Revision.objects.latest("number").lesions == [str(world.lesion.uuid), str(added.uuid)]


def test_a_lesion_is_begun_as_lesion_1(alices: Client, world: World) -> None:
    """Histology, treatment and dates are mostly the same; what was found at the first is not the second's."""
    fill(world.assessment, world.alice)
    neuro = {"deficit": "none", "examined_on": "2026-11-18"}
    save(world.assessment, "neuro", neuro, world.lesion, world.alice)
    hub = reverse("assessments:hub", args=[world.assessment.uuid])
    assert f'name="like" value="{world.lesion.uuid}"' in squeezed(alices.get(hub).content.decode())
    response = alices.post(add_url(world), {"like": str(world.lesion.uuid)})
    assert response.headers["Location"].endswith("/imaging/"), "where they are seen and can be changed"
    assert Revision.objects.latest("number").answers["lesions"][1] == {
        "imaging": {"histology": "metastasis_confirmed", "treated_before": False},
        "neuro": {"examined_on": "2026-11-18"},
    }
    alices.post(add_url(world), {"like": "forged"})
    assert Revision.objects.latest("number").answers["lesions"][2] == {}


def test_a_lesion_is_removed_only_after_asking(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    alices.post(add_url(world))
    page = squeezed(alices.get(remove_url(world)).content.decode())
    assert "Remove “Left femur, subtrochanteric”" in page
    assert len(Revision.objects.latest("number").lesions) == 2
    assert alices.post(remove_url(world)).status_code == 302
    assert Revision.objects.latest("number").answers["lesions"] == [{}]
    assert Revision.objects.get(number=7).answers["lesions"][0]["pain"]["worst_pain"] == 7


def test_a_removed_lesions_address_says_that_it_is_gone(alices: Client, world: World) -> None:
    alices.post(add_url(world))
    alices.post(remove_url(world))
    for url in (
        reverse("assessments:lesion_section", args=[world.assessment.uuid, world.lesion.uuid, "pain"]),
        remove_url(world),
    ):
        response = alices.get(url)
        assert response.status_code == 410
        assert "This lesion was removed from the assessment" in squeezed(response.content.decode())


def test_a_removed_lesion_can_be_added_again(alices: Client, world: World) -> None:
    alices.post(add_url(world))
    alices.post(remove_url(world))
    hub = squeezed(alices.get(reverse("assessments:hub", args=[world.assessment.uuid])).content.decode())
    assert "Add lesion 1 of this patient" in hub
    assert alices.post(add_url(world), {"lesion": str(world.lesion.uuid)}).status_code == 302
    assert len(Revision.objects.latest("number").lesions) == 2
    alices.post(add_url(world), {"lesion": str(world.lesion.uuid)})
    assert len(Revision.objects.latest("number").lesions) == 2, "not twice"


def test_the_only_lesion_stays(alices: Client, world: World) -> None:
    response = alices.post(remove_url(world))
    assert response.status_code == 409
    assert "This is the only lesion" in squeezed(response.content.decode())


def test_another_patients_lesion_is_none_of_this_one(alices: Client, world: World) -> None:
    other = actions.create_patient(unit=world.north, identifier="O-1", by=world.alice)
    actions.start_assessment(patient=other, today=TODAY, by=world.alice)
    for uuid in (other.lesions.get().uuid, uuid4()):
        url = reverse("assessments:lesion_section", args=[world.assessment.uuid, uuid, "pain"])
        assert alices.get(url).status_code == 404
        assert alices.post(add_url(world), {"lesion": str(uuid)}).status_code == 404


def test_adding_by_following_a_link_is_not_possible(alices: Client, world: World) -> None:
    assert alices.get(add_url(world)).status_code == 405
