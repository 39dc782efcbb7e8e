"""Silence: a channel that stops although it usually has posts is a gap in the data, not a mood of the audience."""

from collections import Counter
from collections.abc import Iterable, Mapping

from models.journeys import PendingPost
from models.policy import Time
from pipelines.windows.state import ChannelRate

_CHANNELS = 48  # whose rates are known, at most: more than a campaign has sources, and the head has room for them


def update_channel_rates(
    rates: Mapping[str, ChannelRate], posts: Iterable[PendingPost], time: Time
) -> dict[str, ChannelRate]:
    """The rates by channel after one more hour, with these posts. A channel that is silent for long is dropped.

    Of very many channels those with most posts stay: the others are too small for their silence to be told.
    """
    counts = Counter([post.channel for post in posts])
    channels = sorted({*rates, *counts})
    updated = {channel: _update_rate(rates.get(channel), counts[channel], time) for channel in channels}
    present = {channel: rate for channel, rate in updated.items() if rate.silent_hours < time.channel_gone_hours}
    return present if len(present) <= _CHANNELS else _keep_loudest(present)


def _keep_loudest(rates: Mapping[str, ChannelRate]) -> dict[str, ChannelRate]:
    loudest = sorted(rates, key=lambda channel: (-rates[channel].posts_per_hour, channel))[:_CHANNELS]
    return {channel: rates[channel] for channel in sorted(loudest)}


def _update_rate(rate: ChannelRate | None, count: int, time: Time) -> ChannelRate:
    """An exponential moving average over `channel_memory_hours`. It stands still during an outage."""
    if rate is None:
        return ChannelRate(count / time.channel_memory_hours)
    silent_hours = 0 if count else rate.silent_hours + 1
    during_outage = ChannelRate(rate.posts_per_hour, silent_hours)
    if count == 0 and _is_silent(during_outage, time):
        return during_outage
    step = (count - rate.posts_per_hour) / time.channel_memory_hours
    return ChannelRate(rate.posts_per_hour + step, silent_hours)


def _is_silent(rate: ChannelRate, time: Time) -> bool:
    """Whether so many usual posts are missing that chance cannot be why.

    With `outage_posts` = 30 missing, Poisson's chance is e^-30; at night, at a tenth of the usual rate, e^-3.
    """
    return rate.silent_hours >= time.outage_hours and rate.posts_per_hour * rate.silent_hours >= time.outage_posts


def silent_channels(rates: Mapping[str, ChannelRate], time: Time) -> tuple[str, ...]:
    """The channels in an outage, sorted."""
    return tuple(channel for channel, rate in sorted(rates.items()) if _is_silent(rate, time))


def find_coverage(rates: Mapping[str, ChannelRate], time: Time) -> float:
    """The share, 0..1, of the usual posts whose channels are not in an outage; 1 before any channel is known."""
    usual = sum(rate.posts_per_hour for rate in rates.values())
    missing = sum(rates[channel].posts_per_hour for channel in silent_channels(rates, time))
    return 1 - missing / usual if usual else 1.0
