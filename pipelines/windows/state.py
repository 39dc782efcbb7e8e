"""State: everything that one audience of one campaign remembers. Frozen, bounded, a function of its posts as a set.

A store keeps a state as one record for the head and one for each shard, and writes those that are other objects than
before (`is not`). So no value in here is ever changed in place, and what a step leaves alone it hands on as it is.
"""

import msgspec

from models.accountability import Book
from models.commands import ChapterRelease
from models.decisions import Example
from models.journeys import Author, Census, CopiedText, PendingPost
from models.labels import LabelledPost
from models.posts import Millis
from models.quoted import QuotedPosts
from models.shards import ShardedMap
from models.signals import EmissionState
from pipelines.readiness.detector import ChapterDetector
from pipelines.windows.reported_gaps import HourSpan

PendingPosts = ShardedMap[tuple[PendingPost, ...]]  # by author

# Shards: enough that no record of the changelog passes RECORD_BYTES, whatever comes in. Stored states rest on the
# numbers. Every field has a bound: by hour and shard for sketches, by shard for posts and texts, by pool for authors.
_PENDING_SHARDS, _PANEL_SHARDS, _OUTSIDERS_SHARDS, _COPIES_SHARDS, _SKETCH_SHARDS = 1_024, 512, 64, 256, 128
_LABEL_SHARDS = 32

RECORD_BYTES = 200_000  # of one record of a state, at most: Kafka takes 1 MB, and a record is rewritten whole


class PartitionProgress(msgspec.Struct, frozen=True, array_like=True):
    """How far one tagging partition has come."""

    reached: Millis  # greatest event time seen there
    final: bool  # its sources have ended


class ChannelRate(msgspec.Struct, frozen=True, array_like=True):
    """How often a channel has posts, and for how long it has had none."""

    posts_per_hour: float  # smoothed
    silent_hours: int = 0  # since the last post


class AudienceHead(msgspec.Struct, frozen=True):
    """The small part of a state, rewritten with every hour: where event time and the story stand."""

    chapter_index: int = 0  # one beyond the last chapter: the audience has arrived
    chapter_since: Millis = 0
    closed_hour: int | None = None  # the last that closed, or was skipped; None: none has
    last_post_hour: int = 0  # the last closed hour that had posts
    author_key: str = ""  # `AuthorKey.id` by whose hash the state knows its authors; empty: it knows none yet
    first_hour: int | None = None  # no earlier hour counts; None: nothing is known of it yet
    partition_count: int = 0  # partitions that must report before there is a watermark
    progress: dict[int, PartitionProgress] = {}  # by partition
    detector: ChapterDetector | None = None  # None until the first hour closes
    emission: EmissionState = EmissionState()
    pending_releases: tuple[ChapterRelease, ...] = ()
    examples: tuple[Example, ...] = ()
    example_authors: tuple[int, ...] = ()  # of each example its author's hash, to forget it by: never sent out
    activity_count: int = 0  # distinct likes and reposts of each closed hour, added up
    channel_rates: dict[str, ChannelRate] = {}
    late_posts: dict[str, int] = {}  # that came too late since the last hour closed, by channel
    late_rates: dict[str, float] = {}  # such posts an hour, smoothed, by channel
    gaps: dict[str, tuple[HourSpan, ...]] = {}  # that sources told of, by channel: hours which have not closed yet
    census: Census = Census()  # of the panel, when it was last counted
    panel_bounds: dict[int, int] = {}  # by closed hour: the hash above which nobody got into the panel; few hours
    erased: dict[int, Millis] = {}  # hashes of authors and posts: nothing of theirs is taken that is of before then
    erased_unheard: dict[int, Millis] = {}  # the same of those who were not known: their posts may be on their way


class AudienceState(msgspec.Struct, frozen=True):
    """The head, the posts that wait for their hour, the panel, who else is known, texts that several posted, sketches
    of likes, the votes that were drawn for people to read, with what they said, and whom decisions quoted."""

    head: AudienceHead
    pending: PendingPosts
    panel: ShardedMap[Author]
    outsiders: ShardedMap[int]  # authors who are not in the panel: the week of the last post
    copies: ShardedMap[CopiedText]
    open_sketches: ShardedMap[bytes]  # activity of the hours that have not closed, by hour
    labelled: ShardedMap[LabelledPost]  # by the post's pseudonym
    book: Book = Book()  # of the brand's commitments
    quoted: QuotedPosts = QuotedPosts()  # by decisions so far


def new_state() -> AudienceState:
    """The state of an audience of which nothing has been seen."""
    return AudienceState(
        AudienceHead(),
        ShardedMap.empty(_PENDING_SHARDS),
        ShardedMap.empty(_PANEL_SHARDS),
        ShardedMap.empty(_OUTSIDERS_SHARDS),
        ShardedMap.empty(_COPIES_SHARDS),
        ShardedMap.empty(_SKETCH_SHARDS),
        ShardedMap.empty(_LABEL_SHARDS),
    )
