"""Log replay: a log of `listener run` taken again from its beginning, and what a person should know of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from listener.kafka import topics
from listener.local.deciding import AUTHOR_KEY, check_log_key
from listener.local.logged_flow import INPUTS, take_batch
from listener.log.base import POSITIONS
from listener.log.log_file import LogFile
from models.author_keys import AuthorKey
from models.posts import instant
from pipelines.flow import Flow, FlowResult


def replay_log(flow: Flow, path: Path, key: AuthorKey) -> Iterator[FlowResult]:
    """What each batch of a log gives. Raises InputError where it cannot be read, or is of another author key."""
    with closing(LogFile(path, make=False)) as file:
        check_log_key(file.latest(POSITIONS).get(AUTHOR_KEY), key)
        for batch in file.read(INPUTS):
            yield from take_batch(flow, batch)


def find_lost_beginning(path: Path) -> str:
    """Since when a log has records, in words, where the earlier ones are gone by its retention; else nothing."""
    with closing(LogFile(path, make=False)) as file:
        first = file.first()
    if first is None or first.number == 1:
        return ""
    return f"{path}: begins at {instant(first.received):%Y-%m-%d %H:%M} UTC: what came before is kept no more"


def posts_of_log(path: Path) -> Iterator[bytes]:
    """The posts of a log, as bytes."""
    with closing(LogFile(path, make=False)) as file:
        for batch in file.read([topics.POSTS]):
            yield from (each.value for each in batch.records if each.value and not each.headers)
