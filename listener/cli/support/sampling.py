"""Sampling: files of posts into the samples of a campaign's audiences, with a progress bar."""

from itertools import islice
from typing import TYPE_CHECKING

from listener.cli.support.console import progress

if TYPE_CHECKING:
    from listener.files.lines import Lines
    from models.posts import Millis
    from pipelines.movement import MovementReader

_BATCH = 1_000  # lines


def read_posts(reader: "MovementReader", lines: "Lines", received: "Millis") -> None:
    """Gives the reader every line. Raises InputError where not one of them is a post."""
    values = (line.value for line in lines)
    with progress("reading", lines.total) as at:
        while batch := list(islice(values, _BATCH)):
            reader.take(batch, received)
            at(lines.position)
    lines.refuse_if_none_taken(reader.counts["rejected"])


def read_log(reader: "MovementReader", path: str, received: "Millis") -> None:
    """Gives the reader the posts of a log of `listener run`. Raises InputError."""
    from pathlib import Path

    from listener.local.log_replay import posts_of_log

    posts = posts_of_log(Path(path))
    while batch := list(islice(posts, _BATCH)):
        reader.take(batch, received)
