"""A file that is read is not written, and none is written twice: whatever names stand for it."""

import os
import sys
from pathlib import Path

import pytest

from listener.files.identity import refuse_overwriting
from models.errors import InputError


@pytest.fixture
def posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with other names: a link, a hard link, a link to its folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "folder" / "posts.ndjson"
    path.parent.mkdir()
    path.write_text("{}\n")
    Path("link").symlink_to(path)
    os.link(path, "hard")
    Path("here").symlink_to("folder")
    return path


@pytest.mark.parametrize(
    "name", ["folder/posts.ndjson", "folder/../folder//posts.ndjson", "link", "hard", "here/posts.ndjson"]
)
def test_what_is_read_is_not_written_under_any_name(posts: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"--out .*is also read, as .*: write to another file"):
        refuse_overwriting(["other", str(posts)], {"--out": name})
    with pytest.raises(InputError, match="is also read"):
        refuse_overwriting([name], {"--signals": None, "--out": str(posts.resolve())})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("new", "./new"),
        ("new", "folder/../new"),
        ("folder/new", "here/new"),
        ("link", "hard"),
        ("-", "-"),
        ("-", "/dev/stdout"),
    ],
)
def test_one_file_is_not_written_twice(posts: Path, one: str, other: str) -> None:
    with pytest.raises(InputError, match=r"--state .* is also written by --signals"):
        refuse_overwriting([str(posts.parent / "absent")], {"--signals": one, "--state": other})


def test_files_that_differ_are_let_be(posts: Path) -> None:
    refuse_overwriting(
        [str(posts), "-"], {"--out": "new", "--state": "New", "--report": "folder/new", "--signals": "-"}
    )
    refuse_overwriting(["/dev/null"], {"--out": "/dev/null", "--state": "/dev/null"})
    refuse_overwriting(["bad\0name"], {"--out": "bad\0name", "--state": "no/such/folder/x"})


def test_standard_input_and_output_are_the_files_that_they_lead_to(
    posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with posts.open() as reading, posts.open("a") as appending:
        monkeypatch.setattr(sys, "stdin", reading)
        with pytest.raises(InputError, match="is also read, as -"):
            refuse_overwriting(["-"], {"--out": "hard"})
        monkeypatch.setattr(sys, "stdout", appending)
        with pytest.raises(InputError, match="--out -: is also read"):
            refuse_overwriting(["link"], {"--out": "-"})


def test_where_case_is_no_difference_two_new_names_may_be_one(posts: Path) -> None:
    Path("FOLDER").symlink_to("folder")  # stands in for a file system that answers to either case
    with pytest.raises(InputError, match="is also written by"):
        refuse_overwriting([], {"--out": "folder/a", "--state": "folder/A"})
