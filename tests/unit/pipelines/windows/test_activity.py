"""Sketches of activity wait for their hour in bounded room, in whatever order they come."""

import random

from msgspec.structs import replace

from models.marks import Activity
from models.posts import HOUR_MS, instant
from models.sketches import REGISTERS, add_item
from pipelines.windows.activity import close_sketches, merge_activity
from pipelines.windows.state import AudienceState, new_state
from tests.making import MONDAY

HOUR = MONDAY // HOUR_MS


def activity(hour: int, *ids: str) -> Activity:
    sketch = bytearray(REGISTERS)
    for id in ids:
        add_item(sketch, id)
    return Activity(instant(hour * HOUR_MS), bytes(sketch))


def merged(state: AudienceState, hours: list[int]) -> tuple[AudienceState, int]:
    dropped = 0
    for hour in hours:
        state, count = merge_activity(state, activity(hour, f"like {hour}"))
        dropped += count
    return state, dropped


def closed_to(hour: int) -> AudienceState:
    state = new_state()
    return replace(state, head=replace(state.head, closed_hour=hour))


def test_a_sketch_touches_the_one_shard_of_its_hour() -> None:
    before, _ = merged(new_state(), [HOUR, HOUR + 1])
    after, _ = merge_activity(before, activity(HOUR, "another"))
    changed = [
        new is not old for new, old in zip(after.open_sketches.shards, before.open_sketches.shards, strict=True)
    ]
    assert sum(changed) == 1


def test_a_repeat_is_the_same_state() -> None:
    once, _ = merged(new_state(), [HOUR])
    assert merge_activity(once, activity(HOUR, f"like {HOUR}"))[0] is once


def test_an_hour_that_has_closed_takes_no_more() -> None:
    state = closed_to(HOUR)
    assert merge_activity(state, activity(HOUR, "late"))[0] is state


def test_hours_beyond_170_days_find_no_room_whatever_their_order_and_are_counted() -> None:
    hours = list(range(HOUR + 1, HOUR + 5_001))
    in_order, dropped = merged(closed_to(HOUR), hours)
    shuffled, also_dropped = merged(closed_to(HOUR), random.Random(3).sample(hours, len(hours)))
    assert in_order == shuffled
    assert dropped == also_dropped == 5_000 - 4_096
    assert max(hour for shard in in_order.open_sketches.shards for hour in shard) == HOUR + 4_096


def test_before_an_hour_has_closed_back_dated_likes_displace_none_of_now() -> None:
    hours = list(range(HOUR, HOUR + 5_000))
    state, _ = merged(new_state(), random.Random(3).sample(hours, len(hours)))
    assert min(hour for shard in state.open_sketches.shards for hour in shard) == HOUR + 5_000 - 4_096


def test_closing_turns_sketches_into_a_number_and_keeps_later_hours() -> None:
    state, _ = merged(new_state(), [HOUR, HOUR + 1, HOUR + 2])
    sketches, count = close_sketches(state.open_sketches, HOUR + 1)
    assert (len(sketches), count) == (1, 2)
