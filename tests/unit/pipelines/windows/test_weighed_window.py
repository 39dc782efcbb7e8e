"""A verdict is put into words when somebody asks, and time that has passed since does not change them."""

from tests.making import run, stream


def test_words_that_are_asked_for_late_are_those_that_signals_were_told_in_at_once() -> None:
    told = run(stream(authors=200, days=24, per_day=0.7))
    at_once = [signal.data for signal in told.signals]
    windows = [decision.window for decision in at_once]
    assert len(at_once) > 2
    assert [decision for decision in told.decisions if decision.window in windows] == at_once


def test_a_verdict_says_the_same_each_time() -> None:
    told = run(stream(authors=60, days=4))
    assert all(verdict.decision == verdict.decision for verdict in told.windows)
    assert [verdict.kind for verdict in told.windows] == [decision.decision for decision in told.decisions]
