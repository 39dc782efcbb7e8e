"""Families held apart: another generator than that of `listener.simulator`, through the rule with its readers."""

from dataclasses import replace

from models.decisions import DecisionKind
from models.posts import DAY_MS
from pipelines.readiness.onset import tell_onset
from tests.scenarios.apart.families import NEVER, Family
from tests.scenarios.apart.people import STARTS, meet
from tests.scenarios.apart.playing import play

RISE = Family("a rise", ((0, 0.12), (16, 0.12), (17, 0.55)), days=36)
TRUE_DAY = 17


def test_an_audience_under_the_bar_shows_its_share_and_is_not_told_to_advance() -> None:
    under = next(each for each in NEVER if each.name == "just under the bar")
    people = meet(under, 1)
    assert abs(sum(each.rank > 0 for each in people.said.values()) / len(people.said) - 0.29) < 0.05
    assert DecisionKind.ADVANCE not in {each.kind for each in play(under, 1)}


def test_a_rise_is_told_by_labels_with_the_day_on_which_it_began() -> None:
    advanced = next(each for each in play(RISE, 1) if each.kind is DecisionKind.ADVANCE)
    onset = tell_onset(advanced.detector.labels.onset)
    assert onset
    assert onset.earliest is not None
    days = [(each.timestamp() * 1_000 - STARTS) / DAY_MS for each in (onset.earliest, onset.latest)]
    assert days[0] <= TRUE_DAY <= days[1]


def test_nobody_reads_where_a_family_has_no_readers() -> None:
    unread = replace(RISE, reading=replace(RISE.reading, labels=0), days=10)
    assert all(not each.detector.labels.counted for each in play(unread, 1))
