"""Make the database of a release, as a hospital leaves it: python -m tests.upgrade.make_release FILE.xz

Run it in the tree of that release, and keep the file beside this one under the number of the release: every
later version is tried on it. The persons are the demonstration's; the keys are in `keys.json`, of no worth.
Made again, on any day, it is the same byte by byte: the clock stands at noon of the release's day, and what
is drawn by lot is drawn anew in the same order.
"""

from __future__ import annotations

import json
import lzma
import os
import sqlite3
import sys
import tempfile
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.release.checks import RELEASED

if TYPE_CHECKING:
    from assessments.models import Assessment, Unit
    from bonemet.accounts.models import User

HERE = Path(__file__).parent
KEYS = json.loads((HERE / "keys.json").read_text("utf-8"))


def fill() -> None:
    """Enter the demonstration, and what else a unit comes to in its years."""
    from datetime import date

    from allauth.mfa.totp.internal.auth import TOTP
    from django.core.management import call_command
    from django.utils import translation

    from assessments.actions import corrections, signing, withdrawing
    from assessments.actions.comments import comment, withdraw_comment
    from assessments.actions.erasure import erase_identity
    from assessments.actions.saved_filters import save_filter
    from assessments.actions.units import change_settings
    from assessments.management.commands import demo
    from assessments.management.histories import agreed, live, operated, signed_against
    from assessments.models import Patient, Unit
    from assessments.models.unit_settings import UnitSettings
    from bonemet.accounts.models import User

    call_command("migrate", verbosity=0)
    call_command("demo")
    call_command("keep_results", verbosity=0)
    user, unit = User.objects.get(username=demo.USER), Unit.objects.get(name=demo.UNIT)
    colleague = User.objects.get(username=demo.COLLEAGUE)

    def patient(number: int) -> Patient:
        return Patient.objects.get(unit=unit, identifier=f"DEMO-{number:02}")

    def called(number: int) -> tuple[str, str, Unit, User]:
        return f"DEMO-{number:02}", f"Example patient {number}", unit, user

    live([operated(*called(21))])
    with translation.override("zh-hans"):
        live([signed_against(*called(22)), agreed(*called(23), asked_by=colleague)])
    live([agreed(*called(26), asked_by=colleague)])

    # One is erased, one corrected, one joined with another; an amendment of an amendment; notes and comments.
    erase_identity(patient=patient(18), by=user)
    reason = "Entered with another patient's sheet."
    corrections.correct_identity(
        patient=patient(19), identifier="DEMO-27", name="Example patient 27", birth_date=date(1960, 2, 29),
        sex="female", reason=reason, by=user,
    )  # fmt: skip
    corrections.merge_patients(duplicate=patient(26), into=patient(23), reason=reason, by=user)
    amended = patient(22).assessments.get(amends__isnull=False)
    signing.add_note(assessment=amended, text="Heard by telephone: the pain is less.", by=user)
    signing.amend(assessment=amended, reason="A new radiograph.", by=user)
    withdraw_comment(comment=comment(assessment=amended, text="See the film.", by=colleague), by=colleague)
    withdrawing.withdraw(assessment=patient(2).assessments.get(), reason="Entered twice.", by=user)
    save_filter(name="Femora", query="bone=femur", by=user)
    settings = UnitSettings(whom_to_call="Spine on call: 1234", time_zone="Europe/Berlin")
    change_settings(unit=unit, settings=settings, by=user)
    TOTP.activate(colleague, KEYS["one_time_codes"])

    signed = patient(21).assessments.get()
    picture(assessment=signing.amend(assessment=signed, reason="A new film.", by=user), by=user)
    meet(unit=unit, by=user, guest=colleague)
    others(unit=unit, assessment=signed, by=user)
    unfinished(typed=patient(1).assessments.get(), planned=amended.amendment, by=user)


def picture(*, assessment: Assessment, by: User) -> None:
    """Attach two key images, measure on one, take the other back."""
    from io import BytesIO

    from PIL import Image

    from assessments.actions.key_images import Measure, attach, take_over, withdraw_image
    from assessments.answers.document import SECTION_BY_KEY
    from assessments.key_images.reading import Picture

    lesion, kept = assessment.patient.lesions.order_by("pk")[0], []
    for grey in (96, 160):
        file = BytesIO()
        Image.new("L", (40, 60), grey).save(file, "PNG")
        drawn = Picture(file.getvalue(), "image/png", 40, 60, "dicom", 0.5, "patient")
        kept.append(attach(assessment=assessment, lesion=lesion, picture=drawn, caption="AP", by=by))
    (question,) = [one for one in SECTION_BY_KEY["imaging"].questions if one.key == "axial_extent_mm"]
    measure = Measure(
        question, "length", [[10.0, 5.0], [10.0, 55.0]], {"from": "patient", "mm_per_pixel": 0.5}, 25.0, 25
    )
    now = assessment.latest().number
    take_over(
        assessment=assessment, lesion=lesion, image=kept[0], measure=measure, base_revision=now, by=by
    )  # fmt: skip
    withdraw_image(image=kept[1], assessment=assessment, reason="The other side.", by=by)


