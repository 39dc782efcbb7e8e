"""The pages are true: the commands of README, docs/ and examples/ run and print what is shown; campaigns are good."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from listener.campaign_file import check_campaign, find_warnings
from tests.functional.run import ROOT

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]
NAMING_VERBS = [*PAGES, *(ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"))]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def commands(page: Path) -> list[str]:
    """What a page asks one to type, without a broker; a backslash at its end goes on with the next line."""
    joined = [re.sub(r"\\\n *", "", block) for block in blocks(page, "console")]
    return [line[2:] for block in joined for line in block.splitlines() if line.startswith("$ ")]


WITH_COMMANDS = [page for page in PAGES if commands(page)]


def run(command: str, folder: Path) -> str:
    """What a command prints, in a folder that has what a clone has; it succeeds."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LISTENER_")}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "140", "NO_COLOR": "1"}
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def run_all(page: Path, folder: Path) -> str:
    for each in ("deploy", "examples", "listener"):
        (folder / each).symlink_to(ROOT / each)
    return "".join(run(command, folder) for command in commands(page))


@pytest.mark.parametrize("page", [page for page in WITH_COMMANDS if page != README], ids=name)
def test_the_commands_of_a_page_run_one_after_the_other(page: Path, tmp_path: Path) -> None:
    run_all(page, tmp_path)


def test_the_ten_minutes_of_the_readme_run_and_print_what_it_shows(tmp_path: Path) -> None:
    printed = run_all(README, tmp_path)
    (shown,) = blocks(README, "text")
    assert len(shown.splitlines()) == 6
    assert [line for line in shown.splitlines() if line not in printed] == []


def test_the_pages_ask_for_commands_of_every_kind() -> None:
    asked = {command.split()[1] for page in PAGES for command in commands(page) if command.startswith("listener ")}
    assert {"new", "check", "import", "replay", "simulate", "tag", "ledger", "brief"} <= asked


def test_every_verb_of_make_that_is_named_is_there() -> None:
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        verb for page in NAMING_VERBS for verb in re.findall(r"(?:`|\$ )make ([a-z-]+)", page.read_text("utf-8"))
    }
    assert {"demo", "test", "docs"} <= named <= verbs


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_of_listener_that_is_named_is_there(page: Path) -> None:
    from listener.cli import app

    known = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    known |= {group.name for group in app.registered_groups if group.name}
    named = set(re.findall(r"(?:^|`|\$ )listener ([a-z]+)", page.read_text("utf-8"), re.MULTILINE))
    assert named <= known


CAMPAIGNS = {
    **{name(page): text for page in PAGES for text in blocks(page, "yaml")},
    **{name(each): each.read_text("utf-8") for each in sorted((ROOT / "examples").rglob("campaign.yaml"))},
}


@pytest.mark.parametrize("where", CAMPAIGNS)
def test_the_campaigns_on_pages_and_of_examples_are_good(where: str) -> None:
    checked = check_campaign(CAMPAIGNS[where], where)
    assert find_warnings(checked.campaign, checked.lines) == ()


@pytest.mark.slow
def test_the_site_has_every_page_and_no_dead_link(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="the site is made by mkdocs: pip install 'listener[docs]'")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    subprocess.run([sys.executable, ROOT / "docs" / "staging.py", tmp_path / "build" / "pages"], check=True)
    made = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "docs/mkdocs.yaml"]
    done = subprocess.run(made, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pages = {page.relative_to(ROOT).with_suffix(".html") for page in PAGES if page.name != "README.md"}
    assert [page for page in pages if not (tmp_path / "build" / "site" / page).is_file()] == []
