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
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from models.accountability import Demand
from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.campaigns import Campaign, audience_key
from models.gaps import Gap
from models.journeys import TaggedPost
from models.ledger import Update
from models.marks import Activity, Mark, Progress
from models.posts import HOUR_MS, Millis, Post
from models.rejections import Origin, Reason, Rejection
from models.tags import Tags
from pipelines.accountability import CommitmentHearing, Concern, PostTagger
from pipelines.chosen_posts import ChosenPost, to_tagged_post
from pipelines.engagement import Engagement, is_long_past
from pipelines.interim_marks import InterimMarks
from pipelines.journeys.authors import author_id
from pipelines.partition_clock import PartitionClock
from pipelines.posts import DEFAULT_LIMITS, Admission, Limits, rejection
from pipelines.sampling import Sampler, renew_sampler
from pipelines.source_words import read_gap, read_mark
from pipelines.tags import Belonging, Matcher

Message = TaggedPost | Progress | Activity | Gap | Update | Demand


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
    """What is in some records: posts that go on, words on commitments, gaps, rejections, counts."""

    posts: Sequence[ChosenPost]
    interim: InterimMarks[tuple[str, Message]]  # between these posts
    concerned: Sequence[tuple[Post, Concern]]
    gaps: Sequence[Gap]
    rejections: Sequence[Rejection]
    counts: Counter[tuple[str, str]]


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
        self._author_key = author_key
        self._campaigns: dict[str, Campaign] = {}
        self._samplers: dict[Belonging, Sampler] = {}
        self._admission = Admission(limits)
        self._engagement = Engagement()
        self._clock = PartitionClock(partition, partitions)
        self._watch(campaigns, tagger)

    def _watch(self, campaigns: Sequence[Campaign], tagger: PostTagger) -> None:
        author_key, samplers = self._author_key, self._samplers
        before = {Belonging(c.name, a.name): c.policy for c in self._campaigns.values() for a in c.audiences}
        self._campaigns = {each.name: each for each in campaigns}
        self._panel_keys = {each.name: author_key.panel_key(each.name) for each in campaigns}
        self._starts = {each.name: (each.starts or 0) // HOUR_MS * HOUR_MS for each in campaigns}
        self._lateness = {each.name: each.policy.time.vote_lateness_hours * HOUR_MS for each in campaigns}
        self._keys = {Belonging(c.name, a.name): audience_key(c.name, a.name) for c in campaigns for a in c.audiences}
        self.audiences = frozenset(self._keys.values())  # by Kafka key: those that posts go on to
        self._samplers = {
            each: renew_sampler(samplers.get(each), before.get(each), self._campaigns[each.campaign].policy)
            for each in self._keys
        }
        self._matcher, self._tagger = Matcher(campaigns), tagger
        self._hearing = CommitmentHearing(campaigns, tagger, author_key)
        self._marked_keys = (*self._keys.values(), *self._hearing.campaigns)

    def change(self, campaigns: Sequence[Campaign], tagger: PostTagger) -> None:
        """Goes on with other versions of the campaigns. What it knows of posts, authors and time stays."""
        self._watch(campaigns, tagger)

    def take(self, records: Sequence[InputRecord]) -> IntakeResult:
        """Takes records in the order of the partition.

        Outgoing are the tagged posts, activity, gaps, then progress marks: no mark overtakes what it covers.
        An audience of many posts is told in between, too, how far they are, so that few wait for their hour.
        """
        choice = self._choose_all(records)
        outgoing = [
            *self._hearing.speak(choice.concerned),  # first: marks stand between the posts, too
            *choice.interim.join(self._tag(choice.posts)),
            *self._take_changed(choice.gaps),
        ]
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
            *self._clock.progress_marks(self._marked_keys),
        ]

    def _choose_all(self, records: Sequence[InputRecord]) -> _Choice:
        """The posts of the records that go on, and what the rest is."""
        counts: Counter[tuple[str, str]] = Counter()
        rejections: list[Rejection] = []
        chosen: list[ChosenPost] = []
        gaps: list[Gap] = []
        interim = InterimMarks[tuple[str, Message]]()
        concerned: list[tuple[Post, Concern]] = []
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
                before, theirs = len(chosen), next(belongings)
                outcome = self._choose(result, at, theirs, chosen)
                counts[result.channel, outcome] += 1
                concerned += self._hearing.find_concerns(result, {each.campaign for each in theirs})
                for _, belonging, _ in chosen[before:]:
                    if interim.is_due(belonging, self._clock.reached):
                        interim.add(len(chosen), self._report(belonging, gaps))
        return _Choice(chosen, interim, concerned, gaps, rejections, counts)

    def restore(self, tracked: Iterable[TrackedAuthor]) -> None:
        """Takes back whom earlier intakes of the partition tracked. Audiences that are gone are passed over."""
        samplers = {self._keys[belonging]: sampler for belonging, sampler in self._samplers.items()}
        for each in tracked:
            if each.audience in samplers and each.week is not None:
                samplers[each.audience].restore(each.author, each.week)

    def report_idle(self) -> IntakeResult:
        """Progress marks that report the partition as idle: no watermark waits for it (`idle_partitions`)."""
        return IntakeResult(self._clock.progress_marks(self._marked_keys, idle=True))

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
        return IntakeResult(self._clock.progress_marks(self._marked_keys))

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
        if record.is_gap:
            return read_gap(record.value, record.received, record.origin, self._admission)
        mark = read_mark(record.value, record.received, record.origin, self._admission)
        if isinstance(mark, Mark):
            self._clock.observe_mark(mark)
            return None
        return mark

    def _spread(self, gaps: Iterable[Gap]) -> list[tuple[str, Message]]:
        """The gaps for every audience that the channel's posts are for."""
        return [
            (audience_key(campaign.name, audience.name), gap)
            for gap in dict.fromkeys(gaps)
            for campaign in self._campaigns.values()
            for audience in campaign.audiences
            if not audience.when.channels or gap.channel in audience.when.channels
        ]

    def _choose(self, post: Post, at: Millis, belongings: Sequence[Belonging], chosen: list[ChosenPost]) -> str:
        """Adds the post to `chosen` for each audience that samples its author. Returns its outcome, to count.

        `at`: the post's event time.
        """
        if not belongings:
            return "unmatched"
        belongings = [each for each in belongings if at >= self._starts[each.campaign]]
        if not belongings:
            return "too_early"
        if not post.is_of_audience:
            return "no_audience"
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
                if self._samplers[each].offer(author_id(post.author, self._panel_keys[each.campaign]), at)
            ]
        )
        return "tagged" if len(chosen) > before else "beyond_panel"

    def _match(self, posts: Sequence[Post]) -> list[tuple[Belonging, ...]]:
        """The audiences of each post: the one that it arrived tagged for, or those that it matches."""
        matched = iter(self._matcher.match_all([post for post in posts if post.tags is None]))
        return [
            (Belonging(post.tags.campaign, post.tags.audience),) if post.tags else next(matched) for post in posts
        ]

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
            (self._keys[each.belonging], self._to_tagged_post(each, its_tags))
            for each, its_tags in zip(chosen, tags, strict=True)
        ]

    def _to_tagged_post(self, chosen: ChosenPost, tags: Tags) -> TaggedPost:
        campaign = self._campaigns[chosen.belonging.campaign]
        tagged = to_tagged_post(chosen, tags, campaign)
        is_own = self._hearing.find_speaker(campaign.name, chosen.post) is not None
        return replace(tagged, excerpt="") if is_own and tagged.excerpt else tagged
