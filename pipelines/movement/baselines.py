"""Baselines: who an audience is before a campaign, and which bars and policy would suit it.

A bar must lie well above where the audience stands, or it is passed without anything having changed: ten points above
the upper end of the present share's interval, at least 15 %, in steps of five. Decisions need `min_authors` who come
back within the activity horizon, and the warm-up behind them.
"""

from collections import Counter
from functools import partial
from itertools import starmap
from math import ceil

import numpy as np

from models.baseline import Baseline, Outlook, ProposedBar, ShareOf
from models.campaigns import Campaign
from models.measured import Measured
from models.movement import MovementSample
from models.policy import Policy
from models.tags import Stage
from pipelines.movement.grid import BoolGrid, JourneyGrid, date_of, first_columns, make_grid, rows_with_any
from pipelines.movement.intervals import measure_count, measure_share
from pipelines.movement.observing import LANGUAGE_MARK
from pipelines.movement.small_groups import hide_nested_groups, hide_small_parts, is_small_group

_RISE, _LEAST_BAR, _MOST_BAR, _STEP = 0.10, 0.15, 0.80, 0.05
_LISTED = 8  # themes, emotions, languages, channels: the most frequent
_STAGES = tuple(Stage)


def measure_baseline(
    sample: MovementSample,
    campaign: Campaign,
    audience: str,
) -> Baseline:
    """The baseline of an audience."""
    grid = make_grid(sample, campaign.policy.privacy.smallest_group)
    if grid is None:
        return Baseline(campaign.name, audience, None, None, sample.share, measure_count(0, sample.share))
    marks = _count_marks(grid)
    stages = _deepest_stages(grid, campaign.policy)
    return Baseline(
        campaign=campaign.name,
        audience=audience,
        first_day=date_of(grid.first),
        last_day=date_of(grid.last),
        sampled_share=sample.share,
        authors=measure_count(len(grid.travellers), sample.share),
        daily_authors=float(np.median(grid.spoke.sum(axis=0))) / sample.share,
        returning=measure_returning(grid, campaign.policy),
        channels=_list_shares(marks, "channel:", grid),
        languages=_list_shares(marks, LANGUAGE_MARK, grid),
        hours=_share_hours(grid),
        themes=_list_shares(marks, "theme:", grid),
        emotions=_list_shares(marks, "emotion:", grid),
        stages=_list_stages(stages, grid.least),
        bars=_propose_bars(stages, grid),
        outlook=(outlook := foretell_decisions(grid, campaign.policy)),
        policy={} if outlook.is_possible else _propose_policy(outlook),
    )


def _count_marks(grid: JourneyGrid) -> Counter[str]:
    """Of each mark, how many authors have it."""
    theirs = ({mark for day in each.days for mark in day.marks} for each in grid.travellers)
    return Counter(mark for marks in theirs for mark in marks)


def _list_shares(marks: Counter[str], kind: str, grid: JourneyGrid) -> tuple[ShareOf, ...]:
    some = [(mark.removeprefix(kind), count) for mark, count in marks.most_common() if mark.startswith(kind)]
    shown = [(name, count) for name, count in some if count >= grid.least][:_LISTED]
    return tuple(ShareOf(name, measure_share(count, len(grid.travellers))) for name, count in shown)


def _share_hours(grid: JourneyGrid) -> tuple[float, ...]:
    """By hour of the day, the share of the hours in which an author wrote."""
    if len(grid.travellers) < grid.least:
        return ()
    masks = np.array([day.hours for _, _, day in grid.entries()])
    counts = [int((masks >> hour & 1).sum()) for hour in range(24)]
    return tuple(count / sum(counts) for count in counts) if any(counts) else ()


def measure_returning(grid: JourneyGrid, policy: Policy) -> Measured:
    """The share that came back on another day within the activity horizon, of those first seen that long ago. Of whom
    half of these days are missing nothing is known."""
    came, horizon = first_columns(grid.spoke), policy.eligibility.activity_days
    missing = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(grid.missing)])
    some = came + horizon < grid.days
    some &= missing[np.minimum(came + horizon + 1, grid.days)] - missing[came] <= horizon / 2
    columns = np.arange(grid.days)
    later = (columns > came[:, None]) & (columns <= came[:, None] + horizon)
    back = rows_with_any(grid.spoke & later)
    return measure_share(int(back[some].sum()), int(some.sum()))


