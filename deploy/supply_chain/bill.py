"""Bill of materials: what the image is made of, as CycloneDX 1.6 (`make sbom`), and its licences as a page.

Names and versions are those of `requirements/runtime.txt`; licences are what installed packages say of themselves.

    python deploy/supply_chain/bill.py SBOM.json deploy/supply_chain/LICENCES.md
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[2] / "requirements/runtime.txt"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", re.MULTILINE)
_OF_WINDOWS = {"colorama": "BSD-3-Clause"}  # needed there alone: elsewhere it is not installed, or for another's sake
_HEAD = """# Licences

What the image is made of beside listener itself (Apache-2.0), by `make sbom`. Do not edit.

| package | version | licence |
|---|---|---|
"""


def locked() -> dict[str, str]:
    """Every package of the image, with its version."""
    return dict(_PIN.findall(LOCK.read_text("utf-8")))


def licence_of(name: str) -> str:
    """What a package says: its SPDX expression, else its classifiers, else its own words' first line."""
    if name in _OF_WINDOWS:
        return _OF_WINDOWS[name]
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return "unknown"
    if expression := found.get("License-Expression"):
        return str(expression)
    classifiers = [each for each in found.get_all("Classifier") or [] if each.startswith("License ::")]
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.count("::") > 1]
    words = (found.get("License") or "").strip().splitlines()
    return " AND ".join(named) or (words[0][:60] if words else "unknown")


def bill() -> dict[str, Any]:
    """The bill, without a time or number of its own: the same lock gives the same bytes."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "listener", "licenses": _licence("Apache-2.0")}},
        "components": [_component(name, version) for name, version in sorted(locked().items())],
    }


def _component(name: str, version: str) -> dict[str, Any]:
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": _licence(licence_of(name)),
    }


def _licence(text: str) -> list[dict[str, Any]]:
    return [{"license": {"name": text}}]


def licences() -> str:
    """The page."""
    return _HEAD + "".join(
        f"| {name} | {version} | {licence_of(name)} |\n" for name, version in sorted(locked().items())
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(bill(), indent=1) + "\n", "utf-8")
    Path(sys.argv[2]).write_text(licences(), "utf-8")
