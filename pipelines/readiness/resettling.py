"""Resettling: channels' weights follow the audience, slowly, and by those alone who have long belonged to it.

Once a day each channel's weight goes towards its share of the remembered votes of veterans, half of the way in
`resettle_days`. Who came lately does not move it: a crowd, bots or bought accounts would have to stay for as long as
a newcomer takes to belong (`turnover_days`). Weights change before a window's votes are seen, and by votes before it:
they are predictable, so that what is proven of bets with fixed weights holds.
"""

from msgspec.structs import replace

from models.policy import Policy
from models.posts import DAY_MS, Millis
from pipelines.readiness.claims import newcomer_weight
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.strata import NEW, Strata, total_weight

_LEAST_WEIGHT = 0.001  # of a channel that has gone: with less it is forgotten


def resettle(detector: ChapterDetector, window_end: Millis, policy: Policy) -> ChapterDetector:
    """The detector with its channels' weights moved, in the first window with votes of a day; else as it is."""
    days = window_end // DAY_MS - detector.last_weighed // DAY_MS
    shares = _veterans_shares(detector.recent_strata)
    if days <= 0 or not shares or not detector.channel_weights:
        return detector
    kept = 0.5 ** (days / policy.weighing.resettle_days)
    names = sorted({*shares, *detector.channel_weights})
    moved = {c: kept * detector.channel_weights.get(c, 0.0) + (1.0 - kept) * shares.get(c, 0.0) for c in names}
    heard = {channel: weight for channel, weight in moved.items() if weight >= _LEAST_WEIGHT}
    total = sum(heard.values())
    return replace(detector, channel_weights={channel: weight / total for channel, weight in heard.items()})


def _veterans_shares(strata: Strata) -> dict[str, float]:
    """Each channel's share of the weight of veterans' votes; empty where there are none."""
    sums: dict[str, float] = {}
    for name, row in strata.items():
        kind, _, channel = name.partition(":")
        if kind != NEW and row.weight > 0.0:
            sums[channel] = sums.get(channel, 0.0) + row.weight
    total = sum(sums.values())
    return {channel: weight / total for channel, weight in sums.items()}


def uncounted_share(detector: ChapterDetector, policy: Policy) -> float:
    """The share of the remembered votes' weight, 0..1, by which groups have outgrown the weight that they count with.

    Groups are those of the claim of everyone: a channel's veterans, and its newcomers.
    """
    strata, weights = detector.recent_strata, detector.channel_weights
    total = total_weight(strata)
    if not weights or total <= 0.0:
        return 0.0
    newcomers = newcomer_weight(strata, total, policy.weighing.newcomers_share)
    heard: dict[tuple[bool, str], float] = {}
    for name, row in strata.items():
        kind, _, channel = name.partition(":")
        heard[kind == NEW, channel] = heard.get((kind == NEW, channel), 0.0) + row.weight / total
    parts = {True: newcomers, False: 1.0 - newcomers}
    over = [share - parts[is_new] * weights.get(channel, 0.0) for (is_new, channel), share in heard.items()]
    return sum([each for each in over if each > 0.0])