def _deepest_stages(grid: JourneyGrid, policy: Policy) -> Counter[int]:
    """Of authors who came back within the last horizon, the rank of the deepest stage in it."""
    since = grid.last - policy.eligibility.activity_days
    counts = Counter[int]()
    for each in grid.travellers:
        days = [day for day in each.days if day.spoke and since < day.number <= grid.last]
        if len(days) > 1:
            counts[max(day.stage for day in days)] += 1
    return counts


def _list_stages(stages: Counter[int], least: int) -> tuple[ShareOf, ...]:
    total, shown = sum(stages.values()), hide_small_parts({stage: stages[stage.rank] for stage in _STAGES}, least)
    return tuple(
        ShareOf(stage.value, measure_share(count, total)) for stage, count in shown.items() if count is not None
    )


def _propose_bars(stages: Counter[int], grid: JourneyGrid) -> tuple[ProposedBar, ...]:
    total = sum(stages.values())
    if total < grid.least:
        return ()
    everybody = ProposedBar(Stage.AWARENESS, Measured(1.0, 1.0, 1.0, total), authors=round_up(total / grid.share))
    deeper = [stage for stage in _STAGES if stage is not Stage.AWARENESS]
    beyond = [sum(stages[rank] for rank in range(s.rank, len(_STAGES))) for s in deeper]
    _, *told = hide_nested_groups([total, *beyond], grid.least)
    return (everybody, *starmap(partial(_propose_bar, total, grid.least), zip(deeper, beyond, told, strict=True)))


def _propose_bar(total: int, least: int, stage: Stage, count: int, told: int | None) -> ProposedBar:
    """Where the count is not told, the bar tells no more of it: it is that of the largest small group, or of all."""
    if told is None:
        most = least - 1 if is_small_group(count, least) else total
        return ProposedBar(stage, Measured(), share=propose_share(measure_share(most, total)))
    now = measure_share(count, total)
    return ProposedBar(stage, now, share=propose_share(now))


def propose_share(now: Measured) -> float:
    """A bar well above where the audience stands."""
    wanted = max(_LEAST_BAR, (now.high or 0.0) + _RISE)
    return min(_MOST_BAR, round(_STEP * ceil(round(wanted / _STEP, 6)), 2))


def round_up(authors: float) -> int:
    """Half as many again, to two digits."""
    wanted = 1.5 * authors
    digit = int(10 ** max(0, len(str(int(wanted))) - 2))
    return digit * ceil(wanted / digit)


def foretell_decisions(grid: JourneyGrid, policy: Policy) -> Outlook:
    """Whether so many come back as decisions need, and on which day after the beginning the first may fall.

    Posts of fewer days than the warm-up has show who came back within those days alone: more may yet.
    """
    eligible = eligible_by_day(grid.spoke, policy.eligibility.activity_days) / grid.share
    needed = policy.eligibility.min_authors
    heard = int(grid.spoke[:, -policy.eligibility.activity_days :].any(axis=0).sum())
    enough = np.flatnonzero(eligible >= needed)
    is_possible = bool(eligible[-1] >= needed)
    days = max(policy.weighing.warm_up_days, int(enough[0]) + 1) if len(enough) else None
    is_known = is_possible or heard >= policy.weighing.warm_up_days
    return Outlook(float(eligible[-1]), needed, is_possible, days if is_possible else None, heard, is_known)


def eligible_by_day(spoke: BoolGrid, horizon: int) -> np.ndarray:
    """Of each day, the sampled authors seen on two days or more of the horizon before it."""
    sums = np.concatenate([np.zeros((len(spoke), 1), dtype=np.int64), np.cumsum(spoke, axis=1)], axis=1)
    ends = np.arange(1, spoke.shape[1] + 1)
    return np.asarray((sums[:, ends] - sums[:, np.maximum(0, ends - horizon)] >= 2).sum(axis=0), dtype=np.float64)


def _propose_policy(outlook: Outlook) -> dict[str, float]:
    """Fewer authors than usual, where nearly enough come back: with less than half nothing should be decided."""
    fits = outlook.is_known and outlook.needed / 2 <= outlook.eligible
    return {"min_authors": float(int(outlook.eligible))} if fits else {}
