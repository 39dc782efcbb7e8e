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


_FROM_PEOPLE, _WRITTEN = 1.0, 0.3  # what a sentence counts in the Norwegian table; chosen on NoReC's dev part
_NEGATIVE = 2.0  # a negative sentence of reviews counts as two: there are half as many; likewise


class SentimentSources(NamedTuple):
    """All that is labelled: tweets in seven languages, rated English tweets, English comments with emotions, what was
    written for this project, by language, and sentences of Norwegian reviews."""

    tweets: CountedTexts
    rated: CountedTexts
    comments: CountedTexts
    written: Mapping[str, CountedTexts]
    reviews: CountedTexts | None = None


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


def fit_hindi(sources: SentimentSources) -> WeightTable:
    """Hindi's table, which has no labels of its own: tweets abroad by their concepts, those of related languages by
    what their lists of words say, and English ones by their words: Hindi in Latin letters has many of them."""
    english = select_examples(
        sources.tweets, [i for i, each in enumerate(sources.tweets.examples) if each.language == "en"]
    )
    return tables.fit_sentiment_table([(english, 0.2), *_from_abroad(sources)])


def fit_norwegian(sources: SentimentSources) -> WeightTable:
    """The table of Bokmål and Nynorsk: sentences of reviews that people labelled, and what the Nordic one has."""
    reviews = [] if sources.reviews is None else _count_by_label(sources.reviews)
    written = [(sources.written[code], _WRITTEN) for code in NORDIC if code in sources.written]
    return tables.fit_sentiment_table([*reviews, *written, *_from_abroad(sources)])


def _count_by_label(reviews: CountedTexts) -> WeightedSets:
    negative = [each.label == "negative" for each in reviews.examples]
    by_sign = [[i for i, is_so in enumerate(negative) if is_so is sign] for sign in (True, False)]
    weights = (_NEGATIVE * _FROM_PEOPLE, _FROM_PEOPLE)
    return [(select_examples(reviews, some), weight) for some, weight in zip(by_sign, weights, strict=True)]


def fit_nordic(sources: SentimentSources) -> WeightTable:
    """The table of Danish and Swedish: what was written in them and in Norwegian, and tweets abroad."""
    own = [(sources.written[code], 1.0) for code in NORDIC if code in sources.written]
    return tables.fit_sentiment_table([*own, *_from_abroad(sources)])


def _from_abroad(sources: SentimentSources) -> WeightedSets:
    """Tweets in other languages by their concepts, and those of related ones by what their lists of words say."""
    near = [i for i, each in enumerate(sources.tweets.examples) if each.language in RELATED_LANGUAGES]
    related = select_examples(sources.tweets, near)
    toned = CountedTexts(related.examples, counts.keep_tone(related.counts))
    return [(toned, 0.1), (_as_concepts(sources.tweets), 0.1), *_english_as_concepts(sources)]


def _english_as_concepts(sources: SentimentSources) -> WeightedSets:
    return [(_as_concepts(sources.rated), 0.1), (_as_concepts(sources.comments), 0.03)]


def _as_concepts(examples: CountedTexts) -> CountedTexts:
    """Examples as other languages can learn from them: by their concepts."""
    return CountedTexts(examples.examples, counts.keep_concepts(examples.counts))
