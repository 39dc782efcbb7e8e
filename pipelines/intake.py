"""Intake: what one partition of `posts` makes of its records: tagged posts, activity, progress marks, rejections.

    admit   bytes to a post, or a rejection                        posts.Admission
    match   which audiences a post is for                          tags.Matcher
    sample  which of them have a place for its author              sampling.Sampler
    tag     what the post says, all posts of a batch together      a PostTagger

There is one for each input partition, made anew when the partition is assigned again. What it remembers only saves
work and drops repeats early, and the windows drop those that come through. The exception are the authors that it
tracks: `IntakeResult.tracked` has them for the worker to keep, and `restore` takes them back.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import msgspec

from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.campaigns import Campaign, audience_key
from models.decoding import check_times, json_decoder
from models.errors import UnreadableError
from models.gaps import Gap
from models.journeys import TaggedPost
from models.marks import Activity, Mark, Progress
from models.posts import HOUR_MS, Millis, Post, millis
from models.rejections import Origin, Reason, Rejection
from models.tags import Tags
from pipelines.chosen_posts import ChosenPost, to_tagged_post
from pipelines.engagement import Engagement, is_long_past
from pipelines.interim_marks import InterimMarks
from pipelines.journeys.authors import author_id
from pipelines.partition_clock import PartitionClock
from pipelines.posts import DEFAULT_LIMITS, Admission, Limits, rejection
from pipelines.sampling import Sampler
from pipelines.tags import Belonging, Matcher

Message = TaggedPost | Progress | Activity | Gap

_decode_mark = json_decoder(Mark)
_decode_gap = json_decoder(Gap)


class InputRecord(msgspec.Struct, frozen=True, gc=False):
    """One record of `posts`, or one line of a file: a post, or a source's mark."""

    value: bytes | None
    received: Millis
    origin: Origin | None = None
    is_mark: bool = False
    is_gap: bool = False
    is_replay: bool = False  # written long ago and sent again: `received` says nothing of when it was written


class TrackedAuthor(msgspec.Struct, frozen=True, gc=False):
    """An author whose posts a partition passes on to an audience, and the week of the last one."""

    audience: str  # its Kafka key
    author: int  # keyed hash
    week: int | None  # None: not passed on any more


@dataclass(frozen=True)
class IntakeResult:
    """What came of some records. `outgoing` has each message after its Kafka key, in the order to send them."""

    outgoing: tuple[tuple[str, Message], ...]
    rejections: tuple[Rejection, ...] = ()
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (channel, outcome) -> posts
    tracked: tuple[TrackedAuthor, ...] = ()  # must be kept for `Intake.restore` before the records are done with


class _Choice(NamedTuple):
    """What is in some records: posts that go on, gaps, rejections, and what became of each post, by channel."""

    posts: Sequence[ChosenPost]
    interim: InterimMarks[tuple[str, Message]]  # between these posts
    gaps: Sequence[Gap]
    rejections: Sequence[Rejection]
    counts: Counter[tuple[str, str]]


class PostTagger(Protocol):
    """Whatever tags posts in batches: a Tagger, or several of them in processes of their own."""

    version: str

    def tag(self, posts: Sequence[Post], campaigns: Sequence[str | None]) -> list[Tags]:
        """Tags of each post, in the same order. `campaigns` has the campaign that each post is tagged for."""
        ...


