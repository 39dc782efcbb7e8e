"""Tags out of what was read and scored: each tag by its own module, and why."""

from collections.abc import Iterable

from models.tags import Sentiment, Span, Tags, Why
from pipelines.tags import participation, stage, stance
from pipelines.tags.acts import act_of
from pipelines.tags.emotions import emotions
from pipelines.tags.phrases import span_of
from pipelines.tags.reading import Reading
from pipelines.tags.scoring import Scores
from pipelines.tags.sentiment import sentiment
from pipelines.tags.themes import Themes, themes
from pipelines.tags.weights import card

VERSION = f"tags-3+{card()['version']}"


def compose(
    reading: Reading, scores: Scores, wanted: Iterable[Themes], hashtags: tuple[str, ...], *, in_story: bool = False
) -> Tags:
    """All tags of one reading; `wanted` are the themes to look for, `in_story`: a campaign wants the post."""
    measured = card()
    tokens = len(reading.tokens.lower)
    act, shown = act_of(reading, scores.speech)
    side, cue = stance.stance(reading, act)
    tone = sentiment(scores.sentiment, reading.compound, reading.tongue.code, measured["version"])
    about = themes(wanted, reading.tokens, hashtags, reading.litter)
    taking_part = participation.participation(scores.participation, act, measured["participation"]["least"])
    by_phrase = act if isinstance(shown, Span) else None
    of = "_in_story" if in_story else ""
    stands, sure, by = stage.stage(scores.participation, by_phrase, tokens, measured[f"trust{of}"])
    harm = reading.found.get("testimony")
    hurt = span_of(harm[0], reading.tokens, "testimony") if harm else None
    why: dict[str, Why] = {"language": reading.tongue.rule, "stance": cue, "stage": by, **_why(shown, tone, hurt)}
    return Tags(
        language=reading.tongue.code,
        language_confidence=reading.tongue.confidence,
        sentiment=None if isinstance(tone, str) else tone,
        stance=side,
        themes=tuple(about),
        emotions=emotions(scores.emotions, measured["emotions"]) if scores.emotions else (),
        act=act,
        participation=taking_part,
        stage=stands,
        stage_probability=stage.calibrated(sure, measured[f"sureness{of}"]),
        testimony=bool(harm),
        boilerplate=reading.litter,
        copy=scores.copy,
        why=why | {f"theme:{name}": span for name, span in about.items()},
    )


def _why(shown: Why | None, tone: Sentiment | str, hurt: Span | None) -> dict[str, Why]:
    said = {"act": shown, "sentiment": tone if isinstance(tone, str) else None, "testimony": hurt}
    return {tag: why for tag, why in said.items() if why is not None}
