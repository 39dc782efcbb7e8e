"""Asking: which votes of a window people are asked to read, and what is fixed before anybody has read them."""

from collections.abc import Iterable

from msgspec.structs import replace

from models.posts import Millis
from pipelines.readiness.claim_statistics import is_in_event, reference_weight
from pipelines.readiness.claims import newcomer_weight, weigh_everyone
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import WindowInputs
from pipelines.readiness.labels.blocks import WeighedVote, block_size, draw_votes
from pipelines.readiness.labels.counting import tag_table
from pipelines.readiness.labels.drawing import Ballot, Draw
from pipelines.readiness.labels.margins import label_null
from pipelines.readiness.strata import (
    BUSY,
    CORE,
    NEW,
    Strata,
    first_newcomer,
    is_countable,
    limit_weight,
    stratum_of,
    sum_by_stratum,
    total_weight,
)
from pipelines.readiness.updating import calmness

_CORE = f"{CORE}:"


def ask_for_labels(
    before: ChapterDetector, after: ChapterDetector, ballots: Iterable[Ballot], inputs: WindowInputs, key: bytes
) -> tuple[ChapterDetector, tuple[Draw, ...]]:
    """The detector after a window, with the votes that were drawn in it: none while nobody knows who the audience is.

    `before` is the detector before the window: a vote weighs by what was known then. `key` is secret.
    """
    numbers = inputs.policy.labelling
    if not numbers.labels_per_day or not before.channel_weights:
        return after, ()
    weighed = weigh_ballots(before, ballots, inputs)
    if not weighed:
        return after, ()
    size = block_size(after.daily_means, inputs.policy)
    drawing, drawn = draw_votes(after.drawing, weighed, size, numbers.labels_per_day, inputs.span.end, key)
    after = replace(after, drawing=drawing)
    return after, tuple([_fix(each, after, inputs) for each in drawn])


def _fix(drawn: Draw, detector: ChapterDetector, inputs: WindowInputs) -> Draw:
    """A drawn vote with the null and the rate of growth that its label is bet with; null 0: no share is asked."""
    policy, null = inputs.policy, _share_null(detector, inputs)
    in_event = is_in_event(inputs.aim, inputs.span, policy)
    vote = replace(drawn.vote, null=null, calm=calmness(detector, policy), in_event=in_event)
    return replace(drawn, vote=vote)


def _share_null(detector: ChapterDetector, inputs: WindowInputs) -> float:
    bar = inputs.aim.bar(inputs.policy)
    if bar is None or inputs.aim.wanted is None:
        return 0.0
    table = tag_table(detector, detector.labels, inputs)
    return label_null(bar, detector.daily_means, inputs.counts.eligible_authors, table, inputs.policy)


def weigh_ballots(detector: ChapterDetector, ballots: Iterable[Ballot], inputs: WindowInputs) -> list[WeighedVote]:
    """Each vote that counts with its weight in the claim of everyone, in order of time.

    Of a group that counts with `c_g` (`claims.py`), a vote of weight w has `c_g * w / w_g`.
    """
    policy, remembered = inputs.policy, detector.recent_strata
    since = first_newcomer(detector.newcomers_since, inputs.span.end, policy)
    countable = sorted([each for each in ballots if is_countable(each.vote)], key=_by_time)
    window = sum_by_stratum([each.vote for each in countable], since, policy)
    factors = _group_factors(detector, window, remembered, inputs)
    found: list[WeighedVote] = []
    for each in countable:
        stratum = stratum_of(each.vote, since, policy)
        weight = factors.get(stratum, 0.0) * limit_weight(each.vote, policy.weighing.recent_weight)
        if weight > 0.0:
            found.append(WeighedVote(each, weight, stratum.startswith(_CORE)))
    return found


def _by_time(ballot: Ballot) -> tuple[Millis, int]:
    return ballot.vote.at, ballot.vote.author


def _group_factors(
    detector: ChapterDetector, window: Strata, remembered: Strata, inputs: WindowInputs
) -> dict[str, float]:
    """`c_g / w_g` of each stratum's group: newcomers of a channel are one, core and busy together the other."""
    policy, total = inputs.policy, total_weight(remembered)
    newcomers = newcomer_weight(remembered, total, policy.weighing.newcomers_share)
    reference = reference_weight(total, policy)
    factors: dict[str, float] = {}
    for channel, weight in detector.channel_weights.items():
        veterans, new = [f"{CORE}:{channel}", f"{BUSY}:{channel}"], [f"{NEW}:{channel}"]
        for names in (veterans, new):
            part = {name: window[name] for name in names if name in window}
            groups = weigh_everyone(part, {channel: weight}, newcomers, reference)
            factors.update({name: sum([c / row.weight for c, row in groups]) for name in names})
    return factors
