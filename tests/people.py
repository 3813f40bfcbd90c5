"""Two units and the people in them: Alice and Bob are surgeons of one, Charlie of another."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation
from PIL import Image

from assessments.actions import assessments as actions
from assessments.actions import meetings as meeting_actions
from assessments.actions import signing
from assessments.actions.follow_up import record_follow_up
from assessments.actions.key_images import attach
from assessments.answers.document import SECTION_BY_KEY
from assessments.key_images.reading import Picture
from assessments.models import (
    Assessment,
    FollowUp,
    KeyImage,
    Lesion,
    Meeting,
    Membership,
    Patient,
    Role,
    Sealed,
    SkipReason,
    Unit,
)
from assessments.report.of_assessment import final_report
from bonemet.accounts.models import User

TODAY = date(2026, 11, 25)

CASE: dict[str, dict[str, Any]] = {
    "patient": {"age": 61, "sex": "female", "assessed_on": "2026-11-20"},
    "history": {
        "cancer_history": "known_before",
        "primary": "breast",
        "hormone_dependent": True,
        "vertebral_metastases": 0,
        "other_bone_metastases": 1,
        "visceral_metastases": "none",
        "ecog": 1,
        "fit_for_anaesthesia": "fit",
        "expected_survival": "over_12_months",
    },
}
FEMUR: dict[str, dict[str, Any]] = {
    "imaging": {
        "bone": "femur",
        "side": "left",
        "segment": "subtrochanteric",
        "histology": "metastasis_confirmed",
        "lesion_type": "lytic",
        "cortical_fraction": "over_two_thirds",
        "axial_extent_mm": 45,
        "treated_before": False,
    },
    "pain": {"worst_pain": 7, "mechanical": True},
    "fracture": {"fracture": "none", "limb_function": "limited"},
    "neuro": {"deficit": "none"},
}


@dataclass
class World:
    """What a test finds: people, units, a patient of unit one, and their assessment by Alice."""

    north: Unit
    south: Unit
    alice: User
    bob: User
    rita: User
    leah: User
    charlie: User
    admin: User
    nobody: User
    patient: Patient
    assessment: Assessment
    lesion: Lesion

    @property
    def key_image(self) -> KeyImage:
        """The first key image of the lesion; where there is none, Alice attaches one, as long as she may."""
        if (image := self.lesion.key_images.first()) is None:
            image = attach_image(self.assessment, self.lesion, self.alice)
        return image

    @property
    def follow_up(self) -> FollowUp:
        """The first follow-up; where nothing is told yet, one is written."""
        told: dict[str, Any] = {"on": TODAY, "life": "alive", "walking": "stick"}
        entry: FollowUp | None = self.lesion.follow_ups.first()
        return entry or record_follow_up(lesion=self.lesion, told=told, by=self.alice)

    @property
    def meeting(self) -> Meeting:
        """The unit's meeting, which Leah chairs, with the case on its agenda; planned where there is none."""
        found = Meeting.objects.filter(unit=self.north).first()
        if found is None:
            people = {"chair": self.leah, "by": self.alice}
            found = meeting_actions.plan_meeting(unit=self.north, on=TODAY, **people)
            meeting_actions.add_case(
                meeting=found, assessment=self.assessment, question="髓内钉还是假体？", by=self.alice
            )
        return found


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside leaves nothing behind: whoever comes next finds the world as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()
    translation.deactivate()


def again(client: Client) -> Client:
    """Give the same person with the same cookies, whatever the pages make of them."""
    other = Client()
    other.cookies = deepcopy(client.cookies)
    return other


def squeezed(html: str) -> str:
    """Markup as it says things: without the white space that only the form of the templates puts there."""
    one = re.sub(r"\s+", " ", html)
    block = r"(?:th|td|li|p|h[1-6]|d[tdl]|div|legend|summary)\b"
    one = re.sub(rf"(<{block}[^>]*>) | (?=</{block})", r"\1", one)
    return re.sub(r"(?<=>) (?=<)| (?=>)", "", one)


def carried(client: Client, page: str, to: str = "") -> dict[str, Any]:
    """Read what a page's form, that sends to this address, carries beside what is typed."""
    html = client.get(page).content.decode()
    forms = re.findall(r"<form[^>]*>.*?</form>", html[html.find("<main") :], re.DOTALL)
    form = next((one for one in forms if 'name="once"' in one and (not to or f'action="{to}"' in one)), "")
    return dict(re.findall(r'<input type="hidden" name="(of|once|typed_by|seen)" value="([^"]*)">', form))


