"""Sample reader: from the bytes of posts to samples by audience. Only posts of authors with a place are tagged."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.campaigns import Campaign
from models.gaps import Gap
from models.movement import MovementSample
from models.posts import Kind, Millis, Post
from models.rejections import Origin, Rejection
from models.sketches import hash64
from models.tags import Tags
from pipelines.accountability import PostTagger
from pipelines.journeys.authors import author_id
from pipelines.movement.calls_in_posts import CallReader
from pipelines.movement.leaving_out import leave_out_author, leave_out_post
from pipelines.movement.observing import list_marks, observe_post
from pipelines.movement.told_gaps import list_days_missed, partition_gaps
from pipelines.movement.travellers import add_asks, add_missing, add_observations, add_own, fit_sample, new_sample
from pipelines.movement.values_in_posts import ValueReader
from pipelines.posts import Admission
from pipelines.tags import Belonging, Matcher

_ROOM = 4  # one in so many authors more than are followed may wait for those of lowest hash to be found
OWN_FLAGS = frozenset({"brand", "leader", "employee"})  # whose word is the campaign's


class MovementReader:
    """Reads a campaign's posts in any order, with any repeats. Mutable: it holds the samples, and counts."""

    def __init__(
        self,
        campaign: Campaign,
        tagger: PostTagger,
        author_key: AuthorKey = PUBLIC_AUTHOR_KEY,
        samples: Mapping[str, MovementSample] | None = None,
    ) -> None:
        """`samples`: by audience, what was read before."""
        self._campaign, self._tagger = campaign, tagger
        self._matcher, self._admission = Matcher([campaign]), Admission()
        self._panel_key = author_key.panel_key(campaign.name)
        self._values = ValueReader(campaign.values)
        self._calls = {each.name: CallReader(each) for each in campaign.audiences}
        self._most = campaign.policy.movement.movement_authors
        self._samples = {each.name: (samples or {}).get(each.name) or new_sample() for each in campaign.audiences}
        self.counts = Counter[str]()

    @property
    def samples(self) -> Mapping[str, MovementSample]:
        """By audience."""
        self._samples = {name: fit_sample(each, self._most) for name, each in self._samples.items()}
        return self._samples

    def take(self, values: Iterable[bytes], received: Millis, origin: Origin | None = None) -> list[Rejection]:
        """Takes the bytes of posts, and of gaps that sources told; the rejections come back."""
        told, values = partition_gaps(values)
        self._take_gaps(told)
        read = [self._admission.admit(value, received, origin) for value in values]
        posts = [each for each in read if isinstance(each, Post) and self._is_wanted(each)]
        rejected = [each for each in read if isinstance(each, Rejection)]
        self.counts.update(read=len(read), rejected=len(rejected))
        for audience in self._samples:
            theirs = [post for post in posts if audience in self._audiences_of(post)]
            self._take_own(audience, [post for post in theirs if not post.is_of_audience])
            self._take_posts(audience, [post for post in theirs if post.is_of_audience])
        return rejected

    def forget(self, author: str | None, post: str | None) -> None:
        """Leaves out an author (pseudonym), and a post."""
        for name, sample in self._samples.items():
            left = leave_out_author(sample, author_id(author, self._panel_key)) if author else sample
            self._samples[name] = leave_out_post(left, hash64(post)) if post else left

    def _take_gaps(self, told: Iterable[Gap]) -> None:
        """A day of which a channel may have missed half or more is missing to whoever hears the channel."""
        for gap in told:
            days = list_days_missed(gap)
            for audience in self._campaign.audiences:
                if not audience.when.channels or gap.channel in audience.when.channels:
                    self._samples[audience.name] = add_missing(self._samples[audience.name], days)

    def _is_wanted(self, post: Post) -> bool:
        is_early = self._campaign.starts is not None and post.at < self._campaign.starts
        return post.kind is not Kind.LIKE and not is_early

    def _audiences_of(self, post: Post) -> Sequence[str]:
        if post.tags:
            return (post.tags.audience,) if post.tags.campaign == self._campaign.name else ()
        found: Sequence[Belonging] = self._matcher.match_all([post])[0]
        return [each.audience for each in found]

    def _take_own(self, audience: str, posts: Sequence[Post]) -> None:
        """What the campaign's own accounts say is no audience's: remembered are its calls, and what it is about."""
        posts = [each for each in posts if not OWN_FLAGS.isdisjoint(each.author_flags)]
        said = {
            hash64(post.id): tuple(sorted({*list_marks(post, tags), *self._values.find_marks(post)}))
            for post, tags in zip(posts, self._tag(posts), strict=True)
        }
        self._samples[audience] = add_own(self._samples[audience], said)
        found = {hash64(post.id): self._calls[audience].find(post) for post in posts}
        asks = {post: tuple(sorted(each.met | each.answered)) for post, each in found.items() if each.marks}
        self._samples[audience] = add_asks(self._samples[audience], asks)

    def _take_posts(self, audience: str, posts: Sequence[Post]) -> None:
        sample = self._samples[audience]
        ids = [author_id(post.author, self._panel_key) for post in posts]
        some = [(id, post) for id, post in zip(ids, posts, strict=True) if id < sample.threshold]
        self.counts.update(matched=len(posts), sampled=len(some))
        tags = self._tag([post for _, post in some])
        calls = self._calls[audience]
        observed = [
            observe_post(id, post, its, (*calls.find(post).marks, *self._values.find_marks(post)))
            for (id, post), its in zip(some, tags, strict=True)
        ]
        self._samples[audience] = add_observations(sample, observed, self._most, self._most // _ROOM)

    def _tag(self, posts: Sequence[Post]) -> list[Tags]:
        return self._tagger.tag(posts, [self._campaign.name] * len(posts)) if posts else []
