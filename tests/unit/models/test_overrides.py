"""Overrides: a campaign's numbers are taken where they can be, and refused by their name where they cannot."""

import math

import pytest

from models.errors import PolicyError
from models.overrides import list_overrides, override
from models.policy import Policy


def test_the_defaults_are_a_possible_policy() -> None:
    assert override(Policy(), Policy().flat()) == Policy()


def test_a_campaign_overrides_any_number_by_its_name_alone() -> None:
    policy = override(Policy(), {"alpha": 0.05, "panel_size": 100})
    assert (policy.promises.alpha, policy.eligibility.panel_size) == (0.05, 100)
    assert list_overrides(policy) == {"alpha": 0.05, "panel_size": 100}


def test_what_a_decision_records_gives_its_policy_again() -> None:
    """A whole number comes back from JSON as 30.0, and is 30 all the same."""
    policy = override(Policy(), {"min_authors": 30.0})
    assert override(Policy(), list_overrides(policy)) == policy
    assert type(policy.eligibility.min_authors) is int


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("alpha", 1.5),
        ("alpha", 0),
        ("alpha", 1),
        ("alpha", True),
        ("alpha", math.nan),
        ("alpha", "a lot"),
        ("panel_size", 0),
        ("panel_size", 2.5),
        ("panel_size", math.inf),
        ("panel_size", 10**400),
        ("sensitivity", 1.01),
        ("sensitivity", math.nan),
        ("memory_hours", math.inf),
        ("memory_hours", 0),
        ("betting_fraction_4", 1),  # the proof needs less
        ("sensitivity", 0.01),  # under false_positive
        ("just_under", 0.5),  # over default_share
        ("volume_days", 14),  # no fewer than kept_days
        ("least_days", 8),  # over volume_days
        ("gap_share", 1),  # a gap in every window
        ("surge_longest_hours", 2),  # under surge_longer_hours
        ("early_alarms", -1),
        ("early_alarms", math.nan),
        ("early_alarms", 0.001),  # under alpha
        ("early_alarms", 720),  # an alarm in every window
        ("early_rise", 0),
        ("alhpa", 0.01),
        ("window_hours", 1),  # a window is an hour
        ("min_days", 2),  # an author who votes has returned
    ],
)
def test_an_impossible_number_is_refused_by_its_name(field: str, number: object) -> None:
    with pytest.raises(PolicyError) as refusal:
        override(Policy(), {field: number})
    assert refusal.value.field == field
    assert str(refusal.value) == f"policy.{field}: {refusal.value.problem}"


@pytest.mark.parametrize(
    ("field", "number", "problem"),
    [
        ("alpha", 2, "expected a number above 0 and below 1, got 2"),
        ("alpha", "`small`", "expected a number above 0 and below 1, got `small`"),
        ("min_authors", 2.5, "expected a whole number from 1 up to 10,000,000, got 2.5"),
        ("sensitivity", 0.01, "0.01 is not above false_positive: such tags tell nothing"),
    ],
)
def test_a_refusal_says_what_was_expected(field: str, number: object, problem: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        override(Policy(), {field: number})
    assert refusal.value.problem == problem


def test_a_refusal_exits_as_the_users_mistake() -> None:
    assert PolicyError("alpha", "x").exit_code == 2
