"""A channel that went silent is a gap in the data, not a mood."""

from models.journeys import PendingPost
from models.policy import Time
from models.posts import HOUR_MS
from pipelines.windows.silence import find_coverage, silent_channels, update_channel_rates
from pipelines.windows.state import ChannelRate
from tests.making import MONDAY
from tests.unit.pipelines.journeys.test_authors import pending_post

TIME = Time()


def hour(number: int, posts: int) -> list[PendingPost]:
    return [pending_post(MONDAY + number * HOUR_MS, id) for id in range(posts)]


def after(*counts: int) -> dict[str, ChannelRate]:
    rates: dict[str, ChannelRate] = {}
    for number, count in enumerate(counts):
        rates = update_channel_rates(rates, hour(number, count), TIME)
    return rates


def test_a_busy_channel_that_stops_is_noticed_within_hours() -> None:
    assert silent_channels(after(*[20] * 100, *[0] * 5), TIME) == ()
    rates = after(*[20] * 100, *[0] * 6)
    assert silent_channels(rates, TIME) == ("bluesky",)
    assert find_coverage(rates, TIME) == 0.0


def test_a_quiet_channel_is_given_time() -> None:
    assert silent_channels(after(*[1] * 100, *[0] * 12), TIME) == ()


def test_the_first_post_ends_the_silence() -> None:
    assert silent_channels(after(*[20] * 100, *[0] * 12, 5), TIME) == ()


def test_a_channel_that_is_gone_is_no_longer_waited_for() -> None:
    assert after(*[20] * 100, *[0] * (TIME.channel_gone_hours + 1)) == {}


def test_half_the_usual_posts_are_still_heard() -> None:
    rates = {"a": ChannelRate(10.0, 9), "b": ChannelRate(10.0, 0)}
    assert silent_channels(rates, TIME) == ("a",)
    assert find_coverage(rates, TIME) == 0.5
