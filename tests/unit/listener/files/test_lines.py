"""Lines of bytes in files: the same lines whatever packs them, and a clear word where they cannot be read."""

import gzip
import io
import os
import sys
import threading
from pathlib import Path

import pytest
import zstandard

from listener.files.compression import MAX_WINDOW
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


def test_files_put_one_behind_the_other_have_that_mark_in_the_middle(tmp_path: Path) -> None:
    assert (
        values(packed(tmp_path, "", b"\xef\xbb\xbf{}\n\xef\xbb\xbf{}\r\n\xef\xbb\xbf\n\xef\xbb\xbf\xef\xbb\xbf{}"))
        == [b"{}"] * 3
    )


def test_frames_with_a_long_memory_and_frames_to_skip_are_read(tmp_path: Path) -> None:
    long = zstandard.ZstdCompressionParameters.from_level(1, window_log=31, enable_ldm=True)
    streamed = zstandard.ZstdCompressor(compression_params=long).compressobj()
    frame = streamed.compress(b"a\n") + streamed.flush()
    assert zstandard.get_frame_parameters(frame).window_size == MAX_WINDOW
    skipped = b"\x50\x2a\x4d\x18\x03\x00\x00\x00any"
    path = tmp_path / "long.zst"
    path.write_bytes(skipped + frame + skipped + zstandard.compress(b"b\n") + skipped)
    assert values(path) == [b"a", b"b"]


def test_a_file_that_asks_for_more_memory_than_we_state_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "greedy.zst"
    path.write_bytes(b"\x28\xb5\x2f\xfd\x00\xf8\x01\x00\x00")
    with pytest.raises(InputError, match="takes over 2 GiB of memory"):
        values(path)


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_name_that_promises_packing_is_held_to_it(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"plain.ndjson{suffix}"
    path.write_bytes(TEXT)
    with pytest.raises(InputError, match="its name says that it is packed"):
        values(path)


def test_what_is_no_text_is_told_before_a_line_of_it(tmp_path: Path) -> None:
    path = packed(tmp_path, "", gzip.compress(TEXT))
    with pytest.raises(InputError, match=r"posts.ndjson: is packed by gzip, and its name does not end in .gz"):
        values(path)


def test_lines_of_which_none_is_taken_are_a_mistake_with_a_hint(tmp_path: Path) -> None:
    lines = Lines([str(packed(tmp_path, "", b"id,text\n1,hello\n"))])
    assert len(list(lines)) == lines.count == 2
    lines.refuse_if_none_taken(1)
    with pytest.raises(InputError, match=r"all of the 2 lines were rejected(.|\n)*posts.ndjson: this looks like CSV"):
        lines.refuse_if_none_taken(2)
    empty = Lines([str(packed(tmp_path, "", b"\n"))])
    assert list(empty) == []
    with pytest.raises(InputError, match="empty: there is not one line"):
        empty.refuse_if_none_taken(0)


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
