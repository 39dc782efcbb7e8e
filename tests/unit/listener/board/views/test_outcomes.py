"""Reached: outcomes add up, a repeat counts once, and the later report of an id stands."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from listener.board.views import outcomes
from listener.board.views.outcomes import OutcomeReports, add_report
from models.outcomes import OutcomeReport
from tests.unit.listener.board.making import START, campaign

REPORTS = st.builds(
    OutcomeReport,
    id=st.sampled_from("abc"),
    campaign=st.just("relief"),
    name=st.just("donations"),
    count=st.integers(-5, 50).map(float),
    at=st.integers(0, 3).map(lambda hours: START + timedelta(hours=hours)),
)


def report(id: str, count: float, hour: int = 0) -> OutcomeReport:
    return OutcomeReport(id, "relief", "donations", count, START + timedelta(hours=hour))


def of(*reports: OutcomeReport) -> OutcomeReports:
    found = OutcomeReports()
    for each in reports:
        found = add_report(found, each)
    return found


def test_counts_add_up_and_a_repeat_counts_once() -> None:
    assert of(report("a", 10), report("b", 5), report("a", 10)).total == 15


def test_a_later_report_replaces_the_one_of_its_id() -> None:
    assert of(report("a", 12, hour=2), report("a", 10, hour=1)).total == 12


@given(st.lists(REPORTS, max_size=8).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some * 2))))
def test_order_and_repeats_change_nothing(both: tuple[list[OutcomeReport], list[OutcomeReport]]) -> None:
    once, twice = both
    assert of(*once) == of(*twice)


def test_many_reports_are_kept_as_their_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "REPORTS_KEPT", 3)
    found = of(*(replace(report(str(hour), 2, hour), call="rebuild") for hour in range(9)))
    assert (len(found.known), found.total, found.by_call) == (3, 18, {"rebuild": 18})


def test_what_followed_a_call_is_told_by_call_and_by_what_was_counted() -> None:
    gifts = of(report("a", 40), replace(report("b", 2), call="rebuild"))
    visits = of(OutcomeReport("c", "relief", "attendance", 9, START, call="rebuild"))
    stands = outcomes.outcome_progress(campaign(), {("relief", "donations"): gifts, ("relief", "attendance"): visits})
    assert stands.count == 42
    assert [(each.call, each.count, each.unit) for each in stands.calls] == [
        ("rebuild", 9, "attendance"),
        ("rebuild", 2, "gifts"),
    ]


def test_a_campaign_counts_the_outcome_that_it_names() -> None:
    reports = {("relief", "donations"): of(report("a", 40)), ("relief", "visits"): of(report("b", 9))}
    stands = outcomes.outcome_progress(campaign(), reports)
    assert (stands.count, stands.target, stands.unit, stands.part) == (40, 100, "gifts", 0.4)
    assert outcomes.outcome_progress(campaign(), {}).newest is None
