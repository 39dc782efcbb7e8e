"""Lines of bytes into files: whole or not at all, and the same bytes for the same lines."""

import errno
import os
import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.files.output import open_output
from models.errors import InputError
from tests.unit.listener.files.test_lines import LINES, values


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_what_is_written_is_read_and_the_same_lines_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    written = []
    for name in ("one", "two"):
        path = tmp_path / name / f"out.ndjson{suffix}"
        path.parent.mkdir()
        with open_output(str(path)) as write:
            for line in LINES:
                write(line)
        assert values(path) == LINES
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson"
    with pytest.raises(TypeError), open_output(str(path)) as write:
        [write(line) for line in (b"half", None)]  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: no such file"), open_output(f"{tmp_path}/no/out"):
        pass


def written(path: Path | str, line: bytes = b"new") -> None:
    with open_output(str(path)) as write:
        write(line)


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_a_full_disk_is_told_by_the_files_name(tmp_path: Path, suffix: str) -> None:
    full = tmp_path / f"full{suffix}"
    full.symlink_to("/dev/full")
    with (
        pytest.raises(InputError, match=rf"full{suffix}: cannot be written: no space left"),
        open_output(str(full)) as write,
    ):
        write(secrets.token_hex(500_000).encode())
    assert full.is_symlink()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode_and_a_new_one_has_the_usual(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    path.chmod(mode)
    written(path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new\n", mode)
    (tmp_path / "as-any").touch()
    written(tmp_path / "fresh")
    assert (tmp_path / "fresh").stat().st_mode == (tmp_path / "as-any").stat().st_mode


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "real").write_text("old")
    for name in ("real", "later"):
        link = tmp_path / f"to-{name}"
        link.symlink_to(Path("far") / name)
        written(link)
        assert link.is_symlink()
        assert (tmp_path / "far" / name).read_bytes() == b"new\n"
    assert len(list((tmp_path / "far").iterdir())) == 2


def test_a_file_that_nobody_may_write_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(InputError, match="kept: cannot be written: the file there may not be written"):
        written(path)
    assert path.read_text() == "old"


def test_what_is_no_place_for_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    deep = "/".join(["d" * 200] * 30)
    for name, says in {
        ".": "is a folder",
        "loop": "symbolic links",
        deep: "too long",
        "a\0b": "null",
        "x" * 300: "too long",
    }.items():
        with pytest.raises(InputError, match=rf"cannot be written: .*{says}"):
            written(f"{tmp_path}/{name}")


def test_a_folder_that_takes_no_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(InputError, match="out: cannot be written: read-only file system"):
        written(tmp_path / "out")


def test_the_longest_names_and_names_with_a_dash_in_front_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("x" * 255, "-out", "--signals"):
        written(name)
        assert Path(f"./{name}").read_bytes() == b"new\n"


def test_two_that_write_one_file_at_once_do_not_mix_and_the_last_stands(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with open_output(str(path)) as one:
        one(b"one")
        with open_output(str(path)) as two:
            two(b"two")
        assert path.read_bytes() == b"two\n"
        one(b"more")
    assert path.read_bytes() == b"one\nmore\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_fault_in_the_block_is_not_taken_for_the_files_own(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="elsewhere"), open_output(str(tmp_path / "out")):
        raise OSError(5, "elsewhere")
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_in_place() -> None:
    with open_output("/dev/null") as write:
        write(b"gone")
    assert not Path("/dev/null").is_file()


def test_standard_output_is_a_dash(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_output("-") as write:
        write(b"{}")
    assert capfdbinary.readouterr().out == b"{}\n"


@given(st.lists(st.binary(min_size=1).map(lambda line: line.replace(b"\n", b"").strip(b"\r\xef")), max_size=8))
def test_lines_that_are_written_are_the_lines_that_are_read(lines: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        path = f"{folder}/x.ndjson"
        with open_output(path) as write:
            for line in lines:
                write(line)
        assert values(path) == [line for line in lines if line]
