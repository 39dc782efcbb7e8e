"""Levels: where the recent votes stand on each claim that a chapter makes, as shares that people can read."""

import msgspec

from pipelines.readiness import claims
from pipelines.readiness.confusion_rates import apparent_share, mix_rates, true_share
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import Aim, WindowInputs
from pipelines.readiness.strata import CORE, NO_VOTES, total_weight, with_known_stance


class Levels(msgspec.Struct, frozen=True):
    """True shares behind the recent votes (0..1), None where there is nothing to compare."""

    everyone_share: float | None = None  # at the weights of channels and newcomers that the claim uses
    steady_share: float | None = None  # of the steady, long-known authors alone
    net_support: float | None = None  # of the votes whose stance is known: share for less share against, -1..1
    lowest_channel: str | None = None  # where the steady share is lowest, of several


NO_LEVELS = Levels()


def measure_levels(detector: ChapterDetector, inputs: WindowInputs) -> Levels:
    """The levels, once it is known who the audience is, of a chapter that asks for a share."""
    aim, policy, recent = inputs.aim, inputs.policy, detector.recent_strata
    bar = aim.bar(policy)
    if bar is None or aim.wanted is None or not detector.channel_weights:
        return NO_LEVELS
    newcomers = claims.newcomer_weight(recent, total_weight(recent), policy.weighing.newcomers_share)
    everyone = claims.weigh_everyone(recent, detector.channel_weights, newcomers)
    known = claims.weigh_everyone(with_known_stance(recent), detector.channel_weights, newcomers)
    steady = claims.weigh_steady_core(recent, detector.channel_weights)
    return Levels(
        everyone_share=_share(everyone, bar, inputs),
        steady_share=_share(steady, bar, inputs),
        net_support=2.0 * claims.window_value(known, claims.support_weight, 0.5) - 1.0,
        lowest_channel=_lowest_channel(detector, aim),
    )


def _share(parts: claims.WeightedStrata, bar: float, inputs: WindowInputs) -> float:
    """The true share behind some votes; where nobody speaks, the bar."""
    wanted, rates = (
        inputs.aim.wanted or 0,
        mix_rates(inputs.policy, inputs.aim.confusion_rates, claims.own_tag_share(parts)),
    )
    tagged = claims.window_value(parts, lambda row: row.weight_beyond(wanted), apparent_share(bar, rates))
    return true_share(tagged, rates)


def _lowest_channel(detector: ChapterDetector, aim: Aim) -> str | None:
    wanted = aim.wanted or 0
    cores = [(name, detector.recent_strata.get(f"{CORE}:{name}", NO_VOTES)) for name in detector.channel_weights]
    shares = sorted((row.weight_beyond(wanted) / row.weight, name) for name, row in cores if row.weight > 0.0)
    return shares[0][1] if len(shares) > 1 else None
