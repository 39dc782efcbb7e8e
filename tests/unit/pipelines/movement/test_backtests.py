"""Backtests: an ADVANCE has stood that no STEP_BACK followed within 14 days; and how a policy is written."""

from datetime import timedelta

import pytest

from listener.cli.commands.backtest import read_numbers
from models.decisions import DecisionKind
from models.errors import InputError
from pipelines.movement.backtests import judge_signals
from pipelines.signals import make_signal
from tests.unit.pipelines.test_signals import decision

ADVANCE, STEP_BACK = DecisionKind.ADVANCE, DecisionKind.STEP_BACK


def test_an_advance_stands_unless_it_falls_back_within_two_weeks() -> None:
    hours = [(ADVANCE, 0), (STEP_BACK, 24), (ADVANCE, 48), (STEP_BACK, 48 + 24 * 15), (ADVANCE, 24 * 30)]
    signals = [make_signal(decision(kind, hour), number) for number, (kind, hour) in enumerate(hours, 1)]
    found = judge_signals({}, signals, signals[-1].time + timedelta(days=13))
    assert [each.stood for each in found.advances] == [False, True, None]
    assert (found.step_backs, found.stood.value, found.stood.of) == (2, 0.5, 2)


def test_a_policy_is_written_as_names_and_numbers() -> None:
    assert read_numbers("alpha=0.05, min_authors=30") == {"alpha": 0.05, "min_authors": 30}
    for wrong in ("alpha", "alpha=much", "default_share=0.2"):
        with pytest.raises(InputError, match="--policy"):
            read_numbers(wrong)
