"""The tagger: every tag of every post, in one pass, the same for a text whatever the batch."""

from collections.abc import Iterable, Sequence
from typing import Any

from models.campaigns import Campaign
from models.posts import Post
from models.tags import Participation, Stage, Tags, Why
from pipelines.tags import boilerplate, copies, language, participation, stage, stance
from pipelines.tags.acts import act
from pipelines.tags.phrases import by_language
from pipelines.tags.sentiment import sentiment
from pipelines.tags.themes import Themes, themes
from pipelines.tags.words import clean, words

VERSION = "tags-1"
CACHED = 65_536  # texts whose tags are remembered: reposts and copies are most of a campaign's stream


class Tagger:
    """Built once from the campaigns; `tag` is pure. Picklable: it is rebuilt from the campaigns elsewhere."""

    version = VERSION

    def __init__(self, campaigns: Iterable[Campaign] = (), *, cached: int = CACHED) -> None:
        self._campaigns = tuple(campaigns)
        self._themes = {each.name: Themes(each.themes) for each in self._campaigns}
        self._phrases = by_language()
        self._cached = cached
        self._cache: dict[tuple[Any, ...], Tags] = {}
        self.hits = 0
        self.misses = 0

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self._campaigns, self._cached)

    def tag(self, posts: Sequence[Post], campaigns: Sequence[str | None] | None = None) -> list[Tags]:
        """Tags of each post, in order. `campaigns` names the campaign each post belongs to: its themes are looked
        for; without it those of all campaigns are."""
        named = campaigns if campaigns is not None else [None] * len(posts)
        return [self._tags(post, campaign) for post, campaign in zip(posts, named, strict=True)]

    def _tags(self, post: Post, campaign: str | None) -> Tags:
        if post.tags is not None:
            return post.tags.tags()
        key = (post.text, post.lang, post.hashtags, campaign)
        known = self._cache.get(key)
        if known is not None:
            self.hits += 1
            return known
        self.misses += 1
        return self._remember(key, self._read(post.text or "", post.lang, post.hashtags, campaign))

    def _remember(self, key: tuple[Any, ...], tags: Tags) -> Tags:
        if self._cached:
            if len(self._cache) >= self._cached:
                del self._cache[next(iter(self._cache))]
            self._cache[key] = tags
        return tags

    def _read(self, text: str, claim: str | None, hashtags: tuple[str, ...], campaign: str | None) -> Tags:
        text = clean(text)
        tokens = words(text)
        tongue = language.identify(text, claim)
        litter = boilerplate.spans(text)
        phrases = self._phrases.get(tongue.code or "en")
        found = phrases.find(tokens) if phrases else {}
        why: dict[str, Why] = {"language": tongue.rule}
        tone = sentiment(text, tongue.code)
        if isinstance(tone, str):
            why["sentiment"] = tone
        done = act(found, litter)
        if done:
            why["act"] = done[1]
        side, why["stance"] = stance.stance(found, done[0] if done else None)
        wanted = self._themes.values() if campaign is None else [self._themes[campaign]]
        about = themes(wanted, tokens, hashtags, litter)
        why |= {f"theme:{name}": span for name, span in about.items()}
        harm = found.get("testimony")
        if harm:
            why["testimony"] = harm[0]
        return Tags(
            language=tongue.code,
            language_confidence=tongue.confidence,
            sentiment=None if isinstance(tone, str) else tone,
            stance=side,
            themes=tuple(about),
            act=done[0] if done else None,
            participation=participation.BY_ACT[done[0]] if done else Participation.NONE,
            stage=stage.BY_ACT[done[0]] if done else Stage.AWARENESS,
            stage_probability=0.5,
            testimony=bool(harm),
            boilerplate=litter,
            copy=copies.cluster(tokens),
            why=why,
        )


def _rebuild(campaigns: tuple[Campaign, ...], cached: int) -> Tagger:
    return Tagger(campaigns, cached=cached)
