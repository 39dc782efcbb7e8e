"""Charts: what an audience's charts draw, by columns."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from listener.board.views.audience_history import AudienceHistory, DecisionPoint, chapter_entries
from models.campaigns import Campaign
from models.posts import HOUR_MS
from models.signals import Signal
from models.tags import Stage

ChartGap = tuple[int, int, str]  # start and end in epoch seconds, and what was missing


def chart_series(
    history: AudienceHistory, campaign: Campaign | None, signals: Iterable[Signal], link: Callable[[str], str]
) -> dict[str, object]:
    """The columns: times in epoch seconds, shares 0..1, None where there is nothing. `link` leads to a signal."""
    points = list(_with_breaks(history.points))
    return {
        "name": history.key,
        "at": [at for at, _ in points],
        "score": [_round(each.score) if each else None for _, each in points],
        "share": [_round(each.share) if each else None for _, each in points],
        "low": [_round(each.interval[0]) if each and each.interval else None for _, each in points],
        "high": [_round(each.interval[1]) if each and each.interval else None for _, each in points],
        "bar": [each.bar if each else None for _, each in points],
        "stages": {name: [_round(each.stages.get(name)) if each else None for _, each in points] for name in Stage},
        "events": [[e.name, e.start // 1000, e.end // 1000] for e in (campaign.events if campaign else ())],
        "gaps": find_gaps(history.points),
        "chapters": [[name, at // 1000] for name, at in chapter_entries(history.points)],
        "signals": [[round(s.time.timestamp()), s.data.decision, link(s.id)] for s in signals],
        "zone": campaign.timezone if campaign else "UTC",
    }


def _with_breaks(points: Sequence[DecisionPoint]) -> Iterable[tuple[int, DecisionPoint | None]]:
    """The points with their times in seconds, and None between two where the second does not continue the first."""
    for before, each in zip((None, *points), points, strict=False):
        if before and (each.start > before.end or (each.chapter, each.is_read) != (before.chapter, before.is_read)):
            yield before.end // 1000 + 1, None
        yield each.end // 1000, each


def _round(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def find_gaps(points: Sequence[DecisionPoint]) -> list[ChartGap]:
    """Spans without data, with what was missing: silent channels, or no decision at all."""
    silent = [(each.start // 1000, each.end // 1000, ", ".join(each.gaps)) for each in points if each.gaps]
    undecided = [
        (before.end // 1000, after.start // 1000, "no data")
        for before, after in pairwise(points)
        if after.start - before.end >= HOUR_MS
    ]
    return _join_adjacent(sorted([*silent, *undecided]))


def _join_adjacent(gaps: Iterable[ChartGap]) -> list[ChartGap]:
    joined: list[ChartGap] = []
    for start, end, words in gaps:
        if joined and joined[-1][1] >= start and joined[-1][2] == words:
            joined[-1] = (joined[-1][0], end, words)
        else:
            joined.append((start, end, words))
    return joined
