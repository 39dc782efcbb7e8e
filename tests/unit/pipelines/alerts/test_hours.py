"""Quiet hours and digests keep the local time of the people, in summer and winter."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from models.posts import HOUR_MS, Millis, millis
from pipelines.alerts import (
    is_quiet,
    last_digest,
)
from tests.alerting import route
from tests.making import MONDAY
from tests.unit.pipelines.alerts.delivering import (
    NIGHT,
)


def test_quiet_hours_are_those_of_the_peoples_own_clock_in_summer_and_winter() -> None:
    oslo = route(zone="Europe/Oslo", quiet_hours=NIGHT)
    winter, summer = datetime(2025, 1, 6, 6, 30, tzinfo=UTC), datetime(2025, 7, 6, 5, 30, tzinfo=UTC)
    assert not is_quiet(oslo, millis(winter))  # 07:30
    assert not is_quiet(oslo, millis(summer))  # 07:30
    assert is_quiet(oslo, millis(winter.replace(hour=5)))
    assert is_quiet(oslo, millis(summer.replace(hour=4)))


@given(
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(["UTC", "Europe/Oslo", "America/St_Johns", "Australia/Lord_Howe"]),
    st.integers(MONDAY, MONDAY + 366 * 24 * HOUR_MS),
)
def test_the_last_digest_is_less_than_a_day_and_an_hour_ago(minute: int, zone: str, now: Millis) -> None:
    found = last_digest(route(digest_at=minute, zone=zone), now)
    assert found is not None
    assert 0 <= now - found <= 25 * HOUR_MS