def send(client: Client, url: str, form: dict[str, Any], page: str = "", **more: Any) -> Any:
    """Open a page, type this into its form and send it, as a browser does."""
    return client.post(url, carried(client, page or url, url if page else "") | form, **more)


def attach_image(assessment: Assessment, lesion: Lesion, by: User, **told: Any) -> KeyImage:
    """Attach a grey picture of 40 by 60 pixels, half a millimetre each, as one that was drawn anew."""
    file = io.BytesIO()
    Image.new("L", (40, 60), 96).save(file, "PNG")
    kind: dict[str, Any] = {
        "media_type": "image/png",
        "kind": "dicom",
        "mm_per_pixel": 0.5,
        "spacing_of": "patient",
    }
    picture = Picture(data=file.getvalue(), width=40, height=60, **kind | told)
    return attach(assessment=assessment, lesion=lesion, picture=picture, caption="AP", by=by)


def member(name: str, unit: Unit | None, role: str = Role.SURGEON, **kwargs: Any) -> User:
    user = User.objects.create_user(name, password="correct horse battery", **kwargs)
    if unit is not None:
        Membership.objects.create(unit=unit, user=user, role=role)
    return user


def save(assessment: Assessment, key: str, answers: dict[str, Any], lesion: Lesion | None, by: User) -> None:
    actions.save_section(
        assessment=assessment,
        section=SECTION_BY_KEY[key],
        lesion=lesion,
        answers=answers,
        typed={},
        base_revision=Assessment.objects.get(pk=assessment.pk).revision_number,
        by=by,
    )


def fill(assessment: Assessment, by: User) -> None:
    """Answer enough of every section for advice, and show it without a plan."""
    answer(assessment, by)
    skip(assessment, by)


def skip(assessment: Assessment, by: User) -> None:
    """Let the advice be shown without a plan."""
    signing.skip_plans(assessment=assessment, reason=SkipReason.TEACHING, by=by)


AGREED: dict[str, Any] = {"agrees": True, "intent": "operate", "how_soon": "expedited"}


def sign(assessment: Assessment, by: User, at: datetime | None = None, **said: Any) -> Sealed:
    """Sign an assessment, agreeing to its advice, or with what else is said to that on every lesion."""
    assessment.refresh_from_db()
    if not assessment.is_planned:
        skip(assessment, by)
    revision, at = assessment.latest(), at or timezone.now()
    evaluation, problems = revision.given.evaluated
    assert evaluation is not None, problems
    shown = final_report(assessment, revision, evaluation, signer=by, at=at)
    lesions = {str(lesion.uuid): lesion for lesion in assessment.patient.lesions.all()}
    answers = [signing.Said(lesions[uuid], **(said or AGREED)) for uuid in revision.lesions]
    return signing.sign(
        assessment=assessment,
        said=answers,
        shown=shown,
        at=at,
        base_revision=revision.number,
        by=by,
    )


def answer(assessment: Assessment, by: User) -> None:
    """Answer enough of every section for advice."""
    lesion = assessment.patient.lesions.get(uuid=assessment.latest().lesions[0])
    for key, answers in CASE.items():
        save(assessment, key, answers, None, by)
    for key, answers in FEMUR.items():
        save(assessment, key, answers, lesion, by)


def confirm(client: Client, password: str = "correct horse battery") -> None:
    """Prove once more who is logged in, as one does before signing."""
    answer = client.post("/accounts/reauthenticate/", {"password": password})
    assert answer.status_code == 302


def confirm_by_factor(client: Client) -> None:
    """Be as after a second factor that was given just now; the log-in must have been a real one."""
    session = client.session
    proof = {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [
        *session.get("account_authentication_methods", []),
        proof,
    ]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def make_world() -> World:
    """Make two units, their people, and an assessment that Alice has begun."""
    north, south = Unit.objects.create(name="North"), Unit.objects.create(name="South")
    alice = member("alice", north)
    patient = actions.create_patient(unit=north, identifier="n-001", name="", by=alice)
    assessment = actions.start_assessment(patient=patient, today=TODAY, by=alice)
    return World(
        north=north,
        south=south,
        alice=alice,
        bob=member("bob", north),
        rita=member("rita", north, Role.REVIEWER),
        leah=member("leah", north, Role.LEAD),
        charlie=member("charlie", south),
        admin=member("admin", None, is_staff=True, is_superuser=True),
        nobody=member("nobody", None),
        patient=patient,
        assessment=assessment,
        lesion=patient.lesions.get(),
    )
