"""A campaign with three audiences, and the posts of those who follow it: what the workers are tested with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from listener.files.lines import Line
from models.campaigns import Audience
from tests.making import campaign, stream

AUDIENCES = ("locals", "abroad", "youth")
_CHAPTERS = campaign().audiences[0].chapters

CAMPAIGN = campaign(audiences=tuple(Audience(name, _CHAPTERS) for name in AUDIENCES))


def posts(*, authors: int, days: int, per_day: float = 0.5) -> list[bytes]:
    """Posts of the crowd by event time, those of one author for one audience."""
    return [of_an_audience(line) for line in stream(authors=authors, days=days, per_day=per_day)]


def lines(posts: Sequence[bytes]) -> Iterator[Line]:
    """As if they were read from a file."""
    return (Line("crowd", number, post) for number, post in enumerate(posts, start=1))


def of_an_audience(line: bytes) -> bytes:
    """The post, for the audience that its author is of."""
    post = msgspec.json.decode(line)
    post["tags"]["audience"] = AUDIENCES[int(post["author"][1:]) % len(AUDIENCES)]
    return msgspec.json.encode(post)
