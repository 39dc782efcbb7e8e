"""Tags out of a document and its scores: each tag by its own room, and why."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from models.tags import Tags, Why
from pipelines.tags.acts import act_bars, act_of, calibrate, participation_of, stage_of
from pipelines.tags.classifiers import Scores
from pipelines.tags.document import Document
from pipelines.tags.language import LANGUAGE_VERSION
from pipelines.tags.linear import model_card
from pipelines.tags.matching import DeclaredActs, ThemeMatcher, find_themes
from pipelines.tags.quoting import find_quote
from pipelines.tags.sentiment import sentiment_of
from pipelines.tags.stance import PostReading, StoryTerms, stance_of

# Our rules, our weights, and what of other libraries decides: another of any of them is another tagger.
TAGGER_VERSION = f"tags-11+{model_card()['version']}+{LANGUAGE_VERSION}"


class _Calibration(NamedTuple):
    """What the card says of participation and of stages, for any post or for one of a campaign's story."""

    version: str
    least_participation: float
    trust: Mapping[str, float]
    sureness: Mapping[str, float]


@lru_cache(maxsize=2)
def _calibration(in_story: bool) -> _Calibration:
    card, suffix = model_card(), "_in_story" if in_story else ""
    least = card["participation"]["least"]
    return _Calibration(card["version"], least, card[f"trust{suffix}"], card[f"sureness{suffix}"])


@lru_cache(maxsize=20_000)  # probabilities of four digits, of both kinds
def _calibrate_stage(probability: float, in_story: bool) -> float:
    return calibrate(probability, _calibration(in_story).sureness)


def compose_tags(
    document: Document,
    scores: Scores,
    themes: Iterable[ThemeMatcher],
    hashtags: tuple[str, ...],
    *,
    story: StoryTerms | None = None,
    declared: DeclaredActs | None = None,
) -> Tags:
    """All tags of one document.

    `themes` are looked for in the text and in the `hashtags` beside it; `story` has the terms of the campaign that
    matched the post, if one did, and `declared` its phrases of acts.
    """
    in_story = story is not None
    calibration, language, tokens = _calibration(in_story), document.language, document.tokens
    said = declared.find(tokens, hashtags, language.code, document.boilerplate) if declared else None
    deed = act_of(document.phrases, document.wording, said, act_bars(), in_story)
    act, shown = deed.act, deed.shown
    read = PostReading(
        tokens, language.code, document.phrases, scores.sentiment, act, deed.urges_against, hashtags=hashtags
    )
    stance, stance_cue = stance_of(read, story)
    sentiment = sentiment_of(scores.sentiment, document.compound, language.code, calibration.version)
    found_themes = find_themes(themes, tokens, hashtags, document.boilerplate)
    stage, probability, stage_cue = stage_of(scores.participation, deed, len(tokens.lower), calibration.trust)
    testimony = _find_testimony(document)
    why: dict[str, Why] = {"language": language.rule, "stance": stance_cue, "stage": stage_cue}
    if shown is not None:
        why["act"] = shown
    if isinstance(sentiment, str):
        why["sentiment"] = sentiment
    if testimony:
        why["testimony"] = testimony
    for name, cue in found_themes.items():
        why[f"theme:{name}"] = cue
    return Tags(
        language=language.code,
        language_confidence=language.confidence,
        sentiment=None if isinstance(sentiment, str) else sentiment,
        stance=stance,
        themes=tuple(found_themes),
        emotions=scores.emotions,
        act=act,
        participation=participation_of(scores.participation, act, calibration.least_participation),
        stage=stage,
        stage_probability=_calibrate_stage(probability, in_story),
        testimony=testimony is not None,
        quote=None if testimony else find_quote(tokens, language.code, act, shown, document.wording.testimony),
        boilerplate=document.boilerplate,
        copy=scores.copy,
        why=why,
    )


def _find_testimony(document: Document) -> Why | None:
    """What shows that somebody tells of harm done to them: a phrase, words of harm, or wordings; None where nothing
    does."""
    words = document.phrases.first_span("testimony") or document.harm
    return words or ("wording:testimony" if document.wording.testimony >= act_bars().testimony else None)
