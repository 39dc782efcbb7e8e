"""State: everything that one audience of one campaign remembers. Bounded, frozen, and a function of its posts."""

import msgspec

from models.commands import ChapterRelease
from models.decisions import Example
from models.journeys import Author, Census, CopiedText, PendingPost
from models.posts import Millis
from models.shards import ShardedMap
from models.signals import EmissionState
from pipelines.readiness.detector import ChapterDetector

PENDING_SHARDS, PANEL_SHARDS, COPIES_SHARDS = 64, 256, 256


class PartitionProgress(msgspec.Struct, frozen=True, array_like=True):
    """How far one tagging partition has come."""

    reached: Millis
    final: bool


class ChannelRate(msgspec.Struct, frozen=True, array_like=True):
    """How often a channel is heard: posts an hour, smoothed, and hours since the last."""

    posts_per_hour: float
    silent_hours: int = 0


class AudienceHead(msgspec.Struct, frozen=True):
    """All but the authors: where time and the story stand."""

    chapter_index: int = 0  # index; one beyond the last: the audience has arrived
    chapter_since: Millis = 0
    closed_hour: int | None = None  # number of the last hour that closed
    last_post_hour: int = 0  # number of the last hour that had posts
    partition_count: int = 0  # how many must be heard before time moves
    progress: dict[int, PartitionProgress] = {}
    detector: ChapterDetector | None = None
    emission: EmissionState = EmissionState()
    pending_releases: tuple[ChapterRelease, ...] = ()  # to take effect when their time has come
    examples: tuple[Example, ...] = ()
    open_sketches: dict[int, bytes] = {}  # sketches of the hours that have not closed
    activity_count: int = 0  # distinct likes and reposts in the hours that have
    channel_rates: dict[str, ChannelRate] = {}  # by channel
    census: Census = Census()  # the last count of the panel


class AudienceState(msgspec.Struct, frozen=True):
    """Head, posts that wait (by author), the panel, and the texts that several authors posted."""

    head: AudienceHead
    pending: ShardedMap[tuple[PendingPost, ...]]
    panel: ShardedMap[Author]
    copies: ShardedMap[CopiedText]


def new_state() -> AudienceState:
    """Nothing seen yet."""
    return AudienceState(
        AudienceHead(),
        ShardedMap.empty(PENDING_SHARDS),
        ShardedMap.empty(PANEL_SHARDS),
        ShardedMap.empty(COPIES_SHARDS),
    )
