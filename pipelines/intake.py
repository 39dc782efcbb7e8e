"""Intake: what one partition of the stream makes of its records: tagged posts, applause, progress, rejections.

admit -> match -> sample -> tag, in batches. One for each input partition; made anew when it is assigned again.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from models.campaigns import Campaign, audience_key
from models.journeys import TaggedPost
from models.marks import Activity, Mark, Progress
from models.posts import Millis, Post, millis
from models.rejections import Origin, Reason, Rejection
from models.tags import Span, Tags
from pipelines.engagement import Engagement
from pipelines.journeys.authors import author_id
from pipelines.partition_clock import PartitionClock
from pipelines.posts import DEFAULT_LIMITS, Admission, Limits, rejection
from pipelines.sampling import Sampler
from pipelines.tags import Belonging, Matcher

Message = TaggedPost | Progress | Activity

EXCERPT = 200  # characters of a post that go on: what shows its tags. Shown, and decides nothing

_decode_mark = msgspec.json.Decoder(Mark).decode


class InputRecord(msgspec.Struct, frozen=True, gc=False):
    """One record of `posts`, or one line of a file: a post, or a source's mark."""

    value: bytes | None
    received: Millis
    origin: Origin | None = None
    is_mark: bool = False


@dataclass(frozen=True)
class IntakeResult:
    """What came of some records. `outgoing` pairs each message with its Kafka key, in order."""

    outgoing: tuple[tuple[str, Message], ...]
    rejections: tuple[Rejection, ...] = ()
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (channel, outcome) -> posts


class PostTagger(Protocol):
    """What gives a batch of posts its tags: a Tagger, or several of them in processes of their own."""

    version: str

    def tag(self, posts: Sequence[Post], campaigns: Sequence[str | None]) -> list[Tags]:
        """Tags of each post, in order, for the campaign it is taken for."""
        ...


class Intake:
    """The state of one input partition: ids seen, samplers, sketches, how far event time has come."""

    def __init__(
        self,
        campaigns: Sequence[Campaign],
        tagger: PostTagger,
        *,
        partition: int = 0,
        partitions: int = 1,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self._keys = {Belonging(c.name, a.name): audience_key(c.name, a.name) for c in campaigns for a in c.audiences}
        self._samplers = {Belonging(c.name, a.name): Sampler(c.policy) for c in campaigns for a in c.audiences}
        self._matcher, self._tagger = Matcher(campaigns), tagger
        self._admission = Admission(limits)
        self._applause = Engagement()
        self._clock = PartitionClock(partition, partitions)

    def take(self, records: Sequence[InputRecord]) -> IntakeResult:
        """What these records, in their order, give: tagged posts first, then what moves event time."""
        counts: Counter[tuple[str, str]] = Counter()
        rejections: list[Rejection] = []
        chosen: list[tuple[Post, Belonging]] = []
        admitted = [None if record.is_mark else self._admitted(record) for record in records]
        belongings = iter(self._match([post for post in admitted if isinstance(post, Post)]))
        for record, post in zip(records, admitted, strict=True):
            taken = self._mark(record) if post is None else post
            if isinstance(taken, Rejection):
                rejections.append(taken)
            elif taken:
                counts[taken.channel, self._route(taken, next(belongings), chosen)] += 1
        outgoing = [
            *self._tagged(chosen),
            *self._applause.take_changed(self._keys),
            *self._clock.progress_marks(self._keys.values()),
        ]
        return IntakeResult(tuple(outgoing), tuple(rejections), counts)

    def idle(self) -> IntakeResult:
        """Says that the partition is read to its end and quiet, so that it holds nobody back."""
        return IntakeResult(self._clock.progress_marks(self._keys.values(), idle=True))

    def finish(self) -> IntakeResult:
        """Says that the sources have ended: nothing is to be waited for."""
        self._clock.finish()
        return IntakeResult(self._clock.progress_marks(self._keys.values()))

    def _admitted(self, record: InputRecord) -> Post | Rejection:
        post = self._admission.admit(record.value, record.received, record.origin)
        if isinstance(post, Rejection) or post.tags is None:
            return post
        if (post.tags.campaign, post.tags.audience) in self._keys:
            return post
        detail = f"tagged for {post.tags.campaign}|{post.tags.audience}, which we do not have"
        return rejection(Reason.UNKNOWN_CAMPAIGN, detail, record.value or b"", record.origin)

    def _mark(self, record: InputRecord) -> Rejection | None:
        """A source's mark moves event time. One that is wrong would move it too far: it is rejected."""
        try:
            mark = _decode_mark(record.value or b"")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return rejection(Reason.BAD_FIELD, f"mark: {error}", record.value or b"", record.origin)
        if self._admission.is_ahead(millis(mark.at), record.received):
            return rejection(Reason.FUTURE, "mark: lies in the future", record.value or b"", record.origin)
        self._clock.observe_mark(mark)
        return None

    def _route(self, post: Post, belongings: Sequence[Belonging], chosen: list[tuple[Post, Belonging]]) -> str:
        """Notes what the post is for, and says what became of it."""
        at = post.at
        self._clock.observe_post(at)
        if not belongings:
            return "unmatched"
        if post.kind.is_activity:
            for belonging in belongings:
                self._applause.add(belonging, post.id, at)
            return "activity"
        before = len(chosen)
        chosen.extend([(post, each) for each in belongings if self._is_sampled(post.author, at, each)])
        return "tagged" if len(chosen) > before else "beyond_panel"

    def _match(self, posts: Sequence[Post]) -> list[tuple[Belonging, ...]]:
        """The audiences of each post: those it was tagged for, or those that match it."""
        matched = iter(self._matcher.match_all([post for post in posts if post.tags is None]))
        return [
            (Belonging(post.tags.campaign, post.tags.audience),) if post.tags else next(matched) for post in posts
        ]

    def _is_sampled(self, author: str, at: Millis, belonging: Belonging) -> bool:
        return self._samplers[belonging].offer(author_id(author, belonging.campaign), at)

    def _tagged(self, chosen: Sequence[tuple[Post, Belonging]]) -> list[tuple[str, Message]]:
        campaigns = [belonging.campaign for _, belonging in chosen]
        tags = self._tagger.tag([post for post, _ in chosen], campaigns)
        return [
            (self._keys[belonging], _tagged_post(post, belonging, said))
            for (post, belonging), said in zip(chosen, tags, strict=True)
        ]


def _tagged_post(post: Post, belonging: Belonging, tags: Tags) -> TaggedPost:
    return TaggedPost(
        id=post.id,
        channel=post.channel,
        author=post.author,
        kind=post.kind,
        created_at=post.created_at,
        campaign=belonging.campaign,
        audience=belonging.audience,
        tags=tags,
        excerpt="" if tags.testimony else _excerpt(post.text or "", tags),
    )


def _excerpt(text: str, tags: Tags) -> str:
    """The span that shows the act, or else the text's beginning."""
    why = tags.why.get("act") or tags.why.get("stage")
    shown = text[why.start : why.end] if isinstance(why, Span) else text
    return shown[:EXCERPT]
