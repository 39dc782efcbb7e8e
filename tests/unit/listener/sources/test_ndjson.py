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
