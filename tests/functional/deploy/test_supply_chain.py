"""What we are made of: pinned, by hash, listed with its licence, and of licences that go with ours."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.functional.run import ROOT

LOCKS = ("runtime", "dev", "build")
BILL = ROOT / "deploy/supply_chain/bill.py"
GOES_WITH_OURS = ("MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "MPL", "Mozilla")


def entries(name: str) -> dict[str, tuple[str, int]]:
    """The packages of a lock: version, and how many hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    found: dict[str, tuple[str, int]] = {}
    for block in blocks:
        name, _, version = block.split()[0].partition("==")
        found[name.lower().replace("_", "-")] = version, block.count("--hash=sha256:")
    return found


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return {
        name.lower().replace("_", "-"): version
        for name, _, version in (line.partition("==") for line in lines if line and not line.startswith("#"))
    }


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_hashes_and_the_version_that_is_pinned(name: str) -> None:
    found, pinned = entries(name), pins()
    assert found
    assert [package for package, (_, hashes) in found.items() if not hashes] == []
    elsewhere = {"colorama"}  # for Windows alone
    assert {package: version for package, (version, _) in found.items() if package not in elsewhere} == {
        package: pinned.get(package) for package in found if package not in elsewhere
    }


def test_the_image_has_no_more_than_what_runs() -> None:
    assert {"pytest", "hypothesis", "mypy"}.isdisjoint(entries("runtime"))
    assert set(entries("runtime")) < set(entries("dev"))


def test_the_bill_lists_what_the_image_is_made_of_and_the_page_is_as_written(tmp_path: Path) -> None:
    bill, page = tmp_path / "sbom.json", tmp_path / "licences.md"
    subprocess.run([sys.executable, BILL, bill, page], check=True)
    found = json.loads(bill.read_text())
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    names = {each["name"].lower().replace("_", "-") for each in found["components"]}
    assert names == set(entries("runtime"))
    assert all(each["purl"].endswith(f"@{each['version']}") for each in found["components"])
    assert page.read_text() == (ROOT / "deploy/supply_chain/LICENCES.md").read_text("utf-8"), "make sbom"


def test_every_licence_goes_with_ours() -> None:
    rows = [
        line.strip("| ").split(" | ")
        for line in (ROOT / "deploy/supply_chain/LICENCES.md").read_text("utf-8").splitlines()
        if re.match(r"\| [\w.-]+ \| \d", line)
    ]
    assert len(rows) > 40
    assert [row for row in rows if not any(word in row[2] for word in GOES_WITH_OURS)] == []
