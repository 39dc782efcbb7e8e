"""Policy: every number that decides, in one place, with its unit, default and source.

Grouped by what the numbers are for; a name stands once over all groups, so that a campaign file's `policy:` is flat.
Ten numbers are promises or choices of a team. The others are `Experimental`: they may go or change their meaning
with any release, and a file that overrides one says so (`experimental: true`). `models/overrides.py` checks both.

Sources: "design" is the product's design; "scenarios" means chosen on the simulated audiences of `make scenarios`,
whose report shows what the choice costs; "measured" is taken from a measurement.
"""

from functools import cached_property
from math import inf
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

_Number = TypeVar("_Number", int, float)
Experimental = Annotated[_Number, Meta(extra={"experimental": True})]

_Rate = Annotated[float, Meta(gt=0, lt=1)]
_Share = Annotated[float, Meta(ge=0, le=1)]
_Positive = Annotated[float, Meta(gt=0, le=1e6)]
_Multiple = Annotated[float, Meta(ge=1, le=100)]
_Count = Annotated[int, Meta(ge=1, le=10_000_000)]
_GroupSize = Annotated[int, Meta(ge=2, le=1_000)]
_Days = Annotated[int, Meta(ge=1, le=63)]  # day bitmaps have 64 bits
_WholeHours = Annotated[int, Meta(ge=1, le=24 * 63)]
_Hours = Annotated[float, Meta(ge=0, le=24 * 63)]
_HalfLife = Annotated[float, Meta(gt=0, le=24 * 63)]
_Minutes = Annotated[float, Meta(ge=0, le=60 * 24 * 7)]
_LabelsADay = Annotated[int, Meta(ge=0, le=100)]  # a state keeps the votes of weeks
_Alarms = Annotated[float, Meta(ge=0, le=1000)]


class ConfusionRates(msgspec.Struct, frozen=True, array_like=True):
    """How a tagger errs on one stage: how often it sees who is there or beyond, and how often who is not.

    The half-widths say by how much each may be higher than it was measured: those of its 95 % interval.
    """

    sensitivity: float
    false_positive: float
    sensitivity_half_width: float = 0.0
    false_positive_half_width: float = 0.0


class Promises(msgspec.Struct, frozen=True, kw_only=True):
    """What is promised of a decision, and against which bar. A window is one hour, by definition."""

    alpha: _Rate = 0.01  # false ADVANCE per campaign and horizon, at most (design)
    alpha_step_back: _Rate = 0.01  # false STEP_BACK per campaign and horizon, at most (scenarios)
    early_alarms: _Alarms = 0.0  # false ADVANCE in a horizon, on average, that are borne; 0: none (design)
    horizon_windows: Experimental[_Count] = 720  # windows in a month, over which alpha is promised (design)
    default_share: _Rate = 0.30  # the bar of a chapter that names none (design)
    just_under: Experimental[_Rate] = 0.01  # share; the null's edge is the bar less this (design)


class Eligibility(msgspec.Struct, frozen=True, kw_only=True):
    """Who may vote and how often, and how many authors, posts and texts are remembered for it.

    That an author must have been seen on two days is no number: the share is defined over authors who return.
    """

    min_authors: _Count = 50  # eligible authors; with fewer nothing is decided (scenarios)
    min_age_hours: _Hours = 48.0  # hours since first seen before a first vote (design)
    vote_every_hours: Experimental[_Hours] = 20.0  # hours; one vote in so many: daily, though hours shift (design)
    activity_days: Experimental[_Days] = 28  # days; a vote weighs 1 / (active days of so many) (scenarios)
    established_days: Experimental[_Days] = 10  # days since first seen that make an author established (design)
    panel_size: Experimental[_Count] = 4096  # authors; s.d. of a share at most 0.8 % (binomial) (design)
    newcomer_pool: Experimental[_Count] = 8192  # authors of lowest hash whom a panel is filled from (design)
    census_hours: Experimental[_WholeHours] = 12  # hours between two counts of who may vote (design)
    copies_limit: Experimental[_Count] = 3  # authors; of more who share a text one has its vote (design)
    copies_days: Experimental[_Days] = 7  # days after which a text that nobody posts is forgotten (design)
    copies_per_shard: Experimental[_Count] = 64  # latest texts that a shard of the state remembers (design)
    posts_waiting: Experimental[_Count] = 8  # latest posts of an author that wait for an hour's end (design)
    repeats_remembered: Experimental[_Count] = 96  # latest posts of an author known as repeats (design)


