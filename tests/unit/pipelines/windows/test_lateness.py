"""A channel that is always too late is counted and told: it is a gap, though its posts keep coming."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from models.journeys import TaggedPost
from models.marks import Progress
from models.policy import Policy, Time
from models.posts import DAY_MS, HOUR_MS, instant
from pipelines.flow import watched_audiences
from pipelines.intake import Intake
from pipelines.tags import Tagger
from pipelines.windows import new_state, step
from pipelines.windows.arrival import Arrival
from pipelines.windows.lateness import count_late_posts, late_shares, update_late_rates
from pipelines.windows.state import AudienceHead, ChannelRate
from tests.making import LATENESS, MONDAY, campaign, records, run, shuffle_lines, stream

TIME = Time()


def after(hours: int, late: dict[str, int]) -> dict[str, float]:
    rates: dict[str, float] = {}
    for _ in range(hours):
        rates = update_late_rates(rates, late, TIME)
    return rates


def test_late_posts_are_counted_by_channel_until_the_hour_closes() -> None:
    head = count_late_posts(count_late_posts(AudienceHead(), ["bluesky", "reddit"]), ["reddit"])
    assert head.late_posts == {"bluesky": 1, "reddit": 2}
    assert count_late_posts(head, []) is head


def test_a_channel_always_late_is_told_and_one_late_post_is_not() -> None:
    assert late_shares(after(200, {"reddit": 5}), {}, TIME) == {"reddit": 1.0}
    assert late_shares(update_late_rates({}, {"reddit": 2}, TIME), {}, TIME) == {}


def test_the_share_is_of_all_posts_of_the_channel_and_small_ones_are_not_told() -> None:
    late = after(1_000, {"reddit": 1})
    assert round(late_shares(late, {"reddit": ChannelRate(3.0)}, TIME)["reddit"], 3) == 0.25
    assert late_shares(late, {"reddit": ChannelRate(99.0)}, TIME) == {}


def test_a_channel_that_is_in_time_again_is_forgotten() -> None:
    rates = after(200, {"reddit": 5})
    for _ in range(1_000):
        rates = update_late_rates(rates, {}, TIME)
    assert rates == {}


def test_channels_without_number_take_bounded_room() -> None:
    head = count_late_posts(AudienceHead(), [f"c{number}" for number in range(500)])
    assert len(head.late_posts) == len(after(1, {f"c{number}": 1 for number in range(500)})) == 16


def _thirty_hours_late() -> list[bytes]:
    """A stream whose posts of mastodon come 30 hours after their date, in order of receipt."""
    lines = stream(authors=300, days=6, per_day=3.0)
    received = {line: place for place, line in enumerate(lines)}

    def receipt(line: bytes) -> float:
        fields = msgspec.json.decode(line)
        at = datetime.fromisoformat(fields["created_at"]).timestamp() * 1000
        return float(at + 30 * HOUR_MS * (fields["channel"] == "mastodon") + received[line] / 1e9)

    return sorted(lines, key=receipt)


def test_a_channel_thirty_hours_late_is_a_gap_in_the_decisions_and_a_setting_lets_it_count() -> None:
    told = run(_thirty_hours_late(), batch=50)
    assert told.counts["", "late"] > 1_000
    quality = [each.data_quality for each in told.decisions if each.window.end == instant(MONDAY + 4 * DAY_MS)]
    assert [(sorted(each.late_shares), each.late_shares["mastodon"] > 0.9) for each in quality] == [
        (["mastodon"], True)
    ]
    patient = replace(Policy(), time=Time(vote_lateness_hours=36.0))
    heard = run(_thirty_hours_late(), campaigns=[campaign(policy=patient)], batch=50)
    assert heard.counts["", "late"] == 0
    assert heard.decisions[-1].data_quality.late_shares == {}


def test_in_time_nothing_is_late_whatever_the_order() -> None:
    told = run(shuffle_lines(stream(authors=60, days=6), within=LATENESS - 1), batch=13)
    assert [each for each in told.decisions if each.data_quality.late_shares] == []


def test_what_a_restarted_partition_reads_once_more_is_no_gap() -> None:
    """A worker that was killed before it committed: days of a fast replay come once more, long after their hours."""
    watched = watched_audiences([campaign()], "tagger")["relief|locals"]
    lines, state, late = stream(authors=100, days=6, per_day=3.0), new_state(), 0
    intake = Intake([campaign()], Tagger([campaign()]))
    for at in [0, 300, 600, 300, 600, 900, 1200, 1500]:
        if at == 300:
            intake = Intake([campaign()], Tagger([campaign()]))
        for _, message in intake.take(records(lines[at : at + 300])).outgoing:
            assert isinstance(message, TaggedPost | Progress)
            result = step(state, message, watched)
            state, late = result.state, late + result.arrivals.count(Arrival.LATE)
            assert [each for each in result.decisions if each.data_quality.late_shares] == []
    assert late > 100
