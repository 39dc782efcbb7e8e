"""Indicator: how a brand keeps account, in one score of 0 to 100 and its parts. Nothing below three commitments.

The score is 100 times the mean of the parts that there are, each a share or mapped to one:

    rateable      commitments that can be rated, of all
    on time       updates that came before silence had to be told, of those that were due
    kept          kept, and half of partly kept, of those whose due day is over or that were kept before
    answered      times at which people asked more than usual and had an answer, of all such times
    promptness    1 / (1 + median days to the answer / 7)
    proactive     1 / (1 + days since the last update that nobody had asked for / 90)
    specificity   mean share of number, date, measure and link in what updates say

Each part raises the score as it gets better, and lowers it as it gets worse: tests hold it to that.
"""

from collections.abc import Iterable
from statistics import median

from msgspec.structs import replace

from models.accountability import Book, CommitmentState, Indicator, Share, Standing
from models.campaigns import Campaign
from models.posts import DAY_MS, Millis

LEAST_COMMITMENTS = 3
_ANSWER_DAYS, _PROACTIVE_DAYS = 7.0, 90.0  # at which a part is worth one half
_DUE = (Standing.KEPT, Standing.PARTLY_KEPT, Standing.MISSED)


def indicate(book: Book, campaign: Campaign, at: Millis) -> Indicator:
    """The indicator of a campaign's brand at a moment up to which the book goes."""
    states = [book.states[each.name] for each in campaign.commitments if each.name in book.states]
    rateable = sum(not each.missing for each in campaign.commitments)
    parts = _describe_parts(states, Share(rateable, len(campaign.commitments)), at)
    return score_parts(parts)


def _describe_parts(states: Iterable[CommitmentState], rateable: Share, at: Millis) -> Indicator:
    states = list(states)
    days = [each for state in states for each in state.answer_days]
    proactive = [each.last_proactive for each in states if each.last_proactive is not None]
    updates = sum(each.specific_updates for each in states)
    return Indicator(
        score=None,
        commitments=rateable.of,
        rateable=rateable,
        on_time=Share(sum(each.cycles_on_time for each in states), sum(each.cycles for each in states)),
        kept=Share(_count(states, Standing.KEPT), sum(each.standing in _DUE for each in states)),
        partly_kept=_count(states, Standing.PARTLY_KEPT),
        answered=Share(sum(each.answered for each in states), sum(each.demands for each in states)),
        median_answer_days=median(days) if days else None,
        days_since_proactive=max(0.0, (at - max(proactive)) / DAY_MS) if proactive else None,
        specificity=sum(each.specificity for each in states) / updates if updates else None,
    )


def _count(states: Iterable[CommitmentState], standing: Standing) -> int:
    return sum(each.standing is standing for each in states)


def score_parts(parts: Indicator) -> Indicator:
    """The indicator with the score of its parts."""
    kept = (parts.kept.count + parts.partly_kept / 2) / parts.kept.of if parts.kept.of else None
    values = [
        parts.rateable.value,
        parts.on_time.value,
        kept,
        parts.answered.value,
        _fade(parts.median_answer_days, _ANSWER_DAYS),
        _fade(parts.days_since_proactive, _PROACTIVE_DAYS),
        parts.specificity,
    ]
    known = [each for each in values if each is not None]
    has_enough = parts.commitments >= LEAST_COMMITMENTS and known
    return replace(parts, score=round(100 * sum(known) / len(known), 1) if has_enough else None)


def _fade(days: float | None, half: float) -> float | None:
    return None if days is None else 1 / (1 + days / half)
