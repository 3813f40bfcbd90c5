"""A list of pinned packages installs also once somebody has released a newer version of one of them."""

import base64
import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.drawn import one_in

ROOT = Path(__file__).parent.parent
FILES = (
    "Makefile",
    "README.md",
    ".ci/run",
    *(str(path.relative_to(ROOT)) for path in ROOT.glob("docs/*.md")),
)


def installing() -> dict[str, str]:
    """Where a list of packages is installed, and with which options of pip."""
    command = re.compile(r"pip install ((?:--[\w-]+ )*)-r requirements[\w-]*\.txt")
    return {
        f"{name}:{number}": found[1].strip()
        for name in FILES
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)
        for found in command.finditer(line)
    }


def wheel(folder: Path, name: str, version: str, *metadata: str) -> str:
    """Write a wheel that holds one empty module; give the line that pins it."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": "\n".join(
            ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *metadata, ""]
        ),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}"
        for path, text in files.items()
    ]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def test_every_list_is_installed_in_the_same_way() -> None:
    assert {place.split(":")[0] for place in installing()} >= {"Makefile", "README.md"}
    for place, options in installing().items():
        assert {"--no-deps", "--require-hashes"} <= set(options.split()), place


@pytest.mark.parametrize("options", one_in(3, sorted(set(installing().values()))))
def test_a_newer_release_of_a_package_with_extras_does_not_stop_the_installation(
    tmp_path: Path, options: str
) -> None:
    """pip 23 took the `plug[more]>=1` of a pinned package for an unpinned wish once plug 2.0 was there."""
    index = tmp_path / "index"
    index.mkdir()
    pinned = wheel(index, "plug", "1.0", "Provides-Extra: more")
    pinned += wheel(index, "wants", "1.0", "Requires-Dist: plug[more]>=1.0")
    wheel(index, "plug", "2.0", "Provides-Extra: more")
    (tmp_path / "list.txt").write_text(pinned, "utf-8")

    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    source = ["--no-index", "--find-links", str(index), "-r", str(tmp_path / "list.txt")]
    subprocess.run([python, "-m", "pip", "install", *options.split(), *source], check=True)
    shown = subprocess.run(
        [python, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "plug==1.0" in shown.stdout
    assert "wants==1.0" in shown.stdout
    checked = subprocess.run([python, "-m", "pip", "check"], check=False)
    assert checked.returncode == 0


def test_on_arm64_nothing_is_asked_for_that_has_no_wheel_there() -> None:
    """pysqlite3 has none, and would be built from source; the SQLite of the system takes its place."""
    pins = re.findall(r"^([a-z].*?) \\$", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    asked = {
        machine: {
            one.name
            for one in map(Requirement, pins)
            if not one.marker or one.marker.evaluate({"sys_platform": "linux", "platform_machine": machine})
        }
        for machine in ("x86_64", "aarch64")
    }
    assert asked["x86_64"] - asked["aarch64"] == {"pysqlite3"}
    assert {"django", "granian", "typst", "argon2-cffi-bindings"} <= asked["aarch64"]
