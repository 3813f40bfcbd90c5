"""The units of systemd: systemd itself reads them, and each command in them can be run."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import granian.log
import pytest

from tests.drawn import one_in
from tests.faults.server import Server

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
COMMAND = re.compile(r"^Exec(?:Start|StartPre)=(.+)$", re.MULTILINE)


def test_every_job_has_its_timer() -> None:
    assert [path.name for path in UNITS] == [
        "bonemet-backup.service",
        "bonemet-backup.timer",
        "bonemet-daily.service",
        "bonemet-daily.timer",
        "bonemet-deliver.service",
        "bonemet-deliver.timer",
        "bonemet-results.service",
        "bonemet-results.timer",
        "bonemet-verify.service",
        "bonemet-verify.timer",
        "bonemet.service",
    ]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units as on a host on which bonemet is installed in another folder."""
    opt = tmp_path / "opt"
    (opt / ".venv").mkdir(parents=True)
    (opt / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    folder = tmp_path / "systemd"
    folder.mkdir()
    for path in UNITS:
        (folder / path.name).write_text(path.read_text("utf-8").replace("/opt/bonemet", str(opt)), "utf-8")
    return folder


def test_systemd_reads_them(installed: Path, program: Callable[[str], str]) -> None:
    read = subprocess.run(
        [program("systemd-analyze"), "verify", *sorted(installed.iterdir())],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    about_ours = [line for line in read.stderr.splitlines() if "bonemet" in line]
    assert (read.returncode, about_ours) == (0, [])


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_their_exposure_is_at_most_two(service: Path, program: Callable[[str], str]) -> None:
    judged = subprocess.run(
        [program("systemd-analyze"), "security", "--offline=true", "--threshold=20", "--no-pager", service],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert judged.returncode == 0, judged.stdout[-400:]


@pytest.mark.parametrize(
    "service", one_in(3, [path for path in SERVICES if path.stem != "bonemet"]), ids=lambda path: path.stem
)
def test_each_job_runs_by_hand_as_written(service: Path, served: Server, tmp_path: Path) -> None:
    commands = COMMAND.findall(service.read_text("utf-8"))
    assert commands
    for command in commands:
        words = command.split()
        assert words[0] == "/opt/bonemet/.venv/bin/python"
        done = subprocess.run(
            [sys.executable, *words[1:]],
            env=served.environment | {"BONEMET_BACKUPS": str(tmp_path)},
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def test_the_server_is_started_as_the_readme_says() -> None:
    (start,) = [
        command for command in COMMAND.findall((ROOT / "deploy/systemd/bonemet.service").read_text("utf-8"))
        if "granian" in command
    ]  # fmt: skip
    told = re.search(r"^\.venv/bin/granian (.+)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert told is not None
    here = start.replace("/opt/bonemet/bonemet/wsgi.py:", "bonemet.wsgi:")
    assert set(told[1].split()) <= set(here.split())


def test_each_may_write_where_the_settings_send_it() -> None:
    """Every one reads the same settings: what one may not write to, none of them starts with."""
    for service in SERVICES:
        text = service.read_text("utf-8")
        assert "\nStateDirectory=bonemet\n" in text, service.name
        assert "\nLogsDirectory=bonemet\n" in text, service.name
        assert "\nUMask=0077\n" in text, service.name
        assert "\nProtectSystem=strict\nProtectHome=yes\n" in text, service.name
        assert "\nIPAddressDeny=any\nIPAddressAllow=localhost" in text, service.name


def test_the_way_to_install_names_every_timer_and_file() -> None:
    told = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    for path in UNITS:
        assert path.suffix != ".timer" or path.name in told, path.name
    for name in ("Caddyfile", "Containerfile", "nginx.conf", "sysctl/60-bonemet.conf", "logrotate/bonemet"):
        assert f"deploy/{name}" in told
        assert (ROOT / "deploy" / name).is_file()


def test_the_servers_own_lines_carry_time_and_offset(capsys: pytest.CaptureFixture[str]) -> None:
    """Granian's have neither by themselves; the unit and the container name the file that gives them."""
    for name in ("systemd/bonemet.service", "Containerfile"):
        words = re.sub(r'[",]', "", (ROOT / "deploy" / name).read_text("utf-8"))
        assert "--log-config deploy/granian-log.json" in words, name
    said = json.loads((ROOT / "deploy" / "granian-log.json").read_text("utf-8"))
    try:
        granian.log.configure_logging(granian.log.LogLevels.info, said)
        granian.log.logger.info("Started worker-1")
    finally:
        granian.log.configure_logging(granian.log.LogLevels.info)
    told = capsys.readouterr().err
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} INFO granian: Started worker-1\n", told), (
        told
    )


def test_a_new_process_has_time_to_start_before_the_old_one_ends() -> None:
    """In the unit and in the container; `make prove` reloads under load (test_reload.py)."""
    for name in ("systemd/bonemet.service", "Containerfile"):
        words = re.sub(r'[",]', "", (ROOT / "deploy" / name).read_text("utf-8"))
        assert "--respawn-interval 15 --no-http1-keep-alive --workers-max-rss 400" in words, name
