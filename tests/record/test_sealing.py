"""What is only ever added is sealed: whatever is touched past the application is found and named.

Each test forges by raw SQL, as somebody with access to the database could, who has not got the key.
"""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import (
    access_log,
    comments,
    corrections,
    key_images,
    signing,
    tumour_board,
    withdrawing,
)
from assessments.actions import assessments as actions
from assessments.actions.erasure import erase_identity
from assessments.models import (
    AccessEntry,
    Assessment,
    Chain,
    Comment,
    Correction,
    FollowUp,
    ImageWithdrawal,
    KeyImage,
    Measurement,
    Plan,
    PlanWithdrawal,
    Response,
    Revision,
    Sealed,
    UnitEvent,
    Withdrawal,
    append_only,
    chains,
)
from assessments.models.append_only import permitted
from assessments.models.base import AppendOnly, AppendOnlyError
from assessments.models.chains import digest_of
from assessments.record import verification
from assessments.record.chain import DamagedRecordError, content_of
from bonemet.canonical import canonical
from tests.people import TODAY, World, attach_image, confirm, fill, sign, undone

TABLES: list[type[AppendOnly]] = [
    Revision,
    Plan,
    Response,
    Sealed,
    FollowUp,
    Correction,
    UnitEvent,
    AccessEntry,
    Comment,
    PlanWithdrawal,
    Withdrawal,
    KeyImage,
    ImageWithdrawal,
    Measurement,
]


@pytest.fixture
def record(world: World) -> World:
    """A row in every table that is only added to, and two signed reports."""
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    signing.add_note(assessment=world.assessment, text="Seen again. Überprüft.", by=world.bob)
    decided = tumour_board.Decided(world.lesion, "operate", "urgent", "Soon")
    tumour_board.record_board(assessment=world.assessment, on=TODAY, decided=[decided], by=world.bob)
    assert world.follow_up.walking == "stick"
    who: dict[str, Any] = {
        "name": "",
        "birth_date": None,
        "sex": "female",
        "reason": "Forgotten",
        "by": world.alice,
    }
    corrections.correct_identity(patient=world.patient, identifier="n-001", **who)
    UnitEvent.objects.create(unit=world.north, kind="settings", text="name", by=world.leah)
    access_log.record_access(world.bob, "viewed", what="report", assessment=world.assessment)
    sign(actions.start_assessment(patient=world.patient, today=TODAY, by=world.bob), world.bob)
    comments.comment(assessment=world.assessment, text="Nail or plate?", to=world.alice, by=world.rita)
    wrong = actions.start_assessment(patient=world.patient, today=TODAY, by=world.bob)
    plans = {world.lesion: ("operate", "urgent")}
    [plan] = signing.record_plans(assessment=wrong, plans=plans, by=world.bob)
    withdrawing.withdraw_plan(plan=plan, reason="Another lesion", by=world.bob)
    image = attach_image(wrong, world.patient.lesions.get(uuid=wrong.latest().lesions[0]), world.bob)
    key_images.withdraw_image(image=image, assessment=wrong, reason="Blurred", by=world.bob)
    measured: dict[str, Any] = {"question": "imaging.axial_extent_mm", "tool": "length", "value": 30.5}
    measured |= {"marks": [[1, 1], [1, 62]], "scale": {"mm_per_pixel": 0.5}, "answer": 31}
    Measurement.objects.create(
        image=image,
        assessment=wrong,
        lesion=world.lesion,
        revision_number=1,
        by=world.bob,
        at=image.at,
        **measured,
    )
    withdrawing.withdraw(assessment=wrong, reason="Another patient", by=world.bob)
    return world


def write(sql: str, *values: Any) -> None:
    """Write into the database past the application and past the triggers, as whoever owns it can."""
    with permitted("forging"), connection.cursor() as cursor:
        cursor.execute(sql, values)


