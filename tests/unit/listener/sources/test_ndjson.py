"""Lines go on after the number that a cursor gives, over files of any kind, and a wrong cursor is told."""

import gzip
from pathlib import Path

import pytest

from listener.sources.ndjson import NdjsonClient
from models.errors import InputError


async def values(client: NdjsonClient, after: str | None = None) -> list[bytes]:
    return [frame.value async for frame in client.frames(after)]


async def test_a_cursor_counts_over_all_files(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"a\n\nb\n")
    (tmp_path / "two.gz").write_bytes(gzip.compress(b"c\n" * 1_200))
    client = NdjsonClient([str(tmp_path / "one"), str(tmp_path / "two.gz")])
    assert len(await values(client)) == 1_202
    assert await values(client, "1") == [b"b", *[b"c"] * 1_200]
    assert await values(client, "1201") == [b"c"]


async def test_what_is_no_cursor_is_told(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"a\n")
    with pytest.raises(InputError, match="`-1` is no cursor of lines"):
        await values(NdjsonClient([str(tmp_path / "one")]), "-1")


def test_a_file_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        NdjsonClient([str(tmp_path / "absent")])


def test_a_table_is_refused_at_once_and_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("Date,Author,Text\n2026-01-05 06:00,ann,hello\n", "utf-8")
    with pytest.raises(InputError, match=r"export\.csv: this looks like CSV.*listener import makes posts of it"):
        NdjsonClient([str(tmp_path / "export.csv")])


async def test_a_file_with_a_broken_first_line_is_read_for_the_others(tmp_path: Path) -> None:
    (tmp_path / "posts").write_bytes(b'torn,line\n{"id": "1"}\n')
    assert await values(NdjsonClient([str(tmp_path / "posts")])) == [
        b"torn,line",
        b'{"id": "1"}',
    ]
