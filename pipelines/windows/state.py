"""State: everything that one audience of one campaign remembers. Bounded, frozen, and a function of its posts."""

import msgspec

from models.commands import Released
from models.decisions import Example
from models.journeys import Author, Census, Copy, PendingPost
from models.posts import Millis
from models.shards import ShardedMap
from models.signals import EmissionState
from pipelines.readiness.detector import ChapterDetector

WAITING_PIECES, PANEL_PIECES, COPIES_PIECES = 64, 256, 256


class PartitionProgress(msgspec.Struct, frozen=True, array_like=True):
    """How far one tagging partition has come."""

    at: Millis
    end: bool


class ChannelRate(msgspec.Struct, frozen=True, array_like=True):
    """How often a channel is heard: posts an hour, smoothed, and hours since the last."""

    hourly: float
    silent: int = 0


class Head(msgspec.Struct, frozen=True):
    """All but the authors: where time and the story stand."""

    chapter: int = 0  # index; one beyond the last: the audience has arrived
    chapter_since: Millis = 0
    closed: int | None = None  # number of the last hour that closed
    heard: int = 0  # number of the last hour that had posts
    partitions: int = 0  # how many must be heard before time moves
    reached: dict[int, PartitionProgress] = {}
    detector: ChapterDetector | None = None
    told: EmissionState = EmissionState()
    releases: tuple[Released, ...] = ()  # to take effect when their time has come
    examples: tuple[Example, ...] = ()
    activity: dict[int, bytes] = {}  # sketches of the hours that have not closed
    activity_counted: int = 0  # distinct likes and reposts in the hours that have
    paces: dict[str, ChannelRate] = {}  # by channel
    census: Census = Census()  # the last count of the panel


class State(msgspec.Struct, frozen=True):
    """Head, posts that wait (by author), the panel, and the texts that several authors posted."""

    head: Head
    waiting: ShardedMap[tuple[PendingPost, ...]]
    panel: ShardedMap[Author]
    copies: ShardedMap[Copy]


def fresh() -> State:
    """Nothing seen yet."""
    return State(
        Head(), ShardedMap.empty(WAITING_PIECES), ShardedMap.empty(PANEL_PIECES), ShardedMap.empty(COPIES_PIECES)
    )
