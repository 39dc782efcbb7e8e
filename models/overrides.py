"""Overrides: a campaign's own numbers of the policy, each within its range and all together possible."""

from collections.abc import Mapping
from math import inf, nan
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from models.errors import PolicyError
from models.policy import Policy


class NumberKind(msgspec.Struct, frozen=True):
    """What a number of the policy may be."""

    group: str
    is_whole: bool
    range: Meta
    is_experimental: bool


def _kinds() -> dict[str, NumberKind]:
    """Every number of the policy by its name, from the annotations of its groups."""
    groups = get_type_hints(Policy)
    return {
        name: _kind(group, annotation)
        for group, numbers in groups.items()
        for name, annotation in get_type_hints(numbers, include_extras=True).items()
    }


def _kind(group: str, annotation: Any) -> NumberKind:
    assert get_origin(annotation) is Annotated
    base, *metas = get_args(annotation)
    limits = next(meta for meta in metas if meta.extra is None)
    return NumberKind(group, base is int, limits, any(meta.extra for meta in metas))


NUMBERS = _kinds()
PUBLIC = tuple(name for name, kind in NUMBERS.items() if not kind.is_experimental)


def override(policy: Policy, numbers: Mapping[str, object]) -> Policy:
    """`policy` with the given numbers replaced, by their flat names. Raises PolicyError."""
    groups: dict[str, dict[str, float]] = {}
    for name, number in numbers.items():
        kind = NUMBERS.get(name)
        if kind is None:
            raise PolicyError(name, f"no such number; there are: {', '.join(sorted(NUMBERS))}")
        groups.setdefault(kind.group, {})[name] = _check_range(name, kind, number)
    changes = {group: msgspec.structs.replace(getattr(policy, group), **some) for group, some in groups.items()}
    changed: Policy = msgspec.structs.replace(policy, **changes)
    _check_together(changed)
    return changed


def list_overrides(policy: Policy) -> dict[str, float]:
    """The numbers that differ from the defaults."""
    usual = Policy().flat()
    return {name: number for name, number in policy.flat().items() if number != usual[name]}


def _check_range(name: str, kind: NumberKind, given: object) -> float:
    """The number as its field holds it: a whole one as an int."""
    number = _to_float(given)
    if not _is_within(number, kind.range) or (kind.is_whole and not number.is_integer()):
        noun = "a whole number" if kind.is_whole else "a number"
        raise PolicyError(name, f"expected {noun} {_describe_range(kind.range)}, got {_show(given)}")
    return int(number) if kind.is_whole else number


def _to_float(given: object) -> float:
    """nan for what is no number: true and false are none."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        return nan
    try:
        return float(given)
    except OverflowError:
        return inf


def _is_within(number: float, limits: Meta) -> bool:
    """Whether a number keeps its limits; nan keeps none. Every number has a lower and an upper one."""
    above = number > limits.gt if limits.gt is not None else number >= (limits.ge or 0)
    below = number < limits.lt if limits.lt is not None else number <= (limits.le or 0)
    return above and below


def _describe_range(limits: Meta) -> str:
    high = f"below {limits.lt:g}" if limits.lt is not None else f"up to {limits.le:,.10g}"
    return f"above {limits.gt:g} and {high}" if limits.gt is not None else f"from {limits.ge:g} {high}"


def _show(given: object) -> str:
    return f"{given:g}" if isinstance(given, float) else str(given)[:40]


class _Condition(NamedTuple):
    holds: bool
    name: str  # the number to mend where it does not hold
    problem: str


def _check_together(policy: Policy) -> None:
    """What no number alone shows. Raises PolicyError."""
    conditions = [*_conditions(policy), *_early_conditions(policy)]
    for broken in [each for each in conditions if not each.holds]:
        raise PolicyError(broken.name, f"{policy.flat()[broken.name]:g} is {broken.problem}")


def _conditions(policy: Policy) -> list[_Condition]:
    tags, some_is_null = policy.weighing, policy.promises.just_under < policy.promises.default_share
    growth, every_hour_is_a_gap = policy.evidence, policy.time.gap_share >= 1
    return [
        _Condition(
            tags.sensitivity > tags.false_positive, "sensitivity", "not above false_positive: such tags tell nothing"
        ),
        _Condition(some_is_null, "just_under", "not below default_share: no share would be null"),
        _Condition(growth.volume_days < growth.kept_days, "volume_days", "not below kept_days: they are forgotten"),
        _Condition(growth.least_days <= growth.volume_days, "least_days", "over volume_days: nothing would be usual"),
        _Condition(not every_hour_is_a_gap, "gap_share", "all of the usual posts: every window would be a gap"),
    ]


def _early_conditions(policy: Policy) -> list[_Condition]:
    early, promises, alarms = policy.early, policy.promises, policy.promises.early_alarms
    rising = early.surge_hours <= early.surge_longer_hours <= early.surge_longest_hours
    is_off, is_always = alarms <= 0.0, alarms >= promises.horizon_windows
    return [
        _Condition(rising, "surge_longest_hours", "below surge_longer_hours, or that is below surge_hours"),
        _Condition(is_off or alarms >= promises.alpha, "early_alarms", "under alpha: the rule alone promises it"),
        _Condition(is_off or not is_always, "early_alarms", "not under horizon_windows: always an alarm"),
    ]
