"""Headline: what stands for an audience - the last signal that it was given - and what this hour's window says.

An audience's windows flicker, and a signal is told once and stands: people act on the signal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from listener.board.views.audience_history import AudienceHistory
from models.decisions import Decision, DecisionKind
from models.signals import Signal


@dataclass(frozen=True)
class Headline:
    """The decision that stands, since when, and whether this hour's says the same."""

    decision: Decision
    name: str  # of the decision: the audience's key for the latest, or a signal's id
    since: datetime
    is_now: bool

    @property
    def asks_to_release(self) -> bool:
        """Whether it is time for the next chapter."""
        return self.decision.decision is DecisionKind.ADVANCE and self.decision.next_chapter is not None

    @property
    def asks_to_go_back(self) -> bool:
        """Whether the audience turns away."""
        return self.decision.decision is DecisionKind.STEP_BACK


def last_signals(signals: Iterable[Signal]) -> Mapping[str, Signal]:
    """The latest signal of each audience, by its key. The signals come in order of time."""
    return {each.subject: each for each in signals}


def find_headline(history: AudienceHistory, last: Signal | None, unchanged_since: datetime) -> Headline:
    """The last signal of the chapter that is told now; where there is none, the latest decision.

    Where this hour's decision is of the same kind, its numbers are shown: they are fresher.
    """
    latest = history.latest
    if last is None or last.data.chapter != latest.chapter:
        return Headline(latest, history.key, unchanged_since, is_now=True)
    if last.data.decision is latest.decision:
        return Headline(latest, history.key, last.time, is_now=True)
    return Headline(last.data, last.id, last.time, is_now=False)
