"""A channel that went silent is a gap in the data, not a mood."""

from models.journeys import PendingPost
from models.policy import Time
from models.posts import HOUR_MS
from pipelines.windows.silence import silences, update_channel_rates
from pipelines.windows.state import ChannelRate
from tests.making import MONDAY
from tests.unit.pipelines.journeys.test_authors import waiting

TIME = Time()


def hour(number: int, posts: int) -> list[PendingPost]:
    return [waiting(MONDAY + number * HOUR_MS, id) for id in range(posts)]


def after(*counts: int) -> dict[str, ChannelRate]:
    paces: dict[str, ChannelRate] = {}
    for number, count in enumerate(counts):
        paces = update_channel_rates(paces, hour(number, count), TIME)
    return paces


def test_a_busy_channel_that_stops_is_noticed_within_hours() -> None:
    assert silences(after(*[20] * 100, *[0] * 5), TIME)[0] == ()
    assert silences(after(*[20] * 100, *[0] * 6), TIME) == (("bluesky",), 0.0)


def test_a_quiet_channel_is_given_time() -> None:
    assert silences(after(*[1] * 100, *[0] * 12), TIME)[0] == ()


def test_the_first_post_ends_the_silence() -> None:
    assert silences(after(*[20] * 100, *[0] * 12, 5), TIME)[0] == ()


def test_a_channel_that_is_gone_is_no_longer_waited_for() -> None:
    assert after(*[20] * 100, *[0] * (TIME.channel_gone_hours + 1)) == {}


def test_half_the_usual_posts_are_still_heard() -> None:
    paces = {"a": ChannelRate(10.0, 9), "b": ChannelRate(10.0, 0)}
    assert silences(paces, TIME) == (("a",), 0.5)
