"""Activity: sketches of likes and reposts wait for their hour to close, then they are a number. They never vote.

A shard keeps a bounded number of hours, so that no record of a state swells: until an hour has closed the latest,
as what is older comes to nothing; from then on those that close first.
"""

from msgspec.structs import replace

from models.marks import Activity
from models.posts import HOUR_MS, millis
from models.shards import ShardedMap
from models.sketches import estimate_count, merge_sketches
from pipelines.windows.state import AudienceState

# Hours of one shard that wait, at most. With 128 shards 4,096 hours in a row: one source may be 170 days behind.
_HOURS_PER_SHARD = 32

Sketches = ShardedMap[bytes]  # by hour


def merge_activity(state: AudienceState, activity: Activity) -> tuple[AudienceState, int]:
    """The state with a sketch merged into that of its hour, and how many hours were dropped for want of room.

    An hour that has closed takes no more; a sketch that says nothing new gives the same state.
    """
    hour, closed = millis(activity.hour) // HOUR_MS, state.head.closed_hour
    if closed is not None and hour <= closed:
        return state, 0
    before = state.open_sketches.get(hour)
    sketch = merge_sketches(before, activity.sketch) if before else activity.sketch
    if sketch == before:
        return state, 0
    dropped = _hour_to_drop(state.open_sketches, hour, keep_latest=closed is None)
    if dropped == hour:
        return state, 1
    changes = {hour: sketch} if dropped is None else {hour: sketch, dropped: None}
    return replace(state, open_sketches=state.open_sketches.with_changes(changes)), len(changes) - 1


def _hour_to_drop(sketches: Sketches, hour: int, *, keep_latest: bool) -> int | None:
    """The hour for which the shard of `hour` has no room, or None."""
    hours = {hour, *sketches.shards[sketches.shard_number(hour)]}
    if len(hours) <= _HOURS_PER_SHARD:
        return None
    return min(hours) if keep_latest else max(hours)


def close_sketches(sketches: Sketches, hour: int) -> tuple[Sketches, int]:
    """The sketches of later hours, and the number of likes and reposts up to that hour: distinct in each hour."""
    if not any(sketches.shards):  # asked with every hour that closes; mostly there are none
        return sketches, 0
    due = {number: sketch for shard in sketches.shards for number, sketch in shard.items() if number <= hour}
    return sketches.with_changes(dict.fromkeys(due)), sum(map(estimate_count, due.values()))
