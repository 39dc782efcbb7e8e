"""Few people: hides from a decision every count of so few people that one of them could be known by it.

Topics have the exact counts, because what is summed over hours must be. Whatever leaves - board, report, alerts,
metrics - goes through here: a group of fewer than k people is told as "fewer than k" (k-anonymity; L. Sweeney, 2002).
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from models.decisions import Context, Decision, Evidence, SmallGroups
from models.policy import Policy

_Number = TypeVar("_Number", int, float)

_ROLES, _CHANNELS = "/context/roles", "/evidence/by_channel"
_NEW_ACTIVISTS = "/context/new_activists"
_USUAL = Policy().privacy.smallest_group


def smallest_group(decision: Decision) -> int:
    """The k of the campaign that a decision is of."""
    return round(decision.versions.overrides.get("smallest_group", _USUAL))


def hide_small_groups(decision: Decision) -> Decision:
    """The decision without counts and shares of groups smaller than k; it says which they are. Idempotent."""
    if decision.small_groups is not UNSET:
        return decision
    if decision.context.heard is not UNSET:  # hours of few people: they are for sums, which the board makes of them
        decision = replace(decision, context=replace(decision.context, heard=UNSET))
    least, context, evidence = smallest_group(decision), decision.context, decision.evidence
    few_roles, withheld = find_hidden_parts(context.roles, least)
    few = {
        **{f"{_ROLES}/{_escape(name)}": None for name in few_roles},
        **{f"/context/themes/{_escape(name)}": None for name in find_few(context.themes, least)},
        **{f"/context/emotions/{_escape(name)}": None for name in find_few(context.emotions, least)},
        **{f"{_CHANNELS}/{_escape(name)}": None for name in _small_channels(evidence, least)},
        **({_NEW_ACTIVISTS: None} if 0 < context.new_activists < least else {}),
    }
    if not few:
        return decision
    hidden_roles = {*few_roles, *withheld}
    shown = SmallGroups(least, tuple(few), tuple(f"{_ROLES}/{_escape(name)}" for name in withheld))
    return replace(
        decision,
        small_groups=shown,
        context=_hide_context(context, least, hidden_roles),
        evidence=_hide_channels(evidence, least),
    )


def whole_groups(people: int, least: int) -> int:
    """So many people in whole groups of `least`: what is told so gives no smaller number away, whatever is taken from
    what: a total, another day, the same an hour before."""
    return people // least * least


def find_few(counts: Mapping[str, int], least: int) -> list[str]:
    """The names of the groups that somebody is in, and fewer than `least`."""
    return [name for name, count in counts.items() if 0 < count < least]


def find_hidden_parts(parts: Mapping[str, int], least: int) -> tuple[list[str], list[str]]:
    """The same of groups that add up to a number which is told; and those that are withheld beside them.

    Of one small group alone, the others would tell the number: so the smallest of these are withheld, too, until
    what is hidden together is no small group.
    """
    few = find_few(parts, least)
    hidden = sum(parts[name] for name in few)
    withheld: list[str] = []
    for count, name in sorted((count, name) for name, count in parts.items() if count >= least):
        if not 0 < hidden < least:
            break
        withheld.append(name)
        hidden += count
    return few, withheld


def _small_channels(evidence: Evidence, least: int) -> list[str]:
    """Channels whose share is of fewer voters. Decisions of an earlier release do not say of how many."""
    voters = evidence.channel_authors
    return [] if voters is UNSET else [name for name in evidence.by_channel if voters.get(name, 0) < least]


def _hide_context(context: Context, least: int, hidden_roles: Iterable[str]) -> Context:
    return replace(
        context,
        roles=_without(context.roles, hidden_roles),
        themes=_without(context.themes, find_few(context.themes, least)),
        emotions=_without(context.emotions, find_few(context.emotions, least)),
        new_activists=context.new_activists if context.new_activists >= least else 0,
    )


def _hide_channels(evidence: Evidence, least: int) -> Evidence:
    voters, small = evidence.channel_authors, _small_channels(evidence, least)
    if voters is UNSET:
        return evidence
    few, withheld = find_hidden_parts(voters, least)  # they add up to those who vote, which is told
    return replace(
        evidence,
        by_channel=_without(evidence.by_channel, small),
        channel_authors=_without(voters, (*few, *withheld)),
        lowest_channel=None if evidence.lowest_channel in small else evidence.lowest_channel,
    )


def _without(values: Mapping[str, _Number], names: Iterable[str]) -> dict[str, _Number]:
    gone = set(names)
    return {name: value for name, value in values.items() if name not in gone}


def _escape(name: str) -> str:
    """A name as a part of a JSON Pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")