def change(row: AppendOnly | Assessment, **columns: object) -> None:
    names = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in columns)
    write(f"UPDATE {row._meta.db_table} SET {names} WHERE id = %s", *columns.values(), row.pk)


def verify(*known: str) -> tuple[int, str, str]:
    out, errors, code = StringIO(), StringIO(), 0
    try:
        call_command("verify_records", known=list(known), stdout=out, stderr=errors)
    except SystemExit as end:
        code = int(str(end.code))
    return code, out.getvalue(), errors.getvalue()


def place(row: AppendOnly) -> str:
    kind = "access" if isinstance(row, AccessEntry) else "record"
    return f"North, {kind} {row.sequence} ({row._meta.verbose_name})"


def report_of(world: World) -> Sealed:
    return Sealed.objects.get(assessment=world.assessment, kind="report")


def first(model: type[AppendOnly], world: World) -> AppendOnly:
    if model is Response:
        return Response.objects.get(assessment=world.assessment)
    row = model._default_manager.filter(chain__unit=world.north).order_by("sequence").first()
    assert row is not None
    return row


def test_every_table_that_is_only_added_to_is_tried_here() -> None:
    every = [
        model for model in apps.get_app_config("assessments").get_models() if issubclass(model, AppendOnly)
    ]
    assert set(every) == set(TABLES)


@pytest.mark.database
def test_an_untouched_record_is_proved(record: World) -> None:
    ends = {chain.name.split()[1]: chain for chain in Chain.objects.filter(unit=record.north)}
    code, out, errors = verify(ends["records"].link, ends["access"].link)
    assert (code, errors) == (0, "")
    assert f"North, records: {ends['records'].sequence}, last digest {ends['records'].link}" in out
    assert f"North, access log: 1, last digest {ends['access'].link}" in out
    assert "Nothing that is kept was touched." in out


# -- Each table, forged ------------------------------------------------------------------------------------

FORGED: list[tuple[type[AppendOnly], dict[str, object], str]] = [
    (Revision, {"section": "pain"}, "was changed after it was sealed"),
    (Revision, {"answers": '{"patient": {"age": 62}}'}, "was changed after it was sealed"),
    (Revision, {"knowledge": "1999"}, "was changed after it was sealed"),
    (Plan, {"skipped": "decided"}, "was changed after it was sealed"),
    (Response, {"intent": "non_operative"}, "was changed after it was sealed"),
    (Response, {"how_soon": "planned"}, "was changed after it was sealed"),
    (
        Response,
        {"text": "The patient refused"},
        "its identity or free text was changed after it was sealed, and by no erasure",
    ),
    (Sealed, {"kind": "note"}, "was changed after it was sealed"),
    (Sealed, {"content": "{}"}, "was changed after it was sealed"),
    (
        Sealed,
        {"identity": "{}"},
        "its identity or free text was changed after it was sealed, and by no erasure",
    ),
    (FollowUp, {"walking": "free"}, "was changed after it was sealed"),
    (FollowUp, {"died_on": "2026-11-01"}, "was changed after it was sealed"),
    (FollowUp, {"text": "x"}, "its identity or free text was changed after it was sealed, and by no erasure"),
    (Correction, {"kind": "merged"}, "was changed after it was sealed"),
    (Correction, {"told": '{"sex": ["male", "female"]}'}, "was changed after it was sealed"),
    (
        Correction,
        {"reason": "x"},
        "its identity or free text was changed after it was sealed, and by no erasure",
    ),
    (UnitEvent, {"text": "other"}, "was changed after it was sealed"),
    (UnitEvent, {"kind": "erased"}, "was changed after it was sealed"),
    (AccessEntry, {"kind": "printed"}, "was changed after it was sealed"),
    (AccessEntry, {"what": "answers"}, "was changed after it was sealed"),
    (Comment, {"to_id": None}, "was changed after it was sealed"),
    (Comment, {"text": "x"}, "its identity or free text was changed after it was sealed, and by no erasure"),
    (
        PlanWithdrawal,
        {"reason": "x"},
        "its identity or free text was changed after it was sealed, and by no erasure",
    ),
    (Withdrawal, {"is_withdrawn": False}, "was changed after it was sealed"),
    (
        Withdrawal,
        {"reason": "x"},
        "its identity or free text was changed after it was sealed, and by no erasure",
    ),
    (KeyImage, {"sha256": "0" * 64}, "was changed after it was sealed"),
    (
        KeyImage,
        {"caption": "x"},
        "its identity or free text was changed after it was sealed, and by no erasure",
    ),
    (ImageWithdrawal, {"at": "2026-11-01T00:00:00Z"}, "was changed after it was sealed"),
    (Measurement, {"value": 12}, "was changed after it was sealed"),
    (Measurement, {"marks": "[[1, 1], [1, 2]]"}, "was changed after it was sealed"),
]


