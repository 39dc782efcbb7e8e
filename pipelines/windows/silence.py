"""Silence: a channel that should have been heard and was not is a gap in the data, not a mood of the audience."""

from collections import Counter
from collections.abc import Iterable, Mapping

from models.journeys import PendingPost
from models.policy import Time
from pipelines.windows.state import ChannelRate


def update_channel_rates(
    paces: Mapping[str, ChannelRate], posts: Iterable[PendingPost], time: Time
) -> dict[str, ChannelRate]:
    """The paces after an hour with these posts."""
    counts = Counter([post.channel for post in posts])
    channels = sorted({*paces, *counts})
    after = {channel: _next(paces.get(channel), counts[channel], time) for channel in channels}
    return {channel: pace for channel, pace in after.items() if pace.silent_hours < time.channel_gone_hours}


def _next(pace: ChannelRate | None, count: int, time: Time) -> ChannelRate:
    if pace is None:
        return ChannelRate(count / time.channel_memory_hours)
    if count == 0 and _is_silent(ChannelRate(pace.posts_per_hour, pace.silent_hours + 1), time):
        return ChannelRate(pace.posts_per_hour, pace.silent_hours + 1)  # what is not heard has no pace: keep the last
    return ChannelRate(
        pace.posts_per_hour + (count - pace.posts_per_hour) / time.channel_memory_hours,
        0 if count else pace.silent_hours + 1,
    )


def _is_silent(pace: ChannelRate, time: Time) -> bool:
    """Whether so many usual posts are missing that chance cannot be why: at a tenth of the rate, a night's, e^-3."""
    return pace.silent_hours >= time.outage_hours and pace.posts_per_hour * pace.silent_hours >= time.outage_posts


def silences(paces: Mapping[str, ChannelRate], time: Time) -> tuple[tuple[str, ...], float]:
    """The channels that are silent, and the share of the usual posts that is still being heard (0..1)."""
    silent = tuple(channel for channel, pace in sorted(paces.items()) if _is_silent(pace, time))
    usual = sum(pace.posts_per_hour for pace in paces.values())
    missing = sum(paces[channel].posts_per_hour for channel in silent)
    return silent, 1 - missing / usual if usual else 1.0
