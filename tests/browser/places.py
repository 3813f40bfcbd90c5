"""Every page and state that a reader can meet, for the tests and pictures that go through all of them.

The pages come from the table of addresses (tests/views/test_access.py), so a new address is here by itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from assessments.actions.assessments import create_patient, start_assessment
from assessments.actions.comments import comment as write_comment
from assessments.exporting import prepared
from assessments.management.entering import load_case
from assessments.management.histories import CASES
from assessments.models import Assessment
from bonemet.accounts.models import User
from tests.exchange.test_reading import bundle, lab
from tests.people import TODAY, World, save, sign
from tests.results.hand_computed import DIED
from tests.results.test_results import dies, predicted
from tests.views.test_access import ADDRESSES, url_of

ACCOUNTS = (
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "account_inactive",
    "mfa_index",
    "usersessions_list",
)
ADMINISTRATION = (
    "index",
    "accounts_user_changelist",
    "accounts_user_add",
    "assessments_unit_changelist",
    "assessments_unit_add",
    "mfa_authenticator_changelist",
    "assessments_accessentry_changelist",
)
ABOUT_ONE = ("accounts_user_change", "accounts_user_temporary_password", "accounts_user_history")
# Shown below in a state of their own.
IN_A_STATE = {
    *(
        "export",
        "exported",
        "exported_file",
        "service_accounts",
        "plan",
        "sign",
        "amend",
        "today",
        "section",
        "lesion_section",
    ),
}
ERRORS = (400, 403, 404, 413, 429, 500)
CASE_SECTIONS, LESION_SECTIONS = ("patient", "history"), ("imaging", "pain", "fracture", "neuro")


@dataclass(frozen=True)
class Place:
    """A page in a state: who looks at it, and what is done there first."""

    name: str
    path: str
    who: User | None
    act: Callable[[Page], object] | None = None


def enter(world: World, prefix: str, *more: str) -> Assessment:
    """Enter a case of the demonstration, with the lesions of others if it shall have several."""
    document, *others = (
        tomllib.loads(next(CASES.glob(f"{one}-*.toml")).read_text(encoding="utf-8"))
        for one in (prefix, *more)
    )
    for other in others:
        document["lesions"] += other["lesions"]
    identifier = f"case-{prefix}" + "".join(more)
    load_case(document, identifier, world.north, world.leah)
    return Assessment.objects.get(patient__identifier=identifier.upper())


def unplanned(world: World) -> Assessment:
    """Begin an assessment of which so far the bone is known."""
    patient = create_patient(unit=world.north, identifier="case-plan", by=world.leah)
    assessment = start_assessment(patient=patient, today=TODAY, by=world.leah)
    where = {"bone": "femur", "side": "left", "segment": "diaphysis"}
    save(assessment, "imaging", where, patient.lesions.get(), world.leah)
    return assessment


def places(world: World, *, only: frozenset[str] = frozenset()) -> list[Place]:
    """Make records in every state, and list where each, or those named, can be seen; Leah leads."""
    spine = enter(world, "08")
    open_questions, diagnose, quiet = enter(world, "16"), enter(world, "06"), enter(world, "05")
    several, signed = enter(world, "09", "04", "15"), enter(world, "03")
    sign(signed, world.leah)
    # Before those who die: they have no answers that could be exported.
    export = an_export(world) if not only or "exported" in only else UUID(int=0)
    for days in DIED[:12] if not only or "results" in only else ():
        dies(world, predicted(world, {"katagiri": "4–6"}), days)  # enough of them for a curve
    lesion = spine.patient.lesions.get()
    write_comment(assessment=spine, text="Embolise first?", to=world.leah, by=world.rita)
    here = replace(world, assessment=spine, patient=spine.patient, lesion=lesion)

    def at(name: str, *arguments: object) -> str:
        return reverse(f"assessments:{name}", args=arguments)

    found = [
        *(Place(name, url_of(here, name), world.leah) for name in ADDRESSES if name not in IN_A_STATE),
        *(Place(f"section-{key}", at("section", spine.uuid, key), world.leah) for key in CASE_SECTIONS),
        *(
            Place(f"section-{key}", at("lesion_section", spine.uuid, lesion.uuid, key), world.leah)
            for key in LESION_SECTIONS
        ),
        Place("section-empty", url_of(world, "lesion_section").replace("pain", "imaging"), world.leah),
        Place("section-error", url_of(world, "section").replace("history", "patient"), world.leah, mistake),
        Place("record_values-read", at("record_values", open_questions.uuid), world.leah, a_record),
        Place("hub-empty", url_of(world, "hub"), world.leah),
        Place("hub-reader", url_of(world, "hub"), world.rita),
        Place("plan", at("plan", unplanned(world).uuid), world.leah),
        Place("report-open", at("report", open_questions.uuid), world.leah),
        Place("report-diagnose-first", at("report", diagnose.uuid), world.leah),
        Place("report-no-operation", at("report", quiet.uuid), world.leah),
        Place("report-several", at("report", several.uuid), world.leah),
        Place("report-reader", at("report", spine.uuid), world.rita),
        Place("sign", at("sign", spine.uuid), world.leah, log_in_again),
        Place("export", at("export"), world.leah, log_in_again),
        Place("exported", at("exported", export), world.leah),
        Place("service_accounts", at("service_accounts", world.north.pk), world.leah, programs),
        Place("signed", at("report", signed.uuid), world.leah),
        Place("leaflet", at("report_leaflet", signed.uuid), world.leah),
        Place("today", at("today", signed.uuid), world.leah),
        Place("amend", at("amend", signed.uuid), world.leah),
        Place("list-empty", at("list"), world.charlie),
        Place("refused", url_of(here, "section"), world.rita),
        Place("not-found", f"/assessments/{uuid4()}/", world.leah),
        *(Place(name, reverse(name), world.leah) for name in ACCOUNTS),
        *(Place(f"admin-{name}", reverse(f"admin:{name}"), world.admin) for name in ADMINISTRATION),
        *(
            Place(f"admin-{name}", reverse(f"admin:{name}", args=[world.alice.pk]), world.admin)
            for name in ABOUT_ONE
        ),
        Place(
            "admin-unit_change", reverse("admin:assessments_unit_change", args=[world.north.pk]), world.admin
        ),
        Place("comments-asked", at("comments", spine.uuid), world.leah),
        Place("meeting-decides", url_of(here, "decide"), world.leah, board_operates),
        Place("board-operates", at("board", spine.uuid), world.leah, board_operates),
        Place("practice-decided", at("practice_case", "spine-cord"), world.leah, decide),
        Place("login", "/accounts/login/", None),
        Place("login-error", "/accounts/login/", None, wrong_password),
        *(Place(f"error-{status}", f"/broken/{status}/", None) for status in ERRORS),
    ]
    if only:
        found = [place for place in found if place.name in only]
    return [place for place in found if place.act or place.path.startswith("/broken/") or is_page(place)]


def an_export(world: World) -> UUID:
    """Give an export of the lead's, made and not fetched yet."""
    key = prepared.ask(
        prepared.Asked(
            user=[world.leah.pk, "leah"], units=[world.north.pk], form="csv", identified=False,
            name="bonemet-2026-11-25", at=timezone.now().isoformat(),
        )
    )  # fmt: skip
    prepared.make(key)
    return key


