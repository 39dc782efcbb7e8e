"""Instants are exact integers, and survive the wire."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from models.posts import Kind, instant, millis


@given(st.integers(0, 253_402_300_799_999))
def test_milliseconds_survive_the_round_trip(at: int) -> None:
    assert millis(instant(at)) == at


@given(st.builds(instant, st.integers(0, 253_402_300_799_999)), st.integers(0, 999))
def test_only_microseconds_are_lost(when: datetime, micros: int) -> None:
    finer = when.replace(microsecond=when.microsecond // 1000 * 1000 + micros)
    assert instant(millis(finer)) == when


def test_likes_and_reposts_are_activity() -> None:
    assert [kind for kind in Kind if kind.is_activity] == [Kind.REPOST, Kind.LIKE]
