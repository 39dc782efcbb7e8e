"""The cap on rejected records."""

from __future__ import annotations

from listener.worker.rate_limiter import RateLimiter
from models.rejections import Reason, Rejection

BAD = [Rejection(Reason.NOT_JSON, "no", b"{")] * 10


def test_no_more_than_the_cap_is_kept_in_a_minute() -> None:
    cap = RateLimiter(4, clock=lambda: 30.0)
    assert [len(cap.within(BAD[:3])), len(cap.within(BAD[:3])), len(cap.within(BAD))] == [3, 1, 0]


def test_another_minute_has_room_again() -> None:
    now = [59.0]
    cap = RateLimiter(4, clock=lambda: now[0])
    assert len(cap.within(BAD)) == 4
    now[0] = 60.0
    assert len(cap.within(BAD)) == 4


def test_a_cap_of_nothing_keeps_nothing() -> None:
    assert not RateLimiter(0, clock=lambda: 0.0).within(BAD)
