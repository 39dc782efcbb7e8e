"""The limit on copies of rejected records."""

from __future__ import annotations

from listener.worker.rate_limiter import RateLimiter
from models.rejections import Reason, Rejection

BAD = [Rejection(Reason.NOT_JSON, "no", b"{")] * 10


def test_no_more_than_the_limit_is_kept_in_a_minute() -> None:
    limiter = RateLimiter(4, clock=lambda: 30.0)
    assert [len(limiter.admit(BAD[:3])), len(limiter.admit(BAD[:3])), len(limiter.admit(BAD))] == [3, 1, 0]


def test_another_minute_has_room_again() -> None:
    now = [59.0]
    limiter = RateLimiter(4, clock=lambda: now[0])
    assert len(limiter.admit(BAD)) == 4
    now[0] = 60.0
    assert len(limiter.admit(BAD)) == 4


def test_a_limit_of_nothing_keeps_nothing() -> None:
    assert not RateLimiter(0, clock=lambda: 0.0).admit(BAD)
