"""The chain of what is signed: whatever is touched is found, and the first record touched is named."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from assessments.actions import assessments as actions
from assessments.actions import signing
from assessments.models import Revision, Sealed
from assessments.models.base import AppendOnlyError
from assessments.record.chain import canonical, digest_of, faults
from tests.web.people import TODAY, World, confirm, fill, sign


@pytest.fixture
def chain(world: World) -> World:
    """Three records: a report, a note to it, a report of another assessment."""
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    signing.add_note(assessment=world.assessment, text="Seen again. Überprüft.", by=world.bob)
    second = actions.start_assessment(patient=world.patient, today=TODAY, by=world.bob)
    sign(second, world.bob)
    return world


def write(sequence: int, **columns: object) -> None:
    """Write into the database past the application, as somebody with access to it could."""
    names = ", ".join(f"{name} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE assessments_sealed SET {names} WHERE sequence = %s", [*columns.values(), sequence]
        )


def found(world: World) -> list[str]:
    return [str(fault) for fault in faults(world.north)]


def verify(*known: str) -> tuple[int, str, str]:
    out, errors, code = StringIO(), StringIO(), 0
    try:
        call_command("verify_records", known=list(known), stdout=out, stderr=errors)
    except SystemExit as end:
        code = int(str(end.code))
    return code, out.getvalue(), errors.getvalue()


def test_an_untouched_chain_is_proved(chain: World) -> None:
    last = Sealed.objects.get(sequence=3)
    code, out, errors = verify(last.digest)
    assert (code, errors) == (0, "")
    assert f"North: 3 records, last digest {last.digest}" in out
    assert "Nothing that is sealed was touched." in out


@pytest.mark.parametrize("sequence", [1, 2, 3])
def test_any_byte_of_a_snapshot_is_found_and_named(chain: World, sequence: int) -> None:
    content = Sealed.objects.get(sequence=sequence).content
    step = max(1, len(content) // 80)
    places = {*range(0, len(content), step), len(content) - 1}
    for place in sorted(places):
        other = "0" if content[place] != "0" else "1"
        write(sequence, content=content[:place] + other + content[place + 1 :])
        assert found(chain)[0] == (
            f"North, record {sequence}: its content or its digest was changed after it was sealed"
        ), f"byte {place}"
    write(sequence, content=content + " ")
    assert found(chain)
    write(sequence, content=content)
    assert not found(chain)


def test_the_command_names_the_first(chain: World) -> None:
    write(2, content=Sealed.objects.get(sequence=2).content.replace("Seen", "Sean"))
    code, _out, errors = verify()
    assert code == 1
    assert errors.splitlines()[0] == (
        "North, record 2: its content or its digest was changed after it was sealed"
    )


@pytest.mark.parametrize("sequence", [1, 2])
def test_a_record_written_anew_with_its_digest_is_named(chain: World, sequence: int) -> None:
    text = Sealed.objects.get(sequence=sequence).content.replace("alice", "malice").replace("Seen", "Sean")
    write(sequence, content=text, digest=digest_of(text))
    assert found(chain)[0] == f"North, record {sequence}: is not the record that the next one was sealed onto"


def test_a_last_record_written_anew_is_found_by_a_digest_kept_elsewhere(chain: World) -> None:
    last = Sealed.objects.get(sequence=3)
    text = last.content.replace("bob", "rob")
    write(3, content=text, digest=digest_of(text))
    assert verify()[0] == 0
    code, _out, errors = verify(last.digest)
    assert code == 1
    assert last.digest in errors


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"by_id": 1_000}, "its column 'by' is not what was sealed"),
        ({"at": "2026-01-01 00:00:00"}, "its column 'at' is not what was sealed"),
        ({"digest": "0" * 64}, "its content or its digest was changed after it was sealed"),
        ({"kind": "note"}, "its column 'kind' is not what was sealed"),
    ],
)
def test_a_changed_column_is_found(chain: World, columns: dict[str, object], words: str) -> None:
    if "by_id" in columns:
        columns = {"by_id": chain.rita.pk}
    write(1, **columns)
    assert f"North, record 1: {words}" in found(chain)


def test_a_record_taken_out_is_missing(chain: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM assessments_sealed WHERE sequence = 2")
    assert found(chain)[0] == "North, record 2: is missing"


def test_a_report_cut_off_the_end_is_missing(chain: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM assessments_sealed WHERE sequence = 3")
    assert found(chain)[0].startswith("North, record 3: is missing: Assessment ")


def test_a_changed_revision_is_found(chain: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_revision SET section = 'pain' WHERE number = 2 AND assessment_id = %s",
            [chain.assessment.pk],
        )
    assert found(chain) == ["North, record 1: the revisions of its assessment are not what was sealed"]


def test_a_signed_assessment_made_a_draft_again_is_found(chain: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_assessment SET status = 'draft' WHERE id = %s", [chain.assessment.pk]
        )
    assert found(chain) == ["North, record 1: its assessment is marked as a draft again"]


def test_each_unit_has_its_own_chain(chain: World) -> None:
    patient = actions.create_patient(unit=chain.south, identifier="S-1", by=chain.charlie)
    assessment = actions.start_assessment(patient=patient, today=TODAY, by=chain.charlie)
    assert sign(assessment, chain.charlie).sequence == 1
    assert verify()[0] == 0


def test_the_application_changes_nothing_that_is_sealed(chain: World) -> None:
    for rows in (Sealed.objects, Revision.objects):
        with pytest.raises(AppendOnlyError):
            rows.update(at=None)
        with pytest.raises(AppendOnlyError):
            rows.all().delete()
    sealed = Sealed.objects.earliest("sequence")
    sealed.content = "other"
    with pytest.raises(AppendOnlyError):
        sealed.save()
    with pytest.raises(AppendOnlyError):
        sealed.delete()


def test_no_place_in_the_chain_is_taken_twice(chain: World) -> None:
    first = Sealed.objects.get(sequence=1)
    again = {name: getattr(first, name) for name in ("unit", "assessment", "by", "at", "content", "digest")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Sealed.objects.create(**again, sequence=3, kind="note")
    with pytest.raises(IntegrityError), transaction.atomic():
        Sealed.objects.create(**again, sequence=4, kind="report")


def test_what_is_sealed_is_written_in_one_way() -> None:
    assert canonical({"b": "ü", "a": [1, None]}) == '{"a":[1,null],"b":"ü"}'
    assert digest_of("ü") == "607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f"


GARBAGE = ["", "null", "[]", '{"previous": 1}', "[" * 100_000, '{"erased": [[1], 2, "x"]}']


@pytest.mark.parametrize("text", GARBAGE)
@pytest.mark.parametrize("sequence", [1, 2, 3])
def test_garbage_with_its_own_digest_is_reported(chain: World, sequence: int, text: str) -> None:
    write(sequence, content=text, digest=digest_of(text))
    code, _out, errors = verify()
    assert code == 1
    assert errors.startswith(f"North, record {sequence}: has no ")


@pytest.mark.parametrize("text", GARBAGE)
def test_garbage_that_calls_itself_an_erasure_is_reported(chain: World, text: str) -> None:
    write(2, content=text, digest=digest_of(text), kind="erasure")
    code, _out, errors = verify()
    assert code == 1
    assert errors.startswith("North, record 2: has no ")


def test_a_time_that_is_none_is_reported(chain: World) -> None:
    write(1, at="2026-13-45 99:99:99")
    code, _out, errors = verify()
    assert code == 1
    assert "North: its records cannot all be read (ValueError)" in errors
    write(1, at="yesterday")
    code, _out, errors = verify()
    assert code == 1
    assert "North, record 1: its column 'at' is not what was sealed" in errors


@pytest.mark.parametrize("name", ["report", "report_pdf", "report_text", "today", "note"])
def test_what_was_changed_since_is_not_shown_as_signed(chain: World, client: Client, name: str) -> None:
    client.force_login(chain.alice)
    confirm(client)
    address = reverse(f"assessments:{name}", args=[chain.assessment.uuid])
    content = Sealed.objects.get(sequence=1).content
    for text in (content.replace("N-001", "N-002"), "{", "[]"):
        write(1, content=text)
        answer = client.post(address) if name == "note" else client.get(address)
        assert answer.status_code == 409
        assert "This record is not as it was sealed" in answer.content.decode()
        assert "N-002" not in answer.content.decode()
