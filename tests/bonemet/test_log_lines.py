"""The log as lines of JSON, and the access log again for the hospital's own watch: numbers and no names."""

import json
import logging
import logging.config
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bonemet import environment, places
from bonemet.log_lines import AsJson, OwnersFile
from tests.people import World


def record(message: str, *args: object, **more: Any) -> logging.LogRecord:
    made = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, message, args, more.pop("exc_info", None)
    )
    vars(made).update(more)
    return made


def test_a_line_has_its_time_with_the_offset_and_nothing_that_an_error_says() -> None:
    try:
        raise ValueError("DEMO-" + "01 was typed")
    except ValueError as error:
        told = record("not %s", "saved", exc_info=(type(error), error, error.__traceback__))
    text = AsJson().format(told)
    line = json.loads(text)
    assert "\n" not in text
    assert datetime.fromisoformat(line.pop("time")).utcoffset() is not None
    assert "ValueError" in line.pop("error")
    assert line == {"level": "ERROR", "logger": "django.request", "message": "not saved"}
    assert "DEMO-01" not in text


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Path]:
    """The access log goes to this file too, as BONEMET_ACCESS_LOG has it."""
    file, lines = tmp_path / "access.jsonl", logging.getLogger("bonemet.access")
    handler = OwnersFile(file, delay=True)
    handler.setFormatter(AsJson())
    before = lines.level
    lines.addHandler(handler)
    lines.setLevel(logging.INFO)
    yield file
    lines.setLevel(before)
    lines.removeHandler(handler)
    handler.close()


def read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def test_a_look_is_told_by_numbers_once_it_is_written(
    world: World, alices: Client, watched: Path, django_capture_on_commit_callbacks: Any
) -> None:
    world.patient.name = "Example patient 1"
    world.patient.save()
    with django_capture_on_commit_callbacks(execute=True):
        alices.get(reverse("assessments:hub", args=[world.assessment.uuid]))
        assert read(watched) == []
    (line,) = [one for one in read(watched) if one["kind"] == "viewed"]
    assert watched.stat().st_mode & 0o777 == 0o600
    assert datetime.fromisoformat(line["at"]).utcoffset() is not None
    told = {key: line[key] for key in ("user", "unit", "patient", "assessment", "what", "message", "logger")}
    assert told == {
        "user": world.alice.pk,
        "unit": world.north.pk,
        "patient": world.patient.pk,
        "assessment": world.assessment.pk,
        "what": "overview",
        "message": "access",
        "logger": "bonemet.access",
    }
    text = watched.read_text("utf-8")
    for name in ("alice", "N-001", "Example patient", "North", str(world.patient.uuid)):
        assert name not in text


def test_what_is_not_written_is_not_told(
    world: World, watched: Path, django_capture_on_commit_callbacks: Any
) -> None:
    from django.db import transaction

    from assessments.actions.access_log import record_access

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        record_access(world.alice, "exported", assessment=world.assessment)
        transaction.set_rollback(True)
    assert read(watched) == []


def test_a_file_that_logrotate_moved_away_is_begun_anew(tmp_path: Path) -> None:
    handler = OwnersFile(tmp_path / "access.jsonl")
    handler.setFormatter(AsJson())
    handler.emit(record("one"))
    (tmp_path / "access.jsonl").rename(tmp_path / "access.jsonl.1")
    handler.emit(record("two"))
    handler.close()
    assert [read(tmp_path / name)[0]["message"] for name in ("access.jsonl.1", "access.jsonl")] == [
        "one",
        "two",
    ]


def test_it_can_go_to_the_syslog_of_another_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(10)
        monkeypatch.setenv("BONEMET_ACCESS_LOG", f"syslog:127.0.0.1:{receiver.getsockname()[1]}")
        handler = places.access_log()
        assert handler is not None
        config = {"version": 1, "disable_existing_loggers": False, "handlers": {"access": handler}}
        config |= {"formatters": {"json": {"class": "bonemet.log_lines.AsJson"}}}
        config |= {"loggers": {"tried": {"handlers": ["access"], "level": "INFO", "propagate": False}}}
        logging.config.dictConfig(config)
        logging.getLogger("tried").info("access", extra={"told": {"kind": "viewed"}})
        data = receiver.recv(4096).rstrip(b"\0")
        logging.getLogger("tried").handlers[0].close()
    assert data.startswith(b"<86>bonemet: {")  # authpriv, info
    assert json.loads(data[len(b"<86>bonemet: ") :])["kind"] == "viewed"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("access.jsonl", "give a file by its whole path, syslog, or syslog:host:port"),
        ("syslog:host", "give a file by its whole path, syslog, or syslog:host:port"),
        ("/nowhere/at/all/access.jsonl", "where no file can be written"),
        ("/", "where no file can be written"),
    ],
)
def test_a_place_that_cannot_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str, sentence: str
) -> None:
    monkeypatch.setenv("BONEMET_ACCESS_LOG", value)
    with pytest.raises(environment.SettingMissing, match=sentence):
        places.access_log()