@pytest.mark.database
def test_a_changed_row_is_named(record: World) -> None:
    for model, columns, words in FORGED:
        row = first(model, record)
        with undone():
            change(row, **columns)
            code, _out, errors = verify()
        assert code == 1, (model, columns)
        assert errors.splitlines()[0] == f"{place(row)}: {words}", columns


@pytest.mark.database
def test_who_and_when_are_sealed_in_every_table(record: World) -> None:
    for model in TABLES:
        row = first(model, record)
        who = "user_id" if model is AccessEntry else "by_id"
        for columns in ({who: record.charlie.pk}, {"at": datetime(2026, 1, 1, tzinfo=UTC)}):
            with undone():
                change(row, **columns)
                assert verify()[2].splitlines()[0] == f"{place(row)}: was changed after it was sealed"


@pytest.mark.database
def test_a_row_taken_out_is_missing(record: World) -> None:
    for model in TABLES:
        row = first(model, record)
        kind = "access" if model is AccessEntry else "record"
        with undone():
            write(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)
            code, _out, errors = verify()
        assert code == 1, model
        assert f"North, {kind} {row.sequence}: is missing" in errors


@pytest.mark.database
def test_a_row_put_in_without_the_key_is_named(record: World) -> None:
    for model in TABLES:
        with undone():
            put_in(record, first(model, record))


