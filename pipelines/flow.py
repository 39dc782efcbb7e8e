"""Flow: the whole chain in memory, from bytes to signals: one intake, and the windows of every audience.

It is `listener replay`, and the oracle of the deployment: over Kafka the same posts must give the same decisions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from msgspec.structs import replace

from models.accountability import CommitmentSignal
from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.campaigns import Campaign, audience_key
from models.commands import Command
from models.decisions import Decision
from models.erasures import ErasureRequest
from models.journeys import TaggedPost
from models.labels import LabelDraw, PostLabel
from models.ledger import LedgerEntry, LedgerRecord
from models.policy import ConfusionRates
from models.posts import Millis
from models.redactions import Redaction
from models.rejections import Rejection
from models.signals import Signal
from models.tags import Stage
from pipelines.accountability import PostTagger, receive_record
from pipelines.intake import InputRecord, Intake, IntakeResult, TrackedAuthor
from pipelines.posts import DEFAULT_LIMITS, Limits
from pipelines.readiness import rates_from_examples
from pipelines.tags import stage_rates
from pipelines.windows import (
    AudienceState,
    WatchedAudience,
    WatchedCampaign,
    WeighedWindow,
    new_state,
    step,
    step_account,
)
from pipelines.windows.arrival import Arrival, receive_posts


@dataclass(frozen=True)
class FlowResult:
    """What some records gave. Windows and signals are in order of event time within each audience."""

    windows: tuple[WeighedWindow, ...] = ()
    signals: tuple[Signal, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (channel, outcome) -> posts
    draws: tuple[LabelDraw, ...] = ()  # votes that people are asked to read
    tracked: tuple[TrackedAuthor, ...] = ()  # must be kept for `Flow.restore`
    told: tuple[CommitmentSignal, ...] = ()  # of commitments
    entries: tuple[LedgerEntry, ...] = ()  # of the ledger
    redactions: tuple[Redaction, ...] = ()  # quotes that are to be shown no more

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions of the windows: composed when somebody asks."""
        return tuple([window.decision for window in self.windows])


def watched_audiences(
    campaigns: Sequence[Campaign], tagger: str, author_key: AuthorKey = PUBLIC_AUTHOR_KEY
) -> dict[str, WatchedAudience]:
    """Every audience of the campaigns, by Kafka key. `tagger` is the version of our own tagger."""
    rates = own_confusion_rates()
    return {
        audience_key(c.name, a.name): WatchedAudience(c, a, tagger, rates, author_key)
        for c in campaigns
        for a in c.audiences
    }


def watched_campaigns(
    campaigns: Sequence[Campaign], author_key: AuthorKey = PUBLIC_AUTHOR_KEY
) -> dict[str, WatchedCampaign]:
    """Every campaign with commitments, by name, which is its Kafka key."""
    return {each.name: WatchedCampaign(each, author_key) for each in campaigns if each.commitments}


def own_confusion_rates() -> dict[Stage, ConfusionRates]:
    """Our own tagger's measured confusion rates, by stage. Awareness needs none: everyone who speaks has it."""
    return {stage: rates_from_examples(*stage_rates(stage)) for stage in Stage if stage is not Stage.AWARENESS}


