"""A partition says that it is quiet when all is read, it was silent long enough, and the others went on."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.idle_partitions import IdlePartitions

SECONDS = 60.0


def quiet(*partitions: int) -> IdlePartitions:
    made = IdlePartitions(SECONDS)
    made.assign(partitions, 0.0)
    return made


def test_a_partition_is_due_once_it_was_silent_for_long_enough() -> None:
    one = quiet(0, 1)
    one.note_offsets({0: (5, 5), 1: (0, 0)}, 0.0)
    one.note_record(0, 50.0)
    assert one.find_idle(60.0) == []
    assert one.find_idle(61.0) == [1]
    assert one.find_idle(111.0) == [0, 1]


def test_it_says_so_again_only_when_the_others_went_on_and_a_while_has_passed() -> None:
    one = quiet(1)
    one.note_offsets({0: (5, 5), 1: (0, 0)}, 0.0)
    one.note_report(1, 61.0)
    assert one.find_idle(200.0) == []
    one.note_offsets({0: (6, 5), 1: (0, 0)}, 100.0)
    assert (one.find_idle(120.0), one.find_idle(161.0)) == ([], [1])


def test_what_is_not_read_to_its_end_is_not_quiet() -> None:
    one = quiet(1)
    one.note_offsets({0: (5, 5), 1: (3, 2)}, 0.0)
    assert one.find_idle(1_000.0) == []


def test_when_a_stream_that_stood_still_moves_everybody_has_time_to_speak() -> None:
    one = quiet(1)
    one.note_offsets({0: (5, 5), 1: (0, 0)}, 0.0)
    one.note_report(1, 61.0)
    one.note_offsets({0: (900, 5), 1: (0, 0)}, 5_000.0)
    assert one.find_idle(5_001.0) == []
    assert one.find_idle(5_061.0) == [1]


def test_nothing_is_known_before_the_first_look_and_of_partitions_that_were_given_back() -> None:
    one = quiet(0, 1)
    assert one.find_idle(1_000.0) == []
    one.assign([2], 1_000.0)
    one.note_offsets({0: (5, 5), 1: (0, 0), 2: (0, 0)}, 1_000.0)
    assert one.find_idle(2_000.0) == [2]


@given(st.lists(st.tuples(st.floats(0.1, 30), st.booleans()), min_size=1, max_size=40))
def test_a_silent_partition_lets_a_moving_stream_wait_no_longer_than_two_whiles(
    steps: list[tuple[float, bool]],
) -> None:
    one, now, end = quiet(1), 0.0, 0
    waiting: list[float] = []  # moves of the stream that time has not been let pass
    for seconds, moves in steps:
        now, end = now + seconds, end + moves
        one.note_offsets({0: (end, end), 1: (0, 0)}, now)
        waiting += [now] * moves
        if one.find_idle(now):
            one.note_report(1, now)
            waiting.clear()
        assert now - min(waiting, default=now) <= 2 * SECONDS
