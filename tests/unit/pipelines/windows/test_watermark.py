"""Event time moves by what every partition says, and by nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from models.marks import Progress
from models.policy import Policy
from models.posts import HOUR_MS, Millis, instant
from pipelines.windows.state import AudienceHead
from pipelines.windows.watermark import find_watermark, last_passed_hour, record_progress
from tests.making import LATENESS, MONDAY

POLICY = Policy()


def progress(partition: int, at: Millis, *, of: int = 2, idle: bool = False, end: bool = False) -> Progress:
    return Progress(partition, of, instant(at), idle=idle, final=end)


def after(*marks: Progress) -> Millis | None:
    head = AudienceHead()
    for mark in marks:
        head = record_progress(head, mark)
    return find_watermark(head, POLICY)


def test_nothing_moves_before_every_partition_was_heard() -> None:
    assert after(progress(0, MONDAY)) is None


def test_the_slowest_partition_decides_less_the_lateness() -> None:
    assert after(progress(0, MONDAY + HOUR_MS), progress(1, MONDAY)) == MONDAY - LATENESS


def test_a_partition_that_is_new_is_waited_for_also_by_those_who_have_not_heard_of_it() -> None:
    heard = [progress(0, MONDAY, of=3), progress(1, MONDAY + HOUR_MS, of=2)]
    assert after(*heard) is None
    assert after(*heard, progress(2, MONDAY + HOUR_MS, of=3)) == MONDAY - LATENESS


def test_an_idle_partition_holds_nobody_back() -> None:
    assert after(progress(0, MONDAY + HOUR_MS), progress(1, MONDAY, idle=True)) == MONDAY + HOUR_MS - LATENESS


def test_an_idle_partition_that_may_speak_again_is_waited_for() -> None:
    """Time comes as far as the others were when it said that it is idle, and no further until it says so again."""
    quiet = [progress(0, MONDAY + HOUR_MS), progress(1, MONDAY, idle=True), progress(0, MONDAY + 5 * HOUR_MS)]
    assert after(*quiet) == MONDAY + HOUR_MS - LATENESS
    assert after(*quiet, progress(1, MONDAY, idle=True)) == MONDAY + 5 * HOUR_MS - LATENESS


def test_when_all_are_idle_time_has_come_as_far_as_any_of_them() -> None:
    last = progress(0, MONDAY + HOUR_MS)
    assert after(last, progress(0, MONDAY, idle=True), progress(1, MONDAY, idle=True)) == MONDAY + HOUR_MS - LATENESS


def test_a_stream_that_has_ended_needs_no_lateness() -> None:
    assert after(progress(0, MONDAY, end=True), progress(1, MONDAY, end=True)) == MONDAY


def test_an_hour_has_passed_once_its_end_is_reached() -> None:
    assert last_passed_hour(MONDAY) == MONDAY // HOUR_MS - 1
    assert last_passed_hour(MONDAY - 1) == MONDAY // HOUR_MS - 2


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9)), max_size=30))
def test_event_time_never_goes_back(steps: list[tuple[int, int]]) -> None:
    head, reached = AudienceHead(), 0
    for partition, hour in steps:
        head = record_progress(head, progress(partition, MONDAY + hour * HOUR_MS))
        now = find_watermark(head, POLICY) or 0
        assert now >= reached
        reached = now
