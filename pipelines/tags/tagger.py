"""The tagger: every tag of every post, read once and scored in batches, the same for a text whatever the batch."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from models.campaigns import Campaign
from models.posts import Post
from models.tags import Tags
from pipelines.tags.classifiers import score
from pipelines.tags.compose import TAGGER_VERSION, compose_tags
from pipelines.tags.document import Document, read_documents
from pipelines.tags.encoder import SentenceEncoder, refine_wording, refined_version
from pipelines.tags.matching import DeclaredActs, ThemeMatcher
from pipelines.tags.stance import story_terms

_BATCH = 256  # texts that are read at once: what one leaves behind is collected while it is young
_CACHED = 65_536  # texts whose tags are remembered: reposts and copies are most of a campaign's stream

_Key = tuple[str | None, str | None, tuple[str, ...], str | None]  # text, claimed language, hashtags, campaign


class Tagger:
    """Built once from the campaigns; what `tag` returns is a function of the post. Picklable.

    With an `encoder` it reads acts and testimony better, at some 300 times the cost; that is another version.
    `hits` and `misses` count texts that were remembered and that were read.
    """

    version: str = TAGGER_VERSION

    def __init__(
        self, campaigns: Iterable[Campaign] = (), *, encoder: SentenceEncoder | None = None, cached: int = _CACHED
    ) -> None:
        self._campaigns, self._encoder = tuple(campaigns), encoder
        if encoder:
            self.version = f"{TAGGER_VERSION}+{refined_version(encoder)}"
        self._themes = {each.name: ThemeMatcher(each.themes) for each in self._campaigns}
        self._stories = {each.name: story_terms(each) for each in self._campaigns}
        self._acts = {each.name: DeclaredActs(each.acts) for each in self._campaigns if each.acts}
        self._cached = cached
        self._cache: dict[_Key, Tags] = {}
        self.hits = 0
        self.misses = 0

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self._campaigns, self._encoder, self._cached)

    def tag(self, posts: Sequence[Post], campaigns: Sequence[str | None] | None = None) -> list[Tags]:
        """Tags of each post, in order. `campaigns` names the campaign that each post belongs to, whose themes are
        looked for and whose story it is of; without it the themes of all campaigns are, and it is of no story."""
        named = campaigns if campaigns is not None else [None] * len(posts)
        keys: list[_Key] = [
            (post.text, post.lang, post.hashtags, campaign) for post, campaign in zip(posts, named, strict=True)
        ]
        tags = self._look_up([key for post, key in zip(posts, keys, strict=True) if post.tags is None])
        return [post.tags.tags() if post.tags else tags[key] for post, key in zip(posts, keys, strict=True)]

    def _look_up(self, keys: Sequence[_Key]) -> dict[_Key, Tags]:
        """The tags of each text, from the cache or made now."""
        tags = {key: self._cache[key] for key in keys if key in self._cache}
        new = list(dict.fromkeys(key for key in keys if key not in tags))
        self.hits += len(keys) - len(new)
        self.misses += len(new)
        made = dict(zip(new, self._make(new), strict=True))
        self._remember(made)
        return tags | made

    def _make(self, keys: Sequence[_Key]) -> list[Tags]:
        return [tags for i in range(0, len(keys), _BATCH) for tags in self._make_batch(keys[i : i + _BATCH])]

    def _make_batch(self, keys: Sequence[_Key]) -> list[Tags]:
        documents = self._read([text or "" for text, _, _, _ in keys], [claim for _, claim, _, _ in keys])
        return [
            compose_tags(
                document,
                scores,
                self._themes_of(campaign),
                hashtags,
                story=self._stories.get(campaign or ""),
                declared=self._acts.get(campaign or ""),
            )
            for document, scores, (_, _, hashtags, campaign) in zip(documents, score(documents), keys, strict=True)
        ]

    def _read(self, texts: Sequence[str], claims: Sequence[str | None]) -> list[Document]:
        """The documents of texts, by the encoder too where there is one."""
        documents, encoder = read_documents(texts, claims), self._encoder
        if encoder is None:
            return documents
        return [
            each._replace(wording=refine_wording(each.wording, text, encoder))
            for each, text in zip(documents, texts, strict=True)
        ]

    def _themes_of(self, campaign: str | None) -> Iterable[ThemeMatcher]:
        return self._themes.values() if campaign is None else [self._themes[campaign]]

    def _remember(self, made: dict[_Key, Tags]) -> None:
        self._cache.update(made)
        for oldest in list(islice(self._cache, max(0, len(self._cache) - self._cached))):
            del self._cache[oldest]


def _rebuild(campaigns: tuple[Campaign, ...], encoder: SentenceEncoder | None, cached: int) -> Tagger:
    return Tagger(campaigns, encoder=encoder, cached=cached)
