"""Journeys: where each author of a panel stands over time, and the posts that wait for their window to close.

Each entry is a function of the posts it has seen, as a set: `pipelines.journeys` merges them.
"""

from datetime import datetime
from typing import Annotated

import msgspec

from models.posts import DAY_MS, Kind, Millis
from models.tags import Tags


class TaggedPost(msgspec.Struct, frozen=True, gc=False, tag="post"):
    """A post with its tags, on its way to one audience of one campaign: the topic `tagged`."""

    id: str
    channel: str
    author: str
    kind: Kind
    created_at: Annotated[datetime, msgspec.Meta(tz=True)]
    campaign: str
    audience: str
    tags: Tags
    excerpt: str = ""  # what people may be shown of the text (`pipelines.quotes`), most often nothing
    is_late: bool = False  # further behind its own partition's event time than a vote may be


UNKNOWN_TONE = 2  # of words whose sentiment is not known


class PendingPost(msgspec.Struct, frozen=True, gc=False, array_like=True, order=True):
    """A tagged post that waits for the hour `due_hour` to close, cut to what journeys need. Ordered by event time."""

    at: Millis
    id: int  # hash of the post's id
    due_hour: int  # number of the hour (epoch milliseconds // an hour) whose closing takes it
    author: int  # keyed hash
    channel: str
    stage: int
    stance: int  # as of a vote
    act: str
    text_cluster: int  # cluster of near-identical text, -1 for none
    post: str  # channel and pseudonym (`pseudonym_of_post`), as people are told of it; empty where it is not quoted
    excerpt: str
    testimony: bool
    themes: tuple[str, ...] = ()
    emotions: tuple[str, ...] = ()
    by_own_tagger: bool = False  # tagged by our own tagger; else it arrived with its tags
    language: str = ""  # ISO 639-1, where it is known
    tone: int = UNKNOWN_TONE  # of its words, as the sign of their sentiment: -1, 0, 1


class ActiveDay(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What an author did on one UTC day: the deepest stage, whether for or against, and whether that is known."""

    number: int  # days since 1970
    deepest_stage: int
    support: bool
    oppose: bool
    known: bool = True  # a post of the day shows the stance, if only that it takes no side


class Author(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One author of a panel. `recent_posts` recognises repeats; `last_vote` spaces out the votes."""

    id: int  # keyed hash
    first_seen: Millis
    last_seen: Millis
    channel: str  # of the latest post
    active_days: tuple[ActiveDay, ...]  # by number, no older than the policy's activity days before the last
    recent_posts: tuple[tuple[Millis, int], ...]  # (event time, hash of post id), as long as a repeat may come
    last_vote: Millis = 0  # event time of the last vote, 0 for none

    @property
    def returned(self) -> bool:
        """Seen on two days or more: has a place in the panel, not in the newcomers' pool."""
        return self.first_seen // DAY_MS < self.last_seen // DAY_MS


class CopiedText(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A text that several authors posted: who did (a few, of lowest hash), when last, and whose vote it is."""

    cluster: int
    last_posted: Millis
    authors: tuple[int, ...]
    keeper: int | None = None  # the author who alone votes with it once many have posted it; None: nobody yet


class Census(msgspec.Struct, frozen=True):
    """Who is in a panel: counts of authors."""

    authors: int = 0
    eligible: int = 0  # of them, those who may vote
    voting: int = 0  # of them, those who have a vote within the activity horizon
    steady: int = 0  # of them, those who are long known or came no faster than an audience grows
    newcomers_return_rate: float | None = None  # of those who came lately, the share that came back
    roles: dict[str, int] = {}
    by_channel: dict[str, int] = {}  # of those who have a vote, by the channel of their latest post; the largest
    new_activists: int = 0  # activists who first acted within the last 7 days, and were seen before that
