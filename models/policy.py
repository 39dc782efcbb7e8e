"""Policy: every number of the decision rule, in one place, with its unit, its default and where it comes from.

A campaign file's `policy:` may override any of them; a number that cannot be is refused with field and reason.
Sources: "design" is the product's design; "scenarios" means chosen on the simulated audiences of
`make scenarios`, whose report shows what the choice costs; "measured" numbers are refreshed from measurements.
"""

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from models.errors import PolicyError

Rate = Annotated[float, Meta(gt=0, lt=1)]  # strictly inside 0..1
Share = Annotated[float, Meta(ge=0, le=1)]
Positive = Annotated[float, Meta(gt=0, le=1e6)]
Count = Annotated[int, Meta(ge=1, le=10_000_000)]
Days = Annotated[int, Meta(ge=1, le=63)]  # day bitmaps have 64 bits
Hours = Annotated[float, Meta(gt=0, le=24 * 63)]


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The numbers of the decision rule. Frozen: one campaign, one policy, for as long as its file stands."""

    # -- who votes, and how much ---------------------------------------------------------------------------------
    min_days: Days = 2  # days; seen on at least so many before a first vote (design: one evening never votes)
    min_age_hours: Hours = 48.0  # hours since first seen before a first vote (design)
    vote_every_hours: Hours = 20.0  # hours; one vote in so many: once a day, though people shift (design)
    activity_days: Days = (
        28  # days; a vote weighs 1 / (active days of so many) (scenarios: 14 favours the loud)
    )
    established_days: Days = 10  # days since first seen that make an author established (design)
    panel_size: Count = 4096  # authors; s.d. of a share at most 0.8 % (binomial), state bounded (design)
    newcomer_pool: Count = 4096  # authors seen on one day only, kept apart from the panel (design)
    copies_limit: Count = 3  # authors; text that more than so many share has no vote (design)

    # -- time ----------------------------------------------------------------------------------------------------
    window_hours: Hours = 1.0  # hours; shortest window (design)
    min_weight: Positive = (
        2.0  # weight of votes; a window waits for so much (design: a mean of one vote is noise)
    )
    closing_lateness_minutes: Annotated[float, Meta(ge=0, le=60 * 24 * 7)] = 60.0  # minutes (design)
    vote_lateness_hours: Hours = 24.0  # hours; an older post changes journeys, and no vote (design)
    horizon_windows: Count = 720  # windows in a month, over which alpha is promised (design)

    # -- the claim -----------------------------------------------------------------------------------------------
    alpha: Rate = 0.01  # false ADVANCE per campaign and horizon, at most (design)
    alpha_step_back: Rate = 0.01  # false STEP_BACK per campaign and horizon, at most (scenarios)
    default_share: Rate = 0.30  # the bar of a chapter that names none (design)
    just_under: Rate = 0.01  # share; p0 = bar - just_under: the null's edge (design)
    sensitivity: Share = 0.85  # of the tagger: P(tagged at or beyond the stage | truly so) (measured)
    false_positive: Share = 0.05  # of the tagger: P(tagged at or beyond the stage | truly not) (measured)

    @property
    def threshold(self) -> float:
        """A = H / alpha: an e-detector that starts one bet a window errs at most alpha in H windows."""
        return self.horizon_windows / self.alpha


def overridden(policy: Policy, numbers: Mapping[str, object]) -> Policy:
    """`policy` with the given fields replaced. Raises PolicyError that names the field and the reason."""
    unknown = sorted(set(numbers) - set(Policy.__struct_fields__))
    if unknown:
        known = ", ".join(sorted(Policy.__struct_fields__))
        raise PolicyError(f"policy.{unknown[0]}: no such number; there are: {known}")
    return checked({**msgspec.structs.asdict(policy), **numbers})


def checked(numbers: Mapping[str, object]) -> Policy:
    """A policy of these numbers, each alone and all together possible. Raises PolicyError."""
    try:
        policy = msgspec.convert(dict(numbers), Policy)
    except msgspec.ValidationError as error:
        raise PolicyError(_in_words(error)) from None
    for problem in _contradictions(policy):
        raise PolicyError(problem)
    return policy


def _in_words(error: msgspec.ValidationError) -> str:
    """`Expected `float` < 1.0 - at `$.alpha`` as `policy.alpha: expected `float` < 1.0`."""
    reason, _, where = str(error).partition(" - at `$.")
    field = where.rstrip("`") or "?"
    return f"policy.{field}: {reason[:1].lower()}{reason[1:]}"


def _contradictions(policy: Policy) -> list[str]:
    """What no number alone shows."""
    rules = [
        (
            policy.sensitivity > policy.false_positive,
            f"policy.sensitivity: {policy.sensitivity} is not above false_positive"
            f" ({policy.false_positive}): such a tagger tells nothing",
        ),
        (
            policy.just_under < policy.default_share,
            f"policy.just_under: {policy.just_under} is not below default_share ({policy.default_share})",
        ),
        (
            policy.min_days <= policy.activity_days,
            f"policy.min_days: {policy.min_days} cannot be reached within activity_days ({policy.activity_days})",
        ),
    ]
    return [problem for holds, problem in rules if not holds]
