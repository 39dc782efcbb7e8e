"""Lines of bytes in files: the same lines whatever packs them, and a clear word where they cannot be read."""

import gzip
import io
import os
import sys
import threading
from pathlib import Path

import pytest
import zstandard

from listener.files.lines import MAX_LINE, Line, Lines, read_bytes
from models.errors import InputError

TEXT = b'{"id": "1"}\n\n{"id": "2"}\r\nnot utf-8: \xff\nlast without an end'
LINES = [b'{"id": "1"}', b'{"id": "2"}', b"not utf-8: \xff", b"last without an end"]


def values(*paths: Path | str) -> list[bytes]:
    return [line.value for line in Lines([str(path) for path in paths])]


def packed(folder: Path, suffix: str, data: bytes) -> Path:
    forms = {"": data, ".gz": gzip.compress(data), ".zst": zstandard.compress(data)}
    path = folder / f"posts.ndjson{suffix}"
    path.write_bytes(forms[suffix])
    return path


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_a_packed_file_has_the_lines_of_the_plain_one(tmp_path: Path, suffix: str) -> None:
    assert values(packed(tmp_path, suffix, TEXT)) == LINES


def test_a_line_knows_its_file_and_its_number_empty_ones_counted(tmp_path: Path) -> None:
    path = packed(tmp_path, "", TEXT)
    assert [line.number for line in Lines([str(path)])] == [1, 3, 4, 5]
    assert next(iter(Lines([str(path)]))) == Line(str(path), 1, LINES[0])


def test_files_follow_one_another(tmp_path: Path) -> None:
    one, two = packed(tmp_path, "", b"a\n"), packed(tmp_path, ".gz", b"b\n")
    assert values(two, one, two) == [b"b", b"a", b"b"]


def test_frames_of_zstandard_that_follow_one_another_are_read_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "joined.zst"
    path.write_bytes(zstandard.compress(b"a\n") + zstandard.compress(b"b\n"))
    assert values(path) == [b"a", b"b"]


def test_a_mark_of_byte_order_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    assert values(packed(tmp_path, "", b"\xef\xbb\xbf{}\n")) == [b"{}"]


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    assert values("-") == LINES


def test_a_pipe_can_be_read_though_it_has_no_size(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(TEXT,))
    lines = Lines([str(pipe)])
    assert lines.total is None
    writer.start()
    assert [line.value for line in lines] == LINES
    writer.join()


def test_a_line_too_long_is_cut_and_the_next_one_is_whole(tmp_path: Path) -> None:
    path = packed(tmp_path, ".gz", b"x" * (3 * MAX_LINE + 5) + b"\nnext\n" + b"y" * MAX_LINE + b"\nlast")
    assert [(line[:1], len(line)) for line in values(path)] == [
        (b"x", MAX_LINE),
        (b"n", 4),
        (b"y", MAX_LINE),
        (b"l", 4),
    ]


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_the_position_comes_to_the_total(tmp_path: Path, suffix: str) -> None:
    path = packed(tmp_path, suffix, TEXT)
    lines = Lines([str(path), str(path)])
    assert lines.position == 0
    assert len(list(lines)) == 8
    assert lines.position == lines.total == 2 * path.stat().st_size


@pytest.mark.parametrize(
    ("name", "says"),
    [("absent.ndjson", "no such file"), ("", "is a folder"), ("bad\0name", "null")],
)
def test_a_name_that_cannot_be_read_is_told_before_the_first_line(tmp_path: Path, name: str, says: str) -> None:
    good = packed(tmp_path, "", TEXT)
    with pytest.raises(InputError, match=rf"cannot be read: .*{says}"):
        Lines([str(good), f"{tmp_path}/{name}"])


@pytest.mark.parametrize(("suffix", "damage"), [(".gz", slice(0, 30)), (".zst", slice(0, 30)), (".gz", slice(4, 40))])
def test_a_damaged_file_is_told_by_its_name(tmp_path: Path, suffix: str, damage: slice) -> None:
    path = packed(tmp_path, suffix, TEXT * 3)
    path.write_bytes(path.read_bytes()[damage])
    with pytest.raises(InputError, match=r"posts.ndjson\S+: cannot be read"):
        values(path)


def test_no_file_and_standard_input_twice_are_refused() -> None:
    with pytest.raises(InputError, match="no file was named"):
        Lines([])
    with pytest.raises(InputError, match="can be read once"):
        Lines(["-", "-"])


def test_a_small_file_is_read_up_to_one_byte_more_than_allowed(tmp_path: Path) -> None:
    assert len(read_bytes(str(packed(tmp_path, "", b"x" * 100)), 10)) == 11
    with pytest.raises(InputError, match="no such file"):
        read_bytes(str(tmp_path / "absent"), 10)
