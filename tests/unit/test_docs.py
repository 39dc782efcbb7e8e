"""The pages for people are true: every file, folder and test that they name is there."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("docs", "examples", "deploy", "pipelines", "listener", "tests")
PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (*ROOT.glob("*.md"), *(page for each in FOLDERS for page in (ROOT / each).rglob("*.md")))
)

_PATH = re.compile(r"`((?:models|pipelines|listener|tests|deploy)/[\w./-]*)(?:::(\w+))?`")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")


def named(page: str) -> Iterator[tuple[str, str]]:
    """The paths that a page names in code, each with the test that it names in it, if any."""
    for found in _PATH.finditer((ROOT / page).read_text("utf-8")):
        yield found[1], found[2] or ""


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_is_there(page: str) -> None:
    missing = [path for path, _ in named(page) if not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    tests = [(path, test) for path, test in named(page) if test]
    assert [each for each in tests if f"def {each[1]}(" not in (ROOT / each[0]).read_text("utf-8")] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    assert [link for link in _LINK.findall((ROOT / page).read_text("utf-8")) if not (here / link).exists()] == []


def test_whoever_reads_on_from_the_readme_comes_to_every_page(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "docs" / "staging.py", tmp_path], check=True)
    of_people = [page for page in PAGES if not page.startswith(("tests/", "listener/"))]
    assert [page for page in of_people if not (tmp_path / page).is_file()] == []


def test_every_invariant_names_a_test_that_holds_it() -> None:
    rules = [line for line in (ROOT / "INVARIANTS.md").read_text("utf-8").splitlines() if line.startswith("- ")]
    assert rules
    assert [rule for rule in rules if "::test_" not in rule] == []
