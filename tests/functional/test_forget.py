"""`listener forget` as a person types it: on a log, on a broker, and with nobody to forget."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import msgspec

from listener.kafka import topics
from listener.log.log_file import LogFile
from listener.sources.runner import to_record
from models.erasures import ErasureRequest
from models.posts import instant
from tests.functional.run import Ran, listener
from tests.making import AUTHOR_KEY, AUTHOR_KEY_TEXT, MONDAY

DID = "did:plc:5f0c2b"


def forget(folder: Path, *arguments: str) -> Ran:
    return listener("forget", *arguments, cwd=folder)


def make_log(folder: Path, *, key: bool = True) -> Path:
    """A log with one request, and beside it the key with which its pseudonyms were made."""
    if key:
        (folder / ".listener").mkdir()
        (folder / ".listener/author.key").write_text(AUTHOR_KEY_TEXT)
        (folder / ".listener/author.key").chmod(0o600)
    path = folder / "relief.log"
    with closing(LogFile(path)) as file:
        file.append([to_record(ErasureRequest(instant(MONDAY), post="x:1"))])
    return path


def asked(path: Path) -> list[ErasureRequest]:
    with closing(LogFile(path, make=False)) as file:
        records = [record for batch in file.read([topics.ERASURES]) for record in batch.records]
    return [msgspec.json.decode(each.value or b"", type=ErasureRequest) for each in records][1:]


def test_an_account_is_forgotten_by_the_pseudonym_that_the_key_gives_it(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    people = ["--account", f"bluesky:{DID}", "--post", "bluesky:77", "--author", "a3f9"]
    ran = forget(tmp_path, *people, "--log", str(log))
    assert (ran.code, DID in ran.err) == (0, False)
    assert "2 authors, 1 posts" in ran.err
    pseudonym = AUTHOR_KEY.author_pseudonym("bluesky", DID)
    expected = [("a3f9", None), (pseudonym, None), (None, "bluesky:77")]
    assert [(each.author, each.post) for each in asked(log)] == expected


def test_nobody_to_forget_is_a_mistake(tmp_path: Path) -> None:
    ran = forget(tmp_path)
    assert (ran.code, "--author, --account or --post" in ran.err) == (2, True)


def test_what_is_no_account_is_a_mistake(tmp_path: Path) -> None:
    ran = forget(tmp_path, "--account", "ana", "--log", str(make_log(tmp_path)))
    assert (ran.code, "expected CHANNEL:ID" in ran.err) == (2, True)


def test_without_a_key_nobody_can_be_told_by_an_account_and_none_is_made(tmp_path: Path) -> None:
    log = make_log(tmp_path, key=False)
    ran = forget(tmp_path, "--account", f"bluesky:{DID}", "--log", str(log))
    assert (ran.code, "there is no key" in ran.err) == (2, True)
    assert not (tmp_path / ".listener").exists()


def test_a_log_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    ran = forget(tmp_path, "--post", "x:1", "--log", str(tmp_path / "none.log"))
    assert (ran.code, (tmp_path / "none.log").exists()) == (2, False)
