"""A newcomer adds a sink and a source by the files that ARCHITECTURE.md names, and by these alone.

Both are written into a copy of the house, where the suite that all sinks and sources pass is run over them.
"""

import filecmp
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOW_TO = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## How to add")[2]

SINK = {
    "listener/sinks/toybox.py": '''\
"""Toybox: a sink for the tests of the house."""

import msgspec

from listener.sinks.addresses import check_filled_url, check_url
from listener.sinks.base import Destination, Send, SinkSpec
from listener.sinks.http import post_body
from models.alerts import Alert


def _open(destination: Destination) -> Send:
    async def send(alert: Alert) -> None:
        headers = {"Content-Type": "application/json", "Idempotency-Key": alert.id}
        await post_body(destination.client, destination.addresses[0], msgspec.json.encode(alert), headers)

    return send


TOYBOX_SINK = SinkSpec(
    kind="toybox",
    expects="the https:// address of the toybox",
    check_address=check_url,
    check_filled=check_filled_url,
    open=_open,
)
''',
    "tests/contracts/receivers/toybox.py": '''\
"""The other side of the toybox."""

from tests.contracts.receivers.base import over_http

RECEIVER = over_http("toybox")
''',
}
SOURCE = {
    "listener/sources/town.py": '''\
"""Town: a source for the tests of the house: notes of a town's board, one a line."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from listener.sources.base import Converted, Cursor, Drop, DropReason, Frame, SourceSpec, refuse
from listener.sources.people import People
from models.posts import Post
from models.rejections import Reason


class Note(msgspec.Struct):
    number: int
    writer: str
    at: datetime
    text: str
    visibility: str = "public"


class TownClient:
    def __init__(self, addresses: Sequence[str]) -> None:
        self._board = Path(addresses[0])

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Frame]:
        for number, line in enumerate(self._board.read_bytes().splitlines(), start=1):
            if number > int(after or 0):
                yield Frame(line, str(number))


def convert_note(frame: bytes, people: People) -> tuple[Converted, ...]:
    try:
        note = msgspec.json.decode(frame, type=Note)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return (refuse("town", Reason.NOT_JSON, str(error)),)
    number, author = people.post("town", str(note.number)), people.author("town", note.writer)
    post = Post(number, "town", author, note.at, text=people.mask(note.text))
    return (post if note.visibility == "public" else Drop(DropReason.NOT_PUBLIC),)


TOWN_SOURCE = SourceSpec("town", convert_note, TownClient)
''',
    "tests/contracts/senders/town.py": '''\
"""The other side of the town's board."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contracts.senders.base import SenderSpec

_FRAMES = (
    b'{"number": 1, "writer": "Jo Doe", "at": "2026-11-21T06:00:00Z", "text": "I have a spare tent"}',
    b'{"number": 2, "writer": "Al Roe", "at": "2026-11-21T06:01:00Z", "text": "psst", "visibility": "friends"}',
    b'{"number": 3, "writer": "Di",',
    b'{"number": 4, "writer": "Di Poe", "at": "2026-11-21T06:02:00Z", "text": "count me in"}',
)


@asynccontextmanager
async def _serve(folder: Path, frames: Sequence[bytes]) -> AsyncIterator[Sequence[str]]:
    (folder / "board").write_bytes(b"\\n".join(frames))
    yield (str(folder / "board"),)


SENDER = SenderSpec(_FRAMES, _serve, private=("Jo Doe", "Di Poe", "psst"))
''',
}
ADDED = {
    "listener/sinks/all_sinks.py": ("from listener.sinks.toybox import TOYBOX_SINK\n", "        TOYBOX_SINK,\n"),
    "listener/sources/all_sources.py": ("from listener.sources.town import TOWN_SOURCE\n", "        TOWN_SOURCE,\n"),
}
CAMPAIGN = """\
campaign: relief
story: "Neighbours rebuild"
outcome: {name: donations, target: 100, unit: gifts}
match: {any: ["#rebuild", typhoon]}
audiences:
  - name: locals
    chapters:
      - {name: who-it-hit, stage: interest, call_to_action: "Read", ready_when: {share: 0.3}}
      - {name: stand-with, stage: desire, call_to_action: "Pledge", ready_when: {share: 0.3}}
alerts:
  - {name: team, owner: Ana, sink: toybox, to: ADDRESS}
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with the toys in it."""
    copy = tmp_path_factory.mktemp("house")
    for name in ("models", "pipelines"):
        (copy / name).symlink_to(ROOT / name)
    no_bytecode = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "listener", copy / "listener", ignore=no_bytecode)
    shutil.copytree(ROOT / "tests" / "contracts", copy / "tests" / "contracts", ignore=no_bytecode)
    for name in ("pyproject.toml", "tests/__init__.py", "tests/alerting.py", "tests/checks.py", "tests/making.py"):
        shutil.copy(ROOT / name, copy / name)
    for name, text in {**SINK, **SOURCE}.items():
        (copy / name).write_text(text, "utf-8")
    for name, lines in ADDED.items():
        _list(copy / name, *lines)
    return copy


