"""Flow: the whole chain in memory, from bytes to signals. It is `listener replay`, and what Kafka must equal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from models.campaigns import Campaign, audience_key
from models.commands import Command
from models.decisions import Decision
from models.journeys import TaggedPost
from models.policy import ConfusionRates
from models.rejections import Rejection
from models.signals import Signal
from models.tags import Stage
from pipelines.intake import InputRecord, Intake, IntakeResult, PostTagger
from pipelines.posts import DEFAULT_LIMITS, Limits
from pipelines.readiness import rates_from_examples
from pipelines.tags import stage_rates
from pipelines.windows import AudienceState, WatchedAudience, WeighedWindow, new_state, step
from pipelines.windows.arrival import arrive_all


@dataclass(frozen=True)
class FlowResult:
    """What some records gave, in order."""

    windows: tuple[WeighedWindow, ...] = ()
    signals: tuple[Signal, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (channel, outcome) -> posts

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The verdicts in words: composed when somebody asks."""
        return tuple([verdict.decision for verdict in self.windows])


def watched_audiences(campaigns: Sequence[Campaign], tagger: str) -> dict[str, WatchedAudience]:
    """Every audience of the campaigns, by Kafka key. `tagger` is the tagger's version; its faults are its card's."""
    faults = own_confusion_rates()
    return {
        audience_key(c.name, a.name): WatchedAudience(c, a, tagger, faults) for c in campaigns for a in c.audiences
    }


def own_confusion_rates() -> dict[Stage, ConfusionRates]:
    """How our own tagger errs on each stage beyond awareness, which everyone who speaks has."""
    return {stage: rates_from_examples(*stage_rates(stage)) for stage in Stage if stage is not Stage.AWARENESS}


class Flow:
    """One run of the chain. `take` records in batches, `command` at any time, `finish` once."""

    def __init__(self, campaigns: Sequence[Campaign], tagger: PostTagger, *, limits: Limits = DEFAULT_LIMITS) -> None:
        self._watched = watched_audiences(campaigns, tagger.version)
        self._intake = Intake(campaigns, tagger, limits=limits)
        self._states: dict[str, AudienceState] = {key: new_state() for key in self._watched}

    @property
    def states(self) -> Mapping[str, AudienceState]:
        """The state of each audience, by its Kafka key."""
        return self._states

    def take(self, records: Sequence[InputRecord]) -> FlowResult:
        """What these records give."""
        return self._told(self._intake.take(records))

    def command(self, key: str, command: Command) -> None:
        """A person's word to one audience."""
        self._states[key] = step(self._states[key], command, self._watched[key]).state

    def finish(self) -> FlowResult:
        """The sources have ended: every window that has ended closes."""
        return self._told(self._intake.finish())

    def _told(self, batch: IntakeResult) -> FlowResult:
        self._arrive(batch)
        verdicts: list[WeighedWindow] = []
        signals: list[Signal] = []
        for name, message in batch.outgoing:
            if not isinstance(message, TaggedPost):
                outcome = step(self._states[name], message, self._watched[name])
                self._states[name] = outcome.state
                verdicts.extend(outcome.windows)
                signals.extend(outcome.signals)
        return FlowResult(tuple(verdicts), tuple(signals), batch.rejections, batch.counts)

    def _arrive(self, batch: IntakeResult) -> None:
        """Each audience's posts at once, instead of by steps: in a batch they come before what moves event time."""
        posts: dict[str, list[TaggedPost]] = {}
        for name, message in batch.outgoing:
            if isinstance(message, TaggedPost):
                posts.setdefault(name, []).append(message)
        for name, some in posts.items():
            self._states[name], arrivals = arrive_all(self._states[name], some, self._watched[name].policy)
            batch.counts.update([("", each) for each in arrivals])
