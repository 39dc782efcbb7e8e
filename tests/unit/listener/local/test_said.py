"""What people say beside a run, and what they may read there."""

from contextlib import closing
from pathlib import Path

import pytest

from listener.kafka import topics
from listener.local.said import read_texts_of_log
from listener.log.log_file import LogFile
from listener.sources import SourceRecord
from listener.sources.runner import to_record
from models.author_keys import PUBLIC_AUTHOR_KEY, pseudonym_of_post
from models.erasures import ErasureRequest
from models.labels import LabelDraw
from models.posts import instant
from models.sketches import hash64
from tests.making import MONDAY, campaign, post


def drawn(id: str) -> LabelDraw:
    name = pseudonym_of_post(PUBLIC_AUTHOR_KEY.panel_key("relief"), hash64(id))
    return LabelDraw("relief", "locals", name, "bluesky", instant(MONDAY), instant(MONDAY))


@pytest.mark.parametrize("erased", [{"author": "a1"}, {"post": "sim:1"}])
def test_readers_are_shown_no_words_of_who_is_erased(tmp_path: Path, erased: dict[str, str]) -> None:
    draws, log = [drawn("sim:1"), drawn("sim:2")], tmp_path / "log"
    posts = [SourceRecord(topics.POSTS, b"", post(number, f"a{number}", MONDAY, tags=None)) for number in (1, 2)]
    with closing(LogFile(log)) as file:
        file.append(posts)
        assert len(read_texts_of_log(log, draws, campaign(), PUBLIC_AUTHOR_KEY)) == 2
        file.append([to_record(ErasureRequest(instant(MONDAY), **erased))])
        assert list(read_texts_of_log(log, draws, campaign(), PUBLIC_AUTHOR_KEY)) == [draws[1].post]
