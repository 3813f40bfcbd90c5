"""Make the database of a release, as a hospital leaves it: python -m tests.upgrade.make_release FILE.xz

Run it in the tree of that release, and keep the file beside this one under the number of the release: every
later version is tried on it. The persons are the demonstration's; the keys are in `keys.json`, of no worth.
"""

import json
import lzma
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

KEYS = json.loads((Path(__file__).parent / "keys.json").read_text("utf-8"))


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
    from tests.upgrade.discussed import discussed

    call_command("migrate", verbosity=0)
    call_command("demo")
    user, unit = User.objects.get(username=demo.USER), Unit.objects.get(name=demo.UNIT)
    colleague = User.objects.get(username=demo.COLLEAGUE)

    def patient(number: int) -> Patient:
        return Patient.objects.get(unit=unit, identifier=f"DEMO-{number:02}")

    def called(number: int) -> tuple[str, str, Unit, User]:
        return f"DEMO-{number:02}", f"Example patient {number}", unit, user

    live([signed_against(*called(20)), operated(*called(21))])
    with translation.override("zh-hans"):
        live([signed_against(*called(22)), agreed(*called(23), asked_by=colleague)])
    live([signed_against(*called(24)), operated(*called(25)), agreed(*called(26), asked_by=colleague)])

    # One is erased, one corrected, one joined with another; an amendment of an amendment; notes and comments.
    erase_identity(patient=patient(24), by=user)
    reason = "Entered with another patient's sheet."
    corrections.correct_identity(
        patient=patient(20), identifier="DEMO-27", name="Example patient 27", birth_date=date(1960, 2, 29),
        sex="female", reason=reason, by=user,
    )  # fmt: skip
    corrections.merge_patients(duplicate=patient(26), into=patient(23), reason=reason, by=user)
    amended = patient(22).assessments.get(amends__isnull=False)
    signing.add_note(assessment=amended, text="Heard by telephone: the pain is less.", by=user)
    signing.amend(assessment=amended, reason="A new radiograph.", by=user)
    withdraw_comment(comment=comment(assessment=amended, text="See the film.", by=colleague), by=colleague)
    withdrawing.withdraw(assessment=patient(2).assessments.get(), reason="Entered twice.", by=user)
    discussed(patient(3).assessments.get(), by=user)
    save_filter(name="Femora", query="bone=femur", by=user)
    settings = UnitSettings(whom_to_call="Spine on call: 1234", time_zone="Europe/Berlin")
    change_settings(unit=unit, settings=settings, by=user)
    TOTP.activate(colleague, KEYS["one_time_codes"])


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
