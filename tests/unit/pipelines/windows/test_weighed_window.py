"""A decision is composed when somebody asks, and time that has passed since does not change it."""

from tests.making import run, stream


def test_decisions_that_are_composed_late_are_those_that_signals_were_told_with() -> None:
    told = run(stream(authors=200, days=24, per_day=0.7))
    at_once = [signal.data for signal in told.signals]
    windows = [decision.window for decision in at_once]
    assert len(at_once) > 2
    assert [decision for decision in told.decisions if decision.window in windows] == at_once


def test_a_window_composes_the_same_decision_each_time() -> None:
    told = run(stream(authors=60, days=4))
    assert all(window.decision == window.decision for window in told.windows)
    assert [window.kind for window in told.windows] == [decision.decision for decision in told.decisions]
