"""The pages for people are true: every file, folder and test that they name is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "GLOSSARY.md",
    "INVARIANTS.md",
    "CONTRIBUTING.md",
    "deploy/README.md",
    "SECURITY.md",
    "deploy/DATA_PROTECTION.md",
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


def test_every_invariant_names_a_test_that_holds_it() -> None:
    rules = [line for line in (ROOT / "INVARIANTS.md").read_text("utf-8").splitlines() if line.startswith("- ")]
    assert rules
    assert [rule for rule in rules if "::test_" not in rule] == []
