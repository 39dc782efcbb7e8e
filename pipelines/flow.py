"""Flow: the whole chain in memory, from bytes to signals. It is `listener replay`, and what Kafka must equal."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from models.campaigns import Campaign, key
from models.commands import Command
from models.decisions import Decision
from models.policy import Faults
from models.rejections import Rejection
from models.signals import Signal
from models.tags import Stage
from pipelines.intake import Batch, Intake, Record, TagsPosts
from pipelines.posts import DEFAULT_LIMITS, Limits
from pipelines.readiness import measured
from pipelines.tags.weights import rates
from pipelines.windows import State, Verdict, Watched, fresh, step
from pipelines.windows.step import Message


@dataclass(frozen=True)
class Told:
    """What some records gave, in order."""

    verdicts: tuple[Verdict, ...] = ()
    signals: tuple[Signal, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (channel, outcome) -> posts

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The verdicts in words: composed when somebody asks."""
        return tuple([verdict.decision for verdict in self.verdicts])


def watch(campaigns: Sequence[Campaign], tagger: str) -> dict[str, Watched]:
    """Every audience of the campaigns, by Kafka key. `tagger` is the tagger's version; its faults are its card's."""
    faults = own_faults()
    return {key(c.name, a.name): Watched(c, a, tagger, faults) for c in campaigns for a in c.audiences}


def own_faults() -> dict[Stage, Faults]:
    """How our own tagger errs on each stage beyond awareness, which everyone who speaks has."""
    return {stage: measured(*rates(stage)) for stage in Stage if stage is not Stage.AWARENESS}


class Flow:
    """One run of the chain. `take` records in batches, `command` at any time, `finish` once."""

    def __init__(self, campaigns: Sequence[Campaign], tagger: TagsPosts, *, limits: Limits = DEFAULT_LIMITS) -> None:
        self._watched = watch(campaigns, tagger.version)
        self._intake = Intake(campaigns, tagger, limits=limits)
        self._states: dict[str, State] = {key: fresh() for key in self._watched}

    @property
    def states(self) -> Mapping[str, State]:
        """The state of each audience, by its Kafka key."""
        return self._states

    def take(self, records: Sequence[Record]) -> Told:
        """What these records give."""
        batch = self._intake.take(records)
        return self._told(batch.outgoing, batch)

    def command(self, key: str, command: Command) -> None:
        """A person's word to one audience."""
        self._states[key] = step(self._states[key], command, self._watched[key]).state

    def finish(self) -> Told:
        """The sources have ended: every window that has ended closes."""
        batch = self._intake.finish()
        return self._told(batch.outgoing, batch)

    def _told(self, messages: Iterable[tuple[str, Message]], batch: Batch) -> Told:
        verdicts: list[Verdict] = []
        signals: list[Signal] = []
        counts = batch.counts
        for name, message in messages:
            outcome = step(self._states[name], message, self._watched[name])
            self._states[name] = outcome.state
            if outcome.arrival is not None:
                counts["", outcome.arrival] += 1
            else:
                verdicts.extend(outcome.verdicts)
                signals.extend(outcome.signals)
        return Told(tuple(verdicts), tuple(signals), batch.rejections, counts)