class Flow:
    """One run of the chain. `take` records in batches, `command` at any time, `finish` once."""

    def __init__(
        self,
        campaigns: Sequence[Campaign],
        tagger: PostTagger,
        *,
        limits: Limits = DEFAULT_LIMITS,
        author_key: AuthorKey = PUBLIC_AUTHOR_KEY,
    ) -> None:
        self._author_key = author_key
        self._intake = Intake(campaigns, tagger, limits=limits, author_key=author_key)
        self._states: dict[str, AudienceState] = {}
        self._watch(campaigns, tagger)

    def change(self, campaigns: Sequence[Campaign], tagger: PostTagger) -> None:
        """Goes on with other versions of the campaigns, from the next record on: states stay, as on a restart."""
        self._intake.change(campaigns, tagger)
        self._watch(campaigns, tagger)

    def _watch(self, campaigns: Sequence[Campaign], tagger: PostTagger) -> None:
        self.tagger = tagger
        self._watched = watched_audiences(campaigns, tagger.version, self._author_key)
        self._accountable = watched_campaigns(campaigns, self._author_key)
        self._states = {key: new_state() for key in (*self._watched, *self._accountable)} | self._states

    @property
    def accounts(self) -> Mapping[str, AudienceState]:
        """The state of each campaign with commitments, by name: its book."""
        return {key: self._states[key] for key in self._accountable}

    @property
    def states(self) -> Mapping[str, AudienceState]:
        """The state of each audience, and of each campaign with commitments, by its Kafka key."""
        return self._states

    @property
    def reached(self) -> Millis:
        """The event time that posts and marks have reached; -1 before any."""
        return self._intake.reached

    def take(self, records: Sequence[InputRecord]) -> FlowResult:
        """Takes records in the order in which they came in."""
        return self._run(self._intake.take(records))

    def command(self, key: str, command: Command) -> None:
        """Takes a person's command to the audience of that Kafka key."""
        self._states[key] = step(self._states[key], command, self._watched[key]).state

    def label(self, key: str, label: PostLabel) -> None:
        """Takes what a person says of a post of the audience of that Kafka key; its draw may be yet to come."""
        self._states[key] = step(self._states[key], label, self._watched[key]).state

    def erase(self, request: ErasureRequest) -> FlowResult:
        """Forgets an author or a post in every audience; gives the quotes that are to be shown no more."""
        redactions: list[Redaction] = []
        for key, watched in self._watched.items():
            result = step(self._states[key], request, watched)
            self._states[key] = result.state
            redactions.extend(result.redactions)
        return FlowResult(redactions=tuple(redactions))

    def restore(self, states: Mapping[str, AudienceState], tracked: Iterable[TrackedAuthor]) -> None:
        """Goes on from the states of an earlier run, by Kafka key, and whom it tracked. Follow it with `recall`."""
        self._states |= states  # of an audience that is not watched now, too: it may be again
        self._intake.restore(tracked)

    def recall(self, records: Sequence[InputRecord]) -> None:
        """Reads again, in the same batches, what the earlier run took last: repeats, time and likes are known."""
        self._intake.recall(records)

    def end_of_sources(self) -> Millis:
        """The event time at which the sources end, if nothing follows what was taken; -1 without posts."""
        return self._intake.end_of_sources()

    def record(self, record: LedgerRecord) -> None:
        """Takes an update on a commitment, or a change of it, at any time; its hour may be yet to come. However many
        wait: a replay may be given a whole ledger at its start."""
        name = record.campaign
        if name in self._accountable:
            audiences = self._accountable[name].campaign.audiences
            for key in (name, *(audience_key(name, each.name) for each in audiences)):
                state = self._states[key]
                self._states[key] = replace(state, book=receive_record(state.book, record, room=inf))

    def finish(self) -> FlowResult:
        """Ends the sources: every window up to the greatest event time closes, and no late post is waited for."""
        return self._run(self._intake.finish())

    def _run(self, taken: IntakeResult) -> FlowResult:
        """Takes an intake's messages through the windows, in order."""
        waiting: dict[str, list[TaggedPost]] = {}
        windows: list[WeighedWindow] = []
        signals: list[Signal] = []
        draws: list[LabelDraw] = []
        told: list[CommitmentSignal] = []
        entries: list[LedgerEntry] = []
        for key, message in taken.outgoing:
            if key in self._accountable:
                account = step_account(self._states[key], message, self._accountable[key])
                self._states[key] = account.state
                told.extend(account.signals)
                entries.extend(account.entries)
                continue
            if isinstance(message, TaggedPost):
                waiting.setdefault(key, []).append(message)
                continue
            self._arrive(key, waiting.pop(key, ()), taken.counts)
            result = step(self._states[key], message, self._watched[key])
            self._states[key] = result.state
            windows.extend(result.windows)
            signals.extend(result.signals)
            draws.extend(result.draws)
            if early := result.too_early:  # taken, and then let go
                taken.counts.update({("", Arrival.TAKEN): -early, ("", Arrival.TOO_EARLY): early})
        for key, posts in waiting.items():
            self._arrive(key, posts, taken.counts)
        return FlowResult(
            tuple(windows),
            tuple(signals),
            taken.rejections,
            taken.counts,
            tuple(draws),
            taken.tracked,
            tuple(told),
            tuple(entries),
        )

    def _arrive(self, key: str, posts: Sequence[TaggedPost], counts: Counter[tuple[str, str]]) -> None:
        """The posts that came for an audience before some other message, together: the same as step by step.

        Adds to `counts` what became of them.
        """
        if posts:
            self._states[key], arrivals = receive_posts(self._states[key], posts, self._watched[key])
            counts.update([("", each) for each in arrivals])
