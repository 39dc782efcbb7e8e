"""What moves the clock of a partition: receipt where there is one, a quorum where there is none, sources' marks."""

from models.marks import Mark, Progress
from models.posts import DAY_MS, HOUR_MS, MINUTE_MS, Millis, instant
from pipelines.partition_clock import PartitionClock
from tests.making import MONDAY


def only_mark(clock: PartitionClock) -> Progress:
    ((_, mark),) = clock.progress_marks(["relief|locals"])
    return mark


def live(at: Millis, received: Millis) -> Millis:
    """The event time reached after one post."""
    clock = PartitionClock(0, 1)
    clock.observe_post("a", at, received)
    return clock.reached


def test_a_live_post_moves_the_clock_and_never_beyond_its_receipt() -> None:
    assert live(MONDAY, MONDAY + MINUTE_MS) == MONDAY
    assert live(MONDAY + 9 * MINUTE_MS, MONDAY) == MONDAY


def test_a_post_received_days_after_its_date_moves_nothing_alone() -> None:
    assert live(MONDAY, MONDAY + 2 * DAY_MS) == -1


def test_a_replayed_post_moves_nothing_alone_however_soon_it_was_received() -> None:
    clock = PartitionClock(0, 1)
    clock.observe_post("a", MONDAY, MONDAY, is_replay=True)
    assert clock.progress_marks(["relief|locals"]) == ()
    clock.observe_mark(Mark("feed", instant(MONDAY - HOUR_MS)))
    assert only_mark(clock).reached == instant(MONDAY - HOUR_MS)


def test_the_end_of_a_replay_is_its_last_post() -> None:
    clock = PartitionClock(0, 1)
    clock.observe_post("a", MONDAY, MONDAY + 300 * DAY_MS, is_replay=True)
    clock.finish()
    mark = only_mark(clock)
    assert (mark.reached, mark.final) == (instant(MONDAY), True)
