"""Why: a decision taken again, from nothing but what it says of itself and the numbers of the policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.campaigns import Campaign
from models.decisions import Decision, DecisionKind
from models.overrides import override
from models.policy import Policy
from models.signals import Signal
from pipelines.readiness import early
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY

CLAIMS = {
    EVERYONE: "the share over all authors is beyond the bar",
    STEADY: "the share among steady, long-known authors alone is beyond the bar",
    MOOD: "support outweighs opposition",
    AGAINST: "opposition has outgrown what is usual here",
    FALLING: "people fall back from the stage before",
    early.EARLY: "the share has risen over its own last week, with no crowd",
}


@dataclass(frozen=True)
class Check:
    """One comparison of the rule: `left` of what, against `right`, and whether it holds."""

    words: str
    field: str  # JSON Pointer to `left` in the decision
    left: float
    sign: str  # >, >=, <=
    right: float
    source: str  # where `right` comes from
    holds: bool


@dataclass(frozen=True)
class Group:
    """Checks that are read together, and what follows from them."""

    words: str
    checks: tuple[Check, ...]
    holds: bool


@dataclass(frozen=True)
class Reckoning:
    """The decision, taken again: the three questions in their order, and the answer."""

    groups: tuple[Group, ...]
    kind: DecisionKind


def shown(signal: Signal, campaigns: Mapping[str, Campaign]) -> dict[str, Any]:
    """What the page of a signal shows."""
    policy = policy_of(signal.data)
    return {
        "signal": signal,
        "reckoning": reckoned(signal.data, policy),
        "policy": policy.flat(),
        "campaign": campaigns.get(signal.data.campaign),
    }


def policy_of(decision: Decision) -> Policy:
    """The numbers that decided: the defaults of the rule, and what the campaign file overrides of them."""
    return override(Policy(), decision.versions.overrides)


def reckoned(decision: Decision, policy: Policy) -> Reckoning:
    """The decision again. `models.policy` and `pipelines.readiness.rule` say the same in code."""
    heard, turned, ready = _heard(decision, policy), _turned(decision, policy), _ready(decision, policy)
    groups: tuple[Group, ...] = (
        Group("Is there enough to go by? All must hold.", heard, _all(heard)),
        Group("Is the audience turning away? One is enough.", turned, any(each.holds for each in turned)),
        Group("Is it ready for the next chapter? All must hold.", ready, _all(ready)),
    )
    if policy.promises.early_alarms > 0.0:
        soon = _early(decision, policy)
        groups += (Group("Or has it risen within hours? All must hold.", soon, bool(soon) and _all(soon)),)
    return Reckoning(groups, _kind(*groups))


def _all(checks: tuple[Check, ...]) -> bool:
    return all(each.holds for each in checks)


def _kind(heard: Group, turned: Group, *ready: Group) -> DecisionKind:
    if not heard.holds:
        return DecisionKind.INSUFFICIENT_DATA
    if turned.holds:
        return DecisionKind.STEP_BACK
    return DecisionKind.ADVANCE if any(each.holds for each in ready) else DecisionKind.PROLONG


def _heard(decision: Decision, policy: Policy) -> tuple[Check, ...]:
    seen, eligible = decision.weighed, decision.evidence.eligible_authors
    return (
        _above(
            "share of the usual posts whose channels are heard",
            "/data_quality/coverage",
            decision,
            policy.time.gap_share,
            "gap_share",
        ),
        _least("the audience is known (1: yes)", "/weighed/settled", float(seen.settled), 1, "rule"),
        _least(
            "authors who may vote",
            "/evidence/eligible_authors",
            eligible,
            policy.eligibility.min_authors,
            "min_authors",
        ),
        _most("hours since somebody voted", "/weighed/silent_hours", seen.silent_hours, policy.time.silence_hours),
    )


def _turned(decision: Decision, policy: Policy) -> tuple[Check, ...]:
    names = [name for name in (AGAINST, FALLING) if name in decision.weighed.claims]
    return tuple(_claim(decision, name, policy.step_back_threshold, "alpha_step_back") for name in names)


def _ready(decision: Decision, policy: Policy) -> tuple[Check, ...]:
    seen = decision.weighed
    if seen.arrived:
        return (_least("there is a chapter to be ready for (1: yes)", "/weighed/arrived", 0, 1, "rule"),)
    claims = (EVERYONE, STEADY, MOOD) if decision.evidence.bar is not None else ()
    checks = tuple(_claim(decision, name, policy.threshold, "alpha") for name in claims)
    return (*checks, *_lasting(decision, policy))


def _early(decision: Decision, policy: Policy) -> tuple[Check, ...]:
    if decision.weighed.arrived or decision.evidence.bar is None:
        return ()
    keys = (early.EARLY, MOOD)
    checks = tuple(_claim(decision, name, policy.early_threshold, "early_alarms") for name in keys)
    return (*checks, *_lasting(decision, policy))


def _lasting(decision: Decision, policy: Policy) -> tuple[Check, ...]:
    seen = decision.weighed
    if seen.asked_authors is None:
        return ()
    hours = -1 if seen.enough_hours is None else seen.enough_hours
    lasting = _least("hours for which there are enough authors (-1: there are not)", "/weighed/enough_hours", hours,
                     policy.evidence.persistence_hours, "persistence_hours")  # fmt: skip
    return (lasting,)


def _claim(decision: Decision, name: str, threshold: float, source: str) -> Check:
    value = decision.weighed.claims.get(name, 0.0)
    return _least(f"evidence that {CLAIMS[name]}", f"/weighed/claims/{name}", value, threshold,
                  f"horizon_windows / {source}")  # fmt: skip


def _above(words: str, field: str, decision: Decision, right: float, source: str) -> Check:
    left = decision.data_quality.coverage
    return Check(words, field, left, ">", right, source, left > right)


def _least(words: str, field: str, left: float, right: float, source: str) -> Check:
    return Check(words, field, left, "≥", right, source, left >= right)


def _most(words: str, field: str, left: float, right: float) -> Check:
    return Check(words, field, left, "≤", right, "silence_hours", left <= right)
