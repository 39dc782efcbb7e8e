"""The policy: what it promises, and what it refuses."""

import math

import msgspec
import pytest

from models.errors import PolicyError
from models.policy import Policy, checked, overridden


def test_the_defaults_are_a_possible_policy() -> None:
    assert checked(msgspec.structs.asdict(Policy())) == Policy()


def test_the_threshold_is_the_horizon_over_alpha() -> None:
    assert Policy().threshold == pytest.approx(72_000)


def test_nothing_is_heard_early_unless_somebody_bears_it() -> None:
    assert Policy().early_threshold == math.inf
    assert overridden(Policy(), {"early_alarms": 2}).early_threshold == 360.0


def test_a_campaign_overrides_any_number() -> None:
    policy = overridden(Policy(), {"alpha": 0.05, "panel_size": 100})
    assert (policy.alpha, policy.panel_size, policy.min_days) == (0.05, 100, Policy().min_days)


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("alpha", 1.5),
        ("alpha", 0),
        ("alpha", math.nan),
        ("alpha", "a lot"),
        ("panel_size", 0),
        ("panel_size", 2.5),
        ("sensitivity", 1.01),
        ("sensitivity", math.nan),
        ("memory_hours", math.inf),
        ("memory_hours", 0),
        ("window_hours", 0),
        ("sensitivity", 0.01),  # under false_positive
        ("just_under", 0.5),  # over default_share
        ("min_days", 40),  # over activity_days
        ("early_alarms", -1),
        ("early_alarms", math.nan),
        ("early_alarms", 0.001),  # under alpha
        ("early_alarms", 720),  # an alarm in every window
        ("early_rise", 0),
        ("alhpa", 0.01),
    ],
)
def test_an_impossible_number_is_refused_by_its_name(field: str, number: object) -> None:
    with pytest.raises(PolicyError, match=rf"^policy\.{field}: "):
        overridden(Policy(), {field: number})


def test_a_refusal_exits_as_the_users_mistake() -> None:
    assert PolicyError("x").exit_code == 2


def test_every_number_says_its_unit_and_source() -> None:
    """The comment beside each field is its documentation: none may go without."""
    import inspect

    source = inspect.getsource(Policy)
    lines = {line.split(":")[0].strip(): line for line in source.splitlines() if " = " in line and "#" in line}
    for field in Policy.__struct_fields__:
        assert any(word in lines.get(field, "") for word in ("(design", "(scenarios", "(measured")), field
