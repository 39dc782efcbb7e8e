"""A window of which a source says that posts may be missing decides nothing, however and how often it is told."""

import random
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import reduce

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.decisions import Decision, DecisionKind
from models.gaps import Gap, GapReason
from models.posts import DAY_MS, HOUR_MS, Millis, instant, millis
from models.rejections import Reason
from pipelines.flow import FlowResult
from pipelines.windows.reported_gaps import HourSpan, missing_channels, pass_gaps, report_gap
from tests.making import MONDAY, NOW, campaign, run, stream

LINES = stream(authors=200, days=16, per_day=0.6)
START, END = MONDAY + 12 * DAY_MS, MONDAY + 12 * DAY_MS + 5 * HOUR_MS


def gap(start: Millis, end: Millis, channel: str = "bluesky") -> Gap:
    return Gap(channel, instant(start), instant(end), GapReason.CURSOR_TOO_OLD)


def line(told: Gap) -> bytes:
    return msgspec.json.encode(told)


def place_of(at: Millis) -> int:
    """Where in the lines that time comes."""
    return next(place for place, each in enumerate(LINES) if millis(_decode(each).created_at) >= at)


class _Dated(msgspec.Struct):
    created_at: datetime


_decode = msgspec.json.Decoder(_Dated).decode


def bytes_of(told: FlowResult) -> list[bytes]:
    return [msgspec.json.encode(each) for each in (*told.decisions, *told.signals)]


def touched(decision: Decision) -> bool:
    return millis(decision.window.start) <= END and millis(decision.window.end) > START


@pytest.fixture(scope="module")
def with_gap() -> FlowResult:
    lines = list(LINES)
    lines.insert(place_of(END), line(gap(START, END)))
    return run(lines)


def test_no_window_that_a_gap_touches_decides_anything_and_the_others_do(with_gap: FlowResult) -> None:
    whole = run(LINES)
    inside = [each for each in with_gap.decisions if touched(each)]
    assert {each.decision for each in inside} == {DecisionKind.INSUFFICIENT_DATA}
    assert {each.data_quality.gaps for each in inside} == {("bluesky",)}
    assert {each.decision for each in whole.decisions if touched(each)} != {DecisionKind.INSUFFICIENT_DATA}
    before = [each for each in with_gap.decisions if millis(each.window.end) <= START]
    assert before == list(whole.decisions[: len(before)])
    after = [each for each in with_gap.decisions if millis(each.window.start) > END]
    assert DecisionKind.PROLONG in {each.decision for each in after}
    assert all(each.data_quality.gaps is msgspec.UNSET for each in after)


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10**6), batch=st.integers(1, 3_000))
def test_when_and_how_often_it_is_told_changes_nothing(with_gap: FlowResult, seed: int, batch: int) -> None:
    rng, lines = random.Random(seed), list(LINES)
    parts = [gap(START, START + 2 * HOUR_MS), gap(START + HOUR_MS, END), gap(START, END)]
    for each in parts * 2:
        lines.insert(rng.randrange(place_of(END)), line(each))
    assert bytes_of(run(lines, batch=batch)) == bytes_of(with_gap)


def test_a_gap_of_a_channel_that_an_audience_does_not_hear_is_none_of_its_own() -> None:
    lines = [*LINES[:1000], line(gap(START, END, channel="reddit")), *LINES[1000:]]
    heard = campaign(audiences=(msgspec.structs.replace(campaign().audiences[0], when=_only("bluesky", "mastodon")),))
    assert bytes_of(run(lines, campaigns=[heard])) == bytes_of(run(LINES, campaigns=[heard]))


def _only(*channels: str) -> object:
    return msgspec.structs.replace(campaign().audiences[0].when, channels=channels)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (b'{"type":"gap"}', Reason.BAD_FIELD),
        (line(gap(END, START)), Reason.BAD_FIELD),
        (line(gap(START, NOW + DAY_MS)), Reason.FUTURE),
    ],
)
def test_a_gap_that_cannot_be_is_rejected(told: bytes, reason: Reason) -> None:
    assert [each.reason for each in run([told]).rejections] == [reason]


spans = st.tuples(st.integers(0, 60), st.integers(0, 5)).map(
    lambda span: gap(MONDAY + span[0] * HOUR_MS, MONDAY + (span[0] + span[1]) * HOUR_MS)
)


def report_all(told: Iterable[Gap]) -> Mapping[str, tuple[HourSpan, ...]]:
    empty: dict[str, tuple[HourSpan, ...]] = {}
    return reduce(lambda gaps, each: report_gap(gaps, each, None), told, empty)


@given(st.lists(spans, max_size=20).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_gaps_are_a_set(told: tuple[list[Gap], list[Gap]]) -> None:
    once, mixed = told
    assert report_all(once) == report_all([*mixed, *once])
    hours = {hour for each in once for hour in range(millis(each.start) // HOUR_MS, millis(each.end) // HOUR_MS + 1)}
    found = {hour for hour in range(MONDAY // HOUR_MS - 1, MONDAY // HOUR_MS + 70) if _is_missing(once, hour)}
    assert found == hours


def _is_missing(told: list[Gap], hour: int) -> bool:
    return bool(missing_channels(report_all(told), hour))


def test_what_has_passed_is_let_go_and_what_has_closed_is_too_late() -> None:
    hour = MONDAY // HOUR_MS
    told = report_gap({}, gap(MONDAY, MONDAY + 3 * HOUR_MS), None)
    assert pass_gaps(told, hour + 3) == told
    assert pass_gaps(told, hour + 4) == {}
    assert report_gap({}, gap(MONDAY, MONDAY + 3 * HOUR_MS), hour + 3) == {}
    assert report_gap({}, gap(MONDAY, MONDAY + 3 * HOUR_MS), hour + 1) == {"bluesky": ((hour + 2, hour + 3),)}
