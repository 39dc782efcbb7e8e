"""`--json`: every command that tells something tells it to programs, too, one object a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from listener.cli import app
from tests.functional.run import ROOT

WITHOUT = {  # what they give is not told: each with the reason
    "demo": "a story for people to watch",
    "new": "asks a person five questions",
    "label": "shows a person one post at a time",
    "run": "goes on until it is stopped; its decisions are in its log",
    "worker": "goes on until it is stopped; its decisions are on topics",
    "board": "goes on until it is stopped; its pages have JSON",
    "ingest": "goes on until it is stopped; its posts are on a topic",
    "feed": "what it gives are the records that it sends",
    "import": "what it gives are posts, which are NDJSON",
}
GARDEN = ROOT / "deploy" / "examples" / "garden-alerts.yaml"
CAMPAIGN = ROOT / "listener" / "demo" / "campaign.yaml"


def commands(group: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command by all of its words. (Typer brings a click of its own: the types have no public name.)"""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name)), command


def test_every_command_has_it_or_a_reason_to_lack_it() -> None:
    lacking = {
        name
        for name, each in commands(typer.main.get_command(app))
        if not any("--json" in p.opts for p in each.params)
    }
    assert lacking == set(WITHOUT)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """An empty log of a run."""
    from contextlib import closing

    from listener.log.log_file import LogFile

    with closing(LogFile(tmp_path / "log")):
        return tmp_path / "log"


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command here, and gives the objects that it wrote: nothing else may be on its standard output."""

    def tell(*words: object) -> list[dict[str, Any]]:
        app([*map(str, words), "--json"], standalone_mode=False)
        return [json.loads(line) for line in capfd.readouterr().out.splitlines()]

    monkeypatch.setenv("LISTENER_AUTHOR_KEY", "A" * 43)
    return tell


def test_what_is_told_can_be_read(told: Any, log: Path) -> None:
    (token,) = told("token", "anna", "--role", "viewer")
    assert token["line"].startswith("anna viewer sha256:")
    assert token["token"] not in token["line"]
    assert {"demo", "step-growth"} <= {each["scenario"] for each in told("simulate", "--list")}
    (gift,) = told("outcome", CAMPAIGN, "40", "--log", log, "--id", "monday")
    assert (gift["id"], gift["name"], gift["count"]) == ("monday", "donations", 40)
    gone = told("forget", "--author", "a1", "--post", "bluesky:1", "--log", log)
    assert [each["author"] for each in gone] == ["a1", None]
    assert [each["post"] for each in gone] == [None, "bluesky:1"]


def test_what_is_told_of_commitments_can_be_read(told: Any, log: Path, tmp_path: Path) -> None:
    (update,) = told("update", CAMPAIGN, "open-books", "--value", "1", "--id", "1", "--log", log)
    assert (update["commitment"], update["value"]) == ("open-books", 1)
    (line,) = told("brief", CAMPAIGN, "--at", "2026-01-01T00:00:00Z")
    assert (line["commitment"], line["progress"]) == ("open-books", None)
    (changed := tmp_path / "new.yaml").write_text(CAMPAIGN.read_text().replace("target: 4", "target: 2"))
    assert [each["commitment"] for each in told("ledger", "diff", CAMPAIGN, changed)] == ["open-books"]
    (text := tmp_path / "report.txt").write_text("We will plant 500 trees by the end of 2027.")
    (found,) = told("commitments", "find", text, "--made", "2026-01-01")
    assert (found["target"], found["due"]) == (500, "2027-12-31")


def test_each_message_of_each_route_can_be_read(told: Any) -> None:
    samples = told("alerts", "preview", GARDEN)
    assert {each["route"] for each in samples} >= {"team-chat", "digest"}
    assert all(each["title"] and each["lines"] and each["sample_of"] for each in samples)
