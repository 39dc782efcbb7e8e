"""Silence: a channel that should have been heard and was not is a gap in the data, not a mood of the audience."""

from collections import Counter
from collections.abc import Iterable, Mapping

from models.journeys import PendingPost
from pipelines.windows.state import ChannelRate

SMOOTHING = 72  # hours over which a channel's pace is averaged
MISSED = 30.0  # usual posts that must have been missed: by chance e^-30, at a tenth of the pace (a night) e^-3
LEAST = 6  # hours: a quiet night after a loud day is no outage
GONE = 7 * 24  # hours after which a silent channel is no longer waited for
GAP = 0.5  # share of the usual posts that is silent, from which a window has a gap


def heard(paces: Mapping[str, ChannelRate], posts: Iterable[PendingPost]) -> dict[str, ChannelRate]:
    """The paces after an hour with these posts."""
    counts = Counter([post.channel for post in posts])
    channels = sorted({*paces, *counts})
    after = {channel: _next(paces.get(channel), counts[channel]) for channel in channels}
    return {channel: pace for channel, pace in after.items() if pace.silent < GONE}


def _next(pace: ChannelRate | None, count: int) -> ChannelRate:
    if pace is None:
        return ChannelRate(count / SMOOTHING)
    if count == 0 and _is_silent(ChannelRate(pace.hourly, pace.silent + 1)):
        return ChannelRate(pace.hourly, pace.silent + 1)  # what is not heard has no pace: keep the last
    return ChannelRate(pace.hourly + (count - pace.hourly) / SMOOTHING, 0 if count else pace.silent + 1)


def _is_silent(pace: ChannelRate) -> bool:
    return pace.silent >= LEAST and pace.hourly * pace.silent >= MISSED


def silences(paces: Mapping[str, ChannelRate]) -> tuple[tuple[str, ...], float]:
    """The channels that are silent, and the share of the usual posts that is still being heard (0..1)."""
    silent = tuple(channel for channel, pace in sorted(paces.items()) if _is_silent(pace))
    usual = sum(pace.hourly for pace in paces.values())
    missing = sum(paces[channel].hourly for channel in silent)
    return silent, 1 - missing / usual if usual else 1.0
