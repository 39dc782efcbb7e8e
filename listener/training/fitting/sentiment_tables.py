"""What sentiment is learned from: a language's own tweets, posts written for it, and other texts by their concepts.

How much a text counts beside one of a language's own tweets was chosen on folds of the training sets; in the Nordic
table, which has no such sets, as half of that.
"""

from collections.abc import Mapping
from typing import NamedTuple

from listener.training.data import datasets
from listener.training.fitting import counts, tables
from listener.training.fitting.tables import CountedTexts, WeightedSets, count_examples, in_language, select_examples
from pipelines.tags.language.nordic import NORDIC
from pipelines.tags.linear.weighting import WeightTable

RELATED_LANGUAGES = ("de", "es", "fr", "it", "pt")  # whose tweets teach them how lists of words count


class SentimentSources(NamedTuple):
    """All that is labelled: tweets in eight languages, rated English tweets, English comments with emotions, and what
    was written for this project, by language."""

    tweets: CountedTexts
    rated: CountedTexts
    comments: CountedTexts
    written: Mapping[str, CountedTexts]


def count_written(*codes: str) -> dict[str, CountedTexts]:
    """The posts that were written for some languages."""
    return {code: count_examples(datasets.read_written(code)) for code in codes}


def english_sets(sources: SentimentSources) -> WeightedSets:
    """English sentiment: its own tweets, English ones among other languages', and other English sets."""
    here = in_language(sources.tweets, "en")
    own = [i for i, each in enumerate(here.examples) if each.language == "en"]
    mixed = [i for i, each in enumerate(here.examples) if each.language != "en"]
    return [
        (select_examples(here, own), 1.0),
        (select_examples(here, mixed), 0.3),
        (sources.rated, 0.5),
        (sources.comments, 0.15),
    ]


def fit_language(code: str, sources: SentimentSources) -> WeightTable:
    """The table of a language that has labelled tweets, English apart."""
    written = [(sources.written[code], 0.2)] if code in sources.written else []
    others = [i for i, each in enumerate(sources.tweets.examples) if each.language != code]
    in_others = [(_as_concepts(select_examples(sources.tweets, others)), 0.2), *_english_as_concepts(sources)]
    return tables.fit_sentiment_table([(in_language(sources.tweets, code), 1.0), *written, *in_others])


def fit_nordic(sources: SentimentSources) -> WeightTable:
    """The table of Bokmål, Nynorsk, Danish and Swedish: from what was written in them, tweets in
    other languages by their concepts, and those of related ones by what their lists of words say."""
    own = [(sources.written[code], 1.0) for code in NORDIC if code in sources.written]
    near = [i for i, each in enumerate(sources.tweets.examples) if each.language in RELATED_LANGUAGES]
    related = select_examples(sources.tweets, near)
    toned = CountedTexts(related.examples, counts.keep_tone(related.counts))
    return tables.fit_sentiment_table(
        [*own, (toned, 0.1), (_as_concepts(sources.tweets), 0.1), *_english_as_concepts(sources)]
    )


def _english_as_concepts(sources: SentimentSources) -> WeightedSets:
    return [(_as_concepts(sources.rated), 0.1), (_as_concepts(sources.comments), 0.03)]


def _as_concepts(examples: CountedTexts) -> CountedTexts:
    """Examples as other languages can learn from them: by their concepts."""
    return CountedTexts(examples.examples, counts.keep_concepts(examples.counts))
