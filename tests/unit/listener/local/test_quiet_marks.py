"""The clock says what time it is only where all is live, and nobody has spoken for a while."""

from listener.local.quiet_marks import quiet_mark
from models.posts import DAY_MS, HOUR_MS, MINUTE_MS, millis
from tests.making import NOW

IDLE = MINUTE_MS


def test_a_source_in_which_nobody_speaks_is_as_far_as_the_clock_less_the_time_a_post_may_take() -> None:
    mark = quiet_mark(NOW, NOW - HOUR_MS, NOW - HOUR_MS, IDLE)
    assert mark is not None
    assert millis(mark.at) == NOW - IDLE
    assert not mark.final


def test_as_long_as_posts_come_they_say_what_time_it_is() -> None:
    assert quiet_mark(NOW, NOW - IDLE // 2, NOW - HOUR_MS, IDLE) is None


def test_posts_of_long_ago_are_never_overtaken_by_the_clock() -> None:
    assert quiet_mark(NOW, NOW - HOUR_MS, NOW - DAY_MS, IDLE) is None
    assert quiet_mark(NOW, NOW - HOUR_MS, -1, IDLE) is None


def test_marks_are_few() -> None:
    assert quiet_mark(NOW, NOW - HOUR_MS, NOW - IDLE - MINUTE_MS, IDLE) is None
