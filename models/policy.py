"""Policy: every number of the decision rule, in one place, with its unit, default and source.

A campaign file's `policy:` may override any of them; a number that cannot be is refused with field and
reason. Sources: "design" is the product's design; "scenarios" means chosen on the simulated audiences of
`make scenarios`, whose report shows what the choice costs; "measured" is taken from a measurement.
"""

from collections.abc import Mapping
from math import inf
from typing import Annotated

import msgspec
from msgspec import Meta

from models.errors import PolicyError

Rate = Annotated[float, Meta(gt=0, lt=1)]  # strictly inside 0..1
Share = Annotated[float, Meta(ge=0, le=1)]
Positive = Annotated[float, Meta(gt=0, le=1e6)]
Count = Annotated[int, Meta(ge=1, le=10_000_000)]
Days = Annotated[int, Meta(ge=1, le=63)]  # day bitmaps have 64 bits
Early = Annotated[float, Meta(ge=0, le=1000)]
Hours = Annotated[float, Meta(ge=0, le=24 * 63)]


class ConfusionRates(msgspec.Struct, frozen=True, array_like=True):
    """How a tagger errs on one stage: how often it sees who is there or beyond, and how often who is not.

    The doubts say by how much each may be higher than it was measured.
    """

    sensitivity: float
    false_positive: float
    sensitivity_doubt: float = 0.0
    false_positive_doubt: float = 0.0


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The numbers of the decision rule. Frozen: one campaign, one policy, for as long as its file stands."""

    # -- who votes, and how much
    min_days: Days = 2  # days; seen on so many before a first vote (design: one evening never votes)
    min_age_hours: Hours = 48.0  # hours since first seen before a first vote (design)
    vote_every_hours: Hours = 20.0  # hours; one vote in so many: daily, though people's hours shift (design)
    activity_days: Days = 28  # days; a vote weighs 1 / (active days of so many) (scenarios: 14 favours the loud)
    established_days: Days = 10  # days since first seen that make an author established (design)
    panel_size: Count = 4096  # authors; s.d. of a share at most 0.8 % (binomial), state bounded (design)
    newcomer_pool: Count = 4096  # authors seen on one day only, kept apart from the panel (design)
    copies_limit: Count = 3  # authors; text that more than so many share has no vote (design)

    # -- time
    window_hours: Hours = 1.0  # hours; shortest window (design)
    par_windows: Positive = 1.5  # a slice with fewer votes than in so many average windows counts less (scenarios)
    closing_lateness_minutes: Annotated[float, Meta(ge=0, le=60 * 24 * 7)] = 60.0  # minutes (design)
    vote_lateness_hours: Hours = 24.0  # hours; an older post changes journeys, and no vote (design)
    horizon_windows: Count = 720  # windows in a month, over which alpha is promised (design)

    # -- the claim
    alpha: Rate = 0.01  # false ADVANCE per campaign and horizon, at most (design)
    alpha_step_back: Rate = 0.01  # false STEP_BACK per campaign and horizon, at most (scenarios)
    default_share: Rate = 0.30  # the bar of a chapter that names none (design)
    just_under: Rate = 0.01  # share; p0 = bar - just_under is the null's edge (design)
    sensitivity: Share = 0.85  # P(tagged at or beyond the stage | truly so), of posts that arrive tagged (design)
    false_positive: Share = 0.05  # P(tagged at or beyond the stage | truly not), of those; ours has a card (design)
    panel_margin: Positive = 0.6  # margin = panel_margin / sqrt(authors): the panel's own luck (design)
    least_margin: Share = 0.02  # margin, at least: a tagger's own figures are a bit off (scenarios)
    day_margin: Share = 0.5  # margin = day_margin * between-day s.d.: shared moods (design)

    # -- who is compared with whom
    settle_days: Days = 7  # days; a campaign's first days tell who its audience is, and decide nothing (scenarios)
    turnover_days: Days = 28  # days since first seen after which a newcomer belongs (scenarios)
    newcomers_share: Share = 0.20  # weight of newcomers, at most (design)
    busy_share: Rate = 0.5  # active days / days known, over which an author is busy, not steady (scenarios)
    min_authors: Count = 50  # eligible authors; with fewer nothing is decided (scenarios)
    silence_hours: Hours = 48.0  # hours without a vote after which nothing is known (scenarios)

    # -- evidence
    support_days: Positive = 4.0  # days; evidence for ADVANCE grows by ln(A) in so many, at most (scenarios)
    slack: Share = 0.15  # of ln(A); how far evidence may run ahead of that pace (scenarios)
    mood_days: Positive = 14.0  # days in which evidence of support fades by ln(A): it must be today's (scenarios)
    calm_volume: Positive = 1.1  # votes lately / votes usually, above which evidence grows slower (scenarios)
    aftermath_hours: Hours = 36.0  # hours after a planned event in which nothing speaks for ADVANCE (scenarios)
    persistence_hours: Hours = 48.0  # hours for which a bar on the number of authors must hold (scenarios)

    # -- hearing early: off by default
    early_alarms: Early = 0.0  # ADVANCE in vain in a horizon, on average, that are borne; 0: none (design)
    early_rise: Rate = 0.15  # rise of the tagged share over the last week that is heard early (scenarios)

    # -- stepping back
    tolerated_against: Share = 0.20  # share of votes against that is normal for a campaign (scenarios)
    against_rise: Share = 0.10  # rise of that share over the audience's own past that is normal (scenarios)
    kept_share: Rate = 0.75  # of the held share; falling below is falling back (scenarios)

    # -- memory
    memory_hours: Hours = 72.0  # hours; half-life of the shares that are shown (scenarios)

    @property
    def faults(self) -> ConfusionRates:
        """Of the tags that posts arrive with."""
        return ConfusionRates(self.sensitivity, self.false_positive)

    @property
    def threshold(self) -> float:
        """A = H / alpha: an e-detector that starts one bet a window errs at most alpha in H windows."""
        return self.horizon_windows / self.alpha

    @property
    def step_back_threshold(self) -> float:
        """The same for STEP_BACK."""
        return self.horizon_windows / self.alpha_step_back

    @property
    def early_threshold(self) -> float:
        """A = H / early_alarms, the windows between two ADVANCE in vain; infinite where none is borne."""
        return self.horizon_windows / self.early_alarms if self.early_alarms > 0.0 else inf


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


def _contradictions(p: Policy) -> list[str]:
    """What no number alone shows."""
    rules = [
        (p.sensitivity > p.false_positive, "sensitivity", "not above false_positive: such tags tell nothing"),
        (p.just_under < p.default_share, "just_under", "not below default_share: no share would be null"),
        (p.min_days <= p.activity_days, "min_days", "beyond activity_days: nobody could ever vote"),
        (p.window_hours > 0, "window_hours", "a window needs a length"),
        (p.memory_hours > 0, "memory_hours", "a half-life needs a length"),
    ]
    if p.early_alarms > 0.0:
        rules += [
            (p.early_alarms >= p.alpha, "early_alarms", "under alpha: the rule without it promises as much"),
            (p.early_alarms < p.horizon_windows, "early_alarms", "not under horizon_windows: always an alarm"),
        ]
    return [f"policy.{field}: {getattr(p, field)} is {why}" for holds, field, why in rules if not holds]