class Weighing(msgspec.Struct, frozen=True, kw_only=True):
    """Who is compared with whom, how much a vote weighs, and how the tags behind votes err."""

    warm_up_days: Experimental[_Days] = 7  # days that tell who the audience is, and decide nothing (scenarios)
    turnover_days: Experimental[_Days] = 28  # days since first seen after which a newcomer belongs (scenarios)
    newcomers_share: Experimental[_Share] = 0.20  # weight of newcomers, at most (design)
    busy_share: Experimental[_Rate] = 0.5  # active days / days known, over which an author is busy (scenarios)
    recent_days: Experimental[_Days] = 7  # days; the latest, of which a vote says how many were active (design)
    recent_weight: Experimental[_Rate] = 0.25  # of an author's other votes in recent_days, at most (scenarios)
    reference_windows: Experimental[_Positive] = 1.5  # average windows' weight a stratum needs to count (scenarios)
    least_known_stance: Experimental[_Share] = 0.10  # of votes; of fewer, known stances tell nothing (design)
    own_balance: Experimental[_Rate] = 0.80  # support that our own tagger sees of a balance, at worst (measured)
    resettle_days: Experimental[_Days] = 7  # days; half of the way of channels' weights to who is there (design)
    memory_hours: Experimental[_HalfLife] = 72.0  # hours; half-life of the votes that are remembered (scenarios)
    sensitivity: _Share = 0.85  # P(tagged at or beyond the stage | truly so), posts that arrive tagged (design)
    false_positive: _Share = 0.05  # P(tagged at or beyond the stage | truly not), of those (design)


