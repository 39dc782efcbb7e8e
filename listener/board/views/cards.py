"""Cards: each audience as the board shows it, in brief and in full. The templates only lay it out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from listener.board.views.audience_history import AudienceHistory, DecisionPoint
from listener.board.views.board_state import BoardState
from listener.board.views.headline import Headline, find_headline, last_signals
from listener.board.views.outcomes import OutcomeProgress, outcome_progress
from listener.board.views.releases import PendingRelease, pending_releases
from listener.board.views.said_by_day import Listening, listen
from listener.board.views.signal_list import SignalRow, signal_rows
from listener.board.views.story import StoryStep, find_chapter, story_steps
from listener.board.views.trends import Trend, find_trends, last_day_activity
from models.campaigns import Campaign, audience_key
from models.decisions import Decision, DecisionKind
from models.posts import DAY_MS, instant
from models.signals import Signal
from pipelines.few_people import smallest_group

SIGNALS_ON_CARD = 6
_TABLE_DAYS = 14

_URGENCY = {
    DecisionKind.ADVANCE: 0,
    DecisionKind.STEP_BACK: 0,
    DecisionKind.PROLONG: 1,
    DecisionKind.INSUFFICIENT_DATA: 2,
}


@dataclass(frozen=True)
class AudienceCard:
    """One audience: what a marketer sees in ten seconds."""

    history: AudienceHistory
    campaign: Campaign | None
    headline: Headline
    story: tuple[StoryStep, ...]
    stage: str  # where the chapter wants to bring people, or nothing
    outcome: OutcomeProgress | None  # off the channels, by the whole campaign
    pending: tuple[PendingRelease, ...] = ()  # chapters that begin with an hour to come

    @property
    def key(self) -> str:
        return self.history.key

    @property
    def decision(self) -> Decision:
        return self.history.latest

    @property
    def lasting(self) -> timedelta:
        """How long the headline has stood."""
        return max(self.decision.window.end - self.headline.since, timedelta(0))

    @property
    def zone(self) -> str:
        """IANA name of the time zone in which its people read times."""
        return self.campaign.timezone if self.campaign else "UTC"

    def find_step(self, chapter: str | None) -> StoryStep | None:
        """That chapter of the story, with what it asks of people."""
        return next((step for step in self.story if step.name == chapter), None)

    @property
    def asked(self) -> StoryStep | None:
        """The chapter whose call to action counts now: on ADVANCE the next one."""
        decided = self.headline.decision
        return self.find_step(decided.next_chapter if self.headline.asks_to_release else decided.chapter)

    @property
    def offered(self) -> StoryStep | None:
        """The chapter to begin, as the headline asks: the next one, or to go back to the one before."""
        if self.pending or not (self.headline.asks_to_release or self.headline.asks_to_go_back):
            return None
        return self.asked if self.headline.asks_to_release else self.before

    @property
    def before(self) -> StoryStep | None:
        """The chapter before the present one, to which one can go back."""
        return self.story[self.place - 2] if 2 <= self.place <= len(self.story) else None

    @property
    def place(self) -> int:
        """Number of the chapter, from 1."""
        return next((number for number, step in enumerate(self.story, 1) if step.place == "now"), len(self.story))


@dataclass(frozen=True)
class AudienceDetail:
    """One audience, in full."""

    card: AudienceCard
    signals: tuple[SignalRow, ...]
    themes: tuple[Trend, ...]
    emotions: tuple[Trend, ...]
    least: int  # people of whom a count is told
    listening: Listening
    week: Listening  # the latest seven days that are over
    activity: int  # likes and reposts in the last day
    recent: tuple[DecisionPoint, ...]  # one a day, for those who read tables
    releases: tuple[str, ...]  # chapters that can be released


def audience_cards(board: BoardState, campaigns: Mapping[str, Campaign]) -> tuple[AudienceCard, ...]:
    """Every audience; what asks for a person first."""
    last = last_signals(board.signals)
    cards = [_card(board, campaigns, history, last.get(history.key)) for history in board.audiences.values()]
    return tuple(sorted(cards, key=lambda each: (_URGENCY[each.headline.decision.decision], each.key)))


def audience_card(board: BoardState, campaigns: Mapping[str, Campaign], history: AudienceHistory) -> AudienceCard:
    """One audience."""
    return _card(board, campaigns, history, last_signals(board.signals).get(history.key))


def _card(
    board: BoardState, campaigns: Mapping[str, Campaign], history: AudienceHistory, last: Signal | None
) -> AudienceCard:
    campaign = campaigns.get(history.latest.campaign)
    audience = campaign.audience(history.latest.audience) if campaign else None
    chapter = find_chapter(audience, history.latest.chapter)
    return AudienceCard(
        history=history,
        campaign=campaign,
        headline=find_headline(history, last, unchanged_since(history.points)),
        story=story_steps(history, audience),
        stage=chapter.stage if chapter else "",
        outcome=outcome_progress(campaign, board.reports) if campaign else None,
        pending=pending_releases(board, history),
    )


def audience_detail(board: BoardState, campaigns: Mapping[str, Campaign], history: AudienceHistory) -> AudienceDetail:
    """One audience, in full."""
    card = audience_card(board, campaigns, history)
    listening = listen(history.points, card.campaign, smallest_group(history.latest))
    newest_first = [signal for signal in reversed(board.signals) if signal.subject == history.key]
    return AudienceDetail(
        card=card,
        signals=signal_rows(board, newest_first[:SIGNALS_ON_CARD]),
        themes=find_trends(history.points, "themes", smallest_group(history.latest)),
        emotions=find_trends(history.points, "emotions", smallest_group(history.latest)),
        least=smallest_group(history.latest),
        listening=listening,
        week=listening.latest(7),
        activity=last_day_activity(history.points),
        recent=daily_points(history.points)[-_TABLE_DAYS:],
        releases=tuple(step.name for step in card.story if step.stage and step.place != "now"),
    )


def unheard_audiences(board: BoardState, campaigns: Iterable[Campaign]) -> tuple[tuple[Campaign, str], ...]:
    """Campaigns, and their audiences of which nothing has been decided yet."""
    every = [(campaign, audience.name) for campaign in campaigns for audience in campaign.audiences]
    return tuple(each for each in every if audience_key(each[0].name, each[1]) not in board.audiences)


def common_zone(campaigns: Mapping[str, Campaign]) -> str:
    """IANA name of the time zone of lists that show several campaigns: theirs, where they have but one."""
    zones = {each.timezone for each in campaigns.values()}
    return zones.pop() if len(zones) == 1 else "UTC"


def count_by_kind(cards: Sequence[AudienceCard]) -> tuple[tuple[DecisionKind, int], ...]:
    """How many audiences there are of each decision; kinds that nobody has are left out."""
    counts = Counter(each.headline.decision.decision for each in cards)
    return tuple((kind, counts[kind]) for kind in DecisionKind if counts[kind])


def unchanged_since(points: Sequence[DecisionPoint]) -> datetime:
    """When the latest decision began to be what it is, for its chapter."""
    last = points[-1]
    start = last.start
    for each in reversed(points):
        if (each.kind, each.chapter) != (last.kind, last.chapter):
            break
        start = each.start
    return instant(start)


def daily_points(points: Sequence[DecisionPoint]) -> tuple[DecisionPoint, ...]:
    """The last point of each UTC day."""
    return tuple({(each.end - 1) // DAY_MS: each for each in points}.values())
