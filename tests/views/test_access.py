"""Every address of the app x everybody x every method: who gets what."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from assessments.actions import assessments as actions
from assessments.models import AccessEntry
from assessments.urls import urlpatterns
from tests.people import World, again, sign, skip, undone

# name: (does it read, does it write, arguments)
READS, WRITES, FORM = "reads", "writes", "form"
ADDRESSES: dict[str, tuple[str, str]] = {
    "list": (READS, ""),
    "search": ("search", ""),
    "filters": ("search", ""),
    "hints": ("search", ""),
    "units": ("units", ""),
    "unit": ("unit", "u"),
    "unit_settings": ("unit", "u"),
    "take_over": ("take_over", "a"),
    "service_accounts": ("programs", "u"),
    "fhir_metadata": ("public", ""),
    "fhir_openapi": ("public", ""),
    "fhir_questionnaire": ("token", ""),
    "fhir_response": ("token", "a"),
    "fhir_reports": ("token", ""),
    "fhir_report": ("token", "a"),
    "fhir_document": ("token", "a"),
    "smart_launch": ("launch", ""),
    "smart_callback": ("launch", ""),
    "smart_patient": ("launched", ""),
    "cds_services": ("public", ""),
    "cds_patient_view": ("hook", ""),
    "cds_feedback": ("hook", ""),
    "instructions": ("public", ""),
    "downtime": ("known", ""),
    "blank_form": ("known", "bz"),
    "numbers": ("known", ""),
    "offline": ("public", "z"),
    "worker": ("public", ""),
    "manifest": ("public", ""),
    "practice": ("known", ""),
    "practice_case": ("practice", "t"),
    "practice_report": ("not yet", "t"),
    "wipe_practice": ("wipe", ""),
    "knowledge": ("known", ""),
    "knowledge_kind": ("known", "k"),
    "knowledge_score": ("known", "m"),
    "new": ("start", ""),
    "begin_emergency": ("start", ""),
    "begin_emergency_draft": ("start_panel", ""),
    "begin_emergency_panel": ("start_panel", ""),
    "emergency": (FORM, "a"),
    "emergency_draft": (WRITES, "a"),
    "emergency_panel": (WRITES, "a"),
    "patient": (READS, "p"),
    "assess": (FORM, "p"),
    "hub": (READS, "a"),
    "review": (READS, "a"),
    "report": (READS, "a"),
    "report_pdf": (READS, "a"),
    "report_text": (READS, "a"),
    "report_leaflet": (READS, "a"),
    "fhir": ("sealed", "a"),
    "section": (FORM, "as"),
    "draft": (WRITES, "as"),
    "panel": (WRITES, "as"),
    "add_lesion": (WRITES, "a"),
    "plan": ("plan", "a"),
    "sign": ("sign", "a"),
    "withdraw": ("withdraw", "a"),
    "record_values": ("withdraw", "a"),
    "put_back": ("put_back", "a"),
    "withdraw_plan": ("withdraw_plan", "al"),
    "note": ("note", "a"),
    "amend": ("amend", "a"),
    "today": ("today", "a"),
    "follow_ups": (READS, "p"),
    "follow_up": ("tell", "l"),
    "correct_follow_up": ("tell", "f"),
    "correct_patient": ("tell", "p"),
    "merge_patient": ("tell", "p"),
    "move": ("tell", "a"),
    "board": ("board", "a"),
    "meetings": (READS, ""),
    "undone": (READS, ""),
    "plan_meeting": ("gather", ""),
    "meeting": ("agenda", "g"),
    "change_meeting": ("chair", "g"),
    "meeting_course": ("chair", "g"),
    "meeting_guests": ("chair", "g"),
    "meeting_case": (READS, "gc"),
    "meeting_picture": (READS, "gcy"),
    "meeting_printed": (READS, "g"),
    "meeting_pdf": (READS, "gw"),
    "decide": ("board", "gc"),
    "to_board": ("to_board", "a"),
    "comments": ("comments", "a"),
    "history": (READS, "a"),
    "key_images": ("pictures", "al"),
    "measure": ("tell", "ay"),
    "picture": (READS, "ay"),
    "withdraw_key_image": ("tell", "ay"),
    "comparison": (READS, "aa"),
    "printed": ("printed", "a"),
    "access": ("lead", ""),
    "own_account": ("known", ""),
    "results": ("lead", ""),
    "export": ("export", ""),
    "exported": ("exported", "x"),
    "exported_file": ("exported_file", "xn"),
    "patient_access": ("lead", "p"),
    "patient_access_csv": ("lead", "p"),
    "remove_lesion": (FORM, "al"),
    "lesion_section": (FORM, "ali"),
    "lesion_draft": (WRITES, "ali"),
    "lesion_panel": (WRITES, "ali"),
}
# What each kind of address answers to at all.
METHODS = {
    READS: ("get",),
    WRITES: ("post",),
    FORM: ("get", "post"),
    "search": ("post",),
    "start": ("get", "post"),
    "start_panel": ("post",),
    "plan": ("get", "post"),
    "sign": ("get", "post"),
    "withdraw": ("get", "post"),
    "put_back": ("post",),
    "withdraw_plan": ("get", "post"),
    "tell": ("get", "post"),
    "board": ("get", "post"),
    "gather": ("get", "post"),
    "agenda": ("get", "post"),
    "chair": ("post",),
    "to_board": ("get", "post"),
    "note": ("post",),
    "comments": ("get", "post"),
    "pictures": ("get", "post"),
    "amend": ("get", "post"),
    "today": ("get",),
    "sealed": ("get",),
    "lead": ("get",),
    "export": ("get", "post"),
    "exported": ("get", "post"),
    "exported_file": ("get",),
    "units": ("get",),
    "unit": ("get", "post"),
    "take_over": ("post",),
    "printed": ("post",),
    "known": ("get",),
    "practice": ("get", "post"),
    "not yet": ("get",),
    "wipe": ("post",),
    "public": ("get",),
    "programs": ("get", "post"),
    "token": ("get",),
    "hook": ("post",),
    "launch": ("get",),
    "launched": ("get",),
}
ANSWERED = [(name, method) for name, (kind, _arguments) in ADDRESSES.items() for method in METHODS[kind]]
PEOPLE = ("anonymous", "alice", "bob", "leah", "rita", "charlie", "admin", "nobody")
SIGNED_SAMPLE = {"alice", "rita", "charlie"}
WRITERS, READERS = ("alice", "bob", "leah"), ("alice", "bob", "leah", "rita")


def url_of(world: World, name: str) -> str:
    arguments = ADDRESSES[name][1]
    values = {
        "p": world.patient.uuid,
        "u": world.north.pk,
        "a": world.assessment.uuid,
        "l": world.lesion.uuid,
        "f": world.follow_up.uuid if "f" in arguments else None,
        "y": world.key_image.uuid if "y" in arguments else None,
        "s": "history",
        "i": "pain",
        "k": "indications",
        "b": "spine",
        "z": "zh-hans",
        "t": "femur-shaft",
        "m": "sins",
        "w": "minutes",
        "g": world.meeting.uuid if "g" in arguments or name == "to_board" else None,
        "c": world.meeting.items.get().uuid if "c" in arguments else None,
        "x": UUID(int=0),  # an export that nobody asked for; whose they are is asked in tests/exporting
        "n": 1,
    }
    return reverse(f"assessments:{name}", args=[values[letter] for letter in arguments])


def client_of(world: World, who: str) -> Client:
    client = Client()
    if who != "anonymous":
        client.force_login(getattr(world, who))
    return client


def expected(name: str, who: str, method: str, *, signed: bool) -> set[int]:
    """Say which statuses are right; the table of who may do what, written once more by hand."""
    kind, arguments = ADDRESSES[name]
    if kind == "public":
        return {200}
    if kind in ("token", "hook"):
        return {401}  # a session opens nothing there, whoever's it is
    if kind == "launch":
        return {403}  # by no issuer that is known, of a launch that nobody began
    if who == "anonymous":
        return {302}
    if kind == "known":
        return {200}
    if kind == "practice":
        return {200} if method == "get" else {422}
    if kind in ("not yet", "wipe"):
        return {302}  # to the case, which comes first; to the cases
    if kind == "launched":
        return {302}  # nothing was launched: to the list
    if kind == "export":
        return {302} if who == "leah" else {403}  # the lead is asked to log in again
    if kind.startswith("exported"):
        return {404}
    if kind == "lead" and not arguments:
        return {200} if who == "leah" else {403}
    if name == "units":
        return {302} if who == "leah" else {403}  # she leads one: there at once
    if not arguments:
        if kind == "start":
            writes = who in WRITERS or who == "charlie"
            return {422 if method == "post" else 200} if writes else {403}
        if kind == "start_panel":
            return {200} if who in WRITERS or who == "charlie" else {403}
        if kind == "gather":  # reviewers too
            member = who in READERS or who == "charlie"
            return {422 if method == "post" else 200} if member else {403}
        return {302} if kind == "search" else {200}
    if who not in READERS:
        return {404}
    if kind == "lead":
        return {200} if who == "leah" else {403}
    if kind == "programs":
        return {302} if who == "leah" else {403}  # to prove who she is
    if kind in ("unit", "take_over"):
        if who != "leah":
            return {403}
        if kind == "take_over":
            return {409}  # its author is still here
        return {200} if method == "get" else {302 if name == "unit_settings" else 422}
    if name.startswith("report") and who in WRITERS and not signed:
        return {302}  # to the plan, which comes first
    if kind == READS:
        return {200}
    if kind == "printed":
        return {204}
    if kind == "agenda":
        return {200} if method == "get" else {302}  # reviewers too; nothing was sent, nothing is changed
    if kind == "to_board":
        return {200} if method == "get" else {422}
    if kind == "chair":
        if who != "leah":  # who leads, and is in the chair
            return {403}
        return {409} if name == "meeting_course" else {422}
    if kind == "comments":
        return {200} if method == "get" else {422}  # reviewers too
    if kind == "board":
        return {302}  # reviewers too; to prove who they are, as for a signature
    if kind == "sealed":
        return {302} if signed else {409}  # to prove who they are
    if kind == "today":
        return {200} if signed else {409}
    if kind in ("note", "amend"):
        if who not in WRITERS:
            return {403}
        if not signed:
            return {409}
        return {302} if kind == "note" else {200} if method == "get" else {422}  # a note is sealed too
    if kind == "put_back":
        return {409} if who in WRITERS else {403}  # it is not withdrawn
    if (kind == "pictures" or name == "measure") and method == "get":
        return {200}
    if name in ("withdraw_key_image", "measure") and signed:
        return {403}
    if kind == "tell":
        return {403} if who not in WRITERS else {200} if method == "get" else {422}
    if who not in WRITERS or (signed and name != "assess"):
        return {403}
    if kind == "sign":
        return {302}  # to log in again
    if kind == "withdraw_plan":
        return {409}  # there is none
    if kind in ("plan", "withdraw"):
        return {200} if method == "get" else {422}
    if kind == "pictures":
        return {422}
    if name == "remove_lesion":
        return {409}  # the only lesion
    if name == "assess":
        return {200} if method == "get" else {422}
    return {200} if method == "get" else {200, 302}


def test_the_table_names_every_address() -> None:
    assert set(ADDRESSES) == {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}


def test_no_address_answers_to_another_method(world: World) -> None:
    """Once an address: the method is looked at before the person is."""
    client = client_of(world, "leah")
    for name in ADDRESSES:
        url = url_of(world, name)
        for method in ("get", "post", "put", "patch", "delete"):
            if (name, method) not in ANSWERED:
                assert getattr(client, method)(url).status_code == 405, (name, method)


# Of a signed report the sample are those whose rights differ most: its author, a reader, another unit.
MATRIX = [
    pytest.param(
        who,
        signed,
        id=f"{who}-{'signed' if signed else 'draft'}",
        marks=[pytest.mark.prove] if signed and who not in SIGNED_SAMPLE else [],
    )
    for who in PEOPLE
    for signed in (False, True)
]


@pytest.mark.parametrize(("who", "signed"), MATRIX)
def test_who_gets_what(world: World, who: str, signed: bool) -> None:
    """Every address and method, each as if it were the first; what is wrong is told all at once."""
    if signed:
        assert world.key_image
        sign(world.assessment, world.alice)
    client, wrong = client_of(world, who), []
    for name, method in ANSWERED:
        with undone():
            response = getattr(again(client), method)(url_of(world, name))
        if response.status_code not in expected(name, who, method, signed=signed):
            wrong.append(f"{method} {name}: {response.status_code}")
        to = response.headers.get("Location", "/accounts/login/")
        if who == "anonymous" and not to.startswith("/accounts/login/"):
            wrong.append(f"{method} {name}: to {to}")
    assert not wrong, "\n".join(wrong)


def test_an_address_that_nobody_was_given_is_not_found(world: World) -> None:
    client = client_of(world, "alice")
    known = [str(one.uuid) for one in (world.patient, world.assessment, world.lesion, world.meeting)]
    asked = 0
    for name in ADDRESSES:
        real = url_of(world, name)
        for uuid in [uuid for uuid in known if uuid in real]:
            for wrong in (str(uuid4()), "not-a-uuid", "1", "%00"):
                url = real.replace(uuid, wrong)
                statuses = {client.get(url).status_code, client.post(url).status_code}
                assert statuses <= ({401, 404, 405} if url.startswith("/fhir/") else {404, 405}), url
                asked += 1
    assert asked > 150


def test_no_address_names_a_patient(world: World) -> None:
    for name in ADDRESSES:
        assert world.patient.identifier.lower() not in url_of(world, name).lower()


def test_an_administrator_sees_no_patient_in_the_administration(world: World) -> None:
    client = client_of(world, "admin")
    page = client.get("/admin/").content.decode()
    for word in ("patient", "lesion", "revision", "draft"):
        assert f"/admin/assessments/{word}/" not in page.lower()
    assert "/admin/assessments/unit/" in page
    for page in ("accounts/user", "assessments/unit", "mfa/authenticator"):
        assert client.get(f"/admin/{page}/").status_code == 200
    assert client.get(f"/admin/assessments/unit/{world.north.pk}/change/").status_code == 200


def test_writing_needs_the_token_of_the_page(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.alice)
    assert client.post(url_of(world, "section"), {"age": "61"}).status_code == 403


OF_A_PATIENT = [name for name, (_kind, arguments) in ADDRESSES.items() if set(arguments) & set("palfc")]


@pytest.mark.parametrize("signed", [False, True], ids=["draft", "signed"])
def test_whatever_names_a_patient_is_in_the_log_and_not_in_the_title(world: World, signed: bool) -> None:
    """Titles stay in the history of the browser, for whoever uses the computer next."""
    if signed:
        assert world.key_image
        sign(world.assessment, world.alice)
    client = Client()
    client.post("/accounts/login/", {"login": "leah", "password": "correct horse battery"})
    seen = 0
    for name in OF_A_PATIENT:
        with undone():
            if not signed and name == "remove_lesion":
                actions.add_lesion(assessment=world.assessment, by=world.alice)
            if not signed and name in ("report", "report_pdf", "report_text", "report_leaflet", "sign"):
                skip(world.assessment, world.alice)
            answer = again(client).get(url_of(world, name))
            if answer.status_code == 200:
                seen += 1
                looks = AccessEntry.objects.filter(user=world.leah, patient=world.patient)
                assert looks.filter(kind__in=["viewed", "exported"]).exists(), name
                if answer.headers["Content-Type"].startswith("text/html"):
                    undecided = name == "report_leaflet" and not signed  # nothing to tell the patient yet
                    assert ("N-001" in answer.content.decode()) is not undecided, name
                    assert_no_patient_in_the_title(answer.content.decode(), name)
    assert seen > 15


def assert_no_patient_in_the_title(page: str, name: str) -> None:
    assert "N-001" not in page[page.index("<title") : page.index("</title>")], name