class EvidenceGrowth(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """How far the null leaves room for chance, and how fast evidence against it may grow."""

    panel_margin: Experimental[_Positive] = 0.6  # margin = this / sqrt(authors): the panel's own luck (design)
    least_margin: Experimental[_Share] = 0.02  # margin, at least: a tagger's figures are a bit off (scenarios)
    day_margin: Experimental[_Share] = 0.5  # margin = this * between-day s.d.: shared moods (design)
    kept_days: Experimental[_Days] = 14  # days whose mean values are remembered for that s.d. (scenarios)
    least_days: Experimental[_Days] = 3  # days; fewer tell nothing of an average or a spread (design)
    least_weekend_days: Experimental[_Days] = 2  # days; the same of weekends: one whole weekend (design)
    null_cap: Experimental[_Rate] = 0.95  # share; a null above this could never be outgrown (design)

    betting_fraction_1: Experimental[_Rate] = 0.15  # of 1 / null, bet for values far above it... (scenarios)
    betting_fraction_2: Experimental[_Rate] = 0.3  # of 1 / null; below 1, as the proof needs (scenarios)
    betting_fraction_3: Experimental[_Rate] = 0.55  # of 1 / null; their mean is the e-value (scenarios)
    betting_fraction_4: Experimental[_Rate] = 0.9  # of 1 / null; ...to values near certainty (scenarios)
    headroom: Experimental[_Positive] = 1.0  # ln(e-value) may pass ln(A) by so much: the past must fade (design)
    growth_days: Experimental[_Positive] = 4.0  # days; evidence for ADVANCE grows by ln(A) in so many (scenarios)
    growth_burst: Experimental[_Share] = 0.15  # of ln(A); growth not used is saved, up to so much (scenarios)
    growth_gap_hours: Experimental[_Hours] = 24.0  # hours without votes that count for growth, at most (design)
    held_evidence: Experimental[_Share] = 0.5  # of ln(A); an ADVANCE stands until evidence is under it (scenarios)
    held_authors: Experimental[_Share] = 0.9  # of a bar on authors, likewise (design)
    mood_days: Experimental[_Positive] = 14.0  # days of windows with a side; support fades by ln(A) (scenarios)

    calm_volume: Experimental[_Positive] = 1.1  # votes now / usually; above it evidence grows slower (scenarios)
    calm_power: Experimental[_Positive] = 2.0  # power of that ratio by which it grows slower (scenarios)
    volume_hours: Experimental[_HalfLife] = 24.0  # hours; half-life of the number of votes now (design)
    volume_days: Experimental[_Days] = 7  # days before today whose median is the usual number (design)
    aftermath_hours: Experimental[_Hours] = 36.0  # hours after an event without evidence for ADVANCE (scenarios)
    persistence_hours: Experimental[_Hours] = 48.0  # hours for which a bar on authors must hold (scenarios)
    onset_error: Experimental[_Rate] = 0.05  # P(the day on which it began is not among those told) (design)
    onset_days: Experimental[_Days] = 35  # days that are remembered as the onset, at most (design)

    @cached_property  # weighing asks for it many times a window
    def betting_fractions(self) -> tuple[float, float, float, float]:
        """All four, from the smallest."""
        return self.betting_fraction_1, self.betting_fraction_2, self.betting_fraction_3, self.betting_fraction_4


class SteppingBack(msgspec.Struct, frozen=True, kw_only=True):
    """What is normal for an audience, and so no reason to step back."""

    tolerated_against: Experimental[_Share] = 0.20  # share of votes against, normal for a campaign (scenarios)
    against_rise: Experimental[_Share] = 0.10  # rise of that share over the audience's own past (scenarios)
    usual_labels: Experimental[_Count] = 100  # first labels, that tell what opposition is usual here (scenarios)
    usual_deviations: Experimental[_Hours] = 2.33  # s.d. of what they tell, at least, for a rise: 99 % (design)
    kept_share: Experimental[_Rate] = 0.75  # of the held share; falling below is falling back (scenarios)


class Early(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a rise within hours. Without `early_alarms` none of it is used."""

    early_rise: Experimental[_Rate] = 0.15  # rise of the tagged share over the last week (scenarios)
    early_history_hours: Experimental[_WholeHours] = 72  # hours of own past; with fewer nothing is a rise (design)
    early_power: Experimental[_Positive] = 3.0  # power of patience by which that rise shrinks (scenarios)
    early_least_null: Experimental[_Rate] = 0.01  # share; the null, at least: one tag in a hundred errs (design)
    surge_hours: Experimental[_WholeHours] = 1  # hours compared with the same hours of other days: a jump (scenarios)
    surge_longer_hours: Experimental[_WholeHours] = 3  # hours; the same over an evening (scenarios)
    surge_longest_hours: Experimental[_WholeHours] = 6  # hours; the same over half a day (scenarios)
    surge_deviations: Experimental[_Hours] = 2.0  # s.d. (Poisson) that the two shorter may have more (scenarios)


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """How long is waited for late posts, when silence is no news of the audience, and how soon a change is told."""

    closing_lateness_minutes: _Minutes = 60.0  # minutes that a window waits for late posts (design)
    beginning_authors: Experimental[_Count] = 3  # authors within a day, from whose first hour a campaign is (design)
    vote_lateness_hours: Experimental[_Hours] = 24.0  # hours; an older post changes journeys, no vote (design)
    silence_hours: Experimental[_Hours] = 48.0  # hours without a vote after which nothing is known (scenarios)
    channel_memory_hours: Experimental[_WholeHours] = 72  # hours over which a channel's rate is averaged (design)
    outage_posts: Experimental[_Positive] = 30.0  # usual posts missed in an outage: by chance e^-30 (design)
    outage_hours: Experimental[_WholeHours] = 6  # hours; a quiet night after a loud day is no outage (design)
    channel_gone_hours: Experimental[_WholeHours] = 168  # hours; a silent channel is waited for no longer (design)
    gap_share: Experimental[_Share] = 0.5  # of the usual posts; with no more heard, a window is a gap (design)
    late_share: Experimental[_Share] = 0.1  # of a channel's posts; where more come too late, it is told (design)
    told_after_hours: Experimental[_WholeHours] = 24  # hours; PROLONG and INSUFFICIENT_DATA last, to be told (design)
    event_told_hours: Experimental[_WholeHours] = 24  # hours after an event, before the standing is told (design)


class Labelling(msgspec.Struct, frozen=True, kw_only=True):
    """What people are asked to read, and how far what they say decides. "Measured": by the simulation of the bets."""

    labels_per_day: _LabelsADay = 20  # votes a day that people are asked to read; 0: none (measured)
    least_labels: Experimental[_Count] = 20  # labels of a chapter from which on they decide: a day's (design)
    fresh_label_days: Experimental[_Days] = 7  # days; labels older than that decide nothing any more (design)
    label_margin: Experimental[_Share] = 0.01  # share; margin of a labelled share's null, at least (measured)
    pseudo_labels: Experimental[_Count] = 20  # labels that the model card counts as, of how tags err (measured)
    most_correction: Experimental[_Rate] = 0.95  # of what tags say; below 1, so that no bet loses all (measured)
    least_contrast: Experimental[_Rate] = 0.1  # Se - Fp, at least, by which tagged moods are scaled (design)
    twice_read: Experimental[_Share] = 0.1  # of drawn votes; for a second reader, too (design)
    reader_error: Experimental[_Rate] = 0.01  # P(a reader errs), assumed at first (design)
    reader_pairs: Experimental[_Count] = 20  # posts read by two that this assumption counts as (design)


class MovementBars(msgspec.Struct, frozen=True, kw_only=True):
    """When a peak was a moment, and when a movement. No decision rests on it. "Measured": on five public streams."""

    movement_authors: Experimental[_Count] = 4096  # authors whose journeys are followed; as of a panel (design)
    early_days: Experimental[_Count] = 31  # days after the peak's week; before them it is too early (design)
    least_peak_authors: Experimental[_Count] = 30  # sampled authors in the peak's week, at least (design)
    moment_back: Experimental[_Rate] = 0.10  # of them, back in 8-30 days: 4 % of one that died (measured)
    movement_back: Experimental[_Rate] = 0.20  # the same: 34-77 % of four that lasted (measured)
    moment_half_life: Experimental[_Positive] = 7.0  # days: 1 of the one that died (measured)
    movement_half_life: Experimental[_Positive] = 7.0  # days: 14-67 of those that lasted (measured)


class Privacy(msgspec.Struct, frozen=True, kw_only=True):
    """How few people are told as "fewer than"."""

    smallest_group: _GroupSize = 10  # people of whom a count is told; of fewer it is not (design)


class Policy(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The numbers of the decision rule. Frozen: one campaign, one policy, for as long as its file stands."""

    promises: Promises = Promises()
    eligibility: Eligibility = Eligibility()
    weighing: Weighing = Weighing()
    evidence: EvidenceGrowth = EvidenceGrowth()
    stepping_back: SteppingBack = SteppingBack()
    early: Early = Early()
    time: Time = Time()
    labelling: Labelling = Labelling()
    movement: MovementBars = MovementBars()
    privacy: Privacy = Privacy()

    def flat(self) -> dict[str, float]:
        """Every number by its name, group by group."""
        groups = [getattr(self, group) for group in self.__struct_fields__]
        return {name: number for group in groups for name, number in msgspec.structs.asdict(group).items()}

    @cached_property
    def declared_rates(self) -> ConfusionRates:
        """How the tags err that posts arrive with."""
        return ConfusionRates(self.weighing.sensitivity, self.weighing.false_positive)

    @cached_property
    def threshold(self) -> float:
        """A = H / alpha: an e-detector that starts one bet a window errs at most alpha in H windows."""
        return self.promises.horizon_windows / self.promises.alpha

    @cached_property
    def step_back_threshold(self) -> float:
        """The same for STEP_BACK."""
        return self.promises.horizon_windows / self.promises.alpha_step_back

    @cached_property
    def label_step_back_threshold(self) -> float:
        """As `label_threshold`, for STEP_BACK."""
        return self.promises.horizon_windows / 24.0 / self.promises.alpha_step_back

    @cached_property
    def early_threshold(self) -> float:
        """A = H / early_alarms, the windows between two false ADVANCE; infinite where none is borne."""
        alarms = self.promises.early_alarms
        return self.promises.horizon_windows / alarms if alarms > 0.0 else inf

    @cached_property
    def label_threshold(self) -> float:
        """A = days / alpha: labelled claims start one bet a day, and a horizon of H windows has H / 24 days."""
        return self.promises.horizon_windows / 24.0 / self.promises.alpha


def share_errors(policy: Policy, audiences: int) -> Policy:
    """The policy of one of so many audiences of a campaign: each has an equal part of the errors that are borne.

    They are promised of the campaign. By Bonferroni the parts add up to them, however audiences depend on each other.
    """
    if audiences == 1:
        return policy
    whole = policy.promises
    part = msgspec.structs.replace(
        whole,
        alpha=whole.alpha / audiences,
        alpha_step_back=whole.alpha_step_back / audiences,
        early_alarms=whole.early_alarms / audiences,
    )
    return msgspec.structs.replace(policy, promises=part)