def meet(*, unit: Unit, by: User, guest: User) -> None:
    """Hold a meeting that decides on one case and does not reach the other, and plan the next."""
    from django.utils import timezone

    from assessments.actions import meetings
    from assessments.actions.tumour_board import Decided, record_board
    from assessments.models import Assessment, Course, HowSoon, Status

    today = timezone.localdate()
    held = meetings.plan_meeting(unit=unit, on=today, chair=by, by=by)
    decided, left = Assessment.objects.filter(unit=unit, status=Status.SIGNED).order_by("pk")[:2]
    for one in (decided, left):
        meetings.add_case(meeting=held, assessment=one, question="Nail or prosthesis?", by=by)
    meetings.invite_guest(meeting=held, guest=guest, by=by)
    meetings.begin_meeting(meeting=held)
    said = [Decided(one, Course.OPERATE, HowSoon.URGENT) for one in decided.patient.lesions.all()]
    record_board(assessment=decided, on=today, decided=said, by=by, meeting=held)
    meetings.close_meeting(meeting=held, by=by)
    meetings.plan_meeting(unit=unit, on=today, chair=by, by=by)


def others(*, unit: Unit, assessment: Assessment, by: User) -> None:
    """What other programs come to: a token, a report that waits to be filed, what became of a card."""
    from uuid import UUID

    from django.utils import timezone

    from assessments.actions import outbox, units
    from assessments.actions.card_feedback import keep_feedback
    from assessments.actions.service_accounts import make_account
    from assessments.models import CardOutcome
    from assessments.models.unit_settings import UnitSettings

    files = replace(UnitSettings.of(unit), files_reports=True)
    units.change_settings(unit=unit, settings=files, by=by)
    assessment.refresh_from_db()
    outbox.put(assessment, timezone.now())
    make_account(unit=unit, name="registry", days=90, by=by)
    keep_feedback(unit=unit, told=[(UUID(int=1), CardOutcome.ACCEPTED, "")])


def unfinished(*, typed: Assessment, planned: Assessment, by: User) -> None:
    """Type and not save; plan, and take that back before the advice is seen; give study keys."""
    from assessments.actions.assessments import add_lesion
    from assessments.actions.drafts import Sheet, save_draft
    from assessments.actions.signing import record_plans
    from assessments.actions.withdrawing import withdraw_plan
    from assessments.answers.document import SECTION_BY_KEY
    from assessments.exporting.rows import study_keys

    sheet, now = Sheet(typed, SECTION_BY_KEY["history"]), typed.latest().number
    save_draft(sheet=sheet, raw={"ldh": ["431"]}, base_revision=now, by=by)
    lesion = planned.patient.lesions.get()
    add_lesion(assessment=planned, by=by)  # which is not planned yet, so the advice is not shown
    (plan,) = record_plans(assessment=planned, plans={lesion: ("operate", "planned")}, by=by)
    withdraw_plan(plan=plan, reason="The other side.", by=by)
    study_keys([typed.patient, planned.patient])


def stand_still(stack: ExitStack) -> None:
    """Stop the clock at noon of the release's day, and draw every lot in an order that is always the same."""
    released = RELEASED.search((HERE.parents[1] / "CHANGELOG.md").read_text("utf-8"))
    assert released is not None
    noon = datetime.fromisoformat(f"{released[2]}T12:00").replace(tzinfo=UTC)
    lots = Random(released[1]).randbytes
    stack.enter_context(patch("django.utils.timezone.now", lambda: noon))
    stack.enter_context(patch("time.time", noon.timestamp))
    for place in ("os.urandom", "random._urandom"):
        stack.enter_context(patch(place, lots))


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bonemet.sqlite3"
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bonemet.settings",
            "BONEMET_DEBUG": "1",  # which the demonstration asks for; nothing of it stays in the file
            "BONEMET_SECRET_KEY": KEYS["secret_key"],
            "BONEMET_SEAL_KEY": KEYS["seal_key"],
            "BONEMET_DATABASE": str(file),
        }
        with ExitStack() as stack:
            stand_still(stack)  # before the models take their clock
            import django
            import django.db

            django.setup()
            fill()
            django.db.connections.close_all()
        with closing(sqlite3.connect(file)) as opened:
            opened.execute("PRAGMA journal_mode=DELETE")
            opened.execute("VACUUM")
        target.write_bytes(lzma.compress(file.read_bytes(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
