"""Lateness: a channel whose posts keep coming too late to count is a gap in the data that looks like none.

A post counts that is late for the audience and behind its own partition, too (`TaggedPost.is_late`): what a
restarted partition reads once more is not, as event time begins anew with it. Still, what came too late depends on
when it came, so unlike all else here this is no function of the posts as a set: what one order of receipt makes late
may be in time in another, and of a channel that is late, posts that are read once more may count twice. No decision
rests on it. Where nothing is late beyond the policy's lateness, there is nothing to tell in any order.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from models.policy import Time
from pipelines.windows.state import AudienceHead, ChannelRate

_Amount = TypeVar("_Amount", int, float)

_CHANNELS = 16  # of which late posts are counted, at most: those with most of them
_LEAST_POSTS = 3  # late ones in the time over which a channel's rate is averaged: fewer are chance
_FORGOTTEN = 1e-3  # late posts an hour, below which a channel is told no more


def count_late_posts(head: AudienceHead, channels: Iterable[str]) -> AudienceHead:
    """The head with one late post more of each of these channels, for the next hour that closes."""
    counts = dict(head.late_posts)
    for channel in channels:
        counts[channel] = counts.get(channel, 0) + 1
    return replace(head, late_posts=_keep_most(counts)) if counts != head.late_posts else head


def update_late_rates(rates: Mapping[str, float], counts: Mapping[str, int], time: Time) -> dict[str, float]:
    """Late posts an hour by channel after one more hour: an exponential moving average, as `update_channel_rates`."""
    if not rates and not counts:
        return {}
    memory = time.channel_memory_hours
    moved = {each: _step(rates.get(each, 0.0), counts.get(each, 0), memory) for each in sorted({*rates, *counts})}
    return _keep_most({channel: rate for channel, rate in moved.items() if rate >= _FORGOTTEN})


def _step(rate: float, count: int, memory: int) -> float:
    return rate + (count - rate) / memory


def _keep_most(amounts: Mapping[str, _Amount]) -> dict[str, _Amount]:
    most = sorted(amounts, key=lambda channel: (-amounts[channel], channel))[:_CHANNELS]
    return {channel: amounts[channel] for channel in sorted(most)}


def late_shares(late: Mapping[str, float], rates: Mapping[str, ChannelRate], time: Time) -> dict[str, float]:
    """The share, 0..1, of each channel's posts that come too late, where it is `late_share` or more."""
    shares = {channel: rate / (rate + _posts_in_time(rates, channel)) for channel, rate in _many(late, time)}
    return {channel: share for channel, share in shares.items() if share >= time.late_share}


def _many(late: Mapping[str, float], time: Time) -> Iterable[tuple[str, float]]:
    return [(channel, rate) for channel, rate in late.items() if rate * time.channel_memory_hours >= _LEAST_POSTS]


def _posts_in_time(rates: Mapping[str, ChannelRate], channel: str) -> float:
    return rates[channel].posts_per_hour if channel in rates else 0.0