def is_page(place: Place) -> bool:
    """Tell whether there is HTML to look at: files, and addresses that are only written to, are none."""
    client = Client()
    if place.who:
        client.force_login(place.who)
    response = client.get(place.path)
    shown = response.status_code not in (301, 302, 405)
    return shown and response.headers["Content-Type"].startswith("text/html")


def show_broken_pages(page: Page) -> None:
    """Answer /broken/500/ with the page of that error: it cannot be had by asking."""

    def answer(route: object) -> None:
        status = int(route.request.url.rstrip("/").rsplit("/", 1)[1])  # type: ignore[attr-defined]
        body = render_to_string(f"{status}.html")
        route.fulfill(status=status, body=body, content_type="text/html")  # type: ignore[attr-defined]

    page.route("**/broken/*/", answer)


def log_in_again(page: Page) -> None:
    """Give the password once more, as for signing."""
    page.locator("input[name=password]").fill("correct horse battery")
    page.locator("main button[type=submit]").first.click()
    page.get_by_role("heading", name=re.compile("Sign this assessment|Export|Programs that read")).wait_for()


def programs(page: Page) -> None:
    """Give the password once more, and let a program in, whose token is shown."""
    log_in_again(page)
    page.get_by_label("Name of the program").fill(f"interface-{uuid4().hex[:6]}")  # another each time
    page.get_by_role("button", name="Make a token").click()
    page.get_by_role("heading", name="New token of interface").wait_for()


def mistake(page: Page) -> None:
    """Type an age that is none."""
    page.get_by_label("Age", exact=True).fill("old")
    page.get_by_role("button", name="Save and continue").click()
    page.locator(".error-summary").wait_for()


def board_operates(page: Page) -> None:
    """Give the password once more, and say that the board would operate."""
    page.locator("input[name=password]").fill("correct horse battery")
    page.locator("main button[type=submit]").first.click()
    page.locator("[name$=-intent][value=operate]").check()


def a_record(page: Page) -> None:
    """Read a record of the patient who is shown, and say that it is the same person."""
    number = page.locator(".identity strong").inner_text()
    patient = {"resourceType": "Patient", "id": "p1", "identifier": [{"value": number}]}
    told = bundle(patient, lab("718-7", 11.2, "g/dL"), lab("2532-0", 4200, "U/L"), lab("2000-8", 9, "mg/dL"))
    file = {"name": "record.json", "mimeType": "application/json", "buffer": told}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="The same person").click()
    page.get_by_role("heading", name="What may be taken").wait_for()


def decide(page: Page) -> None:
    """Decide on a case to practise on, if that was not done yet."""
    if page.locator("[name=course]").count():
        page.locator("[name=course][value=watch]").check()
        page.locator("[name=how_soon][value=planned]").check()
        page.locator("main button").last.click()
    page.get_by_role("heading", name="Why the board decided so").wait_for()


def wrong_password(page: Page) -> None:
    """Try a password that is wrong."""
    page.get_by_label("Username").fill("leah")
    page.locator("input[name=password]").fill("no")
    page.locator("main button[type=submit]").first.click()
    page.locator(".error-summary, .alert, .errorlist").first.wait_for()
