"""Views: what each page shows, taken from the board and the campaign files. Pure; the templates only lay it out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from listener.board.views.board_state import Board, Point, Standing
from listener.board.views.outcomes import Reached, reached
from listener.board.views.words import STAGES
from models.campaigns import Audience, Campaign, Chapter
from models.commands import Judged
from models.decisions import Decision, DecisionKind
from models.posts import DAY_MS, HOUR_MS, Millis, instant
from models.signals import Signal

SHOWN_SIGNALS = 6
LISTENED_DAYS = 7  # for what rises: the last day against the days before it
LEAST_VOICES = 3  # authors a day from which a rise is worth telling

_URGENCY = {
    DecisionKind.ADVANCE: 0,
    DecisionKind.STEP_BACK: 0,
    DecisionKind.PROLONG: 1,
    DecisionKind.INSUFFICIENT_DATA: 2,
}


@dataclass(frozen=True)
class Step:
    """One chapter on the strip."""

    name: str
    stage: str
    call_to_action: str
    place: str  # told | now | ahead
    since: datetime | None


@dataclass(frozen=True)
class Rise:
    """A theme or an emotion: authors in the last day, and how that compares with the days before."""

    name: str
    authors: int
    usual: float  # a day

    @property
    def is_rising(self) -> bool:
        return self.authors >= LEAST_VOICES and self.authors >= 1.5 * self.usual


@dataclass(frozen=True)
class Card:
    """One audience: what a marketer sees in ten seconds."""

    standing: Standing
    campaign: Campaign | None
    strip: tuple[Step, ...]
    since: datetime  # the decision has been the same for this chapter
    stage: str  # where the chapter wants to bring people, or nothing
    reached: Reached | None  # off the channels, by the whole campaign

    @property
    def key(self) -> str:
        return self.standing.key

    @property
    def decision(self) -> Decision:
        return self.standing.latest

    @property
    def lasting(self) -> timedelta:
        return self.decision.window.end - self.since

    @property
    def place(self) -> int:
        """Number of the chapter, from 1."""
        return next((number for number, step in enumerate(self.strip, 1) if step.place == "now"), len(self.strip))


@dataclass(frozen=True)
class Row:
    """One signal of the feed, with what people said of it."""

    signal: Signal
    verdict: Judged | None


@dataclass(frozen=True)
class Detail:
    """One audience, in full."""

    card: Card
    signals: tuple[Row, ...]
    themes: tuple[Rise, ...]
    emotions: tuple[Rise, ...]
    active: int  # likes and reposts in the last day
    recent: tuple[Point, ...]  # one a day, for those who read tables
    releases: tuple[str, ...]  # chapters that can be released


def cards(board: Board, campaigns: Mapping[str, Campaign]) -> tuple[Card, ...]:
    """Every audience; what asks for a person first."""
    found = [card(board, campaigns, standing) for standing in board.standings.values()]
    return tuple(sorted(found, key=lambda each: (_URGENCY[each.decision.decision], -each.decision.score, each.key)))


def card(board: Board, campaigns: Mapping[str, Campaign], standing: Standing) -> Card:
    """One audience."""
    campaign = campaigns.get(standing.latest.campaign)
    audience = campaign.audience(standing.latest.audience) if campaign else None
    now = chapter(audience, standing.latest.chapter)
    return Card(
        standing=standing,
        campaign=campaign,
        strip=strip(standing, audience),
        since=since(standing.points),
        stage=now.stage if now else "",
        reached=reached(campaign, board.reports) if campaign else None,
    )


def chapter(audience: Audience | None, name: str) -> Chapter | None:
    """The chapter of that name, if the campaign file has it."""
    return next((each for each in audience.chapters if each.name == name), None) if audience else None


def since(points: Sequence[Point]) -> datetime:
    """When the latest decision began to be what it is, for its chapter."""
    last = points[-1]
    start = last.start
    for each in reversed(points):
        if (each.kind, each.chapter) != (last.kind, last.chapter):
            break
        start = each.start
    return instant(start)


def strip(standing: Standing, audience: Audience | None) -> tuple[Step, ...]:
    """The chapters in the order of the story, those told, the one now, those ahead."""
    entered = _entered(standing.points)
    latest = standing.latest
    told = [Step(name, "", "", "told", at) for name, at in entered.items()]
    if audience is None or chapter(audience, latest.chapter) is None:
        return (*(step for step in told if step.name != latest.chapter), Step(latest.chapter, "", "", "now", None))
    now = [each.name for each in audience.chapters].index(latest.chapter)
    return tuple(
        Step(each.name, each.stage, each.call_to_action, _place(number, now, latest), entered.get(each.name))
        for number, each in enumerate(audience.chapters)
    )


def _place(number: int, now: int, latest: Decision) -> str:
    if number == now and not latest.weighed.arrived:
        return "now"
    return "told" if number <= now else "ahead"


def passages(points: Iterable[Point]) -> tuple[tuple[str, Millis], ...]:
    """Every chapter that was entered, and when; one that the team went back to stands here twice."""
    runs = groupby(points, key=lambda each: each.chapter)
    return tuple((name, next(run).start) for name, run in runs)


def _entered(points: Iterable[Point]) -> dict[str, datetime]:
    """When each chapter was last entered."""
    return {name: instant(at) for name, at in passages(points)}


def summary(found: Sequence[Card]) -> tuple[tuple[DecisionKind, int], ...]:
    """How many audiences there are of each decision."""
    counts = Counter(each.decision.decision for each in found)
    return tuple((kind, counts[kind]) for kind in DecisionKind if counts[kind])


def detail(board: Board, campaigns: Mapping[str, Campaign], standing: Standing) -> Detail:
    """One audience, in full."""
    shown = card(board, campaigns, standing)
    mine = [signal for signal in reversed(board.feed) if signal.subject == standing.key]
    return Detail(
        card=shown,
        signals=rows(board, mine[:SHOWN_SIGNALS]),
        themes=rises(standing.points, "themes"),
        emotions=rises(standing.points, "emotions"),
        active=active(standing.points),
        recent=daily(standing.points)[-14:],
        releases=tuple(step.name for step in shown.strip if step.stage and step.place != "now"),
    )


def rows(board: Board, signals: Iterable[Signal]) -> tuple[Row, ...]:
    """Signals with their verdicts."""
    return tuple(Row(signal, board.verdicts.get(signal.id)) for signal in signals)


def rises(points: Sequence[Point], what: str) -> tuple[Rise, ...]:
    """Themes or emotions of the last day, the most risen first. Authors are counted once an hour."""
    end = points[-1].end
    lately, before = Counter[str](), Counter[str]()
    for each in points:
        if each.end > end - (LISTENED_DAYS + 1) * DAY_MS:
            (lately if each.end > end - DAY_MS else before).update(getattr(each, what))
    days = min(LISTENED_DAYS, max(1.0, (end - DAY_MS - points[0].start) / DAY_MS))
    found = [Rise(name, authors, before[name] / days) for name, authors in lately.items()]
    return tuple(sorted(found, key=lambda each: (each.usual - each.authors, each.name)))


def active(points: Sequence[Point]) -> int:
    """Likes and reposts of the last day."""
    before = [each.activity for each in points if each.end <= points[-1].end - DAY_MS]
    return points[-1].activity - (before[-1] if before else 0)


def daily(points: Sequence[Point]) -> tuple[Point, ...]:
    """The last point of each UTC day."""
    return tuple({(each.end - 1) // DAY_MS: each for each in points}.values())


def series(standing: Standing, campaign: Campaign | None, signals: Iterable[Signal]) -> dict[str, object]:
    """What the charts draw, by columns: times in epoch seconds, shares 0..1, None where there is nothing."""
    points = list(_broken(standing.points))
    return {
        "at": [at for at, _ in points],
        "score": [_short(each.score) if each else None for _, each in points],
        "share": [_short(each.share) if each else None for _, each in points],
        "low": [_short(each.interval[0]) if each and each.interval else None for _, each in points],
        "high": [_short(each.interval[1]) if each and each.interval else None for _, each in points],
        "bar": [each.bar if each else None for _, each in points],
        "stages": {name: [_short(each.stages.get(name)) if each else None for _, each in points] for name in STAGES},
        "events": [[e.name, e.start // 1000, e.end // 1000] for e in (campaign.events if campaign else ())],
        "gaps": gaps(standing.points),
        "chapters": [[name, at // 1000] for name, at in passages(standing.points)],
        "signals": [[round(s.time.timestamp()), s.data.decision] for s in signals],
    }


def _broken(points: Sequence[Point]) -> Iterable[tuple[int, Point | None]]:
    """The points with their times in seconds, and nothing between two of which one does not go on from the other."""
    for before, each in zip((None, *points), points, strict=False):
        if before and (each.start > before.end or each.chapter != before.chapter):
            yield before.end // 1000 + 1, None
        yield each.end // 1000, each


def _short(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def gaps(points: Sequence[Point]) -> list[tuple[int, int, str]]:
    """Spans without data, in epoch seconds, with what was missing: silent channels, or no decision at all."""
    silent = [(each.start // 1000, each.end // 1000, ", ".join(each.gaps)) for each in points if each.gaps]
    both = pairwise(points)
    nothing = [(a.end // 1000, b.start // 1000, "no data") for a, b in both if b.start - a.end >= HOUR_MS]
    return _joined(sorted([*silent, *nothing]))


def _joined(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    joined: list[tuple[int, int, str]] = []
    for start, end, words in spans:
        if joined and joined[-1][1] >= start and joined[-1][2] == words:
            joined[-1] = (joined[-1][0], end, words)
        else:
            joined.append((start, end, words))
    return joined
