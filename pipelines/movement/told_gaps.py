"""Told gaps: of which days a source said that posts may be missing."""

from collections.abc import Iterable

from models.decoding import Decode, json_decoder
from models.errors import UnreadableError
from models.gaps import Gap, is_gap
from models.posts import DAY_MS, millis

_MOST_DAYS = 400  # of one gap: the latest
_decode: Decode[Gap] = json_decoder(Gap)


def partition_gaps(values: Iterable[bytes]) -> tuple[list[Gap], list[bytes]]:
    """The gaps among lines of posts, and the other lines. A gap that cannot be read is a line like others."""
    gaps, others = list[Gap](), list[bytes]()
    for value in values:
        gap = _read_gap(value)
        others.append(value) if gap is None else gaps.append(gap)
    return gaps, others


def _read_gap(value: bytes) -> Gap | None:
    try:
        return _decode(value) if is_gap(value) else None
    except UnreadableError:
        return None


def list_days_missed(gap: Gap) -> list[int]:
    """The numbers of the UTC days of which the gap takes half or more."""
    start, end = millis(gap.start), millis(gap.end)
    days = range(max(start // DAY_MS, (end // DAY_MS) - _MOST_DAYS), end // DAY_MS + 1)
    return [day for day in days if 2 * (min(end, (day + 1) * DAY_MS) - max(start, day * DAY_MS)) >= DAY_MS]
