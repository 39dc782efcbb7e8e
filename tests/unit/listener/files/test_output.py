"""Lines of bytes into files: whole or not at all, and the same bytes for the same lines."""

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
