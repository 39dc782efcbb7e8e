"""Told gaps: the days of which a source said that posts may be missing, as a file or log has them."""

import msgspec

from listener.campaign_file import load_campaign
from models.gaps import Gap, GapReason
from models.posts import DAY_MS, instant
from pipelines.movement import MovementReader
from pipelines.movement.told_gaps import list_days_missed
from pipelines.tags import Tagger
from tests.unit.listener.campaign_file.test_campaign import GOOD


def a_gap(start: float, end: float, channel: str = "bluesky") -> Gap:
    return Gap(channel, instant(round(start * DAY_MS)), instant(round(end * DAY_MS)), GapReason.UNREACHABLE)


def test_a_day_is_missed_of_which_a_gap_takes_half_or_more() -> None:
    assert list_days_missed(a_gap(10.6, 12.5)) == [11, 12]
    assert list_days_missed(a_gap(10.1, 10.2)) == []
    assert len(list_days_missed(a_gap(0, 9_000))) <= 401


def test_a_gap_among_posts_is_no_rejection_and_goes_to_whoever_hears_its_channel() -> None:
    campaign = load_campaign(GOOD, "garden.yaml")
    reader = MovementReader(campaign, Tagger([campaign]))
    lines = [msgspec.json.encode(each) for each in (a_gap(10, 12), a_gap(20, 21, "elsewhere"))]
    broken = b'{"type":"gap","channel":3}'
    assert len(reader.take([*lines, broken], 2**42)) == 1
    heard = campaign.audiences[0].when.channels
    expected = {10, 11} if heard else {10, 11, 20}
    assert reader.samples[campaign.audiences[0].name].missing == expected
