"""Whatever shows a patient leaves a row in the access log: a page, and the answer to a form as well."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import AccessEntry, Draft, Patient
from tests.people import World, again, answer, confirm, fill, sign, undone
from tests.views.test_access import ADDRESSES, METHODS, url_of

VIEWS = Path(__file__).parents[2] / "assessments" / "views"
# What each of these sends to every address that takes a form: nothing, a request to show it anew, nonsense,
# and what somebody would send who changes a section that another has changed.
WHO = {"name": "Quorthwick, Zylphinia", "birth_date": "1.2.1960", "sex": "female"}
BODIES: dict[str, dict[str, Any]] = {
    "empty": {},
    "update": {"action": "update"},
    "nonsense": {"text": " ", "identifier": "", "on": "40.40.2026", "age": "x", "worst_pain": "99"},
    "known": {"identifier": "N-001", **WHO},
    "double": {"identifier": "N-9", **WHO},
    "stale": {"base_revision": "1", "ldh": "300", "worst_pain": "3"},
    "merge": {"action": "merge", "base_revision": "1", "ldh": "301", "worst_pain": "4"},
}
POSTED = [name for name, (kind, _arguments) in ADDRESSES.items() if "post" in METHODS[kind]]


@pytest.fixture
def named(world: World) -> World:
    """The patient has a name that stands nowhere else."""
    patient = Patient.objects.get(pk=world.patient.pk)
    patient.name, patient.birth_date, patient.sex = WHO["name"], date(1960, 2, 1), "female"
    patient.save()
    world.patient.refresh_from_db()
    return world


def client_of(world: World, who: str = "leah") -> Client:
    client = Client()
    client.force_login(getattr(world, who))
    confirm(client)
    return client


def shows(response: Any, patient: Patient, body: dict[str, Any]) -> bool:
    """Tell whether an answer says who the patient is; what was typed may stand there again."""
    if response.streaming or not response.content:
        return False
    page = response.content.decode(errors="replace")
    return any(sign in page for sign in ("N-001", "Quorthwick", str(patient.uuid)) if sign not in str(body))


@pytest.mark.parametrize(
    "signed", [False, pytest.param(True, marks=pytest.mark.prove)], ids=["draft", "signed"]
)
def test_every_answer_to_a_form_that_shows_a_patient_has_a_row(named: World, signed: bool) -> None:
    if signed:
        assert named.key_image
        sign(named.assessment, named.alice)
    else:
        fill(named.assessment, named.alice)
    client, shown = client_of(named), 0
    for name in POSTED:
        with undone():
            visitor = again(client)
            for body in BODIES.values():
                before = set(AccessEntry.objects.values_list("pk", flat=True))
                response = visitor.post(url_of(named, name), body)
                rows = AccessEntry.objects.exclude(pk__in=before).filter(user=named.leah)
                if shows(response, named.patient, body):
                    shown += 1
                    told = rows.filter(patient=named.patient).exists() or rows.filter(count__gte=1).exists()
                    assert told, (name, body)
                elif response.status_code in (302, 403, 404):
                    assert not rows.filter(kind="viewed").exists(), (name, body, "nobody was shown")
    assert shown > 10


class TestAnswersThatHadNone:
    """The kinds of answers of which 116 in 521 left no row."""

    def last(self, world: World) -> tuple[Any, ...]:
        row = AccessEntry.objects.order_by("-pk").first()
        assert row is not None
        return row.user, row.kind, row.what, row.assessment, row.patient

    def test_an_empty_note_returns_the_whole_report(self, named: World) -> None:
        sign(named.assessment, named.alice)
        client = client_of(named, "alice")
        answered = client.post(reverse("assessments:note", args=[named.assessment.uuid]), {"text": ""})
        assert answered.status_code == 422
        assert self.last(named) == (
            named.alice, "viewed", "signed report", named.assessment, named.patient,
        )  # fmt: skip

    @pytest.mark.parametrize(("body", "status"), [({"action": "update"}, 200), ({"ldh": "x"}, 422)])
    def test_a_section_that_is_shown_once_more(self, named: World, body: dict[str, str], status: int) -> None:
        client = client_of(named, "alice")
        address = reverse("assessments:section", args=[named.assessment.uuid, "history"])
        assert client.post(address, body).status_code == status
        assert self.last(named) == (named.alice, "viewed", "history", named.assessment, named.patient)

    def test_two_versions_side_by_side(self, named: World) -> None:
        answer(named.assessment, named.alice)
        client = client_of(named, "alice")
        address = reverse("assessments:section", args=[named.assessment.uuid, "history"])
        assert client.post(address, {"base_revision": "1", "ldh": "300"}).status_code == 409
        assert Draft.objects.exists()
        assert self.last(named) == (named.alice, "viewed", "history", named.assessment, named.patient)

    def test_a_known_patient_who_is_entered_again(self, named: World) -> None:
        client = client_of(named, "alice")
        known = BODIES["known"] | {"unit": str(named.north.pk)}
        assert "Quorthwick" in client.post(reverse("assessments:new"), known).content.decode()
        assert self.last(named) == (named.alice, "viewed", "new assessment", None, named.patient)

    def test_a_patient_of_the_same_name_and_birth_date(self, named: World) -> None:
        client = client_of(named, "alice")
        page = client.post(reverse("assessments:new"), BODIES["double"]).content.decode()
        assert "N-001" in page
        assert self.last(named) == (named.alice, "viewed", "new assessment", None, named.patient)


class TestLists:
    def rows(self, **of: Any) -> list[tuple[str, int | None, str]]:
        found = AccessEntry.objects.filter(kind="viewed", **of).order_by("pk").select_related("unit")
        return [(row.what, row.count, row.unit.name if row.unit else "") for row in found]

    def test_the_list_and_a_search_write_one_row_with_how_many(self, alices: Client, world: World) -> None:
        from assessments.actions import assessments as actions
        from tests.people import TODAY

        for number in (2, 3):
            patient = actions.create_patient(unit=world.north, identifier=f"N-00{number}", by=world.alice)
            for _twice in range(2):
                actions.start_assessment(patient=patient, today=TODAY, by=world.alice)
        alices.get("/")
        alices.post("/search/", {"patient": "N-003"}, follow=True)
        alices.get("/")
        alices.post("/search/", {"patient": "nobody"}, follow=True)
        alices.get("/")
        assert self.rows() == [
            ("list", 3, "North"),
            ("search", 1, "North"),
            ("list", 3, "North"),
            ("list", 3, "North"),
        ], "who searched for nobody saw nobody; the list after a search is whole again"

    def test_the_leads_pages_too(self, world: World) -> None:
        from assessments.actions.units import end_membership
        from assessments.models import Membership

        end_membership(membership=Membership.objects.get(user=world.alice), by=world.leah)
        client = client_of(world)
        client.get(reverse("assessments:unit", args=[world.north.pk]))  # with what she left unsigned
        client.get(f"/assessments/{world.assessment.uuid}/")
        client.get(reverse("assessments:access"))
        assert self.rows() == [("unit", 1, "North"), ("overview", None, "North"), ("access log", 1, "North")]


class TestPanel:
    def test_whoever_asks_it_without_its_page_is_written_down_and_who_types_is_not_flooded(
        self, named: World
    ) -> None:
        client = client_of(named, "alice")
        address = reverse("assessments:panel", args=[named.assessment.uuid, "history"])
        for _key in range(3):
            assert client.post(address, {"ldh": "300"}).status_code == 200
        found = AccessEntry.objects.filter(kind="viewed").values_list("what", "assessment")
        assert list(found) == [("panel", named.assessment.pk)]


def test_no_view_renders_around_the_log() -> None:
    """Django's own `render` writes nothing down; these modules show no patient with it."""
    allowed = {
        "showing", "access", "downtime", "ended", "instructions", "knowledge", "export", "practice",
        "results",
    }  # fmt: skip
    for path in sorted(VIEWS.glob("*.py")):
        imported = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ImportFrom) and node.module == "django.shortcuts"
            for alias in node.names
        }
        assert "render" not in imported or path.stem in allowed, path
    for path in (VIEWS.parents[1] / "templates" / "assessments").rglob("*.html"):
        if "patients/identity.html" in path.read_text() or "patient.identifier" in path.read_text():
            name = path.relative_to(VIEWS.parents[1] / "templates" / "assessments").as_posix()
            assert name in KNOWN, f"{name} shows a patient: have it written down, and name it here"


# The templates that say who a patient is: pages of views.showing, parts of such pages, and lists with a row.
KNOWN = {
    *("access_pages.html", "board/board.html", "comments/comments.html", "cases.html", "cases/printed.html"),
    *("corrections/correct.html", "corrections/corrections.html", "corrections/merge.html"),
    *("corrections/move.html", "emergency/emergency.html", "follow_up/follow_up.html"),
    *("follow_up/follow_ups.html", "history/comparison.html", "history/history.html"),
    *(
        "hub.html",
        "key_images/key_images.html",
        "key_images/measure.html",
        "key_images/withdraw.html",
        "leaflet/leaflet.html",
        "lesions/remove.html",
        "patients/assess.html",
    ),
    *("patients/identity.html", "patients/new.html", "patients/patient.html"),
    *("plan.html", "record/values.html", "report/contradictions.html", "report/foot.html"),
    *("report/identity.html", "review.html", "section/conflict.html"),
    *("section/section.html", "sign.html", "signed/amend.html"),
    *("signed/signed.html", "signed/today.html", "unit/unit.html", "withdrawing/plan.html"),
    *("withdrawing/withdraw.html", "meetings/to_board.html", "meetings/undone.html", "meetings/who.html"),
}
