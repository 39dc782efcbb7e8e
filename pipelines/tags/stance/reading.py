"""Reading: the stance of one post, from all that shows one, and what shows it best.

What counts, the surest first: the campaign's own terms for and against, and hashtags that take a side; what the
author does (who acts, pledges or offers is for it, who refuses or urges against it is not; to urge others shows
nothing by itself); phrases of support and opposition in a post that speaks of the story; words that take a side
beside a name; last, and only where a name stands, the tone. Negation turns around what it reaches. Where praise may
be irony it is left out, and where nothing is left the stance is unknown.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.campaigns import StanceTerms
from models.tags import Act, Stance, Why
from pipelines.tags.acts import Phrases
from pipelines.tags.sentiment import word_tone
from pipelines.tags.stance.declared_terms import Side, StoryTerms
from pipelines.tags.stance.irony import Irony
from pipelines.tags.stance.side_hashtags import hashtag_evidence, names_by_hashtag, plain_hashtag_evidence
from pipelines.tags.stance.stance_signs import (
    DECLARED,
    PHRASE_RULES,
    StanceSign,
    StoryText,
    declared_evidence,
    evidence_at_names,
    phrase_evidence,
)
from pipelines.tags.text import Tokens, is_clear

_SUPPORTING = frozenset((Act.ACT, Act.PLEDGE, Act.OFFER))  # nobody gives to what they oppose
_BY_ACT = 1.5  # less than a term against it, more than a phrase for it
_LEAST = 0.5  # weight by which one side must outweigh the other
_EMPHASIS = 2.0  # what stands after `but` is what the author means
_LEAST_TONE = 0.25  # P(positive) less P(negative): of SemEval's stances 0.1 to 0.35 tell about as much
_LONGEST_TONE = 60  # tokens; the tone of a longer text is of much else than the name


class PostReading(NamedTuple):
    """What is known of a post before its stance: `urges_against` is the polarity of its act, `sentiment` the
    probabilities of negative, neutral and positive, or none."""

    tokens: Tokens
    code: str | None
    phrases: Phrases
    sentiment: Sequence[float]
    act: Act | None
    urges_against: bool = False
    hashtags: tuple[str, ...] = ()


def stance_of(post: PostReading, terms: StoryTerms | None) -> tuple[Stance, Why]:
    """The stance and what shows it. `terms` are those of the campaign whose story the post is of, if any."""
    if terms is None and PHRASE_RULES.isdisjoint(post.phrases.places):
        return _stance_by_act(post)  # nearly all posts of no campaign
    terms = terms or _NO_STORY
    text = StoryText(post.tokens, post.code, terms, post.hashtags)
    is_named = terms.has_names and (
        any(hit.side == Side.NAME for hit in text.hits) or names_by_hashtag(text.plain.hashtags, terms)
    )
    found = [each for each in _find_evidence(post, text, terms, is_named) if _is_own(post, text, each)]
    total = sum([each.side * each.weight * (_EMPHASIS if each.is_emphatic else 1.0) for each in found])
    if abs(total) >= _LEAST:
        stance = Stance.SUPPORT if total > 0 else Stance.OPPOSE
        return stance, _place(text, _weightiest(found, 1 if total > 0 else -1))
    if found:
        return Stance.UNKNOWN, "both-sides" if any(each.weight for each in found) else "not-meant"
    return _by_tone(post, text) if is_named else (Stance.UNKNOWN, "no-cue")


def _stance_by_act(post: PostReading) -> tuple[Stance, Why]:
    for found in _by_act(post):
        return (Stance.SUPPORT if found.side > 0 else Stance.OPPOSE), found.rule
    return Stance.UNKNOWN, "no-cue"


def _find_evidence(post: PostReading, text: StoryText, terms: StoryTerms, is_named: bool) -> list[StanceSign]:
    found = {each.rule: each for each in declared_evidence(text)}
    found |= {each.rule: each for each in hashtag_evidence(text, terms)}
    others: list[StanceSign] = list(_by_act(post))
    if is_named:
        others += evidence_at_names(text)
    if is_named or terms.is_anchored:
        others += plain_hashtag_evidence(text.plain.hashtags)
        others += phrase_evidence(text, post.phrases, is_named=is_named)
    every = [*found.values(), *others]
    if every and text.irony is Irony.ALL:
        return [each._replace(weight=0.0) for each in every]
    return every


def _by_act(post: PostReading) -> Iterator[StanceSign]:
    if post.act in _SUPPORTING:
        yield StanceSign(1, _BY_ACT, -1, -1, f"act:{post.act}")
    elif post.act is Act.REFUSE or post.urges_against:
        yield StanceSign(-1, DECLARED, -1, -1, f"act:{post.act}")


def _by_tone(post: PostReading, text: StoryText) -> tuple[Stance, Why]:
    """What a tone about a name shows where words and classifier agree; what is in neither plainly reports: neutral.

    A question that does not blame asks: its tone shows nothing.
    """
    if not post.sentiment or len(post.tokens.lower) > _LONGEST_TONE or text.irony:
        return Stance.UNKNOWN, "no-cue"
    negative, neutral, positive = post.sentiment
    tone, words = positive - negative, word_tone(_without_names(text), post.code)
    if tone <= -_LEAST_TONE and words < 0:
        return Stance.OPPOSE, "tone-at-name"
    if any(text.clauses.asked):
        return Stance.NEUTRAL, "question"
    if tone >= _LEAST_TONE and words > 0:
        return Stance.SUPPORT, "tone-at-name"
    is_plain = neutral >= max(negative, positive) or not words
    return (Stance.NEUTRAL, "report") if is_plain else (Stance.UNKNOWN, "no-cue")


def _without_names(text: StoryText) -> str:
    """The words of a text but those of names: a fund for relief is not kind for its name."""
    named = {place for hit in text.hits if hit.side == Side.NAME for place in range(hit.first, hit.last + 1)}
    return " ".join([word for place, word in enumerate(text.plain.words) if place not in named])


def _weightiest(found: Sequence[StanceSign], side: int) -> StanceSign:
    return max((each for each in found if each.side == side), key=lambda each: each.weight)


def _place(text: StoryText, found: StanceSign) -> Why:
    """Where some evidence stands, or its rule where no place shows it."""
    return found.rule if found.first < 0 else text.span(found.first, found.last, found.rule)


def _is_own(post: PostReading, text: StoryText, found: StanceSign) -> bool:
    """Whether evidence stands outside of boilerplate, in the author's own words."""
    boilerplate = post.phrases.boilerplate
    place = _place(text, found) if boilerplate else found.rule
    return isinstance(place, str) or is_clear(place, boilerplate)


_NO_STORY = StoryTerms(StanceTerms(), is_anchored=True)
