"""The policy: its groups, what it promises, and that no number goes without its unit and source."""

import inspect
import math

import pytest

from models import policy
from models.overrides import NUMBERS, PUBLIC
from models.policy import EvidenceGrowth, Policy, Promises, share_errors


def test_the_threshold_is_the_horizon_over_alpha() -> None:
    assert Policy().threshold == pytest.approx(72_000)
    assert Policy(promises=Promises(alpha_step_back=0.02)).step_back_threshold == pytest.approx(36_000)


def test_nothing_is_heard_early_unless_somebody_bears_it() -> None:
    assert Policy().early_threshold == math.inf
    assert Policy(promises=Promises(early_alarms=2)).early_threshold == 360.0


def test_its_numbers_have_one_name_each_over_all_groups() -> None:
    names = [name for group in Policy.__struct_fields__ for name in getattr(Policy(), group).__struct_fields__]
    assert len(names) == len(set(names))
    assert list(Policy().flat()) == names
    assert set(names) == set(NUMBERS)


def test_no_bet_is_of_more_than_the_proof_allows() -> None:
    fractions = EvidenceGrowth().betting_fractions
    assert list(fractions) == sorted(fractions)
    assert 0 < fractions[0] < fractions[-1] < 1


def test_only_promises_and_choices_of_a_team_are_no_experiment() -> None:
    assert PUBLIC == (
        "alpha",
        "alpha_step_back",
        "early_alarms",
        "default_share",
        "min_authors",
        "min_age_hours",
        "sensitivity",
        "false_positive",
        "closing_lateness_minutes",
        "labels_per_day",
        "smallest_group",
    )


def test_every_number_says_its_unit_and_source() -> None:
    """The comment beside each field is its documentation: none may go without."""
    source = inspect.getsource(policy)
    lines = {line.split(":")[0].strip(): line for line in source.splitlines() if " = " in line and "#" in line}
    for name in NUMBERS:
        assert any(word in lines.get(name, "") for word in ("(design", "(scenarios", "(measured")), name


def test_what_is_promised_of_a_campaign_is_shared_by_its_audiences() -> None:
    whole = Policy(promises=Promises(alpha=0.02, alpha_step_back=0.01, early_alarms=0.5))
    assert share_errors(whole, 1) is whole
    parts = [share_errors(whole, 4) for _ in range(4)]
    assert sum(each.promises.alpha for each in parts) == pytest.approx(0.02)
    assert sum(each.promises.alpha_step_back for each in parts) == pytest.approx(0.01)
    assert sum(each.promises.early_alarms for each in parts) == pytest.approx(0.5)
    assert parts[0].threshold == pytest.approx(4 * whole.threshold)
    assert parts[0].label_threshold == pytest.approx(4 * whole.label_threshold)