def _list(path: Path, imports: str, entry: str) -> None:
    """Adds a module to a list of them: its import, and its entry as the last."""
    text = path.read_text("utf-8")
    start = text.index("from listener.")
    head, entries, tail = text.partition(" in (\n")
    inside, end, rest = tail.partition("    )\n")
    assert all((entries, end)), f"{path} is written otherwise: mend this test"
    path.write_text(head[:start] + imports + head[start:] + entries + inside + entry + end + rest, "utf-8")


def run(house: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A module of the copy's, with Python."""
    environment = {**os.environ, "PYTHONPATH": str(house), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(
        command, cwd=house, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_suites_of_all_are_passed_by_the_toys(house: Path) -> None:
    suites = [f"tests/contracts/test_{each}.py" for each in ("sinks", "sources")]
    ran = run(house, "pytest", "-vv", "-p", "no:cacheprovider", *suites, "-k", "toybox or town")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for toy in ("toybox", "town"):
        assert len(re.findall(rf"::\w+\[\S*{toy}\S*\] PASSED", ran.stdout)) >= 8, ran.stdout


def test_a_campaign_file_may_name_the_toy_and_its_mistakes_are_explained(house: Path) -> None:
    path = house / "relief.yaml"
    path.write_text(CAMPAIGN.replace("ADDRESS", "https://example.org/toys"))
    assert run(house, "listener", "check", path).returncode == 0
    path.write_text(CAMPAIGN.replace("ADDRESS", "toys"))
    wrong = run(house, "listener", "check", path)
    assert wrong.returncode == 2
    assert "alerts[0].to" in wrong.stderr + wrong.stdout
    assert "is no address" in wrong.stderr + wrong.stdout


def test_nothing_but_the_named_files_was_touched(house: Path) -> None:
    changed = set()
    for folder in ("listener", "tests/contracts"):
        for path in (house / folder).rglob("*"):
            name = str(path.relative_to(house))
            ours = ROOT / name
            if (
                path.is_file()
                and "__pycache__" not in name
                and not (ours.exists() and filecmp.cmp(path, ours, False))
            ):
                changed.add(name)
    assert changed == {*SINK, *SOURCE, *ADDED}


@pytest.mark.parametrize(("word", "toy", "files"), [("sink", "toybox", SINK), ("source", "town", SOURCE)])
def test_the_how_to_names_these_files_and_no_more(word: str, toy: str, files: dict[str, str]) -> None:
    (part,) = re.findall(rf"\*\*A {word}\.\*\*(.*?)(?:\n\n|\Z)", HOW_TO, re.DOTALL)
    named = set(re.findall(r"`((?:listener|tests|models|pipelines)/[\w/<>.]+\.py)`", part))
    needed = {name.replace(toy, "<name>") for name in files} | {f"listener/{word}s/all_{word}s.py"}
    assert named - {f"listener/{word}s/base.py"} == needed
    assert len(needed) <= 3