def put_in(record: World, row: AppendOnly) -> None:
    """As the next one of the chain, the end of the chain moved along; but the seal is a guess."""
    chain = row.chain
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    columns = [connection.ops.quote_name(str(field.column)) for field in fields]
    fresh = {"uuid": "00000000-0000-4000-8000-000000000000", "number": 77}
    if isinstance(row, (Plan, PlanWithdrawal, Response, Sealed)):  # one of a lesion, or of a plan: of another
        other = actions.start_assessment(patient=record.patient, today=TODAY, by=record.alice)
        fresh["assessment_id"] = other.pk
        if isinstance(row, PlanWithdrawal):
            plans = {record.lesion: ("operate", "urgent")}
            [plan] = signing.record_plans(assessment=other, plans=plans, by=record.bob)
            fresh["plan_id"] = plan.pk
    if isinstance(row, ImageWithdrawal):  # of another image
        other = actions.start_assessment(patient=record.patient, today=TODAY, by=record.alice)
        lesion = record.patient.lesions.get(uuid=other.latest().lesions[0])
        fresh["image_id"] = attach_image(other, lesion, record.bob).pk
    chain.refresh_from_db()
    fresh["sequence"] = chain.sequence + 1
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        values = dict(zip([field.column for field in fields], cursor.fetchone(), strict=True))
    values |= {name: value for name, value in fresh.items() if name in values}
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(values))
    write(f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({marks})", *values.values())
    told = f"{place(row).replace(f' {row.sequence} ', f' {chain.sequence + 1} ')}"
    assert f"{told}: was changed after it was sealed" in verify()[2]
    assert f"{told}: stands beyond the end of its chain" in verify()[2]
    write("UPDATE assessments_chain SET sequence = sequence + 1 WHERE id = %s", chain.pk)
    kind = "access" if isinstance(row, AccessEntry) else "records"
    assert f"North: the end of its {kind} was changed after it was sealed" in verify()[2]


@pytest.mark.database
def test_any_byte_of_a_snapshot_is_found(record: World) -> None:
    sealed = report_of(record)
    for column in ("content", "identity"):
        text = getattr(sealed, column)
        for at in {*range(0, len(text), max(1, len(text) // 60)), len(text) - 1}:
            other = "0" if text[at] != "0" else "1"
            change(sealed, **{column: text[:at] + other + text[at + 1 :]})
            sealed.refresh_from_db()
            with pytest.raises(DamagedRecordError):
                content_of(sealed)
        change(sealed, **{column: text + " "})
        assert verify()[0] == 1
        change(sealed, **{column: text})
        sealed.refresh_from_db()
    assert verify()[0] == 0


@pytest.mark.parametrize("column", ["seal", "link", "erasable_digest"])
def test_the_columns_of_the_seal_itself_are_proved(record: World, column: str) -> None:
    row = report_of(record)
    change(row, **{column: getattr(row, column)[:-4] + "0000"})
    assert verify()[2].startswith(place(row))


def test_one_update_and_a_forged_erasure_change_nothing_unseen(record: World, client: Client) -> None:
    """The fault as it was found: a signed report changed, and a link that says that an erasure did it."""
    sealed = report_of(record)
    identity = sealed.identity.replace("N-001", "N-002")
    change(sealed, identity=identity)
    event = UnitEvent.objects.earliest("sequence")
    told = {"patients": [], "erased": [[sealed.sequence, sealed.erasable_digest, digest_of(identity)]]}
    change(event, kind="erased", told=json.dumps(told))
    code, _out, errors = verify()
    assert code == 1
    assert f"{place(sealed)}: its identity or free text was changed after it was sealed" in errors
    assert f"{place(event)}: was changed after it was sealed" in errors
    client.force_login(record.alice)
    page = client.get(reverse("assessments:report", args=[record.assessment.uuid]))
    assert page.status_code == 409
    assert "N-002" not in page.content.decode()


def test_without_the_key_nothing_is_written_anew(record: World, settings: Any) -> None:
    """Somebody knows how seals are made, rewrites a report and everything after it, but has another key."""
    ours = settings.SEAL_KEYS
    sealed = report_of(record)
    change(sealed, content=sealed.content.replace("alice", "malice"))
    settings.SEAL_KEYS = ["a key that somebody has made up, and that is not that of this installation"]
    reseal(sealed.chain)
    settings.SEAL_KEYS = ours
    assert (
        f"North, record 1 to {Chain.objects.get(pk=sealed.chain_id).sequence}: cannot be proved"
        in verify()[2]
    )


def reseal(chain: Chain) -> None:
    """Seal a whole chain anew, as whoever has the key can."""
    rows = [row for model in TABLES for row in model._default_manager.filter(chain=chain)]
    chain.sequence, chain.link = 0, chains.BEFORE_THE_FIRST
    for row in sorted(rows, key=lambda row: row.sequence):
        row.erasable_digest = chains.erasable_digest(row)
        row.seal = chains.sealed(chains.content_of_seal(row, chain.name))
        row.link = chain.link = chains.link_after(chain.link, row.seal)
        chain.sequence = row.sequence
        change(row, erasable_digest=row.erasable_digest, seal=row.seal, link=row.link)
    chain.seal = chains.sealed(chain.content)
    chain.save()


def test_who_has_the_key_is_found_by_a_digest_kept_elsewhere(record: World) -> None:
    sealed = report_of(record)
    change(sealed, content=sealed.content.replace("alice", "malice"))
    reseal(sealed.chain)
    assert verify()[0] == 0
    code, _out, errors = verify(sealed.link)
    assert code == 1
    assert f"No record has the digest {sealed.link} any more" in errors


def test_rows_cut_off_the_end_are_missed(record: World) -> None:
    last = Chain.objects.get(name=f"{record.north.pk} access").sequence
    write("DELETE FROM assessments_accessentry WHERE sequence = %s", last)
    assert f"North, access {last}: is missing" in verify()[2]
    write("UPDATE assessments_chain SET sequence = 0, link = %s WHERE name LIKE '%% access'", "0" * 64)
    assert "North: the end of its access was changed after it was sealed" in verify()[2]


# -- What lists and exports read ---------------------------------------------------------------------------


IN_LISTS: list[tuple[dict[str, object], str]] = [
    ({"decision": "non_operative"}, "decision"),
    ({"urgency": "planned"}, "urgency"),
    ({"bone": "rib"}, "bone"),
    ({"primary": "lung"}, "primary"),
    ({"aim": ""}, "aim"),
    ({"signed_at": datetime(2026, 1, 1, tzinfo=UTC)}, "signed_at"),
    ({"due": datetime(2026, 1, 1, tzinfo=UTC)}, "due"),
    ({"assessed_on": "2026-01-01"}, "assessed_on"),
    ({"created": datetime(2026, 1, 1, tzinfo=UTC)}, "created"),
    ({"revision_number": 1}, "revision_number"),
]


@pytest.mark.database
def test_a_column_of_the_list_is_named(record: World) -> None:
    for columns, name in IN_LISTS:
        with undone():
            change(record.assessment, **columns)
            told = f"{place(report_of(record))}: the assessment's {name!r} in lists is not what was sealed"
            assert told in verify()[2], name


def test_another_author_and_a_lesions_advice_are_named(record: World) -> None:
    change(record.assessment, author_id=record.bob.pk)
    write(
        "UPDATE assessments_assessedlesion SET decision = 'x' WHERE assessment_id = %s", record.assessment.pk
    )
    told = verify()[2]
    assert "the assessment's 'author' in lists is not what was sealed" in told
    assert "the assessment's 'assessed' in lists is not what was sealed" in told


def test_a_signed_assessment_made_a_draft_again_is_named(record: World) -> None:
    change(record.assessment, status="draft")
    assert f"{place(report_of(record))}: its assessment is marked as 'draft'" in verify()[2]


def test_an_amendment_that_is_none_is_named(record: World) -> None:
    change(record.assessment, status="amended")
    assert f"{place(report_of(record))}: its assessment is marked as 'amended'" in verify()[2]


def test_an_amendment_is_none_of_these(record: World) -> None:
    amendment = signing.amend(assessment=record.assessment, reason="Typed wrongly", by=record.alice)
    assert verify()[0] == 0
    sign(amendment, record.alice)
    assert verify()[0] == 0


def test_a_draft_marked_as_signed_is_named(record: World) -> None:
    draft = actions.start_assessment(patient=record.patient, today=TODAY, by=record.alice)
    change(draft, status="signed")
    assert f"North: assessment {draft.uuid} is marked as signed and has no sealed report" in verify()[2]


def test_an_assessment_given_to_another_patient_is_named(record: World) -> None:
    other = actions.create_patient(unit=record.north, identifier="n-2", by=record.alice)
    change(record.assessment, patient_id=other.pk)
    assert "was moved to another patient, by no correction on record" in verify()[2]


def test_one_that_a_correction_moved_is_not(record: World) -> None:
    other = actions.create_patient(unit=record.north, identifier="n-2", by=record.alice)
    corrections.move_assessment(assessment=record.assessment, to=other, reason="Wrong one", by=record.bob)
    assert verify()[0] == 0
    change(Assessment.objects.get(pk=record.assessment.pk), patient_id=record.patient.pk)
    assert "was moved to another patient, by no correction on record" in verify()[2]


@pytest.mark.database
def test_no_statement_grows_with_the_number_of_reports(
    record: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the keys of 250,000 of them in one statement SQLite refused it, and a false alarm was told."""
    monkeypatch.setattr(verification, "WINDOW", 10)
    for _each in range(20):
        sign(actions.start_assessment(patient=record.patient, today=TODAY, by=record.bob), record.bob)
    longest = [0]

    def measure(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        longest[0] = max(longest[0], len(params or ()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(measure):
        assert verify()[0] == 0
    assert 0 < longest[0] <= 10 + 2


def test_a_longer_chain_takes_no_more_statements_a_row(
    record: World, django_assert_max_num_queries: Any
) -> None:
    def statements() -> int:
        with django_assert_max_num_queries(10_000) as counted:
            assert verify()[0] == 0
        return len(counted)

    before, rows = statements(), Chain.objects.get(name=f"{record.north.pk} access").sequence
    for _each in range(190):
        access_log.record_access(record.bob, "viewed", what="report", assessment=record.assessment)
    assert statements() == before, f"{rows} and {rows + 190} rows are one window"


# -- Erasure, clocks, keys ---------------------------------------------------------------------------------


@pytest.mark.database
def test_an_erasure_is_told_with_who_and_when(record: World) -> None:
    erase_identity(patient=record.patient, by=record.leah)
    code, out, errors = verify()
    assert (code, errors) == (0, "")
    event = UnitEvent.objects.get(kind="erased")
    at = timezone.localtime(event.at)
    assert (
        f"{place(event)}: leah erased a patient's identity on {at:%Y-%m-%d %H:%M:%S}; records changed: "
        in out
    )


def test_after_an_erasure_any_other_change_is_still_found(record: World) -> None:
    erase_identity(patient=record.patient, by=record.leah)
    sealed = report_of(record)
    change(sealed, identity=sealed.identity.replace("[erased]", "N-002"))
    assert f"{place(sealed)}: its identity or free text was changed" in verify()[2]
    change(sealed, identity=sealed.identity, content=sealed.content.replace("alice", "malice"))
    assert f"{place(sealed)}: was changed after it was sealed" in verify()[2]


def test_an_erasure_does_not_hide_what_was_changed_before(record: World) -> None:
    sealed = report_of(record)
    change(sealed, identity=sealed.identity.replace("N-001", "N-002"))
    with pytest.raises(DamagedRecordError):
        erase_identity(patient=record.patient, by=record.leah)
    assert not UnitEvent.objects.filter(kind="erased").exists()


def test_a_clock_that_ran_backwards_is_named_and_no_fault(
    record: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = timezone.now() - timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: past)
    note = signing.add_note(assessment=record.assessment, text="Before the one before", by=record.bob)
    monkeypatch.undo()
    code, out, _errors = verify()
    assert code == 0
    assert (
        f"{place(note)}: a clock ran backwards: {timezone.localtime(past):%Y-%m-%d %H:%M:%S} comes after"
        in out
    )


def test_a_clock_that_runs_ahead_is_named(record: World, monkeypatch: pytest.MonkeyPatch) -> None:
    future = timezone.now() + timedelta(days=365)
    monkeypatch.setattr("django.utils.timezone.now", lambda: future)
    note = signing.add_note(assessment=record.assessment, text="Later", by=record.bob)
    monkeypatch.undo()
    assert f"{place(note)}: a clock ran ahead" in verify()[1]


def test_a_key_can_be_replaced(record: World, settings: Any) -> None:
    old = settings.SEAL_KEYS[0]
    new = "the key that takes the place of the first one, and is as long as it must be"
    settings.SEAL_KEYS = [new, old]
    note = signing.add_note(assessment=record.assessment, text="Under the new one", by=record.bob)
    assert verify()[0] == 0
    settings.SEAL_KEYS = [old, new]
    late = signing.add_note(assessment=record.assessment, text="Under the old one", by=record.bob)
    settings.SEAL_KEYS = [new, old]
    assert f"{place(late)}: is sealed with an older key than the record before it" in verify()[2]
    settings.SEAL_KEYS = [new]
    assert f"North, record 1 to {late.sequence}: cannot be proved: the key" in verify()[2]
    assert content_of(note)["is_proved"]


def test_a_lost_key_hides_no_report_and_says_so(record: World, settings: Any, client: Client) -> None:
    settings.SEAL_KEYS = ["a key that was made because the first one was lost with the server"]
    client.force_login(record.alice)
    sentence = "It cannot be proved that this report is as it was signed"
    for name in ("report", "report_text", "report_pdf"):
        answer = client.get(reverse(f"assessments:{name}", args=[record.assessment.uuid]))
        assert answer.status_code == 200, name
        if name != "report_pdf":
            assert sentence in answer.content.decode(), name


# -- The database refuses ----------------------------------------------------------------------------------


@pytest.mark.database
def test_the_database_refuses(record: World) -> None:
    statements = ["UPDATE {} SET seal = seal", "DELETE FROM {}"]
    if connection.vendor != "sqlite":  # which has no TRUNCATE
        statements.append("TRUNCATE {} CASCADE")
    connection.check_constraints()
    for model in TABLES:
        for statement in statements:
            refused = pytest.raises(DatabaseError, match="is append-only")
            with undone(), refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement.format(model._meta.db_table))


@pytest.mark.database
def test_a_trigger_that_is_gone_and_a_permit_left_behind_are_told(record: World) -> None:
    assert append_only.missing() == []
    name = "assessments_plan_no_delete"
    with connection.cursor() as cursor:
        on = " ON assessments_plan" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on}")
        cursor.execute("INSERT INTO assessments_permit (reason) VALUES ('forgotten')")
    told = verify()[2]
    assert f"The database: its trigger {name} is missing" in told
    assert "The database: a permit to change records was left behind" in told
    append_only.install()
    assert append_only.missing() == []


@pytest.mark.database
def test_a_permit_ends_with_what_it_was_for(record: World) -> None:
    with pytest.raises(ZeroDivisionError), permitted("a test"):
        raise ZeroDivisionError
    assert not append_only.is_open()
    with permitted("a test"):
        assert append_only.is_open()
    assert not append_only.is_open()


def test_the_application_refuses_before_the_database(record: World) -> None:
    for model in TABLES:
        rows: Any = model._default_manager
        with pytest.raises(AppendOnlyError):
            rows.update(seal="")
        with pytest.raises(AppendOnlyError):
            rows.all().delete()
        with pytest.raises(AppendOnlyError):
            rows.bulk_create([], ignore_conflicts=True)
        row = rows.first()
        for write_again in (row.save, row.delete):
            with pytest.raises(AppendOnlyError):
                write_again()


@pytest.mark.database
def test_no_place_is_taken_twice(record: World) -> None:
    row = report_of(record)
    again = {name: getattr(row, name) for name in ("assessment", "unit", "by", "at", "content", "identity")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Sealed.objects.create(**again, kind="report")
    other = Sealed.objects.get(kind="board")
    with pytest.raises(IntegrityError), transaction.atomic():
        change(other, sequence=row.sequence)
    change(first(Plan, record), sequence=row.sequence)
    assert f"North, record {row.sequence}: is there more than once" in verify()[2]


# -- Independent of database and serialiser ----------------------------------------------------------------


def test_what_is_sealed_is_written_in_one_way() -> None:
    assert canonical({"b": "ü", "a": [1, None, 2.0, 2.5, True]}) == '{"a":[1,null,2,2.5,true],"b":"ü"}'
    assert canonical([1e16, -0.0]) == "[10000000000000000,0]"
    assert digest_of("ü") == "607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f"


@pytest.mark.database
def test_a_seal_is_the_same_on_every_database(world: World, settings: Any) -> None:
    """Worked out with sha256sum and openssl from the text that is sealed."""
    settings.SEAL_KEYS = ["k" * 60]
    at = datetime(2026, 11, 25, 9, 39, 0, 123_999, tzinfo=UTC)
    entry = AccessEntry(at=at, user=world.bob, kind="viewed", what="report", unit=world.north)
    entry.sequence, entry.user_id, entry.unit_id = 7, 3, 2
    assert canonical(entry.kept()) == (
        '{"at":"2026-11-25T09:39:00.123+00:00","kind":"viewed","unit":2,"user":3,"what":"report"}'
    )
    assert canonical(chains.content_of_seal(entry, "2 access")) == (
        '["2 access",7,"accessentry","1e050b70553d2a3d51169a4d3cd51a9c798268831c7298a80cfe02762e189a8f",""]'
    )
    assert chains.sealed(chains.content_of_seal(entry, "2 access")) == (
        "be69a786:f995116c88f709bf32985560b581103f8f8b7cb8f5e05340fe31191b89ca3144"
    )


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_dumped_and_loaded_nothing_is_changed(record: World, tmp_path: Path, form: str) -> None:
    """A serialiser that cuts microseconds broke every seal."""
    file = tmp_path / f"all.{form}"
    digests = sorted(Chain.objects.values_list("link", flat=True))
    call_command("dumpdata", format=form, output=str(file), exclude=["contenttypes", "auth.permission"])
    call_command("flush", interactive=False, verbosity=0)
    assert not Sealed.objects.exists()
    call_command("loaddata", str(file), verbosity=0)
    assert verify()[::2] == (0, "")
    assert sorted(Chain.objects.values_list("link", flat=True)) == digests
    sign(actions.start_assessment(patient=record.patient, today=TODAY, by=record.bob), record.bob)
    assert verify()[::2] == (0, "")


@pytest.mark.database
def test_a_time_that_is_none_is_named(record: World) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps a time that is none")
    row = first(FollowUp, record)
    for text in ("2026-13-45 99:99:99", "yesterday"):
        change(row, at=text)
        code, _out, errors = verify()
        assert code == 1
        assert f"North, record {row.sequence}" in errors


@pytest.mark.database
@pytest.mark.parametrize("text", ["", "null", "[]", '{"previous": 1}', "[" * 100_000])
def test_garbage_is_named_and_never_shown(record: World, client: Client, text: str) -> None:
    sealed = report_of(record)
    change(sealed, content=text)
    assert verify()[2].startswith(f"{place(sealed)}: was changed after it was sealed")
    client.force_login(record.alice)
    confirm(client)
    for name in ("report", "report_pdf", "report_text", "today", "note"):
        address = reverse(f"assessments:{name}", args=[record.assessment.uuid])
        answer = client.post(address) if name == "note" else client.get(address)
        assert answer.status_code == 409, name
        assert f"North, record {sealed.sequence} (sealed)" in answer.content.decode()


def test_each_unit_has_its_own_chains(record: World) -> None:
    patient = actions.create_patient(unit=record.south, identifier="S-1", by=record.charlie)
    sign(actions.start_assessment(patient=patient, today=TODAY, by=record.charlie), record.charlie)
    assert Chain.objects.get(unit=record.south, name__endswith=" records").sequence == 4
    assert verify()[0] == 0


@pytest.mark.database
def test_an_access_row_is_written_without_reading_others(
    record: World, django_assert_num_queries: Any
) -> None:
    """Take the end of the chain, add the row, move the end: whatever the length of the log."""
    with transaction.atomic(), django_assert_num_queries(5) as counted:
        access_log.record_access(record.bob, "viewed", what="report", assessment=record.assessment)
    told = [query["sql"].split()[0] for query in counted.captured_queries]
    assert told == ["SAVEPOINT", "SELECT", "UPDATE", "INSERT", "RELEASE"]
