"""What bonemet is made of that others wrote: read from the lock, from what is installed, and from static/."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.txt"
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|ofl|authors)", re.IGNORECASE)
NAME_OF_TROVE = "License :: OSI Approved :: "
# Longer texts in the field are the licence itself and no name of it.
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned package, with the SHA-256 of every file of it that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name.lower()}@{self.version}"

    @property
    def installed(self) -> metadata.Distribution | None:
        try:
            return metadata.distribution(self.name)
        except metadata.PackageNotFoundError:
            return None

    @property
    def licence(self) -> str:
        """The name of its licence as the package says it; empty where nobody does."""
        if self.name in NAMED or self.installed is None:
            return NAMED.get(self.name, "")
        said: Any = self.installed.metadata
        named = said.get("License-Expression") or said.get("License") or ""
        if named and "\n" not in named and len(named) <= LONGEST_NAME:
            return str(named)
        troves = said.get_all("Classifier") or []
        return " / ".join(
            trove.removeprefix(NAME_OF_TROVE) for trove in troves if trove.startswith(NAME_OF_TROVE)
        )

    @property
    def texts(self) -> list[str]:
        """The texts of licence and notices that it carries."""
        files = (self.installed.files or []) if self.installed else []
        kept = [
            file for file in files if LICENCE_FILE.match(file.name) and file.suffix not in {".py", ".pyc"}
        ]
        return [text for file in kept if (text := Path(file.locate()).read_text("utf-8", "replace").strip())]


@dataclass(frozen=True, slots=True)
class Asset:
    """Something of others inside a package or under static/, which goes to the browser or is built in."""

    name: str
    version: str
    licence: str
    inside: str


# Seen in the packages themselves; a test reads the versions there again.
ASSETS = (
    Asset("bootstrap", "5.3.8", "MIT", "bootstrap-wrapper"),
    Asset("htmx", "2.0.10", "0BSD", "django-htmx"),
    Asset("lucide icons", "as in the package", "ISC", "lucide"),
    Asset("Source Sans", "as in static/fonts", "OFL-1.1", "static/fonts/bonemet-sans.woff2"),
    Asset("Source Sans Pro", "as in the package", "OFL-1.1", "font-source-sans-pro"),
    Asset("Noto Sans CJK", "as in the package", "OFL-1.1", "noto-cjk-sans-otc"),
    Asset("SQLite", "as in the package", "blessing", "pysqlite3"),
)
# Packages that do not name their licence in a word, and those that are not installed on Linux.
NAMED = {"pysqlite3": "Zlib", "colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}
FOR_WINDOWS = "Not installed here: for Windows only."
NO_TEXT = "Its package carries no text of its licence."
ONLY_ON_WINDOWS = ("colorama", "tzdata")


def locked(lock: Path = LOCK) -> list[Package]:
    """List what a lock pins. Raises ValueError where an entry is not pinned and hashed."""
    packages = []
    for entry in re.split(r"\n(?=\w)", lock.read_text("utf-8").strip()):
        pinned = re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", entry)
        hashes = re.findall(r"--hash=sha256:(\w+)", entry)
        if not pinned or not hashes:
            raise ValueError(f"{lock.name} holds what is not pinned with a hash: {entry.splitlines()[0]}")
        packages.append(Package(pinned[1], pinned[2], tuple(hashes)))
    return packages


def sbom(version: str, made_at: str) -> dict[str, Any]:
    """Give the list of what runs as CycloneDX 1.6. `made_at` is ISO; the same lock gives the same list."""
    packages = locked()
    whole = f"pkg:generic/bonemet@{version}"
    by_name = {package.name.lower().replace("_", "-"): package for package in packages}
    asked = re.findall(r"^([\w-]+)", (ROOT / "requirements.in").read_text("utf-8"), re.MULTILINE)
    tree = [{"ref": whole, "dependsOn": sorted(by_name[name.lower()].purl for name in asked)}]
    tree += [{"ref": package.purl, "dependsOn": _needs(package, by_name)} for package in packages]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, whole + LOCK.read_text('utf-8'))}",
        "version": 1,
        "metadata": {
            "timestamp": made_at,
            "component": {
                "type": "application",
                "bom-ref": whole,
                "name": "bonemet",
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": [*map(_component, packages), *map(_asset, ASSETS)],
        "dependencies": tree,
    }


def _component(package: Package) -> dict[str, Any]:
    named = {"licenses": [{"license": {"name": package.licence}}]} if package.licence else {}
    return {
        "type": "library",
        "bom-ref": package.purl,
        "purl": package.purl,
        "name": package.name,
        "version": package.version,
        "hashes": [{"alg": "SHA-256", "content": content} for content in package.hashes],
        **named,
    }


def _asset(asset: Asset) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": f"asset:{asset.name}",
        "name": asset.name,
        "version": asset.version,
        "licenses": [{"license": {"name": asset.licence}}],
        "properties": [{"name": "bonemet:inside", "value": asset.inside}],
    }


def _needs(package: Package, by_name: dict[str, Package]) -> list[str]:
    """List what a package asks for here, as far as the lock has it."""
    found = set()
    for line in (package.installed.requires or []) if package.installed else []:
        wish = Requirement(line)
        name = wish.name.lower().replace("_", "-")
        if name in by_name and (wish.marker is None or wish.marker.evaluate({"extra": ""})):
            found.add(by_name[name].purl)
    return sorted(found)


def notices() -> str:
    """Give the licences of everything that runs or goes to the browser, each text once."""
    parts = ["What bonemet is made of that others wrote, and on which terms.", ""]
    seen: dict[str, str] = {}
    parts += [f"{a.name} ({a.version}), inside {a.inside}: {a.licence}" for a in ASSETS]
    for package in locked():
        parts += ["", "=" * 80, f"{package.name} {package.version}: {package.licence or 'see below'}", ""]
        for text in package.texts:
            parts.append(f"(as of {seen[text]})" if text in seen else text)
            seen.setdefault(text, package.name)
        if not package.texts:
            parts.append(FOR_WINDOWS if package.name in ONLY_ON_WINDOWS else NO_TEXT)
    fonts = (ROOT / "static" / "fonts" / "OFL.txt").read_text("utf-8").strip()
    return "\n".join([*parts, "", "=" * 80, "static/fonts/bonemet-sans.woff2", "", fonts, ""])
