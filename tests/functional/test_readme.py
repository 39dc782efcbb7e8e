"""The README is true: its commands run, its campaign is good, its links lead somewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from listener.campaign_file import check_campaign, find_warnings
from tests.functional.run import ROOT

DOCS = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")]
README = DOCS[0].read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    """What the README asks one to type, without a broker."""
    return [line[2:] for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]


def test_the_commands_run_one_after_the_other(tmp_path: Path) -> None:
    for name in ("deploy", "listener"):
        (tmp_path / name).symlink_to(ROOT / name)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for command in (each for each in commands() if not each.startswith("make ")):
        done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def test_every_verb_of_make_that_is_named_is_there() -> None:
    verbs = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {verb for doc in DOCS for verb in re.findall(r"(?:`|\$ )make ([a-z]+)", doc.read_text("utf-8"))}
    assert {"demo", "test"} <= named <= verbs


def test_every_command_of_listener_that_is_named_is_there() -> None:
    from listener.cli import app

    known = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    known |= {group.name for group in app.registered_groups if group.name}
    named = set(re.findall(r"(?:^|`|\$ )listener ([a-z]+)", README, re.MULTILINE))
    assert {"check", "replay", "worker"} <= named <= known


def test_the_campaign_in_the_readme_is_good() -> None:
    (text,) = blocks("yaml")
    checked = check_campaign(text, "README.md")
    assert find_warnings(checked.campaign, checked.lines) == ()


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_every_link_and_every_path_leads_somewhere(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    paths = re.findall(r"`((?:models|pipelines|listener|tests|deploy)/[\w./-]*)`", text)
    missing = [path for path in (*links, *paths) if not (ROOT / path).exists()]
    assert missing == []
