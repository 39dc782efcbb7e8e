"""Log replay: a log of `listener run` taken again from its beginning, and what a person should know of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from listener.kafka import topics
from listener.local.campaign_turns import CampaignTurns, new_versions, read_versions
from listener.local.deciding import AUTHOR_KEY, check_log_key
from listener.local.logged_flow import INPUTS, take_batch
from listener.log.base import POSITIONS, LogRecord
from listener.log.log_file import LogFile
from models.author_keys import AuthorKey
from models.posts import instant
from pipelines.flow import FlowResult


def replay_log(turns: CampaignTurns, path: Path, key: AuthorKey) -> Iterator[FlowResult]:
    """What each batch of a log gives. Raises InputError where it cannot be read, or is of another author key.

    Where the campaigns are those that counted last, each version counts for its time. Others count for all of it:
    so one sees what the same posts come to with them.
    """
    with closing(LogFile(path, make=False)) as file:
        check_log_key(file.latest(POSITIONS).get(AUTHOR_KEY), key)
        is_as_told = not new_versions(read_versions(file), turns.campaigns.values())
        for batch in file.read(INPUTS):
            yield from take_batch(turns.flow, batch, turns.take if is_as_told else _pass_over)


def _pass_over(record: LogRecord) -> None:
    """A version of a campaign that is not asked for."""


def find_lost_beginning(path: Path) -> str:
    """Since when a log has records, in words, where the earlier ones are gone by its retention; else nothing."""
    with closing(LogFile(path, make=False)) as file:
        first = file.first()
        if first is None or not file.has_lost_some(first.number):
            return ""
    return f"{path}: begins at {instant(first.received):%Y-%m-%d %H:%M} UTC: what came before is kept no more"


def posts_of_log(path: Path) -> Iterator[bytes]:
    """The posts of a log, as bytes."""
    with closing(LogFile(path, make=False)) as file:
        for batch in file.read([topics.POSTS]):
            yield from (each.value for each in batch.records if each.value and not each.headers)
