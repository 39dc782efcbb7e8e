"""`listener import`: files of other tools on the disk of a new user, up to a replay of what they hold."""

import stat
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from tests.functional.run import ROOT, listener
from tests.unit.listener.importing.exports import EXPORTS

CAMPAIGN = ROOT / "deploy" / "examples" / "relief-fund.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in EXPORTS.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_twelve_exports_become_one_file_of_posts_in_order_of_time_that_replay_takes(folder: Path) -> None:
    ran = listener("import", *EXPORTS, "--zone", "UTC", "--yes", "--out", "posts.ndjson", cwd=folder)
    assert ran.code == 0, ran.err
    posts = [msgspec.json.decode(line) for line in (folder / "posts.ndjson").read_bytes().splitlines()]
    assert len(posts) == len(EXPORTS) + 1
    times = [datetime.fromisoformat(post["created_at"]) for post in posts]
    assert times == sorted(times)
    for told in (
        "13 of 16 rows are posts",
        "1 left out, not_public",
        "outbox.json, row 2",
        "the account is deleted",
        "Next: listener replay",
    ):
        assert told in ran.err
    replayed = listener("replay", CAMPAIGN, "posts.ndjson", "--decisions", "decisions.ndjson", cwd=folder)
    assert replayed.code == 0, replayed.err


def test_the_key_is_made_once_for_its_owner_alone_and_keeps_everybody_who_they_are(folder: Path) -> None:
    first = listener("import", "4cat.csv", "--yes", cwd=folder)
    key = folder / ".listener" / "author.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert str(Path(".listener") / "author.key") in first.err
    assert key.read_text().strip() not in first.err + first.out
    assert listener("import", "4cat.csv", "--yes", cwd=folder).out == first.out
    key.unlink()
    assert listener("import", "4cat.csv", "--yes", cwd=folder).out != first.out


def test_without_a_terminal_a_guess_is_not_taken_unasked(folder: Path) -> None:
    guessed = listener("import", "excel.csv", "--zone", "Europe/Oslo", cwd=folder)
    assert guessed.code == 2
    assert "--yes" in guessed.err
    told = listener(
        "import",
        "excel.csv",
        "--zone",
        "Europe/Oslo",
        "--map",
        "text=Melding,author=Forfatter,created_at=Dato",
        cwd=folder,
    )
    assert told.code == 0
    assert "2026-11-21T05:00:00Z" in told.out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"date,text\n2026-11-21T06:00Z,Signed\n", "nobody can vote"),
        (b"date,user,text\n03/04/2026 06:00,a,Signed\n", "--dates"),
        (b"date,user,text\n2026-11-21 06:00,a,Signed\n", "--zone"),
        (b"foo,bar\n1,2\n", "--map"),
        (b",".join(b"c%d" % i for i in range(3_000)) + b"\n1,2\n", "and 2,980 more"),
        ("date,user,text\n2026-11-21T06:00Z,a,Signed på\n".encode("shift_jis", "ignore") + b"\x8b~\n", "--encoding"),
        (b'{"date":"2026-11-21T06:00Z","user":"a","text":"Signed"}\n{bad\n', "no JSON object"),
        (b"hello\n", "no table"),
        (b"", "no table"),
        (b"PK\x03\x04 and so on, a workbook", "save a workbook"),
        (b"[[[[[[", "no JSON"),
    ],
)
def test_what_a_file_lacks_is_said_at_once(content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "some.csv").write_bytes(content)
    ran = listener("import", "some.csv", "--yes", cwd=tmp_path)
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert ran.code == (0 if told in ("nobody can vote", "--encoding", "no JSON object") else 2)