class Intake:
    """The intake of one partition. Mutable: it remembers ids, sampled authors, sketches and event time."""

    def __init__(
        self,
        campaigns: Sequence[Campaign],
        tagger: PostTagger,
        *,
        partition: int = 0,
        partitions: int = 1,
        limits: Limits = DEFAULT_LIMITS,
        author_key: AuthorKey = PUBLIC_AUTHOR_KEY,
    ) -> None:
        self._campaigns = {each.name: each for each in campaigns}
        self._panel_keys = {each.name: author_key.panel_key(each.name) for each in campaigns}
        self._starts = {each.name: (each.starts or 0) // HOUR_MS * HOUR_MS for each in campaigns}
        self._lateness = {each.name: each.policy.time.vote_lateness_hours * HOUR_MS for each in campaigns}
        self._keys = {Belonging(c.name, a.name): audience_key(c.name, a.name) for c in campaigns for a in c.audiences}
        self.audiences = frozenset(self._keys.values())  # by Kafka key: those that posts go on to
        self._samplers = {Belonging(c.name, a.name): Sampler(c.policy) for c in campaigns for a in c.audiences}
        self._matcher, self._tagger = Matcher(campaigns), tagger
        self._admission = Admission(limits)
        self._engagement = Engagement()
        self._clock = PartitionClock(partition, partitions)

    def take(self, records: Sequence[InputRecord]) -> IntakeResult:
        """Takes records in the order of the partition.

        Outgoing are the tagged posts, activity, gaps, then progress marks: no mark overtakes what it covers.
        An audience of many posts is told in between, too, how far they are, so that few wait for their hour.
        """
        choice = self._choose_all(records)
        outgoing = [*choice.interim.join(self._tag(choice.posts)), *self._take_changed(choice.gaps)]
        return IntakeResult(tuple(outgoing), tuple(choice.rejections), choice.counts, self._take_tracked())

    def recall(self, records: Sequence[InputRecord]) -> None:
        """Takes what an earlier intake took, so as to know what that one knew. Nothing is tagged or goes on."""
        self._take_changed(self._choose_all(records).gaps)
        self._take_tracked()

    def _take_changed(self, gaps: Sequence[Gap]) -> list[tuple[str, Message]]:
        """Activity, gaps and progress that nobody was told of yet."""
        return [
            *self._engagement.take_changed(self._keys, self._clock.reached),
            *self._spread(gaps),
            *self._clock.progress_marks(self._keys.values()),
        ]

    def _choose_all(self, records: Sequence[InputRecord]) -> _Choice:
        """The posts of the records that go on, and what the rest is."""
        counts: Counter[tuple[str, str]] = Counter()
        rejections: list[Rejection] = []
        chosen: list[ChosenPost] = []
        gaps: list[Gap] = []
        interim = InterimMarks[tuple[str, Message]]()
        admitted = [None if record.is_mark or record.is_gap else self._admit(record) for record in records]
        belongings = iter(self._match([post for post in admitted if isinstance(post, Post)]))
        for record, post in zip(records, admitted, strict=True):
            result = self._take_word(record) if post is None else post  # a mark has its turn among the posts
            if isinstance(result, Rejection):
                rejections.append(result)
            elif isinstance(result, Gap):
                gaps.append(result)
            elif result:
                at = result.at
                self._clock.observe_post(result.author, at, record.received, is_replay=record.is_replay)
                before = len(chosen)
                outcome = self._choose(result, at, next(belongings), chosen)
                counts[result.channel, outcome] += 1
                for _, belonging, _ in chosen[before:]:
                    if interim.is_due(belonging, self._clock.reached):
                        interim.add(len(chosen), self._report(belonging, gaps))
        return _Choice(chosen, interim, gaps, rejections, counts)

    def restore(self, tracked: Iterable[TrackedAuthor]) -> None:
        """Takes back whom earlier intakes of the partition tracked. Audiences that are gone are passed over."""
        samplers = {self._keys[belonging]: sampler for belonging, sampler in self._samplers.items()}
        for each in tracked:
            if each.audience in samplers and each.week is not None:
                samplers[each.audience].restore(each.author, each.week)

    def report_idle(self) -> IntakeResult:
        """Progress marks that report the partition as idle: no watermark waits for it (`idle_partitions`)."""
        return IntakeResult(self._clock.progress_marks(self._keys.values(), idle=True))

    @property
    def reached(self) -> Millis:
        """The event time that it has reached; -1 before any."""
        return self._clock.reached

    def end_of_sources(self) -> Millis:
        """The event time at which the sources end, if nothing follows what was taken; -1 without posts."""
        return self._clock.end_of_sources()

    def finish(self) -> IntakeResult:
        """Progress marks that report the end of the sources: no late post is waited for."""
        self._clock.finish()
        return IntakeResult(self._clock.progress_marks(self._keys.values()))

    def _admit(self, record: InputRecord) -> Post | Rejection:
        post = self._admission.admit(record.value, record.received, record.origin)
        if isinstance(post, Rejection) or post.tags is None:
            return post
        if (post.tags.campaign, post.tags.audience) in self._keys:
            return post
        detail = f"tagged for {post.tags.campaign}|{post.tags.audience}, which we do not have"
        return rejection(Reason.UNKNOWN_CAMPAIGN, detail, record.value or b"", record.origin)

    def _take_word(self, record: InputRecord) -> Rejection | Gap | None:
        """A source's mark or gap."""
        return self._read_gap(record) if record.is_gap else self._take_mark(record)

    def _read_gap(self, record: InputRecord) -> Rejection | Gap:
        """The gap. One that does not decode, lies in the future or ends before it starts is rejected."""
        try:
            gap = _decode_gap(record.value)
        except UnreadableError as error:
            return rejection(Reason.BAD_FIELD, f"gap: {error}", record.value or b"", record.origin)
        if self._admission.is_ahead(millis(gap.end), record.received):
            return rejection(Reason.FUTURE, "gap: lies in the future", record.value or b"", record.origin)
        if gap.end < gap.start:
            return rejection(Reason.BAD_FIELD, "gap: ends before it starts", record.value or b"", record.origin)
        return gap

    def _spread(self, gaps: Iterable[Gap]) -> list[tuple[str, Message]]:
        """The gaps for every audience that the channel's posts are for."""
        return [
            (audience_key(campaign.name, audience.name), gap)
            for gap in dict.fromkeys(gaps)
            for campaign in self._campaigns.values()
            for audience in campaign.audiences
            if not audience.when.channels or gap.channel in audience.when.channels
        ]

    def _take_mark(self, record: InputRecord) -> Rejection | None:
        """Moves event time to a source's mark. One that does not decode, or lies in the future, is rejected."""
        try:
            mark = _decode_mark(record.value)
        except UnreadableError as error:
            return rejection(Reason.BAD_FIELD, f"mark: {error}", record.value or b"", record.origin)
        if self._admission.is_ahead(millis(mark.at), record.received):
            return rejection(Reason.FUTURE, "mark: lies in the future", record.value or b"", record.origin)
        try:
            check_times(mark.at)
        except ValueError as error:
            return rejection(Reason.BAD_FIELD, f"mark: {error}", record.value or b"", record.origin)
        self._clock.observe_mark(mark)
        return None

    def _choose(self, post: Post, at: Millis, belongings: Sequence[Belonging], chosen: list[ChosenPost]) -> str:
        """Adds the post to `chosen` for each audience that samples its author. Returns its outcome, to count.

        `at`: the post's event time.
        """
        if not belongings:
            return "unmatched"
        if post.kind.is_activity and is_long_past(at, self._clock.reached):
            return "late_activity"
        if post.kind.is_activity:
            for belonging in belongings:
                self._engagement.add(belonging, post.id, at)
            return "activity"
        before = len(chosen)
        behind = self._clock.reached - at
        chosen.extend(
            [
                ChosenPost(post, each, behind > self._lateness[each.campaign])
                for each in belongings
                if self._sample(post.author, at, each)
            ]
        )
        return "tagged" if len(chosen) > before else "beyond_panel"

    def _match(self, posts: Sequence[Post]) -> list[tuple[Belonging, ...]]:
        """The audiences of each post: the one that it arrived tagged for, or those that it matches."""
        matched = iter(self._matcher.match_all([post for post in posts if post.tags is None]))
        return [
            (Belonging(post.tags.campaign, post.tags.audience),) if post.tags else next(matched) for post in posts
        ]

    def _sample(self, author: str, at: Millis, belonging: Belonging) -> bool:
        """Whether the post goes on. Who speaks before the campaign starts is in no panel, and keeps nobody out."""
        if at < self._starts[belonging.campaign]:
            return True
        return self._samplers[belonging].offer(author_id(author, self._panel_keys[belonging.campaign]), at)

    def _report(self, belonging: Belonging, gaps: Sequence[Gap]) -> list[tuple[str, Message]]:
        """An audience's activity and gaps so far, and then how far its posts are. To tell a gap again is harmless."""
        key = self._keys[belonging]
        told = [each for each in self._spread(gaps) if each[0] == key]
        activity = self._engagement.take_changed({belonging: key}, self._clock.reached)
        return [*activity, *told, (key, self._clock.mark_now())]

    def _take_tracked(self) -> tuple[TrackedAuthor, ...]:
        return tuple(
            TrackedAuthor(self._keys[belonging], author, week)
            for belonging, sampler in self._samplers.items()
            for author, week in sampler.take_tracked().items()
        )

    def _tag(self, chosen: Sequence[ChosenPost]) -> list[tuple[str, Message]]:
        campaigns = [each.belonging.campaign for each in chosen]
        tags = self._tagger.tag([each.post for each in chosen], campaigns)
        return [
            (self._keys[each.belonging], to_tagged_post(each, its_tags, self._campaigns[each.belonging.campaign]))
            for each, its_tags in zip(chosen, tags, strict=True)
        ]
