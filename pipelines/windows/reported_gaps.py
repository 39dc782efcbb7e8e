"""Reported gaps: the hours of which a source said that posts may be missing. No such hour decides anything.

What is kept is a union of stretches of hours by channel: in which order gaps are told, and how often, means nothing.
A gap that is told after its hours have closed comes too late for them.
"""

from collections.abc import Iterable, Iterator, Mapping

from models.gaps import Gap
from models.posts import HOUR_MS, millis

HourSpan = tuple[int, int]  # the numbers of the first and the last hour

_SPANS, _CHANNELS = 64, 48  # of one channel, and channels, at most: more than are told while hours wait to close
_OTHER = "other"  # channels beyond that, together


def report_gap(
    gaps: Mapping[str, tuple[HourSpan, ...]], gap: Gap, closed: int | None
) -> dict[str, tuple[HourSpan, ...]]:
    """The gaps with one more, by channel. `closed` is the last hour that has closed."""
    first = max(millis(gap.start) // HOUR_MS, -1 if closed is None else closed + 1)
    last = millis(gap.end) // HOUR_MS
    if last < first:
        return dict(gaps)
    channel = gap.channel if gap.channel in gaps or len(gaps) < _CHANNELS else _OTHER
    return {**gaps, channel: _bounded([*_join((*gaps.get(channel, ()), (first, last)))])}


def pass_gaps(gaps: Mapping[str, tuple[HourSpan, ...]], hour: int) -> dict[str, tuple[HourSpan, ...]]:
    """The gaps without those that lie wholly before an hour."""
    left = {channel: tuple(each for each in spans if each[1] >= hour) for channel, spans in gaps.items()}
    return {channel: spans for channel, spans in left.items() if spans}


def missing_channels(gaps: Mapping[str, tuple[HourSpan, ...]], hour: int) -> tuple[str, ...]:
    """The channels of which something may be missing in an hour, sorted."""
    return tuple(
        sorted(channel for channel, spans in gaps.items() if any(first <= hour <= last for first, last in spans))
    )


def _join(spans: Iterable[HourSpan]) -> Iterator[HourSpan]:
    """Their union, ascending: what overlaps or adjoins is one."""
    joined: HourSpan | None = None
    for first, last in sorted(spans):
        if joined is not None and first <= joined[1] + 1:
            joined = (joined[0], max(joined[1], last))
            continue
        if joined is not None:
            yield joined
        joined = (first, last)
    if joined is not None:
        yield joined


def _bounded(spans: list[HourSpan]) -> tuple[HourSpan, ...]:
    """Of very many stretches, one that covers all: hours between them decide nothing, either."""
    return tuple(spans) if len(spans) <= _SPANS else ((spans[0][0], spans[-1][1]),)
