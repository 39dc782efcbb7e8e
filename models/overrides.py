"""Overrides: a campaign's own numbers of the policy, each within its range and all together possible."""

from collections.abc import Mapping
from math import nan
from typing import Annotated, Any, get_args, get_origin, get_type_hints

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
    number = float(given) if isinstance(given, int | float) and not isinstance(given, bool) else nan
    if not _is_within(number, kind.range) or (kind.is_whole and not number.is_integer()):
        noun = "a whole number" if kind.is_whole else "a number"
        raise PolicyError(name, f"expected {noun} {_describe_range(kind.range)}, got {_show(given)}")
    return int(number) if kind.is_whole else number


def _is_within(number: float, limits: Meta) -> bool:
    """Whether a number keeps its limits; nan keeps none, as every number has a lower and an upper one."""
    above = number > limits.gt if limits.gt is not None else number >= (limits.ge or 0)
    below = number < limits.lt if limits.lt is not None else number <= (limits.le or 0)
    return above and below


def _describe_range(limits: Meta) -> str:
    low = f"above {limits.gt:g}" if limits.gt is not None else f"from {limits.ge:g}"
    high = f"below {limits.lt:g}" if limits.lt is not None else f"up to {limits.le:,.10g}"
    return f"{low} and {high}" if limits.gt is not None else f"{low} {high}"


def _show(given: object) -> str:
    return f"{given:g}" if isinstance(given, float) else str(given)


def _check_together(policy: Policy) -> None:
    """What no number alone shows. Raises PolicyError."""
    numbers = policy.flat()
    for holds, name, problem in (*_contradictions(policy), *_early_contradictions(policy)):
        if not holds:
            raise PolicyError(name, f"{numbers[name]:g} is {problem}")


Rules = list[tuple[bool, str, str]]  # whether it holds, the number to mend where it does not, and why


def _contradictions(policy: Policy) -> Rules:
    promises, weighing, evidence, time = policy.promises, policy.weighing, policy.evidence, policy.time
    tell_apart = weighing.sensitivity > weighing.false_positive
    return [
        (tell_apart, "sensitivity", "not above false_positive: such tags tell nothing"),
        (
            promises.just_under < promises.default_share,
            "just_under",
            "not below default_share: no share would be null",
        ),
        (evidence.volume_days < evidence.kept_days, "volume_days", "not below kept_days: they are not remembered"),
        (evidence.least_days <= evidence.volume_days, "least_days", "over volume_days: nothing would be usual"),
        (time.gap_share < 1, "gap_share", "all of the usual posts: every window would be a gap"),
    ]


def _early_contradictions(policy: Policy) -> Rules:
    promises, early = policy.promises, policy.early
    rising = early.surge_hours <= early.surge_longer_hours <= early.surge_longest_hours
    rules = [(rising, "surge_longest_hours", "below surge_longer_hours, or that below surge_hours")]
    if promises.early_alarms <= 0.0:
        return rules
    return [
        *rules,
        (
            promises.early_alarms >= promises.alpha,
            "early_alarms",
            "under alpha: the rule without it promises as much",
        ),
        (
            promises.early_alarms < promises.horizon_windows,
            "early_alarms",
            "not under horizon_windows: always an alarm",
        ),
    ]
