"""Tags out of what was read and scored: each tag by its own module, and why."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from models.tags import Span, Tags, Why
from pipelines.tags.acts import participation, stages
from pipelines.tags.acts.deciding import act_of
from pipelines.tags.classifiers.scoring import Scores
from pipelines.tags.document import Document
from pipelines.tags.fast.matcher import span_of
from pipelines.tags.linear.weights import model_card
from pipelines.tags.matching.themes import ThemeMatcher, find_themes
from pipelines.tags.sentiment.tone import sentiment_of
from pipelines.tags.stance import by_phrases

TAGGER_VERSION = f"tags-5+{model_card()['version']}"


class Measured(NamedTuple):
    """What the card says of taking part and of stages, for any post or for one of a campaign's story."""

    version: str
    taking_part: float
    trust: Mapping[str, float]
    sureness: Mapping[str, float]


@lru_cache(maxsize=2)
def _measured(in_story: bool) -> Measured:
    said, of = model_card(), "_in_story" if in_story else ""
    least = said["participation"]["least"]
    return Measured(said["version"], least, said[f"trust{of}"], said[f"sureness{of}"])


@lru_cache(maxsize=20_000)  # probabilities of four digits
def _held(probability: float, in_story: bool) -> float:
    return stages.calibrate(probability, _measured(in_story).sureness)


def compose_tags(
    reading: Document,
    scores: Scores,
    wanted: Iterable[ThemeMatcher],
    hashtags: tuple[str, ...],
    *,
    in_story: bool = False,
) -> Tags:
    """All tags of one reading; `wanted` are the themes to look for, `in_story`: a campaign wants the post."""
    measured = _measured(in_story)
    tongue = reading.language
    act, shown = act_of(reading, scores.speech)
    side, cue = by_phrases.stance_of(reading, act)
    tone = sentiment_of(scores.sentiment, reading.compound, tongue.code, measured.version)
    about = find_themes(wanted, reading.tokens, hashtags, reading.boilerplate)
    by_phrase = act if isinstance(shown, Span) else None
    stands, sure, by = stages.stage_of(scores.participation, by_phrase, len(reading.tokens.lower), measured.trust)
    why: dict[str, Why] = {"language": tongue.rule, "stance": cue, "stage": by}
    if shown is not None:
        why["act"] = shown
    if isinstance(tone, str):
        why["sentiment"] = tone
    if harm := reading.found.get("testimony"):
        why["testimony"] = span_of(harm[0], reading.tokens, "testimony")
    for name, span in about.items():
        why[f"theme:{name}"] = span
    return Tags(
        language=tongue.code,
        language_confidence=tongue.confidence,
        sentiment=None if isinstance(tone, str) else tone,
        stance=side,
        themes=tuple(about),
        emotions=scores.emotions,
        act=act,
        participation=participation.participation_of(scores.participation, act, measured.taking_part),
        stage=stands,
        stage_probability=_held(sure, in_story),
        testimony=bool(harm),
        boilerplate=reading.boilerplate,
        copy=scores.copy,
        why=why,
    )
